// The 23 acceptance cases of the root count (Acceptance, by number), then those for groups, statements, corrections and bounds: a dozen lines
// of invented news each, counted by hand.
#include <gtest/gtest.h>

#include "said.h"

namespace stemma::link_test {
namespace {

// One proposition in several wordings, short enough that nobody has copied anybody.
const std::string told[] = {
    "soldiers closed the bridge at Ostrel to ambulances", "the bridge at Ostrel was closed to ambulances by soldiers",
    "ambulances found the Ostrel bridge closed by soldiers", "soldiers had closed Ostrel bridge to all ambulances",
    "at Ostrel the bridge stayed closed to ambulances, by order of soldiers"};
const std::string denied = "soldiers closed the Ostrel bridge to any ambulances";

/// Supporting, supporting unknown, denying, denying unknown of the claim that most members have, whatever the order of arrival.
void expect_counts(const std::vector<Doc>& docs, Independent want, const std::string& words = "ambulances") {
  shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& model) {
    const Claim* best = nullptr;
    for (const auto& c : model.claims) {
      bool about = false;
      for (const auto& m : c.members)
        for (const auto& s : list[m.attribution.document].attributions[m.attribution.attribution].content)
          about = about || slice(list[m.attribution.document].document, s).find(words) != std::string_view::npos;
      if (about && (best == nullptr || c.members.size() > best->members.size())) best = &c;
    }
    ASSERT_NE(best, nullptr);
    const auto& n = best->independent;
    EXPECT_EQ(std::tuple(n.supporting, n.supporting_unknown, n.denying, n.denying_unknown),
              std::tuple(want.supporting, want.supporting_unknown, want.denying, want.denying_unknown));
    for (const auto& r : best->roots) EXPECT_FALSE(r.why.empty()) << r.label;
    for (const auto& m : best->members) EXPECT_TRUE(m.side == Side::neutral || m.root >= 0);
  });
}

Doc relays(const std::string& name, const std::string& from, const std::string& content, const std::string& day = "2031-03-03") {
  Doc d = outlet(name, day);
  sentence(d, "The " + from, AgentKind::media, "reported that", content);
  return d;
}

const std::string wire_text =
    "The queue on the northern bank reached the old customs shed before noon, and drivers switched off their engines to save what fuel "
    "they had brought along from the depot.";

TEST(Acceptance, Case01WireAndCopiesRelayABroadcasterThatCitesAGroupMinistryAndSpokesmanDeny) {
  Doc radio = outlet("Harbour Radio", "2031-03-01");
  sentence(radio, "Six nurses", AgentKind::collective, "told the station that", told[0]);
  std::vector<Doc> docs{radio};
  for (const std::string name : {"Corvid Wire", "Plain Courier", "Moor Herald"}) {
    Doc d = outlet(name, name == "Corvid Wire" ? "2031-03-02" : "2031-03-03");
    if (name != "Corvid Wire") d.agency("The Corvid Wire");
    d.block(wire_text);
    const auto media = d.agent("Harbour Radio", AgentKind::media);
    d.block("Harbour Radio, citing six nurses, reported on Monday that " + told[1] + " while patients waited in the cold on either side.");
    d.says(media, "Harbour Radio", "reported", told[1]);
    d.link(SourceLink::Kind::citing, d.agent("six nurses", AgentKind::collective));
    docs.push_back(d);
  }
  Doc reply = outlet("Evening Post", "2031-03-04");
  const auto ministry = sentence(reply, "The Ministry of Works", AgentKind::government, "denied that", denied, Stance::denies);
  sentence(reply, "Anton Hale", AgentKind::person, "also denied that", "any ambulances met a closed Ostrel bridge", Stance::denies,
           "spokesman", ministry);
  docs.push_back(reply);
  expect_counts(docs, {1, 0, 1, 0});
}

TEST(Acceptance, Case02CircleOfThree) {
  expect_counts({relays("Alder", "Birch", told[0]), relays("Birch", "Cedar", told[1]), relays("Cedar", "Alder", told[2])}, {0, 1, 0, 0});
}

TEST(Acceptance, Case03CircleOfTwoOneAlsoHasAMayor) {
  Doc a = relays("Alder", "Birch", told[0]);
  sentence(a, "Mayor Ines Pell", AgentKind::person, "said", told[2], Stance::asserts, "mayor");
  expect_counts({a, relays("Birch", "Alder", told[1])}, {1, 0, 0, 0});
}

TEST(Acceptance, Case04TwoUnrelatedVagueMentionsOneCopied) {
  Doc a = outlet("Alder"), b = outlet("Birch"), c = outlet("Cedar", "2031-03-03");
  sentence(a, "Widespread reports", AgentKind::unnamed, "say", told[0], Stance::asserts, {}, -1, true);
  for (Doc* d : {&b, &c}) {
    d->block(wire_text);
    d->block("It is understood that " + told[1] + " and that the river patrol was told to keep away from both of its banks.");
    d->says(-1, "", "It is understood that", told[1]);
  }
  c.agency("The Birch");
  expect_counts({a, b, c}, {0, 2, 0, 0});
}

std::vector<Doc> withdrawn_pile(const std::string& source = "two people close to him", AgentKind kind = AgentKind::collective) {
  Doc flash = outlet("Alder", "2031-03-02T10:00:00Z"), copy = outlet("Birch", "2031-03-02T11:00:00Z");
  flash.title("Soldiers close Ostrel bridge to ambulances");
  copy.agency("The Alder");
  for (Doc* d : {&flash, &copy}) {
    d->block(wire_text);
    const auto who = d->agent(source, kind);
    d->block(told[0] + " on the orders of the district governor himself, " + source + " said on Sunday before noon.");
    d->says(who, source, "said", told[0]);
  }
  Doc kill("d-kill", "The Alder", "2031-03-02T12:00:00Z");
  kill.title("KILL: Ostrel flash")
      .kill_notice()
      .block("Editors: kill the flash headed \"Soldiers close Ostrel bridge to ambulances\". Do not use it.");
  return {flash, copy, kill};
}

TEST(Acceptance, Case05WithdrawnItemAndItsCopy) { expect_counts(withdrawn_pile(), {0, 1, 0, 0}); }

std::vector<Doc> with_mayor(std::vector<Doc> docs) {
  Doc other = outlet("Cedar", "2031-03-05");
  sentence(other, "Ines Pell", AgentKind::person, "said", told[2], Stance::asserts, "mayor");
  docs.push_back(other);
  return docs;
}
TEST(Acceptance, Case06WithdrawnItemAndTheMayorToldAnotherOutlet) {
  expect_counts(with_mayor(withdrawn_pile("Ines Pell", AgentKind::person)), {1, 0, 0, 0});
}
TEST(Roots, WithdrawnItemAndSomebodyElseToldAnotherOutlet) { expect_counts(with_mayor(withdrawn_pile()), {1, 1, 0, 0}); }

std::vector<Doc> two_sources(const std::string& one, const std::string& two, AgentKind kind) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  sentence(a, one, kind, "said", told[0]);
  sentence(b, two, kind, "said", told[1]);
  return {a, b};
}
TEST(Acceptance, Case07ADiplomatInTwoOutlets) { expect_counts(two_sources("A diplomat", "a diplomat", AgentKind::unnamed), {1, 0, 0, 0}); }
TEST(Acceptance, Case08ADiplomatAndAMedic) { expect_counts(two_sources("A diplomat", "A medic", AgentKind::unnamed), {2, 0, 0, 0}); }
TEST(Acceptance, Case09TwoOutletsEachInterviewedResidents) {
  expect_counts(two_sources("Residents", "Residents", AgentKind::collective), {2, 0, 0, 0});
}

TEST(Acceptance, Case10MinisterCapitalMinisterAgain) {
  Doc a = outlet("Alder"), b = outlet("Birch"), c = outlet("Cedar");
  for (Doc* d : {&a, &c}) {
    const auto ministry = d->agent("Ministry of Works", AgentKind::government);
    sentence(*d, "Ruben Tace", AgentKind::person, "said", told[d == &a ? 0 : 2], Stance::asserts, "Works Minister", ministry);
  }
  sentence(b, "Port Solen", AgentKind::government, "said", told[1]);
  Doc release("d-release", "Ministry of Works", "2031-03-01");
  release.block("The Ministry opens two roads.");
  Reading r = release.reading();
  Doc seat = outlet("Drum");
  seat.agent("Port Solen", AgentKind::government);
  const auto ministry = seat.agent("Ministry of Works", AgentKind::government);
  seat.block("The Ministry of Works in Port Solen said nothing about the ferries.");
  seat.says(ministry, "Ministry of Works", "said", "nothing about the ferries");
  expect_counts({a, b, c, seat}, {1, 0, 0, 0});
}

TEST(Acceptance, Case11BlanketDenialOfTwoClaimsAndASpokesmanOnOne) {
  Doc d = outlet("Alder");
  sentence(d, "The Harbour Guild", AgentKind::organisation, "alleged that", told[0], Stance::alleges);
  sentence(d, "The Harbour Guild", AgentKind::organisation, "alleged that", "customs officers burned forty crates of seed potatoes",
           Stance::alleges);
  const auto ministry = sentence(d, "The Ministry of Works", AgentKind::government, "denied", "all the allegations", Stance::denies);
  sentence(d, "Anton Hale", AgentKind::person, "denied that", denied, Stance::denies, "spokesman", ministry);
  expect_counts({d}, {1, 0, 1, 0});
  expect_counts({d}, {1, 0, 1, 0}, "potatoes");
}

/// Nobody here asserts what is denied: it was asked about. (What is asked about and met by nothing but a blanket denial is no claim yet.)
TEST(Acceptance, Case11WhereNobodyAssertsWhatIsDenied) {
  Doc d = outlet("Alder");
  sentence(d, "The Harbour Guild", AgentKind::organisation, "asked whether", told[0], Stance::asks);
  const auto ministry = sentence(d, "The Ministry of Works", AgentKind::government, "denied", "all the allegations", Stance::denies);
  sentence(d, "Anton Hale", AgentKind::person, "denied that", denied, Stance::denies, "spokesman", ministry);
  expect_counts({d}, {0, 0, 1, 0});
}

TEST(Acceptance, Case12CopyDropsItsAttribution) {
  Doc a = outlet("Alder"), b = outlet("Birch", "2031-03-03");
  b.agency("The Alder");
  const std::string claim = told[0] + " after a convoy of tankers had been waved through without any check of papers at all";
  a.block(wire_text).block(claim + ", police said.");
  a.says(a.agent("Ostrel police", AgentKind::organisation), "police", "said", claim);
  b.block(wire_text).block(claim + ".");
  b.says(-1, "", "", claim);
  expect_counts({a, b}, {1, 0, 0, 0});
}

TEST(Acceptance, Case13ReliesOnTheWireAndOwnCorrespondentConfirms) {
  Doc wire = outlet("Corvid Wire", "2031-03-01");
  sentence(wire, "A medic", AgentKind::unnamed, "said", told[0]);
  Doc d = relays("Alder", "Corvid Wire", told[1]);
  sentence(d, "Our correspondent", AgentKind::unnamed, "saw that", told[2], Stance::confirms);
  expect_counts({wire, d}, {2, 0, 0, 0});
}

TEST(Acceptance, Case14TwoCiteAnAgencyReportThatIsNotInThePile) {
  const std::vector<Doc> docs{relays("Alder", "Corvid Wire", told[0]), relays("Birch", "Corvid Wire", told[1])};
  expect_counts(docs, {1, 0, 0, 0});
  const auto model = reconcile(readings(docs));
  EXPECT_TRUE(model.claims.front().roots.front().not_seen);
}

TEST(Acceptance, Case15CircleAndAMedicElsewhere) {
  Doc c = outlet("Cedar");
  sentence(c, "A medic", AgentKind::unnamed, "said", told[2]);
  expect_counts({relays("Alder", "Birch", told[0]), relays("Birch", "Alder", told[1]), c}, {1, 1, 0, 0});
}

TEST(Acceptance, Case16LedeInOwnVoicePoliceNamedBelow) {
  Doc d = outlet("Alder");
  d.block(told[0] + ".");
  d.says(-1, "", "", told[0]);
  sentence(d, "Ostrel police", AgentKind::organisation, "said", told[1]);
  expect_counts({d}, {1, 0, 0, 0});
}

/// "The guild and the league said together", in an outlet that knows them apart; and somebody else's words in another.
void expect_joint(AgentKind together, const std::string& who, AgentKind kind, const std::string& cue) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  a.agent("Harbour Guild", AgentKind::organisation);
  a.agent("Nurses' League", AgentKind::organisation);
  sentence(a, "the Harbour Guild and the Nurses' League", together, "said together that", told[0]);
  sentence(b, who, kind, cue, told[1]);
  expect_counts({a, b}, {1, 0, 0, 0});
}
TEST(Acceptance, Case17JointStatementOnePartyRepeatsItAlone) { expect_joint(AgentKind::organisation, "The Harbour Guild", AgentKind::organisation, "said"); }
TEST(Roots, AJointStatementInATextThatDoesNotExplainWhoMadeIt) {
  expect_joint(AgentKind::collective, "the Harbour Guild and the Nurses' League", AgentKind::collective, "said together that");
}

TEST(Acceptance, Case18LeakedMemoSeenByTwoPapers) { expect_counts(two_sources("A leaked memo", "a leaked memo", AgentKind::document), {1, 0, 0, 0}); }

std::vector<Doc> paper_and_director(const std::string& paper) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  const auto body = a.agent("Rivers Agency", AgentKind::organisation);
  sentence(a, paper, AgentKind::document, "says", told[0], Stance::asserts, {}, body);
  const auto same = b.agent("Rivers Agency", AgentKind::organisation);
  sentence(b, "Olga Wren", AgentKind::person, "said", told[1], Stance::asserts, "director", same);
  return {a, b};
}
TEST(Acceptance, Case19ABodysReportAndItsDirector) { expect_counts(paper_and_director("The annual report"), {1, 0, 0, 0}); }
/// What a body writes for itself it has said to nobody.
TEST(Roots, AnInternalMemoIsNotItsBodySpeaking) { expect_counts(paper_and_director("An internal memo"), {2, 0, 0, 0}); }

/// That he has resigned is denied by his ministry and by him: he knows it at first hand.
TEST(Roots, WhoSpeaksOfHimselfIsNotFoldedIntoHisBody) {
  Doc a = outlet("Alder"), b = outlet("Birch"), c = outlet("Cedar");
  const std::string resigned = "Orm Tarling had resigned over the bridge at Ostrel and its ambulances";
  sentence(a, "Ines Pell", AgentKind::person, "said", resigned);
  const auto ministry = a.agent("Ministry of Works", AgentKind::government);
  a.mention(a.agent("Orm Tarling", AgentKind::person, "minister", ministry), "Orm Tarling");
  sentence(b, "Ministry of Works", AgentKind::government, "denied that", resigned, Stance::denies);
  const auto same = c.agent("Ministry of Works", AgentKind::government);
  sentence(c, "Orm Tarling", AgentKind::person, "denied that", "he had resigned over the bridge at Ostrel and its ambulances", Stance::denies, "minister", same);
  expect_counts({a, b, c}, {1, 0, 2, 0});
}

TEST(Acceptance, Case20PoliceAndMinistry) {
  expect_counts(two_sources("Ostrel Police", "The Ministry of Works", AgentKind::government), {2, 0, 0, 0});
}

std::vector<Doc> three_copies(bool last_names_it) {
  std::vector<Doc> docs;
  const std::string claim = told[0] + " after a convoy of tankers had been waved through without any check of papers at all";
  for (const std::string name : {"Alder", "Birch", "Cedar"}) {
    Doc d = outlet(name, name == "Alder" ? "2031-03-01" : name == "Birch" ? "2031-03-02" : "2031-03-03");
    const bool names = last_names_it && name == "Cedar";
    d.block(wire_text).block(claim + (names ? ", police said." : "."));
    if (names) d.says(d.agent("Ostrel police", AgentKind::organisation), "police", "said", claim);
    else d.says(-1, "", "", claim);
    docs.push_back(d);
  }
  return docs;
}
TEST(Acceptance, Case21ThreeCopiesWithoutAnySource) { expect_counts(three_copies(false), {1, 0, 0, 0}); }
TEST(Acceptance, Case22CopiesOfWhichOnlyTheLastNamesTheSource) { expect_counts(three_copies(true), {1, 0, 0, 0}); }

TEST(Acceptance, Case23RelayOfFourEndingInOneWitness) {
  Doc d = outlet("Drum", "2031-03-01");
  sentence(d, "Wanda Orr", AgentKind::person, "said", told[3]);
  const std::vector<Doc> docs{relays("Alder", "Birch", told[0], "2031-03-04"), relays("Birch", "Cedar", told[1], "2031-03-03"),
                              relays("Cedar", "Drum", told[2], "2031-03-02"), d};
  expect_counts(docs, {1, 0, 0, 0});
}

// Beyond the 23.

TEST(Roots, AMemberOfAGroupQuotedAlone) {
  Doc d = outlet("Alder");
  const auto group = sentence(d, "Nine former prisoners", AgentKind::collective, "said", told[0]);
  sentence(d, "one of them, a welder,", AgentKind::unnamed, "said", told[1], Stance::asserts, {}, group);
  sentence(d, "a former prisoner", AgentKind::unnamed, "said", told[2]);
  expect_counts({d}, {1, 0, 0, 0});
}

TEST(Roots, ASharedStatementIsOneOccasion) {
  const std::string speech =
      "soldiers closed the bridge at Ostrel to ambulances and I stood there with my own two hands in the cold water until we were let "
      "across";
  Doc a = outlet("Alder"), b = outlet("Birch");
  a.block("\"" + speech + ",\" a boatman told us by the ferry steps.");
  a.says(a.agent("a boatman", AgentKind::unnamed), "a boatman", "told us", speech);
  b.block("On Tuesday one witness was heard again: \"" + speech + "\".");
  b.says(b.agent("one witness", AgentKind::unnamed), "one witness", "was heard", speech);
  expect_counts({a, b}, {1, 0, 0, 0});
}

TEST(Roots, ACorrectionKeepsTheRootOfWhatItCorrects) {
  std::vector<Doc> docs;
  for (const bool corrected : {false, true}) {
    Doc d(corrected ? "d-2" : "d-1", "The Alder", corrected ? "2031-03-02" : "2031-03-01");
    d.block(wire_text);
    const std::string content = std::string("Soldiers closed ") + (corrected ? "13" : "31") +
                                " lanes of the bridge at Ostrel to ambulances in the course of one night";
    d.block(content + ", a senior officer of the harbour police said.");
    d.says(d.agent("a senior officer", AgentKind::unnamed), "a senior officer", "said", content);
    if (corrected) d.block("Correction: An earlier version gave the number of lanes as 31.", BlockKind::correction);
    docs.push_back(d);
  }
  expect_counts(docs, {1, 0, 0, 0});
  const auto model = reconcile(readings(docs));
  ASSERT_EQ(model.derived.size(), 1u);
  EXPECT_EQ(model.derived.front().how, How::correction);
}

TEST(Roots, UnnamedPeopleThatNothingTellsApartAreOneAtLeastAndTwoAtMost) {
  const auto model = reconcile(readings(two_sources("A diplomat", "a diplomat", AgentKind::unnamed)));
  ASSERT_EQ(model.claims.size(), 1u);
  EXPECT_EQ(model.claims.front().independent.supporting, 1u);
  EXPECT_EQ(model.claims.front().supporting_at_most, 2u);
}

TEST(Roots, AMemberOfAGroupThatAnotherOutletPassesOn) {
  Doc a = outlet("Alder"), b = relays("Birch", "Alder", told[1]);
  const auto group = sentence(a, "Nine former prisoners", AgentKind::collective, "said", told[0]);
  sentence(a, "one of them, a welder,", AgentKind::unnamed, "said", told[3], Stance::asserts, {}, group);
  expect_counts({a, b}, {1, 0, 0, 0});
}
/// "A person who said he had not spoken to the Alder told Birch": not one of those whom the Alder asked.
TEST(Roots, SomebodyWhoToldItToThisOutletIsNotOfTheReportThatItReliesOn) {
  const auto pile = [](bool told_here) {
    Doc a = outlet("Alder"), b = relays("Birch", "Alder", told[1]);
    sentence(a, "Three people at the bank", AgentKind::unnamed, "said", told[0]);
    sentence(b, "A person on the northern side", AgentKind::unnamed, "told Birch that", told[3]);
    if (told_here) b.link(SourceLink::Kind::told, b.agent("The Birch", AgentKind::media));
    return std::vector<Doc>{a, b};
  };
  expect_counts(pile(true), {2, 0, 0, 0});
  expect_counts(pile(false), {1, 0, 0, 0});
}
TEST(Roots, AGroupAndSomebodyWhoIsNotOfIt) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  sentence(a, "Nine former prisoners", AgentKind::collective, "said", told[0]);
  sentence(b, "Wanda Orr", AgentKind::person, "said", told[1]);
  expect_counts({a, b}, {2, 0, 0, 0});
}

const std::string letter =
    "I stood at the bridge at Ostrel when soldiers closed it to ambulances and my own brother lay in one of them, and I ask all of you who read "
    "this to tell us who gave that order and why we were made to wait in the cold until my hands had no feeling left in them";

/// A reprinted letter without marks is a statement: one occasion, whatever each paper calls the writer, and no copied report.
TEST(Roots, AReprintedLetterIsOneOccasion) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  for (Doc* d : {&a, &b}) {
    const std::string who = d == &a ? "a boatman" : "a man from Ostrel";
    d->block(letter + ".").block("So " + who + " wrote to the " + (d == &a ? "Alder this week." : "editor of the Birch, who has printed it in full."));
  }
  EXPECT_TRUE(reconcile(readings({a, b})).families.empty());
}

/// Two reporters print one quotation; one of them has a witness of her own besides.
TEST(Roots, ASharedStatementAndAWitnessOfOnesOwn) {
  const std::string speech = "soldiers closed the bridge at Ostrel to ambulances and whoever says otherwise has never slept beside a river in the spring of the year";
  Doc a = outlet("Alder"), b = outlet("Birch");
  for (Doc* d : {&a, &b}) {
    const auto who = d->agent("Ines Pell", AgentKind::person);
    d->block(d == &a ? "“" + speech + ",” Ines Pell said on the quay." : "On the quay Ines Pell said: “" + speech + "”.");
    d->says(who, "Ines Pell", "said", speech);
  }
  sentence(b, "A medic", AgentKind::unnamed, "said", told[2]);
  expect_counts({a, b}, {2, 0, 0, 0});
}

/// What the correction corrects was copied: the copy keeps the root as well, and adds none.
TEST(Roots, ACorrectionAndACopyOfWhatItCorrects) {
  std::vector<Doc> docs;
  for (const std::string name : {"first", "corrected", "copy"}) {
    Doc d("d-" + name, name == "copy" ? "The Birch" : "The Alder", name == "corrected" ? "2031-03-03" : name == "copy" ? "2031-03-02" : "2031-03-01");
    const std::string content = std::string("soldiers closed ") + (name == "corrected" ? "13" : "31") + " lanes of the bridge at Ostrel to ambulances in the course of one night";
    d.block(wire_text).block("A senior officer of the harbour police said " + content + ".");
    d.says(d.agent("A senior officer", AgentKind::unnamed), "A senior officer", "said", content);
    if (name == "corrected") d.block("Correction: An earlier version gave the number of lanes as 31.", BlockKind::correction);
    if (name == "copy") d.agency("The Alder");
    docs.push_back(d);
  }
  shuffled(docs, [&](const std::vector<Reading>&, const CaseModel& m) {
    std::set<std::string> roots;
    for (const auto& c : m.claims)
      for (const auto& r : c.roots)
        if (r.side == Side::supports) roots.insert(r.label);
    EXPECT_EQ(roots.size(), 1u);
    for (const auto& c : m.claims) EXPECT_LE(c.independent.supporting, 1u);
  });
}

TEST(Roots, ThreeDiplomatsAndAMedicAreTwoAtLeastAndFourAtMost) {
  auto docs = two_sources("A diplomat", "a diplomat", AgentKind::unnamed);
  Doc c = outlet("Cedar"), d = outlet("Drum");
  sentence(c, "A diplomat", AgentKind::unnamed, "said", told[2]);
  sentence(d, "A medic", AgentKind::unnamed, "said", told[3]);
  docs.push_back(c), docs.push_back(d);
  shuffled(docs, [&](const std::vector<Reading>&, const CaseModel& m) {
    ASSERT_EQ(m.claims.size(), 1u);
    EXPECT_EQ(m.claims.front().independent.supporting, 2u);
    EXPECT_EQ(m.claims.front().supporting_at_most, 4u);
  });
}

TEST(Roots, UnnamedDeniersAreOneAtLeastAndTwoAtMost) {
  std::vector<Doc> docs;
  for (const std::string name : {"Alder", "Birch", "Cedar"}) {
    Doc d = outlet(name);
    if (name == "Cedar") sentence(d, "Wanda Orr", AgentKind::person, "said", told[0]);
    else sentence(d, "A diplomat", AgentKind::unnamed, "denied that", name == "Alder" ? told[1] : told[3], Stance::denies);
    docs.push_back(d);
  }
  shuffled(docs, [&](const std::vector<Reading>&, const CaseModel& m) {
    ASSERT_EQ(m.claims.size(), 1u);
    EXPECT_EQ(m.claims.front().independent.denying, 1u);
    EXPECT_EQ(m.claims.front().denying_at_most, 2u);
    EXPECT_EQ(m.claims.front().supporting_at_most, 1u);
  });
}

TEST(Roots, NamedSpeakersLeaveNoDoubtBetweenAtLeastAndAtMost) {
  shuffled(two_sources("Ines Pell", "Ruben Tace", AgentKind::person), [&](const std::vector<Reading>&, const CaseModel& m) {
    ASSERT_EQ(m.claims.size(), 1u);
    EXPECT_EQ(m.claims.front().independent.supporting, 2u);
    EXPECT_EQ(m.claims.front().supporting_at_most, 2u);
  });
}

TEST(Roots, ASourceIsNoDenialOfItself) {
  Doc d = outlet("Alder");
  const auto who = sentence(d, "The Ministry of Works", AgentKind::government, "declined to comment on whether", told[0], Stance::doubts);
  EXPECT_GE(who, 0);
  const auto model = reconcile(readings({d}));
  EXPECT_TRUE(model.denials.empty());
}

}  // namespace
}  // namespace stemma::link_test
