// Lines of JSON: one file a table, one object a line, and a JSON Schema (2020-12) of each line made of the same columns.
#include <fmt/format.h>

#include "export/csv.h"
#include "export/folder.h"
#include "export/readme.h"

namespace stemma::exports {
namespace {

Json value_schema(const Column& c) {
  Json s = Json::object();
  const auto type = [&](const char* name) { s["type"] = c.nullable ? Json::array({name, "null"}) : Json(name); };
  switch (c.type) {
    case Type::id: case Type::text: case Type::word: case Type::date: type("string"); break;
    case Type::utc: type("string"), s["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$"; break;
    case Type::integer: type("integer"), s["minimum"] = 0; break;
    case Type::number: type("number"); break;
    case Type::boolean: type("boolean"); break;
    case Type::texts: s = {{"type", "array"}, {"items", {{"type", "string"}}}}; break;
    case Type::integers: s = {{"type", "array"}, {"items", {{"type", "integer"}, {"minimum", 0}}}}; break;
    case Type::spans:
      s = {{"type", "array"}, {"items", {{"type", "array"}, {"items", {{"type", "integer"}, {"minimum", 0}}}, {"minItems", 2}, {"maxItems", 2}}}};
      break;
  }
  if (c.unit == "SHA-256") s["pattern"] = "^[0-9a-f]{64}$";
  if (c.unit == "0..1") s["minimum"] = 0, s["maximum"] = 1;
  s["description"] = c.unit.empty() ? std::string(c.meaning) : fmt::format("{} ({})", c.meaning, c.unit);
  return s;
}

std::string schema_of(const Table& t) {
  Json properties{{"type", {{"const", t.name}}}}, needed = Json::array({"type"});
  for (const Column& c : t.columns) {
    properties[std::string(c.name)] = value_schema(c);
    needed.push_back(c.name);
  }
  return report::dump({{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", t.name}, {"description", t.meaning}, {"type", "object"},
                       {"properties", std::move(properties)}, {"required", std::move(needed)}, {"additionalProperties", false}}, 1);
}

}  // namespace

Result<void> write_lines(Folder& folder, const std::string& under, const Outgoing& out) {
  const Rows rows(out);
  for (const Table& table : tables()) {
    const std::string name = fmt::format("{}{}.jsonl", under, table.name);
    auto file = folder.file(name);
    if (!file) return tl::unexpected(file.error());
    std::uint64_t written = 0;
    table.rows(rows, [&](Row&& row) {
      Json line{{"type", table.name}};
      for (std::size_t i = 0; i < table.columns.size(); ++i) line[std::string(table.columns[i].name)] = std::move(row[i]);
      file->write(report::dump(line, -1));
      ++written;
    });
    if (auto kept = folder.keep(*file, name, std::string(table.name), written); !kept) return kept;
    if (auto same = same_lines(folder, name, written); !same) return same;
    if (auto done = folder.write(fmt::format("{}schema/{}.schema.json", under, table.name), schema_of(table)); !done) return done;
  }
  return {};
}

Result<Written> write_jsonl(const Outgoing& out, const std::string& path) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  if (auto done = write_lines(*folder, "", out); !done) return tl::unexpected(done.error());
  const std::string about =
      "One file a table, one JSON object (RFC 8259) a line, UTF-8. `type` names the table, so that the files can be joined into one. null means\n"
      "that there is no value. `schema/TABLE.schema.json` is the JSON Schema (2020-12) of each line.\n\n" + dictionary(true);
  return finish(*folder, "jsonl", out, about, not_in_tables(out));
}

}  // namespace stemma::exports
