// Back-ups of a case, and cases out of back-ups. A back-up is a case file like any other: it can be opened, verified and searched.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "stemma/case.h"
#include "stemma/result.h"

namespace stemma {

/// What a copy of a case holds, counted in the copy.
struct BackupReport {
  std::uint64_t bytes = 0;  ///< of the file
  std::uint64_t originals = 0, documents = 0, decisions = 0, entries = 0;
  std::string head;         ///< hash of the last entry of its custody log
  std::uint32_t schema = 0;
  std::string not_logged{};  ///< empty: the case's log says that it was backed up; else why it does not
};

struct BackupOptions {
  bool replace = false;  ///< an older back-up of the same case under that name may go
  std::function<void(std::uint64_t done, std::uint64_t total)> progress{};  ///< bytes
  std::function<bool()> stop{};
};

/// Copies a case, as it is at one moment, while it may be read and written. The copy has its name only when it is whole, checked (SQLite's
/// own check; counts and head of the log are those of the case) and on the disk. The case is changed in nothing but its log, which says
/// "backed-up" if nobody else is writing. Errors: usage for a name that is taken, is the case itself, or holds what the case does not; io for
/// no room; case_file for a damaged case. Cost: one reading of the file, one writing, and one reading of the copy.
Result<BackupReport> back_up(const std::string& case_path, const std::string& file, const BackupOptions& options = {});

struct RestoreReport {
  BackupReport holds;
  VerifyReport checked;             ///< problems: nothing was restored
  std::uint32_t upgraded_from = 0;  ///< 0: it has this program's schema already
  bool restored = false;
};

/// Makes a case out of a back-up, once every original has been hashed anew and the log and all derived text have been checked in the copy. An
/// older one is upgraded. Its log says "restored". Errors: usage if there is something of that name; case_file for what is no case, or a newer one's.
Result<RestoreReport> restore(const std::string& file, const std::string& case_path, const BackupOptions& options = {});

/// The checks of restore() on the file itself, which is not changed. One of an older schema is checked in all but its readings, which are
/// checked when it is restored.
Result<RestoreReport> check_backup(const std::string& file);

}  // namespace stemma
