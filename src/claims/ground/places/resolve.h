// Which place a name means: the readings that the gazetteer has for it, weighed by the rest of the document.
//
// A name means one place in a document. It is weighed twice: first by itself and by what the document names in so many words, then, when
// the surer names are placed, by how far it lies from them.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "claims/ground/places/mentions.h"

namespace stemma::claims::ground {

/// A reading of a name and how likely it is.
struct Choice {
  Gazetteer::Hit hit;
  Gazetteer::Row row;
  float probability = 0;
  float area_votes = 0, nation_votes = 0;  ///< of the other names
  float support = 0;                       ///< how many other names may lie near
  bool namesake = false;                   ///< the division has a town of this name, or the town lies in the division of its name
};

/// All mentions of one name.
struct Named {
  std::vector<std::uint32_t> mentions;  ///< indices into the accepted mentions
  std::vector<Choice> choices;          ///< likeliest first
  float unknown = 0;                    ///< how likely none of them is meant
  std::vector<std::uint32_t> told;      ///< indices of the names that it is said to lie in: "Ardle, Ohio"
  bool dateline = false;                ///< "ARDLE -"
  bool speaks = false;
  std::vector<std::uint32_t> holds;     ///< indices of the names that are said to lie in it
  bool province = false;                ///< "Ardle province", "the state of Ardle"
  bool town = false;                    ///< "the mayor of Ardle"
  int largest = 0;                      ///< of its readings' sizes
  float most_area_votes = 0, most_nation_votes = 0, most_support = 0;
  std::vector<std::pair<std::int32_t, float>> squares;  ///< where its own readings lie: degree square, likelihood
};

class Resolver {
 public:
  static constexpr std::uint32_t kMostReadings = 40;
  /// REQUIRES: `accepted` in order of the text, without overlaps; everything outlives this.
  Resolver(const Page& page, const Gazetteer& gazetteer, const std::vector<Mention>& accepted, const std::vector<Mention>& context);

  /// A mention of this name speaks or acts: rather a capital or a country than a town. To be told before weigh().
  void speaks(std::uint32_t name) { names_[name].speaks = true; }
  /// Weighs all names: by `alone`, then by `together`.
  void weigh(const Weights& alone, const Weights& together);
  const std::vector<Named>& names() const { return names_; }

  // What the models see; `choice` = size of choices: none of them.
  void describe_alone(const Named& n, std::size_t choice, Features& out) const;
  void describe_together(const Named& n, std::size_t choice, Features& out) const;
  /// The first weighing, after which describe_together() may be asked.
  void weigh_alone(const Weights& alone);

 private:
  struct Anchor {
    std::uint32_t name = 0;
    Gazetteer::Row row;
  };
  void collect(const std::vector<Mention>& accepted);
  void find_told(const std::vector<Mention>& accepted);
  void find_signs(const std::vector<Mention>& accepted);
  void vote();
  void vote(const Named& n);
  void count_votes();
  void kinds(const Named& n, std::vector<std::uint16_t>& areas, std::vector<std::string_view>& nations) const;
  void hear(const std::vector<Mention>& context);
  Named named(const Mention& m) const;
  void place_anchors();
  void map_support();
  float support(const Named& n, const Gazetteer::Row& row) const;
  /// The mention lies in the other one, in so many words.
  bool lies_in(const Mention& inner, const Mention& outer) const;
  bool is_area(const Named& n) const;
  bool fits(const Choice& c, const Named& outer) const;
  bool contains(const Choice& c, const Named& inner) const;
  void common(const Named& n, const Choice& c, std::size_t choice, Features& out) const;
  template <class Describe>
  void weigh_by(const Weights& weights, Describe describe);

  const Page& page_;
  const Gazetteer& gazetteer_;
  std::vector<Named> names_;
  std::unordered_map<std::uint64_t, std::uint32_t> keys_;  ///< of names, their indices
  std::unordered_map<std::uint16_t, float> area_votes_;
  std::map<std::string_view, float> nation_votes_;
  std::unordered_map<std::uint32_t, bool> called_;  ///< rows that a name most likely means by itself: countries, divisions, counties
  std::vector<Anchor> anchors_;
  std::unordered_map<std::int32_t, float> support_;  ///< by degree square: how many names may lie there, each by its likelihood
  Features scratch_;
};

}  // namespace stemma::claims::ground
