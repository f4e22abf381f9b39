#include "claims/agent_words.h"

#include "base/utf8.h"

namespace stemma::claims {

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> out;
  for (ByteSpan s : word_spans(name)) {
    std::string w = to_lower(slice(name, s));
    if (w != "the" && w != "s") out.push_back(std::move(w));
  }
  return out;
}

std::string without_article(std::string_view s) {
  if (s.size() > 4 && (s.starts_with("the ") || s.starts_with("The "))) s.remove_prefix(4);
  return squeeze(s);
}

}  // namespace stemma::claims
