// The language reader: a document in, its analysis out. One small encoder (training/, docs/formats/model.md) runs once over the document.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/input.h"
#include "lang/agents/agents.h"
#include "lang/analysis.h"
#include "stemma/result.h"

namespace stemma::lang {

/// How far to read. What is not read keeps the values that analysis.h gives it.
enum class Depth : std::uint8_t {
  sentences,  ///< tokens, quotations, sentences: all that is right in a language that the model does not know
  tags,       ///< tags, lemmas and names besides
  all,        ///< heads and relations besides
};

class StretchReader;
struct Stretch;

/// What the encoder makes of tokens [first, last) of a document: width() and embedding() numbers a token.
struct EncodedStretch {
  std::uint32_t first = 0, last = 0;
  std::span<const float> encoded;   ///< in its surroundings
  std::span<const float> embedded;  ///< by itself
};

/// Immutable after loading; one is shared by all threads, each with a Workspace of its own. The same text gives the same analysis on any
/// machine and with any number of threads: matrix products are taken in whole numbers, everything else in one fixed order.
class LanguageReader {
 public:
  static constexpr std::uint64_t most_file_bytes = std::uint64_t{64} << 20;

  /// What the encoder made of the last document that was read with this workspace, and its scratch memory.
  class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    /// The encoder's output, width() numbers for each of the document's tokens, until the next read(). Nothing if that was not of
    /// Depth::all, or of more than 131,072 tokens.
    std::span<const float> encoded() const;
    struct State;
    State& state() { return *state_; }

   private:
    std::unique_ptr<State> state_;
  };

  /// The models that this program was built with (models/). Errors: as load().
  static Result<LanguageReader> built_in();
  /// An encoder's file, whose bytes must stay where they are; it finds no agents, since a scorer belongs to its encoder. Errors: malformed (cut, changed, self-test failed), unsupported (newer version,
  /// another kind, labels that this program does not know).
  static Result<LanguageReader> load(std::string_view bytes);
  /// The same from a file of at most most_file_bytes, which is copied. Errors: io besides.
  static Result<LanguageReader> load_file(const std::string& path);
  /// The one that built_in() gives, loaded when first asked for and shared from then on. Errors: as load().
  static Result<const LanguageReader*> shared();

  /// Sentences, tokens, quotations, tags, lemmas, heads, names. Linear in the size of the text, as is the memory for the result; what
  /// the encoder takes is bounded. Never fails.
  Analysis read(const Document& document, Workspace& space, Depth depth = Depth::all) const;

  /// The same for a text whose words and sentences somebody else has cut, a treebank say. `words`: in the order of the text, each inside a
  /// block; `sentences`: the first word of each, ascending from 0. A block's end ends a sentence in any case.
  Analysis read_cut(const Document& document, std::span<const ByteSpan> words, std::span<const std::uint32_t> sentences, Workspace& space) const;

  /// Who is meant in the document that was read last with `space`. No mentions where encoded() is empty, or there is no scorer.
  Agents agents(const Document& document, const Analysis& analysis, const Workspace& space) const;

  /// Gives the stretches, in order, in which the document that was read last with `space` (Depth::all) is encoded: whole blocks, at most 16,384 tokens
  /// each, so most often one. Of a document of more than 131,072 tokens nothing was kept: it is encoded again.
  void each_stretch(const Document& document, const Analysis& analysis, Workspace& space, const std::function<void(const EncodedStretch&)>& take) const;

  /// Whether documents of a language (ISO 639-1) are read: English, and what does not say.
  static bool reads(std::string_view language) { return language.empty() || language == "und" || language == "en"; }

  std::size_t width() const;
  std::size_t embedding() const;
  /// Dictionary form of a token: "say" of "said".
  std::string lemma(std::string_view text, const Token& token) const;
  /// Of the encoder's file: nn::ModelFile::digest().
  const std::string& digest() const;
  /// Names the model, for Reader::version().
  std::string version() const;

  LanguageReader(LanguageReader&&) noexcept;
  LanguageReader& operator=(LanguageReader&&) noexcept;
  ~LanguageReader();

 private:
  struct Parts;
  static Result<LanguageReader> load(std::string_view bytes, Input file, std::optional<agents::Scorer> scorer);
  /// Everything that comes after the sentences.
  void label(const Document& document, const std::vector<Stretch>& parts, Depth depth, StretchReader& reader, Workspace::State& space,
             Analysis& analysis) const;
  explicit LanguageReader(std::unique_ptr<const Parts>);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace stemma::lang
