#include <algorithm>

#include "base/utf8.h"
#include "lang/cut.h"
#include "lang/token_match.h"
#include "lang/token_words.h"

namespace stemma::lang {
namespace {

/// White space, and signs without width that belong to no token.
bool is_blank(char32_t c) { return c == 0x200B || c == 0xFEFF || c == 0x200E || c == 0x200F || in_class(c, kSpace); }

/// The cut of training/tokens.py, rule for rule; token_cases.tsv holds both to the same cases.
class Cutter {
 public:
  Cutter(std::string_view text, std::uint32_t offset, std::vector<Token>& out)
      : text_(text), offset_(offset), out_(out), matcher_(text), first_(out.size()) {}

  void cut() {
    for (std::size_t at = 0; at < text_.size();) {
      const Char c = char_at(text_, at);
      at = is_blank(c.c) ? c.next : token(at, c.c);
    }
  }

 private:
  /// Adds the token (or two) at `at`; gives the place behind it.
  std::size_t token(std::size_t at, char32_t first) {
    if (is_apostrophe(first) && touches(at) && may_hold_clitic(at))
      if (const std::size_t end = matcher_.clitic_at(at)) return add(at, end, TokenKind::word);
    if (const std::size_t end = matcher_.joined_at(at)) return add(at, end, is_digit_like(first) ? TokenKind::number : TokenKind::word);
    const Match m = matcher_.token_at(at);
    switch (m.piece) {
      case Piece::word: return word(at, m.end);
      case Piece::number: return add(at, m.end, TokenKind::number);
      case Piece::mark: return add(at, m.end, TokenKind::punctuation);
      case Piece::address: case Piece::name: break;
    }
    return add(at, m.end, TokenKind::word);
  }

  static bool is_digit_like(char32_t c) { return c == '(' || in_class(c, kDigit); }
  bool touches(std::size_t at) const { return out_.size() > first_ && out_.back().span.end == offset_ + at; }
  /// What stands before "'s": a word, or what can close one.
  bool may_hold_clitic(std::size_t at) const {
    const char32_t before = previous_code_point(text_, at);
    return in_class(before, kAlnum) || before == '.' || before == '"' || before == U'”' || before == ')' || before == '%';
  }

  std::size_t add(std::size_t begin, std::size_t end, TokenKind kind) {
    Token t;
    t.span = {static_cast<std::uint32_t>(offset_ + begin), static_cast<std::uint32_t>(offset_ + end)};
    t.kind = kind;
    t.capitalised = kind == TokenKind::word && is_upper(char_at(text_, begin).c);
    out_.push_back(t);
    return end;
  }

  /// A run of letters and what may be glued to it: clitics, a prefix and its hyphen.
  std::size_t word(std::size_t begin, std::size_t end) {
    if (end - begin > 1)
      if (const std::size_t tail = matcher_.negation_at(end - 1)) {
        add(begin, end - 1, TokenKind::word);
        return add(end - 1, tail, TokenKind::word);
      }
    const Char after = char_at(text_, end);
    if ((after.c == '\'' || after.c == U'’') && after.next < text_.size() && !matcher_.clitic_at(end))
      if (const Match m = matcher_.token_at(after.next); m.piece == Piece::word) end = m.end;
    const Char hyphen = char_at(text_, end);
    if (is_hyphen(hyphen.c) && hyphen.next < text_.size() && token_word(text_.substr(begin, end - begin)).prefix)
      if (const Match m = matcher_.token_at(hyphen.next); m.piece == Piece::word) end = m.end;
    return word_tail(begin, end);
  }

  std::size_t word_tail(std::size_t begin, std::size_t end) {
    const TokenWord known = token_word(text_.substr(begin, end - begin));
    if (known.cut > 0) {
      add(begin, begin + known.cut, TokenKind::word);
      return add(begin + known.cut, end, TokenKind::word);
    }
    if (end < text_.size() && text_[end] == '.' && keeps_stop(begin, end, known)) ++end;
    return add(begin, end, TokenKind::word);
  }

  /// The first of the three characters behind `at` that is no space; 0 if there is none.
  char32_t following(std::size_t at) const {
    for (int i = 0; i < 3; ++i) {
      const Char c = char_at(text_, at);
      if (c.c != ' ' && c.c != 0xA0) return c.c;
      at = c.next;
    }
    return 0;
  }

  /// Whether the full stop at `end` belongs to the word [begin, end): an initial, an abbreviation.
  bool keeps_stop(std::size_t begin, std::size_t end, TokenWord known) const {
    const Char first = char_at(text_, begin), after = char_at(text_, end + 1);
    if (after.c == '.' || in_class(after.c, kAlnum)) return false;
    const std::uint8_t next = class_of(following(end + 1));
    const bool upper = in_class(first.c, kUpper);
    const bool lets_initial = after.c == 0 || after.c == ' ' || after.c == 0xA0 || after.c == ',' || after.c == ';' || after.c == ')' ||
                              after.c == '\'' || after.c == U'’' || after.c == '-';
    if (first.next == end && upper && lets_initial) return first.c != 'I' || (next & kUpper);
    if (known.needs_capital) return upper && ((next & (kUpper | kNumeral)) || following(end + 1) == ',');
    if (known.needs_digit) return (next & kNumeral) != 0;
    return known.abbreviation;
  }

  std::string_view text_;
  std::uint32_t offset_;
  std::vector<Token>& out_;
  TokenMatcher matcher_;
  std::size_t first_;  ///< tokens that were there before
};

}  // namespace

std::vector<std::uint32_t> cut_tokens(const Document& document, Analysis& analysis) {
  std::vector<std::uint32_t> starts;
  starts.reserve(document.blocks.size() + 1);
  analysis.tokens.reserve(document.text.size() / 5);
  for (const Block& block : document.blocks) {
    starts.push_back(static_cast<std::uint32_t>(analysis.tokens.size()));
    Cutter(slice(document, block.span), block.span.begin, analysis.tokens).cut();
  }
  starts.push_back(static_cast<std::uint32_t>(analysis.tokens.size()));
  return starts;
}

std::vector<std::uint32_t> take_tokens(const Document& document, std::span<const ByteSpan> words, Analysis& analysis) {
  std::vector<std::uint32_t> starts;
  std::size_t next = 0;
  for (const Block& block : document.blocks) {
    starts.push_back(static_cast<std::uint32_t>(next));
    for (; next < words.size() && words[next].begin < block.span.end; ++next) {
      Token t;
      t.span = words[next];
      const std::string_view word = slice(document, t.span);
      const char32_t first = char_at(word, 0).c, second = char_at(word, char_at(word, 0).next).c;
      t.kind = in_class(first, kNumeral) ? TokenKind::number
               : in_class(first, kAlphabetic) || in_class(second, kAlphabetic) ? TokenKind::word
                                                                               : TokenKind::punctuation;
      t.capitalised = t.kind == TokenKind::word && is_upper(first);
      analysis.tokens.push_back(t);
    }
  }
  starts.push_back(static_cast<std::uint32_t>(next));
  return starts;
}

}  // namespace stemma::lang
