// WARC files, plain or with a gzip member for each record -> one Document for each page in them.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// Reads pages out of response, resource and conversion records with status 200. Everything else is passed over, and one warning on the
/// last document says how much of what. WARC-Date is the day of capture, not of publication: not used. Memory: one record at a time.
void read_warc(std::string_view bytes, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
