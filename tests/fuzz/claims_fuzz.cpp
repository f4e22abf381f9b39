// Any text, a paragraph a line, through the attribution reader: what it promises of spans, parents and agents.
#include <algorithm>

#include "claims/claims.h"
#include "claims/settle.h"

#include "../paragraphs.h"
#include "base/utf8.h"
#include "fuzz.h"

namespace {

using namespace stemma;

void check_spans(const Document& d, const Spans& spans) {
  std::uint32_t at = 0;
  for (const ByteSpan& s : spans) {
    fuzz::require(at <= s.begin && s.begin < s.end && s.end <= d.text.size(), "spans out of order");
    fuzz::require(find_invalid_utf8(slice(d, s)) == std::string_view::npos, "half a character");
    at = s.end;
  }
}

void check(const Reading& r) {
  const auto agents = static_cast<std::int32_t>(r.agents.size()), all = static_cast<std::int32_t>(r.attributions.size());
  for (const Attribution& a : r.attributions) {
    fuzz::require(!a.content.empty(), "nothing is said");
    for (const Spans* spans : {&a.source, &a.cue, &a.content}) check_spans(r.document, *spans);
    fuzz::require(a.agent >= -1 && a.agent < agents && a.parent >= -1 && a.parent < all, "a number of nobody");
    for (const SourceLink& l : a.links) fuzz::require(l.agent < agents && l.span.begin < l.span.end, "a link to nobody");
    int depth = 0;
    for (std::int32_t p = a.parent; p >= 0 && depth <= claims::kDeepest; p = r.attributions[static_cast<std::size_t>(p)].parent) ++depth;
    fuzz::require(depth <= claims::kDeepest, "nested in itself");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto language = lang::LanguageReader::shared();
  static const auto reader = claims::make_reader();
  static lang::LanguageReader::Workspace space;
  static claims::Workspace scratch;
  fuzz::require(language.has_value() && reader.has_value(), "a model does not load");
  Reading reading;
  reading.document = test::paragraphs(to_valid_utf8(fuzz::Input(data, size).bytes()));
  const lang::Analysis analysis = (*language)->read(reading.document, space);
  const lang::Agents agents = (*language)->agents(reading.document, analysis, space);
  (*reader)->read({**language, space, analysis, agents}, scratch, reading);
  check(reading);
  return 0;
}
