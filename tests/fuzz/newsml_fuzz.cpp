// Any bytes as a news item of an agency: NewsML-G2 and NITF, or ninjs.
#include "ingest/newsml/newsml.h"
#include "ingest/newsml/ninjs.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  if ((input.choice() & 1) != 0) ingest::read_ninjs(input.rest(), limits, fuzz::checking(limits));
  else ingest::read_newsml(input.rest(), limits, fuzz::checking(limits));
  ingest::like_ninjs(input.rest());
  return 0;
}
