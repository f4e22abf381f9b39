#include "base/input.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/hash.h"

namespace stemma {
namespace {

TEST(Input, ACopyThatNobodyCanChange) {
  std::string bytes("a\0b", 3);
  const auto input = Input::of_bytes(bytes);
  ASSERT_TRUE(input) << input.error().line();
  bytes[0] = 'x';
  EXPECT_EQ(input->bytes(), std::string_view("a\0b", 3));
  EXPECT_TRUE(input->in_memory());
  EXPECT_LT(::pwrite(input->descriptor(), "x", 1, 0), 0);
  EXPECT_LT(::ftruncate(input->descriptor(), 0), 0);
  EXPECT_FALSE(input->cut_short());
  const auto same = Input::of_descriptor(input->descriptor());
  ASSERT_TRUE(same) << same.error().line();
  EXPECT_EQ(same->bytes(), input->bytes());
}

TEST(Input, NothingIsAnInputToo) {
  const auto input = Input::of_bytes("");
  ASSERT_TRUE(input) << input.error().line();
  EXPECT_TRUE(input->bytes().empty());
  EXPECT_GE(input->descriptor(), 0);
}

TEST(Input, ALargeFileIsMappedAsItLiesOrCopiedBeside) {
  const auto folder = std::filesystem::temp_directory_path() / ("stemma-input-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  const std::string path = folder / "large";
  std::ofstream(path) << "start";
  std::filesystem::resize_file(path, Input::copied_up_to + 1);
  const auto mapped = Input::of_file(path, std::uint64_t{1} << 30), copied = Input::of_file(path, std::uint64_t{1} << 30, folder);
  ASSERT_TRUE(mapped && copied);
  std::filesystem::resize_file(path, 3);
  EXPECT_TRUE(mapped->cut_short());
  EXPECT_FALSE(copied->cut_short());
  EXPECT_EQ(copied->bytes().substr(0, 5), "start");
  EXPECT_EQ(copied->sha256(), sha256_hex(copied->bytes()));
  EXPECT_LT(::pwrite(copied->descriptor(), "x", 1, 0), 0);
  EXPECT_FALSE(copied->in_memory());
  std::filesystem::remove_all(folder);
}

TEST(Input, Errors) {
  EXPECT_EQ(Input::of_file("/no/such/file", 100).error().kind, ErrorKind::io);
  EXPECT_EQ(Input::of_file("/tmp", 100).error().kind, ErrorKind::io);
  EXPECT_EQ(Input::of_file("/dev/null", 100).error().kind, ErrorKind::unsupported);
  EXPECT_EQ(Input::of_file("/proc/self/exe", 100).error().kind, ErrorKind::over_limit);
  EXPECT_EQ(Input::of_descriptor(-1).error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace stemma
