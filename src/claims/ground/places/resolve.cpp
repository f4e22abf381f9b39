#include "claims/ground/places/resolve.h"

#include <algorithm>
#include <cmath>

namespace stemma::claims::ground {
namespace {

constexpr std::size_t kMostAnchors = 12, kMostTold = 4;

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

/// Of a square of a degree each way.
std::int32_t square(int latitude, int longitude) { return (latitude + 90) * 360 + (longitude + 180 + 360) % 360; }
int degree(float angle) { return static_cast<int>(std::floor(angle)); }

/// "Washington denied it": what has a government that others speak with.
void favour_governments(Named& n) {
  constexpr float kOdds = 4;
  float sum = n.unknown;
  for (Choice& c : n.choices) {
    if (c.row.feature == Feature::capital || c.row.feature == Feature::country) c.probability *= kOdds;
    sum += c.probability;
  }
  if (sum <= 0) return;
  for (Choice& c : n.choices) c.probability /= sum;
  n.unknown /= sum;
}

bool wide(Feature f) { return f == Feature::country || f == Feature::continent || f == Feature::region || f == Feature::water; }

}  // namespace

Resolver::Resolver(const Page& page, const Gazetteer& gazetteer, const std::vector<Mention>& accepted, const std::vector<Mention>& context)
    : page_(page), gazetteer_(gazetteer) {
  collect(accepted);
  find_told(accepted);
  find_signs(accepted);
  vote();
  hear(context);
  count_votes();
}

Named Resolver::named(const Mention& m) const {
  Named n;
  for (std::uint32_t h = m.hits.first; h < m.hits.last && h < m.hits.first + kMostReadings; ++h) {
    Choice& c = n.choices.emplace_back();
    c.hit = gazetteer_.hit(h), c.row = gazetteer_.row(c.hit.row);
  }
  return n;
}

void Resolver::collect(const std::vector<Mention>& accepted) {
  for (std::uint32_t m = 0; m < accepted.size(); ++m) {
    const auto [at, is_new] = keys_.try_emplace(accepted[m].key, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(named(accepted[m]));
    names_[at->second].mentions.push_back(m);
  }
}

bool Resolver::is_area(const Named& n) const {
  const std::size_t first = std::min<std::size_t>(n.choices.size(), 3);
  return std::any_of(n.choices.begin(), n.choices.begin() + static_cast<std::ptrdiff_t>(first),
                     [](const Choice& c) { return c.row.feature <= Feature::county; });
}

bool Resolver::lies_in(const Mention& inner, const Mention& outer) const {
  if (page_.sentence(inner.last - 1) != page_.sentence(outer.first)) return false;
  const std::uint32_t between = outer.first - inner.last;
  const std::string_view next = page_.lower(inner.last);
  if (between == 1) return next == "," || next == "(" || next == "in";
  if (between == 2 && next == ",") return page_.lower(inner.last + 1) == "in";
  // "Ardle, a village in Kestria"
  return between <= 8 && between >= 3 && next == "," && (page_.lower(inner.last + 1) == "a" || page_.lower(inner.last + 1) == "the") &&
         (page_.lower(outer.first - 1) == "in" || page_.lower(outer.first - 1) == "of");
}

void Resolver::find_told(const std::vector<Mention>& accepted) {
  std::vector<std::uint32_t> name_of(accepted.size());
  for (std::uint32_t n = 0; n < names_.size(); ++n)
    for (const std::uint32_t m : names_[n].mentions) name_of[m] = n;
  const auto tell = [&](std::uint32_t m, std::uint32_t outer_mention) {
    const std::uint32_t outer = name_of[outer_mention];
    std::vector<std::uint32_t>& told = names_[name_of[m]].told;
    if (outer == name_of[m] || told.size() == kMostTold || !is_area(names_[outer])) return;
    if (std::find(told.begin(), told.end(), outer) == told.end()) told.push_back(outer);
    std::vector<std::uint32_t>& holds = names_[outer].holds;
    if (holds.size() < kMostTold && std::find(holds.begin(), holds.end(), name_of[m]) == holds.end()) holds.push_back(name_of[m]);
  };
  bool before = false;  // the one before lies in this one
  for (std::uint32_t m = 0; m + 1 < accepted.size(); ++m) {
    const Mention &a = accepted[m], &b = accepted[m + 1];
    const bool inside = lies_in(a, b);
    if (inside) tell(m, m + 1);
    if (inside && before) tell(m - 1, m + 1);  // "Ardle, Marl County, Kestria"
    before = inside;
    if (page_.lower(a.last) == "'s" && b.first <= a.last + 3) tell(m + 1, m);  // "Kestria's northern Ardle"
  }
}

void Resolver::find_signs(const std::vector<Mention>& accepted) {
  constexpr std::string_view kOfTowns[] = {"mayor", "city", "town", "downtown", "airport", "suburb", "village", "municipal"};
  constexpr std::string_view kOfProvinces[] = {"state", "province", "region", "governorate", "oblast", "district", "statewide", "legislature"};
  const auto is_one = [&](const auto& words, std::uint32_t i) { return std::find(std::begin(words), std::end(words), page_.lower(i)) != std::end(words); };
  const auto stands = [&](const auto& words, const Mention& m) {
    return is_one(words, page_.lower(m.last) == "'s" ? m.last + 1 : m.last) || (m.first > 0 && is_one(words, m.first - 1)) ||
           (m.first > 1 && page_.lower(m.first - 1) == "of" && is_one(words, m.first - 2));
  };
  for (Named& n : names_)
    for (const std::uint32_t i : n.mentions) {
      const Mention& m = accepted[i];
      n.dateline = n.dateline || begins_dateline(page_, m.first);
      n.town = n.town || stands(kOfTowns, m);
      n.province = n.province || stands(kOfProvinces, m);
    }
}

/// Each name has one vote, which its readings share: the country or division that many names could lie in is likely theirs.
void Resolver::vote() {
  for (const Named& n : names_) vote(n);
}

void Resolver::vote(const Named& n) {
  std::vector<std::uint16_t> areas;
  std::vector<std::string_view> nations;
  kinds(n, areas, nations);
  for (const std::uint16_t a : areas) area_votes_[a] += 1 / static_cast<float>(areas.size());
  for (const std::string_view c : nations) nation_votes_[c] += 1 / static_cast<float>(nations.size());
  if (!n.choices.empty() && n.choices.front().row.feature <= Feature::division) called_[n.choices.front().hit.row] = true;
}

/// The divisions and countries that a name's readings lie in, each once.
void Resolver::kinds(const Named& n, std::vector<std::uint16_t>& areas, std::vector<std::string_view>& nations) const {
  for (const Choice& c : n.choices) {
    const std::string_view nation = gazetteer_.area(c.row.area).country;
    if (nation.empty()) continue;
    if (std::find(areas.begin(), areas.end(), c.row.area) == areas.end()) areas.push_back(c.row.area);
    if (std::find(nations.begin(), nations.end(), nation) == nations.end()) nations.push_back(nation);
  }
}

/// Gives every reading the votes of the other names.
void Resolver::count_votes() {
  std::vector<std::uint16_t> areas;
  std::vector<std::string_view> nations;
  for (Named& n : names_) {
    areas.clear(), nations.clear();
    kinds(n, areas, nations);
    for (Choice& c : n.choices) {
      n.largest = std::max<int>(n.largest, c.row.size);
      const std::string_view nation = gazetteer_.area(c.row.area).country;
      if (nation.empty()) continue;
      c.area_votes = area_votes_[c.row.area] - 1 / static_cast<float>(areas.size());
      c.nation_votes = nation_votes_[nation] - 1 / static_cast<float>(nations.size());
      if (c.area_votes < .01F) c.area_votes = 0;
      if (c.nation_votes < .01F) c.nation_votes = 0;
      n.most_area_votes = std::max(n.most_area_votes, c.area_votes), n.most_nation_votes = std::max(n.most_nation_votes, c.nation_votes);
    }
    const std::size_t first = std::min<std::size_t>(n.choices.size(), 4);
    for (Choice& c : n.choices)
      for (std::size_t o = 0; o < first; ++o)
        c.namesake = c.namesake || (n.choices[o].row.area == c.row.area &&
                                    (n.choices[o].row.feature == Feature::division) != (c.row.feature == Feature::division));
  }
}

/// Countries, divisions and counties in the names of other things.
void Resolver::hear(const std::vector<Mention>& context) {
  for (const Mention& m : context)
    if (gazetteer_.row(gazetteer_.hit(m.hits.first).row).feature <= Feature::county && keys_.try_emplace(m.key, 0).second) vote(named(m));
}

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
  if (wide(c.row.feature)) return;
  out.add("support", c.support < .05F ? 0 : c.support < .3F ? 1 : c.support < .8F ? 2 : c.support < 1.6F ? 3 : 4);
  out.add("support-share", step(c.support, n.most_support));
  float nearest = 1e9F;
  bool others = false;
  const auto self = static_cast<std::uint32_t>(&n - names_.data());
  for (const Anchor& a : anchors_) {
    if (a.name == self) continue;
    others = true;
    if (!wide(a.row.feature) && a.row.feature != Feature::division)
      nearest = std::min(nearest, kilometres(a.row.latitude, a.row.longitude, c.row.latitude, c.row.longitude));
  }
  if (!others) return out.add("no-anchors");
  const int away = nearest > 1e8F ? 9 : far(nearest);
  out.add("nearest", away);
  if (n.choices.size() == 1) out.add("only-nearest", away);
  if (c.row.size < 100) out.add("small-nearest", away);
}

template <class Describe>
void Resolver::weigh_by(const Weights& weights, Describe describe) {
  std::vector<float> scores;
  for (Named& n : names_) {
    scores.clear();
    for (std::size_t c = 0; c <= n.choices.size(); ++c) {
      describe(n, c);
      scores.push_back(weights.score(scratch_));
    }
    const float top = *std::max_element(scores.begin(), scores.end());
    float sum = 0;
    for (float& s : scores) sum += s = std::exp(s - top);
    for (std::size_t c = 0; c < n.choices.size(); ++c) n.choices[c].probability = scores[c] / sum;
    n.unknown = scores.back() / sum;
  }
}

void Resolver::place_anchors() {
  for (std::uint32_t i = 0; i < names_.size() && anchors_.size() < kMostAnchors; ++i) {
    const auto best = std::max_element(names_[i].choices.begin(), names_[i].choices.end(),
                                       [](const Choice& a, const Choice& b) { return a.probability < b.probability; });
    if (best != names_[i].choices.end() && best->probability >= .5F && !gazetteer_.area(best->row.area).country.empty()) anchors_.push_back({i, best->row});
  }
}

/// Where names may lie. Those of whole countries and regions lie nowhere in particular.
void Resolver::map_support() {
  support_.clear();
  for (Named& n : names_) {
    n.squares.clear();
    for (const Choice& c : n.choices) {
      if (wide(c.row.feature) || c.row.feature == Feature::division || c.probability < .02F) continue;
      const std::int32_t at = square(degree(c.row.latitude), degree(c.row.longitude));
      const auto same = std::find_if(n.squares.begin(), n.squares.end(), [at](const auto& s) { return s.first == at; });
      if (same == n.squares.end()) n.squares.emplace_back(at, c.probability);
      else same->second += c.probability;
    }
    for (const auto& s : n.squares) support_[s.first] += s.second;
  }
  for (Named& n : names_)
    for (Choice& c : n.choices) {
      if (wide(c.row.feature)) continue;
      c.support = support(n, c.row);
      if (c.support < .05F) c.support = 0;
      n.most_support = std::max(n.most_support, c.support);
    }
}

/// How many other names may lie in the nine squares around.
float Resolver::support(const Named& n, const Gazetteer::Row& row) const {
  float sum = 0;
  for (int y = -1; y <= 1; ++y)
    for (int x = -1; x <= 1; ++x) {
      const std::int32_t at = square(degree(row.latitude) + y, degree(row.longitude) + x);
      const auto all = support_.find(at);
      if (all == support_.end()) continue;
      sum += all->second;
      for (const auto& own : n.squares) sum -= own.first == at ? own.second : 0;
    }
  return sum;
}

void Resolver::weigh_alone(const Weights& alone) {
  weigh_by(alone, [this](const Named& n, std::size_t c) { describe_alone(n, c, scratch_); });
  place_anchors();
  map_support();
}

void Resolver::weigh(const Weights& alone, const Weights& together) {
  weigh_alone(alone);
  weigh_by(together, [this](const Named& n, std::size_t c) { describe_together(n, c, scratch_); });
  for (Named& n : names_) {
    if (n.speaks && n.told.empty()) favour_governments(n);
    for (Choice& c : n.choices) {
      // "Kerr" alone is no county in Texas, unless something else is there too.
      if (c.row.feature != Feature::county || !c.hit.by_other_name || c.area_votes > 0 || c.support >= .3F) continue;
      n.unknown += c.probability;
      c.probability = 0;
    }
  }
  for (Named& n : names_) std::stable_sort(n.choices.begin(), n.choices.end(), [](const Choice& a, const Choice& b) { return a.probability > b.probability; });
}

}  // namespace stemma::claims::ground
