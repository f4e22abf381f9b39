#include "store/search.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/utf8.h"
#include "store/readings.h"

namespace stemma::store {
namespace {

constexpr std::size_t max_terms = 64;
constexpr std::int64_t most_weighed = 20000;  // blocks: words that stand in more tell none of them apart

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

struct Scored {
  std::int64_t block = 0;
  double score = 0;  // SQLite's bm25(): the less the better
};

/// Whether more blocks have the words than are weighed against each other.
bool in_too_many(const Connection& db, const std::string& query) {
  auto rows = db.prepare("SELECT 1 FROM block_index WHERE block_index MATCH ?1 LIMIT 1 OFFSET ?2");
  rows.with(query, most_weighed);
  return rows.step();
}

std::vector<Scored> scored_blocks(const Connection& db, const std::string& query) {
  auto rows = db.prepare("SELECT rowid, bm25(block_index) FROM block_index WHERE block_index MATCH ?1");
  rows.with(query);
  std::vector<Scored> out;
  while (rows.step()) out.push_back({rows.integer(0), rows.real(1)});
  return out;
}

void cut_out(Statement& cut, const std::string& query, std::int64_t block, BlockHit& hit) {
  cut.with(query, std::string_view(&mark_begin, 1), std::string_view(&mark_end, 1), block);
  if (cut.step()) take_marks(cut.bytes(0), hit);
}

constexpr const char* snippet_of = "SELECT snippet(block_index, 0, ?2, ?3, '…', 40) FROM block_index WHERE block_index MATCH ?1 AND rowid = ?4";

/// Document by document, the newest first, and no further than is asked for.
std::vector<BlockHit> newest_blocks(const Connection& db, const std::string& query, std::size_t offset, std::size_t limit) {
  auto documents = db.prepare("SELECT id FROM document ORDER BY published DESC, name, original, number");
  auto blocks = db.prepare("SELECT min(id), max(id) FROM block WHERE document = ?1");
  auto matches = db.prepare("SELECT block_index.rowid, block.begins, block.ends FROM block_index JOIN block ON block.id = block_index.rowid "
                            "WHERE block_index MATCH ?1 AND block_index.rowid BETWEEN ?2 AND ?3 AND block.document = ?4 ORDER BY block.number");
  auto cut = db.prepare(snippet_of);
  std::vector<BlockHit> hits;
  std::size_t seen = 0;
  while (hits.size() < limit && documents.step()) {
    blocks.with(documents.integer(0));
    if (!blocks.step() || blocks.is_null(0)) continue;
    matches.with(query, blocks.integer(0), blocks.integer(1), documents.integer(0));
    while (hits.size() < limit && matches.step()) {
      if (seen++ < offset) continue;
      BlockHit hit;
      hit.document = documents.integer(0);
      hit.span = {static_cast<std::uint32_t>(matches.integer(1)), static_cast<std::uint32_t>(matches.integer(2))};
      cut_out(cut, query, matches.integer(0), hit);
      hits.push_back(std::move(hit));
    }
  }
  return hits;
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
  if (in_too_many(db, query)) return newest_blocks(db, query, offset, limit);
  auto found = scored_blocks(db, query);
  if (found.size() <= offset || limit == 0) return {};
  // Where a block stands, and what it says, is looked up for those alone that may be shown: the wanted number, and what scores as much as its last.
  const std::size_t wanted = std::min(found.size(), offset + limit);
  const auto better = [](const Scored& a, const Scored& b) { return a.score < b.score; };
  std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted - 1), found.end(), better);
  const double last = found[wanted - 1].score;
  std::erase_if(found, [&](const Scored& s) { return s.score > last; });

  auto where = db.prepare("SELECT document.published, document.name, document.number, block.number, block.document, block.begins, block.ends "
                          "FROM block JOIN document ON document.id = block.document WHERE block.id = ?1");
  struct Place {
    Scored scored;
    std::tuple<std::string, std::string, std::int64_t, std::int64_t> order;
    BlockHit hit;
  };
  std::vector<Place> places;
  for (const Scored& s : found) {
    where.with(s.block);
    if (!where.step()) continue;
    Place p{s, {where.text(0), where.text(1), where.integer(2), where.integer(3)}, {}};
    p.hit.document = where.integer(4);
    p.hit.span = {static_cast<std::uint32_t>(where.integer(5)), static_cast<std::uint32_t>(where.integer(6))};
    p.hit.score = -s.score;
    places.push_back(std::move(p));
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return std::tie(a.scored.score, a.order) < std::tie(b.scored.score, b.order); });

  auto cut = db.prepare(snippet_of);
  std::vector<BlockHit> hits;
  for (std::size_t i = offset; i < std::min(places.size(), wanted); ++i) {
    cut_out(cut, query, places[i].scored.block, places[i].hit);
    hits.push_back(std::move(places[i].hit));
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
