#include "ingest/read_as.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/feed/feed.h"
#include "ingest/html/html.h"
#include "ingest/ingest.h"
#include "ingest/jsonl/jsonl.h"
#include "ingest/mail/mail.h"
#include "ingest/newsml/newsml.h"
#include "ingest/newsml/ninjs.h"
#include "ingest/pdf/pdf.h"
#include "ingest/text/text.h"

namespace stemma::ingest {
namespace {

// Texts of a site that are meant for programs: "/robots.txt", "/ads.txt", "/.well-known/security.txt".
bool for_robots(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  if (url.find("/.well-known/") != std::string_view::npos) return true;
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string_view::npos ? std::string_view::npos : url.find('/', host + 3);
  return path != std::string_view::npos && url.rfind('/') == path && url.ends_with(".txt");
}

// Sentences rather than a script or a table: most of it letters and spaces, forty words at least.
bool prose(std::string_view bytes) {
  const std::string_view look = bytes.substr(0, 8192);
  std::size_t spaces = 0, letters = 0;
  for (const char c : look) {
    const auto u = static_cast<unsigned char>(c);
    if (c == ' ' || c == '\n') ++spaces;
    else if (u >= 128 || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z')) ++letters;
  }
  return spaces >= 40 && (spaces + letters) * 10 > look.size() * 8;
}

bool type_of(std::string_view type, std::string_view word) { return type.find(word) != std::string_view::npos; }

}  // namespace

bool read_as(std::string_view format, std::string_view bytes, const PartContext& context, const Limits& limits, const PartSink& sink) {
  if (format == "html") {
    auto page = read_html(bytes, {context.charset, context.url}, limits);
    if (!page) sink(tl::unexpected(std::move(page.error())));
    else
      for (Document& d : *page) {
        d.format = "html";
        if (!sink(std::move(d))) break;
      }
  } else if (format == "wire") {
    sink(read_wire(bytes, limits));
  } else if (format == "text") {
    sink(read_text(bytes, limits));
  } else if (format == "pdf") {
    sink(read_pdf(bytes, limits));
  } else if (format == "feed") {
    read_feed(bytes, limits, sink);
  } else if (format == "jsonl") {
    read_jsonl(bytes, limits, sink);
  } else if (format == "mail") {
    read_mail(bytes, context, limits, sink);
  } else if (format == "newsml") {
    read_newsml(bytes, limits, sink);
  } else if (format == "ninjs") {
    read_ninjs(bytes, limits, sink);
  } else {
    return false;
  }
  return true;
}

std::string_view part_format(std::string_view bytes, const PartContext& context) {
  const std::string_view type = context.type;
  if (type == "application/pdf" || bytes.starts_with("%PDF-")) return "pdf";
  if (type == "text/html" || type == "application/xhtml+xml") return "html";
  const bool unsaid = type.empty() || type == "application/octet-stream" || type == "unknown";
  if (unsaid) {
    if (bytes.substr(0, 1024).find('<') == std::string_view::npos) return "";
    const std::string_view format = sniff(bytes, "");
    return format == "html" || format == "feed" || format == "newsml" ? format : "";
  }
  if (type == "text/plain") return !for_robots(context.url) && prose(bytes) ? std::string_view("text") : "";
  if (type == "message/rfc822") return "mail";
  if (type_of(type, "json") || type_of(type, "xml") || type_of(type, "rss") || type_of(type, "ndjson")) {
    const std::string_view format = sniff(bytes, "");
    if (format == "feed" || format == "newsml" || format == "ninjs") return format;
    if (format == "jsonl" && json_report(bytes)) return format;
  }
  return "";
}

}  // namespace stemma::ingest
