// Any bytes as a WACZ file.
#include "ingest/wacz/wacz.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  ingest::like_wacz(input.bytes());
  ingest::read_wacz(input.bytes(), limits, fuzz::checking(limits));
  return 0;
}
