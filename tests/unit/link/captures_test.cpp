// Captures of one page, what they changed, and parents that nobody has put into the pile.
#include <gtest/gtest.h>


#include "builder.h"
#include "dump.h"
#include "link/captures.h"

namespace stemma::link_test {
namespace {

const std::string filler[] = {
    "The ferry from Solen missed its second crossing when a winch failed, and forty cars waited on the ramp until the tide had turned.",
    "Harbour staff told councillors that the winch had been inspected in April and that no fault had then been written down.",
    "A spare part is on its way from a yard up the coast, where the last ship of the same class was broken up eleven years ago.",
    "Passengers were given soup and blankets in the customs hall, and a choir on its way home sang for them until the lamps were put out."};

/// A capture of the Moor Herald's page on the fire. `at`: when it was captured; may be empty.
Doc capture(const std::string& id, const std::string& at) {
  Doc d(id, "The Moor Herald", "2031-05-06");
  d.url("https://moor.example/news/fire").title("Fire at the winch house of Solen");
  if (!at.empty()) d.captured(at);
  for (const auto& f : filler) d.block(f);
  return d;
}
void police_say(Doc& d, const std::string& words, double n) {
  const auto who = d.agent("Solen police", AgentKind::government);
  d.block("Solen police said " + words + " in the fire at the winch house.");
  d.says(who, "Solen police", "said", words);
  if (n > 0) d.counts(std::to_string(static_cast<int>(n)), n, "killed");
}

const SayingEdit* edit(const CaptureEdit& e, EditKind kind) {
  for (const auto& s : e.sayings)
    if (s.kind == kind) return &s;
  return nullptr;
}

void expect_shown(const std::vector<Reading>& list, const CaptureEdit& e) {
  EXPECT_FALSE(e.why.empty());
  for (const auto& s : e.sayings) {
    ASSERT_FALSE(s.why.empty());
    for (const auto& w : s.why) {
      EXPECT_FALSE(w.text.empty());
      EXPECT_FALSE(slice(list[w.document].document, w.span).empty());
    }
  }
}

TEST(Captures, ANumberChangedQuietlyIsOneReportAndOneRoot) {
  Doc first = capture("v1", "2031-05-06T10:00:00Z"), second = capture("v2", "2031-05-06T18:00:00Z");
  police_say(first, "that 17 people had died", 17);
  police_say(second, "that 12 people had died", 12);
  shuffled({first, second}, [&](const std::vector<Reading>& list, const CaseModel& m) {
    ASSERT_EQ(m.captures.size(), 1u);
    EXPECT_EQ(list[m.captures[0][0]].document.id, "v1");
    ASSERT_EQ(m.edits.size(), 1u);
    const auto& e = m.edits[0];
    EXPECT_TRUE(e.dated);
    EXPECT_TRUE(e.notice.empty());
    expect_shown(list, e);
    const auto* number = edit(e, EditKind::number);
    ASSERT_NE(number, nullptr);
    ASSERT_EQ(number->why.size(), 2u);
    EXPECT_EQ(slice(list[number->why[0].document].document, number->why[0].span), "17");
    EXPECT_EQ(slice(list[number->why[1].document].document, number->why[1].span), "12");
    ASSERT_FALSE(number->claims.empty());
    for (const auto c : number->claims) {
      EXPECT_EQ(m.claims[c].reported_by, 1u);
      EXPECT_EQ(m.claims[c].independent.supporting, 1u);
    }
  });
}

TEST(Captures, ACorrectionSaysSo) {
  Doc first = capture("v1", "2031-05-06T10:00:00Z"), second = capture("v2", "2031-05-06T18:00:00Z");
  police_say(first, "that 17 people had died", 17);
  police_say(second, "that 12 people had died", 12);
  second.block("Correction: an earlier version of this report gave another number of dead.", BlockKind::correction);
  const auto m = reconcile(readings({first, second}));
  ASSERT_EQ(m.edits.size(), 1u);
  EXPECT_TRUE(m.edits[0].corrects);
  EXPECT_FALSE(m.edits[0].notice.empty());
  ASSERT_EQ(m.derived.size(), 1u);
  EXPECT_EQ(m.derived[0].how, How::correction);
  EXPECT_EQ(m.derived[0].child, 1u);
}

TEST(Captures, WhatIsGoneStaysVisibleAsDropped) {
  Doc first = capture("v1", "2031-05-06T10:00:00Z"), second = capture("v2", "2031-05-06T18:00:00Z"), other("o", "The Plain Courier", "2031-05-07");
  const std::string told = "that the night watchman had been drinking";
  police_say(first, told, 0);
  const auto who = other.agent("Solen police", AgentKind::government);
  other.block("According to Solen police the night watchman had been drinking before the alarm.");
  other.says(who, "Solen police", "According to", "the night watchman had been drinking");
  shuffled({first, second, other}, [&](const std::vector<Reading>& list, const CaseModel& m) {
    ASSERT_EQ(m.edits.size(), 1u);
    const auto* gone = edit(m.edits[0], EditKind::dropped);
    ASSERT_NE(gone, nullptr);
    ASSERT_EQ(gone->claims.size(), 1u);
    const Claim& c = m.claims[gone->claims[0]];
    EXPECT_EQ(c.reported_by, 2u);
    EXPECT_EQ(c.dropped_by, 1u);
    EXPECT_EQ(c.independent.supporting, 1u);
    bool said = false;
    for (const auto& x : c.members)
      for (const auto& w : x.why) said = said || w.text.find("no longer says it") != std::string::npos;
    EXPECT_TRUE(said);
    (void)list;
  });
}

TEST(Captures, HedgeSpeakerAndWhatIsNew) {
  Doc first = capture("v1", "2031-05-06T10:00:00Z"), second = capture("v2", "2031-05-06T18:00:00Z");
  const auto police = first.agent("Solen police", AgentKind::government);
  first.block("Solen police said the boiler of the winch house had burst before dawn on Tuesday.");
  first.says(police, "Solen police", "said", "the boiler of the winch house had burst before dawn on Tuesday");
  first.block("Solen police said a cable had been cut with a saw near the lower gate.");
  first.says(police, "Solen police", "said", "a cable had been cut with a saw near the lower gate");
  const auto owner = second.agent("Orme Shipping", AgentKind::organisation), police2 = second.agent("Solen police", AgentKind::government);
  second.block("Orme Shipping said the boiler of the winch house had burst before dawn on Tuesday.");
  second.says(owner, "Orme Shipping", "said", "the boiler of the winch house had burst before dawn on Tuesday");
  second.block("Solen police said a cable may have been cut with a saw near the lower gate.");
  second.says(police2, "Solen police", "said", "a cable may have been cut with a saw near the lower gate");
  second.block("Solen police said two mechanics from the yard were being questioned.");
  second.says(police2, "Solen police", "said", "two mechanics from the yard were being questioned");
  const auto list = readings({first, second});
  const auto m = reconcile(list);
  ASSERT_EQ(m.edits.size(), 1u);
  expect_shown(list, m.edits[0]);
  EXPECT_NE(edit(m.edits[0], EditKind::speaker), nullptr);
  ASSERT_NE(edit(m.edits[0], EditKind::hedge), nullptr);
  EXPECT_EQ(slice(list[1].document, edit(m.edits[0], EditKind::hedge)->why[1].span), "may");
  ASSERT_NE(edit(m.edits[0], EditKind::added), nullptr);
  EXPECT_EQ(edit(m.edits[0], EditKind::added)->after, 2);
  // The boiler rests on the newer capture's speaker alone.
  for (const auto& c : m.claims)
    if (c.label.find("boiler") != std::string::npos) {
      EXPECT_EQ(c.independent.supporting, 1u);
    }
}

TEST(Captures, IdenticalOnesAreOneReportWithoutAnEdit) {
  Doc first = capture("v1", ""), second = capture("v2", "");
  police_say(first, "that 17 people had died", 17);
  police_say(second, "that 17 people had died", 17);
  auto list = readings({first, second});
  list[1].document.sha256 = "another";
  const auto m = reconcile(list);
  EXPECT_EQ(m.captures.size(), 1u);
  EXPECT_TRUE(m.edits.empty());
  for (const auto& c : m.claims) EXPECT_EQ(c.reported_by, 1u);
}

TEST(Captures, WithoutDatesTheirOrderIsADoubt) {
  Doc first = capture("v1", ""), second = capture("v2", "");
  police_say(first, "that 17 people had died", 17);
  police_say(second, "that 12 people had died", 12);
  const auto m = reconcile(readings({first, second}));
  ASSERT_EQ(m.edits.size(), 1u);
  EXPECT_FALSE(m.edits[0].dated);
}

TEST(Captures, AnAddressUsedForAnotherStoryIsNoEdit) {
  Doc first = capture("v1", "2031-05-06T10:00:00Z"), second("v2", "The Moor Herald", "2031-05-09");
  second.url("https://moor.example/news/fire").captured("2031-05-09T10:00:00Z").title("Cherries sold out at the evening market");
  second.block("Growers from the upper valley sold all of nine tonnes of cherries within two hours on the quay of the old harbour.");
  const auto m = reconcile(readings({first, second}));
  EXPECT_TRUE(m.captures.empty());
  EXPECT_TRUE(m.edits.empty());
}

TEST(Captures, TheAddressOfAnotherOutletsPageMakesNoCapture) {
  Doc first = capture("v1", "2031-05-06T10:00:00Z"), copy = capture("v2", "2031-05-06T18:00:00Z");
  auto list = readings({first, copy});
  list[1].document.publisher = {"The Plain Courier", "test"};
  EXPECT_TRUE(reconcile(list).captures.empty());
}

TEST(Captures, WithoutAnAddressOneHeadlineAndNearlyOneText) {
  Doc first = capture("v1", ""), second = capture("v2", "");
  first.url(""), second.url("").modified("2031-05-06T18:00:00Z");
  second.block("Nobody was hurt when the roof of the winch house came down at noon.");
  const auto m = reconcile(readings({first, second}));
  EXPECT_EQ(m.captures.size(), 1u);
  ASSERT_EQ(m.edits.size(), 1u);
  EXPECT_EQ(m.edits[0].sentences.size(), 1u);
  EXPECT_EQ(m.edits[0].sentences[0].kind, EditKind::added);
}

TEST(Captures, FiveHundredOfOneAddress) {
  std::vector<Doc> docs;
  for (int i = 0; i < 500; ++i) {
    char at[32];
    std::snprintf(at, sizeof at, "2031-05-%02dT%02d:%02d:00Z", 6 + i / 96, i / 4 % 24, i % 4 * 15);
    Doc d = capture("v" + std::to_string(i), at);
    police_say(d, "that " + std::to_string(17 + i) + " people had died", 17 + i);
    docs.push_back(d);
  }
  const auto list = readings(docs);
  const auto m = reconcile(list);
  ASSERT_EQ(m.captures.size(), 1u);
  EXPECT_EQ(m.captures[0].size(), 500u);
  EXPECT_EQ(m.edits.size(), 499u);
  for (std::size_t i = 1; i < 500; ++i) EXPECT_EQ(m.captures[0][i], i);
  for (const auto& e : m.derived) EXPECT_EQ(e.parent + 1, e.child);
}

TEST(Captures, AddressesAreComparedWithoutWhatDoesNotMatter) {
  using link::address_key;
  EXPECT_EQ(address_key("https://www.moor.example/a/?utm_source=x&id=7#top"), address_key("http://moor.example/a?id=7"));
  EXPECT_NE(address_key("https://moor.example/a?id=7"), address_key("https://moor.example/a?id=8"));
  EXPECT_EQ(address_key("https://moor.example/"), "moor.example");
  EXPECT_EQ(address_key(""), "");
}

/// A report that prints an agency's text, with a paragraph of its own.
Doc prints(const std::string& outlet, const std::string& day, const std::string& agency, std::vector<int> which, const std::string& own) {
  Doc d("d-" + outlet, "The " + outlet, day);
  if (!agency.empty()) d.agency(agency);
  for (const int i : which) d.block(filler[i]);
  d.block(own);
  return d;
}

TEST(Absent, TwoPapersThatCreditAnAgencyHangFromItsText) {
  const auto a = prints("Alder", "2031-05-06", "Corvid Wire", {0, 1, 2}, "The Alder's own readers wrote in about the price of tickets.");
  const auto b = prints("Birch", "2031-05-07", "Corvid Wire", {0, 1, 3}, "Another quay is planned for the summer after next, the Birch has learned.");
  const auto c = prints("Cedar", "2031-05-07", "Corvid Wire", {2, 3}, "Cedar County has no ferry of its own and has never asked for one.");
  shuffled({a, b, c}, [&](const std::vector<Reading>& list, const CaseModel& m) {
    ASSERT_EQ(m.absent.size(), 1u);
    const AbsentText& t = m.absent[0];
    EXPECT_EQ(t.issuer, "Corvid Wire");
    EXPECT_EQ(t.children.size(), 3u);
    EXPECT_EQ(t.no_later, "2031-05-06");
    std::uint32_t words = 0;
    for (const auto& h : t.held) words += h.words;
    EXPECT_GE(words, 80u);
    ASSERT_FALSE(t.why.empty());
    EXPECT_FALSE(slice(list[t.why.back().document].document, t.why.back().span).empty());
    EXPECT_EQ(m.families.size(), 1u);
  });
}

TEST(Absent, AnAgencyWhoseTextIsThereIsNoVirtualParent) {
  Doc wire("wire", "Corvid Wire", "2031-05-06T08:00:00Z");
  for (const auto& f : filler) wire.block(f);
  const auto a = prints("Alder", "2031-05-06", "Corvid Wire", {0, 1, 2}, "The Alder's own readers wrote in about the price of tickets.");
  const auto b = prints("Birch", "2031-05-07", "CW", {0, 1, 3}, "Another quay is planned for the summer after next, the Birch has learned.");
  const auto c = prints("Cedar", "2031-05-07", "CW", {0, 1, 2}, "Cedar County has no ferry of its own and has never asked for one.");
  EXPECT_TRUE(reconcile(readings({wire, a, b, c})).absent.empty());
  EXPECT_TRUE(reconcile(readings({a, b})).absent.empty());  // each credits another
}

/// The same claim in the outlet's own voice, in two paragraphs of the agency of which each paper has another: one root, the agency's.
TEST(Absent, ItsOwnWordIsOneRoot) {
  const std::string first = "The bridge at Ostrel was closed to all ambulances by soldiers before noon, and drivers switched off their engines there.";
  const std::string second = "Soldiers kept the Ostrel bridge closed to ambulances until the evening, and a queue of carts reached the old customs shed.";
  std::vector<Doc> docs;
  for (const std::string name : {"Alder", "Birch", "Cedar", "Damson"}) {
    Doc d("d-" + name, "The " + name, "2031-05-06");
    d.agency("Corvid Wire").block(filler[0]).block(filler[1]);
    const bool late = name == "Cedar" || name == "Damson";
    d.block(late ? second : first);
    if (late) d.says(-1, "", "", "Soldiers kept the Ostrel bridge closed to ambulances");
    else d.says(-1, "", "", "The bridge at Ostrel was closed to all ambulances by soldiers");
    docs.push_back(d);
  }
  shuffled(docs, [&](const std::vector<Reading>&, const CaseModel& m) {
    ASSERT_EQ(m.absent.size(), 1u);
    ASSERT_EQ(m.claims.size(), 1u);
    EXPECT_EQ(m.claims[0].reported_by, 4u);
    EXPECT_EQ(m.claims[0].independent.supporting, 1u);
    ASSERT_EQ(m.claims[0].roots.size(), 1u);
    EXPECT_TRUE(m.claims[0].roots[0].not_seen);
    EXPECT_NE(m.claims[0].roots[0].label.find("Corvid Wire"), std::string::npos);
  });
}

/// Two papers with the same quotations and figures in the same order, in other words; each says one thing in its own voice.
std::vector<Doc> retold(bool same_order) {
  const std::vector<std::pair<std::string, double>> numbers = {{"4,251", 4251}, {"137", 137}, {"12.7", 12.7}};
  const std::vector<std::string> facts = {"\"not one lamp was lit\"", "4,251 crates", "\"the gate stood open all night\"", "137 barges", "\"we heard the chain go\"", "12.7 tonnes"};
  const char* ways[2][6] = {{"A guard called it simple: ", "Inside lay ", "The miller swore that ", "Upstream waited ", "His wife added: ", "The cargo came to "},
                            {"Asked on Friday the watch said ", "Customs men later found ", "At the mill one heard that ", "A clerk had written down ", "She then told us ", "On the scale it was "}};
  std::vector<Doc> docs;
  for (int k = 0; k < 2; ++k) {
    Doc d(k == 0 ? "a" : "b", k == 0 ? "The Alder" : "The Birch", k == 0 ? "2031-05-06" : "2031-05-07");
    for (int i = 0; i < 6; ++i) {
      const int f = k == 1 && !same_order ? 5 - i : i;
      d.block(std::string(ways[k][i]) + facts[static_cast<std::size_t>(f)] + (k == 0 ? " that day." : " by then."));
      for (const auto& [words, n] : numbers)
        if (facts[static_cast<std::size_t>(f)].starts_with(words)) d.counts(words, n, "thing").unit.clear();
    }
    const std::string told = k == 0 ? "soldiers closed the bridge at Ostrel to ambulances" : "the bridge at Ostrel was closed to ambulances by soldiers";
    d.block("On Sunday " + told + ".");
    d.says(-1, "", "", told);
    docs.push_back(d);
  }
  return docs;
}

TEST(Hints, TheSameQuotationsInTheSameOrderAreAHintAndNoFold) {
  shuffled(retold(true), [&](const std::vector<Reading>& list, const CaseModel& m) {
    EXPECT_TRUE(m.derived.empty());
    ASSERT_EQ(m.hints.size(), 1u);
    EXPECT_TRUE(m.hints[0].strong);
    for (const auto& w : m.hints[0].why) EXPECT_FALSE(w.text.empty() || slice(list[w.document].document, w.span).empty());
    ASSERT_EQ(m.claims.size(), 1u);
    const Claim& c = m.claims[0];
    EXPECT_EQ(c.independent.supporting, 2u);
    EXPECT_EQ(c.supporting_at_least, 1u);
    ASSERT_EQ(c.may_be_one.size(), 1u);
    EXPECT_FALSE(c.may_be_one[0].why.text.empty());
  });
}

TEST(Hints, AnotherOrderIsOneKindOfEvidenceLess) {
  const auto m = reconcile(readings(retold(false)));
  ASSERT_EQ(m.hints.size(), 1u);
  EXPECT_FALSE(m.hints[0].strong);
}

TEST(Hints, WhoNamesTheOtherIsNoHint) {
  auto docs = retold(true);
  docs[1].block("The Alder reported that soldiers closed the bridge at Ostrel to ambulances.");
  docs[1].says(docs[1].agent("The Alder", AgentKind::media), "The Alder", "reported that", "soldiers closed the bridge at Ostrel to ambulances");
  EXPECT_TRUE(reconcile(readings(docs)).hints.empty());
}

/// Five outlets on somebody of whom the first and the last print `odd` and the others `name`.
std::vector<Doc> spelt(const std::string& odd, const std::string& name, const std::string& last_day = "2031-05-06") {
  std::vector<Doc> docs;
  const char* sentences[] = {"At noon the clerk %s locked the office.", "They saw %s at the market again.", "Everybody knows %s since the flood.", "His sister wrote to %s twice.",
                             "The mayor has praised %s for it."};
  for (int i = 0; i < 5; ++i) {
    Doc d("d" + std::to_string(i), "Outlet " + std::to_string(i), i == 4 ? last_day : "2031-05-06");
    std::string s = sentences[i];
    s.replace(s.find("%s"), 2, i % 4 == 0 ? odd : name);
    docs.push_back(d.block(s));
  }
  return docs;
}

TEST(Hints, ANameMisspeltAlike) {
  const auto m = reconcile(readings(spelt("Edwin Gorring", "Edwin Goring")));
  ASSERT_EQ(m.hints.size(), 1u);
  EXPECT_EQ(std::pair(m.hints[0].a, m.hints[0].b), std::pair(0u, 4u));
}

TEST(Hints, AWordThatManyPrintIsNoMisspelling) {
  EXPECT_TRUE(reconcile(readings(spelt("Edwin Iceland", "Edwin Ireland"))).hints.empty());
  EXPECT_TRUE(reconcile(readings(spelt("Edwin Gorring", "Edwin Goring", "2033-05-06"))).hints.empty());  // two years later
}

}  // namespace
}  // namespace stemma::link_test
