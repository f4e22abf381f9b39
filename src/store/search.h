// Full text: what a person types -> an FTS5 query -> hits with marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// All words must stand in one block; "several words" in that order; -word must not; word* begins so. Nothing else has a meaning:
/// whatever is typed gives a valid query. Errors: usage if there is no word to look for, or more than 64.
Result<std::string> fts_query(std::string_view typed);

/// A block that holds the words. Snippets hold no control characters but are not squeezed: marks are bytes of them.
struct BlockHit {
  std::int64_t document = 0;   ///< row
  ByteSpan span;               ///< of the block
  std::string snippet;
  Spans marks;
  double score = 0;
};

/// Best first by BM25, from number `offset` on; equals by (published, document id, place). Where more than 20,000 blocks have the words, these
/// order nothing: the newest documents first, with a score of 0.
std::vector<BlockHit> search_blocks(const Connection& db, const std::string& query, std::size_t offset, std::size_t limit);

/// The first of search_blocks. `document` counts in the order of documents_in_order.
std::vector<SearchHit> search(const Connection& db, const std::string& query, std::size_t limit);

}  // namespace stemma::store
