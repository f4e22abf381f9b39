#include "ingest/meta/dateline.h"

#include <gtest/gtest.h>

namespace stemma::ingest {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& n : names) out += (out.empty() ? "" : " + ") + n;
  return out;
}

struct DatelineCase {
  const char *paragraph, *place, *date, *agency, *printed;  ///< place nullptr: no dateline
};

TEST(Dateline, ParseDateline) {
  const DatelineCase cases[] = {
      {"HALM (Fenn Courier / AFP - 5th February, 2031) The mill stopped.", "HALM", "2031-02-05", "AFP", "HALM (Fenn Courier / AFP - 5th February, 2031)"},
      {"HALM (Fenn Courier / Moor Wire - 5th February, 2031) - The mill stopped.", "HALM", "2031-02-05", "Fenn Courier / Moor Wire",
       "HALM (Fenn Courier / Moor Wire - 5th February, 2031) -"},
      {"OSKARN, March 3 (ALN) - The mill stopped.", "OSKARN", "2031-03-03", "ALN", "OSKARN, March 3 (ALN) -"},
      {"PORT SALTBY (QNW), 6 May 2031 - People", "PORT SALTBY", "2031-05-06", "QNW", "PORT SALTBY (QNW), 6 May 2031 -"},
      {"BRANNOCH, Kestria \xE2\x80\x94 For six weeks", "BRANNOCH, Kestria", "", "", "BRANNOCH, Kestria \xE2\x80\x94"},
      {"DRUMMELT, Kestria, 8 May (Boreal Press) - At least", "DRUMMELT, Kestria", "2031-05-08", "Boreal Press", "DRUMMELT, Kestria, 8 May (Boreal Press) -"},
      {"DRUMMELT, Kestria, 8 de mayo (Boreal Press).\xE2\x80\x94 Al menos 20", "DRUMMELT, Kestria", "2031-05-08", "Boreal Press",
       "DRUMMELT, Kestria, 8 de mayo (Boreal Press).\xE2\x80\x94"},
      {"(Reuters) - The mill stopped.", "", "", "Reuters", "(Reuters) -"},
      {"HALM, May 6 (Reuters) - The mill stopped.", "HALM", "2031-05-06", "Reuters", "HALM, May 6 (Reuters) -"},
      {"HALM, May 6, 2031 /PRNewswire/ -- Fenn Mills today", "HALM", "2031-05-06", "PRNewswire", "HALM, May 6, 2031 /PRNewswire/ --"},
      {"Halm (dpa) \xE2\x80\x93 Das Werk steht.", "Halm", "", "dpa", "Halm (dpa) \xE2\x80\x93"},
      {"Halm, 6 may (EFE).- El molino", "Halm", "2031-05-06", "EFE", "Halm, 6 may (EFE).-"},
      {"Halm, le 6 mai 2031 (AFP) - Le moulin", "Halm", "2031-05-06", "AFP", "Halm, le 6 mai 2031 (AFP) -"},
      {"ST. ASAPH, Fenn (AP) \xE2\x80\x94 The mill", "ST. ASAPH, Fenn", "", "AP", "ST. ASAPH, Fenn (AP) \xE2\x80\x94"},
      {"HALM, Tuesday, May 6 (ALN) -- The mill", "HALM", "2031-05-06", "ALN", "HALM, Tuesday, May 6 (ALN) --"},
      {"HALM, May 6 (ALN): The mill", "HALM", "2031-05-06", "ALN", "HALM, May 6 (ALN):"},
      {"OSKARN-UPON-LETHEN, 30 December \xE2\x80\x94 The mill", "OSKARN-UPON-LETHEN", "2031-12-30", "", "OSKARN-UPON-LETHEN, 30 December \xE2\x80\x94"},
      {"BREAKING - The mill has stopped.", nullptr, "", "", ""},
      {"NATO \xE2\x80\x94 the alliance \xE2\x80\x94 said", nullptr, "", "", ""},
      {"The minister (Open Hand) - a tall man - said", nullptr, "", "", ""},
      {"Tavisk (Open Hand) - said", nullptr, "", "", ""},
      {"On 6 May (a Tuesday) - the mill stopped.", nullptr, "", "", ""},
      {"Nobody came. The mill, on 6 May, stopped - again.", nullptr, "", "", ""},
      {"\xE2\x80\x9CNobody came,\xE2\x80\x9D he said - twice.", nullptr, "", "", ""},
      {"", nullptr, "", "", ""},
  };
  for (const DatelineCase& c : cases) {
    const auto d = parse_dateline(c.paragraph, "2031-05-09");
    ASSERT_EQ(d.has_value(), c.place != nullptr) << c.paragraph << (d ? d->place : "");
    if (!d) continue;
    EXPECT_EQ(d->place, c.place) << c.paragraph;
    EXPECT_EQ(d->agency, c.agency) << c.paragraph;
    if (std::string_view(c.paragraph).find("December") == std::string_view::npos) {
      EXPECT_EQ(d->date, c.date) << c.paragraph;
    }
    EXPECT_EQ(slice(std::string_view(c.paragraph), d->span), c.printed);
  }
}

TEST(Dateline, TheYearComesFromTheDayOfPublication) {
  EXPECT_EQ(parse_dateline("HALM, 30 December (ALN) - The mill", "2031-01-02")->date, "2030-12-30");
  EXPECT_EQ(parse_dateline("HALM, 30 December (ALN) - The mill", "")->date, "");
}

TEST(Dateline, Letterhead) {
  const auto d = parse_letterhead("Port Aldane, 9 May 2031");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->place, "Port Aldane");
  EXPECT_EQ(d->date, "2031-05-09");
  EXPECT_EQ(parse_letterhead("Oskarn, Kestria, Friday, 9 May 2031")->place, "Oskarn, Kestria");
  EXPECT_FALSE(parse_letterhead("On the night of Friday, 9 May 2031"));
  EXPECT_FALSE(parse_letterhead("9 May 2031"));
}

TEST(Byline, ParseByline) {
  const std::pair<const char*, const char*> cases[] = {
      {"By Edda Marlowick and Piers Ostengaard in Drummelt and Port Saltby", "Edda Marlowick + Piers Ostengaard"},
      {"By Edda Marlowick in Drummelt and Piers Ostengaard in Port Saltby", "Edda Marlowick + Piers Ostengaard"},
      {"Nils Harrowgate, Boreal Press", "Nils Harrowgate"},
      {"Friday, 9 May 2031. By our border correspondent Imogen Thrale, and Boreal Press.", "Imogen Thrale"},
      {"Beatrix Hollowell, our correspondent in Kestria", "Beatrix Hollowell"},
      {"Dot Penhallow reports", "Dot Penhallow"},
      {"Cosmo Thistlewood. Saturday, 24 May 2031", "Cosmo Thistlewood"},
      {"Lucian Farthing \xC2\xB7 15 May 2031", "Lucian Farthing"},
      {"BY LUCIAN FARTHING", "Lucian Farthing"},
      {"By J. P. Hartley", "J. P. Hartley"},
      {"By J.R. Hartley and Jane Orme", "J.R. Hartley + Jane Orme"},
      {"Written by: Jane Orme", "Jane Orme"},
      {"By Jean-Luc d'Orme", "Jean-Luc d'Orme"},
      {"Por Ana Ruiz y Luz Mar\xC3\xADn", "Ana Ruiz + Luz Mar\xC3\xADn"},
      {"Por Ana Ortega y Gasset", "Ana Ortega y Gasset"},
      {"By Piers Orme, Jr., and Jane Orme", "Piers Orme Jr. + Jane Orme"},
      {"Reporting by Jane Orme Writing by Nils Harrowgate Editing by O. Kell", "Jane Orme + Nils Harrowgate"},
      {"Por Ana de la Torre", "Ana de la Torre"},
      {"Political Editor Jane Orme", "Jane Orme"},
      {"By Jane Orme, Science Correspondent", "Jane Orme"},
      {"Reporting by Nils Harrowgate. Editing by O. Kell.", "Nils Harrowgate"},
      {"By Jane Orme <jane@lantern.example>", "Jane Orme"},
      {"Compiled from reports by Boreal Press and Quillon Newswire \xC2\xB7 8 May 2031", ""},
      {"Boreal Press | Traducci\xC3\xB3n de la redacci\xC3\xB3n | 9 de mayo de 2031", ""},
      {"Boreal Press staff", ""},
      {"By Plover staff", ""},
      {"Straitside Times foreign desk", ""},
      {"Noon bulletin, Friday 9 May 2031", ""},
      {"By Reuters", ""},
      {"By Tom Aldwin Associated Press", "Tom Aldwin"},
      {"PTI Halm", ""},
      {"Fenn's Aldwin", ""},
      {"Photograph: Tidewater Lantern", ""},
      {"", ""},
  };
  for (const auto& [line, names] : cases) EXPECT_EQ(joined(parse_byline(line)), names) << line;
}

TEST(Byline, Organisations) {
  const std::pair<const char*, const char*> cases[] = {
      {"By Boreal Press", "Boreal Press"},
      {"Plover staff", "Plover staff"},
      {"AFP/The Saltmarsh Herald", "AFP + The Saltmarsh Herald"},
      {"Staff and wire service reports", "Staff and wire service reports"},
      {"By QNW, in News, Saltby", "QNW"},
      {"REUTERS", "REUTERS"},
      {"By Edda Marlowick, Boreal Press", ""},
      {"Photo: Boreal Press", ""},
      {"Read more: Boreal Press", ""},
      {"", ""},
  };
  for (const auto& [line, names] : cases) EXPECT_EQ(joined(byline_organisations(line)), names) << line;
}

TEST(Credit, ParseCredit) {
  const std::pair<const char*, const char*> cases[] = {
      {"Compiled from reports by Boreal Press and Quillon Newswire \xC2\xB7 8 May 2031", "Boreal Press + Quillon Newswire"},
      {"Compiled from AFP and Moor Wire reports", "AFP + Moor Wire"},
      {"(ALN)", "ALN"},
      {"Boreal Press contributed the greater part of this report.", "Boreal Press"},
      {"The Associated Press contributed to this report.", "Associated Press"},
      {"Copyright Boreal Press 2031. For the use of subscribers only.", "Boreal Press"},
      {"Additional reporting by Moor Wire", "Moor Wire"},
      {"Additional reporting by Jane Orme", ""},
      {"Reporting by Nils Harrowgate. Editing by O. Kell.", ""},
      {"Nils Harrowgate, Boreal Press", "Boreal Press"},
      {"Boreal Press staff", "Boreal Press"},
      {"Boreal Press | Traducci\xC3\xB3n de la redacci\xC3\xB3n | 9 de mayo de 2031", "Boreal Press"},
      {"Friday, 9 May 2031. By our border correspondent Imogen Thrale, and Boreal Press.", "Boreal Press"},
      {"By Jane Orme", ""},
      {"Photo: Boreal Press", ""},
      {"Tom Aldwin Associated Press", "Associated Press"},
      {"Latest News | RSS | Breaking News", ""},
      {"Fenn News Digital's Jane Orme contributed to this report.", ""},
      {"Press desk of the Ministry, 1 Customs Square. Enquiries in writing only.", ""},
      {"Copyright 2031 Pinecrest Tribune.", ""},
      {"", ""},
  };
  for (const auto& [line, names] : cases) EXPECT_EQ(joined(parse_credit(line)), names) << line;
}

TEST(Credit, CopyrightHolder) {
  EXPECT_EQ(copyright_holder("Copyright Boreal Press 2031. For the use of subscribers only."), "Boreal Press");
  EXPECT_EQ(copyright_holder("\xC2\xA9 2031 The Tidewater Lantern Trust. All rights reserved."), "The Tidewater Lantern Trust");
  EXPECT_EQ(copyright_holder("He spoke of copyright law"), "");
}

Document document(std::string publisher, std::string paragraph, std::string rest = "") {
  Document d;
  d.publisher.value = std::move(publisher);
  d.published.value = "2031-05-06";
  d.text = paragraph;
  d.blocks.push_back({BlockKind::paragraph, {0, static_cast<std::uint32_t>(d.text.size())}});
  if (!rest.empty()) {
    const auto begin = static_cast<std::uint32_t>(d.text.size() + 1);
    d.text += "\n" + rest;
    d.blocks.push_back({BlockKind::paragraph, {begin, static_cast<std::uint32_t>(d.text.size())}});
  }
  return d;
}

TEST(Credit, CreditDocument) {
  struct Case {
    const char *publisher, *paragraph, *rest, *furniture, *agency;
  };
  const Case cases[] = {
      {"Quillon Newswire", "PORT ALDANE (QNW), 10 May 2031 - Kestria denied", "", "Quillon Newswire staff", "Quillon Newswire"},
      {"", "PORT SALTBY (QNW), 6 May 2031 - People", "A paper seen by Quillon Newswire shows", "", "Quillon Newswire"},
      {"The Saltmarsh Herald", "PORT ALDANE, 6 May (Boreal Press) - Survivors", "", "Nils Harrowgate, Boreal Press", "Boreal Press"},
      {"The Straitside Times", "DRUMMELT, Kestria, 8 May (Boreal Press) - At least", "", "Compiled from reports by Boreal Press and Quillon Newswire",
       "Boreal Press / Quillon Newswire"},
      {"The Daily Plover", "A lawmaker spoke.", "", "By Plover staff", ""},
      {"Boreal Press", "Editors: kill the flash.", "", "Boreal Press", ""},
      {"The Fenn Courier", "The mill stopped.", "", "Moor Wire staff", "Moor Wire"},
      {"The Fenn Courier", "HALM (Fenn Courier / Moor Wire - 5th February, 2031) - The mill", "", "", "Moor Wire"},
      {"The Fenn Courier", "The mill stopped.", "The Associated Press contributed to this report.", "", "Associated Press"},
      {"The Fenn Courier", "HALM \xE2\x80\x94 The mill stopped.", "", "Copyright 2031 The Fenn Courier. All rights reserved.", ""},
  };
  for (const Case& c : cases) {
    Document d = document(c.publisher, c.paragraph, c.rest);
    credit_document(d, {c.furniture});
    EXPECT_EQ(d.agency.value, c.agency) << c.paragraph << " | " << c.furniture;
  }
  Document stated = document("The Fenn Courier", "HALM (AP) \xE2\x80\x94 The mill stopped.");
  stated.agency = {"Moor Wire", "json-ld"};
  credit_document(stated, {});
  EXPECT_EQ(stated.agency.value, "Moor Wire");
  EXPECT_EQ(stated.dateline->agency, "AP");
}

TEST(Dateline, NothingCrashesOnCutOrBrokenInput) {
  const std::string s = "DRUMMELT, Kestria, 8 de mayo (Boreal Press / AFP - 5th February).\xE2\x80\x94 By Jane Orme and \xC3\xA1\xC3\x89 de la Torre, \xC2\xA9 2031";
  std::uint64_t seed = 7;
  for (int round = 0; round < 3000; ++round) {
    std::string t = s.substr(0, round % (s.size() + 1));
    for (int k = 0; k < 4 && !t.empty(); ++k) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      if (round > 200) t[(seed >> 33) % t.size()] = static_cast<char>(seed >> 56);
    }
    (void)parse_dateline(t, "2031-05-06");
    (void)parse_letterhead(t);
    (void)parse_byline(t);
    (void)parse_credit(t);
  }
}

}  // namespace
}  // namespace stemma::ingest
