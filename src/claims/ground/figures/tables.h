// The tables of figures (*.tsv beside this file), parsed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "claims/ground/word_table.h"
#include "stemma/grounding.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

enum class NumberForm : std::uint8_t { none, cardinal, ordinal, scale, suffix, money_suffix, plural, parts, dozen, half, quarter, vague,
    couple, nobody, no };

/// What a word says of a number.
struct NumberWord {
  NumberForm form = NumberForm::none;
  std::uint64_t value = 0;  ///< of a scale and a suffix: the power of ten
};

/// A way to write a unit or a currency.
struct Unit {
  std::string_view code;  ///< empty: a currency that several states call so
  enum class Kind : std::uint8_t { measure, temperature, degree, percent, money, length } kind = Kind::measure;
  std::string_view to;    ///< empty: not converted
  double factor = 1, offset = 0;
  bool guessed = false;   ///< others are called so too
  bool pound = false;     ///< a weight besides
};

/// A phrase: its words and what it stands for.
struct UnitPhrase {
  std::vector<std::string_view> words;
  std::uint32_t unit = 0;  ///< index into Tables::units
  bool exact_case = false;
  bool sign = false;       ///< of money: stands before the number too
};

enum class BoundWord : std::uint8_t { exact, at_least, more_than, at_most, less_than, about, inclusive };

struct BoundPhrase {
  std::vector<std::string_view> words;
  BoundWord bound = BoundWord::exact;
};

enum Guard : std::uint16_t {
  kLabel = 1, kStreet = 2, kIdiom = 4, kScore = 8, kChange = 16, kAfterOne = 32, kBeforeOne = 64, kTimeUnit = 128, kWholeName = 256,
      kTurn = 512, kWeight = 1024,
  kMoneyWord = 2048, kMonth = 4096, kSeem = 8192,
};

struct CountedClass {
  std::string_view name;
  bool persons = false;
  bool only_persons = false;
};

/// What a word in its dictionary form says of what is counted; -1: nothing. Indices into Tables::classes.
struct ClassWord {
  std::int16_t verb_object = -1, verb_subject = -1, verb_passive = -1, noun = -1, other = -1;
};

struct Tables {
  /// Errors: malformed.
  static Result<Tables> built_in();

  WordTable<NumberWord> numbers;
  std::vector<Unit> units;
  std::vector<UnitPhrase> unit_phrases;
  WordTable<std::vector<std::uint32_t>> units_by_first;  ///< phrases by their first word as printed, longest first
  WordTable<std::vector<std::uint32_t>> signs_by_last;   ///< those that may stand before a number, by their last word
  WordTable<std::vector<BoundPhrase>> bounds_before;  ///< by their last word, longest first
  WordTable<std::vector<BoundPhrase>> bounds_after;   ///< by their first word, longest first
  WordTable<std::uint16_t> guards;                    ///< bits of Guard
  std::vector<CountedClass> classes;
  WordTable<ClassWord> class_words;
  WordTable<std::string_view> nouns;                  ///< dictionary forms of nouns that no rule gives
  WordTable<bool> persons;                            ///< true: a person; false: none, whatever others say

  std::uint16_t guard(std::string_view word) const {
    const std::uint16_t* found = guards.find(word);
    return found ? *found : std::uint16_t{0};
  }
};

}  // namespace stemma::claims::ground
