// Documents out of bare text, and the model of the program to read them with.
#pragma once

#include <stdexcept>

#include "../../paragraphs.h"
#include "lang/language_reader.h"

namespace stemma::lang {

using test::paragraphs;

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
