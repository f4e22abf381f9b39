// Claims: a document and its analysis -> attributions and the document's agents.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/language_reader.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims {

/// Scratch memory of a thread.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// What the language reader made of a document. REQUIRES: all of it belongs to one document, which `space` read last.
struct Material {
  const lang::LanguageReader& language;
  lang::LanguageReader::Workspace& space;
  const lang::Analysis& analysis;
  const lang::Agents& agents;
};

/// What every attribution reader is. Immutable, shared by all threads.
class AttributionReader {
 public:
  virtual ~AttributionReader() = default;
  /// Fills attributions and agents of `reading` from its document, to which `material` belongs.
  virtual void read(const Material& material, Workspace& space, Reading& reading) const = 0;
  virtual std::string version() const = 0;
};

/// The reader: a trained network finds cues, sources and contents, on all levels; rules name speakers, links and dates. Errors: malformed (the
/// model inside this program is damaged).
Result<std::unique_ptr<AttributionReader>> make_reader();

/// The floor: a lexicon of reporting cues and a grammar over tokens, tags and quotation state. Nothing is learned but the tags. Kept as the
/// baseline that every learned reader has to beat (docs/quality.md).
std::unique_ptr<AttributionReader> make_floor_reader();

}  // namespace stemma::claims
