#include "claims/stance/plain.h"

#include <algorithm>
#include <initializer_list>

#include "claims/stance/cue.h"

namespace stemma::claims::stance {
namespace {

bool one_of(const View& v, std::uint32_t i, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return v.is(i, w); });
}

bool any(const View& v, const Ranges& ranges, std::initializer_list<std::string_view> words) {
  for (const Range& r : ranges)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (one_of(v, i, words)) return true;
  return false;
}

bool negated(const View& v, const Ranges& cue) {
  for (const Range& r : cue)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (v.is(i, kNot) || v.is(i, "unable") || v.is(i, "cannot")) return true;
  return false;
}

/// The first word of the content that is no mark.
std::uint32_t opening(const View& v, const Ranges& content) {
  std::uint32_t i = content[0].first;
  while (i + 1 < content[0].last && v.mark(i)) ++i;
  return i;
}

/// "who fired", "whether it was": left open. "Why" and "how" take for granted that it was so.
bool leaves_open(const View& v, const Ranges& content) { return one_of(v, opening(v, content), {"whether", "if", "who", "whom", "whose", "what", "which"}); }

/// "had no comment on the report".
bool no_comment(const View& v, const Ranges& ranges) {
  for (const Range& r : ranges)
    for (std::uint32_t i = r.first; i + 1 < r.last; ++i)
      if (v.is(i, "no") && v.is(i + 1, "comment")) return true;
  return false;
}

/// "maintained his innocence", "he was innocent": at the end of the cue or of the content, so that nothing else is said of it.
bool innocent(const View& v, const Ranges& cue, const Ranges& content) {
  std::uint32_t last = content.back().last - 1;
  while (last > content.back().first && v.mark(last)) --last;
  if (v.is(last, "innocence")) return any(v, cue, {"maintain", "maintains", "maintained", "maintaining", "protest", "protests", "protested", "protesting", "proclaim", "proclaims", "proclaimed", "insist", "insists", "insisted", "asserted", "asserts"});
  return v.is(last, "innocent") && v.token(last).relation != lang::Relation::amod && !negated(v, content);
}

/// "refuse to | discuss the reports": the cue's words and the first of the content.
bool speaks_of_saying(const View& v, const Ranges& cue, const Ranges& content) {
  static const std::initializer_list<std::string_view> saying = {"comment", "say", "discuss", "answer", "respond", "reply", "confirm", "elaborate", "speak", "disclose", "specify", "speculate", "address", "talk", "go", "give", "provide"};
  const std::uint32_t first = opening(v, content);
  return any(v, cue, saying) || (v.is(first, "to") && one_of(v, first + 1, saying)) || one_of(v, first, {"comment", "interview", "questions", "requests"});
}

/// A cue that rejects nothing, and no word that negates or calls something false.
bool nothing_denied(const View& v, const Ranges& source, const Ranges& cue, const Ranges& content, const Words& words) {
  const SenseSet rejects = bit(Sense::denies) | bit(Sense::falsehood);
  const Cue how = read_cue(v, source, cue, words);
  if (how.negated || how.refuses || any(v, cue, {"counter", "counters", "countered", "countering"}) || (how.senses & (rejects | bit(Sense::doubts))) != 0) return false;
  for (const Range& r : content)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (v.is(i, kNot | kNobody) || one_of(v, i, {"no", "without", "cannot", "far", "except"}) || (words.senses(words.stem(v.lower(i))) & rejects) != 0) return false;
  return true;
}

/// "would not say" refuses; "did not say" leaves open.
bool would_not(const View& v, const Ranges& cue) { return any(v, cue, {"would", "will", "wo"}); }

}  // namespace

bool refuses_to_speak(const View& v, const Ranges& cue, const Ranges& content) {
  if (cue.empty() || content.empty() || content[0].empty()) return false;
  const bool refuses = any(v, cue, {"decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing"});
  const bool would_not_say = negated(v, cue) && would_not(v, cue) && any(v, cue, {"say", "comment", "confirm", "discuss", "answer", "elaborate", "speculate", "specify", "disclose", "tell"});
  const bool did_not_answer = negated(v, cue) && any(v, cue, {"respond", "comment", "reply", "answer", "return"}) && !any(v, cue, {"say", "says", "said"});
  return no_comment(v, cue) || (refuses && speaks_of_saying(v, cue, content)) || would_not_say || did_not_answer;
}

bool not_confirmed(const View& v, const Ranges& cue) {
  return (negated(v, cue) || any(v, cue, {"declined", "declines", "refused", "refuses"})) && any(v, cue, {"confirm", "confirmed", "confirms", "confirming"});
}

bool grants(const View& v, const Ranges& cue) {
  bool no = false;
  for (const Range& r : cue)
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      no = no || v.is(i, kNot) || v.is(i, "cannot");
      if (no && v.word(i).verb != nullptr && (v.word(i).verb->lemma == "deny" || v.word(i).verb->lemma == "dispute" || v.word(i).verb->lemma == "refute")) return true;
    }
  return false;
}

Stance plain_stance(const View& v, const Ranges& source, const Ranges& cue, const Ranges& content, const Words& words, Stance weighed) {
  if (cue.empty() || content.empty() || content[0].empty()) return weighed;
  if (weighed == Stance::denies && nothing_denied(v, source, cue, content, words)) return Stance::asserts;
  const bool no = negated(v, cue);
  if (weighed == Stance::denies && refuses_to_speak(v, cue, content)) return Stance::declares;
  const bool looks_into = any(v, cue, {"investigating", "investigates", "investigate", "examining", "probing", "reviewing"}) || (any(v, cue, {"looking", "look", "looks"}) && any(v, cue, {"into"}));
  if (weighed != Stance::denies && !no && looks_into) return Stance::asks;
  if (no_comment(v, cue) || (weighed == Stance::denies && no_comment(v, content))) return Stance::declares;
  if (no && weighed == Stance::confirms && any(v, cue, {"guilty"}) && any(v, cue, {"plead", "pleads", "pleaded", "pled"})) return Stance::denies;
  if ((weighed == Stance::asserts || weighed == Stance::believes) && innocent(v, cue, content)) return Stance::denies;
  if (no && leaves_open(v, content) && !would_not(v, cue) && any(v, cue, {"say", "tell", "specify", "explain", "state", "see", "venture"})) return Stance::doubts;
  if (no && weighed != Stance::denies && any(v, cue, {"verify", "verified", "authenticate", "authenticated", "corroborate", "corroborated", "check", "checked", "establish", "determine"}))
    return Stance::doubts;
  const bool media = source.empty() || v.is(source[0].last - 1, kMedia);
  if (!no && media && weighed == Stance::believes && any(v, cue, {"understood", "understands"})) return Stance::asserts;
  const bool says = any(v, cue, {"say", "says", "said", "told", "tells", "tell", "saying", "added", "adds"});
  if (says && weighed == Stance::commits && v.open_quote(content[0].first) && !any(v, content, {"will", "'ll", "shall", "going"}) && any(v, content, {"would"}))
    return Stance::asserts;
  if (weighed == Stance::demands && any(v, cue, {"insist", "insists", "insisted"}) && v.tag(opening(v, content)) == Tag::number) return Stance::asserts;
  return weighed;
}

}  // namespace stemma::claims::stance
