#include <gtest/gtest.h>

#include <fstream>

#include "store/verify.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

Connection in_memory() { return Connection(":memory:", "memory", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE); }

Schema next_schema() {
  Schema s = current_schema();
  ++s.version;
  s.full.push_back("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT);");
  s.deltas.push_back({"CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT);"});
  return s;
}

TEST(Tables, DeltasLeadToTheFullSchema) {
  Connection full = in_memory(), grown = in_memory();
  create_tables(full, current_schema());
  create_by_deltas(grown, current_schema());
  EXPECT_EQ(outline(full), outline(grown));
  EXPECT_EQ(version_of(full), current_schema().version);
  EXPECT_EQ(full.integer("PRAGMA application_id"), grown.integer("PRAGMA application_id"));
  EXPECT_EQ(full.text("SELECT group_concat(key || value) FROM meta"), grown.text("SELECT group_concat(key || value) FROM meta"));
}

TEST(Tables, EveryFileOfTheSchemaIsApplied) {
  std::vector<std::string> applied, there;
  const auto& schema = current_schema();
  for (const auto sql : schema.full) applied.emplace_back(sql);
  for (const auto& delta : schema.deltas)
    for (const auto sql : delta) applied.emplace_back(sql);
  ASSERT_EQ(schema.deltas.size(), schema.version);
  const std::string root = STEMMA_SOURCE_DIR "/schema/";
  for (const auto& folder : {root + "full/" + std::to_string(schema.version), root + "delta"})
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
      if (file.path().extension() == ".sql") there.push_back(slurp(file.path().string()));
  std::sort(applied.begin(), applied.end());
  std::sort(there.begin(), there.end());
  EXPECT_EQ(applied, there);
}

TEST(Upgrade, KeepsEverythingAndLeavesACopy) {
  const Folder folder;
  const std::string path = folder / "a.stemma", page = folder.write("in/p.txt", "The harbour is open.");
  std::string before;
  {
    Database d = open_database(path, Case::Mode::create, current_schema());
    add_with(d, {page});
    before = state_of(d.db);
  }
  for (const auto mode : {Case::Mode::read, Case::Mode::write}) {
    const Database d = open_database(path, mode, next_schema());
    EXPECT_EQ(d.version, next_schema().version);
    EXPECT_EQ(version_of(d.db), next_schema().version);
    EXPECT_EQ(state_of(d.db), before);
    EXPECT_EQ(d.db.integer("SELECT count(*) FROM note"), 0);
  }
  const auto ours = current_schema().version;
  const Database copy = open_database(path + ".before-v" + std::to_string(ours), Case::Mode::read, current_schema());
  EXPECT_EQ(copy.version, ours);
  EXPECT_EQ(state_of(copy.db), before);
}

TEST(Upgrade, ThatFailsChangesNothing) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  { open_database(path, Case::Mode::create, current_schema()); }
  Schema broken = next_schema();
  broken.deltas.back().push_back("CREATE TABLE note (twice);");
  EXPECT_THROW(open_database(path, Case::Mode::write, broken), Failed);
  const Database d = open_database(path, Case::Mode::write, current_schema());
  EXPECT_EQ(d.version, current_schema().version);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM sqlite_master WHERE name = 'note'"), 0);
}

TEST(Upgrade, NewerFilesAreRefusedNamingBothVersions) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  Schema next = next_schema();
  next.oldest = next.version;
  { open_database(path, Case::Mode::create, next); }
  for (const auto mode : {Case::Mode::read, Case::Mode::write, Case::Mode::create}) {
    const auto opened = guarded([&] { return open_database(path, mode, current_schema()); });
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::case_file);
    EXPECT_NE(opened.error().what.find("schema " + std::to_string(next.version)), std::string::npos);
    EXPECT_NE(opened.error().what.find("knows " + std::to_string(current_schema().version)), std::string::npos);
  }
}

TEST(Upgrade, NewerFilesThatSayThatWeMayAreOpened) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  { open_database(path, Case::Mode::create, next_schema()); }
  const Database d = open_database(path, Case::Mode::write, current_schema());
  EXPECT_EQ(d.version, next_schema().version);
}

/// The schema as the program of version `n` knew it.
Schema as_of(std::uint32_t n) {
  Schema s;
  s.version = s.oldest = n;
  s.full = current_schema().deltas[0];
  s.deltas.assign(current_schema().deltas.begin(), current_schema().deltas.begin() + n);
  return s;
}

/// A case that schema 1 wrote, opened by every later program up to that of schema `n`.
void write_case_of(std::uint32_t n, const std::string& path) {
  Connection db("file:" + path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  create_tables(db, as_of(1));
  db.run(slurp(STEMMA_SOURCE_DIR "/tests/data/store/case_v1.sql"));
  for (std::uint32_t v = 2; v <= n; ++v) upgrade_in_place(db, as_of(v));
}

TEST(Upgrade, OfACaseOfEverySchemaThatWasReleasedKeepsItsReadingsAndDigests) {
  for (std::uint32_t n = 1; n < current_schema().version; ++n) {
    SCOPED_TRACE(n);
    const Folder folder;
    const std::string path = folder / "a.stemma";
    write_case_of(n, path);
    const std::string before = [&] {
      Connection db("file:" + path, path, SQLITE_OPEN_READWRITE);
      return db.text("SELECT group_concat(hash) FROM custody");
    }();
    {
      const Database d = open_database(path, Case::Mode::write, current_schema());
      EXPECT_EQ(d.version, current_schema().version);
      const auto readings = readings_of(d.db);
      ASSERT_EQ(readings.size(), 1U);
      const Document& doc = readings[0].document;
      EXPECT_EQ(doc.title.value, "Dyke held at Port Aldane");
      EXPECT_TRUE(doc.map.runs.empty());
      EXPECT_EQ(digest(readings[0]), d.db.text("SELECT digest FROM document"));
      EXPECT_EQ(d.db.text("SELECT group_concat(hash) FROM custody"), before);
      EXPECT_TRUE(verify(d.db, d.version).problems.empty());
      Connection fresh = in_memory();
      create_tables(fresh, current_schema());
      EXPECT_EQ(outline(d.db), outline(fresh));
    }
    const Connection copy("file:" + path + ".before-v" + std::to_string(n), "copy", SQLITE_OPEN_READWRITE);
    EXPECT_EQ(version_of(copy), n);
    EXPECT_EQ(copy.text("SELECT group_concat(hash) FROM custody"), before);
  }
}

TEST(Upgrade, ACopyThatIsThereIsUsedIfItIsThisCaseAndNeverWrittenOver) {
  const Folder folder;
  const std::string path = folder / "a.stemma", copy = path + ".before-v5";
  write_case_of(5, path);
  const std::string held = slurp(path);
  folder.write("a.stemma.before-v5", "what somebody keeps there");
  { open_database(path, Case::Mode::write, current_schema()); }
  EXPECT_EQ(slurp(copy), "what somebody keeps there");
  const std::string second = slurp(copy + "-2");
  EXPECT_FALSE(second.empty());
  // Killed after the copy and before the end of the upgrade: the file is as it was, and the copy is there.
  folder.write("a.stemma", held);
  { open_database(path, Case::Mode::write, current_schema()); }
  EXPECT_EQ(slurp(copy + "-2"), second);
  EXPECT_FALSE(std::filesystem::exists(copy + "-3"));
}

TEST(Upgrade, ACopyThatCannotBeMadeLeavesTheCaseAsItWas) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  write_case_of(5, path);
  std::filesystem::create_directory(path + ".before-v5.part");  // nothing can be written under that name
  EXPECT_THROW(open_database(path, Case::Mode::write, current_schema()), Failed);
  Connection db("file:" + path, path, SQLITE_OPEN_READWRITE);
  EXPECT_EQ(version_of(db), 5U);
}

}  // namespace
}  // namespace stemma::store
