// From an original to the bytes that a document was read from, by its Document::source: what a map of bytes is checked and shown with.
//
// Codings, each done on what the one before it left:
//     part:OFFSET+LENGTH   only those bytes: a line, a record or a member inside something that had to be unpacked first
//     gzip                 RFC 1952, all members; with a part behind it, only that part is unpacked
//     deflate              HTTP's "deflate": zlib format, or raw
//     deflate-raw          RFC 1951 alone, as in ZIP files
//     br                   Brotli (RFC 7932)
//     zstd                 RFC 8878, all frames
//     zstd:SKIP            the same from byte SKIP on, with the dictionary that the data begin with
//     base64, quoted-printable   of e-mail (RFC 2045)
//     chunked              chunks of HTTP/1.1 (RFC 9112, 7.1), joined
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// The bytes that Document::map points into. Errors: malformed (a stretch outside the original, data that do not unpack),
/// unsupported (a coding that is not listed), over_limit. Safe with any `source`, one out of a damaged case included.
Result<std::string> source_bytes(std::string_view original, const Source& source, const Limits& limits);

/// The coding "part:OFFSET+LENGTH".
std::string part_coding(std::uint64_t offset, std::uint64_t length);

/// `d` was read from data that `coding` unpacks from `size` bytes at `offset` of something larger: its source becomes those bytes, and
/// what it was within the data becomes codings behind this one (a plain part is added to the map instead).
void wrap_source(Document& d, std::uint64_t offset, std::uint64_t size, std::string coding);

}  // namespace stemma::ingest
