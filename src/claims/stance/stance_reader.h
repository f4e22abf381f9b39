// How a source stands on what it says: stance, negation and certainty of one attribution whose words are known.
//
//   {The ministry} {has not confirmed} {that a convoy was hit}   ->   confirms, negated, open
//
// A linear classifier (multinomial logistic regression) over hashed features of cue, content and source: their words, the senses of words
// that tell a stance (words.inc), the cue lexicon's frames, negation, mood and person of the content's first clause. The weights are whole
// numbers of models/stance.model (docs/formats/model.md), so that the answer is the same on every machine. Trained by training/stance/fit.py
// on marked texts; bench/quality --only stance says how good it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "claims/stance/features.h"
#include "claims/stance/words.h"
#include "claims/view.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims {

struct StanceReading {
  Stance stance = Stance::asserts;
  bool negated = false;
  Certainty certainty = Certainty::certain;
  float confidence = 0;  ///< share that the classifier gives to `stance`, 0..1
};

/// Immutable after loading; shared by threads.
class StanceReader {
 public:
  /// A model file of kind "stance classifier"; its bytes must stay where they are, at a multiple of 64. Errors: malformed (damaged, a tensor
  /// missing or of another shape), unsupported (newer, of another kind, labels or sizes other than this program's).
  static Result<StanceReader> load(std::string_view bytes);

  /// The attribution's spans as token ranges of `view`, each sorted; source and cue may be empty. `body`: the source is a government or
  /// organisation or speaks for one, so that "no one was held" out of its mouth is a denial.
  StanceReading read(const View& view, const Ranges& source, const Ranges& cue, const Ranges& content, bool body) const;

  /// Names the model, for Reader::version().
  const std::string& version() const { return version_; }

 private:
  StanceReader() = default;

  stance::Words words_;
  std::span<const std::int8_t> weights_;  ///< a row of kOutputs for each place
  std::span<const float> shares_;         ///< exp(-d) for each distance d of two sums
  std::string version_;
};

}  // namespace stemma::claims
