// The encoder of docs/formats/model.md and its heads: rows of tables in, logits out. Knows nothing of language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "nn/model_file.h"
#include "stemma/result.h"

namespace stemma::nn {

/// Which arithmetic the matrix products take.
enum class Arithmetic : std::uint8_t {
  whole,     ///< 8-bit factors, exact sums: what the program uses; the same numbers on every machine
  floating,  ///< 32-bit floating point: what the model was trained in; for tests and the accuracy gate
};

/// Which instructions run them. All give the same bits in `whole` arithmetic; tests compare them.
enum class Kernels : std::uint8_t { plain, avx2, avx512 };
bool runs_here(Kernels);  ///< this processor has the instructions
/// The fastest that this processor has: avx512 needs VNNI besides.
Kernels best_kernels();

/// Heads that are one matrix (or two) on each token's vector.
enum class Head : std::uint8_t { upos, xpos, name, lemma };

class Encoder {
 public:
  static constexpr std::uint32_t most_in_stretch = 16'384;  ///< tokens that encode() reads at once

  /// Packs the weights and runs the file's self-test. Errors: malformed (a tensor is missing or of another shape; the self-test fails),
  /// unsupported (sizes or layers that this program cannot run; a processor that lacks `kernels`). Tables stay in the file's bytes, which
  /// must outlive the encoder. Takes less than 100 ms.
  static Result<Encoder> load(const ModelFile& file, Arithmetic arithmetic = Arithmetic::whole, Kernels kernels = best_kernels());

  /// A text as rows of the tables, n tokens. A row that a table does not have counts as row 0.
  struct Rows {
    std::span<const std::uint32_t> word;   ///< n; 0 unknown
    std::span<const std::uint16_t> sub;    ///< n x subwords(); 0 none
    std::span<const std::uint16_t> shape;  ///< n
  };

  /// Scratch memory and the last text's vectors. One a thread.
  class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    struct State;
    State& state() { return *state_; }
    const State& state() const { return *state_; }

   private:
    std::unique_ptr<State> state_;
  };

  std::size_t width() const;     ///< of an encoded token
  std::size_t subwords() const;  ///< rows a token in Rows::sub
  std::size_t outputs(Head) const;

  /// First step: looks up what each token is, whatever stands around it.
  void embed(const Rows& rows, Workspace& space) const;
  /// Second: logit, for each of the tokens `after` (ascending), that a sentence ends behind it; gap[i] 1 if white space follows it.
  void bounds(Workspace& space, std::span<const std::uint32_t> after, std::span<const std::uint8_t> gap, std::span<float> logits) const;
  /// Third: reads the whole text; flag[t] is the row of the flag table. Memory is proportional to the longest stretch read at once: a text
  /// of any length is read in stretches of at most most_in_stretch tokens, cut where `may_cut` (ascending token numbers: starts of
  /// sentences) allows it if possible.
  void encode(Workspace& space, std::span<const std::uint8_t> flag, std::span<const std::uint32_t> may_cut) const;
  std::size_t own() const;  ///< numbers that embed() finds of a token
  /// What embed() found: n x own().
  std::span<const float> embedded(const Workspace& space) const;
  /// What encode() made: n x width().
  std::span<const float> encoded(const Workspace& space) const;

  /// Logits of a head for tokens [first, last): (last - first) x outputs(head).
  void logits(Head head, std::uint32_t first, std::uint32_t last, Workspace& space, std::span<float> out) const;
  /// Head scores inside the sentence [first, last) of L tokens: L x (L + 1), row d, column 0 the root, column h + 1 token first + h.
  void arcs(std::uint32_t first, std::uint32_t last, Workspace& space, std::span<float> out) const;
  /// Best relation of each of the tokens [first, last) to its head (token number of the text; -1: root).
  void relations(std::uint32_t first, std::uint32_t last, std::span<const std::int32_t> head, Workspace& space,
                 std::span<std::uint16_t> best) const;

  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;
  ~Encoder();

 private:
  struct Parts;
  explicit Encoder(std::unique_ptr<const Parts>);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace stemma::nn
