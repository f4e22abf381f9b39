#include <nlohmann/json.hpp>

#include "store/map_blob.h"
#include "store/readings.h"
#include "store/spans_text.h"

namespace stemma::store {
namespace {

std::optional<std::int64_t> index_or_null(std::int32_t i) { return i < 0 ? std::nullopt : std::optional<std::int64_t>(i); }

std::string json_list(const std::vector<std::string>& words) {
  return nlohmann::json(words).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_flaws(const std::vector<CaptureFlaw>& flaws) {
  std::vector<std::string> names;
  for (const CaptureFlaw f : flaws) names.emplace_back(name(f));
  return json_list(names);
}

std::string json_left_out(const std::vector<LeftOut>& all) {
  auto list = nlohmann::json::array();
  for (const LeftOut& l : all) list.push_back({name(l.kind), l.pieces, l.bytes});
  return list.dump();
}

std::string json_pages(const std::vector<PageStart>& pages) {
  auto list = nlohmann::json::array();
  for (const PageStart& p : pages) list.push_back({p.text, p.number});
  return list.dump();
}

std::string unsure_fields(const Document& d) {
  std::vector<std::string> names;
  for (const auto& [field, member] : stated_fields)
    if ((d.*member).unsure) names.emplace_back(field);
  return json_list(names);
}

}  // namespace

ReadingWriter::ReadingWriter(const Connection& db)
    : db_(db),
      document_(db.prepare(
          "INSERT INTO document (name, original, number, path, part, format, title, title_from, publisher, publisher_from, agency, "
          "agency_from, published, published_from, modified, modified_from, url, url_from, dateline_place, dateline_date, "
          "dateline_agency, dateline_span, language, withdrawn, kill_notice, repaired, digest, text, section, section_from, captured, "
          "captured_from, unsure, flaws, left_out, pages, source_offset, source_length, source_codings, map) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
          "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, "
          "?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40)")),
      author_(db.prepare("INSERT INTO author (document, number, name, name_from, organisation, unsure) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")),
      conflict_(db.prepare("INSERT INTO conflict (document, number, field, kept, kept_from, kept_unsure, other, other_from, other_unsure) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      entry_(db.prepare("INSERT INTO entry (document, number, span, title, title_from, title_unsure, published, published_from, "
                        "published_unsure) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      entry_author_(db.prepare("INSERT INTO entry_author (document, entry, number, name, name_from, organisation, unsure) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")),
      warning_(db.prepare("INSERT INTO warning (document, number, what) VALUES (?1, ?2, ?3)")),
      block_(db.prepare("INSERT INTO block (document, number, kind, begins, ends) VALUES (?1, ?2, ?3, ?4, ?5)")),
      index_(db.prepare("INSERT INTO block_index (rowid, words) VALUES (?1, ?2)")),
      agent_(db.prepare("INSERT INTO agent (document, number, name, kind, aliases, role, affiliation, vague, mentions) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      attribution_(db.prepare("INSERT INTO attribution (document, number, source, cue, content, stance, negated, source_kind, agent, "
                              "parent, said, confidence, rule, certainty) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")),
      link_(db.prepare("INSERT INTO link (document, attribution, number, kind, cue, span, agent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")),
      grounding_(db),
      documents_of_(db.prepare("SELECT id, text FROM document WHERE original = ?1 ORDER BY number")),
      blocks_of_(db.prepare("SELECT id, begins, ends FROM block WHERE document = ?1")),
      unindex_(db.prepare("INSERT INTO block_index (block_index, rowid, words) VALUES ('delete', ?1, ?2)")),
      remove_(db.prepare("DELETE FROM document WHERE original = ?1")) {}

void ReadingWriter::add(std::int64_t original, std::size_t number, const Reading& reading, std::string_view digest) {
  const Document& d = reading.document;
  const auto of_dateline = [&](std::string Dateline::*field) { return d.dateline ? std::optional((*d.dateline).*field) : std::nullopt; };
  const auto dateline_span = d.dateline ? std::optional(to_text(d.dateline->span)) : std::nullopt;
  const std::string map = map_blob(d.map);
  document_.with(d.id, original, number, d.path, d.part, d.format, d.title.value, d.title.origin, d.publisher.value, d.publisher.origin,
                 d.agency.value, d.agency.origin, d.published.value, d.published.origin, d.modified.value, d.modified.origin, d.url.value,
                 d.url.origin, of_dateline(&Dateline::place), of_dateline(&Dateline::date), of_dateline(&Dateline::agency), dateline_span,
                 d.language, d.withdrawn, d.kill_notice, d.repaired, digest, d.text, d.section.value, d.section.origin, d.captured.value,
                 d.captured.origin, unsure_fields(d), json_flaws(d.flaws), json_left_out(d.left_out), json_pages(d.pages), d.source.offset,
                 d.source.length, json_list(d.source.codings), Blob{map})
      .run();
  add_children(db_.last_id(), reading);
}

void ReadingWriter::add_children(std::int64_t document, const Reading& reading) {
  const Document& d = reading.document;
  for (std::size_t i = 0; i < d.authors.size(); ++i) {
    const Author& a = d.authors[i];
    author_.with(document, i, a.value, a.origin, a.organisation, a.unsure).run();
  }
  for (std::size_t i = 0; i < d.conflicts.size(); ++i) {
    const Conflict& c = d.conflicts[i];
    conflict_.with(document, i, c.field, c.kept.value, c.kept.origin, c.kept.unsure, c.other.value, c.other.origin, c.other.unsure).run();
  }
  for (std::size_t i = 0; i < d.entries.size(); ++i) {
    const Entry& e = d.entries[i];
    entry_.with(document, i, to_text(e.span), e.title.value, e.title.origin, e.title.unsure, e.published.value, e.published.origin,
                e.published.unsure)
        .run();
    for (std::size_t n = 0; n < e.authors.size(); ++n)
      entry_author_.with(document, i, n, e.authors[n].value, e.authors[n].origin, e.authors[n].organisation, e.authors[n].unsure).run();
  }
  for (std::size_t i = 0; i < d.warnings.size(); ++i) warning_.with(document, i, d.warnings[i]).run();
  for (std::size_t i = 0; i < d.blocks.size(); ++i) {
    const Block& b = d.blocks[i];
    block_.with(document, i, name(b.kind), b.span.begin, b.span.end).run();
    index_.with(db_.last_id(), slice(d, b.span)).run();
  }
  for (std::size_t i = 0; i < reading.agents.size(); ++i) {
    const Agent& a = reading.agents[i];
    agent_.with(document, i, a.name, name(a.kind), json_list(a.aliases), a.role, index_or_null(a.affiliation), a.vague, to_text(a.mentions))
        .run();
  }
  for (std::size_t i = 0; i < reading.attributions.size(); ++i) {
    const Attribution& a = reading.attributions[i];
    attribution_
        .with(document, i, to_text(a.source), to_text(a.cue), to_text(a.content), name(a.stance), a.negated, name(a.source_kind),
              index_or_null(a.agent), index_or_null(a.parent), a.said, static_cast<double>(a.confidence), a.rule, name(a.certainty))
        .run();
    for (std::size_t n = 0; n < a.links.size(); ++n) {
      const SourceLink& l = a.links[n];
      link_.with(document, i, n, name(l.kind), to_text(l.cue), to_text(l.span), index_or_null(l.agent)).run();
    }
  }
  grounding_.add(document, reading);
}

void ReadingWriter::remove_all(std::int64_t original) {
  documents_of_.with(original);
  while (documents_of_.step()) {
    // The index keeps no text: it has to be told again which words it forgets.
    const std::string_view text = documents_of_.bytes(1);
    blocks_of_.with(documents_of_.integer(0));
    while (blocks_of_.step()) {
      const auto begin = static_cast<std::size_t>(blocks_of_.integer(1)), end = static_cast<std::size_t>(blocks_of_.integer(2));
      if (begin <= end && end <= text.size()) unindex_.with(blocks_of_.integer(0), text.substr(begin, end - begin)).run();
    }
  }
  remove_.with(original).run();
}

}  // namespace stemma::store
