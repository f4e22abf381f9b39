#include <algorithm>

#include "lang/chars.h"
#include "lang/cut.h"

namespace stemma::lang {
namespace {

constexpr std::uint32_t kDatelineTokens = 24;
constexpr std::uint32_t kMostClosers = 4;  // marks that close one sentence; ") ) ) ..." must not be walked anew for each

class Splitter {
 public:
  Splitter(const Document& document, const std::vector<bool>& ends, Openings openings, Analysis& analysis)
      : document_(document), ends_(ends), openings_(openings), analysis_(analysis) {}

  void block(std::uint32_t number, std::uint32_t first, std::uint32_t last) {
    std::uint32_t start = first;
    const std::uint32_t opening =
        openings_ == Openings::alone ? std::max(dateline_end(number, first, last), list_number_end(first, last)) : first;
    if (opening > first) add(number, first, opening), start = opening;
    for (std::uint32_t i = start; i < last; ++i)
      if (ends_[i] || i + 1 == last || i + 1 - start == kLongestSentence) add(number, start, i + 1), start = i + 1;
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
      const std::uint32_t limit = std::min(last, first + kLongestSentence);
      std::uint32_t i = first;
      while (i < limit && analysis_.tokens[i].span.begin < document_.dateline->span.end) ++i;
      while (i < limit && (is_dash(i) || word(i) == ":")) ++i;
      return i < limit ? i : first;
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
  /// "3." or "3)" before the words of a list's entry: one past its mark, or `first`.
  std::uint32_t list_number_end(std::uint32_t first, std::uint32_t last) const {
    if (last - first < 3 || analysis_.tokens[first].kind != TokenKind::number || word(first).size() > 3) return first;
    const bool spaced = analysis_.tokens[first + 1].span.end < analysis_.tokens[first + 2].span.begin;
    return (word(first + 1) == "." || word(first + 1) == ")") && spaced ? first + 2 : first;
  }
  bool all_capitals(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w.size() >= 3 && std::none_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
           analysis_.tokens[i].capitalised;
  }

  const Document& document_;
  const std::vector<bool>& ends_;
  Openings openings_;
  Analysis& analysis_;
};

bool is_lower(std::string_view word) {
  const std::uint8_t bits = class_of(char_at(word, 0).c);
  return (bits & kAlphabetic) && !(bits & kUpper);
}
/// "p.m. The", "Inc. He": abbreviations that often end a sentence, before words that seldom follow one inside of it.
bool abbreviation_ends(std::string_view token, std::string_view following) {
  return equals_any(token, {"a.m.", "p.m.", "Inc.", "Co.", "Corp.", "Ltd.", "Jr.", "etc.", "U.S.", "U.N.", "U.K.", "D.C."}) &&
         equals_any(following, {"The", "A", "An", "He", "She", "They", "It", "In", "But", "And", "On", "His", "Her", "We", "I", "This", "That",
                                "Those", "These", "At", "For", "As", "After", "If", "Then"});
}
bool is_one_of(char32_t c, std::u32string_view list) { return list.find(c) != std::u32string_view::npos; }

}  // namespace

bool may_end(std::string_view token, std::string_view following, bool gap) {
  const char32_t last = previous_code_point(token, token.size()), first = char_at(following, 0).c;
  const std::uint8_t bits = class_of(first);
  if (!gap) return is_one_of(last, U".!?…") && ((bits & kUpper) || first == '"' || first == U'“');
  return (bits & (kUpper | kNumeral)) || is_one_of(last, U".!?…:;\"”’')]*-—–") || is_one_of(first, U"\"“‘'([-•*@#–—");
}

Bound bound_behind(const Document& document, const Analysis& analysis, std::uint32_t i) {
  const auto text = [&](std::uint32_t k) { return slice(document, analysis.tokens[k].span); };
  const bool gap = analysis.tokens[i].span.end < analysis.tokens[i + 1].span.begin;
  if (text(i) == ":" || !may_end(text(i), text(i + 1), gap) || analysis.tokens[i + 1].kind == TokenKind::close_quote) return Bound::none;
  if (analysis.tokens[i].kind == TokenKind::close_quote && is_lower(text(i + 1))) return Bound::none;
  if (gap && abbreviation_ends(text(i), text(i + 1))) return Bound::certain;
  if (!gap || analysis.tokens[i + 1].kind != TokenKind::open_quote) return Bound::ask;
  const auto closes = [&](std::uint32_t k) { return analysis.tokens[k].kind == TokenKind::close_quote || text(k) == ")"; };
  std::uint32_t mark = i;
  for (std::uint32_t n = 0; n < kMostClosers && mark > 0 && closes(mark); ++n) --mark;
  return text(mark) == "." || text(mark) == "!" || text(mark) == "?" ? Bound::certain : Bound::ask;
}

void cut_sentences(const Document& document, const std::vector<std::uint32_t>& block_tokens, const std::vector<bool>& ends,
                   Openings openings, Analysis& analysis) {
  Splitter splitter(document, ends, openings, analysis);
  for (std::uint32_t b = 0; b + 1 < block_tokens.size(); ++b) splitter.block(b, block_tokens[b], block_tokens[b + 1]);
}

}  // namespace stemma::lang
