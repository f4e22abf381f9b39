// Claims: a document and its analysis -> attributions and the document's agents.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/agents/agents.h"
#include "lang/analysis.h"
#include "stemma/attribution.h"

namespace stemma::claims {

/// What every attribution reader is. Immutable, shared by all threads.
class AttributionReader {
 public:
  virtual ~AttributionReader() = default;
  /// Fills attributions and agents of `reading` from its document. REQUIRES: `analysis` belongs to reading.document, `agents` to it.
  virtual void read(const lang::Analysis& analysis, const lang::Agents& agents, Reading& reading) const = 0;
  virtual std::string version() const = 0;
};

/// The floor: a lexicon of reporting cues and a grammar over tokens, tags and quotation state. Nothing is learned but the tags. Kept as the
/// baseline that every learned reader has to beat (docs/quality.md).
std::unique_ptr<AttributionReader> make_floor_reader();

}  // namespace stemma::claims
