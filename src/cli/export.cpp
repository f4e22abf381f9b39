#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cli/export_case.h"
#include "cli/outgoing.h"
#include "cli/verbs.h"
#include "export/form.h"
#include "report/phrases.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string form_names() {
  std::string out = "json, case";
  for (const exports::Form& f : exports::forms()) out += ", " + std::string(f.name);
  return out;
}

/// What was written, for the custody log. The texts of a large case are thousands of files: the manifest has their hashes, and its own is here.
std::string log_entry(std::string_view form, const exports::Written& written) {
  Json files = Json::array(), left_out = Json::array();
  for (const exports::File& f : written.files) {
    if (f.path.starts_with("texts/") || f.path.starts_with("pages/d")) continue;
    Json one{{"file", f.path}, {"sha256", f.sha256}, {"bytes", f.bytes}};
    if (!f.rows_of.empty()) one.update({{"rows_of", f.rows_of}, {"rows", f.rows}});
    files.push_back(std::move(one));
  }
  for (const exports::LeftOut& l : written.left_out) left_out.push_back({{"what", l.what}, {"count", l.count}, {"why", l.why}});
  return Json{{"form", form}, {"program", "stemma " STEMMA_VERSION}, {"files", std::move(files)}, {"left_out", std::move(left_out)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

void say_what_was_written(const exports::Written& written, Console& console) {
  std::string counts;
  for (const exports::File& f : written.files)
    if (!f.rows_of.empty()) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", f.rows, f.rows_of);
  console.say(fmt::format("{}: {}; counted again in the files: the same", printable(written.path), counts.empty() ? "no rows" : counts));
  for (const exports::LeftOut& l : written.left_out) console.say(printable(fmt::format("left out: {}: {}: {}", l.count, l.what, l.why)));
}

/// Beside the key of the case's owner, with which everything else is signed.
std::string wacz_key_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config != nullptr && *config != '\0') return std::string(config) + "/stemma/wacz-key.pem";
  return home == nullptr ? std::string() : std::string(home) + "/.config/stemma/wacz-key.pem";
}

/// The custody log is to say what left the case; somebody else who writes, or a case on a read-only disk, must not keep it from leaving.
Result<void> note(const std::string& path, std::string_view form, const exports::Written& written, const Console& console) {
  auto opened = Case::open(path, Case::Mode::write);
  if (opened) return opened->log("exported", "case", log_entry(form, written));
  if (opened.error().kind != ErrorKind::busy && opened.error().kind != ErrorKind::io) return tl::unexpected(opened.error());
  console.say("export: the case cannot be written now: this export is not noted in its custody log");
  return {};
}

int export_json(const LoadedCase& loaded, const Arguments& args, Console& console) {
  const std::string out = report::export_json(loaded.readings, loaded.model);
  const std::string file = args.value("output", "-");
  const exports::Written whole{file, {{file == "-" ? "standard output" : file, sha256_hex(out), out.size(), "", 0}}, {}};
  if (const auto noted = note(args.operand("CASE"), "json", whole, console); !noted) {
    console.complain(noted.error());
    return no_case;
  }
  if (file == "-") {
    if (!console.write(out)) return done;
  } else if (const auto written = write_whole_file(file, out); !written) {
    console.complain(written.error());
    return some_failed;
  }
  std::size_t attributions = 0;
  for (const Reading& r : loaded.readings) attributions += r.attributions.size();
  const CaseModel& m = loaded.model;
  console.say(fmt::format("{}: {} documents, {} agents, {} attributions, {} claims, {} denials", file == "-" ? "exported" : printable(file),
                          loaded.readings.size(), m.agents.size(), attributions, m.claims.size(), m.denials.size()));
  return done;
}

int export_form(const exports::Form& form, const Case& opened, const Outgoing& going, const Arguments& args, Console& console) {
  const auto identity = opened.identity();
  if (!identity) {
    console.complain(identity.error());
    return no_case;
  }
  exports::Outgoing out{going.loaded.readings, going.loaded.model, going.loaded.decisions, going.out.custody, going.out.original, going.loaded.path, *identity,
                        STEMMA_VERSION, going.loaded.reader_version, utc_now()};
  for (const Withheld& w : going.out.withheld) out.withheld.push_back({w.item, 1, w.why});
  if (going.out.marks > 0) out.withheld.push_back({"redacted passages", going.out.marks, "each has left a numbered mark in its text"});
  out.note = [&](const exports::Written& written) { return note(args.operand("CASE"), form.name, written, console); };
  const auto written = form.write(out, args.value("output"), {args.flag("bom"), wacz_key_file()});
  if (!written) {
    console.complain(written.error());
    return written.error().kind == ErrorKind::usage ? bad_usage : some_failed;
  }
  say_what_was_written(*written, console);
  return done;
}

}  // namespace

int run_export(const Arguments& args, Console& console) {
  const std::string wanted = args.value("format");
  if (wanted.empty()) {
    console.say("export: --format is missing; the forms are: " + form_names());
    return bad_usage;
  }
  const exports::Form* form = exports::find_form(wanted);
  if (form != nullptr && !args.flag("output")) {
    console.say(fmt::format("export: {} is {}: name it with --output", wanted, form->what));
    return bad_usage;
  }
  auto opened = Case::open(args.operand("CASE"), Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const auto going = outgoing(*opened, false, args, console);
  if (!going) {
    console.complain(going.error());
    return going.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  if (wanted == "case") return export_case(*opened, *going, args.value("output"), console);
  return form == nullptr ? export_json(going->loaded, args, console) : export_form(*form, *opened, *going, args, console);
}

}  // namespace stemma::cli
