#include "ingest/text/builder.h"

#include "base/utf8.h"

namespace stemma::ingest {

void TextBuilder::add(BlockKind kind, std::string_view words) {
  const std::string clean = squeeze(words);
  if (clean.empty()) return;
  std::string& text = document_.text;
  if (!text.empty()) text += '\n';
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += clean;
  document_.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(text.size())}});
}

}  // namespace stemma::ingest
