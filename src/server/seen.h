// Who has opened which document at the desk: custody has it, once a day for each person and document.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "stemma/case.h"

namespace stemma::server {

/// Written with the next decision or when the server ends, not at once: each entry changes the file, and a changed file is loaded anew.
class Seen {
 public:
  /// `document`: its id. Without a name there is no entry.
  void note(const std::string& who, const std::string& document);
  /// Appends what has been noted to the log of a case that is open for writing. What cannot be written stays noted.
  Result<void> write(Case& opened);
  bool empty() const;

 private:
  using Entry = std::tuple<std::string, std::string, std::string>;  // day, who, document
  mutable std::mutex mutex_;
  std::set<Entry> known_;
  std::vector<Entry> waiting_;
};

}  // namespace stemma::server
