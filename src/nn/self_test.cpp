#include "nn/self_test.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "nn/heads.h"
#include "nn/workspace.h"

namespace stemma::nn {
namespace {

constexpr std::size_t most_words = 1'000;  // a file may not make itself slow to load

tl::unexpected<Error> broken(std::string what) {
  return fail(ErrorKind::malformed, "the model's self-test " + std::move(what), Error::nowhere, "get the model again");
}

class SelfTest {
 public:
  SelfTest(const ModelFile& file, const Network& net) : file_(file), net_(net) {}
  Result<void> run();

 private:
  Result<void> read();
  Result<void> compare(const char* name, std::span<const float> ours, std::vector<std::size_t> shape) const;
  Result<void> heads();
  Result<void> parser();
  Result<void> sentence_ends();

  const ModelFile& file_;
  const Network& net_;
  State state_;
  std::size_t n_ = 0;
  std::vector<float> out_;
};

// Runs the encoder over the example.
Result<void> SelfTest::read() {
  for (const auto& sentence : file_.test_sentences()) n_ += sentence.size();
  if (n_ == 0 || n_ > most_words) return broken(fmt::format("has {} words; 1 to {} are allowed", n_, most_words));
  const auto word = file_.words32("test.word", {n_});
  const auto sub = file_.words16("test.sub", {n_, net_.sizes.subwords});
  const auto shape = file_.words16("test.shape", {n_}), flag = file_.words16("test.flag", {n_});
  if (!word) return tl::unexpected(word.error());
  for (const auto* each : {&sub, &shape, &flag})
    if (!*each) return tl::unexpected(each->error());
  std::vector<std::uint8_t> flags(n_);
  for (std::size_t t = 0; t < n_; ++t) {
    if ((*flag)[t] > std::numeric_limits<std::uint8_t>::max()) return broken(fmt::format("has flag {}", (*flag)[t]));
    flags[t] = static_cast<std::uint8_t>((*flag)[t]);
  }
  embed(net_, {*word, *sub, *shape}, state_);
  encode(net_, state_, flags, {});
  return {};
}

Result<void> SelfTest::compare(const char* name, std::span<const float> ours, std::vector<std::size_t> shape) const {
  const auto theirs = file_.floats(fmt::format("test.{}", name), std::move(shape));
  if (!theirs) return tl::unexpected(theirs.error());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const double off = std::abs(double{ours[i]} - double{(*theirs)[i]});
    if (!(off <= file_.tolerance()))  // a NaN is never within
      return broken(fmt::format("fails: number {} of {} is off by {:.3g}, more than {:.3g}", i, name, off, file_.tolerance()));
  }
  return {};
}

Result<void> SelfTest::heads() {
  constexpr std::pair<Head, const char*> all[] = {{Head::upos, "upos"}, {Head::xpos, "xpos"}, {Head::name, "name"}, {Head::lemma, "lemma"}};
  for (const auto& [head, name] : all) {
    const std::size_t size = matrix_of(net_, head).outputs();
    out_.assign(n_ * size, 0);
    logits(net_, state_, head, 0, n_, out_);
    if (const auto good = compare(name, out_, {n_, size}); !good) return good;
  }
  return {};
}

Result<void> SelfTest::parser() {
  out_.clear();
  std::size_t first = 0;
  for (const auto& sentence : file_.test_sentences()) {
    const std::size_t length = sentence.size(), size = out_.size();
    out_.resize(size + length * (length + 1));
    if (length != 0) arcs(net_, state_, first, first + length, std::span(out_).subspan(size));
    first += length;
  }
  if (const auto good = compare("arcs", out_, {out_.size()}); !good) return good;

  std::vector<std::int32_t> before(n_);
  std::iota(before.begin(), before.end(), -1);
  out_.assign(n_ * net_.rel.outputs(), 0);
  relation_logits(net_, state_, 0, n_, before, out_);
  return compare("relations", out_, {n_, net_.rel.outputs()});
}

Result<void> SelfTest::sentence_ends() {
  std::vector<std::uint32_t> after(n_);
  std::iota(after.begin(), after.end(), 0U);
  const std::vector<std::uint8_t> gap(n_, 1);
  out_.assign(n_, 0);
  bounds(net_, state_, after, gap, out_);
  return compare("bounds", out_, {n_});
}

Result<void> SelfTest::run() {
  if (const auto good = read(); !good) return good;
  const std::span<const float> encoded(state_.z.data(), state_.encoded);
  if (const auto good = compare("encoded", encoded, {n_, net_.sizes.width}); !good) return good;
  if (const auto good = heads(); !good) return good;
  if (const auto good = parser(); !good) return good;
  return sentence_ends();
}

}  // namespace

Result<void> self_test(const ModelFile& file, const Network& net) { return SelfTest(file, net).run(); }

}  // namespace stemma::nn
