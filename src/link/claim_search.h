// Finds the claims that a query is about: words typed, a sentence, a post.
//
// BM25 (S. Robertson, H. Zaragoza, "The probabilistic relevance framework", 2009) twice, on stems and on character 4-grams of words, each
// divided by its best, half and half, and a little for stems in a row. Stop words and web addresses are left out; words joined by capitals
// (#WaterCrisis) are cut, and a word that no claim holds (#watercrisis) into two that some do. Whole numbers: the same order on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stemma/attribution.h"
#include "stemma/claims.h"

namespace stemma::link {

struct ClaimHit {
  std::uint32_t claim = 0;  ///< index into the list searched
  std::int32_t score = 0;   ///< of 1024 for stems and grams together; what follows from stems in a row comes on top
  std::int32_t held = 0;    ///< share of the query's stems that it holds, of 1024
};

/// An index over texts, one a claim. Immutable; safe to share between threads.
class ClaimIndex {
 public:
  /// Cost: O(words).
  explicit ClaimIndex(const std::vector<std::string>& texts);

  /// Best first, equals in the order of the list; none that shares no stem and no gram. Cost: O(postings of the query's terms).
  std::vector<ClaimHit> search(std::string_view query, std::size_t limit) const;

 private:
  struct Posting {
    std::uint32_t claim = 0;
    std::int32_t weight = 0;  // 1/1024
  };
  struct Field {
    std::vector<std::uint64_t> keys;     // ascending
    std::vector<std::uint32_t> starts;
    std::vector<Posting> postings;
    void fill(const std::vector<std::vector<std::uint64_t>>& terms);
    struct Sums {
      std::vector<std::int64_t> weight, terms;  // by claim: of the query's terms that it holds
      std::int64_t best = 1;                    // the largest weight
      std::int64_t asked = 0;                   // different terms of the query
    };
    Sums sums(std::vector<std::uint64_t> query, std::size_t claims) const;
    std::span<const Posting> of(std::uint64_t term) const;  ///< the claims that hold it
  };
  std::optional<std::pair<std::string, std::string>> parts(const std::string& word) const;

  std::size_t size_ = 0;
  Field stems_, grams_, pairs_;
};

/// What a claim is found by: its label and the contents of its members, each once.
std::vector<std::string> claim_texts(const CaseModel& model, std::span<const Reading> readings);

}  // namespace stemma::link
