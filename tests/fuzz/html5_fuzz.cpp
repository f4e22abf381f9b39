// Any bytes, as a page and as fragments, under limits so tight that a short input reaches them. The first byte picks the context.
//
//   tests/fuzz/run 60 html5
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "../html5/check_tree.h"
#include "ingest/html5/dump.h"
#include "ingest/html5/html5.h"

namespace html5 = stemma::ingest::html5;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kContexts[] = {"body", "table", "tr", "colgroup", "select", "template", "frameset", "title",
                                                   "form", "svg svg", "svg desc", "math mi", "math annotation-xml"};
  if (size == 0) return 0;
  // A block of just this size: one byte too far is caught.
  const std::size_t length = size - 1;
  const auto bytes = std::make_unique<char[]>(length);
  if (length != 0) std::memcpy(bytes.get(), data + 1, length);
  const std::string_view page(bytes.get(), length);

  stemma::Limits limits = stemma::Limits::tight();
  if ((data[0] & 128) != 0) limits.max_html_depth = 8;
  const std::size_t context = data[0] & 127;
  const html5::Tree tree =
      context < std::size(kContexts) ? html5::parse_fragment(page, kContexts[context], limits) : html5::parse(page, limits);
  const std::string wrong = html5::wrong_in(tree, page);
  if (!wrong.empty()) {
    std::fprintf(stderr, "%s\n", wrong.c_str());
    std::abort();
  }
  if (html5::dump(tree).size() > 400 * (limits.max_html_nodes + length)) std::abort();
  return 0;
}
