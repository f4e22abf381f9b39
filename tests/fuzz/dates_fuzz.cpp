// Any text where pages print dates, datelines, bylines, credits and names.
#include "base/utf8.h"
#include "ingest/meta/date_grammar.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/names.h"
#include "ingest/meta/notices.h"

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::Input input(data, size);
  const std::string text = to_valid_utf8(input.bytes());
  const auto iso = [](const std::string& s) { return s.size() >= 10 && s[4] == '-' && s[7] == '-'; };
  if (const auto date = ingest::parse_date(text)) fuzz::require(iso(*date), "a date that is not ISO");
  std::size_t at = 0, length = 0;
  if (const auto date = ingest::find_date(text, &at, &length)) fuzz::require(iso(*date) && at + length <= text.size(), "a date outside its text");
  if (const auto line = ingest::parse_dateline(text, "2031-05-06")) fuzz::require(line->span.end <= text.size(), "a dateline outside its text");
  ingest::parse_letterhead(text);
  ingest::parse_credit(text);
  ingest::parse_byline(text);
  ingest::copyright_holder(text);
  ingest::is_kill_notice(text, text);
  ingest::expand_acronym("QNW", text, text);
  ingest::agency_name(text);
  return 0;
}
