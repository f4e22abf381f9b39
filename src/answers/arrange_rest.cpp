// Agents, figures and the timeline, as their lists need them.
#include <algorithm>
#include <numeric>

#include "answers/query.h"
#include "answers/shapes.h"
#include "answers/state.h"
#include "base/search_words.h"
#include "base/utf8.h"

namespace stemma::answers {

void arrange_agents(State& s) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t a = 0; a < s.attributions.size(); ++a)
    if (s.attributions[a].agent >= 0 && !s.attributions[a].rejected) pairs.emplace_back(static_cast<std::uint32_t>(s.attributions[a].agent), a);
  s.agent_attributions = Lists::from(s.model.agents.size(), std::move(pairs));
  for (std::uint32_t i = 0; i < s.model.agents.size(); ++i) {
    const CaseAgent& a = s.model.agents[i];
    s.agent_by_id.emplace(a.id, i);
    std::string words = search_fold(a.name);
    for (const std::string& alias : a.aliases) words += search_fold(alias);
    s.agent_words.add(words + search_fold(a.role));
  }
  s.agents_in_order.resize(s.model.agents.size());
  std::iota(s.agents_in_order.begin(), s.agents_in_order.end(), 0U);
  std::stable_sort(s.agents_in_order.begin(), s.agents_in_order.end(), [&](auto x, auto y) { return s.agent_attributions.of(x).size() > s.agent_attributions.of(y).size(); });
}

void arrange_figures(State& s, std::span<const Reading> readings) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> claims;
  for (std::uint32_t i = 0; i < s.model.figures.size(); ++i) {
    const FigureSeries& series = s.model.figures[i];
    s.series_first.push_back(static_cast<std::uint32_t>(s.figures.size()));
    for (const FigurePoint& p : series.points) {
      const Figure& f = readings[p.document].figures[p.figure];
      s.figures.push_back({f.value, f.low, f.high, f.bound, f.unit, f.span});
      if (p.claim >= 0) claims.emplace_back(static_cast<std::uint32_t>(p.claim), i);
    }
    s.series_words.add(search_fold(series.quantity));
  }
  s.claim_series = Lists::from(s.claims.size(), std::move(claims));

  // Entries are by date and their documents all over the case: an index of each text that is needed, made once.
  std::vector<std::uint32_t> order(s.model.timeline.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return s.model.timeline[a].document < s.model.timeline[b].document; });
  s.timeline_points.resize(2 * order.size());
  for (std::size_t i = 0; i < order.size();) {
    const auto d = s.model.timeline[order[i]].document;
    const CodePointIndex points(readings[d].document.text);
    for (; i < order.size() && s.model.timeline[order[i]].document == d; ++i) {
      const ByteSpan span = s.model.timeline[order[i]].span;
      s.timeline_points[2 * order[i]] = points.code_point(span.begin), s.timeline_points[2 * order[i] + 1] = points.code_point(span.end);
    }
  }
  s.timeline_days.reserve(2 * order.size());
  for (const TimelineEntry& e : s.model.timeline) {
    const auto first = days_of(e.date), last = e.end.empty() ? first : days_of(e.end);
    const Days days = first ? Days{first->first, last ? std::max(first->last, last->last) : first->last} : Days{0, -1};
    s.timeline_days.push_back(static_cast<std::int32_t>(days.first));
    s.timeline_days.push_back(static_cast<std::int32_t>(days.last));
  }
  for (const TimelineEntry& e : s.model.timeline) s.timeline_labels.add(ellipsize(shown(slice(readings[e.document].document, e.span)), 240));
}

}  // namespace stemma::answers
