// Mentions, clusters and profiles of invented sentences whose trees are given by hand.
#include "lang/agents/agents.h"

#include <gtest/gtest.h>

#include <sstream>

#include "lang/agents/pairs.h"
#include "lang/agents/profile.h"

namespace stemma::lang::agents {
namespace {

struct Text {
  Document document;
  Analysis analysis;

  /// One sentence: "form|TAG|PENN|head|relation[|name type][|q]" for each token; head counts from 1, 0 is the root. A name's tokens stand
  /// together and have the same type; q: inside quotation 0.
  void sentence(const std::string& tokens) {
    const auto base = static_cast<std::uint32_t>(analysis.tokens.size());
    document.blocks.resize(1);
    std::istringstream in(tokens);
    for (std::string cell; in >> cell;) add(cell, base);
    analysis.sentences.push_back({{}, base, static_cast<std::uint32_t>(analysis.tokens.size()), 0});
  }

  void add(const std::string& cell, std::uint32_t base) {
    std::vector<std::string> c;
    std::istringstream in(cell);
    for (std::string part; std::getline(in, part, '|');) c.push_back(part);
    Token t;
    t.span.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += c[0];
    t.span.end = static_cast<std::uint32_t>(document.text.size());
    document.text += ' ';
    t.upos = *upos(c[1]);
    t.penn = *penn_tag(c[2]);
    t.head = std::stoi(c[3]) == 0 ? -1 : static_cast<std::int32_t>(base) + std::stoi(c[3]) - 1;
    t.relation = *relation(c[4]);
    const auto number = static_cast<std::uint32_t>(analysis.tokens.size());
    for (std::size_t i = 5; i < c.size(); ++i) {
      if (c[i] == "q") {
        t.quotation = 0;
        analysis.quotations.resize(1);
      } else if (!analysis.names.empty() && analysis.names.back().last == number && analysis.names.back().type == *name_type(c[i])) {
        ++analysis.names.back().last;
      } else {
        analysis.names.push_back({number, number + 1, *name_type(c[i])});
      }
    }
    analysis.tokens.push_back(t);
  }

  std::vector<std::string> mentions() const {
    const View view(document, analysis);
    std::vector<std::string> out;
    for (const Mention& m : find_mentions(view)) out.push_back(view.text(m.first, m.last));
    return out;
  }
};

using Words = std::vector<std::string>;

Text spokeswoman() {
  Text t;
  t.sentence("Interior|PROPN|NNP|2|compound|government Ministry|PROPN|NNP|3|compound|government spokeswoman|NOUN|NN|4|nmod:desc "
             "Edda|PROPN|NNP|6|nsubj|person Marlowick|PROPN|NNP|4|flat|person said|VERB|VBD|0|root it|PRON|PRP|8|nsubj closed|VERB|VBD|6|ccomp "
             ".|PUNCT|.|6|punct");
  return t;
}

/// One agent for each mention, profiles filled.
Agents profiles(const Text& t) {
  const View view(t.document, t.analysis);
  const std::vector<Mention> found = find_mentions(view);
  const std::vector<Info> infos = describe(view, found, {});
  Agents out;
  out.mention_of.assign(view.size(), -1);
  for (std::uint32_t m = 0; m < found.size(); ++m) {
    out.agents.emplace_back().mentions.push_back(m);
    out.mentions.push_back({found[m].head, found[m].first, found[m].last, false, found[m].together, m});
    if (!found[m].together) out.mention_of[found[m].head] = static_cast<std::int32_t>(m);
  }
  fill_profiles(view, infos, out);
  return out;
}

const FoundAgent& named(const Agents& all, std::string_view name) {
  for (const FoundAgent& a : all.agents)
    if (a.name == name) return a;
  static const FoundAgent none;
  ADD_FAILURE() << "nobody is named " << name;
  return none;
}

TEST(AgentMentions, NamesStandInsideNamesAndPronounsByThemselves) {
  EXPECT_EQ(spokeswoman().mentions(), (Words{"Interior Ministry spokeswoman Edda Marlowick", "Interior Ministry", "it"}));
}

TEST(AgentMentions, ACoordinationIsOneBesidesItsMembersAndAnAppositionNone) {
  Text t;
  t.sentence("Venn|PROPN|NNP|9|nsubj|person ,|PUNCT|,|4|punct a|DET|DT|4|det farmer|NOUN|NN|1|appos ,|PUNCT|,|1|punct and|CCONJ|CC|8|cc "
             "his|PRON|PRP$|8|nmod:poss wife|NOUN|NN|1|conj left|VERB|VBD|0|root");
  EXPECT_EQ(t.mentions(), (Words{"Venn , a farmer , and his wife", "Venn , a farmer", "his wife", "his"}));
}

TEST(AgentMentions, PrepositionsStayOutAndWhatFollowsTheHeadComesIn) {
  Text t;
  t.sentence("with|ADP|IN|3|case the|DET|DT|3|det mayor|NOUN|NN|0|root of|ADP|IN|5|case Aldane|PROPN|NNP|3|nmod|place who|PRON|WP|7|nsubj "
             "resigned|VERB|VBD|3|acl:relcl .|PUNCT|.|3|punct");
  EXPECT_EQ(t.mentions(), (Words{"the mayor of Aldane who resigned", "Aldane"}));
}

TEST(AgentProfiles, ARoleBeforeANameTellsRoleAndAffiliation) {
  const Agents all = profiles(spokeswoman());
  const FoundAgent& a = named(all, "Edda Marlowick");
  EXPECT_EQ(a.kind, FoundKind::person);
  EXPECT_EQ(a.role, "spokeswoman");
  ASSERT_GE(a.affiliation, 0);
  EXPECT_EQ(all.agents[static_cast<std::size_t>(a.affiliation)].name, "Interior Ministry");
  EXPECT_EQ(all.agents[static_cast<std::size_t>(a.affiliation)].kind, FoundKind::government);
}

TEST(AgentProfiles, AnAppositionTellsThemToo) {
  Text t;
  t.sentence("Venn|PROPN|NNP|8|nsubj|person ,|PUNCT|,|4|punct deputy|ADJ|JJ|4|amod director|NOUN|NN|1|appos of|ADP|IN|7|case the|DET|DT|7|det "
             "Lantern|PROPN|NNP|4|nmod|media resigned|VERB|VBD|0|root");
  const Agents all = profiles(t);
  const FoundAgent& a = named(all, "Venn");
  EXPECT_EQ(a.role, "deputy director");
  ASSERT_GE(a.affiliation, 0);
  EXPECT_EQ(all.agents[static_cast<std::size_t>(a.affiliation)].name, "Lantern");
}

TEST(AgentProfiles, ACapitalThatSpeaksIsItsGovernment) {
  Text t;
  t.sentence("Lorvia|PROPN|NNP|2|nsubj|place denied|VERB|VBD|0|root this|PRON|DT|2|obj");
  t.sentence("Boats|NOUN|NNS|2|nsubj left|VERB|VBD|0|root Lorvia|PROPN|NNP|2|obj|place");
  const Agents all = profiles(t);
  EXPECT_EQ(all.agents[0].kind, FoundKind::government);
  EXPECT_EQ(all.agents.back().kind, FoundKind::place);
}

TEST(AgentProfiles, NounsTellWhatTheyStandFor) {
  Text t;
  t.sentence("residents|NOUN|NNS|5|nsubj ,|PUNCT|,|3|punct the|DET|DT|4|det newspaper|NOUN|NN|1|conj said|VERB|VBD|0|root a|DET|DT|7|det "
             "report|NOUN|NN|5|obj");
  const Agents all = profiles(t);
  EXPECT_EQ(named(all, "residents").kind, FoundKind::collective);
  EXPECT_EQ(named(all, "newspaper").kind, FoundKind::media);
  EXPECT_EQ(named(all, "a report").kind, FoundKind::document);
}

TEST(AgentSpeakers, AQuotationIsSpokenByTheSubjectOfItsVerb) {
  Text t;
  t.sentence("“|PUNCT|``|3|punct|q I|PRON|PRP|3|nsubj|q know|VERB|VBP|7|ccomp|q ”|PUNCT|''|3|punct|q ,|PUNCT|,|7|punct "
             "Venn|PROPN|NNP|7|nsubj|person said|VERB|VBD|0|root");
  const View view(t.document, t.analysis);
  const std::vector<Mention> found = find_mentions(view);
  const std::vector<Info> infos = describe(view, found, {});
  const std::vector<std::int32_t> voices = speakers(view, infos);
  ASSERT_EQ(voices.size(), 1U);
  ASSERT_GE(voices[0], 0);
  EXPECT_EQ(view.text(found[static_cast<std::size_t>(voices[0])].head, found[static_cast<std::size_t>(voices[0])].last), "Venn");
}

TEST(AgentMentions, WhoIsNamedInAClauseIsNotItsSpeaker) {
  Text t;
  t.sentence("He|PRON|PRP|2|nsubj said|VERB|VBD|0|root Venn|PROPN|NNP|4|nsubj|person left|VERB|VBD|2|ccomp");
  t.sentence("He|PRON|PRP|2|nsubj noted|VERB|VBD|0|root trouble|NOUN|NN|2|obj with|ADP|IN|6|case Orlo|PROPN|NNP|6|nmod:poss|person boats|NOUN|NNS|3|nmod");
  const View view(t.document, t.analysis);
  const std::vector<Info> infos = describe(view, find_mentions(view), {});
  ASSERT_EQ(infos[0].named_below.size, 1U);
  EXPECT_EQ(infos[0].named_below.word[0], view.word(2));
  const auto second = std::find_if(infos.begin() + 1, infos.end(), [](const Info& m) { return m.kind == Kind::pronoun; });
  ASSERT_NE(second, infos.end());
  EXPECT_TRUE(second->named_below.empty());
}

TEST(AgentCandidates, AtMostFiftyFiveHoweverLongTheText) {
  Text t;
  for (int i = 0; i < 5000; ++i) t.sentence("Venn|PROPN|NNP|2|nsubj|person met|VERB|VBD|0|root Lena|PROPN|NNP|2|obj|person");
  const View view(t.document, t.analysis);
  const std::vector<Mention> found = find_mentions(view);
  ASSERT_EQ(found.size(), 10000U);
  const std::vector<Info> infos = describe(view, found, {});
  Candidates candidates(infos);
  std::size_t most = 0;
  for (std::uint32_t m = 0; m < found.size(); ++m) most = std::max(most, candidates.of(m).size());
  EXPECT_LE(most, 55U);
}

TEST(AgentMentions, OneSentenceOfNounsInsideNounsIsReadInLinearTime) {
  Text t;
  std::string chain = "house|NOUN|NN|0|root";
  for (int i = 1; i < 20000; ++i) chain += " (|NOUN|NN|" + std::to_string(i) + "|nmod";
  t.sentence(chain);
  const View view(t.document, t.analysis);
  const std::vector<Mention> found = find_mentions(view);
  EXPECT_EQ(found.size(), 20000U);
  EXPECT_EQ(describe(view, found, {}).size(), found.size());
}

TEST(AgentBrackets, AreThoseOfGum) {
  Agents all;
  all.agents.resize(3);
  const auto add = [&all](std::uint32_t first, std::uint32_t last, std::uint32_t agent) {
    all.agents[agent].mentions.push_back(static_cast<std::uint32_t>(all.mentions.size()));
    all.mentions.push_back({last - 1, first, last, false, false, agent});
  };
  add(0, 3, 0);
  add(0, 1, 1);
  add(1, 3, 2);  // by itself: not shown
  add(3, 5, 0);
  add(4, 5, 1);
  EXPECT_EQ(entity_brackets(all, 5), (Words{"(1(2)", "", "1)", "(1", "1)(2)"}));
}

TEST(AgentScorer, ADamagedFileIsRefused) {
  alignas(64) static const char bytes[64] = "STEMMA-MODEL";
  EXPECT_FALSE(Scorer::load({bytes, sizeof(bytes)}));
}

}  // namespace
}  // namespace stemma::lang::agents
