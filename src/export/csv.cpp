#include "export/csv.h"

#include "export/folder.h"
#include "export/readme.h"

namespace stemma::exports {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string in_quotes(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

Result<void> write_table(Folder& folder, const Table& table, const Rows& rows, bool bom) {
  const std::string name = std::string(table.name) + ".csv";
  auto file = folder.file(name);
  if (!file) return tl::unexpected(file.error());
  std::string line;
  for (const Column& c : table.columns)
    if (!c.lines_only) line += (line.empty() ? "" : ",") + std::string(c.name);
  file->write(bom ? byte_order_mark : "");
  file->write(line + "\r\n");
  std::uint64_t written = 0;
  table.rows(rows, [&](Row&& row) {
    line.clear();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].lines_only) continue;
      if (i > 0) line += ',';
      line += csv_cell(row[i]);
    }
    file->write(line + "\r\n");
    ++written;
  });
  if (auto kept = folder.keep(*file, name, std::string(table.name), written); !kept) return kept;
  CsvCounter counter;
  if (auto read = each_piece(folder.path_of(name), [&](std::string_view piece) { counter.take(piece); }); !read) return read;
  return same_count(name, written + 1, counter.records());
}

}  // namespace

std::string csv_cell(const Json& value) {
  if (value.is_null()) return {};
  if (!value.is_string()) return in_quotes(value.dump(-1, ' ', false, Json::error_handler_t::replace));
  const auto& text = value.get_ref<const std::string&>();
  const bool guarded = !text.empty() && std::string_view("=+-@\t\r\n'").find(text.front()) != std::string_view::npos;
  return in_quotes(guarded ? "'" + text : text);
}

void CsvCounter::take(std::string_view bytes) {
  for (const char c : bytes) {
    if (c == '"') quoted_ = !quoted_;  // a doubled one changes it twice
    if (c == '\n' && !quoted_) {
      ++records_;
      in_record_ = false;
    } else {
      in_record_ = true;
    }
  }
}

Result<Written> write_csv(const Outgoing& out, const std::string& path, bool bom) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const Rows rows(out);
  for (const Table& table : tables())
    if (auto done = write_table(*folder, table, rows, bom); !done) return tl::unexpected(done.error());
  for (const Reading& r : out.readings)
    if (auto done = folder->write("texts/" + r.document.id + ".txt", r.document.text); !done) return tl::unexpected(done.error());
  std::string about =
      "One file a table, as RFC 4180 has it: comma, double quotation marks, CR LF, UTF-8" + std::string(bom ? " with a byte order mark" : "") +
      ".\nAn empty cell means that there is no value. A text that begins with `=`, `+`, `-`, `@`, a tab, a line break or an apostrophe has one\n"
      "apostrophe put before it, so that no spreadsheet runs it as a formula: take one apostrophe off the front of a text to have it again.\n"
      "Numbers are never touched. Lists are JSON inside the cell. The text of each document is in `texts/ID.txt`, byte for byte; its SHA-256\n"
      "is in `documents.csv`.\n\n" + dictionary(false);
  return finish(*folder, "csv", out, about, not_in_tables(out));
}

}  // namespace stemma::exports
