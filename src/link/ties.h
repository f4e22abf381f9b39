// Ties: which earlier documents a document belongs with. Each one looks back for itself, so a new document can only move those that come
// soon after it: the ties after adding it are exactly those of the whole made afresh.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/record.h"

namespace stemma::link {

/// An earlier document that shares text, is of the same event, or is the report that is named.
struct Tie {
  std::uint32_t to = 0;        ///< index of a record
  std::uint16_t strength = 0;  ///< of 1024: likeness, or the share of the shorter text that is common if that is more
  friend bool operator==(const Tie&, const Tie&) = default;
};

/// Of the likeness that makes one event, of 1024; set by hand (docs/how-it-counts.md).
inline constexpr std::uint32_t one_event = 300;

/// Records in their order, and which of them are asked about.
class Neighbours {
 public:
  /// `order`: indices of all records, sorted by Record::before.
  Neighbours(std::span<const Record> records, std::span<const std::uint32_t> order) : records_(records), order_(order) {}

  /// Ranks whose ties or house text the records of these ranks may have changed, themselves among them. Sorted.
  struct Moved {
    std::vector<std::uint32_t> ties, house;
  };
  Moved moved_by(const std::vector<std::uint32_t>& ranks) const;

  /// The ties of the records of these ranks: to those from which they take text (four at most), to the one within 14 days that is most
  /// like, to the one of an outlet that they name. Neighbours are looked for among the nearest 16 before that hold the same fingerprint
  /// (30 days) or heavy word (14 days), whatever the size of the case. Linear; the same with any number of threads.
  std::vector<std::vector<Tie>> ties(const std::vector<std::uint32_t>& ranks, unsigned threads) const;

  /// House text of the records of these ranks: 5-grams of their edges that stand in three documents of their outlet, of the 16 nearest on
  /// either side within 30 days, that have no body text in common. Sorted keys.
  std::vector<std::vector<std::uint32_t>> house_text(const std::vector<std::uint32_t>& ranks, unsigned threads) const;

 private:
  class Postings;
  const Record& at(std::uint32_t rank) const { return records_[order_[rank]]; }
  std::vector<Tie> ties_of(std::uint32_t rank, const Postings& postings) const;
  std::vector<std::uint32_t> house_of(std::uint32_t rank, const Postings& postings) const;

  std::span<const Record> records_;
  std::span<const std::uint32_t> order_;
};

}  // namespace stemma::link
