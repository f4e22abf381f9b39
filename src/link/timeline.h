// The timeline: days on which something happened or was said, and in which claims.
#pragma once

#include <cstdint>
#include <vector>

#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma::link {

/// In which claims an attribution stands. REQUIRES: indices of the model are those of the pile.
class Memberships {
 public:
  struct One {
    std::uint32_t claim;
    std::int32_t root;
  };
  Memberships(const Pile& pile, const CaseModel& model);
  /// Of the attribution or, if it is in none, of the nearest one around it that is in some; -1: none.
  const std::vector<One>& of(std::uint32_t document, std::int32_t attribution) const;

 private:
  const Pile& pile_;
  std::vector<std::vector<std::vector<One>>> all_;
  std::vector<One> none_;
};

/// Fills `timeline`: a line a day or stretch of days, apart for what happened and what was said then. Where no text tells when something
/// was said, the day of the first report of each root stands for it.
void keep_timeline(const Pile& pile, CaseModel& model);

}  // namespace stemma::link
