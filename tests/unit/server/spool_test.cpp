#include "server/spool.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace stemma::server {
namespace {

namespace fs = std::filesystem;

TEST(Labels, AreNeverPaths) {
  EXPECT_EQ(clean_label("folder/a.html"), "folder/a.html");
  EXPECT_EQ(clean_label("../../etc/passwd"), "etc/passwd");
  EXPECT_EQ(clean_label("/etc/passwd"), "etc/passwd");
  EXPECT_EQ(clean_label("C:\\x\\..\\y.txt"), "C:/x/y.txt");
  EXPECT_EQ(clean_label(".."), "file");
  EXPECT_EQ(clean_label(""), "file");
  EXPECT_EQ(clean_label("a\x01\n\x7f" "b"), "ab");
  EXPECT_EQ(clean_label(std::string("a\0b", 3)), "a\xEF\xBF\xBD" "b");
  EXPECT_LE(clean_label(std::string(5000, 'x')).size(), 1000U);
}

struct SpoolTest : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("stemma-spool-" + std::to_string(::getpid()));
  std::string case_path = (folder / "my.stemma").string();
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
};

TEST_F(SpoolTest, WhatCameOutlivesTheServer) {
  {
    Spool s(case_path);
    ASSERT_TRUE(s.open());
    auto a = s.receive("../a.html");
    ASSERT_TRUE(a);
    ASSERT_TRUE((*a)->write("one"));
    ASSERT_TRUE(s.keep(**a));
    auto b = s.receive("b.html");
    ASSERT_TRUE(b && (*b)->write("half"));  // never kept: leaves nothing
    ASSERT_TRUE(s.start());
  }
  struct stat st {};
  ASSERT_EQ(::stat((case_path + "-import").c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0777, 0700U);
  Spool s(case_path);
  ASSERT_TRUE(s.open());
  EXPECT_TRUE(s.started_before());
  const auto files = s.next(10);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].label, "a.html");
  EXPECT_EQ(s.label_of(files[0].path), "a.html");
  EXPECT_EQ(s.bytes(), 3U);
  auto c = s.receive("c.html");
  ASSERT_TRUE(c && (*c)->write("x") && s.keep(**c));
  EXPECT_NE(s.next(2)[1].path, files[0].path);
  s.remove(s.next(2));
  s.close();
  EXPECT_FALSE(fs::exists(case_path + "-import"));
}

TEST(Label, ALongOneIsCutWithoutBecomingAPathElsewhere) {
  for (std::size_t n = 990; n < 1010; ++n)
    for (const std::string start : {"a/", "a../", "../", "a/..b/"}) {
      const auto label = "/" + clean_label(std::string(50, 'x') + start + std::string(n, 'y')) + "/";
      EXPECT_EQ(label.find("//"), std::string::npos) << n << start;
      EXPECT_EQ(label.find("/../"), std::string::npos) << n << start;
      EXPECT_LE(label.size(), 1005U);
    }
}

TEST_F(SpoolTest, AFolderOfSomebodyElseIsNotUsed) {
  fs::create_directories(folder / "elsewhere");
  fs::create_directory_symlink(folder / "elsewhere", case_path + "-import");
  Spool s(case_path);
  ASSERT_TRUE(s.open());
  EXPECT_TRUE(s.receive("a"));  // into a folder of our own, under another name
  EXPECT_TRUE(fs::is_empty(folder / "elsewhere"));
}

}  // namespace
}  // namespace stemma::server
