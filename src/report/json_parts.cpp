#include "report/json_parts.h"

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
  for (std::uint32_t d = 0; d < readings.size(); ++d) {
    const auto& of_one = readings[d].attributions;
    for (std::uint32_t i = 0; i < of_one.size(); ++i) {
      const Attribution& a = of_one[i];
      out.push_back({{"id", attribution_id({d, i})},
                     {"document", readings[d].document.id},
                     {"source", spans(d, a.source)},
                     {"cue", spans(d, a.cue)},
                     {"content", spans(d, a.content)},
                     {"agent", case_agent(d, a.agent)},
                     {"stance", name(a.stance)},
                     {"parent", a.parent < 0 ? Json(nullptr) : Json(attribution_id({d, static_cast<std::uint32_t>(a.parent)}))},
                     {"said", or_null(a.said)}});
    }
  }
  return out;
}

Json JsonCase::denials() const {
  Json out = Json::array();
  for (const Denial& denial : model.denials) {
    Json claims = Json::array();
    for (const std::uint32_t c : denial.claims) claims.push_back(model.claims[c].id);
    out.push_back({{"attribution", attribution_id(denial.attribution)}, {"claims", std::move(claims)}});
  }
  return out;
}

Json JsonCase::figures() const {
  const auto number = [](const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); };
  Json out = Json::array();
  for (const FigureSeries& s : model.figures) {
    Json series = Json::array();
    for (const FigurePoint& p : s.points) {
      const Figure& f = readings[p.document].figures[p.figure];
      const Claim& claim = model.claims[p.claim];
      series.push_back({{"attribution", attribution_id({p.document, static_cast<std::uint32_t>(f.attribution)})}, {"span", span(p.document, f.span)},
                        {"bound", name(f.bound)}, {"value", number(f.value)}, {"low", number(f.low)}, {"high", number(f.high)},
                        {"unit", or_null(f.unit)}, {"as_of", or_null(f.as_of)}, {"claim", claim.id},
                        {"root", p.root < 0 ? Json(nullptr) : Json(claim.roots[static_cast<std::size_t>(p.root)].id)}});
    }
    out.push_back({{"quantity", s.quantity}, {"series", std::move(series)}});
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
