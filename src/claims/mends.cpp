// What the network gets wrong where the grammar leaves no choice: who speaks, and who is spoken of.
#include <algorithm>
#include <array>
#include <optional>

#include "claims/draft.h"
#include "claims/tree.h"

namespace stemma::claims {
namespace {

using lang::Relation;

/// "Denying that he had fled, the banker said ...", "Mr Roe, denying the charges, left": whom the participle goes with.
std::optional<Range> speaker_of_participle(const View& v, std::uint32_t cue) {
  if (v.tag(cue) != Tag::gerund || v.token(cue).relation != Relation::advcl || v.token(cue).head < 0) return {};
  const auto subject = child(v, static_cast<std::uint32_t>(v.token(cue).head), {Relation::nsubj, Relation::nsubj_pass});
  return subject ? std::optional(noun_phrase(v, *subject)) : std::nullopt;
}

/// "State radio, citing the army, reported ...": the subject of a verb that stands by itself.
std::optional<Range> speaker_of_verb(const View& v, std::uint32_t cue) {
  if (!v.finite(cue)) return {};
  const auto subject = child(v, cue, {Relation::nsubj});
  if (!subject || *subject > cue || !(v.tag(*subject) == Tag::noun || v.tag(*subject) == Tag::name || v.is(*subject, kHeWord | kSheWord | kTheyWord))) return {};
  return noun_phrase(v, *subject);
}

/// The subject of the cue, whom a participle goes with, who stands behind "by".
std::optional<Range> speaker_of(const View& v, const Draft& d) {
  for (const Range& r : d.cue)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      for (const auto& speaker : {speaker_of_participle(v, i), agent_of_passive(v, i), speaker_of_verb(v, i)})
        if (speaker) return speaker;
  return {};
}

void supply_speaker(const View& v, Draft& d) {
  const bool only_title = d.source.size() == 1 && d.source[0].size() == 1 && v.token(d.source[0].first).relation == Relation::nmod_desc;
  const auto speaker = d.source.empty() || only_title ? speaker_of(v, d) : std::nullopt;
  if (!speaker) return;
  for (Range& r : d.content)  // "called a charlatan by fellow physicians"
    if (r.last == speaker->last && r.first + 1 < speaker->first && v.is(speaker->first - 1, "by")) r.last = speaker->first - 1;
  const auto touches = [&](const Range& r) { return r.first < speaker->last && speaker->first < r.last; };
  if (std::none_of(d.cue.begin(), d.cue.end(), touches) && std::none_of(d.content.begin(), d.content.end(), touches)) d.source = {*speaker};
}

/// "Governor accused of taking bribes": he does not say it, it is said of him.
void unseat_accused(const View& v, Draft& d) {
  static constexpr std::array<std::string_view, 6> verbs = {"accused", "charged", "suspected", "blamed", "indicted", "convicted"};
  if (d.source.size() != 1 || d.cue.size() != 1 || d.cue[0].size() != 2 || d.source[0].last != d.cue[0].first || d.content[0].first != d.cue[0].last) return;
  if (std::find(verbs.begin(), verbs.end(), v.lower(d.cue[0].first)) == verbs.end() || !(v.is(d.cue[0].last - 1, "of") || v.is(d.cue[0].last - 1, "with") || v.is(d.cue[0].last - 1, "for"))) return;
  d.content.insert(d.content.begin(), d.source[0]);
  d.source.clear();
}

/// "'We are afraid': Ostrel residents flee": the residents say it, and their fleeing is no part of their name.
void shorten_to_subject(const View& v, Draft& d) {
  if (d.source.size() != 1 || d.cue.size() != 1 || !v.is(d.cue[0].first, ":") || d.source[0].first != d.cue[0].last) return;
  for (std::uint32_t i = d.source[0].first + 1; i < d.source[0].last; ++i) {
    if (!v.finite(i)) continue;
    const auto subject = child(v, i, {Relation::nsubj, Relation::nsubj_pass});
    if (subject && d.source[0].has(*subject)) d.source[0].last = std::min(d.source[0].last, noun_phrase(v, *subject).last);
    return;
  }
}

/// "46 dead in Ostrel: ministry": all that stands before the colon of a headline.
void take_whole_headline(const View& v, Draft& d) {
  if (d.source.size() != 1 || d.cue.size() != 1 || d.content.size() != 1 || !v.is(d.cue[0].first, ":") || v.block_kind(d.cue[0].first) != BlockKind::headline) return;
  if (d.source[0].first == d.cue[0].last && d.content[0].last < d.cue[0].first) d.content[0].last = d.cue[0].first;
}

/// "It was closed, police said, according to the Wire": what the Wire says goes on to the end of how the police say it.
void reach_behind_cue(std::vector<Draft>& drafts, std::size_t i) {
  Draft& around = drafts[i];
  for (std::size_t k = i < 4 ? 0 : i - 4; k < std::min(drafts.size(), i + 5); ++k) {
    const Draft& d = drafts[k];
    if (k == i || d.source.size() != 1 || d.cue.empty() || d.content.empty() || around.content.empty()) continue;
    const Range end = around.content.back();
    const bool cut = end.last == d.source[0].last && d.cue[0].first == end.last && around.content.front().first <= d.content.front().first && end.first <= d.content.back().first;
    const bool free = std::none_of(around.cue.begin(), around.cue.end(), [&](const Range& r) { return r.first < d.cue[0].last; });
    if (cut && free) around.content.back().last = d.cue.back().last;
  }
}

}  // namespace

void mend(Sheet& sheet) {
  for (std::size_t i = 0; i < sheet.drafts.size(); ++i) reach_behind_cue(sheet.drafts, i);
  for (Draft& d : sheet.drafts) {
    unseat_accused(sheet.view, d);
    shorten_to_subject(sheet.view, d);
    take_whole_headline(sheet.view, d);
    supply_speaker(sheet.view, d);
  }
}

}  // namespace stemma::claims
