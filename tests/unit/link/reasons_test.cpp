// Every union, fold and count has a reason in words and a place where they stand; and what a pile of nonsense gives.
#include <gtest/gtest.h>

#include <chrono>

#include "builder.h"
#include "gold_case.h"

namespace stemma::link_test {
namespace {

/// Words, and a span of its document; `shown`: at least one of them has a span.
void expect_reasons(const std::vector<Reading>& list, const std::vector<Reason>& why, const std::string& what) {
  bool shown = false;
  for (const auto& w : why) {
    EXPECT_FALSE(w.text.empty()) << what;
    ASSERT_LT(w.document, list.size()) << what;
    EXPECT_LE(w.span.end, list[w.document].document.text.size()) << what;
    shown = shown || !w.span.empty();
  }
  EXPECT_TRUE(shown) << what << ": no words of a page stand behind it";
}

/// Walks the model: fails on a union, a fold or a count that gives no reason.
void expect_all_reasons(const std::vector<Reading>& list, const CaseModel& m) {
  for (const auto& e : m.derived) expect_reasons(list, e.why, "copy " + list[e.child].document.id);
  for (const auto& e : m.relies) expect_reasons(list, e.why, "reliance of " + list[e.from].document.id);
  for (const auto& t : m.absent) expect_reasons(list, t.why, "absent text of " + t.issuer);
  for (const auto& h : m.hints) expect_reasons(list, h.why, "hint of " + list[h.a].document.id);
  for (const auto& e : m.edits) {
    expect_reasons(list, e.why, "edit of " + list[e.after].document.id);
    for (const auto& s : e.sayings) expect_reasons(list, s.why, "saying of " + list[e.after].document.id);
  }
  for (const auto& family : m.families)
    for (const auto d : family) {
      const bool tied = std::any_of(m.derived.begin(), m.derived.end(), [&](const DerivationEdge& e) {
        const auto other = e.child == d ? e.parent : e.child;
        return (e.child == d || e.parent == d) && std::find(family.begin(), family.end(), other) != family.end();
      });
      EXPECT_TRUE(tied) << list[d].document.id << " is in a family without an edge";
    }
  for (const auto& c : m.claims) {
    Independent counted;
    for (const auto& r : c.roots) {
      expect_reasons(list, r.why, "root " + r.label);
      const bool unknown = r.kind == RootKind::unknown;
      ++(r.side == Side::supports ? (unknown ? counted.supporting_unknown : counted.supporting)
                                  : (unknown ? counted.denying_unknown : counted.denying));
    }
    const auto& n = c.independent;
    EXPECT_EQ(std::tuple(n.supporting, n.supporting_unknown, n.denying, n.denying_unknown),
              std::tuple(counted.supporting, counted.supporting_unknown, counted.denying, counted.denying_unknown));
    EXPECT_LE(c.supporting_at_least, n.supporting);
    EXPECT_LE(c.denying_at_least, n.denying);
    for (const auto& x : c.may_be_one) expect_reasons(list, {x.why}, "may be one: " + c.label);
    EXPECT_GE(c.supporting_at_most, n.supporting);
    EXPECT_GE(c.denying_at_most, n.denying);
    for (const auto& x : c.members) {
      EXPECT_EQ(x.root < 0, x.side == Side::neutral);
      for (const auto& w : x.why) EXPECT_FALSE(w.text.empty() || w.document >= list.size());
    }
  }
  for (const auto& d : m.denials) {
    EXPECT_EQ(d.why.size(), d.claims.size());
    if (!d.why.empty()) expect_reasons(list, d.why, "denial in " + list[d.attribution.document].document.id);
  }
}

TEST(Reasons, OfTheExample) {
  const auto list = gold_readings(std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch");
  expect_all_reasons(list, reconcile(list));
}

/// A sentence of words that occur nowhere else.
std::string sentence_of(unsigned seed, int words = 24) {
  std::string out;
  std::mt19937 random(seed);
  for (int i = 0; i < words; ++i) {
    if (i > 0) out += ' ';
    for (int k = 0; k < 6; ++k) out += static_cast<char>('a' + random() % 26);
  }
  return out + ".";
}

const std::string subscribe = "Subscribe to the morning letter of the Harbour Times for a crown a week and never miss a ship again.";
const std::string disclaimer =
    "The views of authors on these pages are their own and do not bind the Harbour Times, its owners, its printers or anybody who works there.";

TEST(BadInput, AThousandPagesThatShareOnlyFurniture) {
  std::vector<Doc> docs;
  for (unsigned i = 0; i < 1000; ++i) {
    Doc d("p" + std::to_string(i), "Harbour Times", "2031-03-02");
    d.block(subscribe).block(sentence_of(4 * i)).block(sentence_of(4 * i + 1)).block(sentence_of(4 * i + 2)).block(subscribe);
    docs.push_back(d);
  }
  const auto list = readings(docs);
  const auto start = std::chrono::steady_clock::now();
  const auto m = reconcile(list);
  EXPECT_TRUE(m.derived.empty());
  EXPECT_TRUE(m.families.empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST(BadInput, ADisclaimerInTheMiddleOfUnrelatedStories) {
  std::vector<Doc> docs;
  for (unsigned i = 0; i < 6; ++i) {
    Doc d("p" + std::to_string(i), "Harbour Times", "2031-03-02");
    for (unsigned k = 0; k < 2; ++k) d.block(sentence_of(9 * i + k));
    d.block(disclaimer);
    for (unsigned k = 2; k < 4; ++k) d.block(sentence_of(9 * i + k));
    docs.push_back(d);
  }
  EXPECT_TRUE(reconcile(readings(docs)).families.empty());
}

TEST(BadInput, VersionsOfOneStoryAreNoFurniture) {
  std::vector<Doc> docs;
  for (unsigned i = 0; i < 4; ++i) {
    Doc d("v" + std::to_string(i), "Harbour Times", "2031-03-02T1" + std::to_string(i) + ":00:00Z");
    for (unsigned k = 0; k < 4; ++k) d.block(sentence_of(k));
    d.block(sentence_of(100 + i));
    docs.push_back(d);
  }
  const auto m = reconcile(readings(docs));
  ASSERT_EQ(m.families.size(), 1u);
  EXPECT_EQ(m.families.front().size(), 4u);
}

TEST(BadInput, ATranscriptOfNothingButQuotationsIsNoCopiedReport) {
  std::vector<Doc> docs;
  for (const std::string name : {"Alder", "Birch"}) {
    Doc d("t-" + name, "The " + name, "2031-03-02");
    for (unsigned k = 0; k < 5; ++k) d.block("“" + sentence_of(k) + "”");
    docs.push_back(d);
  }
  EXPECT_TRUE(reconcile(readings(docs)).families.empty());
}

Doc relays(const std::string& name, const std::string& from, const std::string& content, const std::string& day) {
  Doc d("d-" + name, "The " + name, day);
  const auto who = d.agent("The " + from, AgentKind::media);
  d.block("The " + from + " reported that " + content + ".");
  d.says(who, "The " + from, "reported that", content);
  return d;
}

/// In the words of two to five papers, each of which names the next.
std::vector<Doc> circle(const std::vector<std::string>& days) {
  const std::string names[] = {"Alder", "Birch", "Cedar", "Damson", "Elder"};
  const std::string told[] = {
      "soldiers closed the bridge at Ostrel to ambulances", "the bridge at Ostrel was closed to ambulances by soldiers",
      "ambulances found the Ostrel bridge closed by soldiers", "soldiers had closed Ostrel bridge to all ambulances",
      "at Ostrel the bridge stayed closed to ambulances, by order of soldiers"};
  std::vector<Doc> docs;
  for (std::size_t i = 0; i < days.size(); ++i) docs.push_back(relays(names[i], names[(i + 1) % days.size()], told[i], days[i]));
  return docs;
}

void expect_one_circle(const std::vector<Doc>& docs) {
  shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& m) {
    expect_all_reasons(list, m);
    ASSERT_FALSE(m.claims.empty());
    const auto best = std::max_element(m.claims.begin(), m.claims.end(),
                                       [](const Claim& x, const Claim& y) { return x.members.size() < y.members.size(); });
    EXPECT_EQ(best->members.size(), docs.size());
    EXPECT_EQ(best->independent.supporting, 0u);
    EXPECT_EQ(best->independent.supporting_unknown, 1u);
    ASSERT_EQ(best->roots.size(), 1u);
    EXPECT_NE(best->roots[0].label.find("each names the other"), std::string::npos);
    EXPECT_EQ(best->roots[0].why.size(), docs.size());
  });
}

TEST(BadInput, ACircleOfTwo) { expect_one_circle(circle({"2031-03-02", "2031-03-02"})); }
TEST(BadInput, ACircleOfFive) { expect_one_circle(circle({"2031-03-02", "2031-03-02", "2031-03-02", "2031-03-02", "2031-03-02"})); }
TEST(BadInput, ACircleWithoutDates) { expect_one_circle(circle({"", "", "", "", ""})); }
TEST(BadInput, ACircleWithDatesThatAreNone) { expect_one_circle(circle({"yesterday", "2031-13-45", "9999-99-99"})); }

TEST(BadInput, TwoAgenciesWithOneNameAndACopyOfEach) {
  std::vector<Doc> docs;
  for (unsigned i = 0; i < 4; ++i) {
    Doc d("d" + std::to_string(i), i < 2 ? "Union Wire" : i == 2 ? "The Alder" : "The Birch", "2031-03-02");
    for (unsigned k = 0; k < 3; ++k) d.block(sentence_of(50 * (i % 2) + k));
    if (i >= 2) d.agency("Union Wire");
    docs.push_back(d);
  }
  const auto m = reconcile(readings(docs));
  EXPECT_EQ(m.families, (std::vector<std::vector<std::uint32_t>>{{0, 2}, {1, 3}}));
}

TEST(BadInput, ACaseInWhichNothingCouldBeRead) {
  std::vector<Reading> blank(300);
  for (std::size_t i = 0; i < blank.size(); ++i) blank[i].document.id = "d" + std::to_string(i);
  const auto m = reconcile(blank);
  EXPECT_TRUE(m.claims.empty() && m.derived.empty() && m.relies.empty() && m.denials.empty());
}

TEST(Relies, WhatABodyPublishesAndWhatItsSpokesmanSays) {
  Doc board("d-board", "Harbour Rights Watch", "2031-03-02"), said("d-said", "The Alder", "2031-03-03"), leaflet("d-leaflet", "Ferry Workers’ Union", "2031-03-02"),
      cites("d-cites", "The Birch", "2031-03-03");
  board.block("We counted nineteen barges without lamps between the two Ostrel locks in the month of February alone.");
  leaflet.block("Our members will leave the barges at Ostrel unmanned until the lamps between the locks have been mended at last.");
  said.block("Harbour Rights Watch counted nineteen barges without lamps between the two locks in February.");
  cites.block("In the Ferry Workers’ Union’s leaflet members are asked to leave barges unmanned until the lamps are mended.");
  const auto m = reconcile(readings({board, said, leaflet, cites}));
  std::set<std::pair<std::uint32_t, std::int32_t>> got;
  for (const auto& e : m.relies) got.emplace(e.from, e.to);
  EXPECT_EQ(got, (std::set<std::pair<std::uint32_t, std::int32_t>>{{1, 0}, {3, 2}}));
}

TEST(Relies, AShortNameADayAndItsOwnEarlierReport) {
  Doc first("d-first", "The Alder Ledger", "2031-03-03"), second("d-second", "The Alder Ledger", "2031-03-05"), later("d-later", "The Birch", "2031-03-06"),
      own("d-own", "The Alder Ledger", "2031-03-08");
  first.block("Divers found the missing anchor of the barge Corvina under the northern pier at Ostrel.");
  second.block("The owner of the barge Corvina has sold two anchors since January, harbour papers show.");
  later.block("Two anchors of the Corvina had been sold since January, as the Ledger described.");
  own.block("The Alder Ledger reported last week that divers had found the missing anchor under the northern pier.");
  const auto m = reconcile(readings({first, second, later, own}));
  std::set<std::pair<std::uint32_t, std::int32_t>> got;
  for (const auto& e : m.relies) got.emplace(e.from, e.to);
  EXPECT_EQ(got, (std::set<std::pair<std::uint32_t, std::int32_t>>{{2, 1}, {3, 0}}));
}

}  // namespace
}  // namespace stemma::link_test
