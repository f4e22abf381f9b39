#include "claims/built_in.h"

#include "base/embed.h"

STEMMA_EMBED(stemma_built_in_attributions, STEMMA_ATTRIBUTIONS_FILE)

namespace stemma::claims {

std::string_view built_in_attributions() { return STEMMA_EMBEDDED(stemma_built_in_attributions); }

}  // namespace stemma::claims
