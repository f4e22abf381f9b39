#include "nn/encoder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "make_model.h"
#include "nn/layers.h"

namespace stemma::nn {
namespace {

using test::AlignedBytes;
using test::RandomModel;
using test::TestText;

const RandomModel& random_model() {
  static const RandomModel model;
  return model;
}

// A model's file and its encoder.
struct Loaded {
  explicit Loaded(std::string_view from, Arithmetic arithmetic = Arithmetic::whole, Kernels kernels = best_kernels())
      : bytes(from), file(ModelFile::open(bytes.view(), "language encoder")),
        encoder(file ? Encoder::load(*file, arithmetic, kernels) : tl::unexpected(file.error())) {}

  AlignedBytes bytes;
  Result<ModelFile> file;
  Result<Encoder> encoder;
};

std::string loading(const RandomModel& model) {
  const Loaded loaded(model.file());
  return loaded.encoder ? "loaded" : loaded.encoder.error().line();
}

// Everything that an encoder says of a text, one after another. `sentences`: their lengths.
std::vector<float> reading(const Encoder& encoder, const TestText& text, Encoder::Workspace& space) {
  const auto n = static_cast<std::uint32_t>(text.word.size());
  std::vector<float> all;
  const auto keep = [&](std::size_t numbers, const auto& fill) {
    std::vector<float> out(numbers, std::numeric_limits<float>::quiet_NaN());
    fill(out);
    all.insert(all.end(), out.begin(), out.end());
  };
  std::vector<std::uint32_t> every(n);
  std::vector<std::uint8_t> gap(n);
  std::vector<std::int32_t> head(n);
  for (std::uint32_t t = 0; t < n; ++t) {
    every[t] = t;
    gap[t] = t % 3 != 0;
    head[t] = t % 5 == 0 ? -1 : static_cast<std::int32_t>((t * 7) % n);
  }
  encoder.embed({text.word, text.sub, text.shape}, space);
  keep(n, [&](auto& out) { encoder.bounds(space, every, gap, out); });
  encoder.encode(space, text.flag, {});
  all.insert(all.end(), encoder.encoded(space).begin(), encoder.encoded(space).end());
  for (const Head h : {Head::upos, Head::xpos, Head::name, Head::lemma})
    keep(n * encoder.outputs(h), [&](auto& out) { encoder.logits(h, 0, n, space, out); });
  keep(std::size_t{n} * (n + 1), [&](auto& out) { encoder.arcs(0, n, space, out); });
  std::vector<std::uint16_t> best(n);
  encoder.relations(0, n, head, space, best);
  for (const std::uint16_t b : best) all.push_back(b);
  return all;
}
std::vector<float> reading(const Encoder& encoder, const TestText& text) {
  Encoder::Workspace space;
  return reading(encoder, text, space);
}

bool same_bits(std::span<const float> a, std::span<const float> b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

TEST(Encoder, DoesWhatTheFormulasSay) {
  RandomModel model = random_model();
  const Loaded loaded(model.file(), Arithmetic::floating);
  ASSERT_TRUE(loaded.encoder) << loaded.encoder.error().line();
  EXPECT_EQ(loaded.encoder->width(), 32U);
  EXPECT_EQ(loaded.encoder->subwords(), 3U);
  EXPECT_EQ(loaded.encoder->outputs(Head::lemma), 7U);
  for (const std::size_t n : {1, 2, 3, 63, 64, 65, 130}) {
    const TestText text = model.text(n);
    const auto own = model.own(text), z = model.encode(text);
    std::vector<double> expected;
    for (std::size_t t = 0; t < n; ++t) expected.push_back(model.bound(own, t, t % 3 != 0));
    test::append(expected, test::flat(z));
    for (const char* head : {"upos", "xpos", "name"})
      for (const auto& v : z) test::append(expected, model.linear(head, v));
    for (const auto& v : z) test::append(expected, model.linear("lemma", test::relu(model.linear("lemma_in", v))));
    test::append(expected, test::flat(model.arcs(z)));
    for (std::size_t t = 0; t < n; ++t) {
      const auto logits = model.relation(z, t, t % 5 == 0 ? -1 : static_cast<std::ptrdiff_t>(t * 7 % n));
      expected.push_back(static_cast<double>(std::max_element(logits.begin(), logits.end()) - logits.begin()));
    }
    const auto ours = reading(*loaded.encoder, text);
    ASSERT_EQ(ours.size(), expected.size());
    for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_NEAR(ours[i], expected[i], 2e-4) << i << " of " << n << " tokens";
  }
}

TEST(Encoder, EightBitsComeClose) {
  RandomModel model = random_model();
  const Loaded whole(model.file()), floating(model.file(), Arithmetic::floating);
  const TestText text = model.text(50);
  const auto a = reading(*whole.encoder, text), b = reading(*floating.encoder, text);
  double difference = 0;
  for (std::size_t i = 0; i + 50 < a.size(); ++i) difference += std::abs(a[i] - b[i]) / static_cast<double>(a.size());
  EXPECT_GT(difference, 0);
  EXPECT_LT(difference, 0.03);
}

TEST(Encoder, AllKernelsGiveTheSameBits) {
  RandomModel model = random_model();
  const std::string file = model.file();
  const TestText text = model.text(150);
  for (const Arithmetic arithmetic : {Arithmetic::whole, Arithmetic::floating}) {
    const Loaded plain(file, arithmetic, Kernels::plain);
    const auto expected = reading(*plain.encoder, text);
    for (const Kernels kernels : {Kernels::avx2, Kernels::avx512}) {
      const Loaded other(file, arithmetic, kernels);
      ASSERT_EQ(other.encoder.has_value(), runs_here(kernels));
      EXPECT_TRUE(!other.encoder || same_bits(reading(*other.encoder, text), expected));
      EXPECT_TRUE(other.encoder || other.encoder.error().kind == ErrorKind::unsupported);
    }
  }
  EXPECT_TRUE(runs_here(Kernels::plain));
  EXPECT_TRUE(runs_here(best_kernels()));
}

TEST(Encoder, RemembersNothingOfTheTextBefore) {
  RandomModel model = random_model();
  const Loaded loaded(model.file());
  const TestText text = model.text(70), other = model.text(200), none = model.text(0);
  const auto expected = reading(*loaded.encoder, text);
  Encoder::Workspace space;
  for (const TestText* each : {&other, &text, &none, &other, &text}) {
    const auto all = reading(*loaded.encoder, *each, space);
    EXPECT_TRUE(each != &text || same_bits(all, expected));
  }
  EXPECT_TRUE(reading(*loaded.encoder, none).empty());
}

TEST(Encoder, PartsOfATextGiveWhatTheWholeGives) {
  RandomModel model = random_model();
  const Loaded loaded(model.file());
  const TestText text = model.text(90);
  Encoder::Workspace space;
  reading(*loaded.encoder, text, space);
  std::vector<float> all(90 * 18), part(20 * 18);
  loaded.encoder->logits(Head::xpos, 0, 90, space, all);
  loaded.encoder->logits(Head::xpos, 61, 81, space, part);
  EXPECT_TRUE(same_bits(part, std::span(all).subspan(61 * 18, 20 * 18)));
}

TEST(Encoder, RowsThatTablesLackCountAsRowNought) {
  RandomModel model = random_model();
  const Loaded loaded(model.file());
  TestText wild = model.text(5), zero = wild;
  for (std::size_t t = 0; t < 5; ++t) {
    wild.word[t] = 0xFFFFFFFF, zero.word[t] = 0;
    wild.shape[t] = 0xFFFF, zero.shape[t] = 0;
    wild.flag[t] = 255, zero.flag[t] = 0;
  }
  for (std::size_t i = 0; i < wild.sub.size(); ++i) wild.sub[i] = 0xFFFF, zero.sub[i] = 0;
  EXPECT_TRUE(same_bits(reading(*loaded.encoder, wild), reading(*loaded.encoder, zero)));
}

TEST(Encoder, StretchesEndWhereTheyMayBeCut) {
  using Ends = std::vector<std::size_t>;
  EXPECT_EQ(stretch_ends(0, {}, 10), Ends{});
  EXPECT_EQ(stretch_ends(10, {}, 10), Ends{10});
  EXPECT_EQ(stretch_ends(25, {}, 10), (Ends{10, 20, 25}));
  const std::vector<std::uint32_t> starts{0, 3, 10, 15, 30};
  EXPECT_EQ(stretch_ends(35, starts, 10), (Ends{10, 15, 25, 35}));
  EXPECT_EQ(stretch_ends(12, starts, 9), (Ends{3, 12}));
}

// A long text is its stretches, each read as a text of its own; a text of one stretch is not cut.
TEST(Encoder, LongTextsAreReadInStretches) {
  RandomModel model = random_model();
  const Loaded loaded(model.file());
  const TestText text = model.text(20'000);
  const std::vector<std::uint32_t> may_cut{0, 9'000, 16'385};
  Encoder::Workspace space;
  loaded.encoder->embed({text.word, text.sub, text.shape}, space);
  loaded.encoder->encode(space, text.flag, may_cut);
  const std::vector<float> whole(loaded.encoder->encoded(space).begin(), loaded.encoder->encoded(space).end());
  std::vector<float> joined;
  for (const auto& [first, n] : {std::pair<std::size_t, std::size_t>{0, 9'000}, {9'000, 11'000}}) {
    loaded.encoder->embed({std::span(text.word).subspan(first, n), std::span(text.sub).subspan(first * 3, n * 3),
                           std::span(text.shape).subspan(first, n)}, space);
    loaded.encoder->encode(space, std::span(text.flag).subspan(first, n), {});
    joined.insert(joined.end(), loaded.encoder->encoded(space).begin(), loaded.encoder->encoded(space).end());
  }
  EXPECT_TRUE(same_bits(whole, joined));
}

TEST(Encoder, IsRefusedWithoutAnyOneOfItsTensors) {
  for (const test::RawTensor& tensor : random_model().tensors) {
    RandomModel model = random_model();
    std::erase_if(model.tensors, [&](const test::RawTensor& t) { return t.name == tensor.name; });
    EXPECT_EQ(loading(model).find("the model has no tensor " + tensor.name), 0U) << tensor.name << ": " << loading(model);
    model = random_model();
    model.tensor(tensor.name).shape.insert(model.tensor(tensor.name).shape.begin(), 1);
    EXPECT_EQ(loading(model).find("the model's tensor " + tensor.name + " is "), 0U) << tensor.name << ": " << loading(model);
  }
}

TEST(Encoder, IsRefusedIfItsSelfTestFails) {
  const auto spoilt = [](const char* name, std::size_t number, float value) {
    RandomModel model = random_model();
    std::memcpy(model.tensor(name).bytes.data() + 4 * number, &value, 4);
    return loading(model);
  };
  constexpr float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
  for (const float value : {nan, inf, 1e38F, -5.0F})
    for (const char* name : {"entry.weight", "layer0.norm.weight", "layer1.linear.bias", "layer2.gates", "norm.bias", "lemma.weight",
                             "parser.root", "parser.rel_root", "bound_in.weight", "test.encoded", "test.arcs", "test.bounds"})
      EXPECT_EQ(spoilt(name, 0, value).find("the model's self-test fails: number "), 0U) << name << ": " << spoilt(name, 0, value);

  RandomModel model = random_model();
  std::memcpy(model.tensor("test.flag").bytes.data(), "\xff\xff", 2);
  EXPECT_EQ(loading(model), "the model's self-test has flag 65535; get the model again");
  model = random_model();
  model.header["self_test"]["sentences"] = test::Json::array();
  EXPECT_EQ(loading(model), "the model's self-test has 0 words; 1 to 1000 are allowed; get the model again");
  model.header["self_test"]["sentences"].push_back(std::vector<std::string>(2'000));
  EXPECT_EQ(loading(model), "the model's self-test has 2000 words; 1 to 1000 are allowed; get the model again");
}

TEST(Encoder, IsRefusedWithSizesThatCannotRun) {
  const auto sized = [](const char* key, std::uint64_t n) {
    RandomModel model = random_model();
    model.header["sizes"][key] = n;
    return loading(model);
  };
  EXPECT_EQ(loading(random_model()), "loaded");
  EXPECT_EQ(sized("width", 40), "the model's size width is 40; this program runs multiples of 32 up to 4096");
  EXPECT_EQ(sized("bound", 0), "the model's size bound is 0; this program runs multiples of 16 up to 4096");
  EXPECT_EQ(sized("flag", 6), "the model's inputs are 49 numbers; this program runs multiples of 16");
  for (const auto& size : random_model().header["sizes"].items()) {
    RandomModel model = random_model();
    EXPECT_NE(sized(size.key().c_str(), ~std::uint64_t{0}).find("this program runs multiples of"), std::string::npos);
    model.header["sizes"].erase(size.key());
    EXPECT_EQ(loading(model), "the model's header does not say the size " + size.key());
  }
  RandomModel model = random_model();
  for (const char* layers : {"rxr", "\n"}) {
    model.header["layers"] = layers;
    EXPECT_EQ(loading(model).find("the model has layers"), 0U) << loading(model);
  }
  model = random_model();
  model.header["labels"]["rel"] = test::Json::array();
  EXPECT_EQ(loading(model), "the model has 0 labels in the list rel");
}

// Bytes changed together with the check sum: an error or a model, but no crash. tests/fuzz/model_fuzz.cpp tries the rest.
TEST(Encoder, StandsAnyChangeOfTheFile) {
  test::Shape shape;
  shape.layers = "c";
  shape.sentences = {2, 1};
  const RandomModel model(shape);
  AlignedBytes bytes(model.file());
  const std::string front(bytes.view().substr(0, 64));
  const std::size_t size = bytes.view().size(), header_end = bytes.view().find('\0', 64);
  std::size_t refused = 0, tried = 0;
  for (std::size_t at = 0; at < size; at += at < header_end ? 3 : 127) {
    const char before = bytes.data()[at];
    bytes.data()[at] = static_cast<char>(before ^ 1 << at % 7);
    EXPECT_FALSE(ModelFile::open(bytes.view(), "language encoder")) << at;
    test::repair(bytes.data(), size);
    const auto file = ModelFile::open(bytes.view(), "language encoder");
    refused += !file || !Encoder::load(*file);
    ++tried;
    bytes.data()[at] = before;
    std::copy(front.begin(), front.end(), bytes.data());
  }
  EXPECT_GT(refused, tried / 2);
}

}  // namespace
}  // namespace stemma::nn
