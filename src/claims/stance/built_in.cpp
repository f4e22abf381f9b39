#include "base/embed_file.h"
#include "claims/stance/stance_reader.h"

STEMMA_EMBED(stemma_built_in_stance, STEMMA_STANCE_FILE)

namespace stemma::claims {

Result<StanceReader> StanceReader::built_in() { return load(embedded_bytes(stemma_built_in_stance, stemma_built_in_stance_end)); }

}  // namespace stemma::claims
