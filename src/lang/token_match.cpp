#include "lang/token_match.h"

#include <algorithm>
#include <array>

namespace stemma::lang {
namespace {

constexpr std::size_t kLabel = 63;       // characters of a host's part, as the DNS has it
constexpr std::size_t kMailLocal = 64;
constexpr int kLabels = 8;

/// Marks and joiners that stand inside words.
bool is_joiner(char32_t c) { return (c >= 0x300 && c <= 0x36F) || c == 0xAD || c == 0x200C || c == 0x200D; }
bool ends_address(Char c) { return c.c == '<' || c.c == '>' || c.c == '"' || c.c == U'“' || c.c == U'”' || in_class(c.c, kSpace); }

}  // namespace

std::size_t TokenMatcher::word_end(std::size_t at) const {
  for (;;) {
    const Char c = char_at(text_, at);
    if (c.next == at || !(in_class(c.c, kLetter) || is_joiner(c.c))) return at;
    at = c.next;
  }
}

std::size_t TokenMatcher::digits_end(std::size_t at) const {
  while (cls(at) & kDigit) at = char_at(text_, at).next;
  return at;
}

/// Letters, digits, "_" and "-", at most `most`.
std::size_t TokenMatcher::label_end(std::size_t at, std::size_t most) const {
  for (std::size_t n = 0; n < most; ++n) {
    const Char c = char_at(text_, at);
    if (!in_class(c.c, kAlnum) && c.c != '_' && c.c != '-') break;
    at = c.next;
  }
  return at;
}

std::size_t TokenMatcher::to_space(std::size_t at) const {
  while (at < text_.size()) {
    const Char c = char_at(text_, at);
    if (ends_address(c)) break;
    at = c.next;
  }
  return at;
}

/// The address [begin, end) without the punctuation of the sentence around it.
std::size_t TokenMatcher::less_closing(std::size_t begin, std::size_t end) const {
  const std::size_t least = char_at(text_, begin).next;
  while (end > least) {
    if (end - begin > 3 && text_.substr(end - 3, 3) == "’" && end - 3 >= least) end -= 3;
    else if (std::string_view(".,;:!?)]'").find(text_[end - 1]) != std::string_view::npos) --end;
    else break;
  }
  return end;
}

std::size_t TokenMatcher::url_at(std::size_t at) const {
  for (const std::string_view scheme : {"https://", "http://", "ftp://", "www."}) {
    if (!starts(at, scheme)) continue;
    const std::size_t end = to_space(at + scheme.size());
    return end > at + scheme.size() ? end : 0;
  }
  return 0;
}

std::size_t TokenMatcher::mail_at(std::size_t at) {
  if (!at_sign_known_ || next_at_sign_ < at) {
    next_at_sign_ = std::min(text_.find('@', at), text_.size());
    at_sign_known_ = true;
  }
  if (next_at_sign_ == text_.size() || next_at_sign_ - at > 4 * kMailLocal || next_at_sign_ == at) return 0;
  std::size_t i = at;
  for (std::size_t n = 0; n < kMailLocal && i < next_at_sign_; ++n) {
    const Char c = char_at(text_, i);
    if (!in_class(c.c, kAlnum) && c.c != '_' && c.c != '.' && c.c != '+' && c.c != '-') return 0;
    i = c.next;
  }
  if (i != next_at_sign_) return 0;
  std::size_t end = label_end(i + 1, kLabel), parts = 0;
  if (end == i + 1) return 0;
  for (; parts < kLabels && byte(end) == '.'; ++parts) {
    const std::size_t label = label_end(end + 1, kLabel);
    if (label == end + 1) break;
    end = label;
  }
  return parts > 0 ? end : 0;
}

std::size_t TokenMatcher::handle_at(std::size_t at) const {
  if ((byte(at) != '@' && byte(at) != '#') || !alnum(at + 1)) return 0;
  std::size_t i = at + 1;
  for (;;) {
    const Char c = char_at(text_, i);
    if (!in_class(c.c, kAlnum) && c.c != '_') return i;
    i = c.next;
  }
}

std::size_t TokenMatcher::host_at(std::size_t at) const {
  static constexpr auto endings = std::to_array<std::string_view>({".com", ".org", ".net", ".gov", ".edu", ".mil", ".co.uk"});
  std::array<std::size_t, kLabels + 1> ends{};
  int n = 0;
  ends[0] = label_end(at, kLabel);
  while (n < kLabels && byte(ends[static_cast<std::size_t>(n)]) == '.') {
    const std::size_t from = ends[static_cast<std::size_t>(n)] + 1, end = label_end(from, kLabel);
    if (end == from) break;
    ends[static_cast<std::size_t>(++n)] = end;
  }
  for (; n >= 0; --n)
    for (const std::string_view ending : endings) {
      const std::size_t end = ends[static_cast<std::size_t>(n)];
      if (!starts(end, ending) || alnum(end + ending.size()) || byte(end + ending.size()) == '_') continue;
      const std::size_t path = end + ending.size();
      return byte(path) == '/' ? to_space(path + 1) : path;
    }
  return 0;
}

/// "U.S.", "a.m.": letters with full stops between; the last stop is its own.
std::size_t TokenMatcher::dotted_at(std::size_t at) const {
  std::size_t end = char_at(text_, at).next, before = 0;
  for (;;) {
    if (byte(end) != '.' || !(cls(end + 1) & kLetter)) break;
    before = end;
    end = char_at(text_, end + 1).next;
  }
  if (before == 0) return 0;
  if (alnum(end) || byte(end) == '_') {  // its last letter begins a word: that one is not of it
    end = before;
    if (end == char_at(text_, at).next) return 0;
  }
  return byte(end) == '.' ? end + 1 : end;
}

std::size_t TokenMatcher::number_at(std::size_t at) const {
  const std::size_t whole = digits_end(at);
  std::size_t end = whole;
  while (end < text_.size() && std::string_view(".,:/").find(text_[end]) != std::string_view::npos && (cls(end + 1) & kDigit))
    end = digits_end(end + 1);
  for (const std::string_view ordinal : {"st", "nd", "rd", "th", "s"})
    if (starts(end, ordinal) && !alnum(end + ordinal.size())) return end + ordinal.size();
  if (end > whole) return end;
  const auto ascii_letter = [&](std::size_t i) { return (byte(i) | 0x20) >= 'a' && (byte(i) | 0x20) <= 'z'; };
  if (!ascii_letter(whole)) return whole;
  const std::size_t letters = whole + (ascii_letter(whole + 1) ? 2 : 1);
  return alnum(letters) ? whole : letters;
}

/// Past all repetitions of `sign` from `at` on.
std::size_t TokenMatcher::run_end(std::size_t at, std::string_view sign) const {
  while (starts(at, sign)) at += sign.size();
  return at;
}

/// Rules 7 and 8.
std::size_t TokenMatcher::mark_at(std::size_t at, Char first) const {
  const std::string_view sign = text_.substr(at, first.next - at);
  if (first.c == '.' && byte(at + 1) == '.') return run_end(at, sign);
  if (first.c == U'…' || first.c == U'—' || first.c == U'–' || first.c == '-') return run_end(at, sign);
  if (first.c == '.' || first.c == '!' || first.c == '?') {
    std::size_t end = at + (first.c == '.' ? 1 : 0);
    while (byte(end) == '!' || byte(end) == '?') ++end;
    const std::size_t bangs = end - at - (first.c == '.' ? 1 : 0);
    if (bangs >= 2 || (first.c == '.' && byte(at + 1) == '?')) return bangs >= 2 ? end : at + 2;
    return first.next;
  }
  if (first.c == ':' || first.c == ';' || first.c == '=') {
    const std::size_t mouth = at + (byte(at + 1) == '-' ? 2 : 1);
    if (mouth < text_.size() && std::string_view("()DPp").find(text_[mouth]) != std::string_view::npos && !alnum(mouth + 1))
      return mouth + 1;
  }
  if (starts(at, "^_^")) return at + 3;
  if (first.c < 0x80 && std::string_view("*=_~+<>|").find(static_cast<char>(first.c)) != std::string_view::npos)
    return run_end(at, sign);
  if ((first.c == '\'' || first.c == U'’' || first.c == '`') && starts(first.next, sign)) return first.next + sign.size();
  if (starts(at, "‘’")) return at + std::string_view("‘’").size();
  return first.next;
}

Match TokenMatcher::token_at(std::size_t at) {
  const Char first = char_at(text_, at);
  const std::uint8_t bits = class_of(first.c);
  const bool plain = (bits & kAlnum) != 0;
  if (first.c == 'h' || first.c == 'f' || first.c == 'w')
    if (const std::size_t end = url_at(at)) return {Piece::address, less_closing(at, end)};
  if (plain || first.c == '_' || first.c == '.' || first.c == '+' || first.c == '-')
    if (const std::size_t end = mail_at(at)) return {Piece::name, end};
  if (const std::size_t end = handle_at(at)) return {Piece::name, end};
  if (plain)
    if (const std::size_t end = host_at(at)) return {Piece::address, less_closing(at, end)};
  if (bits & kLetter)
    if (const std::size_t end = dotted_at(at)) return {Piece::name, end};
  if (bits & kDigit) return {Piece::number, number_at(at)};
  if (const std::size_t end = word_end(at); end > at) return {Piece::word, digits_end(end)};
  return {Piece::mark, mark_at(at, first)};
}

std::size_t TokenMatcher::joined_at(std::size_t at) const {
  const auto capital = [&](std::size_t i) { return byte(i) >= 'A' && byte(i) <= 'Z'; };
  if (capital(at)) {
    const std::size_t sign = at + (capital(at + 1) ? 2 : 1);
    return byte(sign) == '&' && capital(sign + 1) && !alnum(sign + 2) ? sign + 2 : 0;
  }
  if (cls(at) & kDigit) {
    std::size_t end = digits_end(at), before = 0;
    int groups = 0;
    for (; byte(end) == '-' && (cls(end + 1) & kDigit); ++groups) {
      before = end;
      end = digits_end(end + 1);
    }
    if (groups >= 2 && !alnum(end)) return end;
    if (groups >= 3) return before;
  } else if (byte(at) != '(') {
    return 0;
  }
  const auto digits = [&](std::size_t i, int n) {
    while (n > 0 && (cls(i) & kDigit)) i = char_at(text_, i).next, --n;
    return n == 0 ? i : 0;
  };
  std::size_t i = digits(at + (byte(at) == '(' ? 1 : 0), 3);
  if (i == 0) return 0;
  if (byte(i) == ')') ++i;
  if (byte(i) != '-') return 0;
  i = digits(i + 1, 4);
  return i > 0 && !alnum(i) ? i : 0;
}

std::size_t TokenMatcher::clitic_at(std::size_t at) const {
  const Char mark = char_at(text_, at);
  if (!is_apostrophe(mark.c)) return 0;
  const auto lower = [&](std::size_t i) { return static_cast<char>(byte(i) >= 'A' && byte(i) <= 'Z' ? byte(i) | 0x20 : byte(i)); };
  if (const Char s = char_at(text_, mark.next); s.c == U'ſ' && !alnum(s.next)) return s.next;  // the long s is an s in another case
  const char a = lower(mark.next), b = lower(mark.next + 1);
  if ((a == 's' || a == 'd' || a == 'm') && !alnum(mark.next + 1)) return mark.next + 1;
  if (((a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l')) && !alnum(mark.next + 2)) return mark.next + 2;
  return 0;
}

std::size_t TokenMatcher::negation_at(std::size_t at) const {
  if ((byte(at) | 0x20) != 'n') return 0;
  const Char mark = char_at(text_, at + 1);
  if (!is_apostrophe(mark.c) || (byte(mark.next) | 0x20) != 't' || alnum(mark.next + 1)) return 0;
  return mark.next + 1;
}

}  // namespace stemma::lang
