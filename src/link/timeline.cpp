#include "link/timeline.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace stemma::link {
namespace {

/// Two days as EDTF writes them: a whole month or year by its name.
std::pair<std::string, std::string> written(const std::string& from, const std::string& to) {
  if (from == to) return {from, {}};
  static constexpr std::string_view last_days[] = {"31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"};
  if (from.size() == 10 && to.size() == 10 && from.compare(0, 4, to, 0, 4) == 0) {
    if (from.ends_with("-01-01") && to.ends_with("-12-31")) return {from.substr(0, 4), {}};
    const int month = (from[5] - '0') * 10 + (from[6] - '0');
    const bool is_last = month >= 1 && month <= 12 && (to.ends_with(last_days[month - 1]) || (month == 2 && to.ends_with("29")));
    if (from.compare(0, 7, to, 0, 7) == 0 && from.ends_with("-01") && is_last) return {from.substr(0, 7), {}};
  }
  return {from, to};
}

class Timeline {
 public:
  Timeline(const Pile& pile, CaseModel& model) : pile_(pile), model_(model), memberships_(pile, model) {}

  void run() {
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      const Reading& r = *pile_.readings[d];
      for (const TimeExpression& t : r.times)
        if (t.role == TimeExpression::Role::happened && !t.earliest.empty() && !t.latest.empty() && (t.kind == TimeKind::date || t.kind == TimeKind::time))
          add(d, t.attribution, t.earliest.substr(0, 10), t.latest.substr(0, 10), false, t.span);
      for (std::uint32_t a = 0; a < r.attributions.size(); ++a)
        if (const Attribution& said = r.attributions[a]; !said.said.empty() && !said.rejected) add(d, static_cast<std::int32_t>(a), said.said, said.said, true, said.content.front());
    }
    for (const Claim& c : model_.claims) first_said(c);
    for (auto& [when, line] : lines_) {
      line.entry.claims.assign(line.claims.begin(), line.claims.end());
      model_.timeline.push_back(std::move(line.entry));
    }
  }

 private:
  struct Line {
    TimelineEntry entry;
    std::set<std::uint32_t> claims;
  };

  /// Where no member of a root tells its day, it was said by the day of the first report of it.
  void first_said(const Claim& c) {
    std::vector<const ClaimMember*> first(c.roots.size(), nullptr);
    std::vector<bool> dated(c.roots.size(), false);
    for (const ClaimMember& m : c.members) {
      if (m.root < 0) continue;
      const auto root = static_cast<std::size_t>(m.root);
      dated[root] = dated[root] || !attribution(m).said.empty();
      if (first[root] == nullptr || m.attribution < first[root]->attribution) first[root] = &m;
    }
    for (std::size_t r = 0; r < first.size(); ++r) {
      if (first[r] == nullptr || dated[r]) continue;
      const auto d = first[r]->attribution.document;
      const std::string day = pile_.document(d).published.value.substr(0, 10);
      if (day.size() == 10) add(d, static_cast<std::int32_t>(first[r]->attribution.attribution), day, day, true, attribution(*first[r]).content.front());
    }
  }
  const Attribution& attribution(const ClaimMember& m) const {
    return pile_.readings[m.attribution.document]->attributions[m.attribution.attribution];
  }

  void add(std::uint32_t d, std::int32_t attribution, const std::string& from, const std::string& to, bool said, ByteSpan words) {
    const auto& claims = memberships_.of(d, attribution);
    if (claims.empty()) return;
    const auto [date, end] = written(from, to);
    const auto [at, is_new] = lines_.try_emplace({from, to, said});
    if (is_new) at->second.entry = {date, end, said, d, words, {}};
    for (const auto& m : claims) at->second.claims.insert(m.claim);
  }

  const Pile& pile_;
  CaseModel& model_;
  Memberships memberships_;
  std::map<std::tuple<std::string, std::string, bool>, Line> lines_;
};

}  // namespace

Memberships::Memberships(const Pile& pile, const CaseModel& model) : pile_(pile), all_(pile.size()) {
  for (std::uint32_t d = 0; d < pile.size(); ++d) all_[d].resize(pile.readings[d]->attributions.size());
  for (std::uint32_t c = 0; c < model.claims.size(); ++c)
    for (const ClaimMember& m : model.claims[c].members) all_[m.attribution.document][m.attribution.attribution].push_back({c, m.root});
}

const std::vector<Memberships::One>& Memberships::of(std::uint32_t d, std::int32_t attribution) const {
  for (std::int32_t a = attribution; a >= 0; a = pile_.readings[d]->attributions[static_cast<std::size_t>(a)].parent)
    if (const auto& all = all_[d][static_cast<std::size_t>(a)]; !all.empty()) return all;
  return none_;
}

void keep_timeline(const Pile& pile, CaseModel& model) { Timeline(pile, model).run(); }

}  // namespace stemma::link
