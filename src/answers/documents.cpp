// GET /documents and /documents/{id}.
#include <algorithm>
#include <numeric>

#include "answers/routes.h"
#include "answers/shapes.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most_copies_with_passages = 20;  // of one text: each costs its text

Json attribution(const State& s, WholeClaims& whole, std::uint32_t d, std::uint32_t number, const Reading& r, const Text& text) {
  const Attribution& a = r.attributions[number];
  const AttributionRow& row = s[AttributionRef{d, number}];
  const auto in_case = [&](std::int32_t agent) { return agent_ref(s, agent < 0 ? -1 : s.model.agent_of[d][static_cast<std::size_t>(agent)]); };
  Json links = Json::array(), claims = Json::array();
  for (const SourceLink& l : a.links) links.push_back({{"kind", name(l.kind)}, {"span", span_json(text, l.span)}, {"agent", in_case(l.agent)}});
  for (const auto c : s.claims_of.of(s.at({d, number}))) {
    const Claim& claim = whole[c];
    const auto m = std::find_if(claim.members.begin(), claim.members.end(), [&](const ClaimMember& x) { return x.attribution == AttributionRef{d, number}; });
    claims.push_back({{"id", claim.id}, {"label", report::title(claim)}, {"side", name(m->side)}});
  }
  return {{"id", attribution_id(s, {d, number})}, {"source", spans_json(text, a.source)}, {"cue", spans_json(text, a.cue)}, {"content", spans_json(text, a.content)},
          {"parent", a.parent < 0 ? Json(nullptr) : Json(attribution_id(s, {d, static_cast<std::uint32_t>(a.parent)}))}, {"own_voice", row.own_voice},
          {"agent", agent_ref(s, row.agent)}, {"stance", name(a.stance)}, {"negated", a.negated}, {"certainty", name(a.certainty)},
          {"source_kind", name(a.source_kind)}, {"confidence", rounded(a.confidence)}, {"rule", a.rule}, {"links", std::move(links)}, {"claims", std::move(claims)},
          {"review", name(row.review)}};
}

Json passages(const State& s, std::uint32_t d, const Text& text) {
  Json out = Json::array();
  const auto add = [&](const DerivationEdge& e, bool child) {
    const auto other = child ? e.parent : e.child;
    const auto there = s.files.text(s.documents[other].stored);
    for (const Passage& p : e.passages)
      out.push_back({{"other", document_ref(s, other)}, {"here", span_json(text, child ? p.in_child : p.in_parent)}, {"there", span_json(*there, child ? p.in_parent : p.in_child)},
                     {"role", child ? "child" : "parent"}, {"how", name(e.how)}, {"words", p.words}});
  };
  for (const auto e : s.parents.of(d)) add(s.model.derived[e], true);
  std::size_t shown = 0;
  for (const auto e : s.children.of(d))
    if (shown++ < most_copies_with_passages) add(s.model.derived[e], false);
  return out;
}

std::vector<Reason> capture_reasons(const State& s, std::uint32_t d, std::uint32_t other) {
  for (const CaptureEdit& e : s.model.edits)
    if (std::minmax(e.before, e.after) == std::minmax(d, other)) return e.why;
  return {{"Both are captures of one page.", d, {}}};
}

Json relations(const State& s, std::uint32_t d) {
  Json out = Json::array();
  const auto add = [&](const char* kind, Json other, Json outlet, Json how, const std::vector<Reason>& why) {
    out.push_back({{"kind", kind}, {"other", std::move(other)}, {"outlet", std::move(outlet)}, {"how", std::move(how)}, {"why", reasons(s, why)}});
  };
  for (const auto i : s.parents.of(d)) {
    const DerivationEdge& e = s.model.derived[i];
    add("copy_of", document_ref(s, e.parent), nullptr, name(e.how), e.why);
  }
  for (const auto i : s.children.of(d)) {
    const DerivationEdge& e = s.model.derived[i];
    add("copied_by", document_ref(s, e.child), nullptr, name(e.how), e.why);
  }
  for (const auto i : s.relies_from.of(d)) {
    const ReliesOn& r = s.model.relies[i];
    add("relies_on", r.to < 0 ? Json(nullptr) : document_ref(s, static_cast<std::uint32_t>(r.to)),
        r.outlet < 0 ? Json(nullptr) : Json(shown(s.model.agents[static_cast<std::size_t>(r.outlet)].name)), nullptr, r.why);
  }
  for (const auto i : s.relies_to.of(d)) {
    const ReliesOn& r = s.model.relies[i];
    add("relied_on_by", document_ref(s, r.from), nullptr, nullptr, r.why);
  }
  for (const auto other : s.captures.of(d)) add("capture_of", document_ref(s, other), nullptr, nullptr, capture_reasons(s, d, other));
  for (const auto i : s.absent_of.of(d)) {
    const AbsentText& t = s.model.absent[i];
    add("copy_of_absent", nullptr, shown(t.issuer), nullptr, t.why);
  }
  for (const auto i : s.hints_of.of(d)) {
    const KinHint& h = s.model.hints[i];
    add("may_be_kin", document_ref(s, h.a == d ? h.b : h.a), nullptr, nullptr, h.why);
  }
  return out;
}

}  // namespace

Json documents_page(const State& s, const Query& q) {
  const Wanted wanted(q.text("q"));
  const auto outlet = q.text("outlet");
  const auto sort = q.one_of("sort", {"published", "title", "outlet"}, "published");
  const Page page = q.page();
  std::vector<std::uint32_t> found;
  for (std::uint32_t d = 0; d < s.documents.size(); ++d)
    if ((outlet.empty() || s.outlets[s.documents[d].outlet] == outlet) && (wanted.empty() || wanted.in(s.document_words[d]))) found.push_back(d);
  if (sort == "published") std::stable_sort(found.begin(), found.end(), [&](auto a, auto b) { return s.documents[a].at > s.documents[b].at; });
  if (sort == "title") std::stable_sort(found.begin(), found.end(), [&](auto a, auto b) { return s.documents[a].title < s.documents[b].title; });
  if (sort == "outlet") std::stable_sort(found.begin(), found.end(), [&](auto a, auto b) { return s.outlets[s.documents[a].outlet] < s.outlets[s.documents[b].outlet]; });
  Json items = Json::array();
  for (std::size_t i = page.begin(found.size()); i < page.end(found.size()); ++i) {
    const DocumentRow& d = s.documents[found[i]];
    Json one = document_ref(s, found[i]);
    one.update({{"attributions", d.attributions}, {"copies", d.copies}, {"withdrawn", d.withdrawn}, {"warnings", d.warnings}});
    items.push_back(std::move(one));
  }
  return {{"total", found.size()}, {"offset", page.offset}, {"generation", s.generation}, {"items", std::move(items)}};
}

Json document_view(const State& s, std::string_view id) {
  const std::uint32_t d = document_called(s, id);
  const auto reading = s.files.reading(s.documents[d].stored);
  const auto text_kept = s.files.text(s.documents[d].stored);
  const Document& doc = reading->document;
  const Text& text = *text_kept;
  Json out = document_ref(s, d);
  WholeClaims claims(s);
  Json authors = Json::array(), blocks = Json::array(), attributions = Json::array(), figures = Json::array(), times = Json::array(), warnings = Json::array();
  for (const Author& a : doc.authors) authors.push_back(shown(a.value));
  for (const Block& b : doc.blocks) blocks.push_back({{"kind", name(b.kind)}, {"span", span_json(text, b.span)}});
  for (std::uint32_t a = 0; a < reading->attributions.size(); ++a) attributions.push_back(attribution(s, claims, d, a, *reading, text));
  const auto number = [](const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); };
  for (const Figure& f : reading->figures) figures.push_back({{"span", span_json(text, f.span)}, {"value", number(f.value)}, {"quantity", report::figure_words(f)}});
  for (const TimeExpression& t : reading->times)
    times.push_back({{"span", span_json(text, t.span)}, {"start", or_null(t.earliest)}, {"end", or_null(t.latest)}});
  for (const std::string& w : doc.warnings) warnings.push_back(shown(w));
  const auto said = [](const Stated& v) { return or_null(shown(v.value)); };
  out.update({{"generation", s.generation}, {"path", shown(doc.path)}, {"part", or_null(shown(doc.part))}, {"sha256", doc.sha256}, {"format", doc.format}, {"url", said(doc.url)},
              {"authors", std::move(authors)}, {"publisher", said(doc.publisher)}, {"agency", said(doc.agency)}, {"modified", said(doc.modified)},
              {"captured", said(doc.captured)}, {"withdrawn", s.documents[d].withdrawn}, {"warnings", std::move(warnings)}, {"text", doc.text},
              {"blocks", std::move(blocks)}, {"attributions", std::move(attributions)}, {"passages", passages(s, d, text)}, {"relations", relations(s, d)},
              {"figures", std::move(figures)}, {"times", std::move(times)}});
  return out;
}

}  // namespace stemma::answers
