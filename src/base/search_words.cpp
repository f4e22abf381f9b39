#include "base/search_words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>

#include "base/utf8.h"

namespace stemma {
namespace {

/// Written without spaces between words.
bool stands_alone(char32_t c) {
  if (c < 0x0E00) return false;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_HAN: case USCRIPT_HIRAGANA: case USCRIPT_KATAKANA: case USCRIPT_THAI: case USCRIPT_LAO: case USCRIPT_KHMER: case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

bool is_mark(char32_t c) { return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

/// A mark that readers leave out: accents (canonical class 200 and up), Arabic and Hebrew vowel signs (10 to 36), strokes (1). Vowels of
/// Indic scripts have class 0 or are their own letters, and stay.
bool is_left_out(char32_t c) {
  const auto place = u_getCombiningClass(static_cast<UChar32>(c));
  return is_mark(c) && (place >= 200 || (place >= 10 && place <= 36) || place == 1);
}

/// Variants of one letter that no decomposition joins.
char32_t plain(char32_t c) {
  switch (c) {
    case U'\u0671': return U'\u0627';                  // alef wasla
    case U'\u0649': case U'\u06CC': return U'\u064A';  // alef maksura, Farsi yeh -> yeh
    case U'\u0629': case U'\u06C1': case U'\u06D5': return U'\u0647';  // teh marbuta, heh goal, ae -> heh
    case U'\u06A9': return U'\u0643';                  // keheh -> kaf
    case U'ø': return U'o';
    case U'ł': return U'l';
    case U'đ': return U'd';
    case U'ı': return U'i';
    case U'ґ': return U'г';
    default: return c;
  }
}

/// Between two letters it is no end of a word: tatweel, joiners, soft hyphen, bidi controls.
bool is_nothing(char32_t c) { return c == 0x0640 || (c >= 0xAD && u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR); }

void add_ascii(std::string& out, char c) { out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void add_folded(std::string& out, std::string_view word) {
  static const icu::Normalizer2* const nfkd = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKDInstance(error);
  }();
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  text.foldCase();
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString apart = nfkd == nullptr ? text : nfkd->normalize(text, error);
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(apart.char32At(i));
    if (is_left_out(c) || is_nothing(c)) continue;
    const auto digit = c < 0x80 ? -1 : u_charDigitValue(static_cast<UChar32>(c));
    if (c == U'æ') out += "ae";
    else if (c == U'œ') out += "oe";
    else if (digit >= 0) out += static_cast<char>('0' + digit);
    else append_utf8(out, plain(c));
  }
}

/// Calls take(span, is_ascii) for each word.
template <class Take>
void each_word(std::string_view text, const Take& take) {
  std::size_t begin = 0, end = 0;
  bool open = false, ascii = true;  // of the word in hand
  const auto close = [&] {
    if (open) take(ByteSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, ascii);
    open = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    const bool letter = is_letter(c) || is_digit(c);
    if (!letter && !(open && end == from && (is_mark(c) || is_nothing(c)))) {
      close();
      continue;
    }
    const bool alone = letter && stands_alone(c);
    if (alone) close();
    if (!open) begin = from, ascii = true, open = true;
    end = at;
    ascii = ascii && c < 0x80;
    if (!alone) continue;
    for (std::size_t next = at; next < text.size() && is_mark(next_code_point(text, next));) end = at = next;
    close();
  }
  close();
}

}  // namespace

std::vector<SearchWord> search_words(std::string_view text) {
  std::vector<SearchWord> out;
  each_word(text, [&](ByteSpan span, bool ascii) {
    SearchWord word{{}, span};
    if (ascii) for (const char c : slice(text, span)) add_ascii(word.folded, c);
    else add_folded(word.folded, slice(text, span));
    if (!word.folded.empty()) out.push_back(std::move(word));
  });
  return out;
}

std::string search_fold(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  each_word(text, [&](ByteSpan span, bool ascii) {
    out += ' ';
    if (ascii) for (const char c : slice(text, span)) add_ascii(out, c);
    else add_folded(out, slice(text, span));
  });
  out += ' ';
  return out;
}

}  // namespace stemma
