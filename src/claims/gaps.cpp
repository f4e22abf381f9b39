// What the network leaves out and the grammar is sure of.
#include <algorithm>
#include <vector>

#include "claims/draft.h"
#include "claims/tree.h"

namespace stemma::claims {
namespace {

using lang::Relation;

/// A verb that is the main one of its sentence, and a name, the noun of an office or "she" among those who speak.
bool is_sure(const View& v, const Draft& d) {
  const auto any = [](const Ranges& part, auto holds) {
    for (const Range& r : part)
      for (std::uint32_t i = r.first; i < r.last; ++i)
        if (holds(i)) return true;
    return false;
  };
  return any(d.cue, [&](std::uint32_t i) { return v.token(i).head < 0; }) && any(d.source, [&](std::uint32_t i) {
           return v.tag(i) == Tag::name || v.is(i, kPersonRole | kGroupNoun | kGovernment | kMedia | kOrganisation | kSpokes) || v.is(i, "he") || v.is(i, "she");
         });
}

/// By token: the stretch of all drafts that it is part of, from their first token to their last; empty if it is part of none.
std::vector<Range> stretches(const Sheet& sheet) {
  std::vector<Range> out(sheet.view.size());
  for (const Draft& d : sheet.drafts) {
    Range all{sheet.view.size(), 0};
    for (const Ranges* part : {&d.source, &d.cue, &d.content})
      for (const Range& r : *part) all = {std::min(all.first, r.first), std::max(all.last, r.last)};
    for (const Ranges* part : {&d.source, &d.cue, &d.content})
      for (const Range& r : *part)
        for (std::uint32_t i = r.first; i < r.last; ++i) out[i] = out[i].empty() ? all : Range{std::min(out[i].first, all.first), std::max(out[i].last, all.last)};
  }
  return out;
}

/// "Withdrew her name" denies nothing.
bool is_denying(const CueVerb* verb) { return verb != nullptr && verb->speech && verb->stance == Stance::denies; }

/// "Mr Roe was quoted as saying that ...", "“...,” the Lantern quoted Mr Roe as saying": the network has seen two in training, and takes him for words of the
/// content, or the paper for the speaker.
bool tells_who_is_quoted(const View& v, const Draft& d) {
  if (d.rule != kQuotedAsSaying || d.source.empty() || d.content.empty()) return false;
  bool passive = false;
  for (std::uint32_t i = d.cue[0].first; i < d.cue[0].last; ++i) passive = passive || v.is(i, kBe);
  return passive || d.cue.size() > 1;
}

/// What the grammar is sure of: neither what is said nor that it is said stands in a draft that the sheet has. Or it denies something of which such a draft
/// is but a part ("rejected any suggestion of wrongdoing"): a denial is not lost for what stands inside it.
void read_by_grammar(Sheet& sheet) {
  const View& v = sheet.view;
  Sheet grammar(v);
  for (std::uint32_t s = 0; s < v.analysis().sentences.size(); ++s) {
    read_headline(grammar, s);
    read_verbs(grammar, s);
  }
  std::vector<bool> quotes(v.size(), false);
  for (const Draft& d : grammar.drafts)
    if (tells_who_is_quoted(v, d)) std::fill(quotes.begin() + d.cue.front().first, quotes.begin() + d.cue.back().last, true);
  std::erase_if(sheet.drafts, [&](const Draft& d) {
    return std::any_of(d.cue.begin(), d.cue.end(), [&](const Range& r) { return std::any_of(quotes.begin() + r.first, quotes.begin() + r.last, [](bool q) { return q; }); });
  });
  const std::vector<Range> told = stretches(sheet);
  const auto untold = [&](const Range& r) { return std::all_of(told.begin() + r.first, told.begin() + r.last, [](const Range& t) { return t.empty(); }); };
  const auto inside = [&](const Range& r) { return std::all_of(told.begin() + r.first, told.begin() + r.last, [&](const Range& t) { return t.empty() || r.covers(t); }); };
  const auto has_finite = [&](const Range& r) { return v.has_finite(r); };
  for (Draft& d : grammar.drafts) {
    if (tells_who_is_quoted(v, d)) {
      sheet.add(std::move(d));
      continue;
    }
    if (d.rule == "after-clause" && std::none_of(d.content.begin(), d.content.end(), has_finite)) continue;  // "Later in the debate, Kasich went after him"
    const bool sure = !d.source.empty() && !d.content.empty() && (!d.verb || is_sure(v, d)) && std::all_of(d.cue.begin(), d.cue.end(), untold);
    if (sure && (is_denying(d.verb) ? std::all_of(d.content.begin(), d.content.end(), inside) : std::all_of(d.content.begin(), d.content.end(), untold)))
      sheet.add(std::move(d));
  }
}

/// "A claim denied by the army was repeated": a participle beside a noun of saying, with who does it.
void read_denied_nouns(Sheet& sheet) {
  const View& v = sheet.view;
  std::vector<bool> cues(v.size(), false);
  for (const Draft& d : sheet.drafts)
    for (const Range& r : d.cue) std::fill(cues.begin() + r.first, cues.begin() + r.last, true);
  for (std::uint32_t i = 0; i < v.size(); ++i) {
    const lang::Token& t = v.token(i);
    if (t.relation != Relation::acl || t.head < 0 || t.head >= static_cast<std::int32_t>(i) || cues[i] || !is_denying(v.word(i).verb) || !v.is(i + 1, "by")) continue;
    const auto noun = static_cast<std::uint32_t>(t.head);
    const auto who = agent_of_passive(v, i);
    if (!who || v.word(noun).noun == nullptr) continue;
    Draft d;
    d.source = {*who};
    d.cue = {{i, i + 2}};
    d.content = {noun_phrase(v, noun)};
    for (std::uint32_t k = noun + 1; k < d.content[0].last; ++k)
      if (hangs_on(v, k, i)) d.content[0].last = k;  // "a claim repeatedly denied by the army"
    d.stance = Stance::denies;
    d.verb = v.word(i).verb;
    d.anchor = i;
    d.rule = "participle";
    sheet.add(std::move(d));
  }
}

}  // namespace

void read_gaps(Sheet& sheet) {
  read_by_grammar(sheet);
  read_denied_nouns(sheet);
}

}  // namespace stemma::claims
