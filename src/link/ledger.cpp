#include "link/ledger.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>

#include "base/utf8.h"

namespace stemma::link {
namespace {

class Ledgers {
 public:
  Ledgers(std::span<const Reading> readings, CaseModel& model) : readings_(readings), model_(model), claims_of_(readings.size()) {
    for (std::size_t d = 0; d < readings.size(); ++d) claims_of_[d].resize(readings[d].attributions.size());
    for (std::uint32_t c = 0; c < model.claims.size(); ++c)
      for (const ClaimMember& m : model.claims[c].members) claims_of_[m.attribution.document][m.attribution.attribution].emplace_back(c, m.root);
    order_.resize(readings.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t x, std::uint32_t y) { return key(x) < key(y); });
  }

  /// Points of one claim that count the same in the same unit are a series; so are those of two claims that a member of both ties together.
  void figures() {
    std::vector<FigurePoint> points;
    std::vector<std::uint32_t> up;
    std::map<std::tuple<std::uint32_t, std::string, std::string, FigureKind>, std::uint32_t> first;  // by claim and what is counted
    const auto root = [&](std::uint32_t i) {
      while (up[i] != i) i = up[i] = up[up[i]];
      return i;
    };
    for (const std::uint32_t d : order_)
      for (std::uint32_t i = 0; i < readings_[d].figures.size(); ++i) {
        const Figure& f = readings_[d].figures[i];
        if (f.kind == FigureKind::age || f.kind == FigureKind::ordinal || (!f.value && !f.low && !f.high)) continue;
        const auto claims = claims_of(d, f.attribution);
        if (claims.empty()) continue;
        const auto n = static_cast<std::uint32_t>(points.size());
        up.push_back(n);
        points.push_back({d, i, claims.front().first, claims.front().second});
        for (const auto& claim : claims) {
          const auto [at, is_new] = first.try_emplace({claim.first, f.unit, f.counted, f.kind}, n);
          const std::uint32_t a = root(at->second), b = root(n);
          up[std::max(a, b)] = std::min(a, b);
        }
      }
    std::map<std::uint32_t, FigureSeries> series;
    for (std::uint32_t n = 0; n < points.size(); ++n) series[root(n)].points.push_back(points[n]);
    for (auto& [n, s] : series) {
      s.quantity = quantity(s.points.front());
      model_.figures.push_back(std::move(s));
    }
  }

  /// A line a day or stretch of days, apart for what happened and what was said then.
  void timeline() {
    struct Line {
      TimelineEntry entry;
      std::set<std::uint32_t> claims;
    };
    std::map<std::tuple<std::string, std::string, bool>, Line> lines;
    const auto add = [&](std::uint32_t d, std::int32_t attribution, const std::string& from, const std::string& to, bool said, ByteSpan words) {
      const auto claims = claims_of(d, attribution);
      if (claims.empty()) return;
      const auto [at, is_new] = lines.try_emplace({from, to, said});
      if (is_new) at->second.entry = {from, to == from ? std::string() : to, said, d, words, {}};
      for (const auto& claim : claims) at->second.claims.insert(claim.first);
    };
    for (const std::uint32_t d : order_) {
      const Reading& r = readings_[d];
      for (const TimeExpression& t : r.times)
        if (t.role == TimeExpression::Role::happened && !t.earliest.empty() && !t.latest.empty() && (t.kind == TimeKind::date || t.kind == TimeKind::time))
          add(d, t.attribution, t.earliest.substr(0, 10), t.latest.substr(0, 10), false, t.span);
      for (std::uint32_t a = 0; a < r.attributions.size(); ++a)
        if (const Attribution& said = r.attributions[a]; !said.said.empty()) add(d, static_cast<std::int32_t>(a), said.said, said.said, true, said.content.front());
    }
    for (auto& [when, line] : lines) {
      line.entry.claims.assign(line.claims.begin(), line.claims.end());
      model_.timeline.push_back(std::move(line.entry));
    }
  }

 private:
  using Membership = std::pair<std::uint32_t, std::int32_t>;  ///< claim, root there

  std::pair<const std::string&, const std::string&> key(std::uint32_t d) const { return {readings_[d].document.published.value, readings_[d].document.id}; }

  /// Those of the attribution or, if it is in none, of the nearest one around it that is in some.
  std::vector<Membership> claims_of(std::uint32_t d, std::int32_t attribution) const {
    for (std::int32_t a = attribution; a >= 0; a = readings_[d].attributions[static_cast<std::size_t>(a)].parent)
      if (const auto& all = claims_of_[d][static_cast<std::size_t>(a)]; !all.empty()) return all;
    return {};
  }

  /// The words of its first point ("people", "litres of diesel"), and the class where that is another word; without any, the kind of figure.
  std::string quantity(const FigurePoint& p) const {
    const Figure& f = readings_[p.document].figures[p.figure];
    std::string words = f.counted_span ? squeeze(slice(readings_[p.document].document, *f.counted_span)) : f.kind == FigureKind::count ? f.unit : "";
    words.erase(0, std::min(words.find_first_not_of("\"' "), words.size()));
    if (words.empty() && f.counted.empty()) return std::string(name(f.kind));
    const bool is_class = !f.counted.empty() && f.counted != "person" && words.find(f.counted.substr(0, 4)) == std::string::npos;
    return words.empty() ? f.counted : words + (is_class ? ", " + f.counted : "");
  }

  std::span<const Reading> readings_;
  CaseModel& model_;
  std::vector<std::vector<std::vector<Membership>>> claims_of_;
  std::vector<std::uint32_t> order_;  ///< documents by publication, then id
};

}  // namespace

void keep_ledgers(std::span<const Reading> readings, CaseModel& model) {
  Ledgers ledgers(readings, model);
  ledgers.figures();
  ledgers.timeline();
}

}  // namespace stemma::link
