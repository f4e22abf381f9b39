// Any bytes as plain text or as agency copy.
#include "ingest/text/text.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  const bool wire = (input.choice() & 1) != 0;
  fuzz::check(wire ? ingest::read_wire(input.rest(), limits) : ingest::read_text(input.rest(), limits), limits);
  ingest::like_wire(input.rest());
  return 0;
}
