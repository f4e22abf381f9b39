// Stories: which documents of a pile tell of one event or what came of it, by whom and what they name. A mine that blew up and another one that
// did are told in the same words; the places and people are not the same.
// No canopies (canopies.h): those are of one event and a few days, a story runs for months.
#pragma once

#include <cstdint>
#include <vector>

#include "link/units.h"

namespace stemma::link {

/// What a document names: the 200 heaviest words of its names, rare and frequent ones weigh more. By stem.
std::vector<DocumentName> names_of(const Pile& pile, std::uint32_t document);

/// By the same measure as find_stories(): two documents tell of one story, or one of them names too little to tell.
bool tell_one_story(const std::vector<DocumentName>& x, const std::vector<DocumentName>& y);

inline constexpr std::uint32_t no_story = 0xFFFFFFFF;

/// By unit the story of its document, named by one of its documents' places among all; no_story where it names too little to tell, or
/// where there are more documents than a case that is linked as a whole may have (those of one matter are copies then).
/// Average link over the share of names in common, weighed by rarity. Cost: O(documents^2 x names).
std::vector<std::uint32_t> find_stories(const std::vector<const Unit*>& units);

}  // namespace stemma::link
