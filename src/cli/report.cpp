#include "report/report.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/dossier.h"
#include "cli/load.h"
#include "cli/outgoing.h"
#include "cli/verbs.h"
#include "report/citations.h"
#include "report/find.h"
#include "report/phrases.h"

namespace stemma::cli {
namespace {

/// Which claims a page is about. Errors: usage.
Result<report::Chosen> chosen(const Arguments& args, const report::Dossier& d) {
  report::Chosen out = args.flag("claims") ? report::Chosen{args.number("claims", 0), {}} : first_claims(d);
  const std::string ids = args.value("claim");
  for (const auto id : split(ids, ",")) {
    const auto found = report::find(d, trim(id));
    if (!found) return tl::unexpected(found.error());
    const auto* claim = std::get_if<report::ClaimIndex>(&*found);
    if (!claim) return fail(ErrorKind::usage, fmt::format("{} is no claim", printable(id)), Error::nowhere, "give the id of a claim, as stemma report prints it");
    out.claims.push_back(claim->value);
  }
  return out;
}

/// Writes what was made, and notes in the log of custody what went out. False: something failed, and was said.
bool hand_over(const std::vector<Made>& all, const report::Dossier& d, Case& opened, bool writable, Console& console) {
  for (const Made& m : all) {
    if (m.file == "-") {
      if (!console.write(m.bytes)) return true;
    } else if (const auto written = write_whole_file(m.file, m.bytes); !written) {
      console.complain(written.error());
      return false;
    }
    if (writable) {
      const LogNote entry = dossier_note(m, d);
      if (const auto noted = opened.log(entry.action, entry.subject, entry.detail); !noted) console.complain(noted.error());
    }
    if (m.file == "-") continue;
    if (m.form != "html") console.say(fmt::format("wrote {}", printable(m.file)));
    else console.say(fmt::format("wrote {} ({} KB); open it in any browser, or print it. Its digest, to be told by another way than the file: {}", printable(m.file), m.bytes.size() / 1024 + 1, digest_in(m.bytes)));
    const std::size_t there = claims_shown(m, d), all_claims = d.model.claims.size();
    if (m.form == "html" && there < all_claims) console.say(fmt::format("it shows {} of {} claims, and says so (--claims 0 shows all)", there, all_claims));
  }
  return true;
}

}  // namespace

int run_report(const Arguments& args, Console& console) {
  if (args.flag("html") + args.flag("markdown") + args.flag("json") > 1) {
    console.say("report: one form at a time; give one of --html, --markdown, --json");
    return bad_usage;
  }
  const bool references = args.flag("csl") || args.flag("bibtex");
  const bool goes_out = args.flag("html") || args.flag("markdown") || references;
  // What goes out is noted in the log. A case that cannot be written to now is reported on all the same.
  auto opened = Case::open(args.operand("CASE"), goes_out ? Case::Mode::write : Case::Mode::read);
  const bool writable = goes_out && opened.has_value();
  if (!opened && goes_out && (opened.error().kind == ErrorKind::busy || opened.error().kind == ErrorKind::io)) {
    const std::string why = opened.error().what;
    opened = Case::open(args.operand("CASE"), Case::Mode::read);
    if (opened) console.say(printable(fmt::format("the log of custody cannot note this now: {}", why)));
  }
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  // The terminal is for one's own eyes; a file is made to be handed on.
  const bool own_use = !goes_out && !args.flag("json");
  const auto loaded = own_use ? load_case(*opened) : outgoing(*opened, writable, args, console).map([](Outgoing&& g) { return std::move(g.loaded); });
  if (!loaded) {
    console.complain(loaded.error());
    return loaded.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  report::Dossier dossier = loaded->dossier(goes_out);
  if (goes_out) {
    auto which = chosen(args, dossier);
    if (!which) {
      console.complain(which.error());
      return bad_usage;
    }
    dossier.chosen = *std::move(which);
    std::vector<Made> made;
    if (args.flag("html")) made.push_back({"html", args.value("html"), report::html_dossier(dossier)});
    if (args.flag("markdown")) made.push_back({"markdown", "-", report::markdown_dossier(dossier)});
    if (args.flag("csl")) made.push_back({"csl", args.value("csl"), report::csl_json(dossier)});
    if (args.flag("bibtex")) made.push_back({"bibtex", args.value("bibtex"), report::bibtex(dossier)});
    return hand_over(made, dossier, *opened, writable, console) ? done : some_failed;
  }
  if (args.flag("json")) {
    console.write(report::json_dossier(dossier));
  } else {
    auto style = console.style();
    style.max_claims = args.number("claims", 12);
    console.write(report::terminal_dossier(dossier, style));
  }
  return done;
}

}  // namespace stemma::cli
