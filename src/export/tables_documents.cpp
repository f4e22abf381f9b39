// Tables of what single documents say: documents, blocks, attributions, sources behind sources, mentions.
#include "export/table.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace stemma::exports {
namespace {

using report::or_null;

void documents(const Rows& r, const TakeRow& take) {
  for (std::uint32_t i = 0; i < r.readings.size(); ++i) {
    const Document& d = r.readings[i].document;
    Json people = Json::array(), bodies = Json::array(), flaws = Json::array();
    for (const Author& a : d.authors) (a.organisation ? bodies : people).push_back(a.value);
    for (const CaptureFlaw f : d.flaws) flaws.push_back(name(f));
    const bool dateline = d.dateline.has_value();
    take({d.id, d.path, or_null(d.part), d.sha256, d.format, or_null(d.title.value), std::move(people), std::move(bodies), or_null(d.publisher.value),
          r.agent_id(i < r.model.publisher.size() ? r.model.publisher[i] : -1), or_null(d.agency.value), or_null(d.published.value), utc(d.published.value),
          or_null(d.published.origin), d.published.unsure, or_null(d.modified.value), utc(d.modified.value), or_null(d.captured.value),
          utc(d.captured.value), or_null(d.url.value), or_null(d.section.value), dateline ? or_null(d.dateline->place) : Json(nullptr),
          dateline ? or_null(d.dateline->date) : Json(nullptr), dateline && !d.dateline->span.empty() ? r.words(i, d.dateline->span) : Json(nullptr),
          d.language, i < r.model.withdrawn.size() && r.model.withdrawn[i], d.kill_notice, d.repaired, std::move(flaws), d.warnings,
          r.points[i].code_point(static_cast<std::uint32_t>(d.text.size())), sha256_hex(d.text), d.text});
  }
}

void blocks(const Rows& r, const TakeRow& take) {
  for (std::uint32_t i = 0; i < r.readings.size(); ++i) {
    std::uint32_t number = 0;
    for (const Block& b : r.readings[i].document.blocks)
      take({r.readings[i].document.id, ++number, name(b.kind), r.points[i].code_point(b.span.begin), r.points[i].code_point(b.span.end)});
  }
}

void attributions(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d) {
    const Reading& reading = r.readings[d];
    const auto who = speakers(r.model, reading, d);
    for (std::uint32_t i = 0; i < reading.attributions.size(); ++i) {
      const Attribution& a = reading.attributions[i];
      take({r.attribution_id({d, i}), reading.document.id, r.spans(d, a.source), r.words(d, a.source), r.spans(d, a.cue), r.words(d, a.cue),
            r.spans(d, a.content), r.words(d, a.content), r.agent_id(who[i]), name(a.source_kind), name(a.stance), a.negated, name(a.certainty),
            a.parent < 0 ? Json(nullptr) : Json(r.attribution_id({d, static_cast<std::uint32_t>(a.parent)})), or_null(a.said), share(a.confidence), a.rule,
            a.rejected});
    }
  }
}

void sourcing(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d)
    for (std::uint32_t i = 0; i < r.readings[d].attributions.size(); ++i) {
      std::uint32_t number = 0;
      for (const SourceLink& l : r.readings[d].attributions[i].links)
        take({r.attribution_id({d, i}), ++number, name(l.kind), r.spans(d, {l.cue}), r.words(d, l.cue), r.spans(d, {l.span}), r.words(d, l.span),
              r.case_agent(d, l.agent)});
    }
}

void mentions(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d)
    for (std::uint32_t a = 0; a < r.readings[d].agents.size(); ++a)
      for (const ByteSpan s : r.readings[d].agents[a].mentions)
        take({r.readings[d].document.id, r.points[d].code_point(s.begin), r.points[d].code_point(s.end), r.words(d, s),
              r.case_agent(d, static_cast<std::int32_t>(a)), or_null(r.readings[d].agents[a].role)});
}

}  // namespace

std::vector<Table> document_tables() {
  constexpr bool null = true;
  return {
      {"documents", "one report read from an original",
       {{"id", Type::id, false, "", "a hash of the original and of the part: the same everywhere, for ever"},
        {"path", Type::text, false, "", "the file as it was given, #part appended for a document out of a container"},
        {"part", Type::text, null, "", "inside a container: address, link or id"},
        {"original", Type::id, false, "SHA-256", "hash of the bytes as received"},
        {"format", Type::word, false, "", "html, text, wire, pdf, feed, jsonl, mail, mhtml, newsml, ninjs; warc+html out of an archive"},
        {"title", Type::text, null, "", "as the page states it"},
        {"authors", Type::texts, false, "", "people who sign it"},
        {"author_bodies", Type::texts, false, "", "organisations that sign it"},
        {"publisher", Type::text, null, "", "the outlet or body that issued it, as it calls itself"},
        {"publisher_agent", Type::id, null, "", "agents.id: the same as a speaker"},
        {"agency", Type::text, null, "", "the news agency that the page credits"},
        {"published", Type::date, null, "", "as exact as the page says"},
        {"published_utc", Type::utc, null, "", "the same in UTC, if the page gives a time with its zone"},
        {"published_origin", Type::text, null, "", "where the page says so: json-ld, dateline, header"},
        {"published_unsure", Type::boolean, false, "", "read from where dates are often wrong, or ambiguous as printed"},
        {"modified", Type::date, null, "", "last change, as the page says"},
        {"modified_utc", Type::utc, null, "", "the same in UTC"},
        {"captured", Type::date, null, "", "when an archive fetched it; never a date of publication"},
        {"captured_utc", Type::utc, null, "", "the same in UTC"},
        {"url", Type::text, null, "", "canonical address"},
        {"section", Type::text, null, "", "of the outlet"},
        {"dateline_place", Type::text, null, "", "as printed"},
        {"dateline_date", Type::date, null, "", "read from the dateline"},
        {"dateline_words", Type::text, null, "", "the dateline as printed"},
        {"language", Type::word, false, "ISO 639-1", "und if not known"},
        {"withdrawn", Type::boolean, false, "", "it says so itself, or a kill notice of the case does"},
        {"kill_notice", Type::boolean, false, "", "it withdraws another"},
        {"repaired", Type::boolean, false, "", "damage or a limit made the program cut or replace something; warnings say what"},
        {"flaws", Type::texts, false, "", "why the capture may not be the report: bot_wall, consent_page, empty_body, paywall_stub"},
        {"warnings", Type::texts, false, "", "what was odd about it"},
        {"characters", Type::integer, false, "code points", "length of its text"},
        {"text_sha256", Type::id, false, "SHA-256", "hash of its text in UTF-8"},
        {"text", Type::text, false, "", "what a reader reads, block after block; of CSV in texts/ID.txt, byte for byte", true}},
       documents},
      {"blocks", "a typed piece of a document's text",
       {{"document", Type::id, false, "", "documents.id"},
        {"number", Type::integer, false, "", "in reading order, from 1"},
        {"kind", Type::word, false, "", "headline, standfirst, paragraph, subheading, caption, quote, list, correction, speaker"},
        {"begin", Type::integer, false, "code points", "first of the text that belongs to it"},
        {"end", Type::integer, false, "code points", "first that does not"}},
       blocks},
      {"attributions", "one occurrence in a text of somebody saying something",
       {{"id", Type::id, false, "", "document, full stop, number"},
        {"document", Type::id, false, "", "documents.id"},
        {"source", Type::spans, false, "code points", "whose words; empty: not there"},
        {"source_words", Type::text, null, "", "pieces joined by …"},
        {"cue", Type::spans, false, "code points", "what says that it is said; empty: not there"},
        {"cue_words", Type::text, null, "", "pieces joined by …"},
        {"content", Type::spans, false, "code points", "what is said"},
        {"content_words", Type::text, null, "", "pieces joined by …"},
        {"agent", Type::id, null, "", "agents.id: who says it; empty: nobody"},
        {"source_kind", Type::word, false, "", "named_person, named_organisation, government, media, document, unnamed_individual, unnamed_group, collective, "
                                               "unattributed"},
        {"stance", Type::word, false, "", "asserts, alleges, denies, confirms, doubts, demands, commits, expects, believes, asks, declares"},
        {"negated", Type::boolean, false, "", "the saying itself is negated: has not confirmed"},
        {"certainty", Type::word, false, "", "as the source presents it: certain, probable, possible, open"},
        {"parent", Type::id, null, "", "attributions.id: it stands inside that one's content"},
        {"said", Type::date, null, "", "day on which it was said, if the text tells"},
        {"confidence", Type::number, false, "0..1", "of the program; 1 is sure"},
        {"rule", Type::text, false, "", "which rule, model or person found it"},
        {"rejected", Type::boolean, false, "", "a person said that nobody says anything here (table decisions); it is counted nowhere"}},
       attributions},
      {"sourcing", "on whose word a source speaks, or to whom it spoke, as the text says it",
       {{"attribution", Type::id, false, "", "attributions.id"},
        {"number", Type::integer, false, "", "nearest first, from 1"},
        {"kind", Type::word, false, "", "citing, told, report"},
        {"cue", Type::spans, false, "code points", "\"citing interviews with\""},
        {"cue_words", Type::text, null, "", "as printed"},
        {"source", Type::spans, false, "code points", "\"nine former detainees\""},
        {"source_words", Type::text, null, "", "as printed"},
        {"agent", Type::id, null, "", "agents.id: who is cited or told"}},
       sourcing},
      {"mentions", "words of a document that stand for a speaker",
       {{"document", Type::id, false, "", "documents.id"},
        {"begin", Type::integer, false, "code points", "first of the document's text that belongs to it"},
        {"end", Type::integer, false, "code points", "first that does not"},
        {"words", Type::text, false, "", "as printed: a name, \"the ministry\", \"she\""},
        {"agent", Type::id, null, "", "agents.id: who is meant"},
        {"role", Type::text, null, "", "as the document gives it"}},
       mentions}};
}

}  // namespace stemma::exports
