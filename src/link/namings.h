// Namings: where a document prints another outlet's name beside a word of sourcing. What the reader of attributions does not see
// ("(via The Ormond Ledger)", "as first set out by") still says whose report a text leans on.
#pragma once

#include <vector>

#include "link/agents.h"
#include "link/pile.h"

namespace stemma::link {

struct Naming {
  std::int32_t outlet = -1;     ///< index into Agents::all
  ByteSpan span;                ///< the name
  ByteSpan sentence;
  bool as_source = false;       ///< "(via X)": all that its paragraph says without another source comes from there
  bool loose = false;           ///< no word of sourcing ("Island Voice's fisherman", "the Ledger had it"): needs more words in common
};

/// By document, in order of text. Names of two words or more, or of one long word, and the last word of a name behind "the" ("the Ledger")
/// if no other outlet of the pile ends so; only names of outlets with documents in the pile. Its own name, or "this newspaper", counts
/// where the text says that it reported something before.
std::vector<std::vector<Naming>> find_namings(const Pile& pile, const Agents& agents);

}  // namespace stemma::link
