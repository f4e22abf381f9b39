#include "ingest/html/html.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "ingest/html/charset.h"
#include "ingest/html/describe.h"
#include "ingest/html/guard.h"
#include "ingest/html/head_facts.h"
#include "ingest/html/json_ld.h"
#include "ingest/html/main_text.h"
#include "ingest/html/page.h"
#include "ingest/meta/dateline.h"

namespace stemma::ingest {
namespace {

/// Sets text and blocks; blocks past the limit are left out, with a warning.
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
    d.blocks.push_back({part.kind, {begin, static_cast<std::uint32_t>(d.text.size())}});
  }
}

Page parse(std::string html) {
  Page page;
  page.tree = parse_tree(std::move(html));
  page.hints.resize(page.tree.size());
  for (std::uint32_t i = 0; i < page.tree.size(); ++i)
    if (page.tree[i].tag != Tag::text) page.hints[i] = hints_of(page.tree, i);
  page.pieces = collect_pieces(page.tree, page.hints, 0, page.tree.size());
  return page;
}

}  // namespace

Result<Document> read_html(std::string_view bytes, const PageContext& context, const Limits& limits) {
  if (bytes.size() > limits.max_page_bytes)
    return fail(ErrorKind::over_limit, fmt::format("the page has {} bytes; limit {}", bytes.size(), limits.max_page_bytes), limits.max_page_bytes,
                "raise the limit for pages or split the file");
  const Decoded decoded = decode(bytes, context.charset, true);
  auto guarded = guard(decoded.text, limits);
  if (!guarded) return tl::unexpected(guarded.error());

  Document d;
  d.warnings = std::move(guarded->warnings);
  d.repaired = guarded->cut || decoded.damaged || decoded.origin == "bytes";
  if (decoded.origin == "bytes") d.warnings.push_back(fmt::format("the page's charset label is wrong; read as {}", decoded.encoding));
  else if (decoded.damaged) d.warnings.push_back(fmt::format("some bytes are no {}; replaced", decoded.encoding));

  Page page = parse(std::move(guarded->page));
  read_json_ld(guarded->json_ld, folded_titles(page.tree), page.facts);
  read_head(page.tree, page.facts);
  mark_furniture(page);
  const MainText main = find_main_text(page);
  write_text(page, main.parts, limits, d);
  const auto furniture = describe(page, main, context, d);
  credit_document(d, furniture);
  if (d.text.empty()) d.warnings.push_back("no text found in the page");
  return d;
}

Result<Document> read_html_fragment(std::string_view utf8, const Limits& limits) {
  const std::string valid = to_valid_utf8(utf8);
  auto guarded = guard(valid, limits);
  if (!guarded) return tl::unexpected(guarded.error());
  Document d;
  d.warnings = std::move(guarded->warnings);
  d.repaired = guarded->cut;
  const Page page = parse(std::move(guarded->page));
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
  return d;
}

}  // namespace stemma::ingest
