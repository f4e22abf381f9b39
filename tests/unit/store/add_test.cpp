#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>

#include "test_bed.h"
#include "store/custody.h"
#include "store/failures.h"
#include "store/originals.h"

namespace stemma::store {
namespace {

using namespace testing;

class Add : public ::testing::Test {
 protected:
  Database open(const std::string& name = "case.stemma") { return open_database(folder / name, Case::Mode::create, current_schema()); }

  std::vector<std::string> some_files() {
    std::vector<std::string> paths;
    for (int i = 0; i < 40; ++i) paths.push_back(folder.write("in/" + std::to_string(i) + ".txt", "Text " + std::to_string(i * i) + std::string(static_cast<std::size_t>(i), 'x')));
    paths.push_back(folder.write("in/many.txt", "One.===BAD===Two.===Three."));
    paths.push_back(folder.write("in/bad.txt", "BAD"));
    paths.push_back(folder.write("in/empty.txt", ""));
    paths.push_back(folder.write("in/copy-of-7.txt", slurp(paths[7])));
    return paths;
  }

  Folder folder;
};

TEST_F(Add, KeepsOriginalsReadingsAndLog) {
  auto d = open();
  const auto path = folder.write("p.txt", "The harbour is open.");
  const auto report = add_with(d, {path});
  EXPECT_EQ(report.files, 1U);
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.documents, 1U);
  EXPECT_EQ(report.attributions, 1U);
  EXPECT_TRUE(report.failures.empty());
  const auto all = readings_of(d.db);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].document.text, "The harbour is open.");
  EXPECT_EQ(load_original(d.db, all[0].document.sha256), "The harbour is open.");
  std::vector<std::string> actions;
  for (const auto& e : read_custody(d.db, "")) actions.push_back(e.action);
  EXPECT_EQ(actions, (std::vector<std::string>{"created", "received", "read"}));
  EXPECT_EQ(read_custody(d.db, all[0].document.sha256).size(), 2U);
}

TEST_F(Add, AgainChangesNothing) {
  auto d = open();
  const auto paths = some_files();
  const auto first = add_with(d, {folder / "in"});
  EXPECT_EQ(first.files, paths.size());
  EXPECT_EQ(first.added, 41U);
  EXPECT_EQ(first.skipped, 1U);  // the copy
  EXPECT_EQ(first.failures.size(), 3U);
  const auto entries = read_custody(d.db, "").size();
  const std::string before = state_of(d.db);
  const auto again = add_with(d, {folder / "in"});
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(again.documents, 0U);
  EXPECT_EQ(again.skipped, 41U);
  EXPECT_EQ(again.failures.size(), 3U);  // still bad, said again
  EXPECT_EQ(read_custody(d.db, "").size(), entries);
  EXPECT_EQ(state_of(d.db), before);
  EXPECT_EQ(read_failures(d.db).size(), 3U);
}

TEST_F(Add, OrderThreadsAndInterruptionsDoNotMatter) {
  auto paths = some_files();
  std::set<std::string> states;
  for (const unsigned threads : {1U, 2U, 5U}) {
    auto d = open(std::to_string(threads) + ".stemma");
    std::reverse(paths.begin() + static_cast<int>(threads), paths.end());
    add_with(d, paths, stand_in(), threads);
    states.insert(state_of(d.db));
  }
  auto d = open("interrupted.stemma");
  for (;;) {  // three files at a time
    int n = 0;
    AddOptions options;
    std::uint64_t added = 0;
    options.stop = [&] { return ++n >= 3; };
    for (std::size_t at = 0; at < paths.size(); at += 3) added += add_with(d, {paths.begin() + static_cast<long>(at), paths.end()}, stand_in(), 3, options).added, n = 0;
    if (added == 0) break;
  }
  states.insert(state_of(d.db));
  EXPECT_EQ(states.size(), 1U);
}

TEST_F(Add, TheSameBytesUnderTwoNamesAreOneOriginalAndTwoArrivals) {
  auto d = open();
  const auto b = folder.write("b.txt", "The harbour is open."), a = folder.write("a.txt", "The harbour is open.");
  add_with(d, {b});
  EXPECT_EQ(readings_of(d.db).at(0).document.path, b);
  add_with(d, {a});
  ASSERT_EQ(readings_of(d.db).size(), 1U);
  EXPECT_EQ(readings_of(d.db).at(0).document.path, a);  // first by name, whichever came first
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM original"), 1);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM arrival"), 2);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM custody WHERE action = 'received'"), 2);
}

TEST_F(Add, AFileThatFailedIsTriedAgain) {
  auto d = open();
  const auto bad = folder.write("p.txt", "BAD");
  const auto gone = folder / "gone.txt";
  EXPECT_EQ(add_with(d, {bad, gone}).failures.size(), 2U);
  auto failures = read_failures(d.db);
  ASSERT_EQ(failures.size(), 2U);
  EXPECT_EQ(failures[0].path, gone);
  EXPECT_EQ(failures[0].kind, ErrorKind::io);
  EXPECT_EQ(failures[0].sha256, "");
  EXPECT_EQ(failures[0].what.find(gone), std::string::npos);  // it stands in `path`
  EXPECT_EQ(failures[1].kind, ErrorKind::malformed);
  EXPECT_EQ(load_original(d.db, failures[1].sha256), "BAD");  // kept, though nobody can read it yet

  folder.write("p.txt", "Mended.");
  folder.write("gone.txt", "Found.");
  EXPECT_TRUE(add_with(d, {bad, gone}).failures.empty());
  EXPECT_TRUE(read_failures(d.db).empty());
  EXPECT_EQ(readings_of(d.db).size(), 2U);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM original"), 3);
}

TEST_F(Add, AnotherReaderReadsAgain) {
  auto d = open();
  add_with(d, some_files());
  const auto originals = d.db.text("SELECT group_concat(sha256) FROM (SELECT sha256 FROM original ORDER BY 1)");
  const auto words = [&] { return d.db.integer("SELECT count(*) FROM block_index WHERE block_index MATCH 'text'"); };
  const auto before = words();
  auto second = stand_in("stand-in 2");
  const auto report = add_with(d, {folder / "in"}, second);
  EXPECT_EQ(report.added, 41U);
  EXPECT_EQ(d.db.text("SELECT group_concat(sha256) FROM (SELECT sha256 FROM original ORDER BY 1)"), originals);
  EXPECT_EQ(words(), before);
  EXPECT_EQ(d.db.text("SELECT group_concat(DISTINCT reader) FROM reading"), "stand-in 2");
  EXPECT_EQ(add_with(d, {folder / "in"}, second).added, 0U);
}

TEST_F(Add, AMisreadDocumentIsAFailureOfOurs) {
  auto d = open();
  auto broken = stand_in();
  broken.read = giving([](std::string_view, const std::string& path) {
    Reading r;
    r.document.path = path;
    r.document.blocks.push_back({BlockKind::paragraph, {0, 9}});
    std::vector<Result<Reading>> out;
    out.emplace_back(std::move(r));
    return out;
  });
  const auto report = add_with(d, {folder.write("p.txt", "x")}, broken);
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].kind, ErrorKind::internal);
  EXPECT_EQ(readings_of(d.db).size(), 0U);
}

TEST_F(Add, AReaderThatThrowsFailsThatFileOnly) {
  auto d = open();
  auto throwing = stand_in();
  const auto good = throwing.read;
  throwing.read = [good](const Snapshot& file, const std::string& path, unsigned worker, const Reader::Take& take) {
    if (path.ends_with("b.txt")) throw std::runtime_error("a bug");
    good(file, path, worker, take);
  };
  const auto report = add_with(d, {folder.write("a.txt", "A."), folder.write("b.txt", "B."), folder.write("c.txt", "C.")}, throwing, 2);
  EXPECT_EQ(report.added, 2U);
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].path, folder / "b.txt");
}

TEST_F(Add, LeavesCasesOut) {
  auto d = open("mine.db");
  folder.write("other.stemma.before-v3", "copy");
  folder.write("other.stemma-journal", "left over");
  folder.write("mine.db.before-v1", "copy");
  folder.write("p.txt", "The harbour is open.");
  const auto report = add_with(d, {folder.path()});
  EXPECT_EQ(report.files, 1U);
  EXPECT_TRUE(report.failures.empty());
}

TEST_F(Add, LimitsAndProgress) {
  auto d = open();
  AddOptions options;
  options.limits.max_original_bytes = 10;
  std::vector<AddProgress> seen;
  options.progress = [&](const AddProgress& p) { seen.push_back(p); };
  const auto report = add_with(d, {folder.write("a.txt", "short"), folder.write("b.txt", "longer than ten bytes"), folder / "none"}, stand_in(), 2, options);
  ASSERT_EQ(report.failures.size(), 2U);
  EXPECT_EQ(report.failures[0].kind, ErrorKind::over_limit);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen.back().files_done, 3U);
  EXPECT_EQ(seen.back().files_total, 3U);
  EXPECT_EQ(seen.back().bytes_done, seen.back().bytes_total);
  EXPECT_EQ(seen.back().failed, 2U);
}

TEST_F(Add, OriginalsAndLogAreWriteOnce) {
  const std::string path = folder / "case.stemma";
  {
    auto d = open();
    add_with(d, {folder.write("p.txt", "The harbour is open.")});
  }
  for (const char* sql : {"UPDATE original SET bytes = 1", "DELETE FROM original", "UPDATE original_piece SET zstd = x'00'", "DELETE FROM original_piece",
                          "UPDATE arrival SET path = 'x'", "DELETE FROM arrival", "UPDATE custody SET detail = '{}'", "DELETE FROM custody"})
    EXPECT_NE(run_sql(path, sql), SQLITE_OK) << sql;
}

/// A container that is large enough to be read while it is stored.
class LargeContainer : public Add {
 protected:
  LargeContainer() {
    reader_.read = [this](const Snapshot&, const std::string& path, unsigned worker, const Reader::Take& take) {
      worker_ = worker;
      for (int part = 0; part < 3; ++part) {
        if (part == bad_) {
          take(fail(ErrorKind::malformed, "a bad part", 7, "mend it"));
          continue;
        }
        Reading r;
        r.document.id = "d" + std::to_string(part);
        r.document.part = std::to_string(part);
        r.document.path = path + "#" + r.document.part;
        r.document.text = "The harbour is open.";
        r.document.blocks.push_back({BlockKind::paragraph, {0, 20}});
        if (!take(std::move(r))) return;
        if (part == throws_after_) throw std::runtime_error("a bug");
      }
    };
    folder.write("a.warc", "WARC/1.1\r\n" + std::string(std::size_t{9} << 20, 'x'));
  }
  AddReport add(Database& d) { return add_with(d, {folder / "a.warc"}, reader_, 2); }

  ReadWith reader_ = stand_in();
  int bad_ = -1, throws_after_ = -1;
  unsigned worker_ = 0;
};

TEST_F(LargeContainer, IsReadByTheThreadThatWrites) {
  auto d = open();
  const auto report = add(d);
  EXPECT_EQ(report.documents, 3U);
  EXPECT_EQ(worker_, 2U);  // behind those that read ahead
  EXPECT_EQ(readings_of(d.db).size(), 3U);
  EXPECT_EQ(add(d).skipped, 1U);
}

TEST_F(LargeContainer, AReadingThatIsNoBetterLeavesTheOldOne) {
  auto d = open();
  bad_ = 1;
  EXPECT_EQ(add(d).failures.size(), 1U);
  const std::string before = state_of(d.db);
  const auto entries = d.db.integer("SELECT count(*) FROM custody");
  const auto again = add(d);  // had failed: is tried again, with the same result
  EXPECT_EQ(again.failures.size(), 1U);
  EXPECT_EQ(again.documents, 0U);
  EXPECT_EQ(state_of(d.db), before);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM custody"), entries);
  bad_ = -1;
  EXPECT_EQ(add(d).documents, 3U);
  EXPECT_EQ(readings_of(d.db).size(), 3U);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM failure"), 0);
}

TEST_F(LargeContainer, AReaderThatThrowsKeepsWhatItGave) {
  auto d = open();
  throws_after_ = 1;
  const auto report = add(d);
  EXPECT_EQ(report.documents, 2U);
  EXPECT_EQ(report.failures.size(), 1U);
}

TEST_F(Add, LargeOriginalsComeBack) {
  auto d = open();
  std::string big((std::size_t{9} << 20) + 7, '\0');
  std::uint64_t random = 1;
  for (auto& c : big) c = static_cast<char>((random = mix64(random + 1)) >> 60);
  const auto path = folder.write("big.txt", big);
  auto reader = stand_in();
  reader.read = giving([](std::string_view, const std::string&) { return std::vector<Result<Reading>>(); });
  add_with(d, {path}, reader);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM original_piece"), 3);
  EXPECT_TRUE(load_original(d.db, sha256_hex(big)) == big);
}

}  // namespace
}  // namespace stemma::store
