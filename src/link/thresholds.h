// The numbers by which texts, claims and denials are held together. Here, and not where they are used, so that a dossier can print the ones
// that were in use.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stemma::link {
namespace thresholds {

// Copies: words.
inline constexpr std::uint32_t longest_gap = 3, shortest_passage = 12;
inline constexpr std::uint32_t shortest_held = 12;

// Claims. CONSTANT: of 1024. The best F of gold members is at 160, but there every claim takes in what belongs to none and its count of roots is worse
// than a count of outlets; the counts are best from 410 on (training/likeness/fit.py --try, bench/score_cases).
inline constexpr std::int32_t one_claim = 410, denied_claim = 200, own_claim = 300;

// What two texts must have in common to be one claim: words, per cent of those of the shorter, per cent of both. CONSTANT: a third of the shorter's words
// doubles the claims of invented cases whose four numbers are exact (.096 to .201; those that nobody read .025 to .126; bench/score_cases) at a
// cost of members found (B-cubed .413 to .348); in a pile of many things the second brings .376 to .518 (bench/families, 300 documents).
struct WordsInCommon {
  std::size_t words = 0, of_shorter = 0, of_both = 0;
};
inline constexpr WordsInCommon common_words{1, 34, 0}, common_words_of_many{2, 60, 40}, common_words_of_denials{2, 50, 0};

// Stories. CONSTANT: of 1024. From 150 on the invented cases of one event fall apart (claims .401 for .412); from 80 to 200 those of many are counted alike
// (bench/families).
inline constexpr std::int32_t one_story = 120;

// Denials. CONSTANT: of 1024; tuned on denials_tool over the example and the invented families in bench/sets/cases.
inline constexpr std::int32_t least_about = 250, least_about_before = 300;
inline constexpr std::int32_t least_may_cover = 150;

// Which documents may speak of one event, or copy one another: days.
inline constexpr std::int64_t event_days = 14, copy_days = 30;

}  // namespace thresholds

struct Threshold {
  std::string what;   ///< in human words
  std::string value;  ///< with its unit
};
/// Those that decide what a dossier counts, as this program has them.
std::vector<Threshold> all_thresholds();

}  // namespace stemma::link
