// UTF-8 and Unicode helpers on bytes. What needs tables goes through ICU here and nowhere else.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "stemma/span.h"

namespace stemma {

/// Bytes of the first malformed sequence's offset, or std::string_view::npos if all of `s` is valid UTF-8.
std::size_t find_invalid_utf8(std::string_view s);

/// The same text with every malformed sequence replaced by U+FFFD (one for each maximal bad part, as WHATWG decoders do)
/// and NUL bytes by U+FFFD.
std::string to_valid_utf8(std::string_view s);
/// The same; tells what stands where: `piece(text_size, source_size)` for each stretch in turn, kept ones in equal sizes.
std::string to_valid_utf8(std::string_view s, const std::function<void(std::size_t text_size, std::size_t source_size)>& piece);

/// Decodes the code point at byte `at` and moves `at` behind it. REQUIRES: valid UTF-8, at < s.size().
char32_t next_code_point(std::string_view s, std::size_t& at);
/// Decodes the code point that ends just before `at`. REQUIRES: valid UTF-8, at > 0.
char32_t previous_code_point(std::string_view s, std::size_t at);
void append_utf8(std::string& out, char32_t c);

bool is_letter(char32_t c);
bool is_digit(char32_t c);       ///< decimal digit of any script
bool is_upper(char32_t c);       ///< upper or title case letter
bool is_space(char32_t c);       ///< white space, no-break spaces included
inline bool is_word(char32_t c) { return is_letter(c) || is_digit(c) || c == '_'; }

int hex_digit(char c);           ///< value of a hexadecimal digit of either case; -1 for any other character
int four_hex_digits(std::string_view s, std::size_t at);  ///< value of those at s[at], as in JSON's \u; -1 if there are not four

/// JSON in which every \u escape of half a surrogate pair has become \ufffd, in place, so that all else stays where it was; nothing if there is
/// none. RFC 8259 (8.2) lets such escapes stand, and parsers refuse the whole text for them.
std::optional<std::string> without_half_surrogates(std::string_view json);

std::string ascii_lower(std::string_view s);  ///< A-Z only: for names of headers, tags and the like
std::string to_lower(std::string_view s);  ///< simple case mapping, code point by code point: offsets of words survive roughly
/// For comparing: NFKC, case folded, typographic quotes and dashes made plain, runs of white space made one space, trimmed.
std::string fold(std::string_view s);

/// White space runs made one space, trimmed; line breaks too.
std::string squeeze(std::string_view s);
std::string_view trim(std::string_view s);  ///< ASCII white space and U+00A0 off both ends
/// What stands between any of `separators`, in order, empty pieces left out. Views into `s`.
std::vector<std::string_view> split(std::string_view s, std::string_view separators);
/// For element content and quoted attributes of HTML.
std::string escaped_html(std::string_view s);

/// Whether one of the strings is, begins or stands in `s`, byte for byte: fold or lower first where case is not to matter.
bool equals_any(std::string_view s, std::initializer_list<std::string_view> list);
bool starts_with_any(std::string_view s, std::initializer_list<std::string_view> list);
bool contains_any(std::string_view s, std::initializer_list<std::string_view> list);

/// The start of a position's character: `at` itself, or the nearest before it that cuts none in two. REQUIRES: at <= s.size().
std::size_t character_start(std::string_view s, std::size_t at);

/// Words of a text: maximal runs of letters, digits and underscore (what `\w+` means in the scorers). Spans in bytes.
std::vector<ByteSpan> word_spans(std::string_view s);

/// `s` shortened to at most `columns` terminal columns, with an ellipsis if anything was cut; wide characters count two.
std::string ellipsize(std::string_view s, std::size_t columns);
std::size_t display_width(std::string_view s);

/// Text safe to print on a terminal or log line: control characters, escape sequences and bidi controls made visible or dropped.
std::string printable(std::string_view s);

}  // namespace stemma
