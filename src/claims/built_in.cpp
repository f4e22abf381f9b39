#include "claims/built_in.h"

#include "base/embed_file.h"

STEMMA_EMBED(stemma_built_in_attributions, STEMMA_ATTRIBUTIONS_FILE)
STEMMA_EMBED(stemma_built_in_stance, STEMMA_STANCE_FILE)

namespace stemma::claims {

std::string_view built_in_attributions() { return embedded_bytes(stemma_built_in_attributions, stemma_built_in_attributions_end); }
std::string_view built_in_stance() { return embedded_bytes(stemma_built_in_stance, stemma_built_in_stance_end); }

}  // namespace stemma::claims
