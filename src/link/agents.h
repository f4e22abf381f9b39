// Agents across documents: who is the same speaker, and who speaks with whose voice.
// A wrong merge costs more than a split: names must match in full, bare surnames and roles stay in their document unless the words
// of the pile tie them to one name.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "link/families.h"
#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma::link {

class Rulings;

struct Agents {
  std::vector<CaseAgent> all;                        ///< by earliest mention in the pile
  std::vector<std::vector<std::int32_t>> of;         ///< [document][Reading::agents index] -> index into all
  std::vector<std::int32_t> publisher;               ///< by document; -1: publisher not stated
  std::vector<std::vector<Reason>> voice;            ///< by agent: why it speaks as another; empty if it does not

  std::int32_t at(std::uint32_t document, std::int32_t local) const {
    return local < 0 || static_cast<std::size_t>(local) >= of[document].size() ? -1 : of[document][static_cast<std::size_t>(local)];
  }
  /// The agent whose voice this is: a spokesman's ministry. -1 stays -1.
  std::int32_t voice_of(std::int32_t agent) const { return agent < 0 ? -1 : all[static_cast<std::size_t>(agent)].speaks_as; }
  /// The document's publisher is a body that speaks for itself (a ministry's press release), not an outlet.
  bool issued_by_body(std::uint32_t document) const {
    return publisher[document] >= 0 && all[static_cast<std::size_t>(publisher[document])].kind != AgentKind::media;
  }
};

/// Agents by their names alone; then, with what relies on what, those that a text leaves to the report it leans on: "the ministry",
/// "the newspaper", "a former clerk" are those of that report if it knows only one.
/// `reports`: for each document the documents that it relies on; empty in the first round.
/// `rulings`: people's decisions on who is who; may be none.
Agents find_agents(const Pile& pile, const Families& families, const std::vector<std::vector<std::uint32_t>>& reports,
                   Rulings* rulings = nullptr);

/// What ties an agent of one matter to that of another: a full name with the body that the person belongs to, or the office; a body's full
/// name with its country. Empty: never across matters (surnames, descriptions, names of one word that no country bears).
std::string global_key(const CaseAgent& agent, const std::vector<CaseAgent>& all);

/// For each agent a number that is equal for those whom nothing tells apart: one noun and number ("a driver" in two texts), somebody named who holds the
/// office that others leave unnamed, names that end in one word of which one is no full name ("Orlec", "Jeff Orlec"). Not proved to be one: what
/// find_agents() joins is. REQUIRES: all are of one matter. O(n log n), and 64 steps for each full name whose last word others have.
std::vector<std::uint32_t> indistinct(std::span<const CaseAgent> all);

/// Fills speaks_as: a government, its ministry for the matter, that ministry's minister and spokesman and its capital are one voice;
/// a body, its head, its spokesman and its report are one. Another authority (police, court, inspectorate) is not, nor is an
/// official who does not want to be named.
void find_voices(const Pile& pile, Agents& agents);

}  // namespace stemma::link
