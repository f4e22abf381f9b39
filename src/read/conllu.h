// An analysis in the CoNLL-U format (universaldependencies.org/format.html), for people, tests and other programs.
#pragma once

#include <string>

#include "lang/language_reader.h"

namespace stemma {

/// First, after `# newdoc id`, the agents that are mentioned more than once, have a role or are spoken for, `# agent 3 = person Edda
/// Marlowick` with " | role spokeswoman" and " | of 2" where that is known; numbers are those of Entity.
///
/// Then one block of lines a sentence: `# newpar` where one begins, `# quotation N = first..end` for each that begins in it
/// (with "single", "open", "continues M" where that is so), `# sent_id`, `# text`, then ten columns a token: ID FORM LEMMA UPOS XPOS _ HEAD
/// DEPREL _ MISC. MISC holds SpaceAfter=No, Start and End (code points of the document's text), Quote (number of the innermost quotation
/// around it, marks included), Name (B-person, I-person ...) and Entity (brackets of the agents that are mentioned more than once, as GUM has
/// them). Control characters are made visible. `reader`: the one that made the analysis.
std::string conllu(const Document& document, const lang::Analysis& analysis, const lang::Agents& agents, const lang::LanguageReader& reader);

}  // namespace stemma
