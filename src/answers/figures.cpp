// GET /figures, GET /figures/ID, and the series of one claim.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answers/routes.h"

namespace stemma::answers {
namespace {

Json number(const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); }

Json value_json(const FigureRow& f) {
  return {{"value", number(f.value)}, {"low", number(f.low)}, {"high", number(f.high)}, {"bound", name(f.bound)}, {"unit", or_null(f.unit)}};
}

/// Where its first figure stands: the same after every link that leaves the series as it is.
std::string series_id(const State& s, std::uint32_t series) {
  return fmt::format("{}.{}", s.documents[s.model.figures[series].points.front().document].id, s.figures[s.series_first[series]].span.begin);
}

Json point_json(const State& s, WholeClaims& claims, std::uint32_t series, std::size_t i) {
  const auto& points = s.model.figures[series].points;
  const FigurePoint& p = points[i];
  const FigureRow& f = s.figures[s.series_first[series] + i];
  const auto text = s.files.text(s.documents[p.document].stored);
  const Claim* claim = p.claim < 0 ? nullptr : &claims[static_cast<std::uint32_t>(p.claim)];
  Json to = nullptr;
  if (p.to >= 0) {
    const auto other = static_cast<std::size_t>(p.to);
    to = value_json(s.figures[s.series_first[series] + other]);
    to["outlet"] = s.outlets[s.documents[points[other].document].outlet];
  }
  Json out = value_json(f);
  out.update({{"as_of", or_null(p.as_of)}, {"as_of_stated", p.stated}, {"document", document_ref(s, p.document)}, {"span", span_json(*text, f.span)},
              {"quote", quote(*text, std::span(&f.span, 1))}, {"agent", agent_ref(s, p.agent)}, {"claim", claim == nullptr ? Json(nullptr) : Json(claim->id)},
              {"root", claim == nullptr || p.root < 0 ? Json(nullptr) : Json(claim->roots[static_cast<std::size_t>(p.root)].id)}, {"stand", name(p.stand)},
              {"to", std::move(to)}, {"superseded", p.superseded}, {"why", p.why.text.empty() ? Json(nullptr) : reason(s, p.why)}});
  return out;
}

/// A line of the list: what its figures come to, without them.
Json summary(const State& s, std::uint32_t series) {
  const FigureSeries& of = s.model.figures[series];
  std::optional<double> low, high;
  std::string_view unit;
  std::set<std::uint32_t> outlets;
  std::size_t rivals = 0;
  for (std::size_t i = 0; i < of.points.size(); ++i) {
    const FigureRow& f = s.figures[s.series_first[series] + i];
    if (const auto v = f.value ? f.value : f.low ? f.low : f.high) low = std::min(low.value_or(*v), *v), high = std::max(high.value_or(*v), *v);
    if (unit.empty()) unit = f.unit;
    outlets.insert(s.documents[of.points[i].document].outlet);
    rivals += of.points[i].stand == Stand::rivals;
  }
  return {{"id", series_id(s, series)}, {"quantity", shown(of.quantity)}, {"total", of.points.size()}, {"low", number(low)}, {"high", number(high)},
          {"unit", or_null(std::string(unit))}, {"outlets", outlets.size()}, {"rivals", rivals}, {"changed", of.changed.size()}};
}

}  // namespace

Json series_json(const State& s, std::uint32_t index, const Page& page) {
  const FigureSeries& series = s.model.figures[index];
  WholeClaims claims(s);
  Json points = Json::array(), changed = Json::array();
  for (std::size_t i = page.begin(series.points.size()); i < page.end(series.points.size()); ++i) points.push_back(point_json(s, claims, index, i));
  for (const Reason& r : series.changed) changed.push_back(reason(s, r));
  return {{"id", series_id(s, index)}, {"quantity", shown(series.quantity)}, {"total", series.points.size()}, {"offset", page.offset},
          {"points", std::move(points)}, {"changed", std::move(changed)}};
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
  for (std::size_t i = page.begin(found.size()); i < page.end(found.size()); ++i) items.push_back(summary(s, found[i]));
  return {{"total", found.size()}, {"offset", page.offset}, {"generation", s.generation}, {"items", std::move(items)}};
}

Json figure_view(const State& s, std::string_view id, const Query& q) {
  const Page page = q.page();
  const auto dot = std::min(id.rfind('.'), id.size());
  const auto document = s.document_by_id.find(id.substr(0, dot));
  if (document != s.document_by_id.end())
    for (std::uint32_t i = 0; i < s.model.figures.size(); ++i)
      if (s.model.figures[i].points.front().document == document->second && series_id(s, i) == id) return series_json(s, i, page);
  nothing_called("quantity", id);
}

}  // namespace stemma::answers
