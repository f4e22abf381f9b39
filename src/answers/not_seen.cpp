// GET /not-seen: what the reader of this case has to know that it does not show. GET /decisions.
#include <algorithm>
#include <map>
#include <set>

#include "answers/routes.h"
#include "report/accuracy.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most = 100;  // of each list: "totals" tells how many there are

Json accuracy() {
  Json out = Json::array();
  for (const report::Measured& m : report::measured())
    out.push_back({{"what", m.what}, {"measure", m.measure}, {"value", m.value}, {"asked", m.asked < 0 ? Json(nullptr) : Json(static_cast<double>(m.asked) / 1000)}, {"on", report::measured_on()}});
  return out;
}

}  // namespace

Json not_seen(const State& s) {
  Json failures = Json::array(), languages = Json::array(), reports = Json::array(), unknown_roots = Json::array(), empty = Json::array(), silent = Json::array(),
       flawed = Json::array(), lost = Json::array();
  for (const Failure& f : s.failures)
    if (failures.size() < most) failures.push_back({{"path", shown(f.path)}, {"what", shown(f.what)}, {"at", f.at}});
  std::map<std::string, std::uint32_t> unread;
  std::map<CaptureFlaw, std::uint32_t> flaws;
  std::size_t disputed = 0, all_empty = 0, all_silent = 0, all_unknown = 0;
  for (std::uint32_t d = 0; d < s.documents.size(); ++d) {
    const DocumentRow& row = s.documents[d];
    disputed += row.day_disputed;
    for (const CaptureFlaw f : row.flaws) ++flaws[f];
    if (!row.flaws.empty() && ++all_empty <= most) empty.push_back(document_ref(s, d));
    if (!report::is_read(row.language)) ++unread[report::language_name(row.language)];
    else if (row.attributions == 0 && ++all_silent <= most) silent.push_back(document_ref(s, d));
  }
  for (const auto& [language, n] : unread) languages.push_back({{"language", language}, {"documents", n}});
  for (const auto& [f, n] : flaws) flawed.push_back({{"flaw", name(f)}, {"documents", n}});

  std::map<std::int32_t, std::vector<const ReliesOn*>> absent;  // by outlet
  for (const ReliesOn& r : s.model.relies)
    if (r.to < 0) absent[r.outlet].push_back(&r);
  std::vector<std::pair<std::size_t, std::int32_t>> order;
  for (const auto& [outlet, all] : absent) order.emplace_back(all.size(), outlet);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (const auto& [n, outlet] : order) {
    if (reports.size() == most) break;
    std::vector<Reason> why;
    for (const ReliesOn* r : absent[outlet])
      if (why.size() < 3 && !r->why.empty()) why.push_back(r->why.front());
    Json reasons_json = Json::array();
    for (const Reason& r : why) reasons_json.push_back(reason(s, r));
    reports.push_back({{"outlet", outlet < 0 ? std::string("an outlet that is not named") : shown(s.model.agents[static_cast<std::size_t>(outlet)].name)}, {"relied_on_by", n},
                       {"why", std::move(reasons_json)}});
  }
  for (const auto c : s.by_reported) {
    if ((s.claims[c].status & unknown) != 0 && ++all_unknown <= most) unknown_roots.push_back(row_of(s, c));
  }
  const auto& decisions = s.files.decisions();
  for (const Ruling& r : s.model.rulings) {
    if (r.applied) continue;
    const auto at = std::find_if(decisions.begin(), decisions.end(), [&](const Decision& d) { return d.number == r.decision; });
    if (at != decisions.end()) lost.push_back({{"decision", decision_view(s, static_cast<std::size_t>(at - decisions.begin()))}, {"what", shown(r.what)}});
  }
  return {{"generation", s.generation}, {"failures", std::move(failures)}, {"languages", std::move(languages)}, {"reports_not_in_case", std::move(reports)},
          {"unknown_roots", std::move(unknown_roots)}, {"empty_captures", std::move(empty)}, {"silent", std::move(silent)}, {"days_disputed", disputed},
          {"flawed", std::move(flawed)}, {"decisions_not_applied", std::move(lost)}, {"accuracy", accuracy()},
          {"totals", {{"failures", s.failures.size()}, {"reports_not_in_case", order.size()}, {"unknown_roots", all_unknown}, {"empty_captures", all_empty}, {"silent", all_silent}}}};
}

Json decisions_page(const State& s, const Query& q) {
  const Page page = q.page();
  const std::size_t total = s.touched.size();
  Json items = Json::array();
  for (std::size_t i = page.begin(total); i < page.end(total); ++i) items.push_back(decision_view(s, total - 1 - i));
  return {{"total", total}, {"generation", s.generation}, {"items", std::move(items)}};
}

}  // namespace stemma::answers
