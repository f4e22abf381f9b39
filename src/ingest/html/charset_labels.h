// Labels of character encodings as in the WHATWG Encoding standard, section 4.2, and the ICU converter that decodes each.
#pragma once

#include <string_view>

namespace stemma::ingest {

struct Encoding {
  std::string_view name;  ///< as WHATWG writes it
  const char* converter;  ///< ICU's name; null for UTF-8
};

/// The encoding that a label stands for ("latin1" -> windows-1252), white space and case ignored; null for an unknown label.
const Encoding* encoding_for_label(std::string_view label);

}  // namespace stemma::ingest
