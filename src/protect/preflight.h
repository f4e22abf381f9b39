// Pre-flight: what a reader of the outward form could still put together. After okfde/froide#437: one page redacted and the same words left on
// another give the name away, and so do a place, a day and a trade that fit one person only.
#pragma once

#include <string>
#include <vector>

#include "stemma/outward.h"

namespace stemma {

/// One thing that is left. For the user's own eyes: `who` is the real name.
struct Leak {
  std::string kind;      ///< "part of the name", "initials", "kin", "the only one" ...: a short name of what kind of trail it is
  std::string document;  ///< id
  ByteSpan span;         ///< in the text as the case has it; empty: the page's own data
  std::string words;     ///< what stands there
  std::string who;       ///< whom it leads to, or "a redacted passage"
  std::string why;       ///< why a reader could tell
  std::vector<std::string> fix;  ///< words of `stemma decide CASE` that take it out
};

/// A document in whose language nothing can be told of trades, kin, places and days: names, quotations, redacted passages, numbers and addresses only.
struct NotJudged {
  std::string document;  ///< id
  std::string path, language;
};

struct Preflight {
  std::vector<Leak> leaks;  ///< in the order of the readings and their texts, each place once a kind
  std::vector<NotJudged> not_judged;
};
/// English by patterns and by what the reader found, other languages by lists of words (protect/trail_words.h). Nothing if nobody is labelled and nothing
/// redacted. Linear in the texts, times the people who are protected. Errors: those of Case.
Result<Preflight> preflight(const Case&, const OutwardOptions& = {});

}  // namespace stemma
