#include "base/sign.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace stemma {
namespace {

class Sign : public ::testing::Test {
 protected:
  Sign() {
    std::string name = (std::filesystem::temp_directory_path() / "stemma-test-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~Sign() override { std::filesystem::remove_all(folder); }
  std::string folder;
};

TEST_F(Sign, AKeyIsMadeOnceAndSignsTheSameAfterLoading) {
  const std::string path = folder + "/a.key";
  const auto made = SigningKey::create(path, "");
  ASSERT_TRUE(made) << made.error().line();
  struct stat st {};
  ASSERT_EQ(::stat(path.c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0777U, 0600U);
  const auto again = SigningKey::create(path, "");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::io);
  const auto loaded = SigningKey::load(path, "");
  ASSERT_TRUE(loaded) << loaded.error().line();
  EXPECT_EQ(loaded->public_key(), made->public_key());
  const std::string signature = loaded->sign("words");
  EXPECT_EQ(signature, made->sign("words"));
  EXPECT_TRUE(signature_holds(made->public_key(), "words", signature));
  EXPECT_FALSE(signature_holds(made->public_key(), "wordz", signature));
  EXPECT_FALSE(signature_holds(std::string(32, 'x'), "words", signature));
  EXPECT_FALSE(signature_holds(made->public_key(), "words", signature.substr(1)));
  EXPECT_FALSE(signature_holds("", "words", signature));
}

TEST_F(Sign, APassphraseLocksIt) {
  const std::string path = folder + "/a.key";
  const auto made = SigningKey::create(path, "tide and time");
  ASSERT_TRUE(made);
  EXPECT_TRUE(*SigningKey::locked(path));
  for (const char* wrong : {"", "time and tide"}) {
    const auto refused = SigningKey::load(path, wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().kind, ErrorKind::usage);
    EXPECT_NE(refused.error().what.find("passphrase"), std::string::npos);
  }
  const auto loaded = SigningKey::load(path, "tide and time");
  ASSERT_TRUE(loaded) << loaded.error().line();
  EXPECT_EQ(loaded->public_key(), made->public_key());
}

TEST_F(Sign, AnotherPassphraseIsTheSameKey) {
  const std::string path = folder + "/a.key";
  const auto made = SigningKey::create(path, "");
  ASSERT_TRUE(made);
  const std::pair<const char*, const char*> changes[] = {{"", "tide and time"}, {"tide and time", "wind"}, {"wind", ""}};
  for (const auto& [before, after] : changes) {
    const auto changed = SigningKey::change_passphrase(path, before, after);
    ASSERT_TRUE(changed) << changed.error().line();
    EXPECT_EQ(*SigningKey::locked(path), *after != '\0');
    const auto loaded = SigningKey::load(path, after);
    ASSERT_TRUE(loaded) << loaded.error().line();
    EXPECT_EQ(loaded->public_key(), made->public_key());
  }
  ASSERT_TRUE(SigningKey::change_passphrase(path, "", "wind"));
  EXPECT_EQ(SigningKey::change_passphrase(path, "rain", "sun").error().kind, ErrorKind::usage);
  EXPECT_EQ(SigningKey::change_passphrase(path, "wind", std::string(SigningKey::longest_passphrase + 1, 'x')).error().kind, ErrorKind::usage);
  EXPECT_EQ(SigningKey::change_passphrase(path, "wind", std::string_view("a\0b", 3)).error().kind, ErrorKind::usage);
  EXPECT_TRUE(SigningKey::load(path, "wind"));
  struct stat st {};
  ASSERT_EQ(::stat(path.c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0777U, 0600U);
}

TEST_F(Sign, WhatIsNoKeyIsSaidToBeNone) {
  EXPECT_EQ(SigningKey::load(folder + "/none", "").error().kind, ErrorKind::io);
  EXPECT_EQ(SigningKey::create(folder + "/no/folder", "").error().kind, ErrorKind::io);
  std::ofstream(folder + "/page") << "<html>";
  EXPECT_EQ(SigningKey::load(folder + "/page", "").error().kind, ErrorKind::malformed);
}

// RFC 8032, section 7.1, test 2.
TEST(Ed25519, TheStandardsExample) {
  const auto bytes = [](std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2) out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return out;
  };
  EXPECT_TRUE(signature_holds(bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), "\x72",
                              bytes("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));
}

}  // namespace
}  // namespace stemma
