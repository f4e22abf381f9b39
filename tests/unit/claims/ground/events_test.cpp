// What is read as events. Each row: a text and lines "predicate | class | participants | polarity and modality", of which each must be found.
#include "claims/ground/events/events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../../../paragraphs.h"
#include "claims/claims.h"
#include "claims/ground/events/classes.h"
#include "claims/ground/word_forms.h"
#include "claims/ground/events/tables.h"
#include "claims/ground/page.h"
#include "lang/language_reader.h"

namespace stemma::claims::ground {
namespace {

/// `fill` adds what the other kinds of grounding would have found. Without attributions all is the outlet's voice.
template <class Fill>
Reading read(std::string text, Fill fill, bool attributions = true) {
  static const auto reader = make_reader();
  static lang::LanguageReader::Workspace space;
  static Workspace scratch;
  static const auto events = Events::built_in();
  Reading r;
  r.document = test::paragraphs(std::move(text));
  const lang::LanguageReader& language = **lang::LanguageReader::shared();
  const lang::Analysis analysis = language.read(r.document, space);
  const lang::Agents agents = language.agents(r.document, analysis, space);
  if (attributions) (*reader)->read({language, space, analysis, agents}, scratch, r);
  fill(r);
  const Page page(r, analysis, agents, language);
  events->read(page, r);
  return r;
}
Reading read(std::string text) {
  return read(std::move(text), [](Reading&) {});
}

std::string show(const Event& e) {
  std::string out = e.predicate + " | " + e.predicate_class + " |";
  for (const Participant& p : e.participants)
    out += " " + (p.role == ParticipantRole::other ? p.preposition : std::string(name(p.role))) + "=" + p.name;
  out += e.negated ? " | not " : " | ";
  return out + std::string(name(e.modality));
}

void expect(std::string text, std::vector<std::string> wanted) {
  const Reading r = read(text, [](Reading&) {}, false);
  std::vector<std::string> found;
  for (const Event& e : r.events) found.push_back(show(e));
  for (const std::string& w : wanted)
    EXPECT_TRUE(std::find(found.begin(), found.end(), w) != found.end()) << text << "\n  wanted " << w << "\n  found  " << testing::PrintToString(found);
}

const Event* find(const Reading& r, std::string_view predicate) {
  for (const Event& e : r.events)
    if (e.predicate == predicate) return &e;
  return nullptr;
}

ByteSpan words(const Reading& r, std::string_view what) {
  const auto at = static_cast<std::uint32_t>(r.document.text.find(what));
  return {at, at + static_cast<std::uint32_t>(what.size())};
}

TEST(Events, ActiveAndPassive) {
  expect("The rebels burned two villages on the coast.", {"burn | burned | doer=The rebels undergoer=two villages on=the coast | did"});
  expect("Two fishermen were killed by coast guards.", {"kill | killed | undergoer=Two fishermen doer=coast guards | did"});
  expect("Four miners died in the shaft.", {"die | killed | undergoer=Four miners in=the shaft | did"});
}

TEST(Events, WhoReceives) {
  expect("The agency sent tents to the villages.", {"send | sent | doer=The agency undergoer=tents recipient=the villages | did"});
  expect("The officers had been given gloves.", {"give | given | recipient=The officers undergoer=gloves | did"});
}

TEST(Events, Copulas) {
  expect("All the passengers are dead.", {"be dead | killed | undergoer=All the passengers | did"});
  expect("The governor said that 40 people were missing.", {"be missing | missing | undergoer=40 people | did"});
}

TEST(Events, CoordinationShares) {
  expect("The convoy was stopped and searched by soldiers.", {"search | searched | undergoer=The convoy doer=soldiers | did"});
  expect("The guards beat and robbed the drivers.",
         {"beat | beaten | doer=The guards undergoer=the drivers | did", "rob | robbed | doer=The guards undergoer=the drivers | did"});
  expect("Troops will enter the town and disarm the militia.", {"disarm | disarmed | doer=Troops undergoer=the militia | will"});
  expect("The clerk resigned and left the country.", {"resign | resigned | doer=The clerk | did", "leave | left | doer=The clerk undergoer=the country | did"});
}

TEST(Events, RelativeAndParticipialClauses) {
  expect("The guards, who beat the prisoners, were dismissed.", {"beat | beaten | doer=The guards undergoer=the prisoners | did"});
  expect("Families visited the people injured in the blast.", {"injure | injured | undergoer=the people injured in the blast in=the blast | did"});
  expect("Drones struck a market, killing nine shoppers.", {"kill | killed | doer=Drones undergoer=nine shoppers | did"});
}

TEST(Events, ControlAndRaising) {
  expect("The smugglers tried to bribe a clerk.", {"bribe | bribed | doer=The smugglers undergoer=a clerk | might"});
  expect("The villagers were forced to leave their homes.", {"leave | left | doer=The villagers undergoer=their homes | did"});
  expect("The bank failed to pay its workers.", {"pay | paid | doer=The bank undergoer=its workers | not did"});
  expect("The inspectors were not allowed to enter the plant.", {"enter | entered | doer=The inspectors undergoer=the plant | not did"});
}

TEST(Events, PolarityCountsItsNegations) {
  expect("The soldiers never shot the driver.", {"shoot | shot | doer=The soldiers undergoer=the driver | not did"});
  expect("Nobody was hurt in the fire.", {"hurt | injured | undergoer=Nobody in=the fire | not did"});
  expect("They did not fail to warn the villagers.", {"warn | warned | doer=They undergoer=the villagers | did"});
}

TEST(Events, WhatASourceDeniesIsItsStance) {
  const Reading r = read("The ministry denied that guards had beaten the prisoners.");
  const Event* e = find(r, "beat");
  ASSERT_NE(e, nullptr);
  EXPECT_FALSE(e->negated);
  EXPECT_TRUE(e->main);
  EXPECT_EQ(e->attribution, 0);
}

TEST(Events, Modality) {
  expect("The parliament will vote on the law.", {"vote | voted | doer=The parliament on=the law | will"});
  expect("The storm may flood the valley.", {"flood | flooded | doer=The storm undergoer=the valley | might"});
  expect("The union demanded that the mine be closed.", {"close | closed | undergoer=the mine | must"});
  expect("The general is to meet the envoy.", {"meet | met | doer=The general undergoer=the envoy | will"});
  expect("If the militia attacks the town, the army would defend it.", {"attack | attacked | doer=the militia undergoer=the town | would"});
  expect("“Release the prisoners,” the minister said.", {"release | released | undergoer=the prisoners | must"});
}

TEST(Events, NominalEventsAndLightVerbs) {
  expect("The killing of nine people by soldiers shocked the town.", {"kill | killed | undergoer=nine people doer=soldiers | did"});
  expect("The attack on the clinic took place at dawn.", {"attack | attacked | undergoer=the clinic at=dawn | did"});
  expect("Police made two arrests in Harle.", {"arrest | arrested | doer=Police in=Harle | did"});
}

TEST(Events, WhoIsMeant) {
  const Reading r = read("Edda Marlowick visited the camp. “I met the elders,” she said.");
  const Event* e = find(r, "meet");
  ASSERT_NE(e, nullptr);
  ASSERT_FALSE(e->participants.empty());
  EXPECT_EQ(e->participants[0].name, "Edda Marlowick");
  ASSERT_GE(e->participants[0].agent, 0);
  EXPECT_EQ(r.agents[static_cast<std::size_t>(e->participants[0].agent)].name, "Edda Marlowick");
}

TEST(Events, OneMainAnAttribution) {
  const Reading r = read("The governor said the army had burned the village and that its people had fled. She said that help would come.");
  ASSERT_EQ(r.attributions.size(), 2u);
  for (std::int32_t a = 0; a < 2; ++a)
    EXPECT_EQ(std::count_if(r.events.begin(), r.events.end(), [a](const Event& e) { return e.main && e.attribution == a; }), 1);
  ASSERT_NE(find(r, "burn"), nullptr);
  EXPECT_TRUE(find(r, "burn")->main);
}

TEST(Events, ValuesHangOnTheNearestPredicate) {
  const Reading r = read("The mayor said on Friday that 12 people were killed in Harle after the dam had collapsed on Monday.", [](Reading& given) {
    for (const std::string_view day : {"Friday", "Monday"}) {
      TimeExpression t;
      t.span = words(given, day);
      t.role = day == "Friday" ? TimeExpression::Role::said : TimeExpression::Role::happened;
      t.attribution = day == "Friday" ? -1 : 0;
      given.times.push_back(t);
    }
    Place p;
    p.span = words(given, "Harle"), p.attribution = 0;
    given.places.push_back(p);
    Figure f;
    f.span = words(given, "12"), f.attribution = 0;
    given.figures.push_back(f);
  });
  const Event *kill = find(r, "kill"), *collapse = find(r, "collapse");
  ASSERT_NE(kill, nullptr);
  ASSERT_NE(collapse, nullptr);
  EXPECT_EQ(kill->times, std::vector<std::int32_t>{});
  EXPECT_EQ(kill->places, std::vector<std::int32_t>{0});
  EXPECT_EQ(kill->figures, std::vector<std::int32_t>{0});
  EXPECT_EQ(collapse->times, std::vector<std::int32_t>{1});
}

TEST(Events, InOrderOfTheText) {
  for (const char* text : {"Venn is the wounded driver of the convoy.", "The attack that the army denied was an ambush, and nobody fled."}) {
    const Reading r = read(text, [](Reading&) {}, false);
    EXPECT_TRUE(std::is_sorted(r.events.begin(), r.events.end(), [](const Event& a, const Event& b) { return a.span.begin < b.span.begin; })) << text;
  }
}

TEST(Events, ForeignAndEmptyTextHasNone) {
  EXPECT_TRUE(read("").events.empty());
  EXPECT_TRUE(read("12 345 67 %%% ...").events.empty());
}

TEST(Events, CraftedTextTakesLinearTime) {
  std::string chain = "He tried", and_then = "They shot", of = "the killing", names = "They shot", told = "They called on";
  for (int i = 0; i < 1500; ++i) chain += " to try", and_then += " and beat him", of += " of the killing", names += " Venn, Marr,", told += " to call on";
  for (std::string* text : {&chain, &and_then, &of, &names, &told}) {
    const Reading r = read(*text + " of the men.");
    for (const Event& e : r.events) EXPECT_LE(e.participants.size(), 8u);
  }
}

TEST(EventTables, Opposites) {
  EXPECT_EQ(opposite("held"), "released");
  EXPECT_EQ(opposite("opened"), "closed");
  EXPECT_EQ(opposite("raised"), "lowered");
  EXPECT_EQ(opposite("killed"), "");
  EXPECT_EQ(opposite("no such class"), "");
}

TEST(EventTables, DamageIsAnError) {
  using events::Tables;
  EXPECT_TRUE(Tables::parse({"", "", ""}));
  EXPECT_TRUE(Tables::parse({"killed\tact\t-\tkill,*die\tdeath:die\tdead", "fail\traise\tdid\tnot", "not\tnot"}));
  EXPECT_TRUE(VerbForms::parse("hold\theld"));
  for (const std::string_view bad : {"killed\tact\t-\tkill", "killed\tthing\t-\tkill\t-\t-", "a\tact\tb\tkill\t-\t-", "a\tact\t-\tkill,kill\t-\t-",
                                     "a\tact\t-\t-\tdeath\t-", "a\tact\t-\t*\t-\t-", "\xff\xfe"}) {
    const auto t = Tables::parse({bad, "", ""});
    ASSERT_FALSE(t) << bad;
    EXPECT_EQ(t.error().kind, ErrorKind::malformed);
  }
  EXPECT_FALSE(Tables::parse({"", "fail\traise\tperhaps\tnot", ""}));
  EXPECT_FALSE(Tables::parse({"", "", "not\tnever"}));
  EXPECT_FALSE(VerbForms::parse("hold\theld\nheld\theld"));
}

TEST(EventTables, DictionaryForms) {
  const VerbForms& verbs = *VerbForms::built_in();
  const std::pair<std::string_view, std::string_view> forms[] = {
      {"carried", "carry"}, {"stopped", "stop"}, {"killed", "kill"},   {"held", "hold"},  {"fled", "flee"},      {"damaging", "damage"}, {"passes", "pass"},
      {"dies", "die"},      {"dying", "die"},    {"bombing", "bomb"},  {"seized", "seize"}, {"cancelled", "cancel"}, {"agreed", "agree"},  {"was", "be"},
      {"sing", "sing"},     {"red", "red"},      {"incinerated", "incinerate"}, {"treated", "treat"},
  };
  for (const auto& [form, lemma] : forms) EXPECT_EQ(verbs.lemma(form), lemma);
  EXPECT_EQ(regular_noun("cities"), "city");
  EXPECT_EQ(regular_noun("boxes"), "box");
  EXPECT_EQ(regular_noun("bus"), "bus");
}

}  // namespace
}  // namespace stemma::claims::ground
