// What every export says of itself: README.md for people, manifest.json for programs, both made of what was really written.
#pragma once

#include <string>
#include <string_view>

#include "export/folder.h"
#include "export/outgoing.h"

namespace stemma::exports {

/// The data dictionary of all tables, in Markdown. `lines`: as JSONL has them, else as CSV.
std::string dictionary(bool lines);

/// What is in it, what is not, and from which case. `about` says how the form is to be read.
std::string readme(std::string_view form, const Outgoing&, std::string_view about, const std::vector<File>& files, const std::vector<LeftOut>& left_out);
/// {"form", "case", "program", "files": [{"path", "sha256", "bytes", "rows_of", "rows"}], "left_out": [{"what", "count", "why"}]}
std::string manifest(std::string_view form, const Outgoing&, const std::vector<File>& files, const std::vector<LeftOut>& left_out);

/// What was withheld from the whole case, then what this form leaves out.
std::vector<LeftOut> all_left_out(const Outgoing&, std::vector<LeftOut> of_the_form);

/// Writes README.md and manifest.json and puts the folder in its place.
Result<Written> finish(Folder&, std::string_view form, const Outgoing&, std::string_view about, std::vector<LeftOut> left_out);

/// Errors: internal, if a file holds another number of records than were written into it.
Result<void> same_count(const std::string& file, std::uint64_t written, std::uint64_t found);
/// Counts the lines of a file and holds them against what was written.
Result<void> same_lines(const Folder&, const std::string& file, std::uint64_t written);

}  // namespace stemma::exports
