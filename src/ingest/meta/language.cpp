#include "ingest/meta/language.h"

#include <algorithm>

#include <cld2/public/compact_lang_det.h>

namespace stemma::ingest {

std::string detect_language(std::string_view text) {
  std::size_t n = std::min<std::size_t>(text.size(), 20'000);
  while (n > 0 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(n), true, &reliable);
  const std::string code = language == CLD2::UNKNOWN_LANGUAGE ? "und" : CLD2::LanguageCode(language);
  if (!reliable || code == "un") return "und";
  return code.substr(0, code.find('-'));
}

}  // namespace stemma::ingest
