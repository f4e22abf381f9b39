#include <fmt/format.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/export_case.h"
#include "cli/export_form.h"
#include "cli/verbs.h"
#include "export/form.h"
#include "report/phrases.h"

namespace stemma::cli {
namespace {

std::string form_names() {
  std::string out = "json, case";
  for (const exports::Form& f : exports::forms()) out += ", " + std::string(f.name);
  return out;
}

void say_what_was_written(const exports::Written& written, Console& console) {
  std::string counts;
  for (const exports::File& f : written.files)
    if (!f.rows_of.empty()) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", f.rows, f.rows_of);
  console.say(fmt::format("{}: {}; counted again in the files: the same", printable(written.path), counts.empty() ? "no rows" : counts));
  for (const exports::LeftOut& l : written.left_out) console.say(printable(fmt::format("left out: {}: {}: {}", l.count, l.what, l.why)));
}

/// The custody log is to say what left the case; somebody else who writes, or a case on a read-only disk, must not keep it from leaving.
Result<void> note(const std::string& path, const LogNote& entry, const Console& console) {
  auto opened = Case::open(path, Case::Mode::write);
  if (opened) return opened->log(entry.action, entry.subject, entry.detail);
  if (opened.error().kind != ErrorKind::busy && opened.error().kind != ErrorKind::io) return tl::unexpected(opened.error());
  console.say("export: the case cannot be written now: this export is not noted in its custody log");
  return {};
}

int export_json(const LoadedCase& loaded, const Arguments& args, Console& console) {
  const std::string out = report::export_json(loaded.readings, loaded.model);
  const std::string file = args.value("output", "-");
  const exports::Written whole{file, {{file == "-" ? "standard output" : file, sha256_hex(out), out.size(), "", 0}}, {}};
  if (const auto noted = note(args.operand("CASE"), export_note("json", whole), console); !noted) {
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
  const auto written = write_form(form, opened, going, args.value("output"), args.flag("bom"),
                                  [&](const exports::Written& w) { return note(args.operand("CASE"), export_note(form.name, w), console); });
  if (!written) {
    console.complain(written.error());
    return written.error().kind == ErrorKind::usage ? bad_usage : some_failed;
  }
  say_what_was_written(*written, console);
  return done;
}

int export_copy(const Case& opened, const Outgoing& going, const Arguments& args, Console& console) {
  const std::string file = args.value("output");
  if (file.empty() || file == "-") {
    console.say("export: a case is a file; name a new one with --output NEW.stemma");
    return bad_usage;
  }
  const auto copy = export_case(opened, going, file);
  const auto noted = copy ? note(args.operand("CASE"), export_note("case", copy->written), console) : Result<void>();
  if (!copy || !noted) {
    console.complain(copy ? noted.error() : copy.error());
    return copy || copy.error().kind != ErrorKind::usage ? some_failed : bad_usage;
  }
  console.say(fmt::format("{}: {} documents, {} of them with something taken out; {} decisions", printable(file), going.loaded.readings.size(), copy->touched, copy->decisions));
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
  if (wanted == "case") return export_copy(*opened, *going, args, console);
  return form == nullptr ? export_json(going->loaded, args, console) : export_form(*form, *opened, *going, args, console);
}

}  // namespace stemma::cli
