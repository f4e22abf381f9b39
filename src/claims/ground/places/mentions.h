// Mentions of places: where in a document a name may stand for a place, and which of these do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claims/ground/page.h"
#include "claims/ground/places/gazetteer.h"
#include "claims/ground/places/weights.h"

namespace stemma::claims::ground {

/// Tokens [first, last) that may name a place.
struct Mention {
  std::uint32_t first = 0, last = 0;
  std::uint64_t key = 0;         ///< of its name, or of the people's
  Gazetteer::Hits hits;          ///< empty: in no gazetteer
  bool people = false;           ///< "French"
  bool exact = false;            ///< a short form: "U.S."
  float score = 0;               ///< log of the odds that it is a place
};

/// First token of a name without what the language reader takes in before it: "the", "northern".
std::uint32_t first_capital(const Page& page, const lang::Name& name);
/// Of at least three letters, none small.
bool all_capitals(std::string_view word);
/// Whether the block that begins at token i begins with a dateline: "ARDLE, May 6 -".
bool begins_dateline(const Page& page, std::uint32_t i);

/// All that may be places, in order of their first token; some overlap.
std::vector<Mention> candidates(const Page& page, const Gazetteer& gazetteer);

/// What a document's candidates have become.
struct Mentions {
  std::vector<Mention> accepted;  ///< places, in order of the text, none over another
  std::vector<Mention> context;   ///< no places themselves, but they tell where others lie: "Kestria" in "the University of Kestria"
};

/// What the words around a candidate say of it, as features of the model of mentions.
class MentionFeatures {
 public:
  MentionFeatures(const Page& page, const Gazetteer& gazetteer, const std::vector<Mention>& candidates);
  void describe(const Mention& m, Features& out) const;

 private:
  bool seen(const std::vector<std::uint64_t>& keys, std::uint64_t key) const;
  const Page& page_;
  const Gazetteer& gazetteer_;
  std::vector<std::int32_t> name_of_;            ///< by token, index into Analysis::names; -1: none
  std::vector<std::uint32_t> begins_;            ///< by name, its first_capital()
  std::vector<bool> area_begins_, one_ends_;     ///< by token: a country, division or county may begin here; a candidate may end before it
  std::vector<std::uint64_t> surnames_, places_; ///< keys of what the language reader takes for a person's last name, for a place; ascending
};

}  // namespace stemma::claims::ground
