#include "claims/ground/times/tables.h"

#include "base/embed_file.h"

STEMMA_EMBED(stemma_times_words, STEMMA_TIMES_WORDS)
STEMMA_EMBED(stemma_times_holidays, STEMMA_TIMES_HOLIDAYS)
STEMMA_EMBED(stemma_times_zones, STEMMA_TIMES_ZONES)

namespace stemma::claims::ground::times {

std::string_view words_table() { return embedded_bytes(stemma_times_words, stemma_times_words_end); }
std::string_view holidays_table() { return embedded_bytes(stemma_times_holidays, stemma_times_holidays_end); }
std::string_view zones_table() { return embedded_bytes(stemma_times_zones, stemma_times_zones_end); }

}  // namespace stemma::claims::ground::times
