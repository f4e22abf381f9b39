// Spans as the case file writes them: "[[0,14],[32,50]]", bytes.
#pragma once

#include <string>
#include <string_view>

#include "stemma/span.h"

namespace stemma::store {

std::string to_text(const Spans& spans);
std::string to_text(ByteSpan span);  ///< one pair in a list of one

/// Throws Failed (case_file) if it is not written so.
Spans spans_from(std::string_view text);
ByteSpan span_from(std::string_view text);

}  // namespace stemma::store
