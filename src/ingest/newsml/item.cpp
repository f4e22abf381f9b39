#include "ingest/newsml/item.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/html/html.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/language.h"
#include "ingest/meta/names.h"
#include "ingest/text/builder.h"

namespace stemma::ingest {
namespace {

// Adds the blocks of a piece of HTML or plain text, with their runs to the file.
class ItemText {
 public:
  ItemText(Document& d, const Limits& limits) : d_(d), limits_(limits) {}

  void words(BlockKind kind, const MappedText& text) { add(kind, text.text, text.map, {0, static_cast<std::uint32_t>(text.text.size())}); }

  Result<void> html(const MappedText& html) {
    const auto content = read_html_fragment(html.text, limits_);
    if (!content) return tl::unexpected(content.error());
    const ByteMap map = compose(content->map, html.map);
    for (const Block& b : content->blocks)
      if (slice(*content, b.span) != d_.title.value) add(b.kind, content->text, map, b.span);
    d_.warnings = content->warnings;
    d_.repaired = content->repaired;
    return {};
  }

 private:
  void add(BlockKind kind, const std::string& text, const ByteMap& map, ByteSpan span) {
    const std::string_view words = std::string_view(text).substr(span.begin, span.end - span.begin);
    Document piece;
    TextBuilder(piece).add(kind, words, words, span.begin);
    if (piece.text.empty()) return;
    if (!d_.text.empty()) d_.text += '\n';
    const auto begin = static_cast<std::uint32_t>(d_.text.size());
    d_.text += piece.text;
    d_.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(d_.text.size())}});
    for (const ByteMap::Run& r : compose(piece.map, map).runs) add_run(d_.map, begin + r.text, r.text_size, r.source, r.source_size);
  }

  Document& d_;
  const Limits& limits_;
};

// The agency that the item credits, and where it says so.
Stated agency_of(const NewsItem& item) {
  if (!item.credit_line.empty()) {
    const auto named = parse_credit(item.credit_line);
    return {named.empty() ? agency_name(item.credit_line) : named.front(), "creditline"};
  }
  if (like_agency(item.copyright_holder)) return {agency_name(item.copyright_holder), "copyright holder"};
  if (like_agency(item.provider)) return {agency_name(item.provider), "provider"};
  return {};
}

void set_dates(const NewsItem& item, Document& d) {
  const auto created = parse_date(item.created), versioned = parse_date(item.versioned);
  if (created) d.published = {*created, "created"};
  else if (versioned) d.published = {*versioned, "versioncreated"};
  if (created && versioned && *created != *versioned) d.modified = {*versioned, "versioncreated"};
}

}  // namespace

std::string news_status(std::string_view printed) {
  std::string s = ascii_lower(trim(printed));
  s.erase(0, s.find_last_of(":/") + 1);  // npos + 1 is 0
  return s == "cancelled" ? "canceled" : s;
}

Result<Document> read_news_item(const NewsItem& item, const ByteMap& decoding, const Limits& limits) {
  Document d;
  ItemText out(d, limits);
  const bool killed = item.status == "canceled";
  d.withdrawn = killed || item.status == "withheld";
  d.kill_notice = killed;
  if (const std::string headline = squeeze(item.headline.text); !headline.empty()) {
    d.title = {headline, "headline"};
    out.words(BlockKind::headline, item.headline);
  }
  const std::string note = ascii_lower(trim(item.note.text).substr(0, 40));
  if (killed || item.correction || note.starts_with("correct") || note.starts_with("kill")) out.words(BlockKind::correction, item.note);
  if (!item.body.empty())
    if (const auto read = out.html(item.body); !read) return tl::unexpected(read.error());
  const bool has_body = std::any_of(d.blocks.begin(), d.blocks.end(), [](const Block& b) { return b.kind != BlockKind::headline; });
  if (d.text.empty() || (!has_body && !d.withdrawn))
    return fail(ErrorKind::malformed, "no text in this news item", Error::nowhere, "check that it was saved whole");
  if (d.text.size() > limits.max_text_bytes) return fail(ErrorKind::over_limit, fmt::format("text of {} bytes", d.text.size()));
  d.map = compose(d.map, decoding);

  for (const std::string& byline : item.bylines)
    for (std::string& name : parse_byline(byline))
      if (std::none_of(d.authors.begin(), d.authors.end(), [&](const Author& a) { return a.value == name; }))
        d.authors.push_back({{std::move(name), "byline"}});
  set_dates(item, d);
  if (!item.provider.empty()) d.publisher = {item.provider, "provider"};
  else if (!item.copyright_holder.empty()) d.publisher = {item.copyright_holder, "copyright holder"};
  d.agency = agency_of(item);
  if (!item.service.empty()) d.section = {item.service, "service"};
  if (!item.guid.empty() && item.guid.find("://") != std::string::npos) d.url = {item.guid, "guid"};
  d.language = detect_language(d.text);
  if (d.language == "und" && item.language.size() >= 2) d.language = to_lower(item.language.substr(0, 2));
  credit_document(d, item.bylines);
  if (!d.dateline && !item.dateline.empty()) {
    // It stands apart from the text: the place is kept, and covers no words of it.
    auto stated = parse_dateline(item.dateline, d.published.value);
    if (!stated) stated = parse_letterhead(item.dateline);
    if (!stated) stated = Dateline{squeeze(item.dateline.substr(0, item.dateline.find(','))), "", "", {}};
    stated->span = {};
    d.dateline = std::move(*stated);
  }
  return d;
}

}  // namespace stemma::ingest
