// From drafts to attributions: trims spans, nests, resolves who speaks, settles the stance.
#pragma once

#include "claims/agents.h"
#include "claims/draft.h"
#include "claims/stance/stance_reader.h"

namespace stemma::claims {

inline constexpr int kDeepest = 4;  // levels of nesting that are kept

/// Fills attributions and agents of `reading`. `stances`, if there is one, decides on stance, negation and certainty; without it they are
/// the drafts' and settled_stance()'s. REQUIRES: `sheet` belongs to reading.document.
void settle(Sheet& sheet, const Antecedents& antecedents, Reading& reading, const StanceReader* stances = nullptr);

/// A government or organisation, or somebody who speaks for one.
bool speaks_for_body(const Agent& agent);

/// What plain words come to out of the mouth of a body, or of who speaks for one: "no one was held" is a denial, "it would pay" a
/// commitment. Other stances than asserting and expecting stay as they are.
Stance body_stance(const View& view, const Draft& draft, Stance plain);

/// What a plain assertion comes to whose words say that something is false ("called it a forgery"), or that it was not so ("said no talks had
/// taken place") if the source is `named`: a person, company or government that answers for it.
Stance named_stance(const View& view, const Draft& draft, Stance plain, bool named);

/// The stance of a draft, from its cue's, the negation and what the content opens with. `body`: the source is a government or
/// organisation or speaks for one, so that "no one was held" out of its mouth is a denial.
Stance settled_stance(const View& view, const Draft& draft, bool body);

}  // namespace stemma::claims
