// One document on its way through the model: language_reader.cpp cuts it and gives it in stretches.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/analysis.h"
#include "lang/features.h"
#include "lang/language_reader.h"
#include "lang/model_labels.h"
#include "lang/name_decoder.h"
#include "lang/name_lists.h"
#include "lang/tree.h"
#include "nn/encoder.h"

namespace stemma::lang {

/// All that reading takes of a model. Immutable.
struct LoadedModel {
  nn::Encoder encoder;
  ModelLabels labels;
  Vocabulary vocabulary;
  NameLists lists;
  std::vector<Tag> coarse;  ///< coarse_tags()
};

/// Tokens [first, last) that the encoder reads as one text.
struct Stretch {
  std::uint32_t first = 0, last = 0;
  std::uint32_t size() const { return last - first; }
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

struct LanguageReader::Workspace::State {
  nn::Encoder::Workspace encoder;
  FeatureMaker features;
  TreeFinder trees;
  NameDecoder::Scratch names;
  std::vector<std::uint32_t> word, after;
  std::vector<std::uint16_t> sub, shape, relations;
  std::vector<std::uint8_t> gap, bare, flag;
  std::vector<std::string_view> words;  ///< of one sentence
  std::vector<NameVotes> votes;         ///< of the document's names
  std::vector<float> logits, arcs;
  std::vector<std::int32_t> heads;
  std::vector<Stretch> parts;  ///< of the document that was read last
  std::vector<float> encoded, embedded;  ///< of the whole document, if it is not too long
};

/// What the encoder makes of one stretch of a document. The steps come in the order of the functions; the last two ask for sentences.
class StretchReader {
 public:
  StretchReader(const LoadedModel& model, const Document& document, Analysis& analysis, LanguageReader::Workspace::State& space)
      : model_(model), document_(document), analysis_(analysis), s_(space) {}

  /// Looks the tokens up, unless they are those of the stretch that it was asked for last.
  void embed(Stretch stretch);
  /// Sets `ends` behind tokens where the model sees a sentence end; where it is set already there is nothing to ask.
  void bounds(Stretch stretch, std::vector<bool>& ends);
  /// Reads the stretch, which holds the sentences [first, last).
  void encode(Stretch stretch, std::size_t first, std::size_t last);
  /// Fills in tags, lemmas, names, and with `trees` heads and relations, for these sentences.
  void label(Stretch stretch, std::size_t first, std::size_t last, bool trees);

 private:
  std::string_view text(std::uint32_t token) const { return slice(document_, analysis_.tokens[token].span); }
  template <class Take>
  void best(nn::Head head, Stretch stretch, Stretch tokens, Take take);
  void tags(Stretch stretch, Stretch tokens);
  void names(std::span<const float> logits, const Sentence& sentence);
  void tree(Stretch stretch, const Sentence& sentence);

  const LoadedModel& model_;
  const Document& document_;
  Analysis& analysis_;
  LanguageReader::Workspace::State& s_;
  Stretch embedded_;
};

}  // namespace stemma::lang
