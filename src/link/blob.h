// What linking keeps, as bytes for a case file: whole numbers in seven bits a byte, lowest first; strings and lists with their size before
// them. Read back with every index, size and place checked: a case may come from anyone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "link/linker.h"
#include "stemma/claims.h"

namespace stemma::link {

std::string to_blob(const Record& record);
std::string to_blob(const std::vector<std::uint32_t>& numbers);
std::string to_blob(const CaseModel& model);
std::string to_blob(const Claim& claim);

/// Nothing if the bytes are not whole.
std::optional<Record> record_from(std::string_view blob);
std::optional<std::vector<std::uint32_t>> numbers_from(std::string_view blob);
/// A model of `documents` documents.
std::optional<CaseModel> model_from(std::string_view blob, std::size_t documents);

/// REQUIRES: bytes of to_blob, of this process: what a claim points at outside itself is not checked.
Claim claim_from(std::string_view blob);

/// Whether everything that a model points at is there in these readings, and on whole characters.
bool fits(const CaseModel& model, std::span<const Reading> readings);

/// Names the rules by which this program links: another name, another model.
std::string_view rules();

}  // namespace stemma::link
