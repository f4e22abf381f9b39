// A document's tokens as the agent finder looks at them: words as numbers, children of each head, sentence and block of each token.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/agents/words.h"
#include "lang/analysis.h"

namespace stemma::lang::agents {

/// What is known of a word wherever it stands.
struct Word {
  std::string norm;            ///< of features.h; the form itself if it holds a digit
  std::uint16_t flags = 0;
  Pronoun pronoun = Pronoun::other;
  Determiner determiner = Determiner::bare;
  bool reflexive = false, small = false;
  bool counts = false;         ///< begins with a letter or digit, or is longer than two characters: compared
  std::uint32_t characters = 0;
};

/// Built once a document, in time linear in its tokens. Keeps references: document and analysis must outlive it.
class View {
 public:
  View(const Document& document, const Analysis& analysis);

  std::size_t size() const { return a_.tokens.size(); }
  const Token& token(std::uint32_t t) const { return a_.tokens[t]; }
  const Analysis& analysis() const { return a_; }
  std::string_view text(std::uint32_t t) const { return slice(d_, a_.tokens[t].span); }
  /// The text of tokens [first, last), white space squeezed.
  std::string text(std::uint32_t first, std::uint32_t last) const;

  std::uint32_t word(std::uint32_t t) const { return word_[t]; }  ///< number of the token's word
  std::size_t words() const { return words_.size(); }
  const Word& word_of(std::uint32_t t) const { return words_[word_[t]]; }
  const Word& numbered(std::uint32_t word) const { return words_[word]; }

  std::span<const std::uint32_t> children(std::uint32_t t) const { return {children_.data() + starts_[t], starts_[t + 1] - starts_[t]}; }
  std::uint32_t sentence(std::uint32_t t) const { return sentence_[t]; }
  std::uint32_t block(std::uint32_t t) const { return a_.sentences.empty() ? 0 : a_.sentences[sentence_[t]].block; }
  std::int32_t name(std::uint32_t t) const { return name_[t]; }  ///< index into Analysis::names; -1 outside
  const Name& name_at(std::uint32_t t) const { return a_.names[static_cast<std::size_t>(name_[t])]; }

 private:
  const Document& d_;
  const Analysis& a_;
  std::vector<std::uint32_t> word_, sentence_, starts_, children_;
  std::vector<std::int32_t> name_;
  std::vector<Word> words_;
};

}  // namespace stemma::lang::agents
