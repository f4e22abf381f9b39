// Elements of a JSON document as they stand in its bytes, for readers that tell where each word was.
#pragma once

#include <string_view>
#include <vector>

namespace stemma::ingest {

/// The elements of the array that an object holds under `key`, as bytes of `object`; none if it holds none. Members of inner objects do
/// not count. REQUIRES: `object` is well-formed JSON. Linear.
std::vector<std::string_view> json_elements(std::string_view object, std::string_view key);

}  // namespace stemma::ingest
