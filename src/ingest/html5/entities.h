// Character references (HTML 13.2.5.72 ff. and 13.5): "&amp;", "&#8217;", "&notit".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stemma::ingest::html5 {

/// Reads the character reference at the start of `s` (s[0] is '&') and appends its characters (UTF-8) to `out`.
/// Returns the bytes it takes up; 0, and nothing appended, when there is none and the '&' stands for itself.
/// `in_attribute`: a name without a semicolon before '=' or a letter or digit is then no reference ("?a=1&copy=2").
/// Cost: O(length of the name), at most 32 bytes looked at for a named one.
std::size_t read_reference(std::string_view s, bool in_attribute, std::string& out);

/// Appends one code point as UTF-8. REQUIRES: a Unicode scalar value.
void append_utf8(char32_t code_point, std::string& out);

}  // namespace stemma::ingest::html5
