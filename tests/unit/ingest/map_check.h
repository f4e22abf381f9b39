// Checks that a document's map leads back to where its words stand in the file.
#pragma once

#include <gtest/gtest.h>

#include "ingest/byte_map.h"
#include "ingest/source.h"
#include "make.h"

namespace stemma::ingest::test {

/// The bytes of `file` that the words of the text were read from.
inline std::string origin_of(const std::string& file, const Document& d, const std::string& words) {
  const std::size_t at = d.text.find(words);
  if (at == std::string::npos) return "(no such words)";
  const auto bytes = source_bytes(file, d.source, {});
  if (!bytes) return bytes.error().line();
  EXPECT_TRUE(is_sound(d.map, d.text.size(), bytes->size()));
  const auto span = source_span(d.map, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())});
  return span ? bytes->substr(span->begin, span->end - span->begin) : "(not mapped)";
}

}  // namespace stemma::ingest::test
