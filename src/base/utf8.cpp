#include "base/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace stemma {
namespace {

/// Length of the well-formed sequence at `at` (Unicode 15, table 3-7), 0 if there is none; `bad` is then the maximal part to replace.
std::size_t sequence_length(std::string_view s, std::size_t at, std::size_t& bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char a = byte(at);
  bad = 1;
  if (a < 0x80) return 1;
  if (a < 0xC2 || a > 0xF4) return 0;
  const std::size_t need = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
  unsigned char low = 0x80, high = 0xBF;
  if (a == 0xE0) low = 0xA0;
  if (a == 0xED) high = 0x9F;
  if (a == 0xF0) low = 0x90;
  if (a == 0xF4) high = 0x8F;
  for (std::size_t k = 1; k < need; ++k) {
    if (at + k >= s.size() || byte(at + k) < low || byte(at + k) > high) return 0;
    bad = k + 1;
    low = 0x80;
    high = 0xBF;
  }
  return need;
}

bool ascii_block(const char* p) {
  std::uint64_t w[2];
  std::memcpy(w, p, 16);
  return ((w[0] | w[1]) & 0x8080808080808080ULL) == 0;
}

bool is_bidi_control(char32_t c) {
  return c == 0x061C || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Builds the result of fold(), which is never longer than its input: both are UTF-8, and what is replaced gets shorter.
class Folded {
 public:
  explicit Folded(std::size_t input) : out_(input, '\0'), to_(out_.data()) {}

  void add_ascii(char c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      space_ = true;
      return;
    }
    join();
    *to_++ = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  /// A code point after NFKC and case folding, and its bytes.
  void add(char32_t c, std::string_view bytes) {
    if (is_space(c)) {
      space_ = true;
      return;
    }
    join();
    switch (c) {
      case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x02BC: case 0x2032: *to_++ = '\''; break;
      case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB: case 0x2033: *to_++ = '"'; break;
      case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: *to_++ = '-'; break;
      default: to_ = std::copy(bytes.begin(), bytes.end(), to_);
    }
  }
  /// The characters of Western prose beyond ASCII, whose NFKC and case folding depends on nothing around them; false for any other.
  bool add_inert(char32_t c, std::string_view bytes) {
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) {  // capital: the small letter is 32 further on, in the same block of 64
      const char lower[] = {bytes[0], static_cast<char>(bytes[1] + 32)};
      add(c + 32, {lower, 2});
    } else if (c == 0xA0) {
      space_ = true;
    } else if (c == 0x2026) {
      for (int i = 0; i < 3; ++i) add_ascii('.');
    } else if (c == 0xD7 || (c >= 0xE0 && c <= 0xFF) || c == 0xA9 || c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x2015) ||
               (c >= 0x2018 && c <= 0x201F) || c == 0x2022 || c == 0x20AC) {
      add(c, bytes);
    } else {
      return false;
    }
    return true;
  }
  std::string take() {
    out_.resize(static_cast<std::size_t>(to_ - out_.data()));
    return std::move(out_);
  }

 private:
  void join() {
    if (space_ && to_ != out_.data()) *to_++ = ' ';
    space_ = false;
  }

  std::string out_;
  char* to_;
  bool space_ = false;
};

std::string fold_by_tables(std::string_view s) {
  std::string normal;
  UErrorCode error = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const auto in = icu::UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<int32_t>(s.size())));
  const icu::UnicodeString folded = U_SUCCESS(error) ? nfkc->normalize(in, error) : in;
  (U_SUCCESS(error) ? folded : in).toUTF8String(normal);
  Folded result(normal.size());
  for (std::size_t i = 0; i < normal.size();) {
    const std::size_t from = i;
    const char32_t c = next_code_point(normal, i);
    result.add(c, std::string_view(normal).substr(from, i - from));
  }
  return result.take();
}

int columns_of(char32_t c) {
  if (c < 0x300) return 1;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_NON_SPACING_MARK: case U_ENCLOSING_MARK: case U_FORMAT_CHAR: return 0;
    default: break;
  }
  const auto width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view s) {
  std::size_t i = 0, bad;
  while (i < s.size()) {
    if (i + 16 <= s.size() && ascii_block(s.data() + i)) {
      i += 16;
      continue;
    }
    const std::size_t n = sequence_length(s, i, bad);
    if (n == 0) return i;
    i += n;
  }
  return std::string_view::npos;
}

std::string to_valid_utf8(std::string_view s) {
  return to_valid_utf8(s, [](std::size_t, std::size_t) {});
}

std::string to_valid_utf8(std::string_view s, const std::function<void(std::size_t, std::size_t)>& piece) {
  std::string out;
  out.reserve(s.size() + s.size() / 64);
  std::size_t kept = 0, bad;  // where the good stretch in hand began
  const auto keep = [&](std::size_t end) {
    if (end == kept) return;
    out.append(s, kept, end - kept);
    piece(end - kept, end - kept);
  };
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t n = sequence_length(s, i, bad);
    if (n != 0 && s[i] != '\0') {
      i += n;
      continue;
    }
    keep(i);
    out += "\xEF\xBF\xBD";
    i += n == 0 ? bad : 1;
    piece(3, n == 0 ? bad : 1);
    kept = i;
  }
  keep(s.size());
  return out;
}

char32_t next_code_point(std::string_view s, std::size_t& at) {
  const auto a = static_cast<unsigned char>(s[at]);
  const std::size_t n = a < 0x80 ? 1 : a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
  if (n == 1 || at + n > s.size()) {
    ++at;
    return a < 0x80 ? a : 0xFFFD;
  }
  char32_t c = a & (0x7Fu >> n);
  for (std::size_t k = 1; k < n; ++k) c = (c << 6) | (static_cast<unsigned char>(s[at + k]) & 0x3F);
  at += n;
  return c;
}

char32_t previous_code_point(std::string_view s, std::size_t at) {
  std::size_t i = at - 1;
  while (i > 0 && at - i < 4 && (static_cast<unsigned char>(s[i]) & 0xC0) == 0x80) --i;
  return next_code_point(s, i);
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}
bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return u_isdigit(static_cast<UChar32>(c));
}
bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}
bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

int four_hex_digits(std::string_view s, std::size_t at) {
  if (at > s.size() || s.size() - at < 4) return -1;
  int value = 0;
  for (const char c : s.substr(at, 4)) {
    if (hex_digit(c) < 0) return -1;
    value = value * 16 + hex_digit(c);
  }
  return value;
}

std::optional<std::string> without_half_surrogates(std::string_view json) {
  std::optional<std::string> out;
  // Value of the escape at `at`; -1 if there is none.
  const auto escape = [&](std::size_t at) {
    return at < json.size() && json.substr(at, 2) == "\\u" ? four_hex_digits(json, at + 2) : -1;
  };
  for (std::size_t i = json.find('\\'); i < json.size(); i = json.find('\\', i)) {
    const int value = escape(i), next = value >= 0xD800 && value < 0xDC00 ? escape(i + 6) : -1;
    if (value < 0) {
      i += 2;
    } else if (next >= 0xDC00 && next < 0xE000) {
      i += 12;
    } else {
      if (value >= 0xD800 && value < 0xE000) {
        if (!out) out.emplace(json);
        out->replace(i, 6, "\\ufffd");
      }
      i += 6;
    }
  }
  return out;
}

std::string ascii_lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string to_lower(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size();) {
    const auto a = static_cast<unsigned char>(s[i]);
    if (a < 0x80) {
      out += static_cast<char>(a >= 'A' && a <= 'Z' ? a + 32 : a);
      ++i;
    } else {
      append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(s, i)))));
    }
  }
  return out;
}

std::string fold(std::string_view s) {
  Folded folded(s.size());
  for (std::size_t i = 0; i < s.size();) {
    if (static_cast<unsigned char>(s[i]) < 0x80) {
      folded.add_ascii(s[i++]);
      continue;
    }
    const std::size_t from = i;
    const char32_t c = next_code_point(s, i);
    if (!folded.add_inert(c, s.substr(from, i - from))) return fold_by_tables(s);
  }
  return folded.take();
}

std::string squeeze(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  bool space = false;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t from = i;
    if (is_space(next_code_point(s, i))) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out.append(s, from, i - from);
  }
  return out;
}

std::vector<std::string_view> split(std::string_view s, std::string_view separators) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < s.size();) {
    const auto end = std::min(s.find_first_of(separators, at), s.size());
    if (end > at) out.push_back(s.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string escaped_html(std::string_view s) {
  std::string out;
  for (const char c : s) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view trim(std::string_view s) {
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (;;) {
    if (!s.empty() && blank(s.front())) s.remove_prefix(1);
    else if (s.starts_with("\xC2\xA0")) s.remove_prefix(2);
    else break;
  }
  for (;;) {
    if (!s.empty() && blank(s.back())) s.remove_suffix(1);
    else if (s.ends_with("\xC2\xA0")) s.remove_suffix(2);
    else break;
  }
  return s;
}

bool equals_any(std::string_view s, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view p) { return s == p; });
}
bool starts_with_any(std::string_view s, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view p) { return s.starts_with(p); });
}
bool contains_any(std::string_view s, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view p) { return s.find(p) != std::string_view::npos; });
}

std::size_t character_start(std::string_view s, std::size_t at) {
  while (at > 0 && at < s.size() && (static_cast<unsigned char>(s[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::vector<ByteSpan> word_spans(std::string_view s) {
  static const auto ascii = [] {  // most of most texts: no look into the tables of Unicode
    std::array<bool, 128> words{};
    for (char32_t c = 0; c < words.size(); ++c) words[c] = is_word(c);
    return words;
  }();
  std::vector<ByteSpan> out;
  bool in_word = false;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t from = i;
    const auto byte = static_cast<unsigned char>(s[i]);
    const bool word = byte < ascii.size() ? (++i, ascii[byte]) : is_word(next_code_point(s, i));
    if (word && !in_word) out.push_back({static_cast<std::uint32_t>(from), 0});
    if (word) out.back().end = static_cast<std::uint32_t>(i);
    in_word = word;
  }
  return out;
}

std::size_t display_width(std::string_view s) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < s.size();) width += static_cast<std::size_t>(columns_of(next_code_point(s, i)));
  return width;
}

std::string ellipsize(std::string_view s, std::size_t columns) {
  if (display_width(s) <= columns) return std::string(s);
  std::size_t width = 0, i = 0;
  while (i < s.size()) {
    std::size_t next = i;
    width += static_cast<std::size_t>(columns_of(next_code_point(s, next)));
    if (width + 1 > columns) break;
    i = next;
  }
  return std::string(s.substr(0, i)) + "…";
}

std::string printable(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  std::size_t bad;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t n = sequence_length(s, i, bad);
    if (n == 0) {
      out += "\xEF\xBF\xBD";
      i += bad;
      continue;
    }
    const std::size_t from = i;
    const char32_t c = next_code_point(s, i);
    if (c == '\t' || c == '\n' || c == '\r') out += ' ';
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) out += "\xEF\xBF\xBD";
    else if (!is_bidi_control(c)) out.append(s, from, i - from);
  }
  return out;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  before_.reserve(text.size() / 64 + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 64 == 0) before_.push_back(count);
    count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  }
  if (text.size() % 64 == 0) before_.push_back(count);
}

std::uint32_t CodePointIndex::code_point(std::uint32_t at) const {
  std::uint32_t count = before_[at / 64];
  for (std::size_t i = at / 64 * 64; i < at; ++i) count += (static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80;
  return count;
}

std::uint32_t CodePointIndex::byte(std::uint32_t n) const {
  std::size_t low = 0, high = before_.size();  // the last step with before_ <= n
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (before_[middle] <= n ? low : high) = middle;
  }
  std::uint32_t count = before_[low];
  std::size_t i = low * 64;
  for (; i < text_.size(); ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80) continue;
    if (count == n) break;
    ++count;
  }
  return static_cast<std::uint32_t>(i);
}

}  // namespace stemma
