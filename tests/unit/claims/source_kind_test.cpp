// Of what kind a source is, and whom it stands for: invented sentences, one for each group.
#include <gtest/gtest.h>

#include <map>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "../../paragraphs.h"
#include "claims/claims.h"
#include "lang/language_reader.h"

namespace stemma::claims {
namespace {

Reading read(std::string text, const std::string& publisher = {}) {
  Reading r;
  r.document = test::paragraphs(std::move(text));
  if (!publisher.empty()) r.document.publisher = {publisher, "test"};
  static const auto reader = *make_reader();
  static lang::LanguageReader::Workspace space;
  static Workspace scratch;
  const lang::LanguageReader& language = **lang::LanguageReader::shared();
  const lang::Analysis analysis = language.read(r.document, space);
  const lang::Agents agents = language.agents(r.document, analysis, space);
  reader->read({language, space, analysis, agents}, scratch, r);
  return r;
}

std::string source(const Reading& r, const Attribution& a) {
  std::string out;
  for (ByteSpan s : a.source) out += (out.empty() ? "" : " ... ") + std::string(slice(r.document, s));
  return out;
}

std::string agent(const Reading& r, const Attribution& a) { return a.agent < 0 ? "" : r.agents[static_cast<std::size_t>(a.agent)].name; }

struct Row {
  std::string text, source;
  SourceKind kind;
};

void expect(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Reading r = read(row.text);
    bool met = false;
    for (const Attribution& a : r.attributions) {
      if (source(r, a) != row.source) continue;
      met = true;
      EXPECT_EQ(name(a.source_kind), name(row.kind)) << row.text << "\n  " << agent(r, a);
    }
    EXPECT_TRUE(met) << row.text << "\n  no source: " << row.source;
  }
}

TEST(SourceKinds, GroupsOfPeopleWhomOneCouldAsk) {
  expect({{"Residents said the bridge was closed.", "Residents", SourceKind::unnamed_group},
          {"Analysts said prices would fall.", "Analysts", SourceKind::unnamed_group},
          {"Two officers said the gate was open.", "Two officers", SourceKind::unnamed_group},
          {"A number of parents said the school was unsafe.", "A number of parents", SourceKind::unnamed_group},
          {"Hospital staff said the ward was full.", "Hospital staff", SourceKind::unnamed_group},
          {"Three people present said the minister left early.", "Three people present", SourceKind::unnamed_group}});
}

TEST(SourceKinds, CollectivesThatNobodyCouldCount) {
  expect({{"Critics say the law goes too far.", "Critics", SourceKind::collective},
          {"Most voters doubt the plan will work.", "Most voters", SourceKind::collective},
          {"The public believes the dam is safe.", "The public", SourceKind::collective},
          {"In the poll, 59 percent said they would not vote.", "59 percent", SourceKind::collective},
          {"Many people think the harvest will fail.", "Many people", SourceKind::collective}});
}

TEST(SourceKinds, IndividualsWithoutName) {
  expect({{"A guard at the camp said the men were beaten.", "A guard at the camp", SourceKind::unnamed_individual},
          {"A doctor at the town's hospital said six people had died.", "A doctor at the town's hospital", SourceKind::unnamed_individual},
          {"One of them said the road was mined.", "One of them", SourceKind::unnamed_individual},
          {"The soldiers came at night. W., a seamstress, said they took her brother.", "W., a seamstress", SourceKind::unnamed_individual}});
}

TEST(SourceKinds, BodiesOfAState) {
  expect({{"The electoral office said the count was over.", "The electoral office", SourceKind::government},
          {"The coast guard said the ship had sunk.", "The coast guard", SourceKind::government},
          {"The security directorate denied the arrests.", "The security directorate", SourceKind::government},
          {"Nairobi denied that its troops had crossed the border.", "Nairobi", SourceKind::government}});
}

TEST(SourceKinds, OtherBodiesMediaDocuments) {
  expect({{"Engineering group Kessmer denied the report.", "Engineering group Kessmer", SourceKind::named_organisation},
          {"The hotel said it had no vacant rooms.", "The hotel", SourceKind::named_organisation},
          {"The newspaper Vora reported that the mayor would resign.", "The newspaper Vora", SourceKind::media},
          {"The petition says the wells are poisoned.", "The petition", SourceKind::document},
          {"Internal documents obtained by the Orsk Gazette show that the valve had failed.", "Internal documents obtained by the Orsk Gazette", SourceKind::document}});
}

TEST(SourceKinds, NamesBehindOffices) {
  expect({{"The traditional ruler of the area, Tunji Faro, said the land was theirs.", "The traditional ruler of the area, Tunji Faro", SourceKind::named_person},
          {"The accused, Joash Mwalo, said he was at home.", "The accused, Joash Mwalo", SourceKind::named_person}});
}

TEST(SourceKinds, AnOfficeWhoseBearerIsNamed) {
  const Reading r = read("Governor Mara Venlow visited the port on Monday.\n\nThe governor said the port would reopen. She added that trade was safe.");
  ASSERT_GE(r.attributions.size(), 2U);
  for (const Attribution& a : r.attributions) {
    if (a.rule == "own-voice") continue;
    EXPECT_EQ(name(a.source_kind), name(SourceKind::named_person)) << source(r, a);
    EXPECT_EQ(agent(r, a), "Mara Venlow") << source(r, a);
  }
}

TEST(SourceKinds, WhomTheTextHasNamedIsNoNewUnnamedPerson) {
  const Reading r = read(
      "International observers said on Tuesday they had serious doubts about the count in one district of Tamunde, where Anselm Kovandji was declared "
      "the winner of Saturday's election for governor.\n"
      "Reinhold Lindqvale, who leads the Inter-Coast Election Observers, said his teams had put turnout in Kasoro at about 64%. The Regional Electoral "
      "Commission has given it as 87.\n"
      "Opposition agents had been ordered to leave five of the eight Kasoro halls that his people visited, he said.\n"
      "A young poll worker has told the Kasoro Weekly Voice that she found a box at the grain store part-filled with folded papers before voting "
      "started. Lindqvale said his mission had seen nothing of the kind.");
  bool met = false;
  for (const Attribution& a : r.attributions) {
    if (source(r, a) != "A young poll worker") continue;
    met = true;
    EXPECT_EQ(agent(r, a), "A young poll worker");
  }
  EXPECT_TRUE(met);
}

/// Whose words the attributions of this source are; every one of them must be one agent's.
std::string agent_of(const Reading& r, std::string_view words) {
  std::string out = "(none)";
  for (const Attribution& a : r.attributions) {
    if (source(r, a) != words) continue;
    EXPECT_TRUE(out == "(none)" || out == agent(r, a));
    out = agent(r, a);
  }
  return out;
}

TEST(SourceKinds, AGeneralStaffIsNoGeneral) {
  const Reading r = read("The General Staff of Morvand said its troops had come under fire. \"We answered,\" the General Staff said on Monday.");
  EXPECT_EQ(agent_of(r, "The General Staff of Morvand"), "General Staff of Morvand");
  for (const Attribution& a : r.attributions)
    if (source(r, a) == "The General Staff of Morvand") {
      EXPECT_EQ(name(a.source_kind), name(SourceKind::government));
    }
}

TEST(SourceKinds, TwoOfficesThatShareANounAreTwo) {
  const Reading r = read("The public prosecutor's office of the city said a file had been opened.\nThe mayor's office disputes that the fund was touched. The prosecutor's office said it would publish the file.");
  EXPECT_NE(agent_of(r, "The mayor's office"), agent_of(r, "The public prosecutor's office of the city"));
  EXPECT_EQ(agent_of(r, "The prosecutor's office"), agent_of(r, "The public prosecutor's office of the city"));
}

TEST(SourceKinds, SheIsWhomTheTextCallsAWoman) {
  const Reading r = read(
      "The army's spokeswoman, Lenka Vasko, dismissed a video circulated by Bel Ahour that shows men loading a mortar. \"Those are our men, on our training ground,\" she said.");
  EXPECT_EQ(agent_of(r, "she"), "Lenka Vasko");
}

TEST(SourceKinds, WhoSaysThatHeDidItIsNoShe) {
  const Reading r = read(
      "Ottla Beltran, the reporter who is held, has refused food, her attorney said.\nTovias Ferreyra said he had found her with a bandaged hand. She told him that guards "
      "had hit her, he said.\n\"She takes water and salt,\" he told the Dispatch.");
  EXPECT_EQ(agent_of(r, "he"), "Tovias Ferreyra");
  EXPECT_NE(agent_of(r, "She"), "Tovias Ferreyra");
}

TEST(SourceKinds, TheSamePhraseIsOneAgent) {
  const Reading r = read("A surgeon in the capital said on Saturday she had taken bullets from four men, contradicting the government's account that only rubber rounds were used.");
  int surgeons = 0;
  for (const Agent& a : r.agents) surgeons += a.name.starts_with("A surgeon");
  EXPECT_EQ(surgeons, 1);
}

TEST(SourceKinds, ThisNewspaperIsTheOneThatPrintsIt) {
  const Reading r = read("Tamsel Foods conceded on Friday that its chairman had met the bidder. This newspaper reported on Monday that the two were at an advanced stage.");
  EXPECT_NE(agent_of(r, "This newspaper"), "Tamsel Foods");
}

TEST(SourceKinds, WhoPublishesIsNotForgottenWithAPhraseThatSpeaksOfIt) {
  const Reading r = read(
      "A brother of a reader of this newspaper said the gate was open. An aide to the widow of the man of this newspaper said the gate was shut.\nThis newspaper reported it on Monday. "
      "A friend of a friend of our newspaper said no.", "The Lantern");
  for (const Agent& a : r.agents) EXPECT_LT(a.affiliation, static_cast<std::int32_t>(r.agents.size())) << a.name;
  for (const Attribution& a : r.attributions) EXPECT_LT(a.agent, static_cast<std::int32_t>(r.agents.size()));
  EXPECT_EQ(agent_of(r, "This newspaper"), "Lantern");
}

TEST(SourceKinds, AnAffiliationIsTakenBackWithItsBody) {
  const Reading r = read(
      "Federal prosecutors on Thursday indicted a former aide of the harbour board, authorities said. Orlec and Venn \"schemed to defraud thousands of donors,\" according to "
      "prosecutors in the City Attorney's office for the Southern District of Amarga.");
  for (const Agent& a : r.agents) EXPECT_LT(a.affiliation, static_cast<std::int32_t>(r.agents.size())) << a.name;
}

TEST(SourceKinds, AnOfficerOfThePressSpeaksForHisMinistry) {
  const Reading r = read("The interior ministry said the men were fed. A ministry press officer said the gate was open.");
  for (const Agent& a : r.agents) {
    if (a.name != "A ministry press officer") continue;
    ASSERT_GE(a.affiliation, 0);
    EXPECT_EQ(r.agents[static_cast<std::size_t>(a.affiliation)].name, "The interior ministry");
  }
}

TEST(SourceKinds, MentionsStandInTheOrderOfTheText) {
  const Reading r = read("Observers question vote as governor tells of filled box\nMara Venlow, the governor, visited the port. Venlow said the port was open. She said trade was safe.");
  for (const Agent& a : r.agents) EXPECT_TRUE(std::is_sorted(a.mentions.begin(), a.mentions.end())) << a.name;
}

TEST(SourceKinds, ALabelOfTheDeskIsNoPartOfTheSource) {
  EXPECT_NE(agent_of(read("FLASH - Tamunde commission says vote in Kasoro is annulled."), "Tamunde commission"), "(none)");
  for (const auto* line : {"KILL NOTICE: Elsinda captain arrested", "EDITORS: Please kill the item that moved at noon.", "Urgent: the bridge at Ostrel has fallen."})
    for (const Agent& a : read(line).agents) EXPECT_TRUE(a.name.find("KILL") == std::string::npos && a.name != "EDITORS" && a.name != "Urgent") << line;
}

TEST(SourceKinds, ANamedSpokesmanForABodyIsOfIt) {
  const Reading r = read("The Ministry of Works said on Monday that it would rain. Ruben Tace, a spokesman for the ministry, said that the lamps were out. Kim Roe, an analyst with the Harbour Institute, said it was dark. Ines Pell, a lawyer for Kim Roe, said it was late.");
  std::map<std::string, std::string> body;
  for (const Agent& a : r.agents) body[a.name] = a.affiliation < 0 ? "" : r.agents[static_cast<std::size_t>(a.affiliation)].name;
  EXPECT_EQ(body["Ruben Tace"], "Ministry of Works");
  EXPECT_EQ(body["Kim Roe"], "Harbour Institute");
  EXPECT_EQ(body["Ines Pell"], "");
}

TEST(SourceKinds, LinesOfThePageSayNothing) {
  for (const auto* line : {"The Boreal Press contributed to this report.", "Orrin Kell in Drummelt contributed to this report.", "© Copyright 2031 The Tidewater Lantern, LLC. Click here for reprint permission.",
                           "Reporting by Edda Marlowick; Editing by Orrin Kell", "This material may not be published, broadcast, rewritten or redistributed.", "This article is more than 1 year old"})
    EXPECT_TRUE(read(std::string("The wall at Ostrel fell on Monday.\n") + line).attributions.size() <= 1) << line;
  for (const auto* line : {"Orrin Kell said that his father had contributed to this fund.", "Orrin Kell told his protegÃ©s that the wall would fall.",
                           "Follow the money and you will get our newsletter, they say — Orrin Kell (@orrin) 6 May 2031"})
    EXPECT_FALSE(read(line).attributions.empty()) << line;
}

TEST(SourceKinds, WhoIsTheNounBefore) {
  const Reading r = read("The council heard from Aru Dunmore, who said that the wall would fall.");
  ASSERT_FALSE(r.attributions.empty());
  const Attribution& a = r.attributions.back();
  EXPECT_EQ(name(a.source_kind), name(SourceKind::named_person)) << source(r, a);
  EXPECT_EQ(agent(r, a), "Aru Dunmore") << source(r, a);
}

TEST(SourceKinds, TheSpeakerIsI) {
  const Reading r = read("“I believe that the wall will fall,” said Aru Dunmore.");
  bool met = false;
  for (const Attribution& a : r.attributions) {
    if (source(r, a) != "I") continue;
    met = true;
    EXPECT_EQ(name(a.source_kind), name(SourceKind::named_person));
    EXPECT_EQ(agent(r, a), "Aru Dunmore");
  }
  EXPECT_TRUE(met);
}

TEST(SourceKinds, UnnamedSourcesKeepTheirWords) {
  const Reading r = read("A guard at the camp said the men were beaten.");
  ASSERT_FALSE(r.attributions.empty());
  EXPECT_EQ(agent(r, r.attributions.front()), "A guard at the camp");
}

}  // namespace
}  // namespace stemma::claims
