// Elements of a JSON document as they stand in its bytes, for readers that tell where each word was.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace stemma::ingest {

/// Behind the string whose first quotation mark is s[at]; the end of `s` if it is not closed.
std::size_t behind_json_string(std::string_view s, std::size_t at);

/// The elements of the array that an object holds under `key`, as bytes of `object`; none if it holds none. Members of inner objects do
/// not count. REQUIRES: `object` is well-formed JSON. Linear.
std::vector<std::string_view> json_elements(std::string_view object, std::string_view key);

}  // namespace stemma::ingest
