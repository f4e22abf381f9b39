#include <gtest/gtest.h>

#include "ingest/compress/brotli.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"
#include "make.h"

namespace stemma::ingest {
namespace {

using namespace test;

constexpr std::uint64_t kCap = 64 << 20;

// Made by the encoder of libbrotli at level 9.
const std::string kSentence = "<p>The mill of Halm stopped on Tuesday, the miller said. The mill of Halm stopped.</p>";
constexpr std::string_view kBrotliSentence = "1b55000044dd96eae8724339cfd20d45f0a270f5280661030ed8130c70e399561a36e0c40a1aec895d7257cc6186dd908a4d24bfae157b213fbdb5fc708611503dd8a72298218e2e";
constexpr std::string_view kBrotliBomb = "cfffff7f0024f0e2b14072effff3ffff1b8004401c1680eefd37";  // 30 MB of one letter

TEST(Brotli, WholeCutDamaged) {
  const std::string good = from_hex(kBrotliSentence);
  EXPECT_EQ(unbrotli(good, kCap, 200).value_or(""), kSentence);
  EXPECT_EQ(unbrotli(brotli(kSentence), kCap, 200).value_or(""), kSentence);
  for (std::size_t n = 0; n < good.size(); ++n) EXPECT_FALSE(unbrotli(good.substr(0, n), kCap, 200)) << n;
  EXPECT_NE(unbrotli(good.substr(0, 20), kCap, 200).error().what.find("end too soon"), std::string::npos);
  EXPECT_EQ(unbrotli(good + "tail", kCap, 200).error().at, good.size());
}

TEST(Brotli, BombsStopEarly) {
  const std::string bomb = from_hex(kBrotliBomb);
  EXPECT_NE(unbrotli(bomb, kCap, 200).error().what.find("out of proportion"), std::string::npos);
  EXPECT_EQ(unbrotli(bomb, 1 << 20, ~std::uint64_t{0}).error().kind, ErrorKind::over_limit);
  EXPECT_EQ(unbrotli(bomb, kCap, 2'000'000).value_or("").size(), std::size_t{30} << 20);
}

TEST(Zstd, WholeCutDamaged) {
  const std::string good = zstd("first ") + zstd("second");
  EXPECT_EQ(unzstd(good, kCap, 200).value_or(""), "first second");
  EXPECT_EQ(unzstd_start(good, 3), "fir");
  EXPECT_EQ(unzstd_range(good, 4, 9, 200, "").value_or(""), "t sec");
  EXPECT_NE(unzstd(zstd(kSentence).substr(0, 30), kCap, 200).error().what.find("end too soon"), std::string::npos);
  EXPECT_EQ(unzstd(good + "tail", kCap, 200).error().at, good.size());
  EXPECT_EQ(unzstd(from_hex("502a4d1803000000") + "abc" + zstd("x"), kCap, 200).value_or(""), "x");
  EXPECT_NE(unzstd(from_hex("28b52ffd") + std::string(20, '\xff'), kCap, 200).error().what.find("damaged"), std::string::npos);
}

TEST(Zstd, BombsStopEarly) {
  const std::string bomb = zstd(std::string(30 << 20, 'x'));
  EXPECT_NE(unzstd(bomb, kCap, 200).error().what.find("out of proportion"), std::string::npos);
  EXPECT_EQ(unzstd(bomb, 1 << 20, 1 << 30).error().kind, ErrorKind::over_limit);
  EXPECT_EQ(unzstd(bomb, kCap, 1 << 20).value_or("").size(), std::size_t{30} << 20);
}

TEST(Gzip, RangesAreReadOverMembers) {
  const std::string two = gzip("first ") + gzip("second");
  EXPECT_EQ(gunzip_range(two, 4, 9, 200).value_or(""), "t sec");
  EXPECT_EQ(gunzip_range(two, 0, 12, 200).value_or(""), "first second");
  EXPECT_FALSE(gunzip_range(two, 4, 13, 200));
}

TEST(Compress, NothingCrashesOnCutOrBrokenInput) {
  mutate(zstd(page("halm")) + zstd("second"), 1, 1000, [](const std::string& s) {
    (void)unzstd(s, 1 << 20, 200);
    (void)unzstd_start(s, 100);
    (void)zstd_dictionary(s);
  });
  mutate(from_hex(kBrotliSentence), 1, 3000, [](const std::string& s) { (void)unbrotli(s, 1 << 20, 200); });
}

TEST(Ingest, APageUnderZstdIsRead) {
  const Got got = read(zstd(page("halm")), "halm.html.zst");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].title.value, "The mill of halm");
  EXPECT_TRUE(read(zstd(gzip(page("halm"))), "a.zst").says("gzip data inside"));
}

}  // namespace
}  // namespace stemma::ingest
