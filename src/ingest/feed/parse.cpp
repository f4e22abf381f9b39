#include "ingest/feed/parse.h"

#include <expat.h>
#include <fmt/format.h>

#include <memory>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMaxDepth = 200;

struct FreeParser {
  void operator()(XML_Parser p) const { XML_ParserFree(p); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

struct Reader {
  XML_Parser parser = nullptr;
  Feed feed;
  std::vector<std::string> path;
  std::optional<FeedItem> item;
  std::size_t item_depth = 0;   ///< path.size() inside the item element
  std::size_t field_depth = 0;  ///< path.size() inside the field being read; 0: none
  bool markup = false;          ///< the field holds elements (Atom xhtml): they are written out again
  bool escape = false;          ///< the field holds plain text: it is escaped to HTML
  std::string text;
  std::string stop;             ///< why we stopped the parser ourselves
};

std::string_view attribute(const XML_Char** attributes, std::string_view name) {
  for (; *attributes; attributes += 2)
    if (attributes[0] == name) return attributes[1];
  return {};
}

void escape_to(std::string& out, std::string_view s) {
  for (const char c : s) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else out += c;
  }
}

std::string_view local(std::string_view name) { return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1); }

bool is_channel(const Reader& r) { return !r.item && !r.path.empty() && (r.path.back() == "channel" || r.path.back() == "feed"); }

void XMLCALL start(void* data, const XML_Char* raw, const XML_Char** attributes) {
  Reader& r = *static_cast<Reader*>(data);
  const std::string_view name = raw;
  if (r.path.size() >= kMaxDepth) {
    r.stop = fmt::format("elements nested more than {} deep", kMaxDepth);
    XML_StopParser(r.parser, XML_FALSE);
    return;
  }
  if (r.field_depth) {
    if (r.markup) r.text += fmt::format("<{}>", local(name));
  } else if (!r.item && (name == "item" || name == "entry" || name == "atom:entry")) {
    r.item.emplace();
    r.item->link = attribute(attributes, "rdf:about");
    r.item_depth = r.path.size() + 1;
  } else if (r.item ? r.path.size() == r.item_depth : is_channel(r)) {
    if (name == "link" || name == "atom:link") {
      const std::string_view rel = attribute(attributes, "rel"), href = attribute(attributes, "href");
      std::string& to = r.item ? r.item->link : r.feed.link;
      if (!href.empty() && (rel.empty() || rel == "alternate")) to = href;
    }
    if (name != "author" || !r.item) {  // Atom's author has a name inside
      r.field_depth = r.path.size() + 1;
      r.text.clear();
      const std::string_view type = attribute(attributes, "type");
      r.markup = type == "xhtml";
      r.escape = type == "text" || type == "text/plain" || ((name == "title" || name == "summary") && type.empty() && !r.path.empty() &&
                                                            r.path.back() == "entry");
    }
    if (name == "author") r.text.clear();
  } else if (r.item && r.path.size() == r.item_depth + 1 && r.path.back() == "author" && name == "name") {
    r.field_depth = r.path.size() + 1;
    r.markup = r.escape = false;
    r.text.clear();
  }
  r.path.emplace_back(name);
}

void channel_field(Feed& f, std::string_view name, std::string&& value) {
  if (name == "title" && f.title.empty()) f.title = std::move(value);
  else if (name == "link" && f.link.empty()) f.link = std::move(value);
  else if (name == "language" || name == "dc:language") f.language = std::move(value);
  else if (name == "dc:publisher") f.publisher = std::move(value);
  else if (name == "copyright" || name == "dc:rights" || name == "rights") f.copyright = std::move(value);
}

void item_field(FeedItem& i, std::string_view name, std::string&& value) {
  if (value.empty()) return;
  if (name == "title") i.title = std::move(value);
  else if (name == "link") i.link = std::move(value);
  else if (name == "guid" || name == "id") i.guid = std::move(value);
  else if (name == "content:encoded" || name == "content" || name == "xhtml:body" || name == "body") i.body = std::move(value);
  else if (name == "description" || name == "summary") i.summary = std::move(value);
  else if (name == "pubDate" || name == "published" || name == "dc:date" || name == "issued") i.published = std::move(value);
  else if (name == "updated" || name == "modified" || name == "dcterms:modified" || name == "atom:updated")
    i.updated = std::move(value);
  else if (name == "dc:creator" || name == "author" || name == "name" || name == "itunes:author")
    i.creators.push_back(std::move(value));
  else if (name == "source") i.source = std::move(value);
}

void XMLCALL end(void* data, const XML_Char* raw) {
  Reader& r = *static_cast<Reader*>(data);
  const std::string_view name = raw;
  if (r.field_depth == r.path.size()) {
    std::string value(trim(r.text));
    if (r.item) item_field(*r.item, name, std::move(value));
    else channel_field(r.feed, name, std::move(value));
    r.field_depth = 0;
    r.text.clear();
  } else if (r.field_depth && r.markup) {
    r.text += fmt::format("</{}>", local(name));
  } else if (r.item && r.path.size() == r.item_depth + 1 && name == "author") {  // RSS: the text itself
    if (std::string value(trim(r.text)); !value.empty()) item_field(*r.item, name, std::move(value));
    r.text.clear();
  } else if (r.item && r.path.size() == r.item_depth) {
    r.feed.items.push_back(std::move(*r.item));
    r.item.reset();
  }
  r.path.pop_back();
}

void XMLCALL characters(void* data, const XML_Char* s, int n) {
  Reader& r = *static_cast<Reader*>(data);
  const std::string_view text(s, static_cast<std::size_t>(n));
  if (r.markup || r.escape) escape_to(r.text, text);
  else if (r.field_depth || (!r.path.empty() && r.path.back() == "author")) r.text += text;
}

// "&nbsp;" and its like, which XML does not know: left for the HTML reader.
void XMLCALL skipped(void* data, const XML_Char* name, int parameter) {
  Reader& r = *static_cast<Reader*>(data);
  if (!parameter && r.field_depth) r.text += fmt::format("&{};", name);
}

void XMLCALL entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*,
                    const XML_Char*) {
  Reader& r = *static_cast<Reader*>(data);
  r.stop = "it declares entities, which no feed needs";
  XML_StopParser(r.parser, XML_FALSE);
}

// The foreign DTD (which has no address) is read as empty; nothing else from outside is ever read.
int XMLCALL external(XML_Parser parser, const XML_Char* context, const XML_Char*, const XML_Char* address, const XML_Char*) {
  if (address) return XML_STATUS_OK;
  const Parser dtd(XML_ExternalEntityParserCreate(parser, context, nullptr));
  return dtd ? XML_Parse(dtd.get(), "", 0, XML_TRUE) : XML_STATUS_ERROR;
}

}  // namespace

Feed parse_feed(std::string_view utf8) {
  const Parser parser(XML_ParserCreate("UTF-8"));
  Reader r;
  if (!parser) {
    r.feed.broken = Error{ErrorKind::internal, "no memory for an XML parser"};
    return std::move(r.feed);
  }
  r.parser = parser.get();
  XML_SetUserData(parser.get(), &r);
  XML_SetElementHandler(parser.get(), start, end);
  XML_SetCharacterDataHandler(parser.get(), characters);
  XML_SetSkippedEntityHandler(parser.get(), skipped);
  XML_SetEntityDeclHandler(parser.get(), entity);
  // A foreign DTD that says nothing turns "undefined entity" from an error into a skipped entity.
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE);
  XML_SetExternalEntityRefHandler(parser.get(), external);
  XML_UseForeignDTD(parser.get(), XML_TRUE);
  XML_SetHashSalt(parser.get(), 0x5eed5eed);  // the same run every time; depth and size are bounded elsewhere

  constexpr std::size_t step = 1 << 20;
  for (std::size_t at = 0;; at += step) {
    const std::string_view part = utf8.substr(at, step);
    const bool last = at + step >= utf8.size();
    if (XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last) == XML_STATUS_ERROR) {
      const auto where = XML_GetCurrentByteIndex(parser.get());
      const std::string why = r.stop.empty() ? XML_ErrorString(XML_GetErrorCode(parser.get())) : r.stop;
      r.feed.broken = Error{r.stop.empty() ? ErrorKind::malformed : ErrorKind::over_limit, fmt::format("feed breaks off: {}", why),
                            where < 0 ? Error::nowhere : static_cast<std::uint64_t>(where), "items before that place are read"};
      break;
    }
    if (last) break;
  }
  return std::move(r.feed);
}

}  // namespace stemma::ingest
