// Names of months, weekdays and time zones as printed in English, Spanish, French, German, Portuguese, Italian, Dutch, Romanian, Polish,
// Czech, Hungarian, the Scandinavian languages, Turkish, Greek, Russian and Ukrainian. ("listopad" is November, as in Polish and Czech.)
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace stemma::ingest {

/// Lower case (Latin, Greek, Cyrillic), without accents for Latin letters of U+00C0..U+00FF ("März" -> "marz"); other bytes stay.
/// Any bytes will do.
std::string plain_word(std::string_view word);

/// 1..12, or 0. REQUIRES: `word` went through plain_word.
int month_number(std::string_view word);
bool is_weekday(std::string_view word);

struct Zone {
  int offset = 0;  ///< minutes east of Greenwich
  bool utc = false;
};
/// Offset of an abbreviation on a day ("BST", "CEST", "EDT"; "ET" follows the US summer-time rule of 2007; winter time for
/// year 0). Abbreviations that belong to several zones of weight are not known.
std::optional<Zone> zone_of(std::string_view word, Day day);
/// "IST" (Irish, Israel, India), "AST" (Atlantic, Arabia), "BDT": a zone is named, but not which.
bool ambiguous_zone(std::string_view word);

}  // namespace stemma::ingest
