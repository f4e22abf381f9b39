// The stretches of text that claims are made of: every unit of the pile, and which of them are one stretch printed several times.
#pragma once

#include <vector>

#include "link/agents.h"
#include "link/families.h"
#include "link/units.h"
#include "stemma/claims.h"

namespace stemma::link {

/// Two attributions whose contents are one stretch of text.
struct CopyPair {
  AttributionRef a, b;
  bool statement = false;  ///< the shared passage is somebody's quoted words, not a report
};

struct Texts {
  std::vector<Unit> units;                           ///< by document, attribution, place; without what denies no proposition (denied.h)
  std::vector<std::uint32_t> head;                   ///< by unit: the first unit of its stretch
  std::vector<std::uint32_t> heads;                  ///< ascending
  std::vector<std::vector<std::uint32_t>> members;   ///< by head
  std::vector<CopyPair> copies;                      ///< by (a, b)
};
Texts gather_texts(const Pile& pile, const Families& families, const Agents& agents);

}  // namespace stemma::link
