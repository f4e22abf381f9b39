#include "link/thresholds.h"

#include <fmt/format.h>

#include "link/shingles.h"

namespace stemma::link {

std::vector<Threshold> all_thresholds() {
  namespace t = thresholds;
  const auto of_1024 = [](std::int32_t n) { return fmt::format("{:.3f} of 1", n / 1024.0); };
  return {{"Runs of words by which texts are compared", fmt::format("{} words", gram)},
          {"Shortest passage that is taken for copied", fmt::format("{} words, with at most {} other words in between", t::shortest_passage, t::longest_gap)},
          {"Shortest passage that two papers must share of an agency's text that is not in the case", fmt::format("{} words", t::shortest_held)},
          {"Copies are looked for as far apart as", fmt::format("{} days", t::copy_days)},
          {"Reports of one event are looked for as far apart as", fmt::format("{} days", t::event_days)},
          {"Likeness from which two statements are one claim", of_1024(t::one_claim)},
          {"The same, of an outlet's own words", of_1024(t::own_claim)},
          {"The same, of a denial and what it denies", of_1024(t::denied_claim)},
          {"Share of names in common from which reports tell one story; what is said in two is not one claim", of_1024(t::one_story)},
          {"Likeness from which a denial is about a claim of its own document", of_1024(t::least_about)},
          {"The same, about one that was raised before it", of_1024(t::least_about_before)},
          {"Likeness from which a blanket denial may cover a claim (shown, not counted)", of_1024(t::least_may_cover)}};
}

}  // namespace stemma::link
