// Secrets: what people's labels and redactions keep from leaving a case, found in its readings.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "stemma/claims.h"
#include "stemma/decision.h"

namespace stemma::protect {

/// Somebody who is labelled or redacted. Two decisions on one person make one of these.
struct Person {
  std::vector<std::string> names;        ///< full forms, the one of the decision first: the name and the aliases that are names
  std::vector<std::uint32_t> agents;     ///< indices into CaseModel::agents; none of somebody who is only written about
  std::string label;                     ///< the first one given; empty: redacted
  std::string stand_in;                  ///< "Witness 3"; empty: a mark takes the place of the name
  std::vector<std::uint64_t> decisions;  ///< their numbers
};

/// Words of a document that are to go, wherever they stand.
struct Passage {
  std::uint32_t document = 0;
  ByteSpan span;                         ///< where the decision found them
  std::string words;
  std::string label;                     ///< empty: redacted
  std::uint64_t decision = 0;
};

struct Secrets {
  std::vector<Person> people;
  std::vector<Passage> passages;
  std::map<std::uint32_t, std::string> documents;  ///< documents that stay in -> the label; empty: redacted
  std::vector<std::uint64_t> allowed;              ///< decisions that were set aside by an explicit word
  bool any() const { return !people.empty() || !passages.empty() || !documents.empty(); }
};

/// What the decisions that hold keep in, but for what `allow` names: labels, ids of documents and agents (or their beginnings), "decision 7".
/// Documents that a decision names and the case no longer has are passed over. Linear in the texts that decisions name.
Secrets secrets_of(std::span<const Reading> readings, const CaseModel& model, std::span<const Decision> decisions, std::span<const std::string> allow);

/// Words that look like the name of one person: one to four, each with a capital, none of them common in the language of names ("Ministry").
bool looks_like_a_name(std::string_view words);

}  // namespace stemma::protect
