#include "export/readme.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "export/table.h"

namespace stemma::exports {
namespace {

/// For a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '|' || c == '\\' || c == '`' || c == '<') out += '\\';
    out += c;
  }
  return out;
}

Json file_json(const File& f) {
  Json one{{"path", f.path}, {"sha256", f.sha256}, {"bytes", f.bytes}};
  if (!f.rows_of.empty()) one.update({{"rows_of", f.rows_of}, {"rows", f.rows}});
  return one;
}

}  // namespace

std::string dictionary(bool lines) {
  std::string out = "## Data dictionary\n";
  for (const Table& t : tables()) {
    out += fmt::format("\n### {}\n\n{}.\n\n| column | type | may be empty | unit | meaning |\n|---|---|---|---|---|\n", t.name, cell(t.meaning));
    for (const Column& c : t.columns)
      if (lines || !c.lines_only)
        out += fmt::format("| {} | {} | {} | {} | {} |\n", c.name, name(c.type), c.nullable ? "yes" : "no", c.unit, cell(c.meaning));
  }
  return out;
}

std::vector<LeftOut> all_left_out(const Outgoing& out, std::vector<LeftOut> of_the_form) {
  std::vector<LeftOut> all = out.withheld;
  for (LeftOut& l : of_the_form)
    if (l.count > 0) all.push_back(std::move(l));
  return all;
}

std::string readme(std::string_view form, const Outgoing& out, std::string_view about, const std::vector<File>& files, const std::vector<LeftOut>& left_out) {
  std::string text = fmt::format("# {}: export as {}\n\nMade on {} by Stemma {}. Case {}.\nRead with {}.\n\n", cell(out.case_name), form, out.made_at,
                                 out.program_version, out.case_id, cell(out.reader_version));
  text += "It states what was said, on whose word, and who denies it. It rates nobody and nothing. Offsets are half-open and count Unicode code\n"
          "points of a document's text.\n\n";
  text += about;
  text += "\n## What is in it\n\n| file | rows | of | bytes | SHA-256 |\n|---|---|---|---|---|\n";
  constexpr std::size_t most_listed = 60;  // the texts of a large case are in manifest.json
  for (std::size_t i = 0; i < std::min(files.size(), most_listed); ++i) {
    const File& f = files[i];
    text += fmt::format("| {} | {} | {} | {} | {} |\n", cell(f.path), f.rows_of.empty() ? "" : std::to_string(f.rows), cell(f.rows_of), f.bytes, f.sha256);
  }
  if (files.size() > most_listed) text += fmt::format("\n... and {} more; `manifest.json` lists all.\n", files.size() - most_listed);
  text += "\n## What is not in it\n\n";
  if (left_out.empty()) text += "Nothing that the case holds is missing.\n";
  for (const LeftOut& l : left_out) text += fmt::format("- {}: {}: {}\n", cell(l.what), l.count, cell(l.why));
  return text;
}

std::string manifest(std::string_view form, const Outgoing& out, const std::vector<File>& files, const std::vector<LeftOut>& left_out) {
  Json all_files = Json::array(), missing = Json::array();
  for (const File& f : files) all_files.push_back(file_json(f));
  for (const LeftOut& l : left_out) missing.push_back({{"what", l.what}, {"count", l.count}, {"why", l.why}});
  return report::dump({{"form", form}, {"case", out.case_id}, {"name", out.case_name}, {"made", out.made_at}, {"program", "stemma " + out.program_version},
                       {"reader", out.reader_version}, {"files", std::move(all_files)}, {"left_out", std::move(missing)}}, 1);
}

Result<Written> finish(Folder& folder, std::string_view form, const Outgoing& out, std::string_view about, std::vector<LeftOut> left_out) {
  auto all = all_left_out(out, std::move(left_out));
  if (auto done = folder.write("README.md", readme(form, out, about, folder.files(), all)); !done) return tl::unexpected(done.error());
  if (auto done = folder.write("manifest.json", manifest(form, out, folder.files(), all)); !done) return tl::unexpected(done.error());
  Written written{folder.final_path(), folder.files(), std::move(all)};
  if (out.note)
    if (auto done = out.note(written); !done) return tl::unexpected(done.error());
  if (auto done = folder.commit(); !done) return tl::unexpected(done.error());
  return written;
}

Result<void> same_count(const std::string& file, std::uint64_t written, std::uint64_t found) {
  if (written == found) return {};
  return fail(ErrorKind::internal, fmt::format("{}: {} records were written, {} are in it", file, written, found), Error::nowhere,
              "nothing was kept of this export; run it again, and report it if it happens again");
}

Result<void> same_lines(const Folder& folder, const std::string& file, std::uint64_t written) {
  std::uint64_t lines = 0;
  auto read = each_piece(folder.path_of(file), [&](std::string_view piece) {
    lines += static_cast<std::uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
  });
  return read ? same_count(file, written, lines) : read;
}

}  // namespace stemma::exports
