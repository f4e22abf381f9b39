#include "report/paper.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::report {
namespace {

/// Select Graphic Rendition (ECMA-48, 8.3.117). The eight basic colours only: they follow the terminal's own theme.
std::string_view code(Ink ink) {
  switch (ink) {
    case Ink::plain: return "";
    case Ink::bold: return "\x1b[1m";
    case Ink::dim: return "\x1b[2m";
    case Ink::source: return "\x1b[36m";
    case Ink::support: return "\x1b[32m";
    case Ink::deny: return "\x1b[31m";
    case Ink::unknown: return "\x1b[33m";
    case Ink::heading: return "\x1b[1;4m";
  }
  return "";
}

struct Word {
  std::string_view text;
  std::size_t width;
  Ink ink;
  bool space_before;
};

/// Words of the runs; those wider than `limit` in pieces.
std::vector<Word> split(const std::vector<Run>& runs, std::size_t limit) {
  std::vector<Word> out;
  bool space = false;
  for (const Run& run : runs) {
    const std::string_view s = run.text;
    std::size_t from = 0, width = 0;
    const auto emit = [&](std::size_t to) {
      if (to > from) {
        out.push_back({s.substr(from, to - from), width, run.ink, space});
        space = false;
      }
      width = 0;
    };
    for (std::size_t i = 0; i < s.size();) {
      const std::size_t at = i;
      if (s[i] == ' ') {
        emit(at);
        space = true;
        from = ++i;
        continue;
      }
      next_code_point(s, i);
      const std::size_t w = display_width(s.substr(at, i - at));
      if (width + w > limit) {
        emit(at);
        from = at;
      }
      width += w;
    }
    emit(s.size());
  }
  return out;
}

}  // namespace

void Paper::ink(Ink i, std::string_view text) {
  const bool on = style_.colour && i != Ink::plain;
  if (on) out_ += code(i);
  out_ += text;
  if (on) out_ += "\x1b[0m";
}

void Paper::paragraph(std::string_view first, std::string_view rest, const std::vector<Run>& runs) {
  const std::size_t indent = std::max(display_width(first), display_width(rest));
  const std::size_t limit = std::max<std::size_t>(style_.columns > indent ? style_.columns - indent : 0, 20);
  out_ += first;
  std::size_t used = 0;
  for (const Word& word : split(runs, limit)) {
    if (used > 0 && used + word.space_before + word.width > limit) {
      out_ += '\n';
      out_ += rest;
      used = 0;
    } else if (used > 0 && word.space_before) {
      ink(word.ink == Ink::heading ? word.ink : Ink::plain, " ");
      ++used;
    }
    ink(word.ink, word.text);
    used += word.width;
  }
  while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  out_ += '\n';
}

void Paper::heading(std::string_view text) {
  blank();
  line({{std::string(text), Ink::heading}});
}

}  // namespace stemma::report
