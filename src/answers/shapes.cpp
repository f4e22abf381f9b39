#include "answers/shapes.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/utf8.h"
#include "report/phrases.h"

namespace stemma::answers {

std::string shown(std::string_view s) { return printable(squeeze(s)); }

bool right_to_left(std::string_view text, std::string_view language) {
  const std::size_t end = find_invalid_utf8(text);  // a text cut at a number of bytes
  for (std::size_t at = 0; at < std::min(end, text.size());) {
    switch (u_charDirection(static_cast<UChar32>(next_code_point(text, at)))) {
      case U_LEFT_TO_RIGHT: return false;
      case U_RIGHT_TO_LEFT: case U_RIGHT_TO_LEFT_ARABIC: return true;
      default: break;
    }
  }
  return equals_any(language, {"ar", "he", "fa", "ur", "ps", "yi", "dv", "sd", "ug", "ckb"});
}

Json span_json(const Text& t, ByteSpan s) { return Json::array({t.points.code_point(s.begin), t.points.code_point(s.end)}); }

Json spans_json(const Text& t, std::span<const ByteSpan> all) {
  Json out = Json::array();
  for (const ByteSpan s : all) out.push_back(span_json(t, s));
  return out;
}

std::string quote(const Text& t, std::span<const ByteSpan> spans, std::size_t columns) {
  std::string out;
  for (const ByteSpan s : spans) {
    if (!out.empty()) out += " ... ";
    out += slice(t.bytes, s);
    if (out.size() > columns * 8) break;
  }
  return ellipsize(shown(out), columns);
}

Json document_ref(const State& s, std::uint32_t document) {
  const DocumentRow& d = s.documents[document];
  return {{"id", d.id}, {"title", or_null(d.title)}, {"outlet", s.outlets[d.outlet]}, {"published", or_null(d.published)}, {"language", d.language}, {"direction", direction(d.rtl)}};
}

Json agent_ref(const State& s, std::int32_t agent) {
  if (agent < 0) return nullptr;
  const CaseAgent& a = s.model.agents[static_cast<std::size_t>(agent)];
  return {{"id", a.id}, {"name", shown(a.name)}, {"kind", name(a.kind)}};
}

std::string attribution_id(const State& s, AttributionRef r) { return s.documents[r.document].id + "." + std::to_string(r.attribution); }

Json independent(const Independent& n) {
  return {{"supporting", n.supporting}, {"supporting_unknown", n.supporting_unknown}, {"denying", n.denying}, {"denying_unknown", n.denying_unknown}};
}

Json row_of(const State& s, std::uint32_t claim) {
  const Claim& c = s.model.claims[claim];
  const ClaimRow& r = s.claims[claim];
  const auto published = [&](std::uint32_t d) { return d == ClaimRow::none ? Json(nullptr) : Json(s.documents[d].published); };
  return {{"id", c.id}, {"label", report::title(c)}, {"direction", direction(r.rtl)}, {"headline", report::headline(c)}, {"reported_by", c.reported_by},
          {"independent", independent(c.independent)}, {"supporting_at_most", c.supporting_at_most}, {"denying_at_most", c.denying_at_most},
          {"outlets", s.claim_outlets.of(claim).size()}, {"first", published(r.first)}, {"last", published(r.last)}, {"fragile", r.fragile},
          {"contested", r.contested}, {"reviewed", r.reviewed}, {"members", r.members}};
}

Json reason(const State& s, const Reason& r) {
  Json out{{"text", shown(r.text)}};
  if (r.span.empty()) return out;
  const auto text = s.files.text(s.documents[r.document].stored);
  out["document"] = s.documents[r.document].id;
  out["span"] = span_json(*text, r.span);
  out["quote"] = quote(*text, std::span(&r.span, 1));
  return out;
}

Json reasons(const State& s, const std::vector<Reason>& all) {
  Json out = Json::array();
  std::set<std::string_view> seen;
  for (const Reason& r : all)
    if (!r.text.empty() && seen.insert(r.text).second) out.push_back(reason(s, r));
  return out;
}

Json fold_reason(const State& s, const Fold& f) {
  if (!f.why.text.empty()) return reason(s, f.why);
  return reason(s, {"The same speaker in the same text.", f.why.document, f.why.span});
}

std::string root_label(const State& s, const Root& r) {
  std::string label = shown(r.label);
  if (label.empty()) label = r.agent >= 0 ? report::agent_words(s.model, r.agent) : "nobody is named";
  return label;
}

double rounded(float share) { return std::round(static_cast<double>(share) * 1000) / 1000; }

Json decision_view(const State& s, std::size_t i) {
  const Decision& d = s.files.decisions()[i];
  const Ruling* ruling = nullptr;
  for (const Ruling& r : s.model.rulings)
    if (r.decision == d.number) ruling = &r;
  const Touched& t = s.touched[i];
  return {{"number", d.number}, {"kind", name(d.kind)}, {"words", shown(words(d))}, {"first", or_null(t.first)}, {"second", or_null(t.second)},
          {"value", or_null(shown(d.value))}, {"by", shown(d.by)}, {"at", d.at}, {"why", shown(d.why)}, {"holds", t.undone_by == 0}, {"undone_by", t.undone_by == 0 ? Json(nullptr) : Json(t.undone_by)},
          {"applied", ruling == nullptr ? Json(nullptr) : Json(ruling->applied)}, {"note", ruling == nullptr ? Json(nullptr) : or_null(ruling->what)}};
}

Json decisions_touching(const State& s, std::vector<std::uint32_t> Touched::*what, std::uint32_t which) {
  Json out = Json::array();
  for (std::size_t i = s.touched.size(); i-- > 0;) {
    const auto& list = s.touched[i].*what;
    if (std::binary_search(list.begin(), list.end(), which)) out.push_back(decision_view(s, i));
  }
  return out;
}

Json facet(std::vector<FacetRow> rows) {
  std::erase_if(rows, [](const FacetRow& r) { return r.count == 0; });
  std::stable_sort(rows.begin(), rows.end(), [](const FacetRow& a, const FacetRow& b) { return a.count > b.count; });
  if (rows.size() > 30) rows.resize(30);
  Json out = Json::array();
  for (const FacetRow& r : rows) out.push_back({{"value", r.value}, {"label", r.label}, {"count", r.count}});
  return out;
}

}  // namespace stemma::answers
