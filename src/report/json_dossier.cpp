// Everything that a dossier knows, as JSON. Keys: docs/formats/dossier.md.
#include <cmath>

#include "report/find.h"
#include "report/json_parts.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::report {
namespace {

/// Three decimals: a float's tail is noise.
double rounded(float share) { return std::round(static_cast<double>(share) * 1000) / 1000; }

class Full {
 public:
  explicit Full(const Dossier& d) : d_(d), j_(d.readings, d.model) {}

  Json document(std::uint32_t i) const {
    const Document& doc = d_.readings[i].document;
    Json authors = Json::array();
    for (const Stated& a : doc.authors) authors.push_back(a.value);
    Json blocks = Json::array();
    for (const Block& b : doc.blocks) blocks.push_back({{"kind", name(b.kind)}, {"span", j_.span(i, b.span)}});
    return {{"id", doc.id}, {"path", doc.path}, {"part", or_null(doc.part)}, {"sha256", doc.sha256}, {"format", doc.format}, {"title", or_null(doc.title.value)},
            {"outlet", outlet(doc)}, {"publisher", or_null(doc.publisher.value)}, {"agency", or_null(doc.agency.value)}, {"authors", std::move(authors)},
            {"published", or_null(doc.published.value)}, {"modified", or_null(doc.modified.value)}, {"url", or_null(doc.url.value)},
            {"language", doc.language}, {"withdrawn", i < d_.model.withdrawn.size() && d_.model.withdrawn[i]}, {"text", doc.text},
            {"blocks", std::move(blocks)}, {"warnings", doc.warnings}};
  }

  Json reasons(const std::vector<Reason>& why) const {
    Json out = Json::array();
    for (const Reason& r : why) {
      Json one{{"text", r.text}};
      if (!r.span.empty()) {
        const Document& doc = d_.readings[r.document].document;
        one.update({{"document", doc.id}, {"span", j_.span(r.document, r.span)}, {"quote", std::string(slice(doc, r.span))}});
      }
      out.push_back(std::move(one));
    }
    return out;
  }

  Json derived() const {
    Json out = Json::array();
    for (const DerivationEdge& e : d_.model.derived) {
      Json passages = Json::array();
      for (const Passage& p : e.passages)
        passages.push_back({{"in_child", j_.span(e.child, p.in_child)}, {"in_parent", j_.span(e.parent, p.in_parent)}, {"words", p.words}});
      out.push_back({{"child", id(e.child)}, {"parent", id(e.parent)}, {"how", name(e.how)}, {"child_covered", rounded(e.child_covered)},
                     {"parent_covered", rounded(e.parent_covered)}, {"passages", std::move(passages)}, {"why", reasons(e.why)}});
    }
    return out;
  }

  Json relies() const {
    Json out = Json::array();
    for (const ReliesOn& r : d_.model.relies)
      out.push_back({{"from", id(r.from)}, {"to", r.to < 0 ? Json(nullptr) : Json(id(static_cast<std::uint32_t>(r.to)))},
                     {"outlet", j_.agent_id(r.outlet)}, {"why", reasons(r.why)}});
    return out;
  }

  Json agents() const {
    Json out = j_.agents();
    for (std::size_t i = 0; i < out.size(); ++i) {
      const CaseAgent& a = d_.model.agents[i];
      out[i].update({{"role", or_null(a.role)}, {"vague", a.vague}, {"speaks_as", j_.agent_id(a.speaks_as)}});
    }
    return out;
  }

  Json attributions() const {
    Json out = j_.attributions();
    std::size_t k = 0;
    for (std::uint32_t d = 0; d < d_.readings.size(); ++d) {
      for (const Attribution& a : d_.readings[d].attributions) {
        if (a.rejected) continue;
        Json links = Json::array();
        for (const SourceLink& l : a.links)
          links.push_back({{"kind", name(l.kind)}, {"cue", j_.span(d, l.cue)}, {"span", j_.span(d, l.span)}, {"agent", j_.case_agent(d, l.agent)}});
        out[k++].update({{"negated", a.negated}, {"certainty", name(a.certainty)}, {"source_kind", name(a.source_kind)}, {"links", std::move(links)}, {"rule", a.rule}, {"confidence", rounded(a.confidence)},
                         {"quote", words(d_.readings[d].document, a.content, 4000)}});
      }
    }
    return out;
  }

  Json claim(const Claim& c) const {
    Json members = Json::array(), roots = Json::array();
    for (const ClaimMember& m : c.members) {
      Json via = Json::array();
      for (const std::uint32_t a : m.chain) via.push_back(d_.model.agents[a].id);
      members.push_back({{"attribution", j_.attribution_id(m.attribution)}, {"side", name(m.side)},
                         {"root", m.root < 0 ? Json(nullptr) : Json(c.roots[static_cast<std::size_t>(m.root)].id)}, {"via", std::move(via)},
                         {"chain", chain(d_, m)}, {"why", reasons(m.why)}});
    }
    for (const Root& r : c.roots)
      roots.push_back({{"id", r.id}, {"agent", j_.agent_id(r.agent)}, {"kind", name(r.kind)}, {"side", name(r.side)}, {"label", r.label},
                       {"not_seen", r.not_seen}, {"why", reasons(r.why)}});
    const Independent& n = c.independent;
    return {{"id", c.id}, {"label", c.label}, {"headline", headline(c)}, {"labelled_by", j_.attribution_id(c.labelled_by)}, {"reported_by", c.reported_by},
            {"independent", {{"supporting", n.supporting}, {"supporting_unknown", n.supporting_unknown}, {"denying", n.denying}, {"denying_unknown", n.denying_unknown}}},
            {"members", std::move(members)}, {"roots", std::move(roots)}};
  }

  Json figures() const { return j_.figures(); }
  Json timeline() const { return j_.timeline(); }
  Json denials() const {
    Json out = j_.denials();
    for (std::size_t i = 0; i < out.size(); ++i) out[i].update({{"blanket", d_.model.denials[i].blanket}, {"why", reasons(d_.model.denials[i].why)}});
    return out;
  }

  Json families() const {
    Json out = Json::array();
    for (const auto& family : d_.model.families) {
      Json ids = Json::array();
      for (const std::uint32_t i : family) ids.push_back(id(i));
      out.push_back(std::move(ids));
    }
    return out;
  }

  Json failures() const {
    Json out = Json::array();
    for (const Failure& f : d_.failures)
      out.push_back({{"path", f.path}, {"sha256", or_null(f.sha256)}, {"kind", name(f.kind)}, {"what", f.what}, {"at", f.at}});
    return out;
  }

 private:
  std::string id(std::uint32_t i) const { return d_.readings[i].document.id; }

  const Dossier& d_;
  JsonCase j_;
};

}  // namespace

std::string json_dossier(const Dossier& d) {
  const Full full(d);
  Json documents = Json::array(), claims = Json::array(), unread = Json::array(), flaws = Json::array();
  for (std::uint32_t i = 0; i < d.readings.size(); ++i) documents.push_back(full.document(i));
  for (const Claim& c : d.model.claims) claims.push_back(full.claim(c));
  const Blind blind = blind_spots(d);
  for (const auto& [language, n] : blind.languages) unread.push_back({{"language", language}, {"documents", n}});
  for (const auto& [flaw, n] : blind.flaws) flaws.push_back({{"flaw", name(flaw)}, {"documents", n}});
  return dump({{"case", d.case_name}, {"program", d.program_version}, {"reader", d.reader_version}, {"made_at", or_null(d.made_at)},
               {"custody_head", or_null(d.custody_head)}, {"documents", std::move(documents)}, {"families", full.families()}, {"derived", full.derived()},
               {"relies", full.relies()}, {"agents", full.agents()}, {"attributions", full.attributions()}, {"claims", std::move(claims)},
               {"denials", full.denials()}, {"figures", full.figures()}, {"timeline", full.timeline()},
               {"not_seen", {{"failures", full.failures()}, {"languages", std::move(unread)}, {"reports_not_in_case", blind.not_seen},
                             {"documents_without_attribution", blind.silent}, {"claims_of_unknown_origin", blind.claims_untraced},
                             {"days_disputed", blind.days_disputed}, {"flawed_captures", std::move(flaws)}}}}, 1);
}

namespace {

/// Where in the original the words of an attribution stand, piece by piece: to be cut out of what is left when `codings` are undone on
/// `length` bytes from `offset`. Null if the document does not know.
Json original_bytes(const Document& d, const Attribution& a) {
  const auto pieces = [&](const Spans& spans) {
    Json out = Json::array();
    for (const ByteSpan s : spans)
      if (const auto at = source_span(d.map, s)) out.push_back({at->begin, at->end});
    return out;
  };
  if (d.source.length == 0 || d.map.runs.empty()) return nullptr;
  return {{"offset", d.source.offset}, {"length", d.source.length}, {"codings", d.source.codings},
          {"source", pieces(a.source)}, {"cue", pieces(a.cue)}, {"content", pieces(a.content)}};
}

}  // namespace

Result<std::string> explain_json(const Dossier& d, const std::string& id) {
  const auto named = find(d, id);
  if (!named) return tl::unexpected(named.error());
  const Full full(d);
  if (const auto* claim = std::get_if<ClaimIndex>(&*named)) return dump({{"claim", full.claim(d.model.claims[claim->value])}}, 1);
  const auto* of_document = std::get_if<DocumentIndex>(&*named);
  const AttributionRef ref = of_document ? AttributionRef{of_document->value, 0} : std::get<AttributionRef>(*named);
  Json attributions = Json::array(), claims = Json::array();
  const std::string document_id = d.readings[ref.document].document.id;
  for (Json& a : full.attributions())
    if (a["document"] == document_id && (of_document || a["id"] == attribution_id(d, ref))) attributions.push_back(std::move(a));
  if (!of_document) attributions.front()["original"] = original_bytes(d.readings[ref.document].document, attribution(d, ref));
  for (const Claim& c : d.model.claims) {
    for (const ClaimMember& m : c.members) {
      if (!(of_document ? m.attribution.document == ref.document : m.attribution == ref)) continue;
      claims.push_back(full.claim(c));
      break;
    }
  }
  return dump({{"document", full.document(ref.document)}, {"attributions", std::move(attributions)}, {"claims", std::move(claims)}}, 1);
}

}  // namespace stemma::report
