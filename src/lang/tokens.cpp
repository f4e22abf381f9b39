#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "lang/cut.h"

namespace stemma::lang {
namespace {

constexpr auto kAbbreviations = std::to_array<std::string_view>({
    "adm", "al", "amb", "apr", "asst", "atty", "aug", "ave", "blvd", "brig", "bros", "capt", "cf", "cie", "cmdr", "co", "col",
    "comdr", "corp", "cpl", "dec", "dept", "det", "dr", "ed", "eds", "est", "etc", "feb", "fig", "fr", "ft", "gen", "gov", "hon",
    "inc", "insp", "jan", "jr", "jul", "jun", "lieut", "lt", "ltd", "maj", "mar", "messrs", "mgr", "mr", "mrs", "ms", "mt", "mx", "no",
    "nos", "nov", "oct", "pfc", "ph", "pp", "pres", "prof", "pvt", "rep", "reps", "rev", "rt", "sen", "sens", "sep", "sept", "sgt",
    "sr", "st", "ste", "supt", "univ", "vol", "vs",
});
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'ʼ'; }
bool is_dash(char32_t c) { return c == '-' || c == U'‐' || c == U'‑'; }

/// A cursor over code points that can look one ahead and one behind.
struct Cursor {
  std::string_view text;
  std::size_t at, end;
  char32_t peek() const {
    if (at >= end) return 0;
    std::size_t i = at;
    return next_code_point(text, i);
  }
  char32_t peek_second() const {
    if (at >= end) return 0;
    std::size_t i = at;
    next_code_point(text, i);
    return i < end ? next_code_point(text, i) : 0;
  }
};

struct Cutter {
  std::string_view text;
  std::vector<Token>& out;

  void add(std::size_t b, std::size_t e, TokenKind kind, bool capitalised = false) {
    Token t;
    t.span = {static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)};
    t.kind = kind;
    t.capitalised = capitalised;
    out.push_back(t);
  }

  /// Length of a contracted ending ("'s", "n't", "'ll") of the word [b, e), or 0.
  std::size_t contraction(std::size_t b, std::size_t e) const {
    const std::string_view w = text.substr(b, e - b);
    std::size_t at = w.rfind('\''), width = 1;
    if (const std::size_t curly = w.rfind("’"); curly != w.npos && (at == w.npos || curly > at)) at = curly, width = 3;
    if (at == w.npos || at == 0) return 0;
    const std::string tail = ascii_lower(w.substr(at + width));
    if (tail == "t" && (w[at - 1] == 'n' || w[at - 1] == 'N') && at >= 2) return w.size() - at + 1;
    if (tail == "s" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" || tail == "m") return w.size() - at;
    return 0;
  }

  /// The full stop after the word [b, e) belongs to it: an initial, an acronym, an abbreviation ("No." only before a number).
  bool keeps_stop(std::size_t b, std::size_t e, std::size_t block_end) const {
    const std::string_view w = text.substr(b, e - b);
    if (w.find('.') != w.npos) return true;  // U.S -> U.S.
    if (w.size() == 1) return w[0] >= 'A' && w[0] <= 'Z' && w[0] != 'I';
    const std::string low = ascii_lower(w);
    if (!std::binary_search(kAbbreviations.begin(), kAbbreviations.end(), std::string_view(low))) return false;
    std::size_t i = e + 1;
    while (i < block_end && text[i] == ' ') ++i;
    const bool number_next = i < block_end && text[i] >= '0' && text[i] <= '9';
    if (low == "no" || low == "nos" || low == "fig" || low == "pp") return number_next;
    const bool may_be_word = low == "mar" || low == "sun" || low == "dec" || low == "est" || low == "ed" || low == "co";
    return !may_be_word || (w[0] >= 'A' && w[0] <= 'Z');
  }

  void word(Cursor& c, std::size_t block_end) {
    const std::size_t b = c.at;
    const char32_t first = c.peek();
    const bool number = is_digit(first);
    std::size_t e = b;
    while (c.at < c.end) {
      const char32_t p = c.peek();
      if (is_word(p)) {
        next_code_point(text, c.at);
        e = c.at;
        continue;
      }
      const char32_t q = c.peek_second();
      const bool joins = is_word(q) && (is_apostrophe(p) || is_dash(p) || p == U'·' ||
                                        ((p == '.' || p == ',' || p == ':') && is_digit(q) && text[e - 1] >= '0' && text[e - 1] <= '9') ||
                                        (p == '.' && is_letter(q)) || (p == '&' && is_upper(q)));
      if (!joins) break;
      next_code_point(text, c.at);
    }
    c.at = e;
    if (c.at < c.end && text[c.at] == '.' && keeps_stop(b, e, block_end)) e = ++c.at;
    const bool capital = is_upper(first);
    if (const std::size_t tail = contraction(b, e); tail > 0) {
      add(b, e - tail, number ? TokenKind::number : TokenKind::word, capital);
      add(e - tail, e, TokenKind::word);
      return;
    }
    add(b, e, number ? TokenKind::number : TokenKind::word, capital);
  }

  void block(ByteSpan span) {
    Cursor c{text, span.begin, span.end};
    while (c.at < c.end) {
      const char32_t p = c.peek();
      if (is_space(p)) {
        next_code_point(text, c.at);
      } else if (is_word(p)) {
        word(c, span.end);
      } else {
        const std::size_t b = c.at;
        next_code_point(text, c.at);
        // Three dots, two hyphens, `` and '' are one mark.
        while (c.at < c.end && (p == '.' || p == '-' || p == '`' || p == '\'') && static_cast<unsigned char>(text[c.at]) == p &&
               c.at - b < 3)
          ++c.at;
        if (c.at - b == 3 && p == '\'') {  // ''' is '' and ', in the order that closes or opens both
          const std::size_t cut = b == span.begin || text[b - 1] == ' ' ? b + 2 : b + 1;
          add(b, cut, TokenKind::punctuation);
          add(cut, c.at, TokenKind::punctuation);
          continue;
        }
        add(b, c.at, TokenKind::punctuation);
      }
    }
  }
};

}  // namespace

std::vector<std::uint32_t> cut_tokens(const Document& document, Analysis& analysis) {
  std::vector<std::uint32_t> starts;
  starts.reserve(document.blocks.size() + 1);
  analysis.tokens.reserve(document.text.size() / 5);
  Cutter cutter{document.text, analysis.tokens};
  for (const Block& block : document.blocks) {
    starts.push_back(static_cast<std::uint32_t>(analysis.tokens.size()));
    cutter.block(block.span);
  }
  starts.push_back(static_cast<std::uint32_t>(analysis.tokens.size()));
  return starts;
}

}  // namespace stemma::lang
