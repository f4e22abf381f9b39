#include "ingest/pdf/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

// A line with its figures levelled: "Page 3 of 9" and "Page 4 of 9" are one.
std::string levelled(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) out += c;
    else if (out.empty() || out.back() != '#') out += '#';
  }
  return to_lower(out);
}

bool page_number(std::string_view text) {
  const std::string l = levelled(text);
  for (const std::string_view form : {"#", "- # -", "\xE2\x80\x93 # \xE2\x80\x93", "page #", "page # of #", "# of #", "#/#", "# / #",
                                      "p. #", "seite #", "p\xC3\xA1gina #", "page #/#", "[#]", "-#-", "| #", "# |"})
    if (l == form) return true;
  return false;
}

bool near_edge(const PdfLine& l, const PdfLayout& layout) {
  const auto page = static_cast<std::size_t>(l.page);
  const double height = page < layout.page_heights.size() ? layout.page_heights[page] : 0;
  return height > 0 && (l.bottom < height * 0.11 || l.top > height * 0.89);
}

bool lower_start(std::string_view s) {
  std::size_t at = 0;
  const char32_t c = next_code_point(s, at);
  return is_letter(c) && !is_upper(c);
}

bool ends_sentence(std::string_view s) {
  for (const std::string_view close : {"\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\"", ")", "'"})
    if (s.ends_with(close)) {
      s.remove_suffix(close.size());
      break;
    }
  return s.ends_with('.') || s.ends_with('!') || s.ends_with('?') || s.ends_with(':') || s.ends_with("\xE2\x80\xA6");
}

bool same_size(double a, double b) { return std::abs(a - b) <= 0.12 * std::max(a, b); }

bool numbered(std::string_view s) {
  std::size_t digits = 0;
  while (digits < s.size() && s[digits] >= '0' && s[digits] <= '9') ++digits;
  return (digits > 0 && digits <= 3 && s.substr(digits).starts_with(". ")) || s.starts_with("\xE2\x80\xA2") || s.starts_with("- ") ||
      s.starts_with("\xE2\x80\x93 ");
}

// Whether `next` belongs to the paragraph that `line` stands in. `right` is the block's right edge, `left` its left one.
bool runs_on(const PdfLine& line, const PdfLine& next, double left, double right) {
  if (!same_size(line.height(), next.height()) || numbered(next.text)) return false;
  if (line.block == next.block) {
    const double gap = next.top - line.bottom, indent = next.left - left;
    if (gap > 0.9 * line.height() || gap < -line.height()) return false;
    const bool was_indented = line.left - left > 0.7 * line.height();
    if (indent > 0.7 * line.height() && !was_indented && ends_sentence(line.text)) return false;
    return !(ends_sentence(line.text) && right - line.right > 0.25 * (right - left));
  }
  // Another column or page: only where the sentence goes on.
  return !ends_sentence(line.text) && (lower_start(next.text) || line.text.ends_with('-')) && line.text.size() > 20;
}

// Words with a hyphen inside a line, in lower case: these keep it at a line's end, too.
class HyphenWords {
 public:
  explicit HyphenWords(const std::vector<PdfLine>& lines) {
    for (const PdfLine& l : lines)
      for (std::size_t at = l.text.find('-'); at != std::string::npos; at = l.text.find('-', at + 1))
        if (at > 0 && at + 1 < l.text.size()) words_.insert(word(l.text, at, std::string_view(l.text).substr(at + 1)));
  }

  /// `line` ends with a hyphen, `next` goes on.
  bool has(std::string_view line, std::string_view next) const { return words_.contains(word(line, line.size() - 1, next)); }

 private:
  // The letters before the hyphen at `at`, and those that `behind` begins with; a word has fewer than 40 bytes on either side.
  static std::string word(std::string_view line, std::size_t at, std::string_view behind) {
    std::size_t begin = at, end = 0;
    while (begin > 0 && at - begin < kMostOfAWord && is_word(previous_code_point(line, begin))) begin = character_start(line, begin - 1);
    for (std::size_t i = 0; i < behind.size() && i < kMostOfAWord && is_word(next_code_point(behind, i));) end = i;
    return to_lower(std::string(line.substr(begin, at - begin)) + "-" + std::string(behind.substr(0, end)));
  }

  static constexpr std::size_t kMostOfAWord = 40;
  std::unordered_set<std::string> words_;
};

}  // namespace

std::vector<PdfLine> without_running_lines(const PdfLayout& layout) {
  std::unordered_map<std::string, std::pair<int, int>> seen;  // levelled text -> pages it stands on, the last of them
  for (const PdfLine& l : layout.lines)
    if (near_edge(l, layout)) {
      auto& [pages, last] = seen.try_emplace(levelled(l.text), 0, -1).first->second;
      if (last != l.page) ++pages, last = l.page;
    }
  const int pages = static_cast<int>(layout.page_heights.size());
  std::vector<PdfLine> out;
  for (const PdfLine& l : layout.lines) {
    if (near_edge(l, layout)) {
      if (page_number(l.text)) continue;
      const int times = seen.find(levelled(l.text))->second.first;
      if (times >= 2 && times * 3 >= pages) continue;
    }
    out.push_back(l);
  }
  return out;
}

double body_size(const std::vector<PdfLine>& lines) {
  std::map<long, std::size_t> characters;  // by height in quarters of a point
  for (const PdfLine& l : lines) characters[std::lround(std::clamp(l.height(), 0.0, 1000.0) * 4)] += l.text.size();
  const auto most = std::max_element(characters.begin(), characters.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == characters.end() ? 0 : static_cast<double>(most->first) / 4;
}

std::vector<PdfParagraph> pdf_paragraphs(const std::vector<PdfLine>& lines) {
  struct Edges {
    double left = 1e9, right = 0;
  };
  std::unordered_map<int, Edges> edges;
  for (const PdfLine& l : lines) {
    Edges& e = edges[l.block];
    e.left = std::min(e.left, l.left);
    e.right = std::max(e.right, l.right);
  }
  const HyphenWords hyphened(lines);
  std::vector<PdfParagraph> out;
  for (std::size_t i = 0; i < lines.size();) {
    PdfParagraph p{squeeze(lines[i].text), lines[i].height(), lines[i].page, {}, true};
    for (++i; i < lines.size(); ++i) {
      const PdfLine &line = lines[i - 1], &next = lines[i];
      const Edges& e = edges[line.block];
      if (!runs_on(line, next, e.left, e.right)) break;
      p.single = false;
      const std::string words = squeeze(next.text);
      const bool cut = p.text.size() > 2 && p.text.back() == '-' && p.text[p.text.size() - 2] != ' ' &&
          p.text[p.text.size() - 2] != '-' && lower_start(words);
      if (p.text.ends_with("\xC2\xAD")) p.text.resize(p.text.size() - 2);
      else if (!cut) p.text += ' ';
      else if (!hyphened.has(p.text, words)) p.text.pop_back();
      if (next.page != line.page) p.turns.emplace_back(static_cast<std::uint32_t>(p.text.size()), next.page);
      p.text += words;
    }
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace stemma::ingest
