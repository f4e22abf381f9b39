// The language reader's result: sentences, tokens, quotation state, tags, heads, names. What claims/ builds on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lang/labels.h"
#include "stemma/document.h"

namespace stemma::lang {

enum class TokenKind : std::uint8_t { word, number, punctuation, open_quote, close_quote };

/// Part of speech, coarse: what the grammar of claims/ is written in. tags.cpp makes it of the Penn tag.
enum class Tag : std::uint8_t {
  noun,
  name,
  pronoun,     ///< he, it, them
  possessive,  ///< his, its
  determiner,
  adjective,
  number,
  verb_base,
  verb_now,    ///< says, say
  verb_past,
  participle,  ///< taken
  gerund,      ///< taking
  modal,
  to,
  preposition, ///< subordinators and "that" too
  adverb,
  conjunction,
  relative,    ///< who, which, when
  there,
  particle,
  owner,       ///< 's
  mark,        ///< punctuation
  other,
};
/// The main verb of a clause or its auxiliary: goes, went, can.
constexpr bool is_finite(Tag t) { return t == Tag::verb_now || t == Tag::verb_past || t == Tag::modal; }
inline constexpr std::size_t kTags = 23;

struct Token {
  ByteSpan span;
  TokenKind kind = TokenKind::word;
  Tag tag = Tag::other;
  Upos upos = Upos::x;             ///< universal part of speech
  std::uint8_t penn = 0;           ///< index into penn_tags()
  Relation relation = Relation::root;
  std::uint16_t lemma = 0;         ///< lemma rule: index into the model's list; LanguageReader::lemma() applies it
  std::int32_t head = -1;          ///< index of the head token, always in the same sentence; -1: the sentence's root, or not parsed
  std::int32_t quotation = -1;  ///< index of the innermost quotation that it lies in (its marks included); -1: none
  bool capitalised = false;     ///< first letter is upper case
  bool sentence_start = false;  ///< first word token of its sentence
};

/// 0 outside quotation marks, 1 an opening mark, 2 inside, 3 a closing mark.
constexpr std::uint8_t quotation_state(const Token& t) {
  return t.kind == TokenKind::open_quote ? 1 : t.kind == TokenKind::close_quote ? 3 : t.quotation >= 0 ? 2 : 0;
}

/// A stretch inside quotation marks.
struct Quotation {
  ByteSpan span;               ///< marks included
  ByteSpan inner;              ///< marks left out
  std::uint32_t block = 0;
  std::int32_t continues = -1; ///< index of the quotation of an earlier paragraph that goes on here (no closing mark there)
  bool closed = true;          ///< false: the paragraph ends inside it
  bool is_single = false;      ///< ‘...’ or '...'
};

struct Sentence {
  ByteSpan span;
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  std::uint32_t block = 0;            ///< index into Document::blocks
};

/// A name, date or sum of money in the text. Names do not overlap and lie within one sentence.
struct Name {
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  NameType type = NameType::other;
};

/// Index of the first token that ends behind a byte of the text: the one that holds it, or the next. The number of tokens if there is none.
inline std::uint32_t token_at(const std::vector<Token>& tokens, std::uint32_t byte) {
  const auto found = std::partition_point(tokens.begin(), tokens.end(), [byte](const Token& t) { return t.span.end <= byte; });
  return static_cast<std::uint32_t>(found - tokens.begin());
}

struct Analysis {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;
  std::vector<Name> names;  ///< in order of the text
};

}  // namespace stemma::lang
