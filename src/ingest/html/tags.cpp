#include "ingest/html/tags.h"

#include <algorithm>
#include <array>

namespace stemma::ingest {
namespace {

using enum Tag;

// In the order of the enumeration, which is sorted by name from `a` on.
constexpr std::string_view names[] = {
    "a", "abbr", "address", "applet", "area", "article", "aside", "audio", "b", "base", "big", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dialog", "dir", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark",
    "marquee", "math", "menu", "meta", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param",
    "picture", "plaintext", "pre", "q", "s", "samp", "script", "section", "select", "small", "source", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track",
    "tt", "u", "ul", "var", "video", "wbr", "xmp",
};
static_assert(std::is_sorted(std::begin(names), std::end(names)));
static_assert(std::size(names) + 2 == static_cast<std::size_t>(xmp) + 1);

constexpr std::size_t count = std::size(names) + 2;
using Set = std::array<bool, count>;
constexpr Set set_of(std::initializer_list<Tag> tags) {
  Set s{};
  for (const Tag t : tags) s[static_cast<std::size_t>(t)] = true;
  return s;
}
constexpr Set blocks = set_of({address, article, aside, blockquote, body, button, caption, center, dd, details, dialog, dir, div, dl, dt, fieldset,
                               figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, html, legend, li, main, menu,
                               nav, ol, option, p, pre, section, select, summary, table, tbody, td, tfoot, th, thead, tr, ul});

}  // namespace

Tag tag_of(std::string_view name) {
  const auto at = std::lower_bound(std::begin(names), std::end(names), name);
  if (at == std::end(names) || *at != name) return other;
  return static_cast<Tag>(at - std::begin(names) + 2);
}

bool is_block(Tag t) { return blocks[static_cast<std::size_t>(t)]; }

}  // namespace stemma::ingest
