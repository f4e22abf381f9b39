// Any bytes as a page: with a charset and an address from outside, with neither, or as the body of a feed's item.
#include "ingest/html/html.h"
#include "base/utf8.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  static constexpr const char* charsets[] = {"", "utf-8", "windows-1252", "shift_jis", "gb18030", "utf-16le", "koi8-r", "no-such"};
  fuzz::Input input(data, size);
  const Limits limits = Limits::tight();
  const std::uint8_t choice = input.choice();
  if (choice == 255) {
    fuzz::check(ingest::read_html_fragment(to_valid_utf8(input.rest()), limits), limits);
    return 0;
  }
  auto articles = ingest::read_html(input.rest(), {charsets[choice % 8], choice & 64 ? "http://lantern.example/2031/05/06/harbour" : ""}, limits);
  if (!articles) {
    fuzz::check(tl::unexpected(articles.error()), limits);
    return 0;
  }
  fuzz::require(!articles->empty(), "no article and no error");
  for (Document& article : *articles) fuzz::check(std::move(article), limits);
  return 0;
}
