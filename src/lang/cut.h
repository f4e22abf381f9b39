// The steps of the language reader that need no model, in their order. Each is linear in the size of the document.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lang/analysis.h"

namespace stemma::lang {

/// Cuts blocks into tokens by the rules of training/README.md. Returns the first token of each block, and one past the last.
std::vector<std::uint32_t> cut_tokens(const Document& document, Analysis& analysis);

/// Words that somebody else has cut, in the order of the text, as tokens. Returns as cut_tokens().
std::vector<std::uint32_t> take_tokens(const Document& document, std::span<const ByteSpan> words, Analysis& analysis);

/// Finds quotations, names their marks open_quote and close_quote, and follows them across paragraphs: one that is not closed at
/// the end of its paragraph goes on if the next paragraph opens with a mark (the habit of English printers).
void find_quotations(const Document& document, const std::vector<std::uint32_t>& block_tokens, Analysis& analysis);

/// Whether a sentence may end between two tokens of one paragraph: the model is asked only there. `gap`: white space between them.
bool may_end(std::string_view token, std::string_view following, bool gap);

/// What needs no model: whether a sentence ends behind token `i` of a block that goes on behind it. A full stop, exclamation or question
/// mark (and marks that close behind it) before an opening quotation mark ends one, as does "p.m." before "The"; a colon does not, and none ends before a closing
/// quotation mark, or behind one before a small letter.
enum class Bound : std::uint8_t { none, ask, certain };
Bound bound_behind(const Document& document, const Analysis& analysis, std::uint32_t i);

/// Cuts blocks into sentences. A block's end and `ends` (by token: the model says so) end one; a dateline and the number of a list's entry are
/// sentences of their own, or begin the first one; none is longer than kLongestSentence.
enum class Openings : std::uint8_t { alone, within };
inline constexpr std::uint32_t kLongestSentence = 512;  // tokens; what is longer is a table or a trick
void cut_sentences(const Document& document, const std::vector<std::uint32_t>& block_tokens, const std::vector<bool>& ends,
                   Openings openings, Analysis& analysis);

}  // namespace stemma::lang
