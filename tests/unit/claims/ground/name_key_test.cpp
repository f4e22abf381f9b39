// Keys are those of training/places/folding.py: the numbers here come from it.
#include "claims/ground/places/name_key.h"

#include <gtest/gtest.h>

#include "claims/ground/places/gazetteer.h"

namespace stemma::claims::ground {
namespace {

TEST(NameKey, IsThatOfTheScript) {
  EXPECT_EQ(NameKey::of("Paris"), 0xb842162996c9d433U);
  EXPECT_EQ(NameKey::of("Coeur d'Alene"), 0xd8b64dff71a9711dU);
  EXPECT_EQ(NameKey::of("São Tomé"), 0xc93c3598ffedbac2U);
  EXPECT_EQ(NameKey::of("Łódź"), 0xeab5e702c1820287U);
  EXPECT_EQ(NameKey::of("Ağrı"), 0xb7df8a5b903326afU);
  EXPECT_EQ(NameKey::of("Saint Louis"), 0xfd1fc7e430b48a5aU);
  EXPECT_EQ(NameKey::of("Mount Vernon"), 0xbbeaf070327b1dc6U);
  EXPECT_EQ(NameKey::of("Þingvellir"), 0x3950a034bfcc969fU);
  EXPECT_EQ(NameKey::of("Hải Phòng"), 0xfd94763a4960b4ceU);
  EXPECT_EQ(NameKey::of("Qal‘eh-ye Now"), 0x18b27c08179d04d2U);
  EXPECT_EQ(NameKey::of("Straße 7"), 0x3a62a1ee4aada504U);
  EXPECT_EQ(NameKey::of("Αθήνα"), 0x64eec835576f0645U);
  EXPECT_EQ(NameKey::exact("U.S."), 0x5bd036778554ba58U);
  NameKey k;
  k.add("French");
  EXPECT_EQ(k.people_key(), 0x643e338ec678a72aU);
}

TEST(NameKey, WhatIsTheSameName) {
  EXPECT_EQ(NameKey::of("São Paulo"), NameKey::of("SAO  PAULO"));
  EXPECT_EQ(NameKey::of("Saint Petersburg"), NameKey::of("St. Petersburg"));
  EXPECT_EQ(NameKey::of("Port-au-Prince"), NameKey::of("Port au Prince"));
  EXPECT_EQ(NameKey::of("N’Djamena"), NameKey::of("N'Djamena"));
  EXPECT_NE(NameKey::of("Paris"), NameKey::of("Parish"));
}

TEST(NameKey, PieceByPiece) {
  NameKey k;
  k.add("New");
  k.space();
  k.add("York");
  EXPECT_EQ(k.key(), NameKey::of("New York"));
  k.add("ers");
  EXPECT_EQ(k.key(), NameKey::of("New Yorkers"));
}

TEST(NameKey, EndlessWordsHaveNone) { EXPECT_EQ(NameKey::of(std::string(1000, 'a')), 0U); }

TEST(Gazetteer, KnowsWhatItWasMadeOf) {
  const Gazetteer g = *Gazetteer::built_in();
  const auto first = [&](std::string_view name) {
    const Gazetteer::Hits hits = g.find(NameKey::of(name));
    return hits.empty() ? Gazetteer::Row{} : g.row(g.hit(hits.first).row);
  };
  EXPECT_EQ(first("Kenya").feature, Feature::country);
  EXPECT_EQ(first("Nairobi").geonames, 184745U);
  EXPECT_NEAR(first("Nairobi").latitude, -1.28, .02);
  EXPECT_EQ(g.area(first("Texas").area).country, "US");
  EXPECT_TRUE(g.find(NameKey::of("Kestria")).empty());
  EXPECT_TRUE(g.find(NameKey::exact("us")).empty());
  EXPECT_FALSE(g.find(NameKey::exact("US")).empty());
}

TEST(Gazetteer, Kilometres) {
  EXPECT_NEAR(kilometres(51.5F, -.13F, 48.86F, 2.35F), 343, 3);
  EXPECT_NEAR(kilometres(0, 179.5F, 0, -179.5F), 111, 1);
}

}  // namespace
}  // namespace stemma::claims::ground
