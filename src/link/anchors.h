// Where the chain behind one mention ends: at a speaker, a witness, a document, an outlet's own work, in the air, or at another report.
// The rules are those of research on the root count, step 2; docs/how-it-counts.md tells them with examples.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "link/agents.h"
#include "link/relies.h"

namespace stemma::link {

/// An end of a chain. Two mentions with equal keys rest on one occasion of saying.
struct Anchor {
  enum class Sort : std::uint8_t { speaker, joint, individual, group, document, report, own, vague };
  Sort sort = Sort::vague;
  std::string key;
  std::int32_t agent = -1;             ///< index into Agents::all
  std::int32_t outlet = -1;            ///< who interviewed an unnamed source, or whose report it is
  std::vector<std::int32_t> parties;   ///< of a joint statement: their voices
  std::string head;                    ///< of an unnamed source: "diplomat"
  bool told_here = false;              ///< an unnamed source told it to the outlet of this very document: it is not that of a report that it relies on
  std::string issuer;                  ///< of own work: an agency whose text is not in the case
  std::uint32_t document = 0;          ///< where it was met
  std::vector<Reason> why;
};

/// "The mayor of Ostrel", "the mayor of Varnholm": unnamed sources in each of whose descriptions stands a name, and none in both.
bool named_apart(const Agents& agents, const Anchor& a, const Anchor& b);

/// What one attribution rests on: anchors of its own, documents whose word it passes on, or only what its own document says elsewhere.
struct Ends {
  std::vector<Anchor> anchors;
  struct To {
    std::uint32_t document;
    Reason why;
  };
  std::vector<To> reports;      ///< reports of the pile that it names; used where they hold the claim, else `unseen`
  std::vector<Anchor> unseen;   ///< what it rests on if none of those reports holds the claim
  bool own_voice = false;       ///< no source: another attribution of the same document, or a report it relies on, comes first
};

/// `spoken_of`: people of whom others say the claim. Who speaks of himself has it at first hand and is not folded into his body: that a minister has
/// resigned is denied by the ministry and by him.
Ends find_ends(const Pile& pile, const Agents& agents, const Relies& relies, AttributionRef r, const std::set<std::int32_t>& spoken_of);

RootKind kind_of(const Anchor& anchor, const Agents& agents);
/// "Nine former detainees, interviewed by the Tidewater Lantern".
std::string label_of(const Anchor& anchor, const Pile& pile, const Agents& agents);

}  // namespace stemma::link
