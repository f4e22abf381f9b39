#include "ingest/text/paragraphs.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

struct Line {
  std::string_view text;  ///< trimmed
  bool indented = false;
  bool blank_before = false;
};

// The column at which most lines are wrapped: the length that nine lines of ten do not pass. 0: lines are paragraphs (too
// long to be wrapped).
std::size_t wrap_column(const std::vector<Line>& lines) {
  std::vector<std::size_t> lengths;
  lengths.reserve(lines.size());
  for (const Line& l : lines) lengths.push_back(l.text.size());
  if (lengths.size() < 2) return 0;
  const auto at = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 9 / 10);
  std::nth_element(lengths.begin(), at, lengths.end());
  const std::size_t column = *at;
  return column > 140 || column < 30 ? 0 : column;
}

bool bullet(std::string_view s) {
  if (s.starts_with("- ") || s.starts_with("* ") || s.starts_with("\xE2\x80\xA2") || s.starts_with("\xE2\x80\x93 ")) return true;
  std::size_t digits = 0;
  while (digits < s.size() && s[digits] >= '0' && s[digits] <= '9') ++digits;
  return digits > 0 && digits <= 2 && s.size() > digits + 1 && (s[digits] == '.' || s[digits] == ')') && s[digits + 1] == ' ';
}

// A line this short before the wrapping column ends its paragraph: the next word would have fitted.
bool runs_on(const Line& line, const Line& next, std::size_t column) {
  if (column == 0 || next.blank_before || bullet(next.text)) return false;
  if (next.indented && !line.indented) return false;
  const std::size_t word = std::min(next.text.find(' '), next.text.size());
  const bool full = line.text.size() + 1 + word + 8 > column;
  if (full) return true;
  const char last = line.text.back();
  const bool closed = last == '.' || last == '!' || last == '?' || last == '"' || last == ':';
  return !closed && line.text.size() * 10 > column * 7;
}

bool lower_start(std::string_view s) {
  std::size_t at = 0;
  const char32_t c = next_code_point(s, at);
  return is_letter(c) && !is_upper(c);
}

}  // namespace

std::vector<Paragraph> paragraphs(std::string_view text, bool dehyphenate) {
  std::vector<Line> lines;
  bool blank = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\f", i), text.size());
    const std::string_view raw = text.substr(i, end - i);
    const std::string_view line = trim(raw);
    if (line.empty()) {
      blank = true;
    } else {
      lines.push_back({line, raw.starts_with("  ") || raw.starts_with("\t"), blank});
      blank = false;
    }
    if (end < text.size() && text[end] == '\f') blank = true;
    i = end + 1;
  }
  const std::size_t column = wrap_column(lines);
  std::vector<Paragraph> out;
  for (std::size_t i = 0; i < lines.size();) {
    Paragraph p{std::string(lines[i].text), true, lines[i].blank_before, lines[i].text};
    for (++i; i < lines.size() && runs_on(lines[i - 1], lines[i], column); ++i) {
      p.single = false;
      const std::string_view next = lines[i].text;
      const bool cut = dehyphenate && p.text.size() > 2 && p.text.back() == '-' && p.text[p.text.size() - 2] != ' ' &&
          lower_start(next);
      const bool soft = p.text.ends_with("\xC2\xAD");
      if (cut) p.text.pop_back();
      else if (soft) p.text.resize(p.text.size() - 2);
      else p.text += ' ';
      p.text += next;
    }
    const std::string_view last = lines[i - 1].text;
    p.source = {p.source.data(), static_cast<std::size_t>(last.data() + last.size() - p.source.data())};
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace stemma::ingest
