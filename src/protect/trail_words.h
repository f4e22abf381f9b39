// The words that lead to a person in the languages that the reader does not read: kin, trades, workplaces, other names ... as lists of words, for the
// pre-flight. Where English has a tree and agents, these have words only: a trail is found where it is said in one of the ways listed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/search_words.h"
#include "stemma/span.h"

namespace stemma::protect {

/// A trail in a sentence: its kind as Leak has it, and from which word to which (the second behind the last).
struct WordTrail {
  const char* kind;
  const char* why;
  std::size_t from = 0, to = 0;
};

class TrailWords {
 public:
  /// Those of a language (ISO 639-1); nullptr if there are none, as of English, which has patterns of its own.
  static const TrailWords* of(std::string_view language);
  /// All languages that there are lists of, for documentation and tests.
  static std::vector<std::string_view> languages();

  /// Everything but trades, which tell only beside a name: trades(). `words` are those of `sentence`, in order. Linear, times the lists.
  std::vector<WordTrail> trails(std::string_view sentence, std::span<const SearchWord> words) const;
  /// Words for the trade of that number in the English list.
  struct Trade { std::size_t number = 0, from = 0, to = 0; };
  std::vector<Trade> trades(std::span<const SearchWord> words) const;
  /// The trades that a role in English names ("night nurse": nurse), as numbers.
  static std::vector<std::size_t> trades_of(std::string_view english_role);
  /// "Ella ...": the sentence speaks of who stood in the one before.
  bool goes_on(std::span<const SearchWord> words) const;
  /// A day and a place, the place's words; empty if the sentence does not have both. `is_name`: what stands there is a protected name.
  template <class IsName>
  ByteSpan place_on_a_day(std::string_view sentence, std::span<const SearchWord> words, IsName&& is_name) const {
    if (!has_day(sentence, words)) return {};
    for (std::size_t i = 1; i < words.size(); ++i)
      if (may_be_place(sentence, words, i) && !is_name(words[i].span)) return words[i].span;
    return {};
  }
  /// The words that follow in the same clause, `most` at most: the place behind the last of them.
  static std::size_t tail(std::string_view sentence, std::span<const SearchWord> words, std::size_t from, std::size_t most);

 private:
  struct Lists;
  struct Slot {
    std::string word;
    bool stem = false;    ///< any word that begins so
    bool number = false;  ///< a number of one or two digits
  };
  using Phrase = std::vector<Slot>;
  using Phrases = std::vector<Phrase>;
  explicit TrailWords(const Lists& lists);
  static const std::vector<TrailWords>& all();
  static Phrases phrases(std::string_view list);
  static std::size_t length_at(const Phrases& phrases, std::span<const SearchWord> words, std::size_t at);
  bool has_day(std::string_view sentence, std::span<const SearchWord> words) const;
  bool may_be_place(std::string_view sentence, std::span<const SearchWord> words, std::size_t at) const;

  std::string_view language_;
  Phrases kin_, only_, one_of_, few_, other_name_, work_, age_, looks_, goes_on_, place_;
  bool any_capital_is_a_place_ = false;  ///< places bear endings, not words before them
  std::vector<Phrases> trades_;          ///< in the order of the English list
};

}  // namespace stemma::protect
