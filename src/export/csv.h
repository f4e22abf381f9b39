// CSV (RFC 4180) of single cells and of whole files.
#pragma once

#include <string>
#include <string_view>

#include "export/folder.h"
#include "export/table.h"

namespace stemma::exports {

/// A cell as it stands in the file, quoted if it has to be. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or
/// a line break), or that begins with an apostrophe, has an apostrophe put before it: whoever takes one apostrophe off the front of every text
/// has the text again. Numbers stay numbers.
std::string csv_cell(const Json& value);

/// Counts the records of a CSV file as RFC 4180 has them, by a reader that knows nothing of the writer; the header is one of them.
class CsvCounter {
 public:
  void take(std::string_view bytes);
  std::uint64_t records() const { return records_ + (in_record_ ? 1 : 0); }

 private:
  std::uint64_t records_ = 0;
  bool in_record_ = false, quoted_ = false;
};

/// The folder with one file a table, the texts, a data dictionary and a manifest. Errors: io, usage if `path` is there already.
Result<Written> write_csv(const Outgoing&, const std::string& path, bool bom);
/// The same tables as lines of JSON, with a JSON Schema of each.
Result<Written> write_jsonl(const Outgoing&, const std::string& path);
/// The lines and their schemas alone, into a folder of another form. `under`: "" or "tables/".
Result<void> write_lines(Folder& folder, const std::string& under, const Outgoing& out);

}  // namespace stemma::exports
