// The four steps of analyse(), in their order. Each is linear in the size of the document.
#pragma once

#include <string_view>

#include "lang/analysis.h"

namespace stemma::lang {

/// Cuts blocks into tokens and notes the block in which each block's tokens begin. Contractions and the possessive are tokens of
/// their own ("did|n't", "minister|'s"); words with hyphens, abbreviations with their full stop and decimals are one.
/// Returns first token of each block, and one past the last.
std::vector<std::uint32_t> cut_tokens(const Document& document, Analysis& analysis);

/// Finds quotations, names their marks open_quote and close_quote, and follows them across paragraphs: one that is not closed at
/// the end of its paragraph goes on if the next paragraph opens with a mark (the habit of English printers).
void find_quotations(const Document& document, const std::vector<std::uint32_t>& block_tokens, Analysis& analysis);

/// Cuts blocks into sentences. A dateline is a sentence of its own.
void cut_sentences(const Document& document, const std::vector<std::uint32_t>& block_tokens, Analysis& analysis);

/// Tags every token: a hidden Markov model of the first order over word, ending and shape (Viterbi, 1967), sentence by sentence.
void tag_tokens(std::string_view text, Analysis& analysis);

}  // namespace stemma::lang
