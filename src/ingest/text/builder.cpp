#include "ingest/text/builder.h"

#include "base/utf8.h"
#include "ingest/byte_map.h"

namespace stemma::ingest {

void TextBuilder::add(BlockKind kind, std::string_view words) { add(kind, words, {}, 0); }

void TextBuilder::add(BlockKind kind, std::string_view words, std::string_view source, std::uint64_t at) {
  const std::string clean = squeeze(words);
  if (clean.empty()) return;
  std::string& text = document_.text;
  if (!text.empty()) text += '\n';
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += clean;
  map_words(document_.map, clean, begin, source, at);
  document_.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(text.size())}});
}

}  // namespace stemma::ingest
