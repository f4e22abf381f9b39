// What the classifier gets wrong because it weighs words: forms whose meaning is fixed.
#pragma once

#include "claims/draft.h"
#include "claims/stance/words.h"

namespace stemma::claims::stance {

/// The stance of a form that leaves no choice, else `weighed`: "did not say who fired" and "could not be verified" leave open; "it is understood
/// that" asserts; "We would not let it near an animal", in quotation marks, promises nothing; "insists on 212" demands nothing; "pleaded not guilty to
/// theft" and "maintained his innocence" deny; "had no comment" does not, nor what neither rejects nor negates anything ("46 dead: ministry").
Stance plain_stance(const View& view, const Ranges& source, const Ranges& cue, const Ranges& content, const Words& words, Stance weighed);

/// "Declined to comment on", "would not say whether", "did not respond to": nothing is said of the content.
bool refuses_to_speak(const View& view, const Ranges& cue, const Ranges& content);

/// "Could not confirm", "has not confirmed", "refused to confirm": no confirmation.
bool not_confirmed(const View& view, const Ranges& cue);

/// "Could not deny", "does not dispute": the denial is none.
bool grants(const View& view, const Ranges& cue);

}  // namespace stemma::claims::stance
