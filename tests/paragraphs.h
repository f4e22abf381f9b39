// A document out of bare text.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "stemma/document.h"

namespace stemma::test {

/// A paragraph for each line.
inline Document paragraphs(std::string text) {
  Document d;
  d.text = std::move(text);
  for (std::size_t i = 0; i < d.text.size();) {
    const std::size_t end = std::min(d.text.find('\n', i), d.text.size());
    d.blocks.push_back({BlockKind::paragraph, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}});
    i = end + 1;
  }
  return d;
}

}  // namespace stemma::test
