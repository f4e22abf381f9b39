#include "claims/finder/finder.h"

#include <gtest/gtest.h>

#include <cmath>

#include "claims/built_in.h"

namespace stemma::claims {
namespace {

/// Logits that give each letter's role ('.' none, s, c, k) a probability of `sure`.
std::vector<float> logits(std::string_view letters, double sure = 0.95) {
  std::vector<float> out;
  for (const char letter : letters) {
    const auto role = std::string_view(".sck").find(letter);
    for (std::size_t r = 0; r < kRoles; ++r) out.push_back(static_cast<float>(std::log(r == role ? sure : (1 - sure) / 3)));
  }
  return out;
}

std::string decoded(const std::vector<float>& roles, std::uint32_t trigger) {
  Decoder decoder;
  const Found found = decoder.decode(trigger, 3.0F, roles, 0);
  std::string out(roles.size() / kRoles, '.');
  for (const auto t : found.source) out[t] = 's';
  for (const auto t : found.cue) out[t] = 'c';
  for (const auto t : found.content) out[t] = 'k';
  return out;
}

TEST(Decoder, KeepsWhatIsSure) {
  for (const std::string_view text : {"ss.cc.kkkk.", "kkk.sscc", ".kk.scc.kkkk", "c.kkk", "kk.cckk"}) {
    const auto trigger = static_cast<std::uint32_t>(text.find('c'));
    EXPECT_EQ(decoded(logits(text), trigger), text);
  }
}

TEST(Decoder, HasOneCueAndOneSourceAtMost) {
  EXPECT_EQ(decoded(logits("sscckkkcc", 0.6), 2).find_last_of('c'), 3U);
  auto two = logits("ss..cckkk.ss", 0.7);
  for (std::size_t i = 10; i < 12; ++i) two[i * kRoles + 1] = static_cast<float>(std::log(0.5));
  EXPECT_EQ(decoded(two, 4), "ss..cckkk...");
}

TEST(Decoder, TheTriggerIsCueAndThereIsContent) {
  const std::string found = decoded(logits("......", 0.9), 2);
  EXPECT_EQ(found[2], 'c');
  EXPECT_NE(found.find('k'), std::string::npos);
}

// An edge that is smeared over some places: content grows likelier slowly, then at one place at once.
TEST(Decoder, AnEdgeStandsWhereTheProbabilityChangesMost) {
  std::vector<float> roles = logits("sc", 0.95);
  for (const double content : {0.30, 0.36, 0.42, 0.93, 0.95, 0.96}) {
    const double rest = 1 - content - 0.01;
    for (const double p : {rest, 0.005, 0.005, content}) roles.push_back(static_cast<float>(std::log(p)));
  }
  EXPECT_EQ(decoded(roles, 1), "sc...kkk");
}

TEST(Decoder, SurerSpansScoreHigher) {
  Decoder decoder;
  const float sure = decoder.decode(2, 1.0F, logits("sscckkk", 0.98), 0).score, vague = decoder.decode(2, 1.0F, logits("sscckkk", 0.5), 0).score;
  EXPECT_GT(sure, vague);
  EXPECT_LT(decoder.decode(2, -0.8F, logits("......", 0.9), 0).score, 0);
}

TEST(AttributionFinder, RefusesADamagedModel) {
  const std::string_view good = built_in_attributions();
  ASSERT_TRUE(AttributionFinder::load(good));
  EXPECT_FALSE(AttributionFinder::load(good.substr(0, good.size() - 64)));
  std::string changed(good);
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  alignas(64) static std::vector<char> bytes;
  bytes.assign(changed.begin(), changed.end());
  const auto loaded = AttributionFinder::load({bytes.data(), bytes.size()});
  ASSERT_FALSE(loaded);
  EXPECT_FALSE(loaded.error().what.empty());
}

// The same logits, whichever instructions take the products.
TEST(AttributionNetwork, IsTheSameWithEverySetOfInstructions) {
  const auto file = nn::ModelFile::open(built_in_attributions(), "attribution reader");
  ASSERT_TRUE(file);
  std::vector<std::vector<float>> results;
  for (const nn::Kernels kernels : {nn::Kernels::plain, nn::Kernels::avx2, nn::Kernels::avx512}) {
    if (!nn::runs_here(kernels)) continue;
    const auto net = AttributionNetwork::load(*file, nn::Arithmetic::whole, kernels);
    ASSERT_TRUE(net) << net.error().line();
    const std::size_t n = 9;
    std::vector<float> encoded(n * net->encoded()), embedded(n * net->embedded());
    for (std::size_t i = 0; i < encoded.size(); ++i) encoded[i] = static_cast<float>(i * 7919 % 201) / 100 - 1;
    for (std::size_t i = 0; i < embedded.size(); ++i) embedded[i] = static_cast<float>(i * 104729 % 101) / 200 - 0.25F;
    const std::vector<std::uint8_t> tags(n, 2), quotes(n, 0), first{2, 0, 0, 0, 1, 0, 0, 0, 0};
    const std::vector<std::int32_t> head{1, -1, 1, 2, 5, -1, 5, 6, 5};
    const std::vector<std::uint32_t> sentence{0, 0, 0, 0, 1, 1, 1, 1, 1}, paragraph(n, 0);
    AttributionNetwork::Workspace space;
    const NetworkInput text{encoded, embedded, tags, tags, tags, tags, quotes, first, head, sentence, paragraph};
    const auto triggers = net->triggers(text, space);
    std::vector<float> all(triggers.begin(), triggers.end());
    const auto roles = net->roles(text, 5, 2, 9, space);
    all.insert(all.end(), roles.begin(), roles.end());
    results.push_back(std::move(all));
  }
  for (const auto& r : results) EXPECT_EQ(r, results.front());
}

}  // namespace
}  // namespace stemma::claims
