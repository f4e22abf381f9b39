// Any bytes as a feed.
#include "ingest/feed/feed.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  ingest::read_feed(input.bytes(), limits, fuzz::checking(limits));
  return 0;
}
