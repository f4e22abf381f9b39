// The full-text index's own tokenizer, "stemma": words as base/search_words.h folds them. So that a search finds Arabic words whatever their hamzas,
// names with and without accents, and words of texts that have no spaces between them.
#pragma once

struct sqlite3;

namespace stemma::store {

/// Makes the tokenizer known to a connection; a case's index cannot be used without. Throws Failed (internal) if SQLite has no FTS5.
void add_tokenizer(sqlite3* db);

}  // namespace stemma::store
