// Printed names: finds many names in a text at once, word by word. Cost: one look-up a word.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "link/pile.h"

namespace stemma::link {

class PrintedNames {
 public:
  struct Found {
    std::uint32_t name = 0;         ///< as given to add()
    std::uint32_t first = 0, words = 0;  ///< in DocText
  };

  /// A leading article is left out. Names of one short word are too common to be told from the word: returns false.
  bool add(std::string_view name, std::uint32_t id);
  /// In order of text; names that overlap are all given.
  std::vector<Found> find(const DocText& text) const;

 private:
  struct Name {
    std::vector<std::uint64_t> words;
    std::uint32_t id;
  };
  std::unordered_multimap<std::uint64_t, Name> by_first_word_;
};

}  // namespace stemma::link
