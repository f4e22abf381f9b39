// Press releases and findings that a body issues itself: its sentences are its statements.
#include <algorithm>

#include "base/utf8.h"
#include "claims/draft.h"

namespace stemma::claims {
namespace {

/// The publisher's name says that it is a ministry, a company, a committee, and not an outlet.
bool is_body(std::string_view publisher) {
  std::uint64_t cls = 0;
  for (ByteSpan s : word_spans(publisher)) cls |= word_class(to_lower(slice(publisher, s)));
  return (cls & (kGovernment | kOrganisation)) != 0 && (cls & kMedia) == 0;
}

}  // namespace

void read_own_voice(Sheet& sheet) {
  const View& v = sheet.view;
  if (!is_body(v.document().publisher.value)) return;
  std::vector<bool> told(v.analysis().sentences.size(), false);
  for (const Draft& d : sheet.drafts)
    for (const Ranges* part : {&d.cue, &d.content})
      for (const Range& r : *part) told[v.word(r.first).sentence] = true;
  for (std::size_t n = 0; n < told.size(); ++n) {
    const lang::Sentence& s = v.analysis().sentences[n];
    bool finite = false;
    for (std::uint32_t i = s.first; i < s.last; ++i) finite = finite || v.finite(i);
    if (told[n] || v.document().blocks[s.block].kind != BlockKind::paragraph || s.last - s.first < 5 || !finite) continue;
    Draft d;
    d.content = {{s.first, s.last}};
    for (std::uint32_t i = s.first + 2; i < s.last && i < s.first + 7; ++i)
      if (v.is(i, "that") && v.is(s.first, "it") && v.is(s.first + 1, kBe)) {  // "It is untrue that", "It is not the case that"
        const bool denied = v.is(i - 1, "untrue") || v.is(i - 1, "false") || v.is(i - 1, "wrong") || v.is(i - 1, "incorrect") || v.is(s.first + 2, "not");
        if (!denied) break;
        d.cue = {{s.first, i}};
        d.content = {{i, s.last}};
        d.stance = Stance::denies;
      }
    d.speech = true;
    d.rule = "own-voice";
    d.confidence = 0.5F;
    sheet.drafts.push_back(std::move(d));
  }
}

}  // namespace stemma::claims
