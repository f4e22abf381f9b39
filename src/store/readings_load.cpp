#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "store/digest.h"
#include "store/map_blob.h"
#include "store/readings.h"
#include "store/spans_text.h"

namespace stemma::store {
namespace {

[[noreturn]] void damaged(std::string_view what) {
  raise(ErrorKind::case_file, fmt::format("the case is damaged: {}", what), "run stemma verify, and restore the case from a copy");
}

template <class T>
T known(const std::optional<T>& value, std::string_view word) {
  if (!value) damaged(fmt::format("\"{}\" is no word of this program", word.substr(0, 40)));
  return *value;
}

std::optional<SourceLink::Kind> link_kind(std::string_view word) {
  for (const auto kind : {SourceLink::Kind::citing, SourceLink::Kind::told, SourceLink::Kind::report})
    if (name(kind) == word) return kind;
  return std::nullopt;
}

std::int32_t index_of(const Statement& row, int column) { return row.is_null(column) ? -1 : static_cast<std::int32_t>(row.integer(column)); }

std::vector<std::string> list_of(std::string_view text) {
  const auto list = nlohmann::json::parse(text, nullptr, false);
  std::vector<std::string> out;
  if (!list.is_array()) damaged("a list of names is none");
  for (const auto& item : list) {
    if (!item.is_string()) damaged("a list of names is none");
    out.push_back(item.get<std::string>());
  }
  return out;
}

/// Rows of `columns` values each.
std::vector<nlohmann::json> rows_of(std::string_view text, std::size_t columns) {
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (!list.is_array()) damaged("a list is none");
  std::vector<nlohmann::json> out;
  for (const auto& item : list) {
    if (!item.is_array() || item.size() != columns) damaged("a list is none");
    out.push_back(item);
  }
  return out;
}

std::uint32_t number_in(const nlohmann::json& value) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0xFFFFFFFFU) damaged("a number is none");
  return value.get<std::uint32_t>();
}

Stated stated(const Statement& row, int column) { return {row.text(column), row.text(column + 1)}; }
Stated stated_or_unsure(const Statement& row, int column) { return {row.text(column), row.text(column + 1), row.integer(column + 2) != 0}; }

/// Columns name, name_from, unsure, organisation.
Author author(const Statement& row) {
  Author a{stated_or_unsure(row, 0)};
  a.organisation = row.integer(3) != 0;
  return a;
}

}  // namespace

ReadingLoader::ReadingLoader(const Connection& db)
    : document_(db.prepare(
          "SELECT d.name, d.path, d.part, o.sha256, d.format, d.title, d.title_from, d.publisher, d.publisher_from, d.agency, d.agency_from, "
          "d.published, d.published_from, d.modified, d.modified_from, d.url, d.url_from, d.dateline_place, d.dateline_date, "
          "d.dateline_agency, d.dateline_span, d.language, d.withdrawn, d.kill_notice, d.repaired, d.digest, d.text, d.section, d.section_from, "
          "d.captured, d.captured_from, d.unsure, d.flaws, d.left_out, d.pages, d.source_offset, d.source_length, d.source_codings, d.map "
          "FROM document d LEFT JOIN original o ON o.id = d.original WHERE d.id = ?1")),
      author_(db.prepare("SELECT name, name_from, unsure, organisation FROM author WHERE document = ?1 ORDER BY number")),
      conflict_(db.prepare("SELECT field, kept, kept_from, kept_unsure, other, other_from, other_unsure FROM conflict WHERE document = ?1 "
                           "ORDER BY number")),
      entry_(db.prepare("SELECT span, title, title_from, title_unsure, published, published_from, published_unsure FROM entry "
                        "WHERE document = ?1 ORDER BY number")),
      entry_author_(db.prepare("SELECT name, name_from, unsure, organisation, entry FROM entry_author WHERE document = ?1 "
                               "ORDER BY entry, number")),
      warning_(db.prepare("SELECT what FROM warning WHERE document = ?1 ORDER BY number")),
      block_(db.prepare("SELECT kind, begins, ends FROM block WHERE document = ?1 ORDER BY number")),
      agent_(db.prepare("SELECT name, kind, aliases, role, affiliation, vague, mentions FROM agent WHERE document = ?1 ORDER BY number")),
      attribution_(db.prepare("SELECT source, cue, content, stance, negated, source_kind, agent, parent, said, confidence, rule, certainty "
                              "FROM attribution WHERE document = ?1 ORDER BY number")),
      link_(db.prepare("SELECT attribution, kind, cue, span, agent FROM link WHERE document = ?1 ORDER BY attribution, number")),
      grounding_(db) {}

Reading ReadingLoader::load(std::int64_t document) {
  Statement& row = document_.with(document);
  if (!row.step()) damaged("a document is missing");
  Reading reading;
  Document& d = reading.document;
  d.id = row.text(0);
  d.path = row.text(1);
  d.part = row.text(2);
  d.sha256 = row.text(3);
  d.format = row.text(4);
  d.title = stated(row, 5);
  d.publisher = stated(row, 7);
  d.agency = stated(row, 9);
  d.published = stated(row, 11);
  d.modified = stated(row, 13);
  d.url = stated(row, 15);
  if (!row.is_null(20)) d.dateline = Dateline{row.text(17), row.text(18), row.text(19), span_from(row.bytes(20))};
  d.language = row.text(21);
  d.withdrawn = row.integer(22) != 0;
  d.kill_notice = row.integer(23) != 0;
  d.repaired = row.integer(24) != 0;
  digest_ = row.text(25);
  d.text = row.text(26);
  d.section = stated(row, 27);
  d.captured = stated(row, 29);
  for (const std::string& field : list_of(row.bytes(31)))
    for (const auto& [name, member] : stated_fields)
      if (field == name) (d.*member).unsure = true;
  for (const std::string& word : list_of(row.bytes(32))) d.flaws.push_back(known(capture_flaw(word), word));
  for (const auto& l : rows_of(row.bytes(33), 3)) {
    const auto word = l[0].is_string() ? l[0].get<std::string>() : std::string();
    d.left_out.push_back({known(left_out_kind(word), word), number_in(l[1]), number_in(l[2])});
  }
  for (const auto& p : rows_of(row.bytes(34), 2)) d.pages.push_back({number_in(p[0]), number_in(p[1])});
  d.source = {static_cast<std::uint64_t>(row.integer(35)), static_cast<std::uint64_t>(row.integer(36)), list_of(row.bytes(37))};
  d.map = map_from(row.bytes(38), d.text.size());
  load_children(document, reading);
  if (const auto wrong = what_is_wrong(reading); !wrong.empty()) damaged(fmt::format("document {}: {}", d.id, wrong));
  return reading;
}

void ReadingLoader::load_children(std::int64_t document, Reading& reading) {
  Document& d = reading.document;
  for (Statement& row = author_.with(document); row.step();) d.authors.push_back(author(row));
  load_parts(document, d);
  for (Statement& row = warning_.with(document); row.step();) d.warnings.push_back(row.text(0));
  for (Statement& row = block_.with(document); row.step();) {
    const ByteSpan span{static_cast<std::uint32_t>(row.integer(1)), static_cast<std::uint32_t>(row.integer(2))};
    d.blocks.push_back({known(block_kind(row.bytes(0)), row.bytes(0)), span});
  }
  for (Statement& row = agent_.with(document); row.step();) {
    Agent a;
    a.name = row.text(0);
    a.kind = known(agent_kind(row.bytes(1)), row.bytes(1));
    a.aliases = list_of(row.bytes(2));
    a.role = row.text(3);
    a.affiliation = index_of(row, 4);
    a.vague = row.integer(5) != 0;
    a.mentions = spans_from(row.bytes(6));
    reading.agents.push_back(std::move(a));
  }
  for (Statement& row = attribution_.with(document); row.step();) {
    Attribution a;
    a.source = spans_from(row.bytes(0));
    a.cue = spans_from(row.bytes(1));
    a.content = spans_from(row.bytes(2));
    a.stance = known(stance(row.bytes(3)), row.bytes(3));
    a.negated = row.integer(4) != 0;
    a.source_kind = known(source_kind(row.bytes(5)), row.bytes(5));
    a.agent = index_of(row, 6);
    a.parent = index_of(row, 7);
    a.said = row.text(8);
    a.confidence = static_cast<float>(row.real(9));
    a.rule = row.text(10);
    a.certainty = known(certainty(row.bytes(11)), row.bytes(11));
    reading.attributions.push_back(std::move(a));
  }
  for (Statement& row = link_.with(document); row.step();) {
    const auto of = static_cast<std::uint64_t>(row.integer(0));
    if (of >= reading.attributions.size()) damaged(fmt::format("document {}: a link belongs to no attribution", d.id));
    reading.attributions[of].links.push_back(
        {known(link_kind(row.bytes(1)), row.bytes(1)), span_from(row.bytes(2)), span_from(row.bytes(3)), index_of(row, 4)});
  }
  grounding_.load(document, reading);
}

void ReadingLoader::load_parts(std::int64_t document, Document& d) {
  for (Statement& row = conflict_.with(document); row.step();)
    d.conflicts.push_back({row.text(0), stated_or_unsure(row, 1), stated_or_unsure(row, 4)});
  for (Statement& row = entry_.with(document); row.step();)
    d.entries.push_back({span_from(row.bytes(0)), stated_or_unsure(row, 1), stated_or_unsure(row, 4), {}});
  for (Statement& row = entry_author_.with(document); row.step();) {
    const auto of = static_cast<std::uint64_t>(row.integer(4));
    if (of >= d.entries.size()) damaged(fmt::format("document {}: an author belongs to no entry", d.id));
    d.entries[of].authors.push_back(author(row));
  }
}

std::vector<std::int64_t> documents_in_order(const Connection& db) {
  auto rows = db.prepare("SELECT id FROM document ORDER BY published, name, original, number");
  std::vector<std::int64_t> out;
  while (rows.step()) out.push_back(rows.integer(0));
  return out;
}

}  // namespace stemma::store
