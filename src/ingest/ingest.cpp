#include "ingest/ingest.h"

#include <fmt/format.h>

#include <new>

#include "base/hash.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"
#include "ingest/meta/notices.h"
#include "ingest/read_as.h"
#include "ingest/sniff.h"
#include "ingest/source.h"
#include "ingest/wacz/wacz.h"
#include "ingest/warc/warc.h"

namespace stemma::ingest {
namespace {

constexpr std::uint64_t kMostErrors = 100;  // of one file; the others are counted

// What all formats share.
void note_withdrawal(Document& d) {
  std::string_view first;
  for (const Block& b : d.blocks)
    if (b.kind == BlockKind::paragraph) {
      first = slice(d, b.span);
      break;
    }
  d.kill_notice = d.kill_notice || is_kill_notice(d.title.value, first);
}

tl::unexpected<Error> unreadable(std::string_view bytes, std::string_view format) {
  if (format == "empty") return fail(ErrorKind::malformed, "the file is empty", 0, "check that it was saved whole");
  const std::string what = format == "gzip" || format == "zstd" ? fmt::format("{} data inside compressed data", format)
                                                                : std::string(binary_name(bytes));
  return fail(ErrorKind::unsupported, fmt::format("this is {}, not a report", what), 0,
              "give pages, texts, PDFs, e-mails, feeds or web archives; unpack other archives first");
}

void read_bytes(std::string_view bytes, const std::string& path, const Limits& limits, bool unpacked, const Sink& sink) {
  const std::string_view format = sniff(bytes, path);
  if ((format == "gzip" || format == "zstd") && !unpacked) {
    const auto inner = format == "gzip" ? gunzip(bytes, limits.max_page_bytes, limits.max_expansion)
                                        : unzstd(bytes, limits.max_page_bytes, limits.max_expansion);
    if (!inner) sink(tl::unexpected(inner.error()));
    else
      read_bytes(*inner, path, limits, true, [&](Result<Document>&& d) {
        if (d && d->source.length > 0) wrap_source(*d, 0, bytes.size(), std::string(format));
        return sink(std::move(d));
      });
  } else if (format == "warc") {
    read_warc(bytes, limits, sink);
  } else if (format == "wacz") {
    read_wacz(bytes, limits, sink);
  } else if (!read_as(format, bytes, {}, limits, sink)) {
    sink(unreadable(bytes, format));
  }
}

}  // namespace

std::string document_id(std::string_view sha256, std::string_view part) {
  return "d" + sha256_hex(std::string(sha256) + "#" + std::string(part)).substr(0, 16);
}

void name_document(Document& d, const std::string& path, const std::string& sha256) {
  d.sha256 = sha256;
  d.path = d.part.empty() ? path : path + "#" + d.part;
  d.id = document_id(sha256, d.part);
}

void parse_each(std::string_view bytes, const std::string& path, const Limits& limits, const Sink& sink) {
  if (bytes.size() > limits.max_original_bytes) {
    sink(fail(ErrorKind::over_limit, fmt::format("{} bytes, the limit is {}", bytes.size(), limits.max_original_bytes),
              limits.max_original_bytes, "split the file"));
    return;
  }
  try {
    std::uint64_t errors = 0;
    bool stopped = false;
    read_bytes(bytes, path, limits, false, [&](Result<Document>&& d) {
      if (d) note_withdrawal(*d);
      else if (++errors > kMostErrors) return true;
      stopped = !sink(std::move(d));
      return !stopped;
    });
    if (errors > kMostErrors && !stopped)
      sink(fail(ErrorKind::malformed, fmt::format("{} more faults in this file", errors - kMostErrors), Error::nowhere,
                "get the file again"));
  } catch (const std::bad_alloc&) {
    sink(fail(ErrorKind::over_limit, "not enough memory to read it", Error::nowhere, "split the file, or close other programs"));
  }
}

void ingest_each(std::string_view bytes, const std::string& path, const Limits& limits, const Sink& sink) {
  std::string sha256;  // made for the first document: what gives none need not be hashed
  parse_each(bytes, path, limits, [&](Result<Document>&& d) {
    if (d && sha256.empty()) sha256 = sha256_hex(bytes);
    if (d) name_document(*d, path, sha256);
    return sink(std::move(d));
  });
}

std::vector<Result<Document>> ingest(std::string_view bytes, const std::string& path, const Limits& limits) {
  std::vector<Result<Document>> out;
  ingest_each(bytes, path, limits, [&](Result<Document>&& d) {
    out.push_back(std::move(d));
    return true;
  });
  return out;
}

}  // namespace stemma::ingest
