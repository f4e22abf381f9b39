// Every union, fold and count has a reason in words and a place where they stand; and what a pile of nonsense gives.
#include <gtest/gtest.h>

#include <unistd.h>


#include "builder.h"
#include "gold_case.h"
#include "stemma/reader.h"
#include "walk.h"

namespace stemma::link_test {
namespace {

TEST(Reasons, OfTheExample) {
  const auto list = gold_readings(std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch");
  expect_all_reasons(list, reconcile(list));
}

std::vector<Reading> as_read(const std::filesystem::path& folder) {
  static const auto reader = Reader::create();
  Reader::Workspace space;
  std::vector<Reading> out;
  std::vector<std::filesystem::path> files;
  for (const auto& f : std::filesystem::recursive_directory_iterator(folder))
    if (f.is_regular_file() && f.path().extension() != ".json") files.push_back(f.path());
  std::sort(files.begin(), files.end());
  for (const auto& f : files)
    for (auto& r : reader->read_file(f.string(), space))
      if (r) out.push_back(std::move(*r));
  return out;
}

TEST(Reasons, OfTheExampleAsTheProgramReadsIt) {
  const auto list = as_read(std::filesystem::path(STEMMA_SOURCE_DIR) / "examples" / "brannoch" / "articles");
  ASSERT_GE(list.size(), 25u);
  expect_all_reasons(list, reconcile(list));
}

/// Of each invented family twice: with the gold's attributions, and as the program reads it.
TEST(Reasons, OfTheInventedFamilies) {
  std::size_t families = 0;
  for (const auto& f : std::filesystem::directory_iterator(std::filesystem::path(STEMMA_SOURCE_DIR) / "bench" / "sets" / "cases")) {
    if (f.path().extension() != ".json") continue;
    SCOPED_TRACE(f.path().stem().string());
    const auto folder = std::filesystem::temp_directory_path() / ("stemma-reasons-" + std::to_string(getpid())) / f.path().stem();
    write_invented(f.path().string(), folder);
    for (const auto& list : {gold_readings(folder.string()), as_read(folder / "articles")}) {
      ASSERT_GE(list.size(), 8u);
      expect_all_reasons(list, reconcile(list));
    }
    std::filesystem::remove_all(folder.parent_path());
    ++families;
  }
  EXPECT_GE(families, 8u);
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
  const auto m = reconcile(list);
  EXPECT_TRUE(m.derived.empty());
  EXPECT_TRUE(m.families.empty());
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

/// "SOURCE said CONTENT." behind paragraphs of its own.
Doc said(const std::string& id, const std::string& publisher, const std::string& day, unsigned seed, const std::string& source, const std::string& content) {
  Doc d(id, publisher, day);
  d.block(sentence_of(seed)).block(sentence_of(seed + 1)).block(source + " said " + content + ".");
  d.says(d.agent(source, AgentKind::person), source, "said", content);
  return d.block(sentence_of(seed + 2));
}
const std::string closed = "soldiers closed the bridge at Ostrel to ambulances on the night of the flood";

const Claim& largest(const CaseModel& m) {
  return *std::max_element(m.claims.begin(), m.claims.end(), [](const Claim& x, const Claim& y) { return x.members.size() < y.members.size(); });
}

/// As many as one matter may hold: some are cut off by their hash, and each part counts its one root.
TEST(BadInput, FiveThousandCopiesOfOnePage) {
  std::vector<Reading> list;
  for (unsigned i = 0; i < 5000; ++i) list.push_back(said("d" + std::to_string(i), "Outlet " + std::to_string(i % 700), "2031-03-02", 7, "Ines Pell", closed).reading());
  const auto m = reconcile(list);
  std::size_t placed = 0;
  for (const auto& f : m.families) placed += f.size();
  EXPECT_EQ(placed, list.size());
  std::size_t reported = 0;
  for (const auto& c : m.claims) {
    EXPECT_EQ(c.independent.supporting, 1u);
    EXPECT_EQ(c.independent.supporting_unknown, 0u);
    EXPECT_EQ(c.supporting_at_most, 1u);
    reported += c.reported_by;
  }
  EXPECT_EQ(reported, list.size());
}

TEST(BadInput, ADisclaimerThatTwoOutletsShare) {
  std::vector<Doc> docs;
  for (const std::string name : {"Alder", "Birch"}) {
    Doc d = said("d-" + name, "The " + name, "2031-03-02", name == "Alder" ? 1 : 11, name == "Alder" ? "Ines Pell" : "Ruben Tace",
                 name == "Alder" ? closed : "the bridge at Ostrel was closed to ambulances by soldiers that night");
    docs.push_back(d.block(disclaimer));
  }
  const auto m = reconcile(readings(docs));
  EXPECT_TRUE(m.families.empty());
  EXPECT_EQ(largest(m).independent.supporting, 2u);
}

TEST(BadInput, TwoPagesOfOneOutletAreNoFamilyForItsSubscriptionLine) {
  std::vector<Doc> docs;
  for (unsigned i = 0; i < 2; ++i) {
    Doc d("d" + std::to_string(i), "Harbour Times", "2031-03-02");
    docs.push_back(d.block(sentence_of(20 + 4 * i)).block(sentence_of(21 + 4 * i)).block(sentence_of(22 + 4 * i)).block(subscribe));
  }
  EXPECT_TRUE(reconcile(readings(docs)).families.empty());
}

/// Two papers print one transcript: one occasion of speaking, no copied report.
TEST(BadInput, AnAllQuotesTranscriptIsOneOccasion) {
  std::vector<Doc> docs;
  for (const std::string name : {"Alder", "Birch"}) {
    Doc d("t-" + name, "The " + name, "2031-03-02");
    const auto who = d.agent("Ines Pell", AgentKind::person);
    d.block("Ines Pell: “" + closed + "; we saw it from the customs shed and nobody would tell us who had given the order for it.”");
    d.says(who, "Ines Pell", "", closed, Stance::asserts);
    for (unsigned k = 0; k < 4; ++k) d.block("“" + sentence_of(k) + "”");
    docs.push_back(d);
  }
  shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& m) {
    expect_all_reasons(list, m);
    EXPECT_TRUE(m.families.empty());
    EXPECT_EQ(largest(m).independent.supporting, 1u);
    EXPECT_EQ(largest(m).supporting_at_most, 1u);
  });
}

/// Copies with a year too far, no day at all, and words for a date: one family, one root, whatever the dates say.
TEST(BadInput, CopiesWithWrongAndMissingDates) {
  std::vector<Doc> docs;
  for (const std::string day : {"2031-03-02", "9999-12-31", "", "soon", "0001-01-01", "2031-02-30"})
    docs.push_back(said("d" + std::to_string(docs.size()), "Outlet " + std::to_string(docs.size()), day, 7, "Ines Pell", closed));
  shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& m) {
    expect_all_reasons(list, m);
    ASSERT_EQ(m.families.size(), 1u);
    EXPECT_EQ(m.families.front().size(), docs.size());
    EXPECT_EQ(largest(m).independent.supporting, 1u);
    for (const auto& e : m.derived) {
      const bool doubted = std::any_of(e.why.begin(), e.why.end(), [](const Reason& w) { return w.text.starts_with("The texts do not show which came first"); });
      EXPECT_TRUE(doubted) << "a day alone shows no direction";
    }
  });
}

TEST(BadInput, TwoAgenciesWithOneNameAreTwoSources) {
  std::vector<Doc> docs;
  for (unsigned i = 0; i < 4; ++i) {
    Doc d = said("d" + std::to_string(i), i < 2 ? "Union Wire" : i == 2 ? "The Alder" : "The Birch", "2031-03-02", 40 + 10 * (i % 2), i % 2 ? "Ines Pell" : "Ruben Tace",
                 i % 2 ? closed : "the bridge at Ostrel was closed to ambulances by soldiers that night");
    if (i >= 2) d.agency("Union Wire");
    docs.push_back(d);
  }
  shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& m) {
    expect_all_reasons(list, m);
    EXPECT_EQ(m.families.size(), 2u);
    EXPECT_EQ(largest(m).independent.supporting, 2u);
  });
}

/// The notice comes two days later, on a day without an hour, or without any date.
TEST(BadInput, WithdrawnAfterItsCopies) {
  for (const std::string day : {"2031-03-04T12:00:00Z", "2031-03-02", ""}) {
    std::vector<Doc> docs;
    for (const std::string name : {"Alder", "Birch", "Cedar"}) {
      Doc d("d-" + name, "The " + name, "2031-03-02T10:00:00Z");
      d.title("Soldiers close Ostrel bridge to ambulances").block(sentence_of(1)).block(sentence_of(2)).block("Two people close to him said " + closed + ".");
      d.says(d.agent("Two people close to him", AgentKind::collective), "Two people close to him", "said", closed);
      if (name != "Alder") d.agency("The Alder");
      docs.push_back(d);
    }
    Doc kill("d-kill", "The Alder", day);
    kill.title("KILL: Ostrel flash").kill_notice().block("Editors: kill the item headed \"Soldiers close Ostrel bridge to ambulances\". Do not use it.");
    docs.push_back(kill);
    shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& m) {
      expect_all_reasons(list, m);
      ASSERT_FALSE(m.claims.empty());
      EXPECT_EQ(std::pair(largest(m).independent.supporting, largest(m).independent.supporting_unknown), std::pair(0u, 1u)) << "dated " << day;
      for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(m.withdrawn[i], list[i].document.id == "d-Alder") << list[i].document.id;
    });
  }
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
