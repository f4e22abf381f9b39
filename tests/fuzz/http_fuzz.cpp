// Any bytes as a request: what is asked for, by whom, and where it would go. The first byte picks which part is looked at.
//
//   tests/fuzz/run 60 http
#include "base/utf8.h"
#include "fuzz.h"
#include "server/gzip.h"
#include "server/guard.h"
#include "server/look.h"
#include "server/routes.h"
#include "server/spool.h"
#include "server/target.h"

namespace server = stemma::server;
using stemma::fuzz::require;

namespace {

void target(std::string_view bytes) {
  const auto t = server::parse_target(bytes);
  if (!t) return require(t.error().line().find('\n') == std::string::npos, "an error of several lines");
  require(t->path.starts_with('/'), "a path that does not begin with a slash");
  require(t->path.find('\\') == std::string::npos && t->path.find("//") == std::string::npos && (t->path + "/").find("/../") == std::string::npos, "a path that leads elsewhere");
  require(stemma::find_invalid_utf8(t->path) == std::string_view::npos, "a path that is not UTF-8");
  for (const char c : t->path) require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "a control character in a path");
  const auto found = server::match("GET", t->path);
  if (found.row) require(found.id.find('/') == std::string::npos, "an id with a slash");
  for (const auto& [name, value] : t->query) require(stemma::find_invalid_utf8(value) == std::string_view::npos, "a value that is not UTF-8");
}

/// Lines "name: value" as the fields of a request.
void guard(std::string_view bytes) {
  server::Head head;
  head.method = "POST";
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) head.fields.emplace_back(stemma::ascii_lower(line.substr(0, colon)), std::string(stemma::trim(line.substr(colon + 1))));
  }
  const auto site = server::loopback_site(8021, false);
  if (server::check_site(head, site).status != 0) return;
  const auto host = stemma::ascii_lower(head.field("host"));
  require(host == "127.0.0.1:8021" || host == "localhost:8021" || host == "[::1]:8021", "another name was let in");
  require(head.count("origin") == 0 || stemma::ascii_lower(head.field("origin")) == "http://" + host, "another origin was let in");
  require(head.count("sec-fetch-site") == 0 || head.field("sec-fetch-site") == "same-origin", "another site was let in");
}

void look(std::string_view bytes) {
  const auto limits = stemma::Limits::tight();
  const std::string once = server::inert_html(bytes, limits);
  const std::string lower = stemma::ascii_lower(once);
  for (const char* bad : {"<script", "<iframe", "<object", "<embed", "<form", "<svg", "<math", "<base", "<link", "<input", "<button", "<template", "<meta http", " href=", " srcset=", " onerror="})
    // In an attribute's value or in text "<" is escaped, and what looks like an attribute there is none.
    if (bad[0] == '<') require(lower.find(bad) == std::string::npos, bad);
  require(once.size() < 40 * bytes.size() + 100000, "a look that grows");
}

void label(std::string_view bytes) {
  const auto l = server::clean_label(bytes);
  require(!l.empty() && l.size() <= 1003 && l.front() != '/' && ("/" + l + "/").find("/../") == std::string::npos, "a label that is a path elsewhere");
  require(stemma::find_invalid_utf8(l) == std::string_view::npos, "a label that is not UTF-8");
  require(*server::percent_decoded(server::percent_encoded(l), false) == l, "what is encoded is not decoded");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  stemma::fuzz::Input input(data, size);
  switch (input.choice() % 5) {
    case 0: target(input.rest()); break;
    case 1: guard(input.rest()); break;
    case 2: look(input.rest()); break;
    case 3: label(input.rest()); break;
    default: (void)server::takes_gzip(input.rest()); (void)server::parse_form(input.rest()); break;
  }
  return 0;
}
