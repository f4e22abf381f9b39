// Dictionary forms. The language model's own are not used: of words that it has not seen it makes new ones ("carri", "stopp").
#pragma once

#include <string>
#include <string_view>

#include "claims/ground/events/tables.h"

namespace stemma::claims::ground::events {

/// Of a regular form of a verb in lower case: "stop" of "stopped", "carry" of "carries". What the rules would miss is in forms.tsv.
std::string regular_verb(std::string_view form);
/// Of any form of a verb in lower case.
std::string verb_lemma(const Tables& tables, std::string_view form);
/// "clerk" of "clerks".
std::string regular_noun(std::string_view plural);

}  // namespace stemma::claims::ground::events
