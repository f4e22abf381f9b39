// Any bytes as compressed data: what comes out keeps to its budget, in one go and in steps.
#include "ingest/compress/brotli.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  constexpr std::uint64_t cap = 1 << 18, expansion = 50;
  const std::uint8_t choice = input.choice();
  const std::string_view bytes = input.rest();
  const auto bounded = [](const Result<std::string>& out) { fuzz::require(!out || out->size() <= cap, "more than the budget"); };
  switch (choice % 8) {
    case 0: bounded(ingest::gunzip(bytes, cap, expansion)); break;
    case 1: bounded(ingest::inflate_http(bytes, cap, expansion)); break;
    case 2: bounded(ingest::inflate_raw(bytes, cap, expansion)); break;
    case 3: bounded(ingest::unbrotli(bytes, cap, expansion)); break;
    case 4: bounded(ingest::unzstd(bytes, cap, expansion)); break;
    case 5: fuzz::require(ingest::gunzip_start(bytes, 100).size() <= 100, "more than asked for"); break;
    case 6: fuzz::require(ingest::unzstd_start(bytes, 100).size() <= 100, "more than asked for"); break;
    case 7:
      if (const auto member = ingest::gunzip_member(bytes, cap, expansion)) {
        fuzz::require(member->consumed <= bytes.size(), "a member larger than the file");
        bounded(member->data);
        std::string steps;
        const auto streamed = ingest::stream_gzip(bytes, expansion, [&](std::string_view made, std::uint64_t, bool) {
          steps += made;
          return true;
        });
        fuzz::require(!streamed || steps == member->data, "two ways to unpack, two results");
      }
  }
  return 0;
}
