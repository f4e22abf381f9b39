// Drafts in which nobody says anything.
#include <algorithm>

#include "claims/draft.h"
#include "claims/own_voice.h"

namespace stemma::claims {
namespace {

constexpr float kSure = 0.6F;        // CONSTANT: of less, without a word of saying, one in five is an attribution (PolNeAR dev: precision 78.3 to 79.3, F1 77.1 to 77.2)
constexpr float kSureOfName = 0.9F;  // CONSTANT: by hand. "Pence: ..." is no name to the reader of names

bool opens_summary(const View& v, std::uint32_t i) { return v.is(i, "story") && v.is(i + 1, "highlights"); }

/// "URGENT: ...", "KILL NOTICE: ...".
bool is_label(const View& v, const Draft& d) {
  if (d.source.size() == 1 && d.source[0].size() == 1 && opens_summary(v, d.source[0].first)) return true;
  return d.source.size() == 1 && d.cue.size() == 1 && v.is(d.cue[0].first, ":") && is_desk_label(v, d.source[0]);
}

/// "What is known of the flood", in a headline: by nobody, and nothing.
bool only_promises(const View& v, const Draft& d) {
  const std::uint32_t first = d.content[0].first;
  return d.rule == kNetwork && d.source.empty() && v.block_kind(first) == BlockKind::headline && promises_to_tell(v, first);
}

/// "The 1996 law known as the Ostrel Act": on nobody's word, and no proposition.
bool gives_a_name(const View& v, const Draft& d) {
  if (!d.source.empty() || d.cue.empty()) return false;
  const std::uint32_t last = d.cue.back().last - 1;
  return v.is(last, "nicknamed") || v.is(last, "dubbed") || (last > 0 && v.is(last, "as") && v.is(last - 1, "known"));
}

/// An article, the "who" of a question, or digits before what is no verb of speech: what follows was a participle ("a disputed depot", "17 named dead").
bool names_nobody(const View& v, const Draft& d) {
  if (d.source.size() != 1 || d.source[0].size() != 1) return false;
  const std::uint32_t i = d.source[0].first;
  if (v.is(i, "a") || v.is(i, "an") || v.is(i, "the") || (v.is(i, "who") && i == v.sentence_of(i).first)) return true;
  return v.token(i).kind == lang::TokenKind::number && !d.speech;
}

/// The last word of a person's or a body's name.
bool can_speak(const View& v, std::uint32_t i) {
  using lang::NameType;
  if (v.word(i).name < 0) return false;
  const NameType type = v.analysis().names[static_cast<std::size_t>(v.word(i).name)].type;
  return type == NameType::person || type == NameType::organisation || type == NameType::government || type == NameType::media || type == NameType::people;
}

/// Somebody or something that may be speaking stands before the colon of a headline.
bool has_speaker(const Sheet& sheet, const Draft& d) {
  if (d.source.size() != 1) return false;
  const Range source = d.source[0];
  return speaks_before_colon(sheet, source, true) || can_speak(sheet.view, source.last - 1) || (source.size() == 1 && d.confidence >= kSureOfName);
}

/// "Dockers block the ferry": the network knows the bodies of reports, and in a headline takes what stands behind any verb for words of its subject.
bool only_does(const Sheet& sheet, const Draft& d) {
  const View& v = sheet.view;
  if (d.rule != kNetwork || d.cue.empty() || d.direct) return false;
  const bool headline = v.block_kind(d.content[0].first) == BlockKind::headline, sure = d.confidence >= kSure;
  if (headline && !sure) return true;
  if (!headline && sure) return false;
  for (const Range& r : d.cue)
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      if (v.is(i, ":")) return headline && !has_speaker(sheet, d);
      if (v.word(i).verb != nullptr || v.word(i).noun != nullptr || v.dash(i) || is_hearsay(v.lower(i)) || v.is(i, "according") || v.is(i, "per")) return false;
    }
  return true;
}

}  // namespace

bool is_desk_label(const View& v, Range words) {
  return v.label(words.first) && (words.size() == 1 || (words.size() == 2 && (v.is(words.first + 1, "notice") || v.is(words.first + 1, "note"))));
}

std::uint32_t past_label(const View& v, Range words) {
  if (opens_summary(v, words.first)) return std::min(words.first + 2, words.last);
  for (std::uint32_t colon = words.first + 1; colon < std::min(words.last, words.first + 3); ++colon)
    if (v.is(colon, ":") && is_desk_label(v, {words.first, colon})) return colon + 1;
  return words.first;
}

void drop_unsaid(Sheet& sheet) {
  std::erase_if(sheet.drafts, [&](const Draft& d) { return is_label(sheet.view, d) || only_promises(sheet.view, d) || gives_a_name(sheet.view, d) || names_nobody(sheet.view, d) || only_does(sheet, d); });
}

}  // namespace stemma::claims
