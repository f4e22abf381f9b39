// Where the article stands: the element that holds its text.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/html/page.h"

namespace stemma::ingest {

/// Five-word shingles of a text, to tell which pieces of the page it holds.
class Shingles {
 public:
  explicit Shingles(std::string_view text);
  bool empty() const { return set_.empty(); }
  /// Share of the shingles of `text` that are in the set; of a text of under five words: 0.
  double share(std::string_view text) const;

 private:
  std::unordered_set<std::uint64_t> set_;
};

/// How often each shingle stands in a set of texts.
class ShingleCounts {
 public:
  void add(std::string_view text);
  void remove(std::string_view text);
  /// True if every shingle of `text`, which has been added, stands in another of them, too.
  bool repeated(std::string_view text) const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

/// The element that holds the article; the body if the page has no prose. `agreement` has one entry a piece: its share in JSON-LD's
/// articleBody, or is empty.
std::uint32_t find_root(const Page& page, const std::vector<double>& agreement);

}  // namespace stemma::ingest
