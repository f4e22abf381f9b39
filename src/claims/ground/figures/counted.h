// What a number counts, and what befell it: "12 of the 64 residents were killed".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "claims/ground/figures/bounds.h"
#include "claims/ground/figures/quantity.h"
#include "claims/ground/word_forms.h"

namespace stemma::claims::ground {

struct Counted {
  std::int32_t noun = -1;         ///< token of the head noun; -1: none is named
  std::int32_t class_index = -1;  ///< index into Tables::classes
  bool by_predicate = false;      ///< the class is that of a verb
  bool persons = false;
  bool subject = false;           ///< without a noun, but subject or object of something
  bool of_noun = false;           ///< without a noun, but part of another: "a population of 3 million"
  std::string group;              ///< "of the 64 residents"
  std::optional<ByteSpan> phrase;
};

class CountedReader {
 public:
  CountedReader(const Page& page, const Tables& tables) : page_(page), tables_(tables), verbs_(*VerbForms::built_in()) {}

  Counted read(const Quantity& q, const Binding& bound);
  /// "No one was killed", "no casualties": of the word at `i`.
  Counted read_none(std::uint32_t i);
  bool is_person(std::uint32_t i) const { return person(i); }
  /// "its 777 airliner": three plain digits or more before a noun that is no plural name its kind, they do not count it.
  bool is_label_before(const Quantity& q, const Counted& c) const;
  /// Dictionary form of a noun.
  std::string base(std::uint32_t i) const;
  /// Whether `fits` takes one of the dictionary forms that a verb's form may have.
  template <class Fits>
  bool verb_form(std::uint32_t i, const Fits& fits) const;

 private:
  std::uint32_t outer(const Quantity& q, std::uint32_t first) const;
  void find_noun(const Quantity& q, std::uint32_t t, std::uint32_t last, std::uint32_t& first, Counted& out);
  void settle_noun(const Quantity& q, std::uint32_t last, std::uint32_t first, Counted& out) const;
  bool plural(std::uint32_t i) const;
  std::int32_t head(std::uint32_t i) const { return page_.token(i).head; }
  bool person(std::uint32_t i) const;
  std::int32_t noun_head(std::uint32_t from) const;
  void of_phrase(const Quantity& q, std::uint32_t of, Counted& out);
  void noun_class(std::uint32_t noun, std::uint32_t first, Counted& out) const;
  bool predicate_class(std::uint32_t t, Counted& out) const;
  bool verb_class(std::uint32_t verb, lang::Relation relation, std::uint32_t t, Counted& out) const;
  bool told_below(std::uint32_t verb, std::uint32_t t, Counted& out) const;
  bool near_class(std::uint32_t from, std::uint32_t a, std::uint32_t b, Counted& out) const;
  bool nothing_parts(std::uint32_t a, std::uint32_t b) const;
  bool behind_noun(std::uint32_t noun, Counted& out) const;
  bool toll(std::uint32_t t, Counted& out) const;
  std::uint32_t phrase_end(std::uint32_t noun) const;
  bool set_class(std::int16_t index, bool by_predicate, Counted& out) const;
  ClassWord class_word(std::uint32_t i) const;
  /// The end of the sentence that token i stands in.
  std::uint32_t limit(std::uint32_t i) const { return i < page_.size() ? page_.sentence_of(i).last : page_.size(); }

  const Page& page_;
  const Tables& tables_;
  const VerbForms& verbs_;
  std::uint32_t bound_first_ = 0;  ///< of the quantity asked about: its first token, the words that bind it included
};

template <class Fits>
bool CountedReader::verb_form(std::uint32_t i, const Fits& fits) const {
  const std::string_view w = page_.lower(i);
  if (const std::string_view listed = verbs_.irregular(w); !listed.empty()) return fits(listed);
  if (fits(w)) return true;
  const auto without = [&](std::size_t n) { return w.substr(0, w.size() - n); };
  const auto stem = [&](std::string_view s) {  // "releas", "trapp", "kill"
    if (s.size() < 2) return false;
    if (fits(s) || fits(std::string(s) + "e")) return true;
    return s[s.size() - 1] == s[s.size() - 2] && fits(s.substr(0, s.size() - 1));
  };
  if (w.ends_with("ied") || w.ends_with("ies")) return fits(std::string(without(3)) + "y") || fits(without(1));
  if (w.ends_with("ed")) return stem(without(2));
  if (w.ends_with("ing") && w.size() > 5) return stem(without(3));
  if (w.ends_with("es") && fits(without(2))) return true;
  return w.ends_with('s') && fits(without(1));
}

}  // namespace stemma::claims::ground
