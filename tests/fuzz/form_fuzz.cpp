// Any bytes from a parser that a page has taken over.

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  const auto same = [](std::string_view once, std::string_view twice) { fuzz::require(once == twice, "two forms of one thing"); };
  namespace confine = ingest::confine;
  switch (input.choice() % 6) {
    case 0:
      if (const auto d = confine::decode_document(input.rest(), limits)) {
        const std::string form = confine::encode(*d);
        const auto again = confine::decode_document(form, limits);
        fuzz::require(again.has_value(), "a form that cannot be read");
        same(form, confine::encode(*again));
        fuzz::require(d->text.size() <= limits.max_text_bytes, "more text than the limit");
      }
      break;
    case 1:
      if (const auto e = confine::decode_error(input.rest())) e->line();
      break;
    case 2: (void)confine::decode_errand(input.rest()); break;
    case 3: (void)confine::decode_ran(input.rest()); break;
    case 4: (void)confine::decode_job(input.rest()); break;
    case 5: (void)confine::decode_spent(input.rest()); break;
  }
  return 0;
}
