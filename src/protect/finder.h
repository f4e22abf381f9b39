// Finder: where secrets stand in a string, in whatever form they stand there.
//
// A name is found whole, turned round ("Askand, Mirelle"), with initials ("M. J. Askand"), with a form of address ("Dr Askand"), by the part that only
// this person of the case bears ("Askand", "Mirelle"), inflected or compounded ("Askandin", "@maskand"), without its accents or with them spelled
// out, over line breaks, hyphens and invisible characters, and inside words that are encoded (percent signs, character references, base64). Words
// match whole and folded (base/search_words.h). A passage is found by runs of its words.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/search_words.h"
#include "protect/secrets.h"

namespace stemma::protect {

/// Words of the case as far as they tell which part of a name gives its bearer away.
struct Vocabulary {
  std::unordered_set<std::string> common;                ///< stand somewhere without a capital, in prose
  std::unordered_map<std::string, std::uint32_t> names;  ///< word of a name -> how many people of the case bear it
};
Vocabulary vocabulary_of(std::span<const Reading> readings, const CaseModel& model);

struct Hit {
  ByteSpan span;
  std::int32_t person = -1;  ///< index into Secrets::people; -1: words of a passage
  friend bool operator==(const Hit&, const Hit&) = default;
};

class Finder {
 public:
  Finder(const Secrets& secrets, const Vocabulary& vocabulary);

  /// Of a text as it was written: hits in order, none over another.
  std::vector<Hit> in_text(std::string_view text) const;
  /// Of a string that may be made of pieces of texts (a label, a reason, JSON): shorter runs of a passage count, those at its ends most.
  std::vector<Hit> in_string(std::string_view text) const;
  /// Whether the bytes of a file hold a secret in plain sight: as they are, with percent signs and character references undone.
  bool in_bytes(std::string_view bytes) const;

  /// Words that stand in no text any more once passages are gone: in_string() finds them too.
  void add_lost_words(std::unordered_set<std::string> words) { lost_ = std::move(words); }

  /// The words of a person's name that give that person away alone, folded; for the pre-flight.
  const std::set<std::string>& own_words(std::size_t person) const { return people_[person].own; }
  const std::set<std::string>& all_words(std::size_t person) const { return people_[person].all; }

 private:
  struct Names {
    std::set<std::string> all;   ///< folded words of the name, those of two letters or more
    std::set<std::string> own;   ///< those of no other person, nor common words
    std::set<std::string> shy;   ///< common words that no other person is called by: with a capital inside a sentence they are the name
  };
  struct Grams {
    std::vector<std::string> words;
    std::unordered_multimap<std::string, std::uint32_t> at;  ///< word -> places
  };
  using Words = std::vector<SearchWord>;
  void people(std::string_view text, const Words& words, std::vector<Hit>& out) const;
  void runs(std::string_view text, const Words& words, bool loose, std::vector<Hit>& out) const;
  void encoded(std::string_view text, std::vector<Hit>& out) const;
  bool bears(const Names& n, const std::string& word) const;
  std::vector<Hit> find(std::string_view text, bool loose, bool decode) const;

  std::vector<Names> people_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_word_;
  std::vector<std::pair<std::string, std::uint32_t>> inside_;  ///< own words of five letters or more: found inside longer ones
  std::vector<Grams> passages_;
  std::unordered_set<std::string> lost_;
};

/// A run of characters with percent signs, character references and base64 undone; empty if there is nothing to undo.
std::string decoded(std::string_view word);

}  // namespace stemma::protect
