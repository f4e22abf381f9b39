// WARC files (1.0 and 1.1), plain or with a gzip member or zstd frame for each record -> one Document for each report in them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// Reads pages, PDFs, texts, feeds and JSON reports out of response, resource and conversion records with status 200. Document::captured
/// is the WARC-Date (never a date of publication). A revisit gives a document of its own date with the text of the record it refers to;
/// errors name revisits whose record is not there, and those that refer to each other. An answer to another request than GET says so in
/// a warning. Everything else is passed over, and one warning on the last document says how much of what. Memory: one record at a time,
/// and some 100 bytes for each record seen.
void read_warc(std::string_view bytes, const Limits& limits, const PartSink& sink);

/// A WARC inside something larger.
struct WarcFile {
  std::string_view bytes;
  std::function<void(Document&)> wrap;  ///< makes a source within `bytes` one within the whole
};

/// The same for files of one crawl: a revisit may refer to a record of another file.
void read_warcs(const std::vector<WarcFile>& files, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
