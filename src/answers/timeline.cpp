// GET /timeline: what was said and what happened when, vague days as the stretch that they may lie in.
#include <algorithm>

#include "answers/routes.h"
#include "base/time.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most_claims = 12;  // of one entry: a day of a large case stands in hundreds

std::string day(std::int64_t n) { return iso(civil_from_days(n)); }

}  // namespace

Json timeline_page(const State& s, const Query& q) {
  const auto kind = q.one_of("kind", {"said", "happened"}, "");
  const auto between = q.between();
  const Page page = q.page(10000);
  std::optional<std::uint32_t> claim;
  if (const auto id = q.text("claim"); !id.empty()) {
    const auto found = s.claim_by_id.find(id);
    if (found == s.claim_by_id.end()) vanished(s, "claim", id);
    claim = found->second;
  }
  std::size_t total = 0;
  std::optional<Days> whole;
  Json items = Json::array();
  for (std::uint32_t i = 0; i < s.model.timeline.size(); ++i) {
    const TimelineEntry& e = s.model.timeline[i];
    if (!kind.empty() && e.said != (kind == "said")) continue;
    if (claim && std::find(e.claims.begin(), e.claims.end(), *claim) == e.claims.end()) continue;
    const Days days{s.timeline_days[2 * i], s.timeline_days[2 * i + 1]};
    if (days.last < days.first || (between && (days.last < between->first || between->last < days.first))) continue;
    whole = whole ? Days{std::min(whole->first, days.first), std::max(whole->last, days.last)} : days;
    if (total++ < page.offset || items.size() >= page.limit) continue;
    Json claims = Json::array();
    for (std::size_t k = 0; k < std::min(e.claims.size(), most_claims); ++k) claims.push_back(s.model.claims[e.claims[k]].id);
    Json one = Json::object();
    one["date"] = e.date;
    one["end"] = or_null(e.end);
    one["earliest"] = day(days.first);
    one["latest"] = day(days.last);
    one["said"] = e.said;
    one["label"] = s.timeline_labels[i];
    one["what"] = e.claims.empty() ? Json(nullptr) : Json(report::title(s.model.claims[e.claims.front()], 160));
    one["outlet"] = s.outlets[s.documents[e.document].outlet];
    one["document"] = s.documents[e.document].id;
    one["span"] = Json::array({s.timeline_points[2 * i], s.timeline_points[2 * i + 1]});
    one["claims"] = std::move(claims);
    one["claims_total"] = e.claims.size();
    items.push_back(std::move(one));
  }
  return {{"total", total}, {"offset", page.offset}, {"generation", s.generation}, {"first", whole ? Json(day(whole->first)) : Json(nullptr)},
          {"last", whole ? Json(day(whole->last)) : Json(nullptr)}, {"items", std::move(items)}};
}

}  // namespace stemma::answers
