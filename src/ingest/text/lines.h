// What plain text, agency copy and PDF have in common: decoding within the limits, and the lines under a headline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/html/charset.h"
#include "ingest/text/paragraphs.h"
#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// The bytes as UTF-8; a repair is noted in `d`. Too long a text is refused before it is copied. Errors: over_limit.
Result<Decoded> decoded_text(std::string_view bytes, const Limits& limits, Document& d);

/// Short, and no sentence.
bool like_title(const Paragraph& p);

/// Takes a byline, date or credit line that stands under a headline into the metadata; false if `p` is none.
bool take_head_line(const Paragraph& p, Document& d, std::vector<std::string>& furniture);

}  // namespace stemma::ingest
