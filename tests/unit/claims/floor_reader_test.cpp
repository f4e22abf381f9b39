// Each row: a text and the attributions that it must give, written as  stance | source | cue | content  (pieces joined by " ... ").
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "../../paragraphs.h"
#include "base/utf8.h"
#include "claims/claims.h"
#include "lang/language_reader.h"

namespace stemma::claims {
namespace {

Reading read(std::string text, std::string publisher = {}, std::string published = "2031-05-08", bool headline = false) {
  Reading r;
  r.document = test::paragraphs(std::move(text));
  if (headline) r.document.blocks.front().kind = BlockKind::headline;
  r.document.publisher = {std::move(publisher), "test"};
  r.document.published = {std::move(published), "test"};
  static const auto reader = make_floor_reader();
  static lang::LanguageReader::Workspace space;
  const lang::LanguageReader& language = **lang::LanguageReader::shared();
  const lang::Analysis analysis = language.read(r.document, space);
  const lang::Agents agents = language.agents(r.document, analysis, space);
  Workspace scratch;
  reader->read({language, space, analysis, agents}, scratch, r);
  return r;
}

std::string join(const Reading& r, const Spans& spans) {
  std::string out;
  for (ByteSpan s : spans) out += (out.empty() ? "" : " ... ") + std::string(slice(r.document, s));
  return out;
}

std::string show(const Reading& r, const Attribution& a) {
  return std::string(name(a.stance)) + " | " + join(r, a.source) + " | " + join(r, a.cue) + " | " + join(r, a.content);
}

std::string all(const Reading& r) {
  std::string out;
  for (const Attribution& a : r.attributions) out += "\n    " + show(r, a);
  return out;
}

struct Row {
  std::string text;
  std::vector<std::string> want;
};

void expect_rows(const std::vector<Row>& rows, bool headline = false) {
  for (const Row& row : rows) {
    const Reading r = read(row.text, {}, "2031-05-08", headline);
    for (const std::string& want : row.want)
      EXPECT_TRUE(std::any_of(r.attributions.begin(), r.attributions.end(), [&](const Attribution& a) { return show(r, a) == want; }))
          << row.text << "\n  wanted\n    " << want << "\n  got" << all(r);
  }
}

TEST(FloorReader, VerbsWithClausesAndQuotations) {
  expect_rows({
      {"The mayor said that the bridge was closed.", {"asserts | The mayor | said | that the bridge was closed"}},
      {"The mayor said the bridge was closed.", {"asserts | The mayor | said | the bridge was closed"}},
      {"The mayor has not confirmed that the bridge was closed.", {"confirms | The mayor | has not confirmed | that the bridge was closed"}},
      {"The mayor said: \"It is closed.\"", {"asserts | The mayor | said: | \"It is closed.\""}},
      {"The mayor called the raid \"necessary\".", {"asserts | The mayor | called | the raid \"necessary\""}},
      {"The clerk was asked whether the gate was shut.", {"asks |  | was asked | whether the gate was shut"}},
      {"The council vowed to rebuild the bridge.", {"commits | The council | vowed | to rebuild the bridge"}},
      {"The charity called on Lindal to open the camp.", {"demands | The charity | called on | Lindal to open the camp"}},
      {"The surgeon expected the number to rise.", {"expects | The surgeon | expected | the number to rise"}},
      {"The union doubted that the money would come.", {"doubts | The union | doubted | that the money would come"}},
      {"The company denied the reports.", {"denies | The company | denied | the reports"}},
  });
}

TEST(FloorReader, WordsBeforeTheCue) {
  expect_rows({
      {"\"The gate was shut,\" she said.", {"asserts | she | said | \"The gate was shut,\""}},
      {"\"The gate was shut,\" said Aru Venn, who led the convoy.", {"asserts | Aru Venn, who led the convoy | said | \"The gate was shut,\""}},
      {"\"The bridge,\" said Colonel Venn, \"was already down.\"", {"asserts | Colonel Venn | said | \"The bridge,\" ... \"was already down.\""}},
      {"The bridge fell at noon, the fire service has said.", {"asserts | the fire service | has said | The bridge fell at noon"}},
      {"\"Who signed?\" Okoro asked.", {"asks | Okoro | asked | \"Who signed?\""}},
      {"The bill, the minister said, would raise the price of bread.", {"asserts | the minister | said | The bill ... would raise the price of bread"}},
  });
}

TEST(FloorReader, SourcesWithAppositions) {
  expect_rows({
      {"Mina Farrow, who ran the ward, said that nineteen had died.", {"asserts | Mina Farrow, who ran the ward | said | that nineteen had died"}},
      {"The ministry's spokesman, Imre Solt, told a briefing that nobody was held.",
       {"denies | The ministry's spokesman, Imre Solt | told | that nobody was held"}},
      {"Two people close to the minister said on Tuesday that she had resigned.",
       {"asserts | Two people close to the minister | said on Tuesday | that she had resigned"}},
  });
}

TEST(FloorReader, CuesThatAreNoVerbs) {
  expect_rows({
      {"At least 41 people were held, according to a list seen by the Monitor.", {"asserts | a list seen by the Monitor | according to | At least 41 people were held"}},
      {"According to the charity, 41 people were held.", {"asserts | the charity | According to | 41 people were held"}},
      {"In the mayor's view, the figure is nearer 20.", {"believes | the mayor | In ... view | the figure is nearer 20"}},
      {"The bridge had reportedly been mined.", {"asserts |  | reportedly | The bridge had ... been mined"}},
      {"She rejected the army's claim that the clinic was empty.", {"alleges | the army's | claim | that the clinic was empty"}},
  });
}

TEST(FloorReader, PassivesAndHiddenSources) {
  expect_rows({
      {"The clerk was quoted as saying that 300 people were inside.", {"asserts | The clerk | was quoted as saying | that 300 people were inside"}},
      {"It is understood that he was warned twice.", {"asserts |  | It is understood | that he was warned twice"}},
      {"The brigadier is accused of ordering the shelling.", {"alleges |  | is accused | The brigadier ... of ordering the shelling"}},
      {"The report could not be independently verified.", {"doubts |  | could not be independently verified | The report"}},
      {"Neither account could be verified.", {"doubts |  | could be verified | Neither account"}},
      {"The three are said to have left by boat.", {"asserts |  | are said | The three ... to have left by boat"}},
  });
}

TEST(FloorReader, CoordinationAndParticiples) {
  expect_rows({
      {"Corlan Mining denied that its managers had been warned, saying that it had no record of the paper.",
       {"denies | Corlan Mining | denied | that its managers had been warned", "asserts | Corlan Mining | saying | that it had no record of the paper"}},
      {"The mayor said the bridge was closed and denied that anybody had crossed it.",
       {"asserts | The mayor | said | the bridge was closed", "denies | The mayor | denied | that anybody had crossed it"}},
  });
}

TEST(FloorReader, Headlines) {
  expect_rows({{"Ministry: no one is held at Kerr", {"denies | Ministry | : | no one is held at Kerr"}},
               {"Kerr raid killed dozens - rescuers", {"asserts | rescuers | - | Kerr raid killed dozens"}},
               {"Convoy was stopped at Kerr, official says", {"asserts | official | says | Convoy was stopped at Kerr"}}},
              true);
}

TEST(FloorReader, QuotedParagraphsGoOn) {
  const Reading r = read("\"We walked all night.\n\"Nobody came,\" said Mina Farrow.\n\"We had no water and no light at all.\"");
  ASSERT_FALSE(r.attributions.empty()) << all(r);
  EXPECT_EQ(join(r, r.attributions[0].content), "\"We walked all night. ... \"Nobody came,\" ... \"We had no water and no light at all.\"");
}

TEST(FloorReader, NestsWhatStandsInsideAContent) {
  const Reading r = read("The Lindal Post reported that two diplomats had told it that the convoy was stopped.");
  ASSERT_EQ(r.attributions.size(), 2U) << all(r);
  EXPECT_EQ(r.attributions[0].parent, -1);
  EXPECT_EQ(r.attributions[1].parent, 0);
  EXPECT_EQ(r.attributions[1].source_kind, SourceKind::unnamed_group);
}

TEST(FloorReader, LinksSayOnWhoseWord) {
  const Reading r = read("The gate was shut, the Lindal Post reported on Tuesday, citing interviews with four guards.\nOne guard told the Lindal Post that he was ashamed.");
  ASSERT_GE(r.attributions.size(), 2U) << all(r);
  ASSERT_EQ(r.attributions[0].links.size(), 1U) << all(r);
  EXPECT_EQ(r.attributions[0].links[0].kind, SourceLink::Kind::citing);
  EXPECT_EQ(slice(r.document, r.attributions[0].links[0].span), "four guards");
  ASSERT_EQ(r.attributions[1].links.size(), 1U) << all(r);
  EXPECT_EQ(r.attributions[1].links[0].kind, SourceLink::Kind::told);
  EXPECT_EQ(r.attributions[1].links[0].agent, r.attributions[0].agent);
}

TEST(FloorReader, ABodysOwnDocumentSpeaksForIt) {
  const Reading r = read("No person has been held at Kerr.", "Ministry of Public Calm");
  ASSERT_EQ(r.attributions.size(), 1U);
  EXPECT_TRUE(r.attributions[0].source.empty());
  EXPECT_EQ(r.attributions[0].stance, Stance::denies);
  EXPECT_EQ(r.agents[static_cast<std::size_t>(r.attributions[0].agent)].name, "Ministry of Public Calm");
  const Reading outlet = read("No person has been held at Kerr.", "The Lindal Post");
  ASSERT_EQ(outlet.attributions.size(), 1U);
  EXPECT_EQ(outlet.attributions[0].rule, "own-voice");
  EXPECT_EQ(outlet.attributions[0].agent, -1);
  EXPECT_EQ(outlet.attributions[0].stance, Stance::asserts);  // nobody has been accused: it reports
}

TEST(Agents, OneSpeakerUnderSeveralNames) {
  const Reading r = read(
      "The Ministry of Public Calm denied the reports.\n"
      "\"There are no guards,\" its spokeswoman, Mirjam Oduya, said. She said that nobody had been held. Oduya said that the ministry would reply.\n"
      "The ministry said that it had replied.");
  const auto agent = [&](std::string_view source) {
    for (const Attribution& a : r.attributions)
      if (join(r, a.source) == source) return a.agent;
    return std::int32_t{-2};
  };
  const std::int32_t spokeswoman = agent("its spokeswoman, Mirjam Oduya");
  ASSERT_GE(spokeswoman, 0) << all(r);
  EXPECT_EQ(agent("She"), spokeswoman) << all(r);
  EXPECT_EQ(agent("Oduya"), spokeswoman) << all(r);
  const std::int32_t ministry = agent("The Ministry of Public Calm");
  EXPECT_EQ(agent("The ministry"), ministry) << all(r);
  EXPECT_EQ(r.agents[static_cast<std::size_t>(spokeswoman)].affiliation, ministry);
  EXPECT_EQ(r.agents[static_cast<std::size_t>(spokeswoman)].name, "Mirjam Oduya");
}

TEST(Agents, TwoBearersOfOneNameStayApart) {
  const Reading r = read("Aru Venn said the gate was shut. Ilse Venn said the gate was open. Venn said it rained.");
  ASSERT_EQ(r.attributions.size(), 3U) << all(r);
  EXPECT_NE(r.attributions[0].agent, r.attributions[1].agent);
  EXPECT_NE(r.attributions[2].agent, r.attributions[0].agent);
  EXPECT_NE(r.attributions[2].agent, r.attributions[1].agent);
}

TEST(Agents, KindsOfSources) {
  const std::vector<std::pair<std::string, SourceKind>> rows{
      {"Mina Farrow said it rained.", SourceKind::named_person},
      {"The Ministry of Works said it rained.", SourceKind::government},
      {"Lindal said it rained. The road in Lindal was wet.", SourceKind::government},
      {"The Harrow Gazette said it rained.", SourceKind::media},
      {"Corlan Holdings said it rained.", SourceKind::named_organisation},
      {"The memorandum said it rained.", SourceKind::document},
      {"A senior official said it rained.", SourceKind::unnamed_individual},
      {"Three officials said it rained.", SourceKind::unnamed_group},
      {"Voters said it rained.", SourceKind::collective},
  };
  for (const auto& [text, want] : rows) {
    const Reading r = read(text);
    ASSERT_FALSE(r.attributions.empty()) << text;
    EXPECT_EQ(name(r.attributions[0].source_kind), name(want)) << text;
  }
  const Reading vague = read("Widespread reports say that thousands were held.");
  ASSERT_FALSE(vague.attributions.empty());
  EXPECT_TRUE(vague.agents[static_cast<std::size_t>(vague.attributions[0].agent)].vague);
}

// Both once broke the reader: a name of which nothing is left without its article, and a "no" before "no finding".
TEST(FloorReader, SurvivesOddNames) {
  read("The S said it rained. The S said it rained.");
  read("The committee makes no no finding on the deaths.");
}

TEST(FloorReader, LightVerbsAndParticiplesWithBy) {
  expect_rows({{"The committee makes no finding on the deaths.", {"doubts | The committee | makes no finding on | the deaths"}},
               {"It matched the deaths reported a day earlier by the Lindal Post.", {"asserts | the Lindal Post | reported a day earlier by | the deaths"}},
               {"The army dismissed as untrue the claim that it had fired.", {"denies | The army | dismissed as untrue | the claim that it had fired"}},
               {"Officials have since put the number of dead at 20.", {"asserts | Officials | have since put | the number of dead at 20"}}});
}

// "a disputed depot" and "17 named dead" were read as somebody called "a" or "17" who disputes and names.
TEST(FloorReader, AnArticleOrABareNumberIsNobody) {
  for (const char* text : {"Officials put the number of dead at a disputed depot at 20 or more.", "17 named dead in depot scandal."})
    for (const Reading r = read(text); const Attribution& a : r.attributions)
      EXPECT_FALSE(join(r, a.source) == "a" || join(r, a.source) == "17") << show(r, a);
  expect_rows({{"Of the nine, 3 said that they had been beaten.", {"asserts | 3 | said | that they had been beaten"}}});
}

// Whatever the text: spans lie in it, on code-point boundaries, in order; parents and agents exist; no cycle, no depth over four.
TEST(FloorReader, HoldsItsPromisesOnJunk) {
  static const std::vector<std::string> bits{"The ministry", "he", "said", "told", "denied", "that", "citing", "according to", "by", "who", "\"", "“", "”", "‘", "’", "'", ",", ".",
                                             ":", ";", "—", "(", "\n", "Aru Venn", "the Lindal Post", "and", "was", "quoted", "as", "saying", "to", "é", "字", "no", "on Tuesday", "12", "S", "The", "of", "makes no finding on", "no",
                                             "its spokeswoman", "put", "at", "%", "'s view"};
  for (unsigned seed = 0; seed < 150; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int i = 0; i < 250; ++i) text += bits[random() % bits.size()] + " ";
    const Reading r = read(text);
    for (const Attribution& a : r.attributions) {
      ASSERT_FALSE(a.content.empty()) << "seed " << seed;
      for (const Spans* spans : {&a.source, &a.cue, &a.content}) {
        std::uint32_t at = 0;
        for (ByteSpan s : *spans) {
          ASSERT_LE(at, s.begin) << "seed " << seed;
          ASSERT_LT(s.begin, s.end) << "seed " << seed;
          ASSERT_LE(s.end, r.document.text.size()) << "seed " << seed;
          ASSERT_EQ(find_invalid_utf8(slice(r.document, s)), std::string_view::npos) << "seed " << seed;
          at = s.end;
        }
      }
      ASSERT_LT(a.agent, static_cast<std::int32_t>(r.agents.size()));
      int depth = 0;
      for (std::int32_t p = a.parent; p >= 0; p = r.attributions[static_cast<std::size_t>(p)].parent) ASSERT_LT(++depth, 5) << "seed " << seed;
    }
    for (const Agent& a : r.agents) ASSERT_LT(a.affiliation, static_cast<std::int32_t>(r.agents.size())) << "seed " << seed;
  }
}

}  // namespace
}  // namespace stemma::claims
