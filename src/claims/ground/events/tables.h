// What the tables of events (*.tsv beside this file, each with its form at its head) tell of words.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stemma/grounding.h"
#include "stemma/result.h"

namespace stemma::claims::ground::events {

/// What a word does to the predicate that it hangs on: words.tsv.
enum WordEffect : std::uint16_t {
  kNot = 1, kNobody = 2, kWill = 4, kMust = 8, kMight = 16, kWould = 32, kIf = 64, kWhether = 128, kLight = 256, kOccurs = 512,
  kSays = 1024, kManner = 2048,
};

struct VerbEntry {
  std::uint16_t predicate_class = 0;  ///< index for Tables::class_name()
  bool undergone = false;             ///< without an object its subject undergoes it
  bool by_things = false;             ///< ... unless that is a person or body
  bool giving = false;                ///< "to" names who receives
  bool to_object = false;             ///< its object receives it
  bool alone = false;                 ///< never has an object
  bool speech = false;                ///< a source may say something by it
};

struct NounEntry {
  std::string_view verb;
  std::uint16_t predicate_class = 0;
  bool names_doer = false;            ///< "of" and a possessive name who does it
  bool speech = false;
};

enum class Control : std::uint8_t { subject, object, raise };

/// complements.tsv.
struct Complement {
  Control control = Control::subject;
  Modality modality = Modality::did;
  bool negates = false;
};

/// The files that Tables are made of.
struct TableTexts {
  std::string_view classes, complements, words;
};

/// Immutable; refers to the texts that it was made of.
class Tables {
 public:
  /// Of this program. Errors: malformed.
  static const Result<Tables>& built_in();
  /// Errors: malformed (a line without its columns, a word twice, an opposite that is no class), with the line.
  static Result<Tables> parse(const TableTexts& texts);

  const VerbEntry* verb(std::string_view lemma) const { return find(verbs_, lemma); }
  const NounEntry* noun(std::string_view lower) const;
  /// Index of the class of what stands behind "be"; 0: none.
  std::uint16_t adjective(std::string_view lower) const;
  const Complement* complement(std::string_view lemma) const { return find(complements_, lemma); }
  std::uint16_t effect(std::string_view lower) const;  ///< WordEffect bits
  bool has_phrases(std::string_view lemma) const { return phrase_starts_.contains(lemma); }  ///< "open" of "open fire"
  std::string_view class_name(std::uint16_t index) const { return classes_[index]; }
  std::string_view opposite(std::string_view predicate_class) const;

 private:
  template <class T>
  using Map = std::unordered_map<std::string_view, T>;
  template <class T>
  static const T* find(const Map<T>& map, std::string_view key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
  }
  bool add_class(const std::vector<std::string_view>& columns);

  std::vector<std::string_view> classes_{std::string_view()};
  Map<std::string_view> opposites_;
  Map<VerbEntry> verbs_;
  Map<NounEntry> nouns_;
  Map<std::uint16_t> adjectives_, effects_;
  Map<Complement> complements_;
  std::unordered_set<std::string_view> phrase_starts_;
};

}  // namespace stemma::claims::ground::events
