#include "lang/built_in.h"

#include "base/embed.h"

STEMMA_EMBED(stemma_built_in_encoder, STEMMA_ENCODER_FILE)
STEMMA_EMBED(stemma_built_in_agent_scorer, STEMMA_AGENT_SCORER_FILE)

namespace stemma::lang {

std::string_view built_in_encoder() { return STEMMA_EMBEDDED(stemma_built_in_encoder); }
std::string_view built_in_agent_scorer() { return STEMMA_EMBEDDED(stemma_built_in_agent_scorer); }

}  // namespace stemma::lang
