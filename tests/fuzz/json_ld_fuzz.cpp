// Any text as the JSON-LD of a page.
#include "base/utf8.h"
#include "ingest/html/json_ld.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const std::string script = to_valid_utf8(input.bytes());
  const std::size_t middle = script.find("</script>");
  ingest::Facts facts;
  ingest::read_json_ld({std::string_view(script).substr(0, middle), std::string_view(script).substr(middle == std::string::npos ? 0 : middle)},
                       {"Harbour is open"}, facts);
  return 0;
}
