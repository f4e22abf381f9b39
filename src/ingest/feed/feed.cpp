#include "ingest/feed/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/feed/json_feed.h"
#include "ingest/feed/parse.h"
#include "ingest/html/charset.h"
#include "ingest/html/html.h"
#include "ingest/meta/date_words.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/language.h"
#include "ingest/meta/names.h"
#include "ingest/text/builder.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kItemsForTheOutlet = 50;

std::string plain(const std::string& html, const Limits& limits) {
  if (html.find_first_of("<&") == std::string::npos) return squeeze(html);
  const auto d = read_html_fragment(html, limits);
  return d ? squeeze(d->text) : squeeze(html);
}

// Letters and digits only, lower case, without "the".
std::string letters(std::string_view s) {
  std::string out;
  for (const char c : plain_word(s.starts_with("The ") ? s.substr(4) : s))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

std::string_view host(std::string_view url) {
  const std::size_t at = url.find("://");
  if (at == std::string_view::npos) return {};
  url.remove_prefix(at + 3);
  return url.substr(0, url.find_first_of("/?#:"));
}

// The outlet in a channel title such as "Boreal Press - Kestria" or "World news | The Fenn Courier": the part that the address, the
// creators or the datelines know; else the one that looks like an outlet; else the first.
std::string channel_outlet(const Feed& feed, const std::string& title, const std::vector<std::string>& known) {
  std::vector<std::string> parts;
  std::string rest = title;
  for (const std::string_view sep : {" \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ", " :: ", " \xC2\xBB ", " > ", ": "})
    for (std::size_t at; (at = rest.find(sep)) != std::string::npos;) rest.replace(at, sep.size(), " - ");
  for (std::size_t i = 0; i <= rest.size();) {
    const std::size_t end = std::min(rest.find(" - ", i), rest.size());
    if (std::string part = squeeze(std::string_view(rest).substr(i, end - i)); !part.empty()) parts.push_back(std::move(part));
    i = end + 3;
  }
  const std::string address = letters(host(feed.link));
  std::string best;
  int best_score = -1;
  for (const std::string& part : parts) {
    const std::string key = letters(part);
    int score = like_outlet(part) ? 1 : 0;
    if (std::any_of(known.begin(), known.end(), [&](const std::string& k) { return same_outlet(k, part); })) score = 2;
    if (key.size() >= 3 && address.find(key) != std::string::npos) score = 3;
    if (score > best_score) best = part, best_score = score;
  }
  for (const std::string_view tail : {" RSS Feed", " RSS feed", " RSS", " feed", " Feed"})
    if (best.size() > tail.size() && best.ends_with(tail)) best.resize(best.size() - tail.size());
  return best;
}

// A last paragraph that is one link back to the item: "<p><a href="...">Read on the site</a></p>".
void drop_back_link(std::string& body, const std::string& link) {
  const auto strip = [&] {
    while (!body.empty() && (body.back() == ' ' || body.back() == '\n' || body.back() == '\r' || body.back() == '\t')) body.pop_back();
  };
  for (int n = 0; n < 3; ++n) {
    strip();
    if (!body.ends_with("</p>")) return;
    const std::size_t begin = body.rfind("<p");
    if (begin == std::string::npos || body.size() - begin > 600) return;
    const std::size_t open = body.find('>', begin);
    const std::string_view inner = trim(std::string_view(body).substr(open + 1, body.size() - 4 - open - 1));
    if (open == std::string::npos || !inner.starts_with("<a ") || !inner.ends_with("</a>") ||
        inner.find("<a ", 3) != std::string_view::npos) return;
    const bool back = !link.empty() && inner.find(link) != std::string_view::npos;
    const std::string label = letters(inner.substr(inner.find('>')));
    if (!back && !label.starts_with("readmore") && !label.starts_with("continuereading") && !label.starts_with("readthe") &&
        !label.starts_with("readon")) return;
    body.resize(begin);
  }
}

// "The post X appeared first on Y." and "Continue reading ..." that blog programs add.
bool added_line(std::string_view line) {
  const std::string key = letters(line.substr(0, 400));
  return (key.starts_with("post") && key.find("appearedfirston") != std::string::npos) ||
         (line.size() < 120 && (key.starts_with("continuereading") || key.starts_with("readmore")));
}

std::string creator_name(const std::string& raw, const Limits& limits) {
  std::string s = plain(raw, limits);
  const std::size_t open = s.find('('), close = s.rfind(')');  // RSS: "jane@x.example (Jane Orme)"
  if (s.find('@') != std::string::npos && open != std::string::npos && close != std::string::npos && close > open)
    s = s.substr(open + 1, close - open - 1);
  return s;
}

// The words of an item's fields, read as HTML, with the way back to the feed.
class Words {
 public:
  explicit Words(const Limits& limits) : limits_(limits) {}

  Result<Document> read(const MappedText& html) {
    auto d = read_html_fragment(html.text, limits_);
    if (!d) return d;
    const ByteMap map = compose(d->map, html.map);
    begin_ = static_cast<std::uint32_t>(all_.text.size());
    all_.text += d->text;
    for (const ByteMap::Run& r : map.runs) add_run(all_.map, begin_ + r.text, r.text_size, r.source, r.source_size);
    return d;
  }
  /// Adds a block of the document read last.
  void add(TextBuilder& out, BlockKind kind, ByteSpan span) const {
    const std::string_view words = std::string_view(all_.text).substr(begin_ + span.begin, span.end - span.begin);
    out.add(kind, words, words, begin_ + span.begin);
  }
  const ByteMap& map() const { return all_.map; }

 private:
  const Limits& limits_;
  MappedText all_;
  std::uint32_t begin_ = 0;
};

Result<Document> read_item(const FeedItem& item, const Feed& feed, const Limits& limits) {
  Document d;
  d.format = "feed";
  TextBuilder out(d);
  Words words(limits);
  if (!item.title.empty())
    if (const auto title = words.read(item.title); title && !title->text.empty()) {
      d.title = {squeeze(title->text), "feed title"};
      words.add(out, BlockKind::headline, {0, static_cast<std::uint32_t>(title->text.size())});
    }
  MappedText body = item.body.text.size() > item.summary.text.size() ? item.body : item.summary;
  drop_back_link(body.text, item.link);
  if (!trim(body.text).empty()) {
    const auto content = words.read(body);
    if (!content) return tl::unexpected(content.error());
    auto blocks = content->blocks;
    while (!blocks.empty() && added_line(slice(*content, blocks.back().span))) blocks.pop_back();
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (i > 0 || slice(*content, blocks[i].span) != d.title.value) words.add(out, blocks[i].kind, blocks[i].span);
    d.warnings = content->warnings;
    d.repaired = content->repaired;
  }
  d.map = compose(d.map, words.map());
  if (d.text.empty()) return fail(ErrorKind::malformed, "item without text");
  if (d.text.size() > limits.max_text_bytes) return fail(ErrorKind::over_limit, fmt::format("text of {} bytes", d.text.size()));

  std::vector<std::string> furniture;
  for (const std::string& raw : item.creators) {
    std::string creator = creator_name(raw, limits);
    for (std::string& name : parse_byline(creator))
      if (std::none_of(d.authors.begin(), d.authors.end(), [&](const Stated& a) { return a.value == name; }))
        d.authors.push_back({{std::move(name), "dc:creator"}});
    furniture.push_back(std::move(creator));
  }
  if (const auto date = parse_date(item.published)) d.published = {*date, "pubDate"};
  if (const auto date = parse_date(item.updated)) {
    if (d.published.empty()) d.published = {*date, "updated"};
    else if (*date != d.published.value) d.modified = {*date, "updated"};
  }
  if (!item.link.empty()) d.url = {item.link, "feed link"};
  d.part = !item.link.empty() ? item.link : item.guid;
  d.language = detect_language(d.text);
  for (const std::string& stated : {item.language, feed.language})
    if (d.language == "und" && stated.size() >= 2) d.language = to_lower(stated.substr(0, 2));
  if (!item.source.empty()) d.publisher = {plain(item.source, limits), "source"};
  credit_document(d, {});  // the dateline, for the publisher's sake; the agency is found below
  d.agency = {};
  if (d.publisher.empty() && !feed.publisher.empty()) d.publisher = {feed.publisher, "dc:publisher"};
  return d;
}

}  // namespace

void read_feed(std::string_view bytes, const Limits& limits, const PartSink& sink) {
  if (bytes.size() > limits.max_page_bytes) {
    sink(fail(ErrorKind::over_limit, fmt::format("feed of {} bytes, the limit is {}", bytes.size(), limits.max_page_bytes),
              limits.max_page_bytes));
    return;
  }
  const Decoded decoded = decode(bytes, declared_encoding(bytes), false);
  const bool json = trim(std::string_view(decoded.text).substr(0, 1024)).starts_with('{');
  const Feed feed = json ? parse_json_feed(decoded.text) : parse_feed(decoded.text, limits);

  // The first items tell what the outlet is called; they wait, the others go out one by one.
  std::vector<Result<Document>> first;
  std::vector<std::string> known;
  const std::size_t most = std::min<std::size_t>(feed.items.size(), limits.max_documents);
  while (first.size() < std::min(most, kItemsForTheOutlet)) {
    const FeedItem& item = feed.items[first.size()];
    first.push_back(read_item(item, feed, limits));
    for (const std::string& c : item.creators) known.push_back(plain(c, limits));
    if (first.back() && first.back()->dateline) known.push_back(first.back()->dateline->agency);
  }
  const std::string outlet = channel_outlet(feed, plain(feed.title, limits), known);
  std::unordered_map<std::string, int> seen;
  for (std::size_t i = 0; i < most; ++i) {
    auto d = i < first.size() ? std::move(first[i]) : read_item(feed.items[i], feed, limits);
    if (d) {
      d->map = compose(d->map, decoded.map);
      d->source.length = bytes.size();
      if (d->publisher.empty() && !outlet.empty()) d->publisher = {outlet, "channel title"};
      std::vector<std::string> furniture;
      for (const std::string& c : feed.items[i].creators) furniture.push_back(creator_name(c, limits));
      credit_document(*d, furniture);
      if (d->part.empty()) d->part = fmt::format("item {}", i + 1);
      d->part = to_valid_utf8(d->part);
      if (const int times = ++seen[d->part]; times > 1) d->part += fmt::format(" ({})", times);
    } else {
      d.error().what = fmt::format("item {}: {}", i + 1, d.error().what);
    }
    if (!sink(std::move(d))) return;
  }
  if (feed.items.size() > most)
    sink(fail(ErrorKind::over_limit, fmt::format("{} items, the limit is {}", feed.items.size(), limits.max_documents)));
  if (feed.broken) {
    Error e = *feed.broken;
    e.what = "feed: " + e.what;
    sink(tl::unexpected(std::move(e)));
  }
  if (!feed.broken && feed.items.empty()) sink(fail(ErrorKind::malformed, "no items in this feed", 0, "check that it was saved whole"));
}

}  // namespace stemma::ingest
