// GET /figures, and the series of one claim.
#include <algorithm>

#include "answers/routes.h"

namespace stemma::answers {

Json series_json(const State& s, std::uint32_t index) {
  const FigureSeries& series = s.model.figures[index];
  const auto number = [](const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); };
  Json points = Json::array(), changed = Json::array();
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const FigurePoint& p = series.points[i];
    const FigureRow& f = s.figures[s.series_first[index] + i];
    const auto text = s.files.text(s.documents[p.document].stored);
    const Claim* claim = p.claim < 0 ? nullptr : &s.model.claims[static_cast<std::size_t>(p.claim)];
    points.push_back({{"value", number(f.value)}, {"low", number(f.low)}, {"high", number(f.high)}, {"bound", name(f.bound)}, {"unit", or_null(f.unit)},
                      {"as_of", or_null(p.as_of)}, {"as_of_stated", p.stated}, {"document", document_ref(s, p.document)}, {"span", span_json(*text, f.span)},
                      {"quote", quote(*text, std::span(&f.span, 1))}, {"agent", agent_ref(s, p.agent)}, {"claim", claim == nullptr ? Json(nullptr) : Json(claim->id)},
                      {"root", claim == nullptr || p.root < 0 ? Json(nullptr) : Json(claim->roots[static_cast<std::size_t>(p.root)].id)}, {"stand", name(p.stand)},
                      {"to", p.to < 0 ? Json(nullptr) : Json(p.to)}, {"superseded", p.superseded}, {"why", p.why.text.empty() ? Json(nullptr) : reason(s, p.why)}});
  }
  for (const Reason& r : series.changed) changed.push_back(reason(s, r));
  return {{"quantity", shown(series.quantity)}, {"points", std::move(points)}, {"changed", std::move(changed)}};
}

Json figures_page(const State& s, const Query& q) {
  const Wanted wanted(q.text("q"));
  const Page page = q.page();
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < s.model.figures.size(); ++i)
    if (wanted.empty() || wanted.in(s.series_words[i])) found.push_back(i);
  // What many speak of first: a number that one text gives once is no series yet.
  std::stable_sort(found.begin(), found.end(), [&](auto a, auto b) { return s.model.figures[a].points.size() > s.model.figures[b].points.size(); });
  Json items = Json::array();
  for (std::size_t i = page.begin(found.size()); i < page.end(found.size()); ++i) items.push_back(series_json(s, found[i]));
  return {{"total", found.size()}, {"offset", page.offset}, {"generation", s.generation}, {"items", std::move(items)}};
}

}  // namespace stemma::answers
