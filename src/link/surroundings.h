// What stands around a unit, and what the grounding found in it: words of its sentence and the next ones, events, figures.
#pragma once

#include <memory>
#include <vector>

#include "link/pile.h"
#include "link/units.h"

namespace stemma::link {

/// Of one document, computed once for all its units.
class Surroundings {
 public:
  Surroundings(const Pile& pile, std::uint32_t document);
  /// Fills terms, classes, people, counted, names, bare and the sentences. REQUIRES: pieces of this document.
  void add_to(Unit& unit) const;

 private:
  struct Word {
    std::uint32_t begin;
    std::uint64_t stem;
    std::uint16_t rarity;
  };
  void add_words(ByteSpan span, std::uint8_t weight, std::vector<Term>& out) const;
  void add_grounding(Unit& unit) const;

  const Pile& pile_;
  std::uint32_t document_;
  std::shared_ptr<const std::vector<DocumentName>> names_;
  std::vector<Word> words_;  // no stop words, no numbers; in order of the text
};

}  // namespace stemma::link
