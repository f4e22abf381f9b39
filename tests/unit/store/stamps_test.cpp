#include "store/stamps.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/timestamp.h"
#include "store/custody.h"
#include "store/verify.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

class Stamping : public ::testing::Test {
 protected:
  Stamping() : database(open_database(folder / "case.stemma", Case::Mode::create, current_schema())), key(*SigningKey::create(folder / "key.pem", "")) {}
  VerifyReport check() const { return verify(database.db, database.version); }

  Folder folder;
  Database database;
  SigningKey key;
};

TEST_F(Stamping, ASignatureCoversTheEntryThatTellsOfIt) {
  const StampCheck made = sign_log(database.db, key);
  EXPECT_TRUE(made.proves);
  const auto stamps = read_stamps(database.db);
  ASSERT_EQ(stamps.size(), 1U);
  const auto entries = read_custody(database.db, {});
  EXPECT_EQ(stamps[0].seq, entries.back().seq);
  EXPECT_EQ(stamps[0].hash, entries.back().hash);
  EXPECT_EQ(entries.back().action, "signed");
  EXPECT_NE(entries.back().detail.find(hex_of(key.public_key())), std::string::npos);
  const auto report = check();
  EXPECT_TRUE(report.problems.empty());
  ASSERT_EQ(report.stamps.size(), 1U);
  EXPECT_TRUE(report.stamps[0].proves);
}

TEST_F(Stamping, ForgedMissingAndMisplacedOnesAreNamed) {
  sign_log(database.db, key);
  EXPECT_THROW(database.db.run("DELETE FROM stamp"), Failed);
  EXPECT_THROW(database.db.run("UPDATE stamp SET token = zeroblob(64)"), Failed);
  database.db.run("DROP TRIGGER stamp_is_never_changed; DROP TRIGGER stamp_is_never_deleted; UPDATE stamp SET token = zeroblob(64)");
  const auto has = [&](const char* words) {
    for (const auto& p : check().problems)
      if (p.item.starts_with("stamp") && p.what.find(words) != std::string::npos) return true;
    return false;
  };
  EXPECT_TRUE(has("does not fit"));
  database.db.run("UPDATE stamp SET seq = 1");
  EXPECT_TRUE(has("not of this log"));
  database.db.run("DELETE FROM stamp");
  EXPECT_TRUE(has("is missing"));
}

TEST_F(Stamping, ARequestIsLoggedAndAsksForTheCertificate) {
  const std::string request = request_stamp(database.db);
  const auto entries = read_custody(database.db, {});
  EXPECT_EQ(entries.back().action, "stamp requested");
  EXPECT_EQ(hex_of(request).find(entries.back().hash) != std::string::npos, true) << "the imprint is the hash of that entry";
  EXPECT_TRUE(check().problems.empty());
}

TEST_F(Stamping, WhatIsNoTokenIsRefusedAndNothingChanges) {
  const auto before = read_custody(database.db, {}).size();
  for (const std::string& reply : {std::string(), std::string("<html>"), std::string(3000, '\x30')}) {
    const auto kept = guarded([&] { return keep_stamp(database.db, reply, {}); });
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().kind, ErrorKind::malformed);
  }
  EXPECT_EQ(read_custody(database.db, {}).size(), before);
}

}  // namespace
}  // namespace stemma::store
