#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codings.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/thread_pool.h"
#include "base/time.h"
#include "stemma/limits.h"

namespace stemma {
namespace {

TEST(Hash, Sha256OfTheStandardsExamples) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 steps;
  steps.update("a");
  steps.update("bc");
  EXPECT_EQ(steps.hex(), sha256_hex("abc"));
}

TEST(Codings, AreThoseOfTheStandard) {  // RFC 4648, 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Codings, HexadecimalDigitsComeBack) {
  const std::string bytes("\0\x7f\x80\xff", 4);
  EXPECT_EQ(bytes_of_hex(hex_of(bytes)), bytes);
  for (const auto* bad : {"0", "0g", "AB", "12 4"}) EXPECT_EQ(bytes_of_hex(bad), "") << bad;
}

TEST(Hash, SixtyFourBitsDependOnEveryByteAndNeverChange) {
  EXPECT_NE(hash64("abcdefgh1"), hash64("abcdefgh2"));
  EXPECT_NE(hash64("ab"), hash64("ba"));
  EXPECT_EQ(hash64("stemma codicum"), hash64(std::string("stemma") + " codicum"));
}

TEST(Time, CalendarGoesBothWays) {
  for (std::int64_t d = -800'000; d < 800'000; d += 137) ASSERT_EQ(days_from_civil(civil_from_days(d)), d);
  EXPECT_EQ(iso(civil_from_days(0)), "1970-01-01");
  EXPECT_EQ(weekday({2031, 5, 6}), 2);  // a Tuesday
  EXPECT_EQ(weekday({1969, 12, 31}), 3);
  EXPECT_TRUE(valid({2032, 2, 29}));
  EXPECT_FALSE(valid({2031, 2, 29}));
}

TEST(Time, InstantsRespectZones) {
  EXPECT_EQ(instant("2031-05-06T06:00:00+01:00"), instant("2031-05-06T05:00:00Z"));
  EXPECT_EQ(instant("2031-05-06T06:00"), instant("2031-05-06T06:00:00.123Z"));
  EXPECT_LT(*instant("2031-05-06T01:00:00Z"), *instant("2031-05-06"));
  EXPECT_EQ(instant("May 6"), std::nullopt);
  EXPECT_EQ(instant("2031-13-06"), std::nullopt);
}

TEST(ThreadPool, ResultsComeInOrderWhateverTheThreads) {
  for (unsigned threads : {1u, 2u, 8u}) {
    std::vector<std::size_t> order;
    ordered_map<std::size_t>(200, threads, 5, [](std::size_t i, unsigned) { return i * i; },
                             [&](std::size_t i, std::size_t&& r) {
                               EXPECT_EQ(r, i * i);
                               order.push_back(i);
                               return true;
                             });
    ASSERT_EQ(order.size(), 200u);
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  }
}

TEST(ThreadPool, StopsWhenTold) {
  std::atomic<int> made = 0;
  int taken = 0;
  ordered_map<int>(1000, 4, 8, [&](std::size_t i, unsigned) { ++made; return static_cast<int>(i); },
                   [&](std::size_t, int&&) { return ++taken < 3; });
  EXPECT_EQ(taken, 3);
  EXPECT_LE(made, 3 + 8 + 4);
}

class FilesTest : public testing::Test {
 protected:
  std::filesystem::path dir = std::filesystem::temp_directory_path() / ("stemma_files_" + std::to_string(::getpid()));
  void SetUp() override { std::filesystem::create_directories(dir / "sub"); }
  void TearDown() override { std::filesystem::remove_all(dir); }
  std::string at(const char* name) const { return (dir / name).string(); }
};

TEST_F(FilesTest, ListsInByteOrderAndLeavesOutOurOwn) {
  for (const char* name : {"b.html", "a.html", "sub/c.txt", ".hidden", "x.stemma", "B.html"}) std::ofstream(dir / name) << "x";
  const auto list = list_files({dir.string(), at("nothing")});
  std::vector<std::string> names;
  for (const auto& f : list.files) names.push_back(std::filesystem::relative(f, dir).string());
  EXPECT_EQ(names, (std::vector<std::string>{"B.html", "a.html", "b.html", "sub/c.txt"}));
  ASSERT_EQ(list.errors.size(), 1u);
  EXPECT_NE(list.errors[0].second.line().find("No such file"), std::string::npos);
}

TEST_F(FilesTest, RefusesWhatIsNotAFileWithoutWaiting) {
  EXPECT_EQ(read_whole_file(dir.string(), 100).error().kind, ErrorKind::io);
  const std::string fifo = at("pipe");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(read_whole_file(fifo, 100).error().kind, ErrorKind::unsupported);
  std::ofstream(at("big")) << std::string(101, 'x');
  EXPECT_EQ(read_whole_file(at("big"), 100).error().kind, ErrorKind::over_limit);
  EXPECT_EQ(read_whole_file("/dev/full", 100).error().kind, ErrorKind::unsupported);
}

TEST_F(FilesTest, WritesAllOrNothing) {
  ASSERT_TRUE(write_whole_file(at("out"), "one"));
  ASSERT_TRUE(write_whole_file(at("out"), "two"));
  EXPECT_EQ(*read_whole_file(at("out"), 100), "two");
  EXPECT_FALSE(write_whole_file(at("no/such/folder/out"), "x"));
  EXPECT_EQ(list_files({dir.string()}).files.size(), 1u);  // no leftovers
}

TEST_F(FilesTest, WritesIntoAPipeAndPutsNoFileInItsPlace) {
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  const int reader = ::open(at("pipe").c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_TRUE(write_whole_file(at("pipe"), "one"));
  char got[4] = {};
  EXPECT_EQ(::read(reader, got, 3), 3);
  ::close(reader);
  EXPECT_STREQ(got, "one");
  struct stat st {};
  ASSERT_EQ(::stat(at("pipe").c_str(), &st), 0);
  EXPECT_TRUE(S_ISFIFO(st.st_mode)) << "--output /dev/null took the device away, for whoever may do so";
}

TEST(Error, IsOneLine) {
  const Error e{ErrorKind::malformed, "a.warc: record\nends early", 17, "fetch it again"};
  EXPECT_EQ(e.line(), "a.warc: record ends early (at byte 17); fetch it again");
}

}  // namespace
}  // namespace stemma
