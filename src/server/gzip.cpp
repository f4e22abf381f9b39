#include "server/gzip.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "base/utf8.h"

namespace stemma::server {

bool takes_gzip(std::string_view accept) {
  for (const auto piece : split(accept, ",")) {
    const std::string one = ascii_lower(trim(piece));
    const std::string_view name = trim(std::string_view(one).substr(0, one.find(';')));
    if (name == "gzip" || name == "*") return one.find("q=0") == std::string::npos || one.find("q=0.") != std::string::npos;
  }
  return false;
}

std::string gzip(std::string_view bytes, int level) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> c(libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!c) return {};
  std::string out(bytes.size(), '\0');
  out.resize(libdeflate_gzip_compress(c.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace stemma::server
