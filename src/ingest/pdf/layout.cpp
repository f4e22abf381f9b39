#include "ingest/pdf/layout.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

// pdftotext writes these five and no others.
std::string unescape(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    bool done = false;
    if (s[i] == '&')
      for (const auto& [name, c] : {std::pair{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''},
                                    {"&#39;", '\''}})
        if (!done && s.substr(i).starts_with(name)) {
          out += c;
          i += std::string_view(name).size();
          done = true;
        }
    if (!done) out += s[i++];
  }
  return out;
}

double number(std::string_view tag, std::string_view name) {
  const std::size_t at = tag.find(name);
  if (at == std::string_view::npos) return 0;
  double value = 0;
  std::from_chars(tag.data() + at + name.size(), tag.data() + tag.size(), value);
  return value;
}

std::string content_of(std::string_view line) {
  const std::size_t begin = line.find("content=\""), end = line.rfind('"');
  return begin == std::string_view::npos || end < begin + 9 ? std::string{}
      : squeeze(unescape(line.substr(begin + 9, end - begin - 9)));
}

}  // namespace

PdfLayout parse_layout(std::string_view xhtml) {
  PdfLayout out;
  int page = -1, block = -1;
  for (std::size_t i = 0; i < xhtml.size();) {
    const std::size_t end = std::min(xhtml.find('\n', i), xhtml.size());
    std::string_view line = trim(xhtml.substr(i, end - i));
    i = end + 1;
    if (line.starts_with("<word ")) {
      const std::size_t begin = line.find('>'), close = line.rfind("</word>");
      if (out.lines.empty() || begin == std::string_view::npos || close == std::string_view::npos || close <= begin) continue;
      std::string& text = out.lines.back().text;
      if (!text.empty()) text += ' ';
      text += unescape(line.substr(begin + 1, close - begin - 1));
    } else if (line.starts_with("<line ")) {
      out.lines.push_back({{}, number(line, "xMin=\""), number(line, "yMin=\""), number(line, "xMax=\""), number(line, "yMax=\""),
                           std::max(page, 0), std::max(block, 0)});
    } else if (line.starts_with("<block ")) {
      ++block;
    } else if (line.starts_with("<page ")) {
      ++page;
      out.page_heights.push_back(number(line, "height=\""));
    } else if (page < 0 && line.starts_with("<title>") && line.ends_with("</title>")) {
      out.title = squeeze(unescape(line.substr(7, line.size() - 15)));
    } else if (page < 0 && line.starts_with("<meta name=\"Author\"")) {
      out.author = content_of(line);
    }
  }
  std::erase_if(out.lines, [](const PdfLine& l) { return trim(l.text).empty(); });
  return out;
}

}  // namespace stemma::ingest
