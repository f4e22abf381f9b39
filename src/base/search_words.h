// Words as a search sees them: folded so that what a reader takes for the same word is the same bytes.
//
// Case folded (full folding: ß is ss); accents off (Latin, Greek, Cyrillic: "ё" is "е", "й" is "и"), Arabic vowel signs and tatweel off; alef
// with hamza or madda is alef, teh marbuta heh, alef maksura and Farsi yeh yeh, keheh kaf; ligatures and full-width letters made plain, digits of
// any script made 0-9. Letters of scripts that are written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) are a word each: a run of
// them in a query is a phrase. After UAX #15, #29 and the Arabic normalisation of L. Larkey et al., "Light stemming for Arabic retrieval" (2002).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/span.h"

namespace stemma {

struct SearchWord {
  std::string folded;
  ByteSpan span;  ///< where it stands
};

/// Letters, digits and the marks on them; all else parts words. Linear. REQUIRES: valid UTF-8.
std::vector<SearchWord> search_words(std::string_view text);

/// The same as one string, a space before each word and one at the end: " ministry of order ". A query's folded words stand in it as they
/// stood in the text.
std::string search_fold(std::string_view text);

}  // namespace stemma
