#include "link/pile.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <thread>
#include <tuple>

#include "base/hash.h"
#include "base/thread_pool.h"
#include "base/time.h"
#include "base/utf8.h"
#include "lang/joined.h"
#include "lang/language_reader.h"
#include "link/issuers.h"

namespace stemma::link {
namespace {

/// Han, kana, Thai, Lao, Khmer, Burmese: written without spaces between words.
bool is_unspaced(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x3040 && c <= 0x30FF) ||
         (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::uint64_t hash_word(std::string_view word, std::string& buffer) {
  if (!is_ascii(word)) return hash64(fold(word));
  buffer.assign(word);
  for (char& c : buffer)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return hash64(buffer);
}

/// Calls `take` for the span itself, or for each character of it in an unspaced script.
template <class Take>
void split_unspaced(std::string_view text, ByteSpan span, Take take) {
  const auto word = slice(text, span);
  if (is_ascii(word)) return take(span);
  std::uint32_t start = span.begin;
  for (std::size_t at = span.begin; at < span.end;) {
    const auto here = static_cast<std::uint32_t>(at);
    if (!is_unspaced(next_code_point(text, at))) continue;
    if (start < here) take(ByteSpan{start, here});
    take(ByteSpan{here, static_cast<std::uint32_t>(at)});
    start = static_cast<std::uint32_t>(at);
  }
  if (start < span.end) take(ByteSpan{start, span.end});
}

/// What the analysis adds to the words: which of them are somebody's own.
void mark_quoted(const lang::Analysis& analysis, DocText& text) {
  std::size_t quotation = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const auto span = text.spans[i];
    while (quotation < analysis.quotations.size() && analysis.quotations[quotation].span.end <= span.begin) ++quotation;
    const bool in_quotation = quotation < analysis.quotations.size() && analysis.quotations[quotation].span.begin <= span.begin;
    text.quoted[i] = in_quotation || text.quoted[i];
  }
}

/// A case keeps readings, not what led to them. Without a model (it is damaged: every reader has said so) there is nothing to look at.
lang::Analysis analyse(const Document& document, lang::LanguageReader::Workspace& space) {
  const auto reader = lang::LanguageReader::shared();
  if (!reader) return {};
  const bool reads = lang::LanguageReader::reads(document.language);
  return lang::join_hyphens(document, (*reader)->read(document, space, reads ? lang::Depth::tags : lang::Depth::sentences));
}

constexpr std::array<std::string_view, 20> articles = {"the", "a", "an", "el", "la", "los", "las", "le", "les", "der", "die",
                                                       "das", "il", "lo", "gli", "i", "de", "het", "o", "os"};

/// British for American: one body is printed both ways in one pile.
std::string spelling(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> pairs = {{
      {"defense", "defence"}, {"labor", "labour"}, {"center", "centre"}, {"harbor", "harbour"}, {"program", "programme"},
      {"organization", "organisation"}, {"theater", "theatre"}, {"offense", "offence"}}};
  for (const auto& [us, uk] : pairs)
    if (word == us) return std::string(uk);
  return std::string(word);
}

}  // namespace

std::pair<std::uint32_t, std::uint32_t> DocText::within(ByteSpan s) const {
  const auto first = std::lower_bound(spans.begin(), spans.end(), s.begin, [](ByteSpan w, std::uint32_t at) { return w.end <= at; });
  const auto last = std::lower_bound(first, spans.end(), s.end, [](ByteSpan w, std::uint32_t at) { return w.begin < at; });
  return {static_cast<std::uint32_t>(first - spans.begin()), static_cast<std::uint32_t>(last - spans.begin())};
}

DocText cut_words(const Document& document) {
  DocText out;
  std::string buffer;
  const std::string_view text = document.text;
  std::size_t block = 0;
  for (const auto whole : word_spans(text)) {
    split_unspaced(text, whole, [&](ByteSpan span) {
      while (block + 1 < document.blocks.size() && document.blocks[block + 1].span.begin <= span.begin) ++block;
      out.spans.push_back(span);
      out.words.push_back(hash_word(slice(text, span), buffer));
      out.quoted.push_back(block < document.blocks.size() && document.blocks[block].kind == BlockKind::quote);
      out.block.push_back(static_cast<std::uint32_t>(block));
    });
  }
  out.furniture.assign(out.words.size(), false);
  out.own_words = out.size();
  return out;
}

std::uint32_t block_of(const Document& document, std::uint32_t byte) {
  const auto& blocks = document.blocks;
  const auto behind = std::upper_bound(blocks.begin(), blocks.end(), byte, [](std::uint32_t at, const Block& b) { return at < b.span.begin; });
  return static_cast<std::uint32_t>(behind - blocks.begin());
}

std::string name_key(std::string_view name) {
  const std::string folded = fold(name);
  std::string out;
  bool first = true;
  for (const auto span : word_spans(folded)) {
    const auto word = slice(std::string_view(folded), span);
    if (word == "s" && !out.empty()) continue;  // "Drover's" and "Drovers" are one key
    if (first && std::find(articles.begin(), articles.end(), word) != articles.end()) {
      first = false;
      continue;
    }
    first = false;
    if (!out.empty()) out += ' ';
    out += spelling(word);
  }
  return out.empty() ? folded : out;
}

std::vector<std::string_view> key_words(std::string_view key) { return split(key, " "); }

std::string short_id(char kind, std::string_view content) { return kind + sha256_hex(content).substr(0, 12); }

std::optional<std::int64_t> edition_of(const Document& d) {
  const auto captured = instant(d.captured.value);
  return captured ? captured : instant(d.modified.value);
}

Pile make_pile(std::span<const Reading> readings, unsigned threads) {
  Pile pile;
  pile.threads = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::uint32_t> order(readings.size());
  std::iota(order.begin(), order.end(), 0u);
  std::vector<std::optional<std::int64_t>> at;
  std::vector<std::int64_t> edition;  // captures of one page bear one date of publication
  for (const auto& r : readings) {
    at.push_back(instant(r.document.published.value));
    edition.push_back(edition_of(r.document).value_or(0));
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Document &x = readings[a].document, &y = readings[b].document;
    const bool undated_x = !at[a], undated_y = !at[b];
    return std::tuple(undated_x, at[a].value_or(0), edition[a], std::string_view(x.id), std::string_view(x.path), std::string_view(x.text)) <
           std::tuple(undated_y, at[b].value_or(0), edition[b], std::string_view(y.id), std::string_view(y.path), std::string_view(y.text));
  });
  pile.given = order;
  for (const auto i : order) {
    const Reading& r = readings[i];
    pile.readings.push_back(&r);
    pile.at.push_back(at[i]);
    pile.outlet.push_back(r.document.publisher.empty() ? std::string() : name_key(r.document.publisher.value));
  }
  struct Cut {
    lang::Analysis analysis;
    DocText text;
  };
  std::vector<lang::LanguageReader::Workspace> spaces(pile.threads);
  ordered_map<Cut>(
      pile.size(), pile.threads, 256,
      [&](std::size_t i, unsigned worker) {
        Cut c;
        c.analysis = analyse(pile.readings[i]->document, spaces[worker]);
        c.text = cut_words(pile.readings[i]->document);
        mark_quoted(c.analysis, c.text);
        return c;
      },
      [&](std::size_t, Cut&& c) {
        pile.analyses.push_back(std::move(c.analysis));
        pile.texts.push_back(std::move(c.text));
        return true;
      });
  pile.issuers = find_issuers(pile);
  return pile;
}

}  // namespace stemma::link
