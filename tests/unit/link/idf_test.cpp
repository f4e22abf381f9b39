#include <gtest/gtest.h>

#include <string>

#include "base/hash.h"
#include "link/idf.h"

namespace stemma::link {
namespace {

std::int32_t word(const char* w) { return Idf::built_in().word(hash64(w)); }

TEST(Idf, CommonWordsWeighLeastAndRareOnesMost) {
  EXPECT_LE(word("the"), Idf::one + 4);
  EXPECT_LT(word("the"), word("said"));
  EXPECT_LT(word("said"), word("minister"));
  EXPECT_LT(word("minister"), word("earthquake"));
  EXPECT_LT(word("earthquake"), word("zzyzxqq"));
  EXPECT_EQ(word("zzyzxqq"), Idf::built_in().unknown());
}

TEST(Idf, AStemCountsAllItsWords) {
  const Idf& idf = Idf::built_in();
  EXPECT_LT(idf.stem("arrest"), word("arrest"));
  EXPECT_NE(Idf::stem_key("arrest"), hash64("arrest"));
  EXPECT_EQ(idf.stem("zzyzxqq"), idf.unknown());
}

/// A table of one word, 10 steps of weight.
std::string small_table(std::uint64_t key) {
  const auto put = [](std::string& out, std::uint64_t n) {
    for (int i = 0; i < 4; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
  };
  std::string out = "STWIDF01";
  put(out, 3), put(out, 1), put(out, 20);
  for (std::uint64_t b = 0; b <= 4096; ++b) put(out, b > key >> 52 ? 1 : 0);
  put(out, key >> 20 & 0xFFFFFFFF);
  return out + '\x0A';
}

TEST(Idf, ReadsItsFormat) {
  const std::string bytes = small_table(hash64("ferry"));
  const auto idf = Idf::of(bytes);
  ASSERT_TRUE(idf);
  EXPECT_EQ(idf->word(hash64("ferry")), 40);
  EXPECT_EQ(idf->word(hash64("ferries")), 80);
  EXPECT_EQ(idf->unknown(), 80);
}

TEST(Idf, RefusesWhatIsCutAndSurvivesWhatIsChanged) {
  const std::string bytes = small_table(hash64("ferry"));
  for (std::size_t size = 0; size < bytes.size(); size += size < 32 ? 1 : 997) {
    EXPECT_FALSE(Idf::of(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(Idf::of(bytes + "x"));
  for (std::size_t at = 0; at < bytes.size(); at += at < 32 ? 1 : 61) {
    std::string changed = bytes;
    changed[at] = '\xFF';
    const auto idf = Idf::of(changed);
    if (!idf) continue;
    EXPECT_GE(idf->word(hash64("ferry")), 0);
    EXPECT_LE(idf->word(hash64("ferries")), 255 * 4);
  }
}

}  // namespace
}  // namespace stemma::link
