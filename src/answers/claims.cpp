// GET /claims: the list, filtered, ordered, with what else it could be filtered by.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "answers/routes.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

/// What may be asked of a claim: a bit each, set in the claims that fail it.
enum Fails : std::uint8_t { by_words = 1, by_status = 2, by_outlet = 4, by_agent = 8, by_root_kind = 16, by_time = 32, by_side = 64 };

constexpr std::pair<RootKind, std::string_view> root_kinds[] = {{RootKind::statement, "statement"}, {RootKind::witness, "witness"}, {RootKind::document, "document"},
                                                                {RootKind::own_reporting, "own_reporting"}, {RootKind::unknown, "unknown"}};

class List {
 public:
  List(const State& s, const Query& q) : s_(s), q_(q), fails_(s.claims.size(), 0) {
    filter_words();
    filter_status();
    filter_outlet();
    filter_agent_and_side();
    filter_root_kind();
    filter_time();
  }

  Json page() const {
    const auto sort = q_.one_of("sort", {"contested", "fragile", "reported", "newest", "label"}, "contested");
    const auto& order = sort == "fragile" ? s_.by_fragile : sort == "reported" ? s_.by_reported : sort == "newest" ? s_.by_newest : sort == "label" ? s_.by_label : s_.by_contested;
    const Page page = q_.page();
    std::size_t total = 0;
    Json items = Json::array();
    for (const auto c : order) {
      if (fails_[c] != 0) continue;
      if (total >= page.offset && total - page.offset < page.limit) items.push_back(row_of(s_, c));
      ++total;
    }
    return {{"total", total}, {"offset", page.offset}, {"generation", s_.generation}, {"items", std::move(items)}, {"facets", facets()}};
  }

 private:
  void fail(Fails why, const auto& passes) {
    for (std::uint32_t c = 0; c < fails_.size(); ++c)
      if (!passes(c)) fails_[c] = static_cast<std::uint8_t>(fails_[c] | why);
  }
  static bool has(std::span<const std::uint32_t> sorted, std::uint32_t x) { return std::binary_search(sorted.begin(), sorted.end(), x); }

  void filter_words() {
    const Wanted wanted(q_.text("q"));
    if (!wanted.empty()) fail(by_words, [&](std::uint32_t c) { return wanted.in(s_.claim_words[c]); });
  }
  void filter_status() {
    const auto word = q_.one_of("status", {"contested", "fragile", "unknown", "denied", "single", "decided", "unreviewed"}, "");
    for (const auto& [bit, name] : statuses)
      if (name == word) fail(by_status, [&, b = bit](std::uint32_t c) { return (s_.claims[c].status & b) != 0; });
  }
  void filter_outlet() {
    const auto wanted = q_.text("outlet");
    if (wanted.empty()) return;
    const auto at = std::find(s_.outlets.begin(), s_.outlets.end(), wanted);
    const auto outlet = static_cast<std::uint32_t>(at - s_.outlets.begin());  // one that is not there: no claim has it
    fail(by_outlet, [&](std::uint32_t c) { return has(s_.claim_outlets.of(c), outlet); });
  }
  void filter_agent_and_side() {
    const auto id = q_.text("agent");
    const auto side = q_.one_of("side", {"supports", "denies", "neutral"}, "");
    const auto found = s_.agent_by_id.find(id);
    const auto agent = found == s_.agent_by_id.end() ? ~std::uint32_t{0} : found->second;
    if (!id.empty()) fail(by_agent, [&](std::uint32_t c) { return has(s_.claim_agents.of(c), agent); });
    if (side.empty()) return;
    fail(by_side, [&](std::uint32_t c) {  // with an agent: that one's side
      const auto voices = s_.claim_voices.of(c);
      return std::any_of(voices.begin(), voices.end(), [&](std::uint32_t v) { return name(static_cast<Side>(v % 4)) == side && (id.empty() || v / 4 == agent + 1); });
    });
  }
  void filter_root_kind() {
    const auto word = q_.one_of("root_kind", {"statement", "witness", "document", "own_reporting", "unknown"}, "");
    for (const auto& [kind, name] : root_kinds)
      if (name == word) fail(by_root_kind, [&, k = kind](std::uint32_t c) { return (s_.claims[c].root_kinds >> static_cast<unsigned>(k) & 1) != 0; });
  }
  void filter_time() {
    const auto days = q_.between();
    if (!days) return;
    fail(by_time, [&](std::uint32_t c) {
      const auto documents = s_.claim_documents.of(c);
      return std::any_of(documents.begin(), documents.end(), [&](std::uint32_t d) {
        return s_.documents[d].day != no_day && days->first <= s_.documents[d].day && s_.documents[d].day <= days->last;
      });
    });
  }

  /// Calls `take` for each claim that nothing but `own` leaves out.
  void each(Fails own, const auto& take) const {
    for (std::uint32_t c = 0; c < fails_.size(); ++c)
      if ((fails_[c] & ~own) == 0) take(c);
  }

  Json counted(Fails own, const Lists& lists, std::size_t n, const auto& value, const auto& label) const {
    std::vector<std::uint32_t> counts(n, 0);
    each(own, [&](std::uint32_t c) {
      for (const auto x : lists.of(c)) ++counts[x];
    });
    return facet(counts, value, label);
  }

  Json facets() const {
    std::vector<std::uint32_t> by_bit(std::size(statuses), 0), by_kind(std::size(root_kinds), 0);
    each(by_status, [&](std::uint32_t c) {
      for (std::size_t i = 0; i < by_bit.size(); ++i) by_bit[i] += (s_.claims[c].status & statuses[i].first) != 0;
    });
    each(by_root_kind, [&](std::uint32_t c) {
      for (std::size_t i = 0; i < by_kind.size(); ++i) by_kind[i] += s_.claims[c].root_kinds >> static_cast<unsigned>(root_kinds[i].first) & 1;
    });
    std::map<std::uint32_t, std::uint32_t> months;
    each(by_time, [&](std::uint32_t c) {
      for (const auto m : s_.claim_months.of(c)) ++months[m];
    });
    std::vector<FacetRow> of_months;
    for (const auto& [m, n] : months) {
      std::string iso = fmt::format("{:04}-{:02}", m / 12, m % 12 + 1);
      of_months.push_back({iso, report::when(iso + "-01").substr(2), n});
    }
    const auto outlet = [&](std::size_t o) { return s_.outlets[o]; };
    return {{"status", facet(by_bit, [](std::size_t i) { return std::string(statuses[i].second); }, [](std::size_t i) { return std::string(statuses[i].second); })},
            {"outlet", counted(by_outlet, s_.claim_outlets, s_.outlets.size(), outlet, outlet)},
            {"agent", counted(by_agent, s_.claim_agents, s_.model.agents.size(), [&](std::size_t a) { return s_.model.agents[a].id; },
                              [&](std::size_t a) { return shown(s_.model.agents[a].name); })},
            {"root_kind", facet(by_kind, [](std::size_t i) { return std::string(root_kinds[i].second); },
                                [](std::size_t i) { return std::string(report::words(root_kinds[i].first)); })},
            {"month", facet(std::move(of_months))}};
  }

  const State& s_;
  const Query& q_;
  std::vector<std::uint8_t> fails_;
};

}  // namespace

Json claims_page(const State& s, const Query& q) { return List(s, q).page(); }

}  // namespace stemma::answers
