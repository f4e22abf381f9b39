#include <nlohmann/json.hpp>

#include "store/readings.h"
#include "store/spans_text.h"

namespace stemma::store {
namespace {

std::optional<std::int64_t> index_or_null(std::int32_t i) { return i < 0 ? std::nullopt : std::optional<std::int64_t>(i); }

std::string json_list(const std::vector<std::string>& words) {
  return nlohmann::json(words).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

ReadingWriter::ReadingWriter(const Connection& db)
    : db_(db),
      document_(db.prepare(
          "INSERT INTO document (name, original, number, path, part, format, title, title_from, publisher, publisher_from, agency, "
          "agency_from, published, published_from, modified, modified_from, url, url_from, dateline_place, dateline_date, "
          "dateline_agency, dateline_span, language, withdrawn, kill_notice, repaired, digest, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
          "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)")),
      author_(db.prepare("INSERT INTO author (document, number, name, name_from) VALUES (?1, ?2, ?3, ?4)")),
      warning_(db.prepare("INSERT INTO warning (document, number, what) VALUES (?1, ?2, ?3)")),
      block_(db.prepare("INSERT INTO block (document, number, kind, begins, ends) VALUES (?1, ?2, ?3, ?4, ?5)")),
      index_(db.prepare("INSERT INTO block_index (rowid, words) VALUES (?1, ?2)")),
      agent_(db.prepare("INSERT INTO agent (document, number, name, kind, aliases, role, affiliation, vague, mentions) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      attribution_(db.prepare("INSERT INTO attribution (document, number, source, cue, content, stance, negated, source_kind, agent, "
                              "parent, said, confidence, rule) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")),
      link_(db.prepare("INSERT INTO link (document, attribution, number, kind, cue, span, agent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")),
      figure_(db.prepare("INSERT INTO figure (document, number, span, value, low, high, unit, counted, attribution) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      documents_of_(db.prepare("SELECT id, text FROM document WHERE original = ?1 ORDER BY number")),
      blocks_of_(db.prepare("SELECT id, begins, ends FROM block WHERE document = ?1")),
      unindex_(db.prepare("INSERT INTO block_index (block_index, rowid, words) VALUES ('delete', ?1, ?2)")),
      remove_(db.prepare("DELETE FROM document WHERE original = ?1")) {}

void ReadingWriter::add(std::int64_t original, std::size_t number, const Reading& reading, std::string_view digest) {
  const Document& d = reading.document;
  const auto of_dateline = [&](std::string Dateline::*field) { return d.dateline ? std::optional((*d.dateline).*field) : std::nullopt; };
  const auto dateline_span = d.dateline ? std::optional(to_text(d.dateline->span)) : std::nullopt;
  document_.with(d.id, original, number, d.path, d.part, d.format, d.title.value, d.title.origin, d.publisher.value, d.publisher.origin,
                 d.agency.value, d.agency.origin, d.published.value, d.published.origin, d.modified.value, d.modified.origin, d.url.value,
                 d.url.origin, of_dateline(&Dateline::place), of_dateline(&Dateline::date), of_dateline(&Dateline::agency), dateline_span,
                 d.language, d.withdrawn, d.kill_notice, d.repaired, digest, d.text)
      .run();
  add_children(db_.last_id(), reading);
}

void ReadingWriter::add_children(std::int64_t document, const Reading& reading) {
  const Document& d = reading.document;
  for (std::size_t i = 0; i < d.authors.size(); ++i) author_.with(document, i, d.authors[i].value, d.authors[i].origin).run();
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
              index_or_null(a.agent), index_or_null(a.parent), a.said, static_cast<double>(a.confidence), a.rule)
        .run();
    for (std::size_t n = 0; n < a.links.size(); ++n) {
      const SourceLink& l = a.links[n];
      link_.with(document, i, n, name(l.kind), to_text(l.cue), to_text(l.span), index_or_null(l.agent)).run();
    }
  }
  for (std::size_t i = 0; i < reading.figures.size(); ++i) {
    const Figure& f = reading.figures[i];
    figure_.with(document, i, to_text(f.span), f.value, f.low, f.high, f.unit, f.counted, index_or_null(f.attribution)).run();
  }
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
