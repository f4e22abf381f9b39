#include "cli/export_form.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/time.h"
#include "cli/owner_key.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;

/// The texts of a large case are thousands of files: the manifest has their hashes, and its own is in the log.
bool is_listed(const exports::File& f) { return !f.path.starts_with("texts/") && !f.path.starts_with("pages/d"); }

}  // namespace

LogNote export_note(std::string_view form, const exports::Written& written, const std::string& by) {
  Json files = Json::array(), left_out = Json::array();
  for (const exports::File& f : written.files) {
    if (!is_listed(f)) continue;
    Json one{{"file", f.path}, {"sha256", f.sha256}, {"bytes", f.bytes}};
    if (!f.rows_of.empty()) one.update({{"rows_of", f.rows_of}, {"rows", f.rows}});
    files.push_back(std::move(one));
  }
  for (const exports::LeftOut& l : written.left_out) left_out.push_back({{"what", l.what}, {"count", l.count}, {"why", l.why}});
  Json detail{{"form", form}, {"program", "stemma " STEMMA_VERSION}, {"files", std::move(files)}, {"left_out", std::move(left_out)}};
  if (!by.empty()) detail["by"] = by;
  return {"exported", "case", detail.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Result<exports::Written> write_form(const exports::Form& form, const Case& opened, const Outgoing& going, const std::string& path, bool bom,
                                    std::function<Result<void>(const exports::Written&)> note) {
  const auto identity = opened.identity();
  if (!identity) return tl::unexpected(identity.error());
  exports::Outgoing out{going.loaded.readings, going.loaded.model, going.loaded.decisions, going.out.custody, going.out.original, going.loaded.path, *identity,
                        STEMMA_VERSION, going.loaded.reader_version, utc_now()};
  for (const Withheld& w : going.out.withheld) out.withheld.push_back({w.item, 1, w.why});
  if (going.out.marks > 0) out.withheld.push_back({"redacted passages", going.out.marks, "each has left a numbered mark in its text"});
  out.note = std::move(note);
  return form.write(out, path, {bom, settings_file("wacz-key.pem")});
}

}  // namespace stemma::cli
