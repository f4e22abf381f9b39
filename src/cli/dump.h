// What the link stage saw, as text. The other stages: read/dump.h, read/conllu.h.
#pragma once

#include <span>
#include <string>

#include "stemma/claims.h"

namespace stemma::cli {

std::string dump_model(std::span<const Reading>, const CaseModel&);

}  // namespace stemma::cli
