// What pdftotext may print, whatever the PDF made of it.
#include "base/utf8.h"
#include "ingest/pdf/pdf.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  fuzz::check(ingest::read_layout(ingest::parse_layout(to_valid_utf8(input.bytes())), limits), limits);
  return 0;
}
