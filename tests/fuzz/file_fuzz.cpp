// Any bytes as a file of any format, and the way back from each text to the bytes of its source.
#include "ingest/byte_map.h"
#include "ingest/ingest.h"
#include "ingest/source.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  static constexpr const char* names[] = {"a.html", "a.txt", "a.warc", "a.xml", "a.jsonl", "a.eml", "a.json", "a"};
  const char* name = names[input.choice() % 8];
  ingest::parse_each(input.rest(), name, limits, [&](Result<Document>&& document) {
    fuzz::check(document, limits);
    if (!document || document->map.runs.empty()) return true;
    const auto source = ingest::source_bytes(input.rest(), document->source, limits);
    fuzz::require(source.has_value(), "a source that cannot be found again");
    fuzz::require(ingest::is_sound(document->map, document->text.size(), source->size()), "a map that leads outside its source");
    return true;
  });
  return 0;
}
