#include "claims/ground/places/resolve.h"

#include <algorithm>
#include <cmath>

namespace stemma::claims::ground {
namespace {

constexpr std::size_t kMostAnchors = 12, kMostTold = 4;

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
      if (is_wide(c.row.feature) || c.row.feature == Feature::division || c.probability < .02F) continue;
      const std::int32_t at = square(degree(c.row.latitude), degree(c.row.longitude));
      const auto same = std::find_if(n.squares.begin(), n.squares.end(), [at](const auto& s) { return s.first == at; });
      if (same == n.squares.end()) n.squares.emplace_back(at, c.probability);
      else same->second += c.probability;
    }
    for (const auto& s : n.squares) support_[s.first] += s.second;
  }
  for (Named& n : names_)
    for (Choice& c : n.choices) {
      if (is_wide(c.row.feature)) continue;
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
