#include "server/look.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/html/charset.h"
#include "ingest/html5/html5.h"

namespace stemma::server {
namespace {

namespace h5 = ingest::html5;
using h5::Tag;

/// Kept, with their own few attributes. All others are left out; what stands in them stays unless it is in `dropped`.
constexpr std::string_view kept[] = {
    "a",    "abbr",    "acronym", "address", "article", "aside",  "b",     "bdi",     "bdo",  "big",    "blockquote", "body", "br",      "caption", "center",
    "cite", "code",    "col",     "colgroup", "dd",     "del",    "details", "dfn",   "dir",  "div",    "dl",         "dt",   "em",      "figcaption", "figure",
    "font", "footer",  "h1",      "h2",      "h3",      "h4",     "h5",    "h6",      "header", "hgroup", "hr",       "i",    "img",     "ins",     "kbd",
    "label", "li",     "main",    "mark",    "menu",    "nav",    "nobr",  "ol",      "p",    "pre",    "q",          "rp",   "rt",      "ruby",    "s",
    "samp", "section", "small",   "span",    "strike",  "strong", "style", "sub",     "summary", "sup", "table",      "tbody", "td",     "tfoot",   "th",
    "thead", "time",   "tr",      "tt",      "u",       "ul",     "var",   "wbr"};
constexpr std::string_view dropped[] = {"applet", "area",   "audio", "base",   "basefont", "bgsound", "button", "canvas", "datalist", "embed",   "frame",
                                        "frameset", "iframe", "input", "keygen", "link",   "map",    "meta",   "meter",  "noembed",  "noframes", "noscript",
                                        "object", "option", "param", "progress", "script", "select", "source", "svg",    "math",     "template", "textarea",
                                        "title",  "track",  "video"};
constexpr std::string_view attributes[] = {"align", "alt",  "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "colspan", "dir", "height", "id",
                                           "lang",  "open", "reversed", "rowspan", "size",       "span",        "start", "style", "title",  "valign", "width"};

template <std::size_t n>
bool is_in(const std::string_view (&list)[n], std::string_view s) {
  return std::find(std::begin(list), std::end(list), s) != std::end(list);
}

/// Style without an address in it. A backslash could spell a word that we look for in other letters, "<" could end the sheet.
std::string plain_style(std::string_view css) {
  std::string out(css);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\\' || c == '<'; }, ' ');
  const std::string lower = ascii_lower(out);
  for (const std::string_view word : {"url", "src", "image-set", "@import", "@namespace", "@font-face", "expression", "behavior", "-moz-binding"})
    for (auto at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) out[at] = 'x', out[at + 1] = '-';
  for (auto at = out.find("//"); at != std::string::npos; at = out.find("//", at)) out[at] = out[at + 1] = ' ';  // the start of any address
  return out;
}

bool picture_inside(std::string_view value) {
  return starts_with_any(ascii_lower(value.substr(0, 32)), {"data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"});
}

class Writer {
 public:
  explicit Writer(const h5::Tree& tree) : tree_(tree) {}

  std::string page() {
    out_ = tree_.quirks == h5::Quirks::full ? "" : "<!DOCTYPE html>\n";
    out_ += "<html><head><meta charset=\"utf-8\"><title>Original look</title></head>";
    children(tree_.root);
    return std::move(out_) + "</html>\n";
  }

 private:
  void children(h5::NodeId id) {
    for (auto child = tree_[id].first_child; child != h5::kNone; child = tree_[child].next) node(child);
  }

  void node(h5::NodeId id) {
    const h5::Node& n = tree_[id];
    if (n.type == h5::NodeType::text) {
      out_ += escaped_html(n.text);
      return;
    }
    if (n.type != h5::NodeType::element || n.ns != h5::Namespace::html || is_in(dropped, n.text)) return;
    if (!is_in(kept, n.text)) return children(id);
    out_.append("<").append(n.text);
    for (const auto& a : tree_.attributes_of(id)) attribute(n, a);
    out_ += '>';
    if ((h5::classes(n.tag) & h5::kVoid) != 0) return;
    if (n.is_html(Tag::style)) {
      for (auto child = n.first_child; child != h5::kNone; child = tree_[child].next) out_ += plain_style(tree_[child].text);
    } else {
      if (n.is_html(Tag::pre)) out_ += '\n';  // the parser takes one away
      children(id);
    }
    out_.append("</").append(n.text).append(">");
  }

  void attribute(const h5::Node& n, const h5::Attribute& a) {
    if (a.ns != h5::AttributeNamespace::none) return;
    std::string value;
    if (a.name == "style") value = plain_style(a.value);
    else if (n.is_html(Tag::img) && a.name == "src" && picture_inside(a.value)) value = a.value;
    else if (is_in(attributes, a.name)) value = a.value;
    else return;
    out_.append(" ").append(a.name).append("=\"");
    out_ += escaped_html(value);
    out_ += '"';
  }

  const h5::Tree& tree_;
  std::string out_;
};

std::string words_page(std::string_view words) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Original look</title></head><body><p>";
  out += escaped_html(words);
  return out + "</p></body></html>\n";
}

}  // namespace

std::string inert_html(std::string_view page, const Limits& limits) { return Writer(h5::parse(page, limits)).page(); }

std::string inert_text(std::string_view text) {
  std::string out = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Original look</title></head><body><pre style=\"white-space:pre-wrap\" dir=\"auto\">\n";
  out += escaped_html(text);
  return out + "</pre></body></html>\n";
}

std::string look_of(const Document& document, std::string_view source, const Limits& limits) {
  const std::string_view format = document.format;
  const std::string_view last = format.substr(format.rfind('+') == std::string_view::npos ? 0 : format.rfind('+') + 1);
  const bool html = last == "html" || last == "mhtml";
  if (!html && last != "text" && last != "wire")
    return words_page("An original of this kind (" + std::string(format) + ") has no look that can be shown here. Its text is beside; the original can be downloaded.");
  const std::string utf8 = ingest::decode(source, {}, html).text;
  return html ? inert_html(utf8, limits) : inert_text(utf8);
}

}  // namespace stemma::server
