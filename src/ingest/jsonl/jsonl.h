// JSON lines: one document a line,
// {"id","text","title"?,"published"?,"publisher"?,"agency"?,"authors"?,"url"?,"language"?,"modified"?}.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// A line of the text is a paragraph; white space inside it is squeezed. Document::part is the line's id, else "line N". A
/// broken line gives an error with its place, and the next one is read. A file that is one JSON object over several lines is
/// read as one line.
void read_jsonl(std::string_view bytes, const Limits& limits, const PartSink& sink);

/// The first line (or the whole) is an object whose "text" is as long as a report's. For archives, where most JSON is data for scripts.
bool json_report(std::string_view bytes);

}  // namespace stemma::ingest
