// What the learned reader makes of invented sentences. Each is a kind of saying that must not be lost.
#include <gtest/gtest.h>

#include <algorithm>

#include "../../paragraphs.h"
#include "claims/claims.h"

namespace stemma::claims {
namespace {

Reading read(Document document, std::string publisher = {}) {
  static const auto reader = make_reader();
  static lang::LanguageReader::Workspace space;
  static Workspace scratch;
  Reading r;
  r.document = std::move(document);
  r.document.publisher = {std::move(publisher), "test"};
  const lang::LanguageReader& language = **lang::LanguageReader::shared();
  const lang::Analysis analysis = language.read(r.document, space);
  const lang::Agents agents = language.agents(r.document, analysis, space);
  (*reader)->read({language, space, analysis, agents}, scratch, r);
  return r;
}

Reading read(std::string text, std::string publisher = {}) { return read(test::paragraphs(std::move(text)), std::move(publisher)); }

std::string join(const Reading& r, const Spans& spans) {
  std::string out;
  for (const ByteSpan s : spans) out += (out.empty() ? "" : " ... ") + std::string(slice(r.document, s));
  return out;
}

/// Stances and contents of what it says in its own voice.
std::vector<std::string> own(const Reading& r) {
  std::vector<std::string> out;
  for (const Attribution& a : r.attributions)
    if (a.rule == "own-voice") out.push_back(std::string(name(a.stance)) + " | " + join(r, a.content));
  return out;
}

/// "source | cue | content" of each, those inside another's content indented.
std::vector<std::string> said(const Reading& r) {
  std::vector<std::string> out;
  for (const Attribution& a : r.attributions) {
    std::string line;
    for (std::int32_t p = a.parent; p >= 0; p = r.attributions[static_cast<std::size_t>(p)].parent) line += "  ";
    out.push_back(line + join(r, a.source) + " | " + join(r, a.cue) + " | " + join(r, a.content));
  }
  return out;
}

using Lines = std::vector<std::string>;

/// Of what is read in `text`, that which denies.
Lines denied(std::string text) {
  Reading r = read(std::move(text));
  std::erase_if(r.attributions, [](const Attribution& a) { return a.stance != Stance::denies || a.negated; });
  for (Attribution& a : r.attributions) a.parent = -1;
  return said(r);
}

TEST(LearnedReader, SourceCueAndContent) {
  EXPECT_EQ(said(read("The governor said the bridge was closed.")), (Lines{"The governor | said | the bridge was closed"}));
  EXPECT_EQ(said(read("According to the harbour office, the ferry left at noon.")), (Lines{"the harbour office | According to | the ferry left at noon"}));
}

Lines said_in_headline(std::string text) {
  Document d = test::paragraphs(std::move(text));
  d.blocks.at(0).kind = BlockKind::headline;
  return said(read(std::move(d)));
}

TEST(LearnedReader, InAHeadlineOnlyWhatIsSaidIsSaid) {
  for (const std::string text : {"Dockers block the Ostrel ferry", "Storm tears roof off Varnholm school", "Harbour pilot adopts a stray dog", "Angry mob chops down old oak",
                                 "Ferry fire: thirty rescued off Ostrel"})
    EXPECT_EQ(said_in_headline(text), (Lines{" |  | " + text}));
  EXPECT_EQ(said_in_headline("The Unluckiest Clerk In Ostrel Set His Office On Fire").size(), 1U);
  EXPECT_TRUE(said_in_headline("The ferry at Ostrel").empty());
  EXPECT_EQ(said_in_headline("Mayor denies harbour was sold"), (Lines{"Mayor | denies | harbour was sold"}));
  EXPECT_EQ(said_in_headline("Ministry: thirty rescued off Ostrel"), (Lines{"Ministry | : | thirty rescued off Ostrel"}));
  EXPECT_EQ(said_in_headline("Poll: harbour sale splits Varnholm"), (Lines{"Poll | : | harbour sale splits Varnholm"}));
  EXPECT_EQ(said_in_headline("Varnholm reportedly sells the harbour"), (Lines{" | reportedly | Varnholm ... sells the harbour"}));
}

TEST(LearnedReader, BehindTheColonOfAHeadlineStandsWhoSaysIt) {
  EXPECT_EQ(said_in_headline("46 dead in ferry fire: coastguard"), (Lines{"coastguard | : | 46 dead in ferry fire"}));
  EXPECT_EQ(said_in_headline("46 dead in Ostrel: ministry"), (Lines{"ministry | : | 46 dead in Ostrel"}));
  EXPECT_EQ(said_in_headline("Talks failed: union"), (Lines{"union | : | Talks failed"}));
  EXPECT_EQ(said_in_headline("After the ferry fire: the survivors"), (Lines{" |  | After the ferry fire: the survivors"}));
  EXPECT_EQ(said_in_headline("'They took my son': survivors recall Ostrel raid").front(), "survivors | : | 'They took my son'");
}

TEST(LearnedReader, WhoIsAccusedInAHeadlineSaysNothing) {
  EXPECT_EQ(said_in_headline("Governor accused of taking bribes"), (Lines{" | accused of | Governor ... taking bribes"}));
  EXPECT_EQ(said_in_headline("Mayor accuses firm of dumping waste"), (Lines{"Mayor | accuses | firm of dumping waste"}));
}

TEST(LearnedReader, WhatNeitherRejectsNorNegatesIsNoDenial) {
  for (const std::string text : {"46 dead in Ostrel strike: ministry", "Ten dead in Ostrel: ministry"}) {
    Document d = test::paragraphs(text);
    d.blocks.at(0).kind = BlockKind::headline;
    EXPECT_EQ(read(std::move(d)).attributions.at(0).stance, Stance::asserts) << text;
  }
}

TEST(LearnedReader, ALabelBeforeAHeadlineIsNoPartOfIt) {
  for (const std::string label : {"BREAKING", "Breaking", "URGENT", "EXCLUSIVE", "WATCH", "VIDEO"})
    EXPECT_EQ(said_in_headline(label + ": Varnholm council sells the harbour"), (Lines{" |  | Varnholm council sells the harbour"})) << label;
  EXPECT_EQ(said(read("Story highlights The council of Varnholm has sold the harbour")), (Lines{" |  | The council of Varnholm has sold the harbour"}));
}

/// Name and kind of who says each.
std::vector<std::string> speakers(const Reading& r) {
  std::vector<std::string> out;
  for (const Attribution& a : r.attributions)
    out.push_back(a.agent < 0 ? "" : r.agents.at(static_cast<std::size_t>(a.agent)).name + " " + std::string(name(r.agents.at(static_cast<std::size_t>(a.agent)).kind)));
  return out;
}

TEST(LearnedReader, WhoSaysThatNobodyDeniedDeniesNothing) {
  for (const std::string text : {"The committee pointed out that Orlec has never publicly denied the allegations.", "The ministry said it had not rejected the plan."})
    EXPECT_EQ(read(text).attributions.at(0).stance, Stance::asserts) << text;
  EXPECT_EQ(read("Jonas Orlec said he had not sold the boat.").attributions.at(0).stance, Stance::denies);
}

TEST(LearnedReader, WhoAsksSaysNothing) { EXPECT_TRUE(said(read("Who says men have no fun at Ostrel?")).empty()); }

TEST(LearnedReader, AWordThatIsAlsoASurname) {
  const auto r = read("Jonas Winters spoke at noon.\nWinters said the bridge was closed.");
  EXPECT_EQ(speakers(r).back(), "Jonas Winters person");
}

TEST(LearnedReader, WhoIsInformedInAStatementIsInformedByItsIssuer) {
  for (const auto& who : speakers(read("No person has been held at Ostrel.\nRelatives were informed of the whereabouts of every resident from the first day.", "Ministry of Works")))
    EXPECT_EQ(who, "Ministry of Works government");
}

TEST(LearnedReader, ADocumentInWhichOnlyWeSpeakIsAStatement) {
  const std::string text = "The boats at Ostrel went down at noon.\nWe estimate that forty were lost.";
  EXPECT_EQ(speakers(read(text, "Boatwatch")).front(), "Boatwatch organisation");
  EXPECT_EQ(speakers(read(text + "\nThe mayor said it was nine.", "Boatwatch")).front(), "");  // an outlet that says "we"
}

TEST(LearnedReader, APostThatIsSetIntoThePage) {
  const auto has = [](const std::string& text, const std::string& line) {
    const auto all = said(read(text));
    return std::count(all.begin(), all.end(), line) == 1;
  };
  EXPECT_TRUE(has("We did ask. Twice. — Harbour Authority (@tamundeport) June 24, 2031", "Harbour Authority | — | We did ask. Twice"));
  EXPECT_TRUE(has("The union met.\nWe did ask. Twice. pic.twitter.com/abc — Harbour Authority (@tamundeport) June 24, 2031\nIt rained.", "Harbour Authority | — | We did ask. Twice"));
  EXPECT_TRUE(has("We did ask. Twice.\n— Harbour Authority (@tamundeport) June 24, 2031", "Harbour Authority | — | We did ask. Twice"));
  EXPECT_TRUE(own(read("We did ask. — Harbour Authority (@tamundeport) June 24, 2031")).empty());
}

TEST(LearnedReader, PiecesAroundTheSpeaker) {
  EXPECT_EQ(said(read("“The bridge,” said Colonel Aru Venn, “was already down when our column arrived.”")),
            (Lines{"Colonel Aru Venn | said | “The bridge,” ... “was already down when our column arrived.”"}));
}

TEST(LearnedReader, ADenialIsNotLost) {
  const Reading r = read("The army denied that its drones had struck the clinic.");
  ASSERT_EQ(said(r), (Lines{"The army | denied | that its drones had struck the clinic"}));
  EXPECT_EQ(r.attributions[0].stance, Stance::denies);
}

TEST(LearnedReader, ADenialThatIsOnlyPartOfASentenceIsNotLost) {
  EXPECT_EQ(denied("Denying that he had fled, the banker said he was on holiday."), (Lines{"the banker | Denying | that he had fled"}));
  EXPECT_EQ(denied("Mr Orlec, denying the charges, left the court."), (Lines{"Mr Orlec | denying | the charges"}));
  EXPECT_EQ(denied("While denying that it had spied on the union, the firm apologised."), (Lines{"the firm | denying | that it had spied on the union"}));
  EXPECT_EQ(denied("The firm rejected any suggestion of wrongdoing."), (Lines{"The firm | rejected | any suggestion of wrongdoing"}));
  EXPECT_EQ(denied("A claim denied by the army was repeated on Friday."), (Lines{"the army | denied by | A claim"}));
  EXPECT_EQ(denied("Mayor Dae Lim said her employer never asked for papers to verify it."), (Lines{"Mayor Dae Lim | said | her employer never asked for papers to verify it"}));
  EXPECT_EQ(denied("The allegation — denied by Mr Orlec — is that he took money."), (Lines{"Mr Orlec | denied by | The allegation ... that he took money"}));
}

/// "name | role | whom it belongs to" of whoever says the first thing.
std::string first_speaker(const std::string& text) {
  const Reading r = read(text);
  if (r.attributions.empty() || r.attributions[0].agent < 0) return "";
  const Agent& a = r.agents[static_cast<std::size_t>(r.attributions[0].agent)];
  return a.name + " | " + a.role + " | " + (a.affiliation < 0 ? "" : r.agents[static_cast<std::size_t>(a.affiliation)].name);
}

TEST(LearnedReader, ABodyInFrontOfARoleIsWhoseItIs) {
  EXPECT_EQ(first_speaker("Interior Ministry spokesman Oleg Drun said two men were held."), "Oleg Drun | spokesman | Interior Ministry");
  EXPECT_EQ(first_speaker("Interior Ministry spokesman Colonel Oleg Drun said two men were held."), "Oleg Drun | spokesman Colonel | Interior Ministry");
  EXPECT_EQ(first_speaker("State Department spokesperson Mia Carr said talks had failed."), "Mia Carr | spokesperson | State Department");
  EXPECT_EQ(first_speaker("UN spokesman Aki Mori said aid was stuck."), "Aki Mori | spokesman | UN");
  EXPECT_EQ(first_speaker("Health ministry spokeswoman Ana Brandt said three had died."), "Ana Brandt | spokeswoman | Health ministry");
  EXPECT_EQ(first_speaker("Police spokesman Ivo Lund said nobody was hurt."), "Ivo Lund | spokesman | Police");
  EXPECT_EQ(first_speaker("Border guard spokesman Ren Asko said two men were held."), "Ren Asko | spokesman | Border guard");
  EXPECT_EQ(first_speaker("Prison director Lea Brun said nobody was hurt."), "Lea Brun | Prison director | ");
  EXPECT_EQ(first_speaker("Interior Minister Lea Brun said nobody was hurt."), "Lea Brun | Interior Minister | ");
  EXPECT_EQ(first_speaker("Former Interior Ministry spokesman Oleg Drun said two men were held."), "Oleg Drun | Former Interior Ministry spokesman | ");
}

TEST(LearnedReader, ARoleInCapitalsAtTheStartOfATextIsRead) {
  for (const std::string text : {"Kestria Energy Spokesman said the leak was small.", "Interior Ministry Officials said two men were held.", "Kestria Energy Chief Executive said so.", "Spokesman Ivo said so.", "Chief said so."})
    EXPECT_FALSE(read(text).attributions.empty()) << text;
}

TEST(LearnedReader, WhoLeadsAUnionBelongsToAllOfItsName) {
  EXPECT_EQ(first_speaker("Maud Sarrant, who leads the Food Workers' Union, said as many as 1,800 jobs would be lost."), "Maud Sarrant |  | Food Workers' Union");
}

TEST(LearnedReader, ABodyOfSeveralWordsIsAGovernmentIfItSaysSo) {
  const auto kinds = speakers(read("Human Rights Watch said it was so. The Interior Ministry said it was not."));
  EXPECT_EQ(kinds, (Lines{"Human Rights Watch organisation", "Interior Ministry government"}));
}

TEST(LearnedReader, LettersInBracketsAreShortForTheNameBefore) {
  const auto who = speakers(read("The Centre for Open Cells (COC), a rights group in Varnholm, said guards had beaten inmates. The COC said it had spoken to 31 people."));
  ASSERT_EQ(who.size(), 2U);
  EXPECT_EQ(who[0], who[1]);
  EXPECT_EQ(first_speaker("COC director Lea Brun said guards had beaten inmates. The Centre for Open Cells (COC) has 12 staff."), "Lea Brun | director | Centre for Open Cells");
}

TEST(LearnedReader, WhoHasLeftTheHospitalIsNotTheHospital) {
  const auto who = speakers(read("Two nurses at Saint Ida hospital said syringes were reused. The other, who has left the hospital, said it went on for a year. The hospital denied the claims."));
  ASSERT_EQ(who.size(), 3U);
  EXPECT_NE(who[1], who[2]);
}

TEST(LearnedReader, TheDoctorIsWhoIsCalledDoctor) {
  const auto who = speakers(read("Dr. Lena Ortiz said tents were running out. “We are alone here,” the doctor said."));
  ASSERT_EQ(who.size(), 2U);
  EXPECT_EQ(who[0], who[1]);
}

TEST(LearnedReader, WhoSpeaksBehindAParticiple) {
  EXPECT_EQ(said(read("Claiming that the storm was to blame, the ferry line offered a new ticket.")),
            (Lines{"the ferry line | Claiming | that the storm was to blame", "the ferry line | offered | a new ticket"}));
}

TEST(LearnedReader, WhatACitedSourceIsIsALink) {
  for (const std::string text : {"State television, citing an army statement, reported that the convoy had been hit.", "Citing two officials, the Lindal Post said the convoy had been hit."}) {
    const Reading r = read(text);
    ASSERT_EQ(r.attributions.size(), 1U) << text;
    ASSERT_EQ(r.attributions[0].links.size(), 1U) << text;
    EXPECT_EQ(slice(r.document, r.attributions[0].links[0].span), text[0] == 'S' ? "an army statement" : "two officials");
  }
}

TEST(LearnedReader, AnOutletThatIsOnlyDescribedIsNoneThatTheTextHasNamed) {
  const Reading r = read("Two men were held on Monday, Halcyon Wire reported, citing state television.");
  ASSERT_EQ(r.attributions.size(), 1U);
  ASSERT_EQ(r.attributions[0].links.size(), 1U);
  EXPECT_NE(r.attributions[0].links[0].agent, r.attributions[0].agent);
}

TEST(LearnedReader, WhoIsQuotedSpeaks) {
  EXPECT_EQ(said(read("Mr Orlec was quoted as saying that the dam had leaked for weeks.")), (Lines{"Mr Orlec | was quoted as saying | that the dam had leaked for weeks"}));
  EXPECT_EQ(said(read("The clerk, who kept the register until April, was quoted as saying that 300 people were inside.")),
            (Lines{"The clerk, who kept the register until April | was quoted as saying | that 300 people were inside"}));
  const Reading quoted = read("“The dam is safe,” the Lindal Post quoted the minister as saying.");
  EXPECT_EQ(said(quoted), (Lines{"the minister | quoted ... as saying | “The dam is safe,”"}));
  ASSERT_EQ(quoted.attributions.at(0).links.size(), 1U);
  EXPECT_EQ(slice(quoted.document, quoted.attributions[0].links[0].span), "the Lindal Post");
}

TEST(LearnedReader, WhoMaintainsThatHeIsInnocentDenies) {
  EXPECT_EQ(denied("Mr Orlec has always maintained his innocence."), (Lines{"Mr Orlec | has always maintained | his innocence"}));
  EXPECT_EQ(denied("Lawyers for Mr Orlec said he was innocent."), (Lines{"Lawyers for Mr Orlec | said | he was innocent"}));
  EXPECT_EQ(denied("The driver pleaded not guilty to causing death by dangerous driving."),
            (Lines{"The driver | pleaded not guilty to | causing death by dangerous driving"}));
  EXPECT_EQ(denied("The court heard that the driver was not innocent."), Lines{});
}

TEST(LearnedReader, WhoCannotConfirmDeniesNothing) {
  for (const std::string text : {"The ministry said it had not confirmed the deaths.", "Police said they could not confirm reports of a second gunman.", "Police said they could not rule out arson.",
                                 "The army said it could not verify the claim that civilians were killed.", "A spokesman said the company had no comment on the report that it was for sale.",
                                 "The minister could not deny that he had met the man."})
    EXPECT_EQ(denied(text), Lines{}) << text;
}

TEST(LearnedReader, AChainGoesDownToTheInnermost) {
  const Reading r = read("The Lindal Post reported that two diplomats said that Minister Okoro had told them that the convoy was stopped on her orders.");
  ASSERT_GE(r.attributions.size(), 3U);
  int deepest = 0;
  for (const Attribution& a : r.attributions) {
    int depth = 0;
    for (std::int32_t p = a.parent; p >= 0; p = r.attributions[static_cast<std::size_t>(p)].parent) ++depth;
    deepest = std::max(deepest, depth);
  }
  EXPECT_EQ(deepest, 2);
}

TEST(LearnedReader, LinksSayOnWhoseWord) {
  const Reading told = read("The clerk told the Harbour Courier that the gate had been shut.");
  ASSERT_EQ(told.attributions.size(), 1U);
  ASSERT_EQ(told.attributions[0].links.size(), 1U);
  EXPECT_EQ(told.attributions[0].links[0].kind, SourceLink::Kind::told);
  EXPECT_EQ(slice(told.document, told.attributions[0].links[0].span), "the Harbour Courier");
  const Reading citing = read("The Courier reported on Monday that the lists were burnt, citing interviews with seven drivers.");
  ASSERT_FALSE(citing.attributions.empty());
  ASSERT_EQ(citing.attributions[0].links.size(), 1U);
  EXPECT_EQ(citing.attributions[0].links[0].kind, SourceLink::Kind::citing);
  EXPECT_EQ(slice(citing.document, citing.attributions[0].links[0].span), "seven drivers");
}

TEST(LearnedReader, AQuotationIsTakenWhole) {
  const Reading r = read("“They counted us twice. Then they burnt the lists. Nobody asked who had written them,” she said.");
  ASSERT_FALSE(r.attributions.empty());
  EXPECT_EQ(join(r, r.attributions[0].content), "“They counted us twice. Then they burnt the lists. Nobody asked who had written them,”");
}

TEST(LearnedReader, LabelsSayWhoSpeaks) {
  EXPECT_EQ(said(read("“We were never asked about the bridge.” ― Edda Marlowick"))[0],
            "Edda Marlowick | ― | “We were never asked about the bridge.”");
  EXPECT_TRUE(said(read("MARLOWICK: The road was open at noon. Nobody stopped us."))[0].starts_with("MARLOWICK | : | The road was open at noon"));
}

TEST(LearnedReader, OneCueIsOneAttribution) {
  const Reading r = read("Spokeswoman Dae Lim declined to comment on the drivers' claim that their lists had been burnt.");
  std::size_t declined = 0;
  for (const Attribution& a : r.attributions) declined += join(r, a.cue).starts_with("declined");
  EXPECT_EQ(declined, 1U);
}

TEST(LearnedReader, NothingIsSaidWhereNothingIs) {
  for (const char* text : {"", "12 14 16\n\n18", "!!! ???", "Where was the ferry?", "By Dae Lim"}) EXPECT_TRUE(read(text).attributions.empty()) << text;
  for (const char* text : {"The road runs along the river for nine miles.", "He put the cup on the table at noon."}) {
    const Reading r = read(text);
    ASSERT_EQ(own(r).size(), 1U) << text;
    EXPECT_EQ(r.attributions.size(), 1U) << text;
    EXPECT_EQ(r.attributions[0].agent, -1) << text;
    EXPECT_TRUE(r.attributions[0].source.empty() && r.attributions[0].cue.empty()) << text;
  }
}

TEST(LearnedReader, OwnVoiceIsWhatNobodyElseSays) {
  EXPECT_EQ(own(read("The governor said the bridge was closed. Rescuers pulled six sailors from the river.")),
            (Lines{"asserts | Rescuers pulled six sailors from the river"}));
  EXPECT_EQ(own(read("Rescuers pulled six sailors from the river, and the harbour was closed to all ships.")),
            (Lines{"asserts | Rescuers pulled six sailors from the river", "asserts | the harbour was closed to all ships"}));
}

TEST(LearnedReader, ABodysOwnVoiceDeniesAndPromises) {
  const char* text = "No alarm was raised on board. The Line will pay 9,000 marks to every family. The ship left at noon.";
  const Lines statement{"denies | No alarm was raised on board", "commits | The Line will pay 9,000 marks to every family",
                        "asserts | The ship left at noon"};
  EXPECT_EQ(own(read(text, "Koldane Line")), statement);  // no word tells a body, but it speaks of itself
  EXPECT_EQ(own(read("The text is a forgery.", "The Lindal Post")), (Lines{"denies | The text is a forgery"}));
  EXPECT_EQ(own(read("No ship left the harbour.", "The Lindal Post")), (Lines{"asserts | No ship left the harbour"}));
}

TEST(LearnedReader, WordsThatCallSomethingFalseDeny) {
  const auto stance = [](const char* text) { return name(read(text).attributions.at(0).stance); };
  EXPECT_EQ(stance("The mayor said that the story was an invention."), "denies");
  EXPECT_EQ(stance("Mayor Dae Lim said that no talks had taken place."), "denies");
}

TEST(LearnedReader, ReportsThatAreCalledFalseAreDenied) {
  const auto line = [](const Attribution& a, const Reading& r) { return std::string(name(a.stance)) + " | " + join(r, a.cue) + " | " + join(r, a.content); };
  for (const auto& [text, wanted] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Reports of a sale of the mill are without foundation.", "denies | are without foundation | Reports of a sale of the mill"},
           {"All other reports, in particular those about the state of the dam, are without any foundation.",
            "denies | are without any foundation | All other reports, in particular those about the state of the dam"},
           {"Rumours of a strike at the port are baseless.", "denies | are baseless | Rumours of a strike at the port"}}) {
    const Reading r = read(text, "Koldane Line");
    ASSERT_EQ(r.attributions.size(), 1U) << text;
    EXPECT_EQ(line(r.attributions[0], r), wanted);
  }
  const Reading said_by = read("“Reports of a sale of the mill are baseless,” Mayor Dae Lim said.");
  EXPECT_EQ(join(said_by, said_by.attributions.at(0).source), "Mayor Dae Lim");
  EXPECT_EQ(said_by.attributions.at(0).stance, Stance::denies);
  for (const Attribution& a : read("Reports of a sale of the mill are not false.", "Koldane Line").attributions) EXPECT_NE(a.stance, Stance::denies);
}

TEST(LearnedReader, AHeadlineThatOnlyPromisesToTellSaysNothing) {
  for (const char* title : {"What is known of the Solen flood", "How the dam at Solen failed", "Why nobody came to Solen", "The ferry at Solen", "The fire at the Solen mill"}) {
    Reading r;
    r.document = test::paragraphs(std::string(title) + "\n\nThe governor said the bridge was closed.");
    r.document.blocks.at(0).kind = BlockKind::headline;
    EXPECT_EQ(said(read(std::move(r.document))), (Lines{"The governor | said | the bridge was closed"})) << title;
  }
  Document d = test::paragraphs("Twenty dead in Solen: what is known of the flood");
  d.blocks.at(0).kind = BlockKind::headline;
  EXPECT_EQ(own(read(std::move(d))), (Lines{"asserts | Twenty dead in Solen"}));
  d = test::paragraphs("The Solen mill burns");
  d.blocks.at(0).kind = BlockKind::headline;
  EXPECT_EQ(own(read(std::move(d))), (Lines{"asserts | The Solen mill burns"}));
}

TEST(LearnedReader, ANameIsNotSaidByAnybody) {
  for (const Attribution& a : read("Some members of the group known as the River Council have called for the sluice to be closed.").attributions) EXPECT_FALSE(a.source.empty());
}

TEST(LearnedReader, WhatIsNotSaidIsLeftOpen) {
  const auto stance = [](const char* text) { return name(read(text).attributions.at(0).stance); };
  EXPECT_EQ(stance("The statement did not say who had fired on the village."), "doubts");
  EXPECT_EQ(stance("It is understood that the dead were buried at night."), "asserts");
}

TEST(LearnedReader, UnbalancedQuotationMarksEndWithTheirParagraph) {
  const Reading r = read("The mayor said: “We will not pay.\nThe road runs along the river for nine miles.\nIt was closed in May.");
  ASSERT_FALSE(r.attributions.empty());
  for (const Attribution& a : r.attributions)
    EXPECT_TRUE(a.rule == "own-voice" || a.content.back().end < 40U) << join(r, a.content);
}

TEST(LearnedReader, TheSameTextGivesTheSameReading) {
  const std::string text = "The union, which has 4,000 members, said on Tuesday that it would strike. “We were never asked,” its chair, Dae Lim, added.";
  EXPECT_EQ(said(read(text)), said(read(text)));
}

}  // namespace
}  // namespace stemma::claims
