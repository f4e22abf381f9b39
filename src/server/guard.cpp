#include "server/guard.h"

#include <openssl/crypto.h>

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace stemma::server {

Site loopback_site(std::uint16_t port, bool https) {
  Site out{{}, https};
  for (const char* name : {"127.0.0.1", "localhost", "[::1]"}) {
    out.hosts.push_back(fmt::format("{}:{}", name, port));
    if (port == (https ? 443 : 80)) out.hosts.emplace_back(name);
  }
  return out;
}

Refusal check_site(const Head& head, const Site& site) {
  if (head.count("host") != 1) return {400, "the request does not say whom it is for", "open the desk with a browser"};
  const std::string host = ascii_lower(head.field("host"));
  if (std::find(site.hosts.begin(), site.hosts.end(), host) == site.hosts.end())
    return {421, "this desk goes by another name", fmt::format("open {}://{}", site.https ? "https" : "http", site.hosts.front())};
  const Refusal foreign{403, "another page asked for this, not the desk itself", "type or paste the address into the browser yourself"};
  const auto origins = head.count("origin");
  if (origins > 1 || (origins == 1 && ascii_lower(head.field("origin")) != (site.https ? "https://" : "http://") + host)) return foreign;
  const auto sites = head.count("sec-fetch-site");
  const auto fetch = head.field("sec-fetch-site");
  const bool reads = head.method == "GET" || head.method == "HEAD";
  if (sites > 1 || (sites == 1 && fetch != "same-origin" && !(reads && fetch == "none"))) return foreign;
  return {};
}

Refusal check_token(const Head& head, std::string_view token) {
  if (head.count("x-stemma-token") == 1 && !token.empty() && equal_in_constant_time(head.field("x-stemma-token"), token)) return {};
  return {403, "the request does not carry this session's token", "load the page anew"};
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace stemma::server
