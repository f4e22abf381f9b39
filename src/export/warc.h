// Originals as WARC/1.1 (ISO 28500:2017): what came out of an archive as the records that it was, anything else as a `resource`, and the text
// that was read from each as a `conversion` that refers to it.
#pragma once

#include <string>
#include <vector>

#include "export/folder.h"
#include "export/outgoing.h"

namespace stemma::exports {

/// A record that an index leads to.
struct Capture {
  std::string url, timestamp;    ///< 14 digits
  std::string mime, digest;      ///< "sha1:..." of its payload
  int status = 200;
  std::uint64_t offset = 0, length = 0;  ///< of its gzip member
};

/// A document as a page of the archive.
struct Page {
  std::string url, ts;           ///< ISO, UTC
};

struct Archive {
  std::vector<Capture> captures;  ///< in the order of the file
  std::vector<Page> pages;        ///< one a document
  std::uint64_t records = 0;
  std::vector<LeftOut> left_out;
};

/// Writes one gzip member a record. Memory: one original at a time. Errors: as Outgoing::original.
Result<Archive> write_records(const Outgoing&, Sink&, const std::string& file_name);

/// Counts the records of a file on the disk by the reader of ingest/. Errors: internal if they are not `written`, io.
Result<void> same_records(const std::string& path, const std::string& name, std::uint64_t written);

/// The key of an address in a CDXJ index: host reversed, port and fragment left out, arguments sorted ("Sort-friendly URI Reordering Transform").
std::string surt(const std::string& url);

/// A folder with one WARC file. Errors: io, usage if `path` is there already.
Result<Written> write_warc(const Outgoing&, const std::string& path);
/// One WACZ 1.1.1 file, signed with the key in `key_file`, which is made if it is not there; unsigned if `key_file` is empty.
Result<Written> write_wacz(const Outgoing&, const std::string& path, const std::string& key_file);

}  // namespace stemma::exports
