// Finds who says what in a text: the network's answer for each stretch of a document, decoded to attributions in tokens.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "claims/finder/decode.h"
#include "claims/finder/network.h"
#include "lang/language_reader.h"
#include "stemma/document.h"
#include "stemma/result.h"

namespace stemma::claims {

/// Immutable after loading; shared by threads.
class AttributionFinder {
 public:
  struct Workspace {
    AttributionNetwork::Workspace network;
    Decoder decoder;
    std::vector<std::uint8_t> upos, xpos, relation, name, quotation, first;
    std::vector<std::int32_t> head;
    std::vector<std::uint32_t> sentence, paragraph;
  };

  /// A model file of kind "attribution reader"; its bytes must stay where they are, at a multiple of 64. Errors: malformed (damaged, the
  /// self-test fails), unsupported (newer, of another kind, labels that this program does not know).
  static Result<AttributionFinder> load(std::string_view bytes);

  /// Whether the model was trained on this reader's vectors; those of another encoder mean nothing to it.
  bool belongs_to(const lang::LanguageReader& language) const;

  /// Attributions of all levels, in order of their triggers. Tokens are those of `analysis`. Linear in the text.
  /// REQUIRES: belongs_to(language), which read this very document last with `read`.
  std::vector<Found> find(const Document& document, const lang::Analysis& analysis, const lang::LanguageReader& language,
                          lang::LanguageReader::Workspace& read, Workspace& scratch) const;
  std::string version() const { return version_; }

 private:
  struct Rows;  ///< of the model's tables, by label
  AttributionFinder(AttributionNetwork network, std::shared_ptr<const Rows> rows, std::string encoder, std::string version);
  AttributionNetwork network_;
  std::shared_ptr<const Rows> rows_;
  std::string encoder_, version_;
};

}  // namespace stemma::claims
