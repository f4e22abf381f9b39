#include "store/tokenizer.h"

#include <sqlite3.h>

#include <exception>

#include "base/search_words.h"
#include "base/utf8.h"
#include "store/sqlite.h"

namespace stemma::store {
namespace {

// It has no state, but SQLite wants an address.
int create(void*, const char**, int, Fts5Tokenizer** out) {
  static char nothing = 0;
  *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

/// FTS5 calls it for texts and for the words of a query alike.
int tokenize(Fts5Tokenizer*, void* context, int, const char* bytes, int size, int (*take)(void*, int, const char*, int, int, int)) {
  try {
    const std::string_view text(bytes, static_cast<std::size_t>(size));
    if (find_invalid_utf8(text) != std::string_view::npos) return SQLITE_OK;  // of a damaged file: no words
    for (const SearchWord& w : search_words(text))
      if (const int code = take(context, 0, w.folded.data(), static_cast<int>(w.folded.size()), static_cast<int>(w.span.begin), static_cast<int>(w.span.end))) return code;
    return SQLITE_OK;
  } catch (const std::exception&) {
    return SQLITE_NOMEM;
  }
}

}  // namespace

void add_tokenizer(sqlite3* db) {
  // "SELECT fts5(?1)" with a pointer of this type is how FTS5 hands out its API (sqlite.org/fts5.html, section 7).
  fts5_api* api = nullptr;
  sqlite3_stmt* ask = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(ask, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(ask);
  }
  sqlite3_finalize(ask);
  fts5_tokenizer ours{create, destroy, tokenize};
  if (api == nullptr || api->xCreateTokenizer(api, "stemma", nullptr, &ours, nullptr) != SQLITE_OK)
    raise(ErrorKind::internal, "this SQLite has no full-text search (FTS5)");
}

}  // namespace stemma::store
