// From a word to its dictionary form by a rule of the model: docs/formats/model.md, "lemma rule".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::lang {

class LemmaRules {
 public:
  /// Errors: unsupported (a rule of a form that this program does not know; it is named).
  static Result<LemmaRules> parse(const std::vector<std::string>& rules);
  std::string apply(std::size_t rule, std::string_view form) const;

 private:
  struct Rule {
    bool whole = false;   ///< `add` is the lemma, whatever the word
    bool lower = false;
    std::uint8_t cut = 0; ///< characters off the end; the first one always stays
    std::string add;
  };
  std::vector<Rule> rules_;
};

}  // namespace stemma::lang
