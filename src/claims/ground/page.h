// What every grounder sees of a document: the analysis, words in lower case, and whose words each token stands among.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/language_reader.h"
#include "stemma/attribution.h"

namespace stemma::claims::ground {

/// Valid as long as what it was made of.
class Page {
 public:
  /// REQUIRES: `agents` and the attributions of `reading` belong to its document, as `analysis` does.
  Page(const Reading& reading, const lang::Analysis& analysis, const lang::Agents& agents, const lang::LanguageReader& language);
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  const Document& document() const { return document_; }
  const lang::Analysis& analysis() const { return analysis_; }
  const lang::Agents& agents() const { return agents_; }
  const lang::LanguageReader& language() const { return language_; }

  std::uint32_t size() const { return static_cast<std::uint32_t>(lower_.size()); }
  const lang::Token& token(std::uint32_t i) const { return analysis_.tokens[i]; }
  std::string_view text(std::uint32_t i) const { return slice(document_, token(i).span); }
  /// A to Z made small, all other bytes as they are. Nothing behind the last token.
  std::string_view lower(std::uint32_t i) const { return i < lower_.size() ? lower_[i] : std::string_view(); }
  /// Index into Analysis::sentences.
  std::uint32_t sentence(std::uint32_t i) const { return sentence_[i]; }
  const lang::Sentence& sentence_of(std::uint32_t i) const { return analysis_.sentences[sentence_[i]]; }
  /// lang::token_at
  std::uint32_t token_at(std::uint32_t byte) const { return lang::token_at(analysis_.tokens, byte); }
  /// Nothing stands between token i and the one before.
  bool glued(std::uint32_t i) const { return i > 0 && token(i).span.begin == token(i - 1).span.end; }
  /// The innermost attribution whose content token i stands in; -1: none, it is the outlet's voice.
  std::int32_t attribution(std::uint32_t i) const { return attribution_[i]; }
  /// The bytes of tokens [first, last).
  ByteSpan bytes(std::uint32_t first, std::uint32_t last) const { return {token(first).span.begin, token(last - 1).span.end}; }

 private:
  const Document& document_;
  const lang::Analysis& analysis_;
  const lang::Agents& agents_;
  const lang::LanguageReader& language_;
  std::string arena_;
  std::vector<std::string_view> lower_;
  std::vector<std::uint32_t> sentence_;
  std::vector<std::int32_t> attribution_;
};

}  // namespace stemma::claims::ground
