#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/hash.h"
#include "said.h"
#include "link/described.h"
#include "link/pile.h"
#include "link/likeness.h"
#include "link/sides/decide.h"
#include "link/words.h"
#include "stemma/reader.h"

namespace stemma::link_test {
namespace {

TEST(Words, Stems) {
  for (const auto& [word, want] : std::vector<std::pair<std::string, std::string>>{{"guards", "guard"},
                                                                                   {"parties", "party"},
                                                                                   {"denied", "deny"},
                                                                                   {"stopped", "stop"},
                                                                                   {"stopping", "stop"},
                                                                                   {"glass", "glass"},
                                                                                   {"was", "was"},
                                                                                   {"beaten", "beaten"}})
    EXPECT_EQ(link::stem(word), want);
  EXPECT_EQ(link::sense("beaten"), "beat");
  EXPECT_EQ(link::sense("cherry"), "cherry");
  EXPECT_EQ(link::number_of("seventeen"), "17");
  EXPECT_EQ(link::number_of("400"), "400");
  EXPECT_EQ(link::number_of("tent"), "");
}

TEST(Units, NegationOfTheMainPropositionOnly) {
  const struct {
    std::string content;
    bool negated;
  } cases[] = {
      {"nobody was hurt at the northern mill", true},
      {"the No. 3 mill was hurt by the northern flood", false},
      {"no fewer than nine northern mills were hurt", false},
      {"growers were warned not to drink from the northern mill", false},
      {"a load that nobody weighed went up to the northern quarry", false},
      {"the northern mill burned down, though nobody saw the fire", false},
      {"it is untrue that the northern mill burned down", true},
      {"the northern mill had never burned before", true},
      {"men were held at the northern mill without charge", false},
  };
  for (const auto& c : cases) {
    Doc d("d", "A", "");
    d.block(c.content);
    d.says(-1, "", "", c.content);
    const auto list = readings({d});
    const auto pile = link::make_pile(list);
    EXPECT_EQ(link::make_unit(pile, 0, 0, list[0].attributions[0].content).negated, c.negated) << c.content;
  }
}

TEST(Units, AContentThatSaysTwoThingsIsTwoUnits) {
  Doc d("d", "A", "");
  const std::string content = "guards had beaten the prisoners with rubber hose and sent them out daily to clear the river by hand";
  d.block(content);
  d.says(-1, "", "", content);
  const auto list = readings({d});
  EXPECT_EQ(link::find_units(link::make_pile(list)).size(), 2u);
}

TEST(AverageLink, DoesNotChain) {
  // 0-1, 1-2, 2-3 alike, the ends not: single link would make one cluster.
  const std::vector<link::Similar> pairs{{0, 1, 800}, {1, 2, 400}, {2, 3, 800}};
  EXPECT_EQ(link::average_link(4, pairs, {1, 2, 3, 4}, 300), (std::vector<std::uint32_t>{0, 0, 2, 2}));
}

TEST(Claims, ADenialStandsInTheClaimThatItDenies) {
  Doc a = outlet("Alder"), b = outlet("Birch", "2031-03-03");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(b, "The Ministry of Works", AgentKind::government, "denied that", "soldiers burned the grain store at Ostrel", Stance::denies);
  sentence(b, "Ruben Tace", AgentKind::person, "insisted that", "no soldiers had burned a grain store at Ostrel", Stance::denies);
  shuffled({a, b}, [&](const std::vector<Reading>& list, const CaseModel& m) {
    ASSERT_EQ(m.claims.size(), 1u);
    EXPECT_EQ(m.claims[0].label, "soldiers burned the grain store at Ostrel");
    const auto birch = list[0].document.id == "d-Birch" ? 0u : 1u;
    EXPECT_EQ(side_in(m, birch, 0), Side::denies);
    EXPECT_EQ(side_in(m, birch, 1), Side::denies);
    EXPECT_EQ(m.denials.size(), 2u);
    for (const auto& d : m.denials) EXPECT_EQ(d.claims.size(), d.why.size());
  });
}

TEST(Claims, ASingletonIsAClaim) {
  Doc a = outlet("Alder");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  const auto m = reconcile(readings({a}));
  ASSERT_EQ(m.claims.size(), 1u);
  EXPECT_EQ(m.claims[0].reported_by, 1u);
  EXPECT_EQ(m.claims[0].independent.supporting, 1u);
}

TEST(Claims, WhomItWasToldToIsNoPartOfTheLabel) {
  const auto m = reconcile(std::vector{read("A week at Ostrel", "Managers of the Serrow mine were warned in March, three weeks before the burst, that water pressure inside the dam had passed the red line for the ninth time.")});
  ASSERT_FALSE(m.claims.empty());
  for (const auto& c : m.claims) EXPECT_EQ(c.label.find("mine that"), std::string::npos) << c.label;
}

TEST(Claims, OnePlaceIsNotOneProposition) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  sentence(a, "Ines Pell", AgentKind::person, "said", "three men had boarded a plane at Port Solen");
  sentence(b, "Olga Wren", AgentKind::person, "called on", "Port Solen to open its archive to her inspectors");
  EXPECT_EQ(reconcile(readings({a, b})).claims.size(), 2u);
}

TEST(Claims, DoubtsAreNeutral) {
  Doc a = outlet("Alder");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(a, "Olga Wren", AgentKind::person, "doubted that", "soldiers had burned the grain store at Ostrel", Stance::doubts);
  EXPECT_EQ(side_in(reconcile(readings({a})), 0, 1), Side::neutral);
}

TEST(Claims, AQuotationGoesOnFromTheSentenceBefore) {
  Doc a = outlet("Alder");
  const auto who = sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  a.block("\"I could smell it in my coat for weeks,\" she said.");
  a.says(who, "she", "said", "\"I could smell it in my coat for weeks,\"");
  const auto m = reconcile(readings({a}));
  ASSERT_EQ(m.claims.size(), 1u);
  EXPECT_EQ(m.claims[0].members.size(), 2u);
}

/// The side that the ministry's figure takes because of the one before it; nothing: it takes none for that.
std::optional<Side> beside(const std::string& first, const std::string& then) {
  const Reading r = read("A week at Ostrel", first + ", Dr Ines Pell said on Monday. The Ministry of Works " + then + ".");
  const auto says = [&](const std::string& who) {
    return std::find_if(r.attributions.begin(), r.attributions.end(), [&](const Attribution& a) { return a.agent >= 0 && r.agents[static_cast<std::size_t>(a.agent)].name.find(who) != std::string::npos; }) - r.attributions.begin();
  };
  const auto m = reconcile(std::vector{r});
  for (const auto& c : m.claims) {
    const auto of = [&](std::ptrdiff_t a) { return std::find_if(c.members.begin(), c.members.end(), [&](const ClaimMember& x) { return x.attribution.attribution == a; }); };
    if (of(says("Pell")) == c.members.end() || of(says("Ministry")) == c.members.end()) continue;
    for (const auto& why : of(says("Ministry"))->why)
      if (why.text.find("before it") != std::string::npos || why.text.find("figure before") != std::string::npos) return of(says("Ministry"))->side;
  }
  return std::nullopt;
}

TEST(Claims, AFigureAloneStandsBesideTheOneBefore) {
  const std::string first = "At least 20 bodies had been brought to the morgue";
  EXPECT_EQ(beside(first, "speaks of two"), Side::denies);
  EXPECT_EQ(beside(first, "gives the figure as nine"), Side::denies);
  EXPECT_EQ(beside(first, "put their number at 31"), Side::supports);
  // A year is no count; two figures leave it open; minutes are no people.
  EXPECT_EQ(beside(first, "spoke of 2016"), std::nullopt);
  EXPECT_EQ(beside("20 bodies had been brought from 14 villages to the morgue", "speaks of two"), std::nullopt);
  EXPECT_EQ(beside("The boat was at the mole in 35 minutes", "speaks of two"), std::nullopt);
}

/// A figure beside a figure that is beside one: each is asked where the one before it has gone.
TEST(Claims, FiguresBesideFiguresStandTogether) {
  const auto r = read("A week at Ostrel", "At least 20 bodies had been brought to the morgue, Dr Ines Pell said on Monday. The Ministry of Works gives the figure as nine. The Union of Dockers gives the figure as thirty. "
                      "The Harbour Office gives the number as three. Mayor Kim Roe puts the toll at 31.");
  const auto m = reconcile(std::vector{r});
  std::size_t most = 0;
  for (const auto& c : m.claims) most = std::max(most, c.members.size());
  EXPECT_GE(most, 4u);
}

/// Two who set a figure beside another have it their way by no majority: what they have it beside is the claim.
TEST(Claims, FiguresAloneMakeNoClaim) {
  std::vector<Reading> list;
  for (const std::string union_ : {"fishers", "dockers"})
    list.push_back(read("A day at " + union_, "The harbour office of Port Elm said on Tuesday that 7 boats had left before the storm. The " + union_ + "' union spoke of 10 boats.", "d-" + union_));
  const auto m = reconcile(list);
  bool found = false;
  for (const auto& c : m.claims)
    for (const auto& x : c.members)
      if (slice(list[x.attribution.document].document.text, list[x.attribution.document].attributions[x.attribution.attribution].content.front()).find("before the storm") != std::string_view::npos) {
        EXPECT_EQ(x.side, Side::supports);
        found = true;
      }
  EXPECT_TRUE(found);
}

/// On which side each stands, if each says his part in a paper of his own and all of it is one claim.
std::vector<std::string> stands(const std::vector<std::string>& said) {
  static const std::vector<std::string> people = {"Ines Pell", "Olga Wren", "Kim Roe", "Ruben Tace"};
  std::vector<Reading> list;
  for (std::size_t i = 0; i < said.size(); ++i) list.push_back(read("A week at Ostrel", people[i] + " said that " + said[i] + ".", "d-" + std::to_string(i)));
  const auto pile = link::make_pile(list);
  std::vector<link::Stander> members;
  for (std::size_t i = 0; i < said.size(); ++i)
    for (std::uint32_t d = 0; d < said.size(); ++d)
      for (std::uint32_t a = 0; pile.document(d).id == "d-" + std::to_string(i) && a < pile.readings[d]->attributions.size(); ++a)
        if (const auto& x = pile.readings[d]->attributions[a]; !x.cue.empty() && x.parent < 0)
          members.push_back({.attribution = {d, a}, .pieces = x.content, .text = hash64(said[i]), .speaker = {d, 0}, .is_notice = false, .is_beside = false});
  EXPECT_EQ(members.size(), said.size()) << said.front() << " | " << said.back();
  std::vector<std::string> out;
  for (const auto& s : link::decide_sides(pile, members)) out.emplace_back(name(s.side));
  return out;
}
std::string stands(const std::string& first, const std::string& second) { return stands({first, second}).back(); }

TEST(Sides, OnlyWhatIsSureIsADenial) {
  const std::string shelled = "the army shelled the grain store at Ostrel on Monday";
  EXPECT_EQ(stands(shelled, "the army had not shelled the grain store at Ostrel on Monday"), "denies");
  EXPECT_EQ(stands("twelve people died at Ostrel", "thirty people died at Ostrel"), "denies");
  EXPECT_EQ(stands("prices at Ostrel rose in the spring", "prices at Ostrel fell in the spring"), "denies");
  // A fragment, to which the negation did not belong.
  EXPECT_EQ(stands("a single word in answer to the eleven pages from Ostrel", "he would not say a single word in answer to the eleven pages from Ostrel"), "neutral");
  // They share little, and one of them negates something.
  EXPECT_EQ(stands(shelled, "growers at Ostrel sold the grain abroad in the autumn, because no lorry had come since the army went home"), "supports");
  EXPECT_EQ(stands("the Northern Mill Company closed the sluice at Ostrel on Monday", "the NMC closed the sluice at Ostrel on Monday"), "supports");
  EXPECT_EQ(stands("Pell accused Marsh of the theft at Ostrel", "Marsh accused Pell of the theft at Ostrel"), "neutral");
  EXPECT_EQ(stands("the dockers had turned the guards back twice", "the guards had turned the dockers back twice on the road to Ostrel"), "neutral");
  EXPECT_NE(stands("the council were to sell the old mill at Ostrel", "the council were not to sell the old mill at Ostrel"), "supports");
  EXPECT_EQ(stands("the council warned them to sell the mill at Ostrel", "the council warned them to sell the mill at Ostrel"), "supports");
  EXPECT_EQ(stands("Fort Brenholt is closed because of a lost shell", "Kim Marsh is closed because of a lost shell"), "neutral");
  EXPECT_NE(stands("the mayor gave the sexton of Ostrel 100", "the mayor gave the sexton of Ostrel 304"), "supports");
}

TEST(Sides, WhoGoesOnExcludesNothingThatHeHasSaid) {
  const std::string post = "the failing paper at Ostrel talks about nameless sources and meetings that never took place";
  EXPECT_EQ(stands(post, post + ". Nobody met anybody."), "supports");
  EXPECT_EQ(stands(post + ". Nobody met anybody.", post), "supports");
}

/// What most say is the claim, whoever was read first.
TEST(Sides, TheOthersAreHeldAgainstWhatMostSay) {
  const std::string most = "Marsh accused Pell of the theft at Ostrel";
  EXPECT_EQ(stands({"Pell accused Marsh of the theft at Ostrel", most, most}), (std::vector<std::string>{"neutral", "supports", "supports"}));
}

/// Who says only what both sides say is not on the losing one, and does not make it win.
TEST(Sides, CommonGround) {
  const std::string ten = "ten people had drowned in the mill race at Ostrel", forty = "forty people had drowned in the mill race at Ostrel";
  EXPECT_EQ(stands({forty, ten, ten, "people had drowned in the mill race"}), (std::vector<std::string>{"denies", "supports", "supports", "supports"}));
}

/// "Five had died and forty were ill", say two; a third says that nineteen had. Part of a sentence is a claim where two say it.
TEST(Claims, APartThatTwoSayIsAClaim) {
  Doc a = outlet("Alder"), b = outlet("Birch"), c = outlet("Cedar");
  sentence(a, "Ines Pell", AgentKind::person, "said", "five children have died and some forty are ill after being treated at a clinic in the east of Ostrel");
  sentence(b, "Olga Wren", AgentKind::person, "said", "five children have died and some forty are ill after being treated at a clinic in the east of Ostrel");
  sentence(c, "Kim Roe", AgentKind::person, "said", "nineteen children have died and some forty are ill after being treated at a clinic in the east of Ostrel");
  const auto m = reconcile(readings({a, b, c}));
  std::vector<std::string> labels;
  for (const auto& x : m.claims) labels.push_back(x.label);
  EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const std::string& l) { return l.find("children have died") != std::string::npos; })) << testing::PrintToString(labels);
}

/// Short posts are held together by words, as all else.
TEST(Claims, ShortTextsWithoutAWordInCommonAreTwoClaims) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  sentence(a, "Ines Pell", AgentKind::person, "said", "the fort is closed because of a lost shell");
  b.title("A late bus");
  sentence(b, "Olga Wren", AgentKind::person, "said", "prices of grain rose in spring");
  for (const auto& c : reconcile(readings({a, b})).claims)
    for (const auto& x : c.members) EXPECT_EQ(x.attribution.document, c.members.front().attribution.document) << c.label;
}

/// "Kill the item. The General Staff said the colonel was alive": the words of somebody named are his, wherever they stand.
TEST(Claims, HeadlinesThatStandAloneAreComparedAsAWhole) {
  static const auto reader = Reader::create();
  Reader::Workspace space;
  std::vector<Reading> list;
  for (const std::string text : {"Storm tears roof off Ostrel school and floods its cellar", "Roof torn off Ostrel school by storm", "Cellar of Ostrel school floods in storm"})
    list.push_back(reader->read_text("d" + std::to_string(list.size()), text, "", text, space).value());
  const auto model = reconcile(list);
  ASSERT_EQ(model.claims.size(), 1U);
  EXPECT_EQ(model.claims[0].members.size(), 3U);
}

TEST(Claims, WhatSomebodyNamedSaysInANoticeCounts) {
  Doc item = outlet("Alder", "2031-03-02T10:00:00Z");
  item.title("Colonel Zane killed on the Ostrel ridge");
  sentence(item, "Two officers", AgentKind::unnamed, "said", "Colonel Zane was killed on the Ostrel ridge");
  Doc kill("d-kill", "The Alder", "2031-03-02T12:00:00Z");
  kill.title("KILL: Ostrel ridge").kill_notice().block("Editors: kill the item headed \"Colonel Zane killed on the Ostrel ridge\".");
  sentence(kill, "The General Staff", AgentKind::government, "said", "Colonel Zane was alive and on leave at Ostrel");
  const auto list = readings({item, kill});
  const auto m = reconcile(list);
  EXPECT_NE(side_in(m, list[0].document.id == "d-kill" ? 0 : 1, 0), Side::neutral);
}

TEST(Likeness, WhatStandsWhere) {
  Doc a = outlet("Alder");
  a.title("Mill will close, says owner").says(-1, "", "", "Mill will close");
  sentence(a, "Piet Marsh", AgentKind::person, "promised that", "the mill would go on", Stance::commits);
  a.block("The river stood high that week.").block("Nobody had been at the gate.");
  sentence(a, "Ada Quill", AgentKind::person, "said", "the gate had been open all night");
  const std::vector<Reading> list{a.reading()};
  const link::Pile pile = link::make_pile(list);
  auto units = link::find_units(pile);
  ASSERT_EQ(units.size(), 3U);
  units[0].own_voice = true;
  const link::Likeness likeness({&units[0], &units[1], &units[2]});
  const auto trait = [&](std::uint32_t x, std::uint32_t y, link::Trait t) { return likeness.compare(x, y)[static_cast<std::size_t>(t)]; };
  EXPECT_EQ(likeness.candidates().size(), 3U) << "every pair of a small pile";
  EXPECT_EQ(trait(0, 1, link::Trait::headline_lead), 1024);
  EXPECT_EQ(trait(0, 2, link::Trait::headline_lead), 0);
  EXPECT_EQ(trait(1, 2, link::Trait::intents), 1024);
  EXPECT_EQ(trait(0, 2, link::Trait::intents), 0);
  EXPECT_GT(trait(0, 2, link::Trait::own_voices), trait(0, 1, link::Trait::own_voices)) << "less so, the more words are the same";
  EXPECT_EQ(trait(1, 2, link::Trait::own_voices), 0);
}

TEST(Agents, MergeOnFullNamesOnly) {
  Doc a = outlet("Alder"), b = outlet("Birch"), c = outlet("Cedar");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(b, "Ms Ines Pell", AgentKind::person, "said", "the ferry sank in the harbour of Solen");
  sentence(c, "Pell", AgentKind::person, "said", "cherries were dear at the market of Tarn");
  const auto m = reconcile(readings({a, b, c}));
  EXPECT_EQ(m.agent_of[0][0], m.agent_of[1][0]);
  EXPECT_NE(m.agent_of[0][0], m.agent_of[2][0]);
}

TEST(Agents, ShortNamesOfOutletsOfThePile) {
  Doc a = outlet("Tidewater Lantern"), b = outlet("Birch", "2031-03-03");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(b, "the Lantern", AgentKind::media, "reported that", "soldiers burned the grain store at Ostrel");
  const auto m = reconcile(readings({a, b}));
  ASSERT_EQ(m.relies.size(), 1u);
  EXPECT_EQ(m.relies[0].from, 1u);
  EXPECT_EQ(m.relies[0].to, 0);
  EXPECT_EQ(m.claims[0].independent.supporting, 1u);
}

TEST(Agents, ASpokesmanSpeaksForTheMinistryAPrisonerForHimself) {
  Doc a = outlet("Alder");
  const auto ministry = a.agent("Ministry of Works", AgentKind::government);
  const auto voice = a.agent("Anton Hale", AgentKind::person, "spokesman", ministry);
  const auto clerk = a.agent("Ruben Tace", AgentKind::person, "former clerk", ministry);
  const auto m = reconcile(readings({a}));
  const auto of = [&](std::int32_t i) { return m.agent_of[0][static_cast<std::size_t>(i)]; };
  EXPECT_EQ(m.agents[static_cast<std::size_t>(of(voice))].speaks_as, of(ministry));
  EXPECT_EQ(m.agents[static_cast<std::size_t>(of(clerk))].speaks_as, of(clerk));
}

TEST(Agents, HeadNouns) {
  for (const auto& [description, want] :
       std::vector<std::pair<std::string, std::string>>{{"a senior official of the ministry", "official"},
                                                        {"Nine former detainees, interviewed over four weeks", "detainee"},
                                                        {"two people close to him", "person"},
                                                        {"one of them, a welder who was not named", "welder"},
                                                        {"All nine", ""},
                                                        {"the women from Tarn", "woman"},
                                                        {"", ""}})
    EXPECT_EQ(link::head_noun(description), want) << description;
  EXPECT_TRUE(link::is_plural("two people close to him"));
  EXPECT_FALSE(link::is_plural("one of the guards"));
}

TEST(Relies, ANameBesideAWordOfSourcing) {
  Doc a = outlet("Ormond Ledger"), b = outlet("Birch", "2031-03-03");
  sentence(a, "A baker", AgentKind::unnamed, "said", "soldiers ordered 140 loaves for the grain store at Ostrel");
  b.block("A bakery sent 140 loaves to soldiers at the Ostrel grain store every day. (via The Ormond Ledger, worth reading)");
  const auto m = reconcile(readings({a, b}));
  ASSERT_EQ(m.relies.size(), 1u);
  EXPECT_EQ(m.relies[0].to, 0);
}

}  // namespace
}  // namespace stemma::link_test
