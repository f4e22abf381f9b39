// The pile: the readings of a case in an order that does not depend on how they arrived, with their words made comparable.
// All steps of link/ work on its indices; link() turns them back into the caller's at the very end.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/analysis.h"
#include "stemma/claims.h"

namespace stemma::link {

/// The words of one document. A word is a run of letters and digits, folded and hashed; an unspaced script gives a word a character.
struct DocText {
  std::vector<ByteSpan> spans;        ///< in Document::text
  std::vector<std::uint64_t> words;   ///< hash64 of the folded word
  std::vector<bool> quoted;           ///< inside quotation marks or a quote block
  std::vector<bool> furniture;        ///< house text of the outlet: never compared (see furniture.h)
  std::vector<std::uint32_t> block;   ///< index into Document::blocks
  std::uint32_t own_words = 0;        ///< words that are not furniture

  std::uint32_t size() const { return static_cast<std::uint32_t>(words.size()); }
  /// Words that touch the span: [first, last).
  std::pair<std::uint32_t, std::uint32_t> within(ByteSpan) const;
  /// From the first byte of word `first` to the last of word `last - 1`. REQUIRES: first < last <= size().
  ByteSpan bytes(std::uint32_t first, std::uint32_t last) const { return {spans[first].begin, spans[last - 1].end}; }
};

struct Pile {
  std::vector<const Reading*> readings;         ///< by publication (undated last), then edition, id, text
  std::vector<std::uint32_t> given;             ///< index in the caller's list
  std::vector<lang::Analysis> analyses;
  std::vector<DocText> texts;
  std::vector<std::string> outlet;              ///< name_key of the publisher; empty: not stated
  std::set<std::string, std::less<>> issuers;   ///< those of `outlet` that publish in their own cause: ministries, firms, monitors
  std::vector<std::optional<std::int64_t>> at;  ///< publication, seconds since 1970 UTC
  unsigned threads = 1;                         ///< that a step may use; makes no difference to what it gives

  std::uint32_t size() const { return static_cast<std::uint32_t>(readings.size()); }
  const Document& document(std::uint32_t i) const { return readings[i]->document; }
  std::string_view text(std::uint32_t i) const { return readings[i]->document.text; }
};

/// Seconds since 1970 at which a page stood so: when it was captured, else last modified.
std::optional<std::int64_t> edition_of(const Document& document);

/// `threads` 0: as many as the machine has.
Pile make_pile(std::span<const Reading> readings, unsigned threads = 0);

/// The words of a document, not yet knowing its quotations.
DocText cut_words(const Document& document);

/// How many of its blocks begin at this byte or before it: the one that holds it is the last of these.
std::uint32_t block_of(const Document& document, std::uint32_t byte);

/// What is compared of a name: folded, no leading article, no punctuation, words joined by one space.
std::string name_key(std::string_view name);
/// The words of a key.
std::vector<std::string_view> key_words(std::string_view key);

/// First character and 12 hexadecimal digits of a hash: "c0f3a...".
std::string short_id(char kind, std::string_view content);

}  // namespace stemma::link
