// Clauses: each predicate with its subject and object, whether it is passive, negated, and its modality, from the trees.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/ground/events/tables.h"
#include "claims/ground/events/tree.h"
#include "claims/ground/page.h"

namespace stemma::claims::ground::events {

inline bool is_subject(lang::Relation r) {
  return r == lang::Relation::nsubj || r == lang::Relation::nsubj_pass || r == lang::Relation::nsubj_outer;
}

struct Clause {
  std::uint32_t token = 0;        ///< of the predicate
  std::string lemma;              ///< dictionary form of that token
  bool verbal = true;             ///< false: an adjective or noun with a form of "be"
  bool passive = false;
  bool negated = false;
  Modality modality = Modality::did;
  std::int32_t subject = -1;      ///< head token: its own, shared, or by control; a relative pronoun's antecedent
  std::int32_t object = -1;
  std::int32_t recipient = -1;    ///< the first of two objects: "gave them bread"
  std::int32_t particle = -1;     ///< "out" of "carry out"
  const Complement* complement = nullptr;  ///< what it makes of what hangs on it
  bool transparent = false;       ///< only colours the one below: "fail", "is likely"

  bool own_subject = false;       ///< hangs on it in the tree
  bool negated_word = false;      ///< by a word that hangs on it, the subject left out
  bool own_modality = false;
  bool infinitive = false;        ///< with "to"
};

/// What a token is to the attributions of its document.
enum class Saying : std::uint8_t { none, cue, denial };

/// Of a document.
class Clauses {
 public:
  /// `cue`: for each token whether it is a word of saying, and whether by denying.
  Clauses(const Page& page, const Tables& tables, const Tree& tree, const std::vector<Saying>& cue);

  const std::vector<Clause>& all() const { return all_; }
  /// Index of the clause whose predicate token i is; -1 none.
  std::int32_t at(std::uint32_t i) const { return at_[i]; }
  /// The clause of which token i is the predicate; nullptr: none.
  const Clause* of(std::int32_t i) const {
    const std::int32_t c = i < 0 ? -1 : at_[static_cast<std::size_t>(i)];
    return c < 0 ? nullptr : &all_[static_cast<std::size_t>(c)];
  }

  /// A noun, pronoun or what hangs on it says that there was none: "nobody", "no soldiers".
  bool none(std::uint32_t i) const;
  /// What words like "not", "will", "possible" that hang on token i do to it: WordEffect bits; kNot only if an odd number of them negates.
  std::uint16_t colour(std::uint32_t i) const;
  /// Dictionary form of token i.
  std::string lemma(std::uint32_t i) const;

 private:
  bool is_predicate(std::uint32_t i, bool& verbal) const;
  void add(std::uint32_t i, bool verbal);
  void gather(Clause& c) const;
  void share(Clause& c, const Clause& head) const;
  void share_object(const Clause& c, Clause& head) const;
  bool headline(const Clause& c, const Clause& governor) const;
  void perfect(Clause& c);
  const Clause* above_noun(std::int32_t noun) const;
  bool imperative(const Clause& c) const;
  void take_subject(Clause& c, Clause* governor) const;
  void control(Clause& c, const Clause& governor) const;
  void colour_by_governor(Clause& c, Clause* governor) const;
  void follow_relative(Clause& c) const;
  bool marked_from(const Clause& c) const;
  bool with(std::uint32_t i) const;
  bool relative(std::int32_t i) const;
  bool subjunctive(const Clause& c) const;

  const Page& page_;
  const Tables& tables_;
  const Tree& tree_;
  const std::vector<Saying>& cue_;
  std::vector<Clause> all_;
  std::vector<std::int32_t> at_;
};

}  // namespace stemma::claims::ground::events
