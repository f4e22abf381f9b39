// Dictionary forms of verbs and nouns, by rule and a table of what no rule gives. The language model's own are not used: of words that it has not
// seen it makes new ones ("carri", "stopp").
#pragma once

#include <string>
#include <string_view>

#include "claims/ground/word_table.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

/// Of a regular form of a verb in lower case: "stop" of "stopped", "carry" of "carries".
std::string regular_verb(std::string_view form);
/// "clerk" of "clerks".
std::string regular_noun(std::string_view plural);

/// Forms of verbs that the rules would miss (verb_forms.tsv). Immutable.
class VerbForms {
 public:
  /// Of this program, made when first asked for. Errors: malformed.
  static const Result<VerbForms>& built_in();
  /// Refers to the text that it is made of. Errors: malformed (a line without its columns, a form twice), with the line.
  static Result<VerbForms> parse(std::string_view table);

  /// The dictionary form of a listed form in lower case; empty: not listed.
  std::string_view irregular(std::string_view form) const;
  /// Of any form in lower case.
  std::string lemma(std::string_view form) const;

 private:
  WordTable<std::string_view> forms_;
};

}  // namespace stemma::claims::ground
