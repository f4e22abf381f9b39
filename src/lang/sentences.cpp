#include <algorithm>

#include "base/utf8.h"
#include "lang/cut.h"

namespace stemma::lang {
namespace {

constexpr std::uint32_t kDatelineTokens = 24;
constexpr std::uint32_t kMostClosers = 32;       // marks that close one sentence; "? ! ? ! ..." over megabytes must not be walked anew for each
constexpr std::uint32_t kLongestSentence = 512;  // tokens; what is longer is a table or a trick, and is cut

class Splitter {
 public:
  Splitter(const Document& document, Analysis& analysis) : document_(document), analysis_(analysis) {}

  void block(std::uint32_t number, std::uint32_t first, std::uint32_t last) {
    std::uint32_t start = first;
    const std::uint32_t dateline = dateline_end(number, first, last);
    if (dateline > first) add(number, first, dateline), start = dateline;
    for (std::uint32_t i = start; i < last; ++i) {
      const std::uint32_t after = i + 1 - start >= kLongestSentence && i + 1 < last ? i + 1 : ends_here(i, last);
      if (after == 0) continue;
      add(number, start, after);
      start = after;
      i = after - 1;
    }
    if (start < last) add(number, start, last);
  }

 private:
  std::string_view word(std::uint32_t i) const { return slice(document_, analysis_.tokens[i].span); }
  bool is_dash(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w == "-" || w == "–" || w == "—" || w == "--" || w == "---";
  }

  void add(std::uint32_t number, std::uint32_t first, std::uint32_t last) {
    Sentence s;
    s.span = {analysis_.tokens[first].span.begin, analysis_.tokens[last - 1].span.end};
    s.first = first;
    s.last = last;
    s.block = number;
    analysis_.sentences.push_back(s);
    for (std::uint32_t i = first; i < last; ++i)
      if (analysis_.tokens[i].kind == TokenKind::word) {
        analysis_.tokens[i].sentence_start = true;
        break;
      }
  }

  /// One past the dateline's last token (its dash included), or `first` if there is none. What ingest found counts first; without
  /// it, capitals before a dash near the start of a paragraph: "PORT ALDANE, 6 May (Boreal Press) -", "LONDON —".
  std::uint32_t dateline_end(std::uint32_t number, std::uint32_t first, std::uint32_t last) const {
    const Block& block = document_.blocks[number];
    if (document_.dateline && block.span.contains(document_.dateline->span)) {
      std::uint32_t i = first;
      while (i < last && analysis_.tokens[i].span.begin < document_.dateline->span.end) ++i;
      while (i < last && (is_dash(i) || word(i) == ":")) ++i;
      return i < last ? i : first;
    }
    if (block.kind == BlockKind::headline || first == last || !all_capitals(first)) return first;
    const std::uint32_t limit = std::min(last, first + kDatelineTokens);
    for (std::uint32_t i = first + 1; i < limit; ++i) {
      const TokenKind kind = analysis_.tokens[i].kind;
      if (kind == TokenKind::open_quote || word(i) == ":" || word(i) == "." || word(i) == ";") return first;
      const bool spaced = analysis_.tokens[i].span.begin > analysis_.tokens[i - 1].span.end;
      if (is_dash(i) && (spaced || word(i - 1) == ")")) return i + 1 < last ? i + 1 : first;
    }
    return first;
  }
  bool all_capitals(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w.size() >= 3 && std::none_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
           analysis_.tokens[i].capitalised;
  }

  bool starts_sentence(std::uint32_t i) const {
    const Token& t = analysis_.tokens[i];
    return t.capitalised || t.kind == TokenKind::number || t.kind == TokenKind::open_quote || word(i) == "[" || word(i) == "(" ||
           word(i) == "@" || word(i) == "#" || static_cast<unsigned char>(word(i)[0]) >= 0x80;
  }

  /// If a sentence ends with token i (and closing marks after it), one past its last token; 0 otherwise.
  std::uint32_t ends_here(std::uint32_t i, std::uint32_t last) const {
    const std::string_view w = word(i);
    const bool hard = w == "!" || w == "?" || w == "." || w == "…" || w == "..." || w == "。" || w == "؟";
    const bool abbreviation = !hard && w.size() > 1 && w.ends_with('.');
    if (!hard && !abbreviation) return 0;
    std::uint32_t after = i + 1;
    const std::uint32_t most = std::min(last, i + 1 + kMostClosers);
    while (after < most && (analysis_.tokens[after].kind == TokenKind::close_quote || word(after) == ")" || word(after) == "]" ||
                            (hard && (word(after) == "!" || word(after) == "?" || word(after) == "."))))
      ++after;
    if (after == last) return 0;  // the block's end closes it anyway
    const bool gap = analysis_.tokens[after].span.begin > analysis_.tokens[after - 1].span.end;
    if (!gap && analysis_.tokens[after].kind != TokenKind::open_quote) return 0;
    if (abbreviation) {
      // "p.m. The", "Inc. The": only words that seldom follow an abbreviation open a sentence after one.
      const bool ends_often = w == "a.m." || w == "p.m." || w == "Inc." || w == "Co." || w == "Corp." || w == "Ltd." || w == "Jr." ||
                              w == "etc." || w == "U.S." || w == "U.N." || w == "U.K." || w == "D.C.";
      if (!ends_often) return 0;
      static constexpr std::string_view openers[] = {"The", "A", "An", "He", "She", "They", "It", "In", "But", "And", "On", "His", "Her",
                                                     "We", "I", "This", "That", "Those", "These", "At", "For", "As", "After", "If"};
      return std::find(std::begin(openers), std::end(openers), word(after)) != std::end(openers) ? after : 0;
    }
    return starts_sentence(after) ? after : 0;
  }

  const Document& document_;
  Analysis& analysis_;
};

}  // namespace

void cut_sentences(const Document& document, const std::vector<std::uint32_t>& block_tokens, Analysis& analysis) {
  Splitter splitter(document, analysis);
  for (std::uint32_t b = 0; b + 1 < block_tokens.size(); ++b) splitter.block(b, block_tokens[b], block_tokens[b + 1]);
}

}  // namespace stemma::lang
