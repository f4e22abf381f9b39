#include "server/pages.h"

#include <utility>

#include "base/utf8.h"
#include "desk_bundle.h"

namespace stemma::server {
namespace {

std::string page(std::string_view title, const std::string& body) {
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
         "<meta name=\"color-scheme\" content=\"light dark\"><title>" + escaped_html(title) + " - Stemma</title></head><body><main><h1>" + escaped_html(title) + "</h1>" + body +
         "</main></body></html>\n";
}

}  // namespace

std::string words_page(std::string_view title, std::string_view what, std::string_view next) {
  std::string body;
  if (!what.empty()) body += "<p>" + escaped_html(what) + "</p>";
  if (!next.empty()) body += "<p>" + escaped_html(next) + "</p>";
  return page(title, body);
}

std::string login_page(std::string_view wrong) {
  return page("Log in", (wrong.empty() ? std::string() : "<p role=\"alert\">" + escaped_html(wrong) + "</p>") +
                            "<form method=\"post\" action=\"/login\"><p><label>Password <input type=\"password\" name=\"password\" autocomplete=\"current-password\" "
                            "required autofocus></label></p><p><button>Log in</button></p></form>");
}

std::string_view desk_file(std::string_view name) { return embedded::desk_bundle(name); }

std::string_view type_of(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"}, {".svg", "image/svg+xml"},
      {".woff2", "font/woff2"}, {".json", "application/json"}, {".png", "image/png"}, {".txt", "text/plain; charset=utf-8"}, {".ico", "image/x-icon"}};
  for (const auto& [ending, type] : types)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace stemma::server
