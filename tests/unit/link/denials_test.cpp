#include <gtest/gtest.h>

#include <map>

#include "link/denied.h"
#include "link/pile.h"
#include "said.h"

namespace stemma::link_test {
namespace {

TEST(Denied, WhatADenialIsAbout) {
  using link::Denied;
  const struct {
    std::string content;
    Denied want;
  } cases[] = {
      {"it", Denied::anaphor},
      {"this is false", Denied::anaphor},
      {"that anybody was beaten", Denied::proposition},
      {"the river was poisoned", Denied::proposition},
      {"Mr Pell's account", Denied::report},
      {"the story \"an invention\"", Denied::report},
      {"all the charges made against it over the mill", Denied::everything},
      {"the allegations", Denied::everything},
      {"the foreign reports about the mill", Denied::reports},
      {"the allegation that soldiers had burned the mill", Denied::proposition},
      {"such reports a fabrication", Denied::just_said},
      {"this account", Denied::anaphor},
      {"every one of the charges that foreign bodies have laid against it", Denied::everything},
      {"his innocence", Denied::everything},
      {"that he is innocent", Denied::everything},
      {"not guilty", Denied::everything},
  };
  for (const auto& c : cases) {
    Doc d("d", "A", "");
    d.block("The ministry denied " + c.content + ".");
    d.says(-1, "", "", c.content, Stance::denies);
    const auto list = readings({d});
    EXPECT_EQ(static_cast<int>(link::what_is_denied(link::make_pile(list), 0, 0)), static_cast<int>(c.want)) << c.content;
  }
}

/// What the minister says against it in a text of Ines Pell's words: the side of it, or that it stands in no claim of hers.
std::string against(const std::string& cue, const std::string& content) {
  Doc a = outlet("Alder");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(a, "Ruben Tace", AgentKind::person, cue, content, Stance::denies);
  const auto m = reconcile(readings({a}));
  for (const auto& c : m.claims)
    for (const auto& x : c.members)
      if (x.attribution == AttributionRef{0, 1} && c.members.size() > 1) return std::string(name(x.side));
  return "apart";
}
TEST(Denials, WhoIsAgainstSomethingDeniesNothing) {
  EXPECT_EQ(against("denied that", "soldiers burned the grain store at Ostrel"), "denies");
  for (const auto* cue : {"opposed", "protested against", "decried"}) EXPECT_NE(against(cue, "the burning of the grain store at Ostrel by soldiers"), "denies") << cue;
  EXPECT_EQ(against("protested against", "the allegation that soldiers burned the grain store at Ostrel"), "denies");
}

/// In a pile of much else a denial needs words in common with what it denies; it stands alone else, and is not lost.
TEST(Denials, OfALargePileNeedWordsInCommon) {
  std::vector<Doc> docs;
  for (unsigned d = 0; d < 40; ++d) {
    Doc x = outlet("Outlet " + std::to_string(d));
    for (unsigned i = 0; i < 18; ++i) {
      const std::string tail = std::to_string(d) + "x" + std::to_string(i);
      sentence(x, "Speaker " + tail, AgentKind::person, "said", "the bralt" + tail + " of the gom" + tail + " was a vip" + tail);
    }
    docs.push_back(x);
  }
  Doc a = outlet("Alder");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(a, "Ruben Tace", AgentKind::person, "denied that", "the harbour had closed", Stance::denies);
  sentence(a, "Olga Wren", AgentKind::person, "denied that", "any soldiers had burned a grain store", Stance::denies);
  docs.push_back(a);
  const auto list = readings(docs);
  const auto m = reconcile(list);
  std::map<std::uint32_t, const Claim*> of;
  for (const auto& c : m.claims)
    for (const auto& x : c.members)
      if (list[x.attribution.document].document.id == "d-Alder") of[x.attribution.attribution] = &c;
  ASSERT_EQ(of.size(), 3u);
  EXPECT_EQ(of[0], of[2]);
  EXPECT_NE(of[0], of[1]);
}

TEST(Denials, AnAccountIsDeniedWithAllThatItsSpeakerSays) {
  Doc d = outlet("Alder");
  const auto roe = sentence(d, "Bastian Roe", AgentKind::person, "said", "gauges were lowered by hand at the northern mill");
  const auto mill = d.agent("Orme Mills", AgentKind::organisation);
  d.block("Orme Mills rejected Bastian Roe's account.");
  d.says(mill, "Orme Mills", "rejected", "Bastian Roe's account", Stance::denies);
  d.says(roe, "Bastian Roe", "", "Bastian Roe");  // names him inside the content
  auto list = readings({d});
  list[0].attributions.pop_back();
  const auto m = reconcile(list);
  ASSERT_EQ(m.denials.size(), 1u);
  EXPECT_EQ(m.denials[0].claims.size(), 1u);
  EXPECT_FALSE(m.denials[0].blanket);
}

TEST(Denials, WhatTheSpeakerSaysLaterStandsBesideIt) {
  Doc a = outlet("Alder"), b = outlet("Birch", "2031-03-03"), c = outlet("Cedar", "2031-03-04");
  sentence(a, "Ines Pell", AgentKind::person, "said", "soldiers burned the grain store at Ostrel");
  sentence(b, "The Ministry of Works", AgentKind::government, "denied that", "soldiers burned the grain store at Ostrel", Stance::denies);
  sentence(c, "The Ministry of Works", AgentKind::government, "confirmed that", "soldiers burned the grain store at Ostrel", Stance::confirms);
  shuffled({a, b, c}, [](const std::vector<Reading>&, const CaseModel& m) {
    ASSERT_EQ(m.denials.size(), 1u);
    ASSERT_EQ(m.denials[0].claims.size(), 1u);
    ASSERT_EQ(m.denials[0].later.size(), 1u);
    EXPECT_EQ(m.denials[0].later[0].claim, m.denials[0].claims[0]);
    EXPECT_FALSE(m.denials[0].later[0].why.span.empty());
  });
}

/// Supporting and denying roots of the one claim that these make.
std::pair<std::uint32_t, std::uint32_t> for_and_against(const std::vector<Doc>& docs) {
  const auto m = reconcile(readings(docs));
  EXPECT_EQ(m.claims.size(), 1u);
  return m.claims.empty() ? std::pair(0u, 0u) : std::pair(m.claims[0].independent.supporting, m.claims[0].independent.denying);
}

TEST(Denials, NoDenialIsHidden) {
  Doc d = outlet("Alder");
  sentence(d, "The Ministry of Works", AgentKind::government, "denied that", "soldiers burned the grain store at Ostrel", Stance::denies);
  EXPECT_EQ(for_and_against({d}), std::pair(0u, 1u));
}

TEST(Denied, WhatRejects) {
  const struct {
    std::string cue, content;
    bool want;
  } cases[] = {
      {"denied", "the charges", true},
      {"called", "the story a fairy tale", true},
      {"said that", "the reports were without any foundation", true},
      {"pleaded", "not guilty to all charges", true},
      {"maintained", "his innocence", true},
      {"said that", "he was innocent", true},
      {"said", "No", true},
      {"investigates", "the claims that the clerks have raised", false},
      {"said that", "no charges had been filed", false},
      {"said that", "the claims were not false", false},
      {"backed up", "the allegations with a film", false},
  };
  for (const auto& c : cases) {
    Doc d("d", "A", "");
    d.block("The ministry " + c.cue + " " + c.content + ".");
    d.says(-1, "", c.cue, c.content, Stance::denies);
    const auto list = readings({d});
    EXPECT_EQ(link::rejects(link::make_pile(list), {0, 0}), c.want) << c.cue << " " << c.content;
  }
}

/// "Denied a request", "rejected the bill": nobody has said that anything is so.
TEST(Denied, WhatIsAskedForIsNotSaid) {
  const auto is_opposition = [](const std::string& said) {
    Doc d("d", "A", "");
    const auto space = said.find(' ');
    d.block("The appeals court " + said + " on Monday.");
    d.says(-1, "", said.substr(0, space), said.substr(space + 1), Stance::denies);
    const auto list = readings({d});
    return link::is_opposition(link::make_pile(list), 0, 0);
  };
  EXPECT_TRUE(is_opposition("denied Pell's request to delay the hearing"));
  EXPECT_TRUE(is_opposition("rejected the proposal"));
  EXPECT_TRUE(is_opposition("rejected calls for a second vote"));
  EXPECT_TRUE(is_opposition("rejected a freshman's visa"));
  EXPECT_TRUE(is_opposition("dismissed that case on standing grounds"));
  EXPECT_TRUE(is_opposition("reject higher taxes"));
  EXPECT_TRUE(is_opposition("dismissed the clerk as a mere volunteer"));
  EXPECT_FALSE(is_opposition("dismissed the report as fiction"));
  EXPECT_FALSE(is_opposition("denied that the hearing was delayed"));
  EXPECT_FALSE(is_opposition("denied the allegation that it had delayed the hearing"));
}

/// "There was no money": who says so where nobody says the contrary denies nothing.
TEST(Denials, WhoSaysThatThereIsNoneSaysSo) {
  Doc d = outlet("Alder");
  sentence(d, "Ines Pell", AgentKind::person, "said", "there was no grain left in the store at Ostrel", Stance::denies);
  EXPECT_EQ(for_and_against({d}), std::pair(1u, 0u));
}

/// A quotation stands where the sentence before it has come to stand.
TEST(Denials, AQuotationGoesWithItsSentence) {
  Doc d = outlet("Alder");
  const auto who = sentence(d, "Ines Pell", AgentKind::person, "said", "there was no grain left in the store at Ostrel", Stance::denies);
  d.block("“Not a sack of it,” she said.");
  d.says(who, "she", "said", "“Not a sack of it,”");
  const auto m = reconcile(readings({d}));
  ASSERT_EQ(m.claims.size(), 1u);
  ASSERT_EQ(m.claims[0].members.size(), 2u);
  for (const auto& x : m.claims[0].members) EXPECT_EQ(x.side, Side::supports);
}

/// Too short to say what it is about, but it points back.
TEST(Denials, NoSuchThingAnswersWhatWasSaidJustBefore) {
  Doc d = outlet("Alder");
  sentence(d, "Ines Pell", AgentKind::person, "said", "a warning about the grain store at Ostrel had been sent to the owners in May");
  sentence(d, "Orme Mills", AgentKind::organisation, "said", "it had no record of any such paper", Stance::denies);
  const auto m = reconcile(readings({d}));
  ASSERT_EQ(m.claims.size(), 1u);
  EXPECT_EQ(side_in(m, 0, 1), Side::denies);
}

/// Two who say in the same words that there is none do not contradict each other.
TEST(Denials, TwoWhoNegateTheSameAreOfOneMind) {
  Doc a = outlet("Alder"), b = outlet("Birch");
  sentence(a, "Ines Pell", AgentKind::person, "said", "there is no evidence of an attack on the grain store at Ostrel");
  sentence(b, "Olga Wren", AgentKind::person, "said", "there was no evidence of an attack on the grain store at Ostrel", Stance::denies);
  EXPECT_EQ(for_and_against({a, b}), std::pair(2u, 0u));
}

}  // namespace
}  // namespace stemma::link_test
