// WACZ 1.1.1 (Web Archive Collection Zipped, Webrecorder): a ZIP file with WARCs, a list of pages, and digests of all of it.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// A ZIP file with a datapackage.json, or with WARC files in its folder archive/.
bool like_wacz(std::string_view bytes);

/// Reads the WARC files in archive/ as those of one crawl (ingest/warc). Every file that datapackage.json lists is checked against its
/// SHA-256, and datapackage.json against datapackage-digest.json: a mismatch is an error and a warning on each document that comes out
/// of it, which is read all the same. Signatures are not verified. Pages without a title take that of pages/pages.jsonl. Indexes are
/// not used: they may lie. Memory: as for a WARC, where its entry is stored as the standard wants it; else the entry unpacked.
void read_wacz(std::string_view bytes, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
