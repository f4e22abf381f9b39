// Any text, a paragraph a line, through the grounders: what they promise of spans, references, numbers and days. The first byte chooses the
// day of publication.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "../paragraphs.h"
#include "base/time.h"
#include "base/utf8.h"
#include "claims/claims.h"
#include "claims/ground/ground.h"
#include "fuzz.h"

namespace {

using namespace stemma;

void check(const Document& d, ByteSpan s) {
  fuzz::require(s.begin < s.end && s.end <= d.text.size(), "a span outside the text");
  fuzz::require(find_invalid_utf8(slice(d, s)) == std::string_view::npos, "half a character");
}

void check_text(const std::string& s) { fuzz::require(find_invalid_utf8(s) == std::string_view::npos, "half a character in a value"); }

template <class T>
void check_all(const Reading& r, const std::vector<T>& all) {
  std::uint32_t at = 0;
  for (const T& v : all) {
    check(r.document, v.span);
    fuzz::require(v.span.begin >= at, "not in order of the text");
    at = v.span.begin;
    fuzz::require(v.attribution >= -1 && v.attribution < static_cast<std::int32_t>(r.attributions.size()), "words of nobody");
    fuzz::require(v.confidence >= 0 && v.confidence <= 1 && !v.rule.empty(), "no rule, or no confidence");
  }
}

void check_day(const std::string& day) {
  if (day.empty()) return;
  const auto parsed = parse_iso_day(day);
  fuzz::require(parsed && valid(*parsed), "a day that no calendar has");
}

template <class T>
void check_index(std::int32_t i, const std::vector<T>& all) {
  fuzz::require(i >= -1 && i < static_cast<std::int32_t>(all.size()), "a number of nothing");
}

void check(const Reading& r) {
  check_all(r, r.times), check_all(r, r.figures), check_all(r, r.places), check_all(r, r.events);
  for (const TimeExpression& t : r.times) {
    check_day(t.earliest), check_day(t.latest);
    fuzz::require(t.earliest.empty() || t.latest.empty() || t.earliest <= t.latest, "it ends before it begins");
    check_text(t.value);
  }
  for (const Attribution& a : r.attributions) check_day(a.said);
  for (const Figure& f : r.figures) {
    for (const auto& n : {f.value, f.low, f.high, f.converted}) fuzz::require(!n || std::isfinite(*n), "no number");
    fuzz::require(!f.low || !f.high || *f.low <= *f.high, "the bounds are crossed");
    if (f.counted_span) check(r.document, *f.counted_span);
    check_index(f.place, r.places), check_index(f.time, r.times), check_day(f.as_of);
    for (const auto* s : {&f.number, &f.unit, &f.counted, &f.group, &f.doubt}) check_text(*s);
  }
  for (const Place& p : r.places) {
    fuzz::require(!p.address || p.matches.empty(), "coordinates for an address");
    fuzz::require(p.matches.size() <= 5, "too many alternatives");
    for (const PlaceMatch& m : p.matches) fuzz::require(std::abs(m.latitude) <= 90 && std::abs(m.longitude) <= 180, "off the earth");
    check_text(p.name);
  }
  for (const Event& e : r.events) {
    for (const auto i : e.times) check_index(i, r.times);
    for (const auto i : e.places) check_index(i, r.places);
    for (const auto i : e.figures) check_index(i, r.figures);
    for (const Participant& p : e.participants) check(r.document, p.span), check_index(p.agent, r.agents), check_text(p.name);
    check_text(e.predicate);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto language = lang::LanguageReader::shared();
  static const auto reader = claims::make_reader();
  static const auto grounder = claims::ground::Grounder::built_in();
  static lang::LanguageReader::Workspace space;
  static claims::Workspace scratch;
  fuzz::require(language.has_value() && reader.has_value() && grounder.has_value(), "a model does not load");
  static constexpr std::string_view days[] = {"2031-05-06T06:00:00+01:00", "", "2024-02-29", "0000-00-00", "9999-12-31", "1900", "2031-13-41", "yesterday"};
  fuzz::Input input(data, size);
  Reading reading;
  const std::string_view published = days[input.choice() % std::size(days)];
  reading.document = test::paragraphs(to_valid_utf8(input.rest()));
  reading.document.published.value = published;
  const lang::Analysis analysis = (*language)->read(reading.document, space);
  const lang::Agents agents = (*language)->agents(reading.document, analysis, space);
  (*reader)->read({**language, space, analysis, agents}, scratch, reading);
  const claims::ground::Page page(reading, analysis, agents, **language);
  grounder->read_values(page, reading);
  grounder->read_events(page, reading);
  check(reading);
  return 0;
}
