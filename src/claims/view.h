// What the grammar sees of a document: tokens with their lower-case form, word classes and cue, looked up once. Words with hyphens are one
// token here, as the grammar and its lexicon count them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claims/cues.h"
#include "claims/words.h"
#include "lang/analysis.h"
#include "stemma/document.h"

namespace stemma::claims {

using lang::Tag;
using lang::TokenKind;

/// Tokens [first, last).
struct Range {
  std::uint32_t first = 0, last = 0;
  bool empty() const { return first >= last; }
  std::uint32_t size() const { return last - first; }
  bool has(std::uint32_t i) const { return first <= i && i < last; }
  bool covers(Range o) const { return first <= o.first && o.last <= last; }
  friend auto operator<=>(const Range&, const Range&) = default;
};

using Ranges = std::vector<Range>;
/// One of the ranges holds token i.
inline bool holds(const Ranges& ranges, std::uint32_t i) {
  return std::any_of(ranges.begin(), ranges.end(), [i](const Range& r) { return r.has(i); });
}

struct Word {
  std::string_view lower;
  std::uint64_t cls = 0;
  const CueVerb* verb = nullptr;
  const CueNoun* noun = nullptr;
  std::uint8_t forms = 0;
  std::uint32_t sentence = 0;
  std::int32_t name = -1;  ///< index into Analysis::names; dates and sums of money left out
};

class View {
 public:
  View(const Document& document, const lang::Analysis& analysis, const CueLexicon& lexicon);

  const Document& document() const { return document_; }
  const lang::Analysis& analysis() const { return analysis_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }
  const Word& word(std::uint32_t i) const { return words_[i]; }
  const lang::Token& token(std::uint32_t i) const { return analysis_.tokens[i]; }
  std::string_view text(std::uint32_t i) const { return slice(document_, token(i).span); }
  std::string_view lower(std::uint32_t i) const { return words_[i].lower; }
  // Rules look one token ahead without asking whether there is one: behind the last token stands a mark that is no word.
  Tag tag(std::uint32_t i) const { return i < words_.size() ? token(i).tag : Tag::mark; }
  bool is(std::uint32_t i, std::uint64_t cls) const { return i < words_.size() && (words_[i].cls & cls) != 0; }
  bool is(std::uint32_t i, std::string_view w) const { return i < words_.size() && words_[i].lower == w; }
  bool open_quote(std::uint32_t i) const { return i < words_.size() && token(i).kind == TokenKind::open_quote; }
  bool close_quote(std::uint32_t i) const { return i < words_.size() && token(i).kind == TokenKind::close_quote; }
  bool mark(std::uint32_t i) const { return i >= words_.size() || (token(i).kind != TokenKind::word && token(i).kind != TokenKind::number); }
  bool dash(std::uint32_t i) const;
  /// The desk's word on what kind of line it is, or whom it is for: "URGENT", "EDITORS".
  bool label(std::uint32_t i) const;
  std::int32_t quotation(std::uint32_t i) const { return token(i).quotation; }
  const lang::Sentence& sentence_of(std::uint32_t i) const { return analysis_.sentences[words_[i].sentence]; }
  BlockKind block_kind(std::uint32_t i) const { return document_.blocks[sentence_of(i).block].kind; }
  /// Part of a noun phrase's core: noun, name, number, adjective used so.
  bool nominal(std::uint32_t i) const {
    const Tag t = tag(i);
    return t == Tag::noun || t == Tag::name || t == Tag::number || t == Tag::pronoun;
  }
  bool finite(std::uint32_t i) const {
    return lang::is_finite(tag(i));
  }
  bool has_finite(Range r) const {
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (finite(i)) return true;
    return false;
  }
  bool verbal(std::uint32_t i) const {
    const Tag t = tag(i);
    return t == Tag::verb_base || t == Tag::verb_now || t == Tag::verb_past || t == Tag::participle || t == Tag::gerund;
  }
  /// The name that holds token i; nullptr if none does.
  const lang::Name* name_at(std::uint32_t i) const {
    return i < words_.size() && words_[i].name >= 0 ? &analysis_.names[static_cast<std::size_t>(words_[i].name)] : nullptr;
  }
  /// A noun or name in the plural, as its tag says.
  bool plural(std::uint32_t i) const;
  ByteSpan bytes(Range r) const { return {token(r.first).span.begin, token(r.last - 1).span.end}; }
  std::string_view text(Range r) const { return slice(document_, bytes(r)); }
  /// Token range of quotation `q`, marks included.
  Range quotation_range(std::int32_t q) const { return quotations_[static_cast<std::size_t>(q)]; }

 private:
  const Document& document_;
  const lang::Analysis analysis_;
  std::string lower_;
  std::vector<Word> words_;
  std::vector<Range> quotations_;
};

}  // namespace stemma::claims
