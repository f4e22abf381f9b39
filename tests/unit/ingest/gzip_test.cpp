#include "ingest/compress/gzip.h"

#include <gtest/gtest.h>

#include "make.h"

namespace stemma::ingest {
namespace {

using namespace test;

constexpr std::uint64_t kCap = 64 << 20;

TEST(Gzip, MembersGiveTheirBytesAndTheirSize) {
  const std::string a = gzip("first"), b = gzip(std::string(3 << 20, 'x') + "end");
  const auto one = gunzip_member(a + b, kCap, 5000);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->data, "first");
  EXPECT_EQ(one->consumed, a.size());
  const auto all = gunzip(a + b + std::string(512, '\0'), kCap, 5000);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), 5u + (3 << 20) + 3);
}

TEST(Gzip, ErrorsSayWhereAndWhat) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919 % 10007) + " loaves\n";
  const std::string good = gzip(text);
  const auto cut = gunzip(good.substr(0, good.size() / 2), kCap, 200);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::malformed);
  EXPECT_NE(cut.error().what.find("end too soon"), std::string::npos) << cut.error().line();
  EXPECT_EQ(cut.error().at, good.size() / 2);
  std::string flipped = good;
  flipped[good.size() - 6] ^= 1;  // the checksum
  EXPECT_NE(gunzip(flipped, kCap, 200).error().what.find("damaged"), std::string::npos);
  EXPECT_EQ(gunzip(good + "tail", kCap, 200).error().at, good.size());
}

TEST(Gzip, BombsStopEarly) {
  const std::string bomb = gzip(std::string(20 << 20, '\0'));
  EXPECT_EQ(gunzip(bomb, kCap, 200).error().kind, ErrorKind::over_limit);
  EXPECT_TRUE(gunzip(bomb, kCap, 5000));
  EXPECT_EQ(gunzip(bomb, 1 << 20, 5000).error().kind, ErrorKind::over_limit);
  EXPECT_TRUE(gunzip(gzip(std::string(1 << 20, '\0')), kCap, 20));  // a megabyte is free
}

TEST(Gzip, InflateHttpReadsBothFormsOfDeflate) {
  const std::string z = zlib("the mill has stopped");
  EXPECT_EQ(inflate_http(z, kCap, 200).value_or(""), "the mill has stopped");
  EXPECT_EQ(inflate_http(z.substr(2, z.size() - 6), kCap, 200).value_or(""), "the mill has stopped");
  EXPECT_FALSE(inflate_http(z.substr(0, 8), kCap, 200));
}

TEST(Gzip, NothingCrashesOnCutOrBrokenInput) {
  const std::string two = gzip(page("halm")) + gzip("second");
  mutate(two, 1, 2000, [](const std::string& s) {
    (void)gunzip(s, 1 << 20, 200);
    (void)gunzip_start(s, 100);
    (void)inflate_http(s, 1 << 20, 200);
  });
}

TEST(Ingest, ACompressedPageIsRead) {
  const Got got = read(gzip(page("halm")), "halm.html.gz");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].format, "html");
  EXPECT_EQ(got.documents[0].path, "halm.html.gz");
  EXPECT_TRUE(read(gzip(gzip(page("halm"))), "a.gz").says("gzip")) << "gzip inside gzip";
  EXPECT_TRUE(read(gzip(page("halm")).substr(0, 90), "a.gz").says("end too soon"));
}

}  // namespace
}  // namespace stemma::ingest
