#include "read/text_blocks.h"

#include "base/utf8.h"

namespace stemma {
namespace {

bool broken_by_width(std::string_view line, std::string_view next) {
  if (line.size() < 45 || line.size() > 100 || trim(next).empty()) return false;
  static constexpr std::string_view ends[] = {".", "!", "?", "\"", "”", "’", ":", ")", ";"};
  for (std::string_view e : ends)
    if (line.ends_with(e)) return false;
  return true;
}

bool says_title(std::string_view line, std::string_view title) {
  std::string a = fold(line), b = fold(title);
  while (!a.empty() && a.back() == '.') a.pop_back();
  while (!b.empty() && b.back() == '.') b.pop_back();
  return !b.empty() && a == b;
}

}  // namespace

std::vector<Block> text_blocks(std::string_view text, std::string_view title) {
  std::vector<Block> blocks;
  bool join = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find('\n', i), text.size());
    const std::size_t next_end = end < text.size() ? std::min(text.find('\n', end + 1), text.size()) : end;
    const std::string_view line = trim(text.substr(i, end - i));
    if (!line.empty()) {
      const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
      const auto last = static_cast<std::uint32_t>(begin + line.size());
      if (join) blocks.back().span.end = last;
      else blocks.push_back({blocks.empty() && says_title(line, title) ? BlockKind::headline : BlockKind::paragraph, {begin, last}});
    }
    join = !line.empty() && blocks.back().kind == BlockKind::paragraph && end < text.size() && broken_by_width(line, text.substr(end + 1, next_end - end - 1));
    i = end + 1;
  }
  return blocks;
}

}  // namespace stemma
