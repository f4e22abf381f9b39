// Who is the same across documents, who stays apart, and what is left open.
#include <gtest/gtest.h>

#include <map>

#include "builder.h"
#include "link/agents.h"
#include "link/bodies.h"
#include "link/described.h"

namespace stemma::link_test {
namespace {

const CaseAgent& of(const CaseModel& m, std::uint32_t document, std::int32_t agent) {
  return m.agents[static_cast<std::size_t>(m.agent_of[document][static_cast<std::size_t>(agent)])];
}
bool same(const CaseModel& m, std::uint32_t d, std::int32_t a, std::uint32_t e, std::int32_t b) {
  return m.agent_of[d][static_cast<std::size_t>(a)] == m.agent_of[e][static_cast<std::size_t>(b)];
}

/// A text on one matter: the names that it shares with the others tie it to them.
Doc text(const std::string& id, const std::string& publisher, const std::string& words) {
  Doc d(id, publisher, "2031-05-0" + id.substr(id.size() - 1));
  d.block("It was quiet in Ardmoor near Lethen Bridge.");
  d.block(words);
  return d;
}

/// The model of the documents in the order given; whatever their order, the unions are the same and each has its reason.
CaseModel model(const std::vector<Doc>& docs) {
  const auto first = reconcile(readings(docs));
  shuffled(docs, [&](const std::vector<Reading>& list, const CaseModel& m) {
    std::map<std::string, std::size_t> place;
    for (std::size_t d = 0; d < list.size(); ++d) place[list[d].document.id] = d;
    const auto original = readings(docs);
    for (std::size_t d = 0; d < original.size(); ++d) {
      const auto e = place[original[d].document.id];
      for (std::size_t i = 0; i < original[d].agents.size(); ++i)
        EXPECT_EQ(of(first, static_cast<std::uint32_t>(d), static_cast<std::int32_t>(i)).id, of(m, static_cast<std::uint32_t>(e), static_cast<std::int32_t>(i)).id);
    }
    for (const auto& a : m.agents) {
      EXPECT_GE(a.why.size() + 1, a.mentions.size()) << a.name;
      for (const auto& why : a.why) {
        EXPECT_FALSE(why.text.empty());
        EXPECT_FALSE(why.span.empty()) << a.name << ": " << why.text;
      }
    }
  });
  return first;
}

TEST(Agents, WhomNothingTellsApart) {
  std::uint32_t document = 0;
  const auto agent = [&](std::string name, AgentKind kind) {
    CaseAgent a;
    a.name = std::move(name);
    a.kind = kind;
    a.mentions.push_back({document++, 0});
    return a;
  };
  const std::vector<CaseAgent> all = {agent("Jeff Orlec", AgentKind::person), agent("Orlec", AgentKind::person),        agent("a driver", AgentKind::unnamed), agent("the driver", AgentKind::unnamed),
                                      agent("drivers", AgentKind::collective), agent("Senate Liberals", AgentKind::government), agent("House Liberals", AgentKind::government)};
  EXPECT_EQ(link::indistinct(all), (std::vector<std::uint32_t>{0, 0, 2, 2, 4, 5, 6}));
  const std::vector<CaseAgent> namesakes = {agent("Jeff Orlec", AgentKind::person), agent("Mara Orlec", AgentKind::person), agent("Orlec", AgentKind::person), agent("nobody", AgentKind::unnamed), agent("nobody", AgentKind::unnamed)};
  EXPECT_EQ(link::indistinct(namesakes), (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
}

TEST(Agents, FullNamesAreOneWhateverStandsBeforeOrBetween) {
  auto a = text("d1", "The Lantern", "Judge Ines B. Pell said it was so.");
  a.says(a.agent("Ines B. Pell", AgentKind::person, "judge"), "Ines B. Pell", "said", "it was so");
  auto b = text("d2", "The Star", "Ines Pell said it was true.");
  b.says(b.agent("Ines Pell", AgentKind::person), "Ines Pell", "said", "it was true");
  EXPECT_TRUE(same(model({a, b}), 0, 0, 1, 0));
}

TEST(Agents, HeAndSheOfOneNameAreTwo) {
  auto a = text("d1", "The Lantern", "Mr Kim Roe said it was so.");
  a.says(a.agent("Mr Kim Roe", AgentKind::person), "Mr Kim Roe", "said", "it was so");
  auto b = text("d2", "The Star", "Ms Kim Roe said it was true.");
  b.says(b.agent("Ms Kim Roe", AgentKind::person), "Ms Kim Roe", "said", "it was true");
  EXPECT_FALSE(same(model({a, b}), 0, 0, 1, 0));
}

TEST(Agents, SurnameIsItsOnlyBearerInTheMatter) {
  auto a = text("d1", "The Lantern", "Tomas Orlec said it was so.");
  a.says(a.agent("Tomas Orlec", AgentKind::person), "Tomas Orlec", "said", "it was so");
  auto b = text("d2", "The Star", "Orlec said it was true.");
  b.says(b.agent("Orlec", AgentKind::person), "Orlec", "said", "it was true");
  EXPECT_TRUE(same(model({a, b}), 0, 0, 1, 0));
}

TEST(Agents, SurnameOfTwoStaysOpenBetweenThem) {
  auto a = text("d1", "The Lantern", "Tomas Orlec said it was so.");
  a.says(a.agent("Tomas Orlec", AgentKind::person), "Tomas Orlec", "said", "it was so");
  auto b = text("d2", "The Star", "Edda Orlec said it was true.");
  b.says(b.agent("Edda Orlec", AgentKind::person), "Edda Orlec", "said", "it was true");
  auto c = text("d3", "The Post", "Orlec said it was false.");
  c.says(c.agent("Orlec", AgentKind::person), "Orlec", "said", "it was false");
  const auto m = model({a, b, c});
  EXPECT_FALSE(same(m, 0, 0, 2, 0));
  EXPECT_FALSE(same(m, 1, 0, 2, 0));
  EXPECT_EQ(of(m, 2, 0).candidates.size(), 2u);
}

TEST(Agents, SurnameInAnotherMatterStaysApart) {
  auto a = text("d1", "The Lantern", "Tomas Orlec said it was so.");
  a.says(a.agent("Tomas Orlec", AgentKind::person), "Tomas Orlec", "said", "it was so");
  Doc b("d2", "The Star", "2031-05-02");
  b.block("The match in Port Vell was lost.").block("Orlec said it was true.");
  b.says(b.agent("Orlec", AgentKind::person), "Orlec", "said", "it was true");
  const auto m = model({a, b});
  EXPECT_FALSE(same(m, 0, 0, 1, 0));
  EXPECT_EQ(of(m, 1, 0).candidates.size(), 1u);
}

TEST(Agents, OfficesAreOneInAnyOrderOfWordsAndSpelling) {
  auto a = text("d1", "The Lantern", "The Civil Defence Service said it was so.");
  a.says(a.agent("Civil Defence Service", AgentKind::organisation), "Civil Defence Service", "said", "it was so");
  auto b = text("d2", "The Star", "The Service of Civil Defense said it was true.");
  b.says(b.agent("Service of Civil Defense", AgentKind::organisation), "Service of Civil Defense", "said", "it was true");
  EXPECT_TRUE(same(model({a, b}), 0, 0, 1, 0));
}

TEST(Agents, ForeignMinistriesOfTwoCountriesAreTwo) {
  auto a = text("d1", "The Lantern", "The Chinese foreign ministry said it was so.");
  a.says(a.agent("Chinese foreign ministry", AgentKind::government), "Chinese foreign ministry", "said", "it was so");
  auto b = text("d2", "The Star", "The Foreign Ministry of China said it was true. Japan's Foreign Ministry said it was false.");
  b.says(b.agent("Foreign Ministry of China", AgentKind::government), "Foreign Ministry of China", "said", "it was true");
  const auto japan = b.agent("Japan", AgentKind::government);
  b.says(b.agent("Foreign Ministry", AgentKind::government, "", japan), "Japan's Foreign Ministry", "said", "it was false");
  auto c = text("d3", "The Post", "The Foreign Ministry said nothing was known.");
  c.says(c.agent("Foreign Ministry", AgentKind::government), "Foreign Ministry", "said", "nothing was known");
  const auto m = model({a, b, c});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 0, 1, 2));
  EXPECT_EQ(of(m, 2, 0).candidates.size(), 2u);
}

TEST(Agents, CapitalThatSpeaksIsItsGovernment) {
  auto a = text("d1", "The Lantern", "Beijing said it was so.");
  a.says(a.agent("Beijing", AgentKind::government), "Beijing", "said", "it was so");
  auto b = text("d2", "The Star", "The Chinese government said it was true.");
  b.says(b.agent("Chinese government", AgentKind::government), "Chinese government", "said", "it was true");
  EXPECT_TRUE(same(model({a, b}), 0, 0, 1, 0));
}

TEST(Agents, CompanyIsTheOnlyOneThatTheTextNames) {
  auto a = text("d1", "The Lantern", "Corvane Minerals said it was so.");
  a.says(a.agent("Corvane Minerals", AgentKind::organisation), "Corvane Minerals", "said", "it was so");
  auto b = text("d2", "The Star", "Bosses of Corvane Minerals left. The company said it was false.");
  b.says(b.agent("The company", AgentKind::organisation), "The company", "said", "it was false");
  auto c = text("d3", "The Post", "The company said it was late.");
  c.says(c.agent("The company", AgentKind::organisation), "The company", "said", "it was late");
  Doc e("d4", "The Sun", "2031-05-04");
  e.block("Nothing moved in Orsk. The company said it was early.");
  e.says(e.agent("The company", AgentKind::organisation), "The company", "said", "it was early");
  const auto m = model({a, b, c, e});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_TRUE(same(m, 0, 0, 2, 0)) << "the only one that other texts on this matter call a company";
  EXPECT_FALSE(same(m, 0, 0, 3, 0)) << "on another matter";
}

TEST(Agents, TheCompanyOfTwoThatOthersCallSoStaysOpen) {
  auto a = text("d1", "The Lantern", "Corvane Minerals said it was so. The company would open no mine.");
  a.says(a.agent("Corvane Minerals", AgentKind::organisation), "Corvane Minerals", "said", "it was so");
  a.says(a.agent("The company", AgentKind::organisation), "The company", "would", "open no mine");
  auto b = text("d2", "The Star", "Two ships of Osk Shipping came late. For the harbour this company pays.");
  b.says(b.agent("Osk Shipping", AgentKind::organisation), "Osk Shipping", "", "came late");
  b.says(b.agent("this company", AgentKind::organisation), "this company", "", "For the harbour");
  auto c = text("d3", "The Post", "The company said it was late.");
  c.says(c.agent("The company", AgentKind::organisation), "The company", "said", "it was late");
  const auto m = model({a, b, c});
  EXPECT_TRUE(same(m, 0, 0, 0, 1));
  EXPECT_TRUE(same(m, 1, 0, 1, 1));
  EXPECT_FALSE(same(m, 0, 0, 2, 0));
  EXPECT_EQ(of(m, 2, 0).candidates.size(), 2u);
}

TEST(Agents, AShortNameMayLeaveOutTheMiddle) {
  auto a = text("d1", "Corvane Cargo Shipping Company", "No ship of ours is lost.");
  a.says(-1, "", "", "No ship of ours is lost");
  auto b = text("d2", "The Star", "Corvane Shipping said it was true. Corvane Rowing said it was late.");
  b.says(b.agent("Corvane Shipping", AgentKind::organisation), "Corvane Shipping", "said", "it was true");
  b.says(b.agent("Corvane Rowing", AgentKind::organisation), "Corvane Rowing", "said", "it was late");
  const auto m = model({a, b});
  EXPECT_EQ(m.agent_of[1][0], m.publisher[0]);
  EXPECT_FALSE(same(m, 1, 0, 1, 1));
}

TEST(Agents, TheArmyIsTheArmedForcesOfItsCountry) {
  auto a = text("d1", "Armed Forces of Morvand", "MORVAND: The line was quiet.");
  a.says(-1, "", "", "The line was quiet");
  a.says(a.agent("Morvand", AgentKind::government), "MORVAND", "", "The line was quiet");
  auto b = text("d2", "The Star", "The army of Morvand said it was true. The army said it was late.");
  b.says(b.agent("army of Morvand", AgentKind::government), "The army of Morvand", "said", "it was true");
  b.says(b.agent("The army", AgentKind::government), "The army said", "said", "it was late");
  const auto m = model({a, b});
  EXPECT_EQ(m.agent_of[1][0], m.publisher[0]);
  EXPECT_TRUE(same(m, 1, 0, 1, 1));
}

TEST(Agents, AnArmySpeaksForItsState) {
  auto a = text("d1", "The Lantern", "The General Staff of Morvand said it was so. The government of Morvand said it was true. The police of Morvand said it was late.");
  const auto state = a.agent("Government of Morvand", AgentKind::government);
  a.says(state, "The government of Morvand", "said", "it was true");
  a.says(a.agent("General Staff of Morvand", AgentKind::government, {}, state), "The General Staff of Morvand", "said", "it was so");
  a.says(a.agent("Police of Morvand", AgentKind::government, {}, state), "The police of Morvand", "said", "it was late");
  const auto m = model({a});
  EXPECT_EQ(of(m, 0, 1).speaks_as, of(m, 0, 0).speaks_as);
  EXPECT_NE(of(m, 0, 2).speaks_as, of(m, 0, 0).speaks_as);
  EXPECT_FALSE(same(m, 0, 0, 0, 1));
}

TEST(Agents, TheSameDescriptionInTextsOnOneMatterIsOne) {
  auto a = text("d1", "The Lantern", "The fire brigade said it was so. The foreman said it was late.");
  a.says(a.agent("The fire brigade", AgentKind::unnamed), "The fire brigade", "said", "it was so");
  a.says(a.agent("The foreman", AgentKind::unnamed, "foreman"), "The foreman", "said", "it was late");
  auto b = text("d2", "The Star", "The foreman said it was early. It was true, the fire brigade said.");
  b.says(b.agent("the fire brigade", AgentKind::unnamed), "the fire brigade", "said", "It was true");
  b.says(b.agent("The foreman", AgentKind::unnamed, "foreman"), "The foreman", "said", "it was early");
  Doc c("d3", "The Post", "2031-05-03");
  c.block("Nothing moved in Orsk. The fire brigade said it was calm.");
  c.says(c.agent("The fire brigade", AgentKind::unnamed), "The fire brigade", "said", "it was calm");
  const auto m = model({a, b, c});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 1, 1, 1)) << "a noun alone names nobody";
  EXPECT_FALSE(same(m, 0, 0, 2, 0)) << "on another matter";
}

TEST(Agents, ABareNameInTextsOnOneMatterIsOne) {
  auto a = text("d1", "The Lantern", "Delmos said it was so.");
  a.says(a.agent("Delmos", AgentKind::person), "Delmos", "said", "it was so");
  auto b = text("d2", "The Star", "It was true, Delmos said.");
  b.says(b.agent("Delmos", AgentKind::person), "Delmos", "said", "It was true");
  Doc c("d3", "The Post", "2031-05-03");
  c.block("Nothing moved in Orsk. Delmos said it was calm.");
  c.says(c.agent("Delmos", AgentKind::person), "Delmos", "said", "it was calm");
  const auto m = model({a, b, c});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 0, 2, 0));
}

TEST(Agents, TheEndOfALongNameIsWhoBearsItAlone) {
  auto a = text("d1", "The Lantern", "Pilar Ondas Venn said it was so.");
  a.says(a.agent("Pilar Ondas Venn", AgentKind::person), "Pilar Ondas Venn", "said", "it was so");
  auto b = text("d2", "The Star", "It was true, Ondas Venn said.");
  b.says(b.agent("Ondas Venn", AgentKind::person), "Ondas Venn", "said", "It was true");
  EXPECT_TRUE(same(model({a, b}), 0, 0, 1, 0));
  auto c = text("d3", "The Sun", "Mara Venn said it was late.");
  c.says(c.agent("Mara Venn", AgentKind::person), "Mara Venn", "said", "it was late");
  EXPECT_FALSE(same(model({a, b, c}), 0, 0, 1, 0));
}

TEST(Agents, WhoHoldsSomebodysNameIsNobodyElse) {
  auto a = text("d1", "The Lantern", "Secretary Rauf Orlec said it was so. Secretary of State Mara Venlow said it was true. Morvand's secretary said it was late.");
  a.says(a.agent("Rauf Orlec", AgentKind::person, "Tirsan Secretary"), "Rauf Orlec", "said", "it was so");
  a.says(a.agent("Secretary of State Mara Venlow", AgentKind::unnamed, "Secretary"), "Secretary of State Mara Venlow", "said", "it was true");
  a.says(a.agent("Morvand's secretary", AgentKind::unnamed, "secretary"), "Morvand's secretary", "said", "it was late");
  auto b = text("d2", "The Star", "Mara Venlow said it was early. State and federal election officials said no.");
  b.says(b.agent("Mara Venlow", AgentKind::person), "Mara Venlow", "said", "it was early");
  b.says(b.agent("State and federal election officials", AgentKind::unnamed), "State and federal election officials", "said", "no");
  auto c = text("d3", "The Sun", "Tomas Ardel said it was over. State and federal election officials said no.");
  c.says(c.agent("Tomas Ardel", AgentKind::person, "secretary of state"), "Tomas Ardel", "said", "it was over");
  c.says(c.agent("State and federal election officials", AgentKind::unnamed), "State and federal election officials", "said", "no");
  const auto m = model({a, b, c});
  EXPECT_FALSE(same(m, 0, 0, 0, 1));
  EXPECT_FALSE(same(m, 0, 0, 0, 2));
  EXPECT_TRUE(same(m, 0, 1, 1, 0));
  EXPECT_FALSE(same(m, 2, 0, 2, 1));
}

TEST(Agents, ASurnameIsNoFirm) {
  auto a = text("d1", "The Lantern", "Osk Shipping said it was so. Corvane Shipping said it was true. Rauf Osk said it was late.");
  a.says(a.agent("Osk Shipping", AgentKind::organisation), "Osk Shipping", "said", "it was so");
  a.says(a.agent("Corvane Shipping", AgentKind::organisation), "Corvane Shipping", "said", "it was true");
  a.says(a.agent("Rauf Osk", AgentKind::person), "Rauf Osk", "said", "it was late");
  auto b = text("d2", "The Star", "Osk said it was early. Corvane said no.");
  b.says(b.agent("Osk", AgentKind::person), "Osk", "said", "it was early");
  b.says(b.agent("Corvane", AgentKind::person), "Corvane", "said", "no");
  const auto m = model({a, b});
  EXPECT_TRUE(same(m, 0, 2, 1, 0));
  EXPECT_TRUE(same(m, 0, 1, 1, 1));
}

TEST(Agents, AWordOfANameIsNoShortNameOfIt) {
  auto a = text("d1", "The Lantern", "The National Organization for Women said it was so. The Senate Judiciary Committee said it was true. The State Department said no.");
  a.says(a.agent("National Organization for Women", AgentKind::organisation), "The National Organization for Women", "said", "it was so");
  a.says(a.agent("Senate Judiciary Committee", AgentKind::organisation), "The Senate Judiciary Committee", "said", "it was true");
  a.says(a.agent("State Department", AgentKind::government), "The State Department", "said", "no");
  auto b = text("d2", "The Star", "Women said it was late. The House Judiciary Committee, or the Judiciary Committee, said it was early. The Justice Department said yes.");
  b.says(b.agent("Women", AgentKind::collective), "Women", "said", "it was late");
  const auto house = b.agent("House Judiciary Committee", AgentKind::organisation);
  b.says(house, "The House Judiciary Committee", "said", "it was early");
  b.says(house, "the Judiciary Committee", "said", "it was early");
  b.says(b.agent("Justice Department", AgentKind::government), "The Justice Department", "said", "yes");
  const auto m = model({a, b});
  EXPECT_FALSE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 1, 1, house));
  EXPECT_FALSE(same(m, 0, 2, 1, 2));
}

TEST(Agents, CityHallIsTheCityThatIssuesTheStatement) {
  auto a = text("d1", "City of Calvento", "The dyke holds.");
  a.says(-1, "", "", "The dyke holds");
  auto b = text("d2", "The Star", "City Hall said it was true. The mayor's office said it was late.");
  b.says(b.agent("City Hall", AgentKind::organisation), "City Hall", "said", "it was true");
  b.says(b.agent("The mayor's office", AgentKind::organisation), "The mayor's office", "said", "it was late");
  const auto m = model({a, b});
  EXPECT_EQ(m.agent_of[1][0], m.publisher[0]);
  EXPECT_EQ(m.agent_of[1][1], m.publisher[0]);
}

TEST(Agents, ObserversAreOfTheMissionThatTheTextNames) {
  auto a = text("d1", "The Lantern", "The Joint Observation Mission said it was so. Observers said it was true.");
  a.says(a.agent("Joint Observation Mission", AgentKind::organisation), "The Joint Observation Mission", "said", "it was so");
  a.says(a.agent("Observers", AgentKind::unnamed), "Observers", "said", "it was true");
  auto b = text("d2", "The Star", "Observers said it was late.");
  b.says(b.agent("Observers", AgentKind::unnamed), "Observers", "said", "it was late");
  const auto m = model({a, b});
  EXPECT_TRUE(same(m, 0, 0, 0, 1));
  EXPECT_FALSE(same(m, 0, 0, 1, 0)) << "of a mission that this text does not speak of";
}

TEST(Agents, HisMinistryIsThatOfTheMinisterSpokenOf) {
  auto a = text("d1", "The Lantern", "The Ministry of Defence said it was so. The Ministry of Health said it was true. Defence minister Rauf Orlec spoke. His ministry said it was late.");
  a.says(a.agent("Ministry of Defence", AgentKind::government), "The Ministry of Defence", "said", "it was so");
  a.says(a.agent("Ministry of Health", AgentKind::government), "The Ministry of Health", "said", "it was true");
  a.says(a.agent("Rauf Orlec", AgentKind::person, "Defence minister"), "Rauf Orlec", "", "spoke");
  a.says(a.agent("His ministry", AgentKind::government), "His ministry", "said", "it was late");
  EXPECT_TRUE(same(model({a}), 0, 0, 0, 3));
}

TEST(Agents, ThePresidingOfficerIsNoReturningOfficer) {
  auto a = text("d1", "The Lantern", "Josip Umar, the returning officer, said it was so. The presiding officer said it was true. The returning officer said it was late.");
  a.says(a.agent("Josip Umar", AgentKind::person, "returning officer"), "Josip Umar", "said", "it was so");
  a.says(a.agent("The presiding officer", AgentKind::unnamed, "officer"), "The presiding officer", "said", "it was true");
  a.says(a.agent("The returning officer", AgentKind::unnamed, "officer"), "The returning officer", "said", "it was late");
  const auto m = model({a});
  EXPECT_FALSE(same(m, 0, 0, 0, 1));
  EXPECT_TRUE(same(m, 0, 0, 0, 2));
}

TEST(Agents, MinistryOfTwoStaysOpen) {
  auto a = text("d1", "The Lantern", "The Ministry of Works said it was so. The Ministry of Health said it was true.");
  a.says(a.agent("Ministry of Works", AgentKind::government), "Ministry of Works", "said", "it was so");
  a.says(a.agent("Ministry of Health", AgentKind::government), "Ministry of Health", "said", "it was true");
  auto b = text("d2", "The Star", "The ministry said it was late. The health ministry said it was not.");
  b.says(b.agent("the ministry", AgentKind::government), "The ministry", "said", "it was late");
  b.says(b.agent("the health ministry", AgentKind::government), "The health ministry", "said", "it was not");
  const auto m = model({a, b});
  EXPECT_EQ(of(m, 1, 0).candidates.size(), 2u);
  EXPECT_TRUE(same(m, 0, 1, 1, 1));
}

TEST(Agents, OfficialsOfOneOfficeByTheSameWords) {
  auto a = text("d1", "The Lantern", "Provincial health officials said it was so.");
  a.says(a.agent("Provincial health officials", AgentKind::unnamed), "Provincial health officials", "said", "it was so");
  auto b = text("d2", "The Star", "Health officials of the province said it was true. Police officials said it was false.");
  b.says(b.agent("Health officials of the province", AgentKind::unnamed), "Health officials of the province", "said", "it was true");
  b.says(b.agent("Police officials", AgentKind::unnamed), "Police officials", "said", "it was false");
  const auto m = model({a, b});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 0, 1, 1));
}

TEST(Agents, PartsOfACountedGroupAreTheGroup) {
  auto a = text("d1", "The Lantern", "Nine former detainees said it was so. Seven of the nine said it was true. Two guards said it was false.");
  a.says(a.agent("Nine former detainees", AgentKind::unnamed), "Nine former detainees", "said", "it was so");
  a.says(a.agent("Seven of the nine", AgentKind::unnamed), "Seven of the nine", "said", "it was true");
  a.says(a.agent("Two guards", AgentKind::unnamed), "Two guards", "said", "it was false");
  const auto m = model({a});
  EXPECT_TRUE(same(m, 0, 0, 0, 1));
  EXPECT_FALSE(same(m, 0, 0, 0, 2));
}

TEST(Agents, OneOfThemIsOfTheGroupThatTheTextSpokeOf) {
  auto a = text("d1", "The Lantern",
                "Herders on the pass said it was so. Two of them said it was true. A third said it was late. Another said it was false. One of them, a widow, said it was over. Both said no.");
  a.says(a.agent("Herders on the pass", AgentKind::unnamed), "Herders on the pass", "said", "it was so");
  a.says(a.agent("Two of them", AgentKind::unnamed), "Two of them", "said", "it was true");
  a.says(a.agent("A third", AgentKind::collective), "A third", "said", "it was late");
  a.says(a.agent("Another", AgentKind::unnamed), "Another", "said", "it was false");
  a.says(a.agent("One of them, a widow", AgentKind::unnamed), "One of them, a widow", "said", "it was over");
  a.says(a.agent("Both", AgentKind::unnamed), "Both", "said", "no");
  const auto m = model({a});
  EXPECT_TRUE(same(m, 0, 0, 0, 1));
  EXPECT_TRUE(same(m, 0, 0, 0, 2));
  for (const int other : {3, 4, 5}) EXPECT_FALSE(same(m, 0, 0, 0, other)) << other;
}

TEST(Agents, SharesOfManyAreNoParts) {
  auto a = text("d1", "The Lantern", "Voters said it was so. 52% of voters said it was true. Most voters said it was late. A third said it was false. In 2013 it was over. Other voters said no.");
  a.says(a.agent("Voters", AgentKind::collective), "Voters", "said", "it was so");
  a.says(a.agent("52% of voters", AgentKind::collective), "52% of voters", "said", "it was true");
  a.says(a.agent("Most voters", AgentKind::collective), "Most voters", "said", "it was late");
  a.says(a.agent("A third", AgentKind::collective), "A third", "said", "it was false");
  a.says(a.agent("2013", AgentKind::unnamed), "2013", "", "it was over");
  a.says(a.agent("Other voters", AgentKind::collective), "Other voters", "said", "no");
  const auto m = model({a});
  for (const int other : {1, 2, 3, 4, 5}) EXPECT_FALSE(same(m, 0, 0, 0, other)) << other;
}

TEST(Agents, OneOfThreeDriversIsOfTheThree) {
  auto a = text("d1", "The Lantern", "One of three drivers interviewed by Halcyon said it was so. Two guards said it was late. All three said it was true.");
  a.says(a.agent("One of three drivers interviewed by Halcyon", AgentKind::unnamed), "One of three drivers interviewed by Halcyon", "said", "it was so");
  a.says(a.agent("All three", AgentKind::unnamed), "All three", "said", "it was true");
  a.says(a.agent("Two guards", AgentKind::unnamed), "Two guards", "said", "it was late");
  auto b = text("d2", "Halcyon Wire", "Halcyon Wire said it was long ago.");
  b.says(b.agent("Halcyon Wire", AgentKind::media), "Halcyon Wire", "said", "it was long ago");
  const auto m = model({a, b});
  EXPECT_TRUE(same(m, 0, 0, 0, 1));
  EXPECT_FALSE(same(m, 0, 0, 0, 2));
  EXPECT_FALSE(same(m, 0, 0, 1, 0)) << "whom Halcyon interviewed is not Halcyon";
}

TEST(Agents, AGroupSpokenOfTwiceIsOneUnlessMoreIsSaidOfBoth) {
  auto a = text("d1", "The Lantern", "Workers said it was so. Workers of the north pit said it was late. Hospital workers said it was true.");
  a.says(a.agent("Workers", AgentKind::unnamed), "Workers", "said", "it was so");
  a.says(a.agent("Workers of the north pit", AgentKind::unnamed), "Workers of the north pit", "said", "it was late");
  a.says(a.agent("Hospital workers", AgentKind::unnamed), "Hospital workers", "said", "it was true");
  const auto m = model({a});
  EXPECT_TRUE(same(m, 0, 0, 0, 1));
  EXPECT_FALSE(same(m, 0, 0, 0, 2));
}

TEST(Agents, AnUnnamedSpokesmanIsTheVoiceOfItsBody) {
  auto d = text("d1", "The Lantern", "The Ministry of Works said it was so. A ministry press officer said it was late. A guard at the ministry said it was true.");
  const auto ministry = d.agent("Ministry of Works", AgentKind::government);
  d.says(ministry, "The Ministry of Works", "said", "it was so");
  const auto officer = d.agent("A ministry press officer", AgentKind::unnamed, "officer", ministry);
  d.says(officer, "A ministry press officer", "said", "it was late");
  const auto guard = d.agent("A guard at the ministry", AgentKind::unnamed, "guard", ministry);
  d.says(guard, "A guard at the ministry", "said", "it was true");
  const auto m = model({d});
  EXPECT_TRUE(same(m, 0, ministry, 0, officer));
  EXPECT_FALSE(same(m, 0, ministry, 0, guard));
}

TEST(Agents, OfficialsOfAPlaceAreOfTheBodyThatHasNoneInItsName) {
  auto a = text("d1", "The Lantern", "TAMUNDE: The Regional Electoral Commission said it was so. Tamunde itself was quiet.");
  a.says(a.agent("Regional Electoral Commission", AgentKind::organisation), "The Regional Electoral Commission", "said", "it was so");
  a.says(a.agent("Tamunde", AgentKind::government), "Tamunde", "", "itself was quiet");
  a.dated_from("TAMUNDE");
  auto b = text("d2", "The Star", "Election officials in Tamunde said it was true. Police officials in Tamunde said it was late. The Regional Electoral Commission met.");
  b.says(b.agent("Election officials in Tamunde", AgentKind::unnamed), "Election officials in Tamunde", "said", "it was true");
  b.says(b.agent("Police officials in Tamunde", AgentKind::unnamed), "Police officials in Tamunde", "said", "it was late");
  const auto m = model({a, b});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 0, 1, 1));
}

TEST(Agents, OursIsTheBodysInItsOwnDocument) {
  const auto who = [](const std::string& publisher, const std::string& ours) {
    auto d = text("d1", publisher, ours + " said it was so. Ines Pell said it was late.");
    d.says(d.agent(ours, AgentKind::unnamed), ours, "said", "it was so");
    d.says(d.agent("Ines Pell", AgentKind::person), "Ines Pell", "said", "it was late");
    const auto m = reconcile(readings({d}));
    return m.agent_of[0][0] == m.publisher[0];
  };
  EXPECT_TRUE(who("Corvane Shipping", "Our nurses"));
  EXPECT_TRUE(who("The Lantern", "Our reporter"));
  EXPECT_FALSE(who("The Lantern", "Our neighbours"));
}

TEST(Agents, HolderOfTheOffice) {
  auto a = text("d1", "The Lantern", "Mayor Octavia Renn said it was so.");
  a.says(a.agent("Octavia Renn", AgentKind::person, "Mayor"), "Octavia Renn", "said", "it was so");
  auto b = text("d2", "The Star", "The mayor said it was true. The deputy mayor said it was false. A mayor said it was late.");
  b.says(b.agent("The mayor", AgentKind::unnamed, "mayor"), "The mayor", "said", "it was true");
  b.says(b.agent("The deputy mayor", AgentKind::unnamed, "mayor"), "The deputy mayor", "said", "it was false");
  b.says(b.agent("A mayor", AgentKind::unnamed, "mayor"), "A mayor", "said", "it was late");
  const auto m = model({a, b});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 0, 1, 1));
  EXPECT_FALSE(same(m, 0, 0, 1, 2));
}

TEST(Agents, GlobalKeys) {
  std::vector<CaseAgent> all(5);
  all[0].name = "Ministry of Works";
  all[0].kind = AgentKind::government;
  all[1].name = "Judge Ines B. Pell";
  all[1].affiliation = 0;
  all[2].name = "Pell";
  all[2].affiliation = 0;
  all[3].name = "the ministry";
  all[3].kind = AgentKind::government;
  all[4].name = "Beijing";
  all[4].kind = AgentKind::government;
  EXPECT_EQ(link::global_key(all[1], all), "p ines pell|ministry of works");
  EXPECT_EQ(link::global_key(all[2], all), "");
  EXPECT_EQ(link::global_key(all[3], all), "");
  EXPECT_EQ(link::global_key(all[4], all), "b @CN");
  EXPECT_NE(link::global_key(all[0], all), "");
  all[1].affiliation = -1;
  EXPECT_EQ(link::global_key(all[1], all), "");
  all[1].role = "chair";
  EXPECT_EQ(link::global_key(all[1], all), "p ines pell|chair");
}

TEST(Agents, Descriptions) {
  EXPECT_EQ(link::marks("Health officials of the province, who keep the books"), (std::vector<std::string>{"health", "provin"}));
  EXPECT_EQ(link::marks("provincial health officials"), (std::vector<std::string>{"health", "provin"}));
  EXPECT_EQ(link::partitive("Most of the 31")->number, "31");
  EXPECT_EQ(link::partitive("All nine")->number, "nine");
  EXPECT_FALSE(link::partitive("Nine former detainees"));
  EXPECT_EQ(link::person_key("Dr. Regina M. Venn, MD"), "regina venn");
  EXPECT_EQ(link::capital_tail("defensive tackle Jamal Orlec"), "Jamal Orlec");
  EXPECT_EQ(link::capital_tail("the tackle"), "");
  EXPECT_FALSE(link::is_definite("a driver"));
  EXPECT_TRUE(link::is_definite("driver"));
}

/// A report on a surgeon: headline, lead, and `named` in the third paragraph.
Doc surgeon(const std::string& named, const std::string& role) {
  Doc d("d1", "The Lantern", "2031-05-01");
  d.title("Surgeon pulled bullets from strikers");
  d.says(d.agent("Surgeon", AgentKind::unnamed, "surgeon"), "Surgeon", "", "pulled bullets from strikers");
  d.block("A surgeon said she had pulled bullets from four strikers.");
  d.says(d.agent("A surgeon", AgentKind::unnamed, "surgeon"), "A surgeon", "said", "she had pulled bullets from four strikers");
  d.block("It hit a kidney, " + named + " told the Lantern.");
  d.says(d.agent("Yewande Tarkov", AgentKind::person, role), "Yewande Tarkov", "told", "It hit a kidney");
  return d;
}

TEST(Agents, WhoIsNamedWithoutADescriptionHasBeenDescribedInTheLead) {
  const auto m = model({surgeon("Yewande Tarkov", "")});
  EXPECT_TRUE(same(m, 0, 0, 0, 2));  // the headline
  EXPECT_TRUE(same(m, 0, 1, 0, 2));
}

TEST(Agents, WhoIsNamedWithADescriptionIsSomebodyElse) {
  const auto by_role = model({surgeon("Yewande Tarkov", "minister")});
  EXPECT_TRUE(same(by_role, 0, 0, 0, 1));
  EXPECT_FALSE(same(by_role, 0, 1, 0, 2));
  const auto by_clause = model({surgeon("Yewande Tarkov, who leads the union,", "")});
  EXPECT_FALSE(same(by_clause, 0, 1, 0, 2));
}

TEST(Agents, AHeadlineMeansNobodyOfAnotherNumberOrKind) {
  Doc d("d1", "The Lantern", "2031-05-01");
  d.title("Nurses warned of the syrup");
  d.says(d.agent("Nurses", AgentKind::unnamed), "Nurses", "", "warned of the syrup");
  d.block("A doctor said she had warned of the syrup in May.");
  d.says(d.agent("A doctor", AgentKind::unnamed, "doctor"), "A doctor", "said", "she had warned of the syrup in May");
  EXPECT_FALSE(same(model({d}), 0, 0, 0, 1));
}

TEST(Agents, ACityHallIsNoCompany) {
  auto d = text("d1", "The Lantern", "The company built the dyke. City Hall called it a forgery.");
  d.says(d.agent("The company", AgentKind::organisation), "The company", "", "built the dyke");
  d.says(d.agent("City Hall", AgentKind::organisation), "City Hall", "called", "it a forgery");
  EXPECT_FALSE(same(model({d}), 0, 0, 0, 1));
}

TEST(Agents, TheCompanyInItsOwnReleaseIsWhoPublishesIt) {
  auto d = text("d1", "Corvane Shipping", "The company has lost no ship.");
  d.says(d.agent("The company", AgentKind::organisation), "The company", "", "has lost no ship");
  d.says(-1, "", "", "The company has lost no ship");
  const auto m = reconcile(readings({d}));
  ASSERT_GE(m.publisher[0], 0);
  EXPECT_EQ(m.agent_of[0][0], m.publisher[0]);
  EXPECT_EQ(speakers(m, readings({d})[0], 0), (std::vector<std::int32_t>{m.publisher[0], m.publisher[0]}));
}

TEST(Agents, WhatABodysOwnDocumentRejectsOrAsksForWithoutSayingWhoIsTheBodys) {
  const auto who = [](const std::string& publisher) {
    auto d = text("d1", publisher, "Reports of losses are without foundation. It is alleged that a ship sank. Members are asked to wait. Ines Pell said so.");
    d.says(-1, "", "are without foundation", "Reports of losses", Stance::denies);
    d.says(-1, "", "It is alleged", "that a ship sank", Stance::alleges);
    d.says(-1, "", "are asked", "to wait", Stance::demands);
    d.says(d.agent("Ines Pell", AgentKind::person), "Ines Pell", "said", "so");
    const auto m = reconcile(readings({d}));
    auto out = speakers(m, readings({d})[0], 0);
    out.pop_back();
    for (auto& s : out) s = s >= 0 && s == m.publisher[0];
    return out;
  };
  EXPECT_EQ(who("Corvane Shipping"), (std::vector<std::int32_t>{1, 0, 1}));
  EXPECT_EQ(who("The Lantern"), (std::vector<std::int32_t>{0, 0, 0}));
}

TEST(Agents, WhatAnOutletSaysBesideTheWordsOfOthersIsNobodys) {
  auto d = text("d1", "The Lantern", "The ferry sank. We ask why, Ines Pell said.");
  d.says(-1, "", "", "The ferry sank");
  d.says(-1, "We", "ask", "why");
  d.says(d.agent("Ines Pell", AgentKind::person), "Ines Pell", "said", "We ask why");
  const auto m = reconcile(readings({d}));
  const auto who = speakers(m, readings({d})[0], 0);
  EXPECT_EQ(who[0], -1);
  EXPECT_EQ(who[1], m.publisher[0]);
  EXPECT_EQ(who[2], m.agent_of[0][0]);
}

/// Of two texts on one matter the first has the first of each pair, the second the second: are they one?
bool one_agent(const std::string& first, AgentKind kind, const std::string& second, AgentKind other, const std::string& role = {}) {
  Doc a = text("d1", "The Alder", first + " said that the wall had fallen at dusk."), b = text("d2", "The Birch", second + " said that the lamps were out.");
  const auto x = a.agent(first, kind, role), y = b.agent(second, other, role);
  a.says(x, first, "said", "the wall had fallen at dusk");
  b.says(y, second, "said", "the lamps were out");
  return same(model({a, b}), 0, x, 1, y);
}

TEST(Agents, WhoIsAtAHouseIsNotTheHouse) {
  EXPECT_TRUE(one_agent("White House", AgentKind::government, "The White House", AgentKind::government));
  for (const auto* who : {"some leaders who recently met at the White House", "Officials close to the White House", "Republicans and the White House", "Rules published by the White House"})
    EXPECT_FALSE(one_agent("White House", AgentKind::government, who, AgentKind::collective)) << who;
  EXPECT_FALSE(one_agent("Justice Department", AgentKind::government, "White House and Justice Department", AgentKind::government));
}

/// In most texts he is the minister; one takes him for somebody of the harbour office. A member of an assembly speaks for himself.
TEST(Agents, WhoSpeaksForABody) {
  const auto voice = [](const std::string& role, const std::string& body, int in_others) {
    std::vector<Doc> docs;
    for (int k = 0; k <= in_others; ++k) {
      Doc d = text("d" + std::to_string(k % 9 + 1), "Outlet " + std::to_string(k), "Arlo Dunmore said that the wall had fallen. " + body + " met.");
      const auto b = d.agent(body, AgentKind::government);
      d.says(d.agent("Arlo Dunmore", AgentKind::person, k == 0 ? role : "", k == 0 ? b : -1), "Arlo Dunmore", "said", "the wall had fallen");
      docs.push_back(d);
    }
    const auto m = reconcile(readings(docs));
    for (const auto& a : m.agents)
      if (a.name == "Arlo Dunmore") return m.agents[static_cast<std::size_t>(a.speaks_as)].name;
    return std::string();
  };
  EXPECT_EQ(voice("director", "Harbour Office", 0), "Harbour Office");
  EXPECT_EQ(voice("spokesman", "Senate of Ardmoor", 0), "Senate of Ardmoor");
  EXPECT_EQ(voice("senator", "Senate of Ardmoor", 0), "Arlo Dunmore");
  EXPECT_EQ(voice("former director", "Harbour Office", 0), "Arlo Dunmore");
  EXPECT_EQ(voice("former spokesman", "Harbour Office", 0), "Arlo Dunmore");
  EXPECT_EQ(voice("director", "Harbour Office", 30), "Arlo Dunmore");
}

TEST(Agents, ASonIsNotHisFather) {
  EXPECT_TRUE(one_agent("Arlo Dunmore", AgentKind::person, "Arlo J. Dunmore", AgentKind::person));
  EXPECT_FALSE(one_agent("Arlo Dunmore", AgentKind::person, "Arlo Dunmore Jr.", AgentKind::person));
}

/// One text takes "the House" and "the Justice Department" for one; no other text does.
TEST(Agents, ASlipOfOneTextTiesNothingInAnother) {
  const auto tied = [](const std::string& name, const std::string& alias) {
    Doc a = text("d1", "The Alder", name + " said that the wall had fallen."), b = text("d2", "The Birch", name + " said that the lamps were out. " + alias + " said that it rained.");
    Doc c = text("d3", "The Cedar", alias + " said that it was dark.");
    const auto x = a.agent(name, AgentKind::government), y = b.agent(name, AgentKind::government), z = c.agent(alias, AgentKind::government);
    a.says(x, name, "said", "the wall had fallen");
    b.says(y, name, "said", "the lamps were out");
    b.alias(alias);
    c.says(z, alias, "said", "it was dark");
    return same(model({a, b, c}), 0, x, 2, z);
  };
  EXPECT_TRUE(tied("Dock Workers Association", "DWA"));
  EXPECT_FALSE(tied("Justice Department", "Grain House"));
}

/// Who passes a report on says no more of its source than the report does.
TEST(Agents, AReportsTopOfficialIsNoDefenceOfficial) {
  const auto passed_on = [](const std::string& in_report, const std::string& passed) {
    Doc a = text("d1", "The Alder", in_report + " told the Alder that the wall had fallen."), b = text("d2", "The Birch", "The wall had fallen, " + passed + " told the Alder.");
    const auto x = a.agent(in_report, AgentKind::unnamed), y = b.agent(passed, AgentKind::unnamed);
    a.says(x, in_report, "told the Alder that", "the wall had fallen");
    const auto alder = b.agent("The Alder", AgentKind::media);
    b.says(y, passed, "told the Alder", "The wall had fallen");
    b.link(SourceLink::Kind::told, alder);
    return same(model({a, b}), 0, x, 1, y);
  };
  EXPECT_TRUE(passed_on("a senior harbour official", "an official"));
  EXPECT_FALSE(passed_on("a top official", "a senior harbour official"));
}

TEST(Agents, OneMemoInTextsOnOneMatter) {
  auto a = text("d1", "The Lantern", "A secret memo of the auditors shows it.");
  a.says(a.agent("A secret memo of the auditors", AgentKind::document), "A secret memo of the auditors", "shows", "it");
  auto b = text("d2", "The Star", "The memo shows more.");
  b.says(b.agent("The memo", AgentKind::document), "The memo", "shows", "more");
  auto c = text("d3", "The Sun", "A memo of the minister shows less.");
  c.says(c.agent("A memo of the minister", AgentKind::document), "A memo of the minister", "shows", "less");
  const auto m = model({a, b, c});
  EXPECT_TRUE(same(m, 0, 0, 1, 0));
  EXPECT_FALSE(same(m, 0, 0, 2, 0));
}
}  // namespace
}  // namespace stemma::link_test
