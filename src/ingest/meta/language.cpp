#include "ingest/meta/language.h"

#include <algorithm>

#include <cld2/public/compact_lang_det.h>

#include "base/utf8.h"

namespace stemma::ingest {

std::string detect_language(std::string_view text, int least_share) {
  const std::size_t n = character_start(text, std::min<std::size_t>(text.size(), 20'000));
  CLD2::Language three[3];
  int shares[3], bytes = 0;
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguageSummary(text.data(), static_cast<int>(n), true, three, shares, &bytes, &reliable);
  const std::string code = language == CLD2::UNKNOWN_LANGUAGE ? "und" : CLD2::LanguageCode(language);
  if (!reliable || code == "un" || shares[0] < least_share) return "und";
  return code.substr(0, code.find('-'));
}

}  // namespace stemma::ingest
