// Any bytes as an e-mail, with whatever is attached to it.
#include "ingest/mail/mail.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  ingest::read_mail(input.bytes(), {}, limits, fuzz::checking(limits));
  return 0;
}
