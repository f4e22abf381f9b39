// Byte maps as the case file writes them: small, and safe to read out of any file.
//
// For each run, in variable-length integers (seven bits a byte, lowest first, as in Protocol Buffers):
//     4 * (bytes of text since the last run) + 2 * (1: more runs like this one follow) + (1: equal sizes)
//     bytes of text
//     bytes of source, unless the sizes are equal
//     bytes of source since the last run; negative ones are written as 2 * -n - 1, others as 2 * n
//     how many more, if any follow: all with no text between them, and source after source just as far on
// A page in UTF-8 takes some five bytes a run, and has a run for each stretch between two tags or character references.
#pragma once

#include <string>
#include <string_view>

#include "stemma/document.h"

namespace stemma::store {

std::string map_blob(const ByteMap& map);

/// Throws Failed (case_file) for bytes that map_blob() does not write, or a map that is not sound for a text of `text_size` bytes.
/// Costs no more than the text allows, whatever the bytes say.
ByteMap map_from(std::string_view blob, std::size_t text_size);

}  // namespace stemma::store
