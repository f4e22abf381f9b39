// The binary form in which a confined parser hands over what it has read, and its owner answers.
//
// Numbers are LEB128, texts and lists have their length in front, fields stand in the order of document.h. The form is never stored:
// both ends are the same program. The reading side trusts nothing: lengths, UTF-8, kinds, order and ends of spans are checked, and
// no list may be longer than the bytes that are left. All errors are `internal`: an honest parser cannot cause them.
#pragma once

#include <string>
#include <string_view>

#include "ingest/pdf/process.h"
#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest::confine {

/// Everything but id, path and sha256, which the owner knows better.
std::string encode(const Document& document);
Result<Document> decode_document(std::string_view bytes, const Limits& limits);

std::string encode(const Error& error);
Result<Error> decode_error(std::string_view bytes);

/// What the parser is asked to do with the bytes that come with it.
struct Job {
  std::string path;
  std::uint64_t size = 0;
  Limits limits;
};
std::string encode(const Job& job);
Result<Job> decode_job(std::string_view bytes);

/// A program to be run on some bytes, and what it gave.
struct Errand {
  std::vector<std::string> arguments;
  std::string input;
  Confinement limits;
};
std::string encode(const Errand& errand);
Result<Errand> decode_errand(std::string_view bytes);
std::string encode(const Result<Ran>& ran);
Result<Result<Ran>> decode_ran(std::string_view bytes);

/// The end of a job.
struct Spent {
  std::uint64_t nanoseconds = 0;  ///< of the processor
  bool worn_out = false;          ///< the parser holds more memory than is worth keeping
};
std::string encode(const Spent& spent);
Result<Spent> decode_spent(std::string_view bytes);

}  // namespace stemma::ingest::confine
