#include "report/json_parts.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::report {

JsonCase::JsonCase(std::span<const Reading> r, const CaseModel& m) : readings(r), model(m) {
  points.reserve(r.size());
  for (const Reading& reading : r) points.emplace_back(reading.document.text);
}

Json JsonCase::span(std::uint32_t document, ByteSpan s) const {
  return Json::array({points[document].code_point(s.begin), points[document].code_point(s.end)});
}

Json JsonCase::spans(std::uint32_t document, const Spans& all) const {
  Json out = Json::array();
  for (const ByteSpan s : all) out.push_back(span(document, s));
  return out;
}

Json JsonCase::agent_id(std::int32_t agent) const {
  return agent < 0 ? Json(nullptr) : Json(model.agents[static_cast<std::size_t>(agent)].id);
}

Json JsonCase::case_agent(std::uint32_t document, std::int32_t agent) const {
  return agent < 0 ? Json(nullptr) : agent_id(model.agent_of[document][static_cast<std::size_t>(agent)]);
}

std::string JsonCase::attribution_id(AttributionRef r) const {
  return readings[r.document].document.id + "." + std::to_string(r.attribution);
}

Json JsonCase::agents() const {
  Json out = Json::array();
  for (const CaseAgent& a : model.agents) {
    Json candidates = Json::array();
    for (const std::uint32_t c : a.candidates) candidates.push_back(model.agents[c].id);
    out.push_back({{"id", a.id}, {"name", a.name}, {"aliases", a.aliases}, {"kind", name(a.kind)}, {"affiliation", agent_id(a.affiliation)}, {"candidates", std::move(candidates)}});
  }
  return out;
}

Json JsonCase::attributions() const {
  Json out = Json::array();
  for (std::uint32_t d = 0; d < readings.size(); ++d)
    for (auto of_one = attributions(d); Json& one : of_one) out.push_back(std::move(one));
  return out;
}

Json JsonCase::attributions(std::uint32_t d) const {
  Json out = Json::array();
  const auto& of_one = readings[d].attributions;
  const auto who = speakers(model, readings[d], d);
  for (std::uint32_t i = 0; i < of_one.size(); ++i) {
    const Attribution& a = of_one[i];
    if (a.rejected) continue;
    out.push_back({{"id", attribution_id({d, i})},
                   {"document", readings[d].document.id},
                   {"source", spans(d, a.source)},
                   {"cue", spans(d, a.cue)},
                   {"content", spans(d, a.content)},
                   {"agent", agent_id(who[i])},
                   {"stance", name(a.stance)},
                   {"parent", a.parent < 0 ? Json(nullptr) : Json(attribution_id({d, static_cast<std::uint32_t>(a.parent)}))},
                   {"said", or_null(a.said)}});
  }
  return out;
}

Json JsonCase::denials() const {
  Json out = Json::array();
  for (const Denial& denial : model.denials) {
    Json claims = Json::array();
    for (const std::uint32_t c : denial.claims) claims.push_back(model.claims[c].id);
    Json may_cover = Json::array(), later = Json::array();
    for (const std::uint32_t c : denial.may_cover) may_cover.push_back(model.claims[c].id);
    for (const Denial::Later& l : denial.later)
      later.push_back({{"attribution", attribution_id(l.attribution)}, {"claim", model.claims[l.claim].id}, {"why", l.why.text}});
    out.push_back({{"attribution", attribution_id(denial.attribution)}, {"claims", std::move(claims)}, {"may_cover", std::move(may_cover)}, {"later", std::move(later)}});
  }
  return out;
}

/// The attribution in whose words it stands; of the outlet's own voice the last that begins before it, else the first: what names the document
/// in the format of a case. Null: the document has none.
Json JsonCase::figure_attribution(std::uint32_t document, const Figure& f) const {
  const auto& all = readings[document].attributions;
  if (f.attribution >= 0) return attribution_id({document, static_cast<std::uint32_t>(f.attribution)});
  if (all.empty()) return nullptr;
  const auto at = std::upper_bound(all.begin(), all.end(), f.span.begin,
                                   [](std::uint32_t byte, const Attribution& a) { return byte < a.content.front().begin; });
  return attribution_id({document, static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(at - all.begin(), 1) - 1)});
}

Json JsonCase::figures() const {
  const auto number = [](const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); };
  Json out = Json::array();
  for (const FigureSeries& s : model.figures) {
    Json series = Json::array();
    for (const FigurePoint& p : s.points) {
      const Figure& f = readings[p.document].figures[p.figure];
      const Claim* claim = p.claim < 0 ? nullptr : &model.claims[static_cast<std::size_t>(p.claim)];
      series.push_back({{"attribution", figure_attribution(p.document, f)}, {"own_voice", f.attribution < 0}, {"document", readings[p.document].document.id},
                        {"span", span(p.document, f.span)}, {"bound", name(f.bound)}, {"value", number(f.value)}, {"low", number(f.low)},
                        {"high", number(f.high)}, {"unit", or_null(f.unit)}, {"as_of", or_null(p.as_of)}, {"as_of_stated", p.stated},
                        {"agent", agent_id(p.agent)}, {"claim", claim == nullptr ? Json(nullptr) : Json(claim->id)},
                        {"root", claim == nullptr || p.root < 0 ? Json(nullptr) : Json(claim->roots[static_cast<std::size_t>(p.root)].id)},
                        {"stand", name(p.stand)}, {"to", p.to < 0 ? Json(nullptr) : Json(p.to)}, {"superseded", p.superseded},
                        {"why", or_null(p.why.text)}});
    }
    Json changed = Json::array();
    for (const Reason& r : s.changed)
      changed.push_back({{"document", readings[r.document].document.id}, {"span", span(r.document, r.span)}, {"why", r.text}});
    out.push_back({{"quantity", s.quantity}, {"series", std::move(series)}, {"changed", std::move(changed)}});
  }
  return out;
}

Json JsonCase::timeline() const {
  Json out = Json::array();
  for (const TimelineEntry& e : model.timeline) {
    Json claims = Json::array();
    for (const std::uint32_t c : e.claims) claims.push_back(model.claims[c].id);
    out.push_back({{"date", e.date}, {"end", or_null(e.end)}, {"kind", e.said ? "said" : "happened"},
                   {"label", squeeze(slice(readings[e.document].document, e.span))}, {"document", readings[e.document].document.id},
                   {"claims", std::move(claims)}});
  }
  return out;
}

std::string dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace stemma::report
