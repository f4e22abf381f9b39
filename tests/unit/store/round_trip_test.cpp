#include <gtest/gtest.h>

#include <functional>

#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

Database case_with(const Folder& folder, const Reading& reading) {
  Database d = open_database(folder / "a.stemma", Case::Mode::create, current_schema());
  Transaction transaction(d.db);
  d.db.prepare("INSERT INTO original (id, sha256, bytes, received) VALUES (7, ?1, 0, '')").with(reading.document.sha256).run();
  ReadingWriter(d.db).add(7, 0, reading, digest(reading));
  transaction.commit();
  return d;
}

TEST(RoundTrip, EveryFieldComesBack) {
  const Folder folder;
  const Reading in = full_reading();
  ASSERT_EQ(what_is_wrong(in), "");
  const Database d = case_with(folder, in);
  ReadingLoader loader(d.db);
  const Reading out = loader.load(documents_in_order(d.db).at(0));
  EXPECT_EQ(digest(out), digest(in));
  EXPECT_EQ(loader.digest(), digest(in));
  EXPECT_EQ(out.document.path, in.document.path);
  EXPECT_EQ(out.document.text, in.document.text);
  EXPECT_EQ(out.document.map.runs, in.document.map.runs);
  EXPECT_EQ(out.document.source.codings, in.document.source.codings);
  EXPECT_EQ(out.document.entries.at(0).authors.at(1).organisation, true);
  EXPECT_EQ(out.document.conflicts.at(0).other.unsure, true);
  EXPECT_EQ(out.document.published.unsure, true);
  EXPECT_EQ(out.document.pages.at(1).number, 2u);
  EXPECT_EQ(out.document.dateline->span, in.document.dateline->span);
  EXPECT_EQ(out.agents.at(0).aliases, in.agents.at(0).aliases);
  EXPECT_EQ(out.attributions.at(0).links.at(0).span, in.attributions.at(0).links.at(0).span);
  EXPECT_EQ(out.attributions.at(0).confidence, in.attributions.at(0).confidence);
  EXPECT_EQ(out.figures.at(0).high, in.figures.at(0).high);
}

TEST(RoundTrip, AnEmptyReadingComesBack) {
  const Folder folder;
  const Reading in;
  const Database d = case_with(folder, in);
  EXPECT_EQ(digest(ReadingLoader(d.db).load(1)), digest(in));
}

// The digest is what the other tests, and verify, compare by: it must see every field.
TEST(Digest, SeesEveryField) {
  const std::vector<std::function<void(Reading&)>> changes = {
      [](Reading& r) { r.document.id += "x"; }, [](Reading& r) { r.document.path += "x"; }, [](Reading& r) { r.document.part += "x"; },
      [](Reading& r) { r.document.sha256 += "x"; }, [](Reading& r) { r.document.format += "x"; },
      [](Reading& r) { r.document.title.value += "x"; }, [](Reading& r) { r.document.title.origin += "x"; },
      [](Reading& r) { r.document.authors.pop_back(); }, [](Reading& r) { r.document.publisher.value += "x"; },
      [](Reading& r) { r.document.agency.value += "x"; }, [](Reading& r) { r.document.published.value += "x"; },
      [](Reading& r) { r.document.modified.value += "x"; }, [](Reading& r) { r.document.dateline.reset(); },
      [](Reading& r) { r.document.dateline->span.end = 7; }, [](Reading& r) { r.document.url.value += "x"; },
      [](Reading& r) { r.document.published.unsure = false; }, [](Reading& r) { r.document.authors[0].unsure = false; },
      [](Reading& r) { r.document.authors[1].organisation = false; }, [](Reading& r) { r.document.section.value += "x"; },
      [](Reading& r) { r.document.captured.value += "x"; }, [](Reading& r) { r.document.conflicts[0].field = "url"; },
      [](Reading& r) { r.document.conflicts[0].other.unsure = false; }, [](Reading& r) { r.document.flaws.pop_back(); },
      [](Reading& r) { r.document.left_out[0].pieces = 4; }, [](Reading& r) { r.document.left_out[0].bytes = 4; },
      [](Reading& r) { r.document.entries[0].span.end = 32; }, [](Reading& r) { r.document.entries[0].authors.pop_back(); },
      [](Reading& r) { r.document.entries[0].published.value += "x"; }, [](Reading& r) { r.document.source.offset = 1; },
      [](Reading& r) { r.document.source.length = 1; }, [](Reading& r) { r.document.source.codings.pop_back(); },
      [](Reading& r) { r.document.map.runs[0].source = 21; }, [](Reading& r) { r.document.pages[1].number = 3; },
      [](Reading& r) { r.document.language = "de"; }, [](Reading& r) { r.document.withdrawn = false; },
      [](Reading& r) { r.document.kill_notice = false; }, [](Reading& r) { r.document.repaired = false; }, [](Reading& r) { r.document.text[0] = 'x'; },
      [](Reading& r) { r.document.blocks[0].kind = BlockKind::list; }, [](Reading& r) { r.document.warnings.pop_back(); },
      [](Reading& r) { r.agents[0].name += "x"; }, [](Reading& r) { r.agents[0].kind = AgentKind::person; },
      [](Reading& r) { r.agents[0].aliases = {"she", "Ms", "\"V\""}; }, [](Reading& r) { r.agents[0].role += "x"; },
      [](Reading& r) { r.agents[0].affiliation = -1; }, [](Reading& r) { r.agents[0].vague = false; },
      [](Reading& r) { r.agents[0].mentions.clear(); }, [](Reading& r) { r.attributions[0].source.clear(); },
      [](Reading& r) { r.attributions[0].cue.clear(); }, [](Reading& r) { r.attributions[0].content.pop_back(); },
      [](Reading& r) { r.attributions[0].stance = Stance::asks; }, [](Reading& r) { r.attributions[0].negated = false; },
      [](Reading& r) { r.attributions[0].certainty = Certainty::certain; }, [](Reading& r) { r.attributions[0].certainty = Certainty::probable; },
      [](Reading& r) { r.attributions[0].source_kind = SourceKind::media; }, [](Reading& r) { r.attributions[0].agent = 1; },
      [](Reading& r) { r.attributions[1].parent = -1; }, [](Reading& r) { r.attributions[0].said = ""; },
      [](Reading& r) { r.attributions[0].confidence = 0.71F; }, [](Reading& r) { r.attributions[0].rule += "x"; },
      [](Reading& r) { r.attributions[0].links[0].kind = SourceLink::Kind::citing; },
      [](Reading& r) { r.attributions[0].links[0].cue.end = 54; }, [](Reading& r) { r.attributions[0].links[0].agent = -1; },
      [](Reading& r) { r.figures[0].value = std::nullopt; }, [](Reading& r) { r.figures[0].low = 1; },
      [](Reading& r) { r.figures[0].high = 1; }, [](Reading& r) { r.figures[0].unit += "x"; },
      [](Reading& r) { r.figures[0].counted += "x"; }, [](Reading& r) { r.figures[0].attribution = 0; },
      [](Reading& r) { r.figures[0].span.end = 6; }, [](Reading& r) { r.figures[0].counted_span.reset(); },
      [](Reading& r) { r.figures[0].bound = Bound::exact; }, [](Reading& r) { r.figures[0].place = -1; },
      [](Reading& r) { r.times.pop_back(); }, [](Reading& r) { r.times[0].earliest = ""; }, [](Reading& r) { r.times[0].approximate = false; },
      [](Reading& r) { r.times[0].role = TimeExpression::Role::happened; }, [](Reading& r) { r.times[0].confidence = 0.4F; },
      [](Reading& r) { r.places[0].matches.pop_back(); }, [](Reading& r) { r.places[0].matches[0].longitude = 3.5; },
      [](Reading& r) { r.places[0].matches[1].geonames = 1; }, [](Reading& r) { r.places[0].address = false; },
      [](Reading& r) { r.events[0].times.pop_back(); }, [](Reading& r) { r.events[0].participants[0].agent = -1; },
      [](Reading& r) { r.events[0].participants[0].preposition = ""; }, [](Reading& r) { r.events[0].modality = Modality::must; }};
  const std::string before = digest(full_reading());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Reading r = full_reading();
    changes[i](r);
    EXPECT_NE(digest(r), before) << "change " << i;
  }
}

TEST(WhatIsWrong, FindsWhatWouldBreakTheRest) {
  const std::vector<std::pair<const char*, std::function<void(Reading&)>>> cases = {
      {"not valid UTF-8", [](Reading& r) { r.document.text[0] = '\xff'; }},
      {"not valid UTF-8", [](Reading& r) { r.agents[0].aliases[0] = "\xe2\x80"; }},
      {"not valid UTF-8", [](Reading& r) { r.document.authors[0].value = "\xe2\x80"; }},
      {"block", [](Reading& r) { r.document.blocks[1].span.end = 1000; }},
      {"block", [](Reading& r) { r.document.blocks[1].span.begin = 20; }},
      {"block", [](Reading& r) { r.document.blocks[0].span.end = 10; }},   // inside the dash
      {"dateline", [](Reading& r) { r.document.dateline->span = {5, 4}; }},
      {"map", [](Reading& r) { r.document.map.runs[3].text_size = 32; }},
      {"map", [](Reading& r) { r.document.map.runs[1].text = 9; }},
      {"map", [](Reading& r) { r.document.map.runs[1].source = ~std::uint64_t{0}; }},
      {"map", [](Reading& r) { r.document.source = {100, 57, {}}; }},
      {"source", [](Reading& r) { r.document.source = {~std::uint64_t{0}, 90, {}}; }},
      {"entry", [](Reading& r) { r.document.entries[0].span.end = 1000; }},
      {"entry", [](Reading& r) { r.document.entries[0].title.value = "\xff"; }},
      {"page", [](Reading& r) { r.document.pages[1].text = 66; }},
      {"page", [](Reading& r) { r.document.pages[0].text = 35; }},
      {"not valid UTF-8", [](Reading& r) { r.document.section.value = "\xff"; }},
      {"agent", [](Reading& r) { r.agents[0].affiliation = 2; }},
      {"agent", [](Reading& r) { r.agents[0].mentions = {{60, 90}}; }},
      {"circle", [](Reading& r) { r.agents[1].affiliation = 0; }},
      {"attribution 0", [](Reading& r) { r.attributions[0].content.clear(); }},
      {"attribution 0", [](Reading& r) { r.attributions[0].agent = -2; }},
      {"attribution 0", [](Reading& r) { r.attributions[0].links[1].agent = 9; }},
      {"inside itself", [](Reading& r) { r.attributions[0].parent = 1; }},
      {"inside itself", [](Reading& r) { r.attributions[1].parent = 1; }},
      {"figure", [](Reading& r) { r.figures[0].attribution = 2; }},
      {"figure", [](Reading& r) { r.figures[0].time = 2; }},
      {"figure", [](Reading& r) { r.figures[1].counted_span = ByteSpan{60, 90}; }},
      {"time", [](Reading& r) { r.times[1].span = {9, 10}; }},  // inside the dash
      {"place", [](Reading& r) { r.places[0].attribution = -2; }},
      {"event", [](Reading& r) { r.events[0].places = {1}; }},
      {"event", [](Reading& r) { r.events[0].figures = {-1}; }},
      {"event", [](Reading& r) { r.events[0].participants[1].agent = 2; }}};
  for (const auto& [word, change] : cases) {
    Reading r = full_reading();
    change(r);
    EXPECT_NE(what_is_wrong(r).find(word), std::string::npos) << word << " / " << what_is_wrong(r);
  }
}

}  // namespace
}  // namespace stemma::store
