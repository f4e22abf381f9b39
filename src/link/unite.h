// One model of a case from those of its matters.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stemma/claims.h"

namespace stemma::link {

/// A matter: the model's document i is members[i] of the case.
struct Part {
  std::vector<std::uint32_t> members;
  CaseModel model;
};

/// Puts the lists of the parts together, in the order that each has in the whole. Agents of several matters are one if they share a
/// global key, of which each matter has one agent at most; a key that a matter has twice joins nobody. `rank`: by document of the case, its
/// place in the order of all; every document is a member of one part. `readings`: of the case, to show the names that join agents; may be
/// empty. Linear, and a sort of each list.
CaseModel unite(std::vector<Part> parts, const std::vector<std::uint32_t>& rank, std::span<const Reading> readings = {});

/// Most contested first, then most reported, then by id: the order on every list. Denials follow their claims.
void sort_claims(CaseModel& model);

}  // namespace stemma::link
