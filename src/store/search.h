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

/// Best first by BM25; equals by (published, document id, place). `document` counts in the order of documents_in_order.
std::vector<SearchHit> search(const Connection& db, const std::string& query, std::size_t limit);

}  // namespace stemma::store
