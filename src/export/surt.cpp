#include <algorithm>

#include "base/utf8.h"
#include "export/warc.h"

namespace stemma::exports {

std::string surt(const std::string& url) {
  const auto scheme = url.find("://");
  if (!url.starts_with("http") || scheme == std::string::npos) return url;
  std::string rest = ascii_lower(std::string_view(url).substr(scheme + 3));
  rest = rest.substr(0, rest.find('#'));
  const auto host_end = std::min(rest.find_first_of("/?"), rest.size());
  std::string host = rest.substr(0, host_end), path = rest.substr(host_end), query;
  if (const auto at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  std::string port;
  if (const auto colon = host.rfind(':'); colon != std::string::npos && host.find(']') == std::string::npos) {
    port = host.substr(colon);
    host.resize(colon);
    if (port == ":80" || port == ":443") port.clear();
  }
  if (host.starts_with("www")) {  // "www.", "www2."
    const auto after = host.find_first_not_of("0123456789", 3);
    if (after != std::string::npos && host[after] == '.') host.erase(0, after + 1);
  }
  if (const auto mark = path.find('?'); mark != std::string::npos) {
    query = path.substr(mark + 1);
    path.resize(mark);
  }
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (path.empty()) path = "/";
  std::string out;
  const bool numeric = host.find_first_not_of("0123456789.") == std::string::npos || host.starts_with('[');
  if (numeric) {
    out = host;
  } else {
    auto labels = split(host, ".");
    std::reverse(labels.begin(), labels.end());
    for (const auto label : labels) out += (out.empty() ? "" : ",") + std::string(label);
  }
  out += port + ")" + path;
  if (!query.empty()) {
    auto arguments = split(query, "&");
    std::sort(arguments.begin(), arguments.end());
    for (std::size_t i = 0; i < arguments.size(); ++i) out += (i == 0 ? "?" : "&") + std::string(arguments[i]);
  }
  return out;
}

}  // namespace stemma::exports
