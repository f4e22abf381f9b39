#include <gtest/gtest.h>
#include <sys/stat.h>

#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

Result<Database> open(const std::string& path, Case::Mode mode) {
  return guarded([&] { return open_database(path, mode, current_schema()); });
}

/// The tests often run as root, whom no permission stops: for a while we are nobody.
class AsNobody {
 public:
  AsNobody() : root_(::geteuid() == 0) {
    if (root_ && ::seteuid(65534) != 0) std::abort();
  }
  ~AsNobody() {
    if (root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool root_;
};

void expect_refused(const std::string& path, ErrorKind kind, const std::string& word) {
  for (const auto mode : {Case::Mode::read, Case::Mode::write, Case::Mode::create}) {
    const auto opened = open(path, mode);
    ASSERT_FALSE(opened) << path;
    EXPECT_EQ(opened.error().kind, kind) << opened.error().line();
    EXPECT_NE(opened.error().what.find(word), std::string::npos) << opened.error().line();
    EXPECT_NE(opened.error().what.find(path), std::string::npos) << opened.error().line();
    EXPECT_FALSE(opened.error().next.empty());
    EXPECT_EQ(opened.error().line().find('\n'), std::string::npos);
  }
}

TEST(Open, MissingCase) {
  const Folder folder;
  for (const auto mode : {Case::Mode::read, Case::Mode::write}) {
    const auto opened = open(folder / "none.stemma", mode);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::io);
    EXPECT_NE(opened.error().what.find("no such case"), std::string::npos);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "none.stemma"));
  const auto opened = open(folder / "no/folder/a.stemma", Case::Mode::create);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::io);
}

TEST(Open, WhatIsNoCaseIsLeftAlone) {
  const Folder folder;
  std::filesystem::create_directory(folder / "sub");
  expect_refused(folder / "sub", ErrorKind::case_file, "folder");
  const std::string page(5000, 'x');
  for (const std::string& bytes : {std::string("x"), std::string("<html>a page</html>"), page, std::string("SQLite format 3\0cut", 19)}) {
    const std::string path = folder.write("page.html", bytes);
    expect_refused(path, ErrorKind::case_file, "");
    EXPECT_TRUE(slurp(path) == bytes) << bytes.substr(0, 20);
  }
  const std::string other = folder / "other.db";
  run_sql(other, "PRAGMA application_id = 42; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const std::string before = slurp(other);
  expect_refused(other, ErrorKind::case_file, "another program");
  EXPECT_TRUE(slurp(other) == before);
}

TEST(Open, AnEmptyFileBecomesACaseOnlyWhenOneIsMade) {
  const Folder folder;
  const std::string path = folder.write("a.stemma", "");
  EXPECT_EQ(open(path, Case::Mode::read).error().kind, ErrorKind::case_file);
  EXPECT_EQ(open(path, Case::Mode::write).error().kind, ErrorKind::case_file);
  EXPECT_TRUE(open(path, Case::Mode::create));
  EXPECT_TRUE(open(path, Case::Mode::read));
}

TEST(Open, ACaseThatWasCutShort) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  { open_database(path, Case::Mode::create, current_schema()); }
  const std::string whole = slurp(path);
  for (const std::size_t size : {whole.size() / 2, whole.size() - 100, std::size_t{4096}, std::size_t{600}, std::size_t{99}}) {
    folder.write("a.stemma", whole.substr(0, size));
    expect_refused(path, ErrorKind::case_file, "");
  }
}

TEST(Open, NoDamageCrashes) {
  const Folder folder;
  const std::string path = folder / "a.stemma", page = folder.write("p.txt", "The harbour is open.");
  {
    Database d = open_database(path, Case::Mode::create, current_schema());
    add_with(d, {page});
  }
  const std::string whole = slurp(path);
  std::uint64_t random = 7;
  for (int i = 0; i < 300; ++i) {
    std::string bytes = whole;
    for (int n = 0; n < 3; ++n) {
      random = mix64(random + 0x9e3779b97f4a7c15ULL);
      bytes[(n == 0 ? random % 100 : random % bytes.size())] = static_cast<char>(random >> 56);
    }
    folder.write("b.stemma", bytes);
    auto opened = Case::open(folder / "b.stemma", Case::Mode::read);
    if (!opened) continue;
    (void)opened->readings();
    (void)opened->search("harbour", 5);
    (void)opened->failures();
    (void)opened->custody();
    (void)opened->verify();
  }
}

TEST(Open, OneWriterManyReaders) {
  const Folder folder;
  const std::string path = folder / "a.stemma", page = folder.write("p.txt", "The harbour is open.");
  auto writer = open(path, Case::Mode::create);
  ASSERT_TRUE(writer);
  for (const auto mode : {Case::Mode::write, Case::Mode::create}) {
    const auto second = open(path, mode);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::busy);
    EXPECT_NE(second.error().what.find("process " + std::to_string(::getpid())), std::string::npos) << second.error().line();
  }
  std::filesystem::create_symlink(path, folder / "link.stemma");
  EXPECT_EQ(open(folder / "link.stemma", Case::Mode::write).error().kind, ErrorKind::busy);

  const auto reader = open(path, Case::Mode::read);
  ASSERT_TRUE(reader);
  {
    const Transaction writing(writer->db);
    EXPECT_EQ(readings_of(reader->db).size(), 0U);
    EXPECT_TRUE(open(path, Case::Mode::read));
  }
  add_with(*writer, {page});
  EXPECT_EQ(readings_of(reader->db).size(), 1U);
}

TEST(Open, TheLockGoesWithItsHolder) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  { open_database(path, Case::Mode::create, current_schema()); }
  EXPECT_FALSE(std::filesystem::exists(path + "-lock"));
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
  folder.write("a.stemma-lock", "4194304\n");  // of one that was killed
  EXPECT_TRUE(open(path, Case::Mode::write));
  EXPECT_TRUE(open(path, Case::Mode::read));
  EXPECT_FALSE(std::filesystem::exists(path + "-shm"));
}

TEST(Open, OddNames) {
  const Folder folder;
  for (const std::string name : {"a b?mode=ro#x%41.stemma", "\xff.stemma", "'; DROP TABLE x.stemma"}) {
    EXPECT_TRUE(open(folder / name, Case::Mode::create));
    EXPECT_TRUE(std::filesystem::exists(folder / name));
    EXPECT_TRUE(open(folder / name, Case::Mode::read));
  }
}

TEST(Open, ReadOnlyFileAndFolderCanBeReadAndNotWritten) {
  const Folder folder;
  std::filesystem::create_directory(folder / "sub");
  const std::string path = folder / "sub/a.stemma", page = folder.write("p.txt", "The harbour is open.");
  {
    Database d = open_database(path, Case::Mode::create, current_schema());
    add_with(d, {page});
  }
  ::chmod(folder.path().c_str(), 0755);
  ::chmod(path.c_str(), 0444);
  for (const mode_t folder_mode : {mode_t{0777}, mode_t{0555}}) {
    ::chmod((folder / "sub").c_str(), folder_mode);
    const AsNobody nobody;
    const auto reader = open(path, Case::Mode::read);
    ASSERT_TRUE(reader) << reader.error().line();
    EXPECT_EQ(readings_of(reader->db).size(), 1U);
    const auto writer = open(path, Case::Mode::write);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().kind, ErrorKind::io) << writer.error().line();
  }
  ::chmod((folder / "sub").c_str(), 0755);
  ::chmod(path.c_str(), 0000);
  const AsNobody nobody;
  const auto reader = open(path, Case::Mode::read);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().kind, ErrorKind::io) << reader.error().line();
}

TEST(Open, NetworkFileSystemsAreKnown) {
  EXPECT_TRUE(is_network_file_system(0x6969));                           // NFS
  EXPECT_TRUE(is_network_file_system(static_cast<int>(0xFF534D42)));     // CIFS, as a 32-bit kernel gives it
  EXPECT_FALSE(is_network_file_system(0xEF53));                          // ext4
  EXPECT_FALSE(is_network_file_system(0x01021994));                      // tmpfs
}

}  // namespace
}  // namespace stemma::store
