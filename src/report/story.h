// What the log of custody tells of a claim, one attribution or a speaker.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/report.h"

namespace stemma::report {

struct Story {
  std::string about;                     ///< "the claim c4f2e1a90b77: “the gate was open”"; printable, on one line
  std::vector<std::uint32_t> documents;  ///< that it stands in: indices into Dossier::readings, ascending
  std::vector<std::uint32_t> entries;    ///< indices into Dossier::custody, ascending
};

/// How its documents came and were read and who opened them; the decisions on its words, its speakers, its documents as a whole, and their undoing; what was
/// exported since the first of its documents was there, but for dossiers about other claims only. `id` is that of a claim, a speaker (or a full
/// name), or an attribution; it may be shortened, or be one that has become another. Decisions on what is no longer part of it are not told of, nor
/// documents that were erased. Linear in the log. Errors: usage, if nothing or more than one thing is called so.
Result<Story> story(const Dossier&, const std::string& id);

}  // namespace stemma::report
