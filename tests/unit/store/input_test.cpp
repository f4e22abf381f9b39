#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "test_bed.h"
#include "store/input.h"

namespace stemma::store {
namespace {

using namespace testing;

TEST(Snapshot, LargeFilesAreMappedAndDoNotChangeAnyMore) {
  const Folder folder;
  std::string bytes((std::size_t{64} << 20) + 5, 'a');
  bytes.back() = 'z';
  const auto path = folder.write("big", bytes);
  const auto snapshot = Snapshot::take(path, folder.path(), 1 << 30);
  ASSERT_TRUE(snapshot) << snapshot.error().line();
  EXPECT_FALSE(snapshot->input.in_memory());
  EXPECT_EQ(snapshot->sha256, sha256_hex(bytes));
  std::filesystem::resize_file(path, 10);  // reading the file itself through a map would now end the program
  EXPECT_TRUE(snapshot->input.bytes() == bytes);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Snapshot, Errors) {
  const Folder folder;
  EXPECT_EQ(Snapshot::take(folder / "none", folder.path(), 100).error().kind, ErrorKind::io);
  EXPECT_EQ(Snapshot::take(folder.path(), folder.path(), 100).error().kind, ErrorKind::io);
  EXPECT_EQ(Snapshot::take(folder.write("a", std::string(101, 'x')), folder.path(), 100).error().kind, ErrorKind::over_limit);
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(Snapshot::take(folder / "pipe", folder.path(), 100).error().kind, ErrorKind::unsupported);
  const auto empty = Snapshot::take(folder.write("empty", ""), folder.path(), 100);
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->input.bytes().empty());
}

TEST(ByteBudget, NeverHoldsMoreThanItsLimitButForOneAlone) {
  ByteBudget budget(100);
  std::atomic<std::uint64_t> held{0}, most{0};
  std::atomic<std::size_t> next{0};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (std::size_t i; (i = next++) < 400;) {
          const std::uint64_t bytes = i % 50 == 0 ? 1000 : i % 60;
          budget.take(i, bytes);
          const auto now = held += bytes;
          if (bytes < 1000 && now > most) most = now;
          held -= bytes;
          budget.give_back(bytes);
        }
      });
  }
  EXPECT_LE(most, 100U);
}

TEST(ByteBudget, StopLetsEverybodyGo) {
  ByteBudget budget(10);
  budget.take(0, 10);
  std::jthread waiting([&] { budget.take(1, 10); });
  budget.stop();
}

}  // namespace
}  // namespace stemma::store
