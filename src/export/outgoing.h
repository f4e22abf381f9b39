// What an export is made of, and what it gives back. The exports are pure functions from the first to files; nothing reaches them that may not
// leave the case: whoever calls them has taken out, redacted or renamed what must stay.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stemma/case.h"

namespace stemma::exports {

/// Something that an export does not hold, with the reason in plain words. An export without it would claim to be complete.
struct LeftOut {
  std::string what;         ///< "events"
  std::uint64_t count = 0;
  std::string why;
};

struct Written;

/// Views only: the owner keeps everything alive.
struct Outgoing {
  std::span<const Reading> readings;
  const CaseModel& model;
  std::span<const Decision> decisions;
  std::span<const CustodyEntry> custody;
  /// Bytes of an original; nothing: it is withheld. Errors: as Case::original.
  std::function<Result<std::optional<std::string>>(const std::string& sha256)> original;
  std::string case_name;       ///< "flood.stemma"
  std::string case_id;         ///< Case::identity
  std::string program_version, reader_version;
  std::string made_at;         ///< UTC
  std::vector<LeftOut> withheld = {};  ///< taken out before: for the README of every form
  /// Called when everything is written and nothing is in its place yet (for the custody log); an error keeps it from there.
  std::function<Result<void>(const Written&)> note = {};
};

/// A file that was written, as it is found on the disk.
struct File {
  std::string path;            ///< inside the export's folder; of a single file its name
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string rows_of;         ///< what its rows are ("attributions"); empty: it has none
  std::uint64_t rows = 0;
};

struct Written {
  std::string path;            ///< folder or file
  std::vector<File> files;
  std::vector<LeftOut> left_out;
};

}  // namespace stemma::exports
