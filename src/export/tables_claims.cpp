// Tables of what holds across documents: agents, claims, members, roots, denials, edges between documents, the timeline.
#include "base/utf8.h"
#include "export/table.h"

namespace stemma::exports {
namespace {

using report::or_null;

Json agent_list(const Rows& r, const std::vector<std::uint32_t>& agents) {
  Json all = Json::array();
  for (const std::uint32_t a : agents) all.push_back(r.model.agents[a].id);
  return all;
}

Json claim_list(const Rows& r, const std::vector<std::uint32_t>& claims) {
  Json all = Json::array();
  for (const std::uint32_t c : claims) all.push_back(r.model.claims[c].id);
  return all;
}

void agents(const Rows& r, const TakeRow& take) {
  for (const CaseAgent& a : r.model.agents)
    take({a.id, a.name, a.aliases, name(a.kind), or_null(a.role), r.agent_id(a.affiliation), r.agent_id(a.speaks_as), a.vague,
          agent_list(r, a.candidates), a.mentions.size(), r.reasons(a.why)});
}

void claims(const Rows& r, const TakeRow& take) {
  for (const Claim& c : r.model.claims)
    take({c.id, c.label, r.attribution_id(c.labelled_by), c.reported_by, c.dropped_by, c.independent.supporting, c.independent.supporting_unknown,
          c.independent.denying, c.independent.denying_unknown, c.supporting_at_least, c.supporting_at_most, c.denying_at_least, c.denying_at_most,
          c.members.size()});
}

void members(const Rows& r, const TakeRow& take) {
  for (const Claim& c : r.model.claims)
    for (const ClaimMember& m : c.members) {
      Json reaches = Json::array();
      for (const std::uint32_t root : m.reaches) reaches.push_back(c.roots[root].id);
      take({c.id, r.attribution_id(m.attribution), name(m.side), m.root < 0 ? Json(nullptr) : Json(c.roots[static_cast<std::size_t>(m.root)].id),
            std::move(reaches), agent_list(r, m.chain), r.reasons(m.why)});
    }
}

void roots(const Rows& r, const TakeRow& take) {
  for (const Claim& c : r.model.claims)
    for (const Root& root : c.roots)
      take({c.id, root.id, r.agent_id(root.agent), name(root.kind), name(root.side), root.label, root.not_seen, root.ends.size(), r.reasons(root.why)});
}

void denials(const Rows& r, const TakeRow& take) {
  for (const Denial& d : r.model.denials) {
    const std::string by = r.attribution_id(d.attribution);
    for (std::size_t i = 0; i < d.claims.size(); ++i)
      take({by, r.model.claims[d.claims[i]].id, "covers", d.blanket, nullptr, i < d.why.size() ? Json(d.why[i].text) : Json(nullptr)});
    for (const std::uint32_t c : d.may_cover) take({by, r.model.claims[c].id, "may_cover", d.blanket, nullptr, nullptr});
    for (const Denial::Later& l : d.later)
      take({by, r.model.claims[l.claim].id, "later", d.blanket, r.attribution_id(l.attribution), or_null(l.why.text)});
    if (d.claims.empty() && d.may_cover.empty() && d.later.empty()) take({by, nullptr, "covers", d.blanket, nullptr, nullptr});
  }
}

void edges(const Rows& r, const TakeRow& take) {
  for (const DerivationEdge& e : r.model.derived) {
    Json in_from = Json::array(), in_to = Json::array();
    for (const Passage& p : e.passages) {
      in_from.push_back(r.span(e.child, p.in_child));
      in_to.push_back(r.span(e.parent, p.in_parent));
    }
    take({"derived_from", r.document_id(e.child), r.document_id(e.parent), nullptr, name(e.how), share(e.child_covered), share(e.parent_covered),
          std::move(in_from), std::move(in_to), r.reasons(e.why)});
  }
  for (const ReliesOn& e : r.model.relies)
    take({"relies_on", r.document_id(e.from), r.document_id(e.to), r.agent_id(e.outlet), nullptr, nullptr, nullptr, Json::array(), Json::array(),
          r.reasons(e.why)});
  for (const AbsentText& a : r.model.absent)
    for (const std::uint32_t child : a.children) {
      Json held = Json::array();
      for (const AbsentText::Held& h : a.held)
        if (h.document == child) held.push_back(r.span(child, h.span));
      take({"derived_from_absent", r.document_id(child), nullptr, r.agent_id(a.agent), nullptr, nullptr, nullptr, std::move(held), Json::array(),
            r.reasons(a.why)});
    }
  for (const CaptureEdit& e : r.model.edits)
    take({"later_capture_of", r.document_id(e.after), r.document_id(e.before), nullptr, e.notice.empty() ? "quietly" : e.corrects ? "corrected" : "updated",
          nullptr, nullptr, e.notice.empty() ? Json::array() : r.spans(e.after, {e.notice}), Json::array(), r.reasons(e.why)});
  for (const KinHint& h : r.model.hints)
    take({"may_be_one_report", r.document_id(h.b), r.document_id(h.a), nullptr, h.strong ? "strong" : "weak", nullptr, nullptr, Json::array(), Json::array(),
          r.reasons(h.why)});
}

void timeline(const Rows& r, const TakeRow& take) {
  for (const TimelineEntry& e : r.model.timeline)
    take({e.date, or_null(e.end), e.said ? "said" : "happened", squeeze(slice(r.readings[e.document].document, e.span)), r.document_id(e.document),
          r.points[e.document].code_point(e.span.begin), r.points[e.document].code_point(e.span.end), claim_list(r, e.claims)});
}

}  // namespace

std::vector<Table> claim_tables() {
  constexpr bool null = true;
  return {
      {"agents", "a speaker of the case; two documents' speakers are one only if the words allow no doubt",
       {{"id", Type::id, false, "", "a hash of its earliest mention"},
        {"name", Type::text, false, "", "fullest form"},
        {"aliases", Type::texts, false, "", "other forms"},
        {"kind", Type::word, false, "", "person, organisation, government, media, document, unnamed, collective"},
        {"role", Type::text, null, "", "spokeswoman, director"},
        {"affiliation", Type::id, null, "", "agents.id: the body that it belongs to"},
        {"speaks_as", Type::id, null, "", "agents.id: the body whose voice it is; itself if nobody's"},
        {"vague", Type::boolean, false, "", "names nobody who could be asked: widespread reports"},
        {"candidates", Type::texts, false, "", "agents.id: those that it may be, where the words leave it open"},
        {"mentioned", Type::integer, false, "documents' speakers", "how many were united into it"},
        {"why", Type::texts, false, "", "a reason for each union"}},
       agents},
      {"claims", "what several attributions say in common, with its count; a count says how many known origins stand behind it, not whether it is true",
       {{"id", Type::id, false, "", "a hash of its earliest member"},
        {"label", Type::text, false, "", "a member's own words, never generated"},
        {"labelled_by", Type::id, false, "", "attributions.id: that member"},
        {"reported_by", Type::integer, false, "reports", "that pass it on; captures of one page are one"},
        {"dropped_by", Type::integer, false, "reports", "of these, pages whose newest capture no longer does"},
        {"supporting", Type::integer, false, "independent roots", "known, that say so"},
        {"supporting_unknown", Type::integer, false, "roots", "named by nobody; never counted as independent"},
        {"denying", Type::integer, false, "independent roots", "known, that deny it"},
        {"denying_unknown", Type::integer, false, "roots", "named by nobody"},
        {"supporting_at_least", Type::integer, false, "independent roots", "if all that may be one were one"},
        {"supporting_at_most", Type::integer, false, "independent roots", "if unnamed sources that nothing tells apart were different people"},
        {"denying_at_least", Type::integer, false, "independent roots", "as above"},
        {"denying_at_most", Type::integer, false, "independent roots", "as above"},
        {"members", Type::integer, false, "attributions", "rows of members"}},
       claims},
      {"members", "an attribution that belongs to a claim",
       {{"claim", Type::id, false, "", "claims.id"},
        {"attribution", Type::id, false, "", "attributions.id"},
        {"side", Type::word, false, "", "supports, denies, neutral"},
        {"root", Type::id, null, "", "roots.id of the same claim: what it rests on"},
        {"reaches", Type::texts, false, "", "roots.id: all that its chains lead to"},
        {"chain", Type::texts, false, "", "agents.id: on whose word, nearest first"},
        {"why", Type::texts, false, "", "why it is in this claim, on that side, and rests on that root"}},
       members},
      {"roots", "where chains of a claim end: somebody with their own access, or nobody that can be named",
       {{"claim", Type::id, false, "", "claims.id"},
        {"id", Type::id, false, "", "unique within its claim"},
        {"agent", Type::id, null, "", "agents.id"},
        {"kind", Type::word, false, "", "statement, witness, document, own_reporting, unknown"},
        {"side", Type::word, false, "", "supports, denies"},
        {"label", Type::text, false, "", "who it is, in words"},
        {"not_seen", Type::boolean, false, "", "a report that is relied on but is not in the case"},
        {"ends", Type::integer, false, "ends of chains", "that were folded into it"},
        {"why", Type::texts, false, "", "a reason for the end of the chain and for every fold"}},
       roots},
      {"denials", "a denial and one claim that it speaks of",
       {{"attribution", Type::id, false, "", "attributions.id: the denial"},
        {"claim", Type::id, null, "", "claims.id; empty: no claim of the case was found that it speaks of"},
        {"relation", Type::word, false, "", "covers; may_cover: of a blanket one, never counted; later: its speaker stood on the other side afterwards"},
        {"blanket", Type::boolean, false, "", "\"all these reports\""},
        {"later", Type::id, null, "", "attributions.id: of later, what was said afterwards"},
        {"why", Type::text, null, "", "the reason"}},
       denials},
      {"edges", "what ties one document to another",
       {{"kind", Type::word, false, "", "derived_from: took its text; relies_on: takes the matter in words; derived_from_absent: from a text of an agency that is not "
                                        "in the case; later_capture_of: the same page afterwards; may_be_one_report: a hint that folds nothing"},
        {"from", Type::id, false, "", "documents.id: the later, or the copy"},
        {"to", Type::id, null, "", "documents.id; empty: not in the case"},
        {"outlet", Type::id, null, "", "agents.id: of relies_on and derived_from_absent, whose report it is"},
        {"how", Type::word, null, "", "of derived_from: verbatim, cut, light_edit, rewritten, translated, update, correction; of later_capture_of: quietly, "
                                      "updated, corrected; of a hint: weak, strong"},
        {"from_covered", Type::number, null, "0..1", "share of its words that lie in the shared passages"},
        {"to_covered", Type::number, null, "0..1", "the same of the other"},
        {"from_passages", Type::spans, false, "code points", "shared passages; the notice of a later capture"},
        {"to_passages", Type::spans, false, "code points", "the same in the other, in the same order"},
        {"why", Type::texts, false, "", "the reasons"}},
       edges},
      {"timeline", "a day, or a stretch of days, with what is said to have happened or was said on it",
       {{"date", Type::date, false, "EDTF", "2031-05-06, 2031-05, 2031"},
        {"end", Type::date, null, "EDTF", "last day of a stretch"},
        {"kind", Type::word, false, "", "happened, said"},
        {"label", Type::text, false, "", "words of the page"},
        {"document", Type::id, false, "", "documents.id: the first that gives it"},
        {"begin", Type::integer, false, "code points", "where the words stand"},
        {"end_of_words", Type::integer, false, "code points", "first that does not belong to them"},
        {"claims", Type::texts, false, "", "claims.id"}},
       timeline}};
}

}  // namespace stemma::exports
