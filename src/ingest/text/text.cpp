#include "ingest/text/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/language.h"
#include "ingest/text/builder.h"
#include "ingest/text/lines.h"
#include "ingest/text/paragraphs.h"

namespace stemma::ingest {
namespace {

constexpr std::ptrdiff_t kMostLines = 1'000'000;  // each costs some 100 bytes while paragraphs are made

}  // namespace

Result<Decoded> decoded_text(std::string_view bytes, const Limits& limits, Document& d) {
  if (bytes.size() > limits.max_text_bytes)
    return fail(ErrorKind::over_limit, fmt::format("text of {} bytes, the limit is {}", bytes.size(), limits.max_text_bytes),
                limits.max_text_bytes,
                "split it into one file for each report");
  Decoded decoded = decode(bytes, "", false);
  if (decoded.text.size() > limits.max_text_bytes)
    return fail(ErrorKind::over_limit, fmt::format("text of {} bytes, the limit is {}", decoded.text.size(), limits.max_text_bytes),
                limits.max_text_bytes, "split it into one file for each report");
  if (std::count(decoded.text.begin(), decoded.text.end(), '\n') > kMostLines)
    return fail(ErrorKind::over_limit, fmt::format("more than {} lines: a list, not a report", kMostLines), Error::nowhere,
                "split it into one file for each report");
  if (decoded.damaged) {
    d.warnings.push_back(fmt::format("some bytes are not valid {}: replaced", decoded.encoding));
    d.repaired = true;
  }
  if (decoded.text.find('\n') == std::string::npos)
    for (char& c : decoded.text)
      if (c == '\r') c = '\n';
  return decoded;
}

bool like_title(const Paragraph& p) {
  if (p.text.size() > 200 || p.text.size() < 3) return false;
  const char last = p.text.back();
  if (last == '.' && !p.text.ends_with("...")) return false;
  return last != ',' && last != ';' && last != ':';
}

bool take_head_line(const Paragraph& p, Document& d, std::vector<std::string>& furniture) {
  if (!p.single || p.text.size() > 160 || p.text.back() == ':' || parse_dateline(p.text, "")) return false;
  const auto date = parse_date(p.text);
  auto authors = parse_byline(p.text);
  const auto agencies = parse_credit(p.text);
  const bool by = p.text.starts_with("By ") || p.text.starts_with("BY ") || p.text.starts_with("by ") ||
      p.text.find(". By ") != std::string::npos;
  if (!by) {  // a short sentence may hold a name or a date as well
    if (p.text.back() == '.' || p.text.back() == '"') return false;
    const bool name_line = authors.size() == 1 && (p.text == authors[0] || p.text.find(',') != std::string::npos ||
                                                   p.text.ends_with(" reports"));
    if (!date && agencies.empty() && !name_line) return false;
  }
  if (date && d.published.empty()) d.published = {*date, "date line"};
  if (d.authors.empty())
    for (std::string& name : authors) d.authors.push_back({{std::move(name), "byline"}});
  furniture.push_back(p.text);
  return true;
}

Result<Document> read_text(std::string_view bytes, const Limits& limits) {
  Document d;
  d.format = "text";
  const auto decoded = decoded_text(bytes, limits, d);
  if (!decoded) return tl::unexpected(decoded.error());
  d.source.length = bytes.size();
  const auto parts = paragraphs(decoded->text, false);
  if (parts.empty()) return fail(ErrorKind::malformed, "no text in it", 0, "check that the file was saved whole");

  TextBuilder out(d);
  const auto add = [&](BlockKind kind, const Paragraph& p) {
    out.add(kind, p.text, p.source, static_cast<std::uint64_t>(p.source.data() - decoded->text.data()));
  };
  std::vector<std::string> furniture;
  std::size_t i = 0;
  if (parts.size() > 1 && like_title(parts[0]) && !parse_dateline(parts[0].text, "")) {
    d.title = {squeeze(parts[0].text), "first line"};
    add(BlockKind::headline, parts[0]);
    for (i = 1; i < parts.size() && i < 4 && take_head_line(parts[i], d, furniture);) ++i;
  }
  for (; i < parts.size(); ++i) add(BlockKind::paragraph, parts[i]);
  d.map = compose(d.map, decoded->map);
  d.language = detect_language(d.text);
  credit_document(d, furniture);
  if (d.published.empty() && d.dateline && !d.dateline->date.empty()) d.published = {d.dateline->date, "dateline"};
  return d;
}

}  // namespace stemma::ingest
