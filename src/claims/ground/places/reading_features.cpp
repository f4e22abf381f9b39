#include <algorithm>
#include <iterator>

#include "claims/ground/places/resolve.h"

namespace stemma::claims::ground {
namespace {

/// A share of the most that any has, in five steps.
int step(float value, float most) {
  if (most <= 0) return -1;
  const float share = value / most;
  return share <= 0 ? 0 : share < .25F ? 1 : share < .5F ? 2 : share < 1 ? 3 : 4;
}

int far(float km) {
  constexpr float kSteps[] = {25, 80, 160, 400, 1000, 3000};
  return static_cast<int>(std::upper_bound(std::begin(kSteps), std::end(kSteps), km) - std::begin(kSteps));
}

}  // namespace

/// Whether a reading lies in any reading of the name that is said to hold it.
bool Resolver::fits(const Choice& c, const Named& outer) const {
  const Gazetteer::Area area = gazetteer_.area(c.row.area);
  return std::any_of(outer.choices.begin(), outer.choices.end(), [&](const Choice& o) {
    if (o.hit.row == c.hit.row) return false;
    if (o.hit.row == area.division || o.hit.row == area.nation) return true;
    return o.row.area == c.row.area && kilometres(o.row.latitude, o.row.longitude, c.row.latitude, c.row.longitude) < 80;
  });
}

/// Whether the likeliest readings of a name lie in this one: the Georgia of "Tbilisi, Georgia".
bool Resolver::contains(const Choice& c, const Named& inner) const {
  const std::size_t first = std::min<std::size_t>(inner.choices.size(), 3);
  return std::any_of(inner.choices.begin(), inner.choices.begin() + static_cast<std::ptrdiff_t>(first), [&](const Choice& i) {
    const Gazetteer::Area area = gazetteer_.area(i.row.area);
    return i.hit.row != c.hit.row && (area.division == c.hit.row || area.nation == c.hit.row);
  });
}

void Resolver::common(const Named& n, const Choice& c, std::size_t choice, Features& out) const {
  out.add("rank", static_cast<int>(std::min<std::size_t>(choice, 4)));
  if (n.choices.size() == 1) out.add("only");
  out.add(ground::name(c.row.feature), c.row.size / 16);
  out.add("smaller", (n.largest - c.row.size) / 16);
  if (n.dateline) out.add("dateline", ground::name(c.row.feature));
  if (!n.holds.empty()) {
    out.add("holds", ground::name(c.row.feature));
    const bool one = std::any_of(n.holds.begin(), n.holds.end(), [&](std::uint32_t i) { return contains(c, names_[i]); });
    out.add(one ? "holds-one" : "holds-none");
  }
  if (n.province) out.add("province", ground::name(c.row.feature));
  if (n.town) out.add("town", ground::name(c.row.feature));
  if (c.row.feature >= Feature::continent) out.add("landscape");
  const Gazetteer::Area area = gazetteer_.area(c.row.area);
  if (c.namesake) out.add(area.country == "US" ? "namesake-state" : "namesake", ground::name(c.row.feature));  // New York is a state first
  if (c.hit.by_other_name) out.add("other-name", ground::name(c.row.feature));
  if (!n.told.empty()) {
    const bool in = std::any_of(n.told.begin(), n.told.end(), [&](std::uint32_t t) { return fits(c, names_[t]); });
    out.add(in ? "told" : "told-otherwise");
  }
  if (area.division != Gazetteer::none && area.division != c.hit.row && called_.contains(area.division)) out.add("division-called");
  if (area.nation != Gazetteer::none && area.nation != c.hit.row && called_.contains(area.nation)) out.add("nation-called");

  if (area.country.empty()) return out.add("no-nation");
  out.add("area-votes", step(c.area_votes, n.most_area_votes));
  out.add("nation-votes", step(c.nation_votes, n.most_nation_votes));
}

void Resolver::describe_alone(const Named& n, std::size_t choice, Features& out) const {
  out.clear();
  if (choice == n.choices.size()) return out.add("none");
  common(n, n.choices[choice], choice, out);
}

void Resolver::describe_together(const Named& n, std::size_t choice, Features& out) const {
  out.clear();
  if (choice == n.choices.size()) {
    out.add("none");
    out.add("none-of", static_cast<int>(std::min<std::size_t>(n.choices.size(), 5)));
    if (!n.told.empty()) out.add("none-told");
    return;
  }
  const Choice& c = n.choices[choice];
  common(n, c, choice, out);
  if (is_wide(c.row.feature)) return;
  out.add("support", c.support < .05F ? 0 : c.support < .3F ? 1 : c.support < .8F ? 2 : c.support < 1.6F ? 3 : 4);
  out.add("support-share", step(c.support, n.most_support));
  float nearest = 1e9F;
  bool others = false;
  const auto self = static_cast<std::uint32_t>(&n - names_.data());
  for (const Anchor& a : anchors_) {
    if (a.name == self) continue;
    others = true;
    if (!is_wide(a.row.feature) && a.row.feature != Feature::division)
      nearest = std::min(nearest, kilometres(a.row.latitude, a.row.longitude, c.row.latitude, c.row.longitude));
  }
  if (!others) return out.add("no-anchors");
  const int away = nearest > 1e8F ? 9 : far(nearest);
  out.add("nearest", away);
  if (n.choices.size() == 1) out.add("only-nearest", away);
  if (c.row.size < 100) out.add("small-nearest", away);
}

}  // namespace stemma::claims::ground
