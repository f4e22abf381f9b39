#include "ingest/html/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/byte_map.h"
#include "ingest/html/articles.h"
#include "ingest/html/charset.h"
#include "ingest/html/describe.h"
#include "ingest/html/entries.h"
#include "ingest/html/furniture.h"
#include "ingest/html/head_facts.h"
#include "ingest/html/json_ld.h"
#include "ingest/html/main_text.h"
#include "ingest/html/page.h"
#include "ingest/meta/dateline.h"

namespace stemma::ingest {
namespace {

/// Sets text, blocks and the map from the text to the page in UTF-8; blocks past the limit are left out, with a warning.
void write_text(const Page& page, const std::vector<TextPart>& parts, const Limits& limits, Document& d) {
  for (const TextPart& part : parts) {
    const std::string& text = page.pieces[part.piece].text;
    if (d.text.size() + text.size() + 1 > limits.max_text_bytes) {
      d.warnings.push_back(fmt::format("the text is longer than {} bytes; the rest was left out", limits.max_text_bytes));
      d.repaired = true;
      return;
    }
    if (!d.text.empty()) d.text += '\n';
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    d.text += text;
    map_piece(page.tree, page.pieces[part.piece], begin, d.map);
    d.blocks.push_back({part.kind, {begin, static_cast<std::uint32_t>(d.text.size())}});
  }
}

/// A page may grow over the limit when it is made UTF-8: this is asked before and after.
Result<void> within_limit(std::string_view page, const Limits& limits) {
  if (page.size() <= limits.max_page_bytes) return {};
  return fail(ErrorKind::over_limit, fmt::format("the page has {} bytes; limit {}", page.size(), limits.max_page_bytes),
              limits.max_page_bytes, "raise the limit for pages or split the file");
}

Result<Page> parse(std::string html, const Limits& limits, Document& d) {
  if (const auto fits = within_limit(html, limits); !fits) return tl::unexpected(fits.error());
  Page page;
  page.tree = parse_tree(std::move(html), limits);
  if (!page.tree.warnings().empty()) d.repaired = true;
  d.warnings.insert(d.warnings.end(), page.tree.warnings().begin(), page.tree.warnings().end());
  page.hints.resize(page.tree.size());
  for (std::uint32_t i = 0; i < page.tree.size(); ++i)
    if (page.tree[i].tag != Tag::text) page.hints[i] = hints_of(page.tree, i);
  page.pieces = collect_pieces(page.tree, page.hints, 0, page.tree.size());
  return page;
}

/// Entries as spans of the text; the time of day of an entry is one of the day on which the page was published, or a later one.
void write_entries(std::vector<EntryParts> entries, Document& d) {
  for (EntryParts& e : entries) {
    const std::size_t end = std::min(e.end, d.blocks.size());
    if (e.begin >= end) break;  // past the limit of the text
    if (e.published.value.size() == std::string_view("10:42").size()) {
      e.published.value = d.published.empty() ? std::string() : d.published.value.substr(0, 10) + "T" + e.published.value;
      e.published.unsure = true;
    }
    if (e.published.value.empty()) e.published = {};
    d.entries.push_back({{d.blocks[e.begin].span.begin, d.blocks[end - 1].span.end}, std::move(e.title), std::move(e.published), std::move(e.authors)});
  }
}

/// Fills everything that stands in the page. `d` brings what is known of its bytes.
Document read_article(const Page& page, const PageContext& context, const ByteMap& from_bytes, const Limits& limits, Document d) {
  MainText main = find_main_text(page);
  std::vector<EntryParts> entries = find_entries(page, main);
  write_text(page, main.parts, limits, d);
  d.map = compose(d.map, from_bytes);
  d.left_out = count_left_out(page, main);
  const auto furniture = describe(page, main, context, d);
  write_entries(std::move(entries), d);
  credit_document(d, furniture);
  if (d.text.empty()) d.warnings.push_back("no text found in the page");
  return d;
}

}  // namespace

Result<std::vector<Document>> read_html(std::string_view bytes, const PageContext& context, const Limits& limits) {
  if (const auto fits = within_limit(bytes, limits); !fits) return tl::unexpected(fits.error());
  Decoded decoded = decode(bytes, context.charset, true);
  Document d;
  d.source.length = bytes.size();
  d.repaired = decoded.damaged || decoded.origin == "bytes";
  if (decoded.origin == "bytes") d.warnings.push_back(fmt::format("the page's charset label is wrong; read as {}", decoded.encoding));
  else if (decoded.damaged) d.warnings.push_back(fmt::format("some bytes are no {}; replaced", decoded.encoding));

  auto parsed = parse(std::move(decoded.text), limits, d);
  if (!parsed) return tl::unexpected(parsed.error());
  Page& page = *parsed;
  read_json_ld(page.tree.json_ld(), folded_titles(page.tree), page.facts);
  read_head(page.tree, page.facts);
  mark_furniture(page);
  std::vector<Document> out;
  const std::vector<Article> articles = find_articles(page);
  for (const Article& a : articles) {
    Document one = d;  // so far it holds what is true of the page as a whole
    if (!out.empty()) {
      one.part = a.anchor;
      one.warnings.clear();
      one.repaired = false;
    }
    PageContext place = context;
    if (!one.part.empty() && !place.url.empty()) place.url += "#" + one.part;
    out.push_back(read_article(page_of(page, a), place, decoded.map, limits, std::move(one)));
  }
  if (out.empty()) out.push_back(read_article(page, context, decoded.map, limits, std::move(d)));
  return out;
}

Result<Document> read_html_fragment(std::string_view utf8, const Limits& limits) {
  Decoded decoded = keep_valid(utf8);
  Document d;
  d.source.length = utf8.size();
  auto parsed = parse(std::move(decoded.text), limits, d);
  if (!parsed) return tl::unexpected(parsed.error());
  const Page& page = *parsed;
  std::vector<TextPart> parts;
  for (std::uint32_t i = 0; i < page.pieces.size(); ++i) {
    BlockKind kind = BlockKind::paragraph;
    switch (page.pieces[i].shape) {
      case Shape::heading: kind = BlockKind::subheading; break;
      case Shape::item: kind = BlockKind::list; break;
      case Shape::quote: kind = BlockKind::quote; break;
      case Shape::caption: kind = BlockKind::caption; break;
      default: break;
    }
    parts.push_back({kind, i});
  }
  write_text(page, parts, limits, d);
  d.map = compose(d.map, decoded.map);
  return d;
}

}  // namespace stemma::ingest
