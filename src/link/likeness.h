// How likely two units are to be one claim, sides put aside: features that can be shown, a linear model over them, whole numbers throughout.
//
// A content alone says little of what it is about ("there had been no such call"), so that the words of its sentence and of its neighbours
// count as well, and what else in the pile a unit is like: two units with the same neighbours are alike though they share no word.
// Polarity is no feature: a claim and its denial are one claim. Weights: training/claims, by invented cases; docs/how-it-counts.md, 4.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "link/average_link.h"
#include "link/units.h"

namespace stemma::link {

/// What is compared, each of 1024 (counts: 1024 for each, up to 2 or 3).
enum class Trait : std::uint8_t {
  grams,         ///< cosine of character 4-grams, rare ones weigh more
  jaccard,       ///< of stems, by weight
  contained,     ///< share of the lighter one's stems
  context,       ///< cosine of own words and, half, those of the sentence
  profile,       ///< cosine of what else in the pile each is like by `context`
  wide_context,  ///< as `context`, with the sentences before and after, a quarter
  wide_profile,
  in_context,    ///< share of one's words that stand in or before the other's sentence
  root_grams, root_context, root_profile, root_wide_profile,  ///< square roots of those above
  classes,       ///< events of one class
  people,        ///< words of who takes part
  numbers,       ///< in common
  counted,       ///< figures of one kind of thing
  one_content,   ///< two parts of one content
  denials,       ///< how many of the two deny
  weak,          ///< how many of the two are too short to say what they are about
  only_names,    ///< what their own words share are names: one place or person, not one proposition
  headline_lead, ///< a headline and what stands in the first two paragraphs below it
  own_voices,    ///< how many of the two are an outlet's, on nobody's word; the less, the more of their stems are the same
  intents,       ///< one says what is to be, the other what is
};
inline constexpr std::size_t traits = 23;
using Traits = std::array<std::int32_t, traits>;

/// The units of one pile, each stretch of copied text once, ready to be compared.
class Likeness {
 public:
  explicit Likeness(const std::vector<const Unit*>& units);

  /// Pairs worth a look, a < b, sorted: all in a pile of up to 600 units; in a larger one those alike in words or context (headlines that stand alone: in letters, too), each unit with its
  /// 60 likeliest, and neighbours in a text.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates() const;
  Traits compare(std::uint32_t a, std::uint32_t b) const;
  /// Square root of the chance that they are one claim, of 1024: average link over it weighs a weak tie between all members more than
  /// a strong one between two.
  /// What is said in two stories (stories.h) is not one claim: 0. Headlines that stand alone have weights of their own: there is nothing around them to go by.
  std::int32_t score(std::uint32_t a, std::uint32_t b) const;
  bool bare(std::uint32_t a, std::uint32_t b) const { return units_[a]->bare && units_[b]->bare; }

 private:
  struct Entry { std::uint32_t term; std::int32_t value; };  // unit length is 1 << 15
  using Vector = std::vector<Entry>;
  using Row = std::vector<std::pair<std::uint32_t, std::int32_t>>;  // unit, cosine of 1024; by unit
  struct Space {
    std::vector<Vector> of;
    std::vector<Row> rows;
    std::vector<std::int64_t> squares;  // of each row
  };
  using Features = std::vector<std::pair<std::uint64_t, std::int64_t>>;  // key, weight of 64 or more
  std::vector<Features> words(int least_weight) const;
  /// In a pile of which not every pair is weighed; of other units none.
  std::vector<Features> letters_of_headlines() const;
  /// `with_rows`: the likest units of each are wanted too.
  Space make_space(const std::vector<Features>& features, bool with_rows) const;
  static std::int32_t cosine(const Vector&, const Vector&);
  /// `direct`: what stands for it where no third unit is like one of them.
  static std::int32_t profile(const Space&, std::uint32_t a, std::uint32_t b, std::int32_t direct);


  std::vector<const Unit*> units_;
  std::vector<std::uint32_t> stories_;  // by unit
  std::vector<std::vector<std::pair<std::uint64_t, std::int32_t>>> stems_;  // own stems with local weights, by hash
  std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> grams_;
  std::vector<double> gram_length_;
  Space own_, context_, wide_, letters_;
};

/// All candidates, scored; sorted. Cost: O(units x 60), and of terms that more than 400 units hold none makes a pair by itself.
std::vector<Similar> similar_units(const std::vector<const Unit*>& units);

}  // namespace stemma::link
