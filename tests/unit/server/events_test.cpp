#include "server/events.h"

#include <gtest/gtest.h>

namespace stemma::server {
namespace {

TEST(Events, WhoKeepsUpMissesNothing) {
  Events e(100);
  const auto start = e.last();
  EXPECT_EQ(start, 99U);
  EXPECT_EQ(e.publish("a", "{}"), 100U);
  EXPECT_EQ(e.publish("b", "[]"), 101U);
  auto s = e.since(start);
  EXPECT_FALSE(s.lost);
  ASSERT_EQ(s.texts.size(), 2U);
  EXPECT_EQ(*s.texts[1], "id: 101\nevent: b\ndata: []\n\n");
  EXPECT_EQ(s.last, 101U);
  EXPECT_TRUE(e.since(101).texts.empty());
  EXPECT_EQ(e.since(100).texts.size(), 1U);
}

TEST(Events, WhoIsTooLateIsTold) {
  Events e(1);
  for (std::size_t i = 0; i < Events::ring + 5; ++i) e.publish("n", "{}");
  EXPECT_EQ(e.since(5).texts.size(), Events::ring);
  EXPECT_FALSE(e.since(5).lost);
  EXPECT_TRUE(e.since(4).lost);
  EXPECT_TRUE(e.since(4).texts.empty());
  EXPECT_EQ(e.since(4).last, Events::ring + 5);
  EXPECT_TRUE(e.since(99999).lost);  // of another server
  EXPECT_FALSE(Events(50).since(49).lost);
  EXPECT_TRUE(Events(50).since(48).lost);
}

}  // namespace
}  // namespace stemma::server
