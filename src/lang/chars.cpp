#include "lang/chars.h"

#include <unicode/uchar.h>

namespace stemma::lang {

std::uint8_t class_beyond_ascii(char32_t c) {
  const auto u = static_cast<UChar32>(c);
  if (c >= 0x2010 && c <= 0x2027) return 0;  // the dashes and quotation marks of print
  std::uint8_t out = 0;
  const auto numeric = u_getIntPropertyValue(u, UCHAR_NUMERIC_TYPE);
  const std::uint32_t category = U_GET_GC_MASK(u);
  if (category & U_GC_ND_MASK) out |= kDigit;
  else if ((category & U_GC_L_MASK) || numeric != U_NT_NONE) out |= kLetter;
  if (numeric == U_NT_DECIMAL || numeric == U_NT_DIGIT) out |= kNumeral;
  if (category & U_GC_L_MASK) out |= kAlphabetic;
  if (u_isUUppercase(u)) out |= kUpper;
  if (u_isUWhiteSpace(u)) out |= kSpace;
  return out;
}

}  // namespace stemma::lang
