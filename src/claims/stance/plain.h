// What the classifier gets wrong because it weighs words: forms whose meaning is fixed.
#pragma once

#include "claims/draft.h"

namespace stemma::claims::stance {

/// The stance of a form that leaves no choice, else `weighed`: "did not say who fired" and "could not be verified" leave open; "it is understood
/// that" asserts; "We would not let it near an animal", in quotation marks, promises nothing; "insists on 212" demands nothing.
Stance plain_stance(const View& view, const Ranges& source, const Ranges& cue, const Ranges& content, Stance weighed);

}  // namespace stemma::claims::stance
