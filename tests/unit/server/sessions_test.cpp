#include "server/sessions.h"

#include <gtest/gtest.h>

#include <set>

#include "server/password.h"

namespace stemma::server {
namespace {

using namespace std::chrono_literals;

struct Hand {  // a clock that is set by hand
  Sessions::Clock::time_point at{1h};
  auto clock() {
    return [this] { return at; };
  }
};

TEST(Sessions, ALinkOpensOnce) {
  Hand hand;
  Sessions s({}, hand.clock());
  EXPECT_FALSE(s.link_waits());
  const auto secret = s.new_link();
  EXPECT_TRUE(s.link_waits());
  EXPECT_FALSE(s.use_link(""));
  EXPECT_FALSE(s.use_link(secret + "x"));
  const auto cookie = s.use_link(secret);
  ASSERT_TRUE(cookie);
  EXPECT_FALSE(s.use_link(secret));
  EXPECT_FALSE(s.link_waits());
  EXPECT_TRUE(s.find(*cookie, Sessions::Use::counts));
  EXPECT_FALSE(s.find(secret, Sessions::Use::counts));
}

TEST(Sessions, ALinkGrowsOldAndANewOneVoidsIt) {
  Hand hand;
  Sessions s({}, hand.clock());
  const auto first = s.new_link();
  const auto second = s.new_link();
  EXPECT_FALSE(s.use_link(first));
  hand.at += 601s;
  EXPECT_FALSE(s.use_link(second));
  EXPECT_FALSE(s.link_waits());
}

TEST(Sessions, IdleEndsThemLookingDoesNotPutItOff) {
  Hand hand;
  Sessions s({}, hand.clock());
  const auto cookie = s.begin();
  const auto key = s.find(cookie, Sessions::Use::counts)->key;
  hand.at += 7000s;
  EXPECT_TRUE(s.find(cookie, Sessions::Use::only_looks));
  hand.at += 300s;
  EXPECT_FALSE(s.lives(key));
  EXPECT_FALSE(s.find(cookie, Sessions::Use::counts));
  const auto used = s.begin();
  hand.at += 7000s;
  EXPECT_TRUE(s.find(used, Sessions::Use::counts));
  hand.at += 7000s;
  EXPECT_TRUE(s.find(used, Sessions::Use::counts));
}

TEST(Sessions, WhoTokenAndEnd) {
  Sessions s({.link_lives = 600s, .idle = 7200s, .most = 2});
  const auto a = s.begin(), b = s.begin();
  const auto one = *s.find(a, Sessions::Use::counts);
  EXPECT_NE(one.token, s.find(b, Sessions::Use::counts)->token);
  s.set_who(one.key, "Ada Quill");
  EXPECT_EQ(s.find(a, Sessions::Use::counts)->who, "Ada Quill");
  const auto c = s.begin();  // the one that was used least recently makes room
  EXPECT_FALSE(s.find(b, Sessions::Use::counts));
  EXPECT_TRUE(s.find(a, Sessions::Use::counts));
  s.end(one.key);
  EXPECT_FALSE(s.find(a, Sessions::Use::counts));
  EXPECT_TRUE(s.find(c, Sessions::Use::counts));
}

TEST(Secrets, AreLongAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto s = random_secret();
    EXPECT_EQ(s.size(), 43U);
    EXPECT_TRUE(seen.insert(s).second);
  }
}

TEST(Password, HashFitsOnlyItsPassword) {
  const auto hash = password_hash("four grey horses ran");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << *hash;
  EXPECT_TRUE(password_fits(*hash, "four grey horses ran"));
  EXPECT_FALSE(password_fits(*hash, "four grey horses ran "));
  EXPECT_FALSE(password_fits("$argon2id$nonsense", "four grey horses ran"));
  EXPECT_FALSE(password_hash("short"));
}

TEST(Password, GuessesAreSlowedDownByPeer) {
  Hand hand;
  Throttle t(hand.clock());
  for (int i = 0; i < 4; ++i) t.failed("a");
  EXPECT_EQ(t.wait("a"), 0s);
  t.failed("a");
  EXPECT_GT(t.wait("a"), 0s);
  EXPECT_EQ(t.wait("b"), 0s);
  hand.at += 2s;
  EXPECT_EQ(t.wait("a"), 0s);
  for (int i = 0; i < 20; ++i) t.failed("a");
  EXPECT_GT(t.wait("a"), 250s);
  EXPECT_LE(t.wait("a"), 301s);
  t.passed("a");
  EXPECT_EQ(t.wait("a"), 0s);
}

}  // namespace
}  // namespace stemma::server
