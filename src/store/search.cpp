#include "store/search.h"

#include <unordered_map>

#include "base/utf8.h"
#include "store/readings.h"

namespace stemma::store {
namespace {

constexpr std::size_t max_terms = 64;

struct Term {
  std::string words;
  bool excluded = false, prefix = false;
};

/// Quotation marks of print do what the typewriter's does.
std::string plain_quotes(std::string_view typed) {
  std::string out;
  for (std::size_t at = 0; at < typed.size();) {
    const char32_t c = next_code_point(typed, at);
    if (c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»') out += '"';
    else if (c < 0x20 || is_space(c)) out += ' ';
    else append_utf8(out, c);
  }
  return out;
}

std::vector<Term> terms_of(std::string_view typed) {
  std::vector<Term> out;
  for (std::size_t at = 0; at < typed.size();) {
    if (typed[at] == ' ') {
      ++at;
      continue;
    }
    Term term;
    if (typed[at] == '-') term.excluded = true, ++at;
    if (at < typed.size() && typed[at] == '"') {
      const std::size_t end = std::min(typed.find('"', at + 1), typed.size());
      term.words = typed.substr(at + 1, end - at - 1);
      at = std::min(end + 1, typed.size());
    } else {
      const std::size_t end = std::min(typed.find_first_of(" \"", at), typed.size());
      term.words = typed.substr(at, end - at);
      at = end;
    }
    if (at < typed.size() && typed[at] == '*') term.prefix = true, ++at;
    if (term.words.ends_with('*')) term.prefix = true;
    if (!word_spans(term.words).empty()) out.push_back(std::move(term));
  }
  return out;
}

std::string quoted(const Term& term) {
  std::string out = "\"";
  for (const char c : term.words) out += c == '"' ? ' ' : c;
  return out + (term.prefix ? "\" *" : "\"");
}

// Bytes that no UTF-8 text holds.
constexpr char mark_begin = '\xFE', mark_end = '\xFF';

void take_marks(std::string_view marked, BlockHit& hit) {
  ByteSpan mark;
  for (const char c : marked) {
    const auto at = static_cast<std::uint32_t>(hit.snippet.size());
    if (c == mark_begin) mark.begin = at;
    else if (c == mark_end) hit.marks.push_back({mark.begin, at});
    else hit.snippet += c;
  }
}

}  // namespace

Result<std::string> fts_query(std::string_view typed) {
  const auto terms = terms_of(plain_quotes(to_valid_utf8(typed)));
  if (terms.size() > max_terms) return fail(ErrorKind::usage, "more than 64 words to look for", Error::nowhere, "leave some out");
  std::string wanted, unwanted;
  for (const auto& term : terms) {
    if (term.excluded) unwanted += (unwanted.empty() ? "" : " OR ") + quoted(term);
    else wanted += (wanted.empty() ? "" : " AND ") + quoted(term);
  }
  if (wanted.empty()) return fail(ErrorKind::usage, "no word to look for", Error::nowhere, "give at least one word without a minus");
  return unwanted.empty() ? wanted : "(" + wanted + ") NOT (" + unwanted + ")";
}

std::vector<BlockHit> search_blocks(const Connection& db, const std::string& query, std::size_t offset, std::size_t limit) {
  // Ranked first, cut out afterwards: snippets are made for the hits that are shown and no others.
  auto ranked = db.prepare(
      "SELECT block.id, block.document, block.begins, block.ends, bm25(block_index) AS score FROM block_index "
      "JOIN block ON block.id = block_index.rowid JOIN document ON document.id = block.document WHERE block_index MATCH ?1 "
      "ORDER BY score, document.published, document.name, document.number, block.number LIMIT ?2 OFFSET ?3");
  auto cut = db.prepare("SELECT snippet(block_index, 0, ?2, ?3, '…', 40) FROM block_index WHERE block_index MATCH ?1 AND rowid = ?4");
  std::vector<BlockHit> hits;
  ranked.with(query, limit, offset);
  while (ranked.step()) {
    BlockHit hit;
    hit.document = ranked.integer(1);
    hit.span = {static_cast<std::uint32_t>(ranked.integer(2)), static_cast<std::uint32_t>(ranked.integer(3))};
    hit.score = -ranked.real(4);
    cut.with(query, std::string_view(&mark_begin, 1), std::string_view(&mark_end, 1), ranked.integer(0));
    if (cut.step()) take_marks(cut.bytes(0), hit);
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<SearchHit> search(const Connection& db, const std::string& query, std::size_t limit) {
  std::unordered_map<std::int64_t, std::uint32_t> place;
  for (const auto id : documents_in_order(db)) place.emplace(id, static_cast<std::uint32_t>(place.size()));
  std::vector<SearchHit> hits;
  for (BlockHit& hit : search_blocks(db, query, 0, limit))
    if (const auto at = place.find(hit.document); at != place.end())
      hits.push_back({at->second, hit.span, std::move(hit.snippet), std::move(hit.marks), hit.score});
  return hits;
}

}  // namespace stemma::store
