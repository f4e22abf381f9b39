#include "lang/built_in.h"

#include "base/embed_file.h"

STEMMA_EMBED(stemma_built_in_encoder, STEMMA_ENCODER_FILE)
STEMMA_EMBED(stemma_built_in_agent_scorer, STEMMA_AGENT_SCORER_FILE)

namespace stemma::lang {

std::string_view built_in_encoder() { return embedded_bytes(stemma_built_in_encoder, stemma_built_in_encoder_end); }
std::string_view built_in_agent_scorer() { return embedded_bytes(stemma_built_in_agent_scorer, stemma_built_in_agent_scorer_end); }

}  // namespace stemma::lang
