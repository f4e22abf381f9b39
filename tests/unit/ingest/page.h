// Reading one page in a test.
#pragma once

#include "ingest/html/html.h"

namespace stemma::ingest::test {

/// The first document of a page.
inline Result<Document> read_page(std::string_view bytes, const PageContext& context, const Limits& limits) {
  auto documents = read_html(bytes, context, limits);
  if (!documents) return tl::unexpected(std::move(documents.error()));
  return std::move(documents->front());
}

}  // namespace stemma::ingest::test
