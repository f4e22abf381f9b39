#include <gtest/gtest.h>

#include "builder.h"
#include "link/copies.h"
#include "link/families.h"
#include "link/pile.h"

namespace stemma::link_test {
namespace {

using link::make_pile;

/// Paragraphs of invented filler, each unlike the others.
const std::string paragraphs[] = {
    "The ferry from Solen missed its second crossing when a winch failed, and forty cars waited on the ramp until the tide had turned.",
    "Harbour master Edwin Groll told councillors that the winch had been inspected in April and that no fault had then been written down.",
    "A spare part is on its way from a yard up the coast, where the last ship of the same class was broken up eleven years ago.",
    "Passengers were given soup and blankets in the customs hall, and a choir on its way home sang for them until the lamps were put out.",
    "The line carries nine hundred people on a usual Friday, most of them growers who bring cherries to the evening market in Solen."};

Doc report(const std::string& id, const std::string& publisher, const std::string& published, std::vector<int> which,
           const std::string& title = {}) {
  Doc d(id, publisher, published);
  if (!title.empty()) d.title(title);
  for (const int i : which) d.block(paragraphs[i]);
  return d;
}

const DerivationEdge* edge(const CaseModel& m, std::uint32_t child) {
  for (const auto& e : m.derived)
    if (e.child == child) return &e;
  return nullptr;
}

TEST(Families, AReprintDescendsFromTheAgencyThatItCredits) {
  const auto wire = report("wire", "Corvid Wire", "2031-05-06T14:00:00Z", {0, 1, 2, 3});
  auto print = report("print", "The Moor Herald", "2031-05-06T18:00:00Z", {0, 1, 2, 3});
  print.agency("Corvid Wire");
  const auto m = reconcile(readings({print, wire}));
  ASSERT_EQ(m.derived.size(), 1u);
  EXPECT_EQ(m.derived[0].child, 0u);
  EXPECT_EQ(m.derived[0].parent, 1u);
  EXPECT_EQ(m.derived[0].how, How::verbatim);
  EXPECT_FALSE(m.derived[0].why.empty());
  ASSERT_EQ(m.families.size(), 1u);
  EXPECT_EQ(m.families[0], (std::vector<std::uint32_t>{1, 0}));
}

TEST(Families, CreditOutweighsALaterDateOfTheAgencysPage) {
  const auto wire = report("wire", "Corvid Wire", "2031-05-08", {0, 1, 2, 3});
  auto print = report("print", "The Moor Herald", "2031-05-07", {0, 1, 2});
  print.agency("Corvid Wire");
  const auto m = reconcile(readings({print, wire}));
  ASSERT_NE(edge(m, 0), nullptr);
  EXPECT_EQ(edge(m, 0)->parent, 1u);
  EXPECT_EQ(edge(m, 0)->how, How::cut);
}

TEST(Families, AnUpdateFollowsTheLastVersion) {
  const auto first = report("v1", "Corvid Wire", "2031-05-06T10:00:00Z", {0, 1, 2});
  const auto second = report("v2", "Corvid Wire", "2031-05-06T12:00:00Z", {0, 1, 2, 3});
  const auto third = report("v3", "Corvid Wire", "2031-05-06T15:00:00Z", {0, 1, 3, 4});
  const auto m = reconcile(readings({third, first, second}));
  ASSERT_NE(edge(m, 0), nullptr);
  EXPECT_EQ(edge(m, 0)->parent, 2u);
  EXPECT_EQ(edge(m, 0)->how, How::update);
  EXPECT_EQ(edge(m, 2)->parent, 1u);
}

TEST(Families, AMergedTextHasTwoParents) {
  const auto a = report("a", "Corvid Wire", "2031-05-06T10:00:00Z", {0, 1});
  const auto b = report("b", "Jackdaw Agency", "2031-05-06T11:00:00Z", {2, 3});
  auto merged = report("m", "The Moor Herald", "2031-05-06T20:00:00Z", {0, 1, 2, 3});
  merged.agency("Corvid Wire / Jackdaw Agency");
  const auto m = reconcile(readings({a, b, merged}));
  ASSERT_EQ(m.derived.size(), 2u);
  for (const auto& e : m.derived) EXPECT_EQ(e.child, 2u);
}

TEST(Families, TwoReportersAtOneBriefingShareTheQuotationNotTheText) {
  const std::string speech =
      "\"We opened the gates because the water stood a hand below the rim, and anybody who says otherwise has never slept beside a river "
      "in spring.\"";
  Doc a("a", "The Moor Herald", "2031-05-06"), b("b", "The Plain Courier", "2031-05-06");
  a.block("Sluices on the upper Orme were opened before dawn.").block(speech).block("The engineer would not say who gave the order.");
  b.block("An engineer defended the night's release.").block(speech).block("Growers downstream lost their onions.");
  const auto m = reconcile(readings({a, b}));
  EXPECT_TRUE(m.derived.empty());
  EXPECT_TRUE(m.families.empty());
}

TEST(Families, AParagraphOfBackgroundIsNoFamily) {
  auto long_one = report("a", "The Moor Herald", "2031-05-06", {0, 1, 2, 3});
  Doc other("b", "The Plain Courier", "2031-05-09");
  for (int i = 0; i < 10; ++i)
    long_one.block("On pier " + std::to_string(i) + " the clerk wrote " + std::to_string(50 + 3 * i) +
                   " tickets by hand before the printer came back to life.");
  for (int i = 0; i < 30; ++i)
    other.block("Line " + std::to_string(i) + " of the harvest table gives " + std::to_string(100 + 7 * i) + " sacks for parish number " +
                std::to_string(i * 3) + " and its mills.");
  other.block("A spare part is on its way from a yard up the coast, where the last ship waits.");
  EXPECT_TRUE(reconcile(readings({long_one, other})).derived.empty());
}

TEST(Families, HouseTextOfAnOutletIsNoCopy) {
  std::vector<Doc> docs;
  for (int i = 0; i < 4; ++i) {
    Doc d("d" + std::to_string(i), "The Moor Herald", "2031-05-0" + std::to_string(i + 1));
    d.block("Moor Herald live since 1874 read by the hearth and on the hill every working day of the year.");
    d.block(paragraphs[i]);
    d.block("Nothing else was known about item " + std::to_string(i) + " when this page went to the printers.");
    d.block("Subscribe to the Moor Herald for four crowns a month and have it brought to your door by noon.");
    docs.push_back(d);
  }
  EXPECT_TRUE(reconcile(readings(docs)).derived.empty());
}

TEST(Families, ATranslationKeepsNamesAndNumbersInOrder) {
  Doc en("en", "Corvid Wire", "2031-05-06T10:00:00Z"), es("es", "El Faro de Solen", "2031-05-07");
  es.language("es").agency("Corvid Wire");
  en.block("In Solen, Edwin Groll counted 47 barges on Friday, and Marta Quill of the Orme Board counted 52 of them by night.");
  en.block("The Orme Board said Port Tarn had taken 19 and Vessel Row another 28, so Edwin Groll was right.");
  es.block("En Solen, Edwin Groll contó 47 barcazas el viernes, y Marta Quill, de la Orme Board, contó 52 por la noche.");
  es.block("La Orme Board dijo que Port Tarn había recibido 19 y Vessel Row otras 28, y que Edwin Groll tenía razón.");
  const auto m = reconcile(readings({es, en}));
  ASSERT_EQ(m.derived.size(), 1u);
  EXPECT_EQ(m.derived[0].how, How::translated);
  EXPECT_EQ(m.derived[0].parent, 1u);
  EXPECT_EQ(m.derived[0].passages.size(), 2u);
}

TEST(Families, AKillNoticeWithdrawsTheItemThatItNames) {
  const auto flash = report("flash", "Corvid Wire", "2031-05-06T10:00:00Z", {0}, "FLASH: Ferry to Solen sinks at its moorings");
  const auto other = report("other", "Corvid Wire", "2031-05-06T10:30:00Z", {3}, "Choir sings for stranded passengers");
  Doc kill("kill", "Corvid Wire", "2031-05-06T11:00:00Z");
  kill.title("KILL: FERRY flash")
      .kill_notice()
      .block("Editors: kill the flash headed \"Ferry to Solen sinks at its moorings\". The ship is afloat.");
  const auto m = reconcile(readings({kill, other, flash}));
  EXPECT_EQ(m.withdrawn, (std::vector<bool>{false, false, true}));
  bool relies = false;
  for (const auto& r : m.relies) relies = relies || (r.from == 0 && r.to == 2);
  EXPECT_TRUE(relies);
}

TEST(Copies, NoSharedRunOfTwentyWordsIsMissed) {
  // A run of 20 words anywhere in two texts that have nothing else in common.
  std::string run;
  for (int i = 0; i < 20; ++i) run += " shared" + std::to_string(i);
  for (int at = 0; at < 40; at += 3) {
    Doc a("a", "", ""), b("b", "", "");
    std::string x, y;
    for (int i = 0; i < 60; ++i) {
      x += " left" + std::to_string(i) + (i == at ? run : "");
      y += " right" + std::to_string(i) + (i == 59 - at ? run : "");
    }
    a.block(x);
    b.block(y);
    const auto list = readings({a, b});
    const auto pile = make_pile(list);
    EXPECT_FALSE(link::copy_candidates(pile, 16, 1).empty()) << at;
    const auto kin = link::find_kin(pile);
    ASSERT_EQ(kin.size(), 1u) << at;
    EXPECT_EQ(kin[0].passages[0].equal, 20u);
  }
}

TEST(Copies, RepetitionStaysLinear) {
  std::string x;
  for (int i = 0; i < 60000; ++i) x += "again ";
  Doc a("a", "A", "2031-01-01"), b("b", "B", "2031-01-02");
  a.block(x);
  b.block(x);
  EXPECT_EQ(reconcile(readings({a, b})).derived.size(), 1u);
}

TEST(Copies, AThousandPrintsOfOneTextAreOneFamily) {
  std::vector<Doc> docs;
  for (int i = 0; i < 300; ++i) docs.push_back(report("d" + std::to_string(i), "Outlet " + std::to_string(i), "2031-05-06", {0, 1, 2}));
  const auto m = reconcile(readings(docs));
  ASSERT_EQ(m.families.size(), 1u);
  EXPECT_EQ(m.families[0].size(), 300u);
}

TEST(Copies, UnspacedScriptsAreComparedByCharacter) {
  const std::string words = "昨夜の大雨で堤防が切れ、下流の三つの村が水に浸かったと県の防災課が発表した。";
  Doc a("a", "A", "2031-01-01"), b("b", "B", "2031-01-02");
  a.language("ja").block("速報。" + words);
  b.language("ja").block(words + "詳しいことはまだ分かっていない。");
  const auto list = readings({a, b});
  EXPECT_EQ(link::find_kin(make_pile(list)).size(), 1u);
}

}  // namespace
}  // namespace stemma::link_test
