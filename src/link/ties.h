// Ties: which earlier documents a document belongs with. Each one looks back for itself, so a new document can only move those that come
// soon after it: the ties after adding it are exactly those of the whole made afresh.
#pragma once

#include <algorithm>
#include <array>
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

/// Four from which it takes text, the one most like, the one that is named.
inline constexpr std::size_t most_parents = 4, most_ties = most_parents + 2;

/// The ties of one document, for those who walk those of all.
struct Ties {
  std::array<Tie, most_ties> all{};
  std::uint32_t count = 0;
  Ties() = default;
  /// REQUIRES: ties.size() <= most_ties.
  explicit Ties(const std::vector<Tie>& ties) : count(static_cast<std::uint32_t>(ties.size())) {
    std::copy(ties.begin(), ties.end(), all.begin());
  }
  const Tie* begin() const { return all.data(); }
  const Tie* end() const { return all.data() + count; }
};

/// Of the likeness that makes one event, of 1024; set by hand (docs/how-it-counts.md).
inline constexpr std::uint32_t one_event = 300;

/// Numbers of each document, all in a row: what is looked through for one document is the whole window around it.
class Keys {
 public:
  void add(const std::vector<std::uint32_t>& keys) {
    all_.insert(all_.end(), keys.begin(), keys.end());
    ends_.push_back(all_.size());
  }
  std::span<const std::uint32_t> of(std::uint32_t document) const {
    const auto first = document == 0 ? 0 : ends_[document - 1];
    return std::span(all_).subspan(first, ends_[document] - first);
  }
  std::size_t count() const { return all_.size(); }

 private:
  std::vector<std::uint32_t> all_;
  std::vector<std::size_t> ends_;
};

/// Records, and the keys under which they are found, by document.
struct Records {
  std::vector<Record> all;
  Keys text;   ///< fingerprints and leading words
  Keys edges;  ///< house text, maybe

  void add(Record record);
};

/// Records in their order, and which of them are asked about.
class Neighbours {
 public:
  /// `order`: indices of all records, sorted by Record::before.
  Neighbours(const Records& records, std::span<const std::uint32_t> order) : records_(records), order_(order) {}

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
  const Record& at(std::uint32_t rank) const { return records_.all[order_[rank]]; }
  std::span<const std::uint32_t> text_keys(std::uint32_t rank) const { return records_.text.of(order_[rank]); }
  std::span<const std::uint32_t> edge_keys(std::uint32_t rank) const { return records_.edges.of(order_[rank]); }
  std::vector<Tie> ties_of(std::uint32_t rank, const Postings& postings) const;
  std::vector<std::uint32_t> house_of(std::uint32_t rank, const Postings& postings) const;

  const Records& records_;
  std::span<const std::uint32_t> order_;
};

}  // namespace stemma::link
