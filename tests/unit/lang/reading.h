// Documents out of bare text, and the model of the program to read them with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "lang/language_reader.h"

namespace stemma::lang {

/// A paragraph for each line.
inline Document document(std::string text) {
  Document d;
  d.text = std::move(text);
  for (std::size_t i = 0; i < d.text.size();) {
    const std::size_t end = std::min(d.text.find('\n', i), d.text.size());
    d.blocks.push_back({BlockKind::paragraph, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}});
    i = end + 1;
  }
  return d;
}

inline const LanguageReader& reader() {
  const auto shared = LanguageReader::shared();
  if (!shared) throw std::runtime_error(shared.error().line());
  return **shared;
}

inline Analysis analyse(const Document& d, Depth depth = Depth::all) {
  LanguageReader::Workspace space;
  return reader().read(d, space, depth);
}

}  // namespace stemma::lang
