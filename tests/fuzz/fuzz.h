// What the fuzz targets share: the input in a block of just its size, limits that short inputs reach, and what must hold of any document.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/confine/form.h"
#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::fuzz {

/// A copy with nothing behind it: one byte too far is caught.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : bytes_(std::make_unique<char[]>(size)), size_(size) {
    if (size != 0) std::memcpy(bytes_.get(), data, size);
  }
  std::string_view bytes() const { return {bytes_.get(), size_}; }
  /// Takes the first byte off, as a number that chooses.
  std::uint8_t choice() {
    if (at_ == size_) return 0;
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  std::string_view rest() const { return bytes().substr(at_); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_, at_ = 0;
};

/// Nothing is started here: a target that runs pdftotext would test pdftotext, slowly.
inline const bool no_programs =
    (ingest::run_programs_through([](const auto&, std::string_view, const auto&) -> Result<ingest::Ran> {
       return fail(ErrorKind::unsupported, "no programs are run here");
     }),
     true);

inline void require(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "fuzz: %s\n", what);
  std::abort();
}

/// What its owner demands of a confined parser: valid UTF-8, spans that fit, lists in order. And an error is one line.
inline void check(const Result<Document>& document, const Limits& limits) {
  if (!document) {
    require(!document.error().what.empty(), "an error without words");
    require(document.error().line().find('\n') == std::string::npos, "an error of several lines");
    return;
  }
  const auto back = ingest::confine::decode_document(ingest::confine::encode(*document), limits);
  if (!back) require(false, back.error().what.c_str());
}

/// A sink that checks.
inline auto checking(const Limits& limits) {
  return [&limits, n = 0U](Result<Document>&& document) mutable {
    check(document, limits);
    if (document) require(++n <= limits.max_documents, "more documents than the limit");
    return true;
  };
}

}  // namespace stemma::fuzz
