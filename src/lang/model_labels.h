// What the numbers of a model's heads stand for: its lists of labels in the terms of labels.h.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/labels.h"
#include "lang/lemma_rules.h"
#include "lang/name_decoder.h"
#include "nn/model_file.h"
#include "stemma/result.h"

namespace stemma::lang {

struct ModelLabels {
  std::vector<Upos> upos;
  std::vector<std::uint8_t> penn;  ///< indices into penn_tags()
  std::vector<Relation> relations;
  NameDecoder names;
  LemmaRules lemmas;

  /// Errors: unsupported (a list is missing, or has a label that this program does not know; it is named).
  static Result<ModelLabels> of(const nn::ModelFile& file);
};

}  // namespace stemma::lang
