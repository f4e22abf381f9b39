#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "cli/outgoing.h"
#include "cli/verbs.h"
#include "report/citations.h"
#include "report/find.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::cli {
namespace {

// Of a case of 10,000 documents all would be a page that no browser opens.
constexpr std::size_t claims_of_a_page = 500, members_of_a_page = 2500;

/// A file that is handed on.
struct Made {
  std::string_view form;   ///< as on the command line
  std::string file, bytes;
};

/// Which claims a page is about. Errors: usage.
Result<report::Chosen> chosen(const Arguments& args, const report::Dossier& d) {
  report::Chosen out{args.number("claims", claims_of_a_page), {}};
  if (!args.flag("claims")) {
    std::size_t members = 0, fit = 0;
    while (fit < d.model.claims.size() && fit < out.most && (fit == 0 || members + d.model.claims[fit].members.size() <= members_of_a_page)) members += d.model.claims[fit++].members.size();
    if (fit < d.model.claims.size()) out.most = fit;
  }
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

std::string digest_in(std::string_view page) {
  constexpr std::string_view key = "{\"digest\":\"";
  const auto at = page.rfind(key);
  return at == std::string_view::npos ? std::string() : std::string(page.substr(at + key.size(), 64));
}

/// Writes what was made, and notes in the log of custody what went out. False: something failed, and was said.
bool hand_over(const std::vector<Made>& all, const report::Dossier& d, Case& opened, bool writable, Console& console) {
  const auto shown = report::chosen_claims(d);
  for (const Made& m : all) {
    if (m.file == "-") {
      if (!console.write(m.bytes)) return true;
    } else if (const auto written = write_whole_file(m.file, m.bytes); !written) {
      console.complain(written.error());
      return false;
    }
    const std::size_t claims = m.form == "csl" || m.form == "bibtex" ? 0 : static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
    nlohmann::ordered_json entry{{"form", m.form}, {"file", m.file == "-" ? "standard output" : m.file}, {"sha256", sha256_hex(m.bytes)}, {"bytes", m.bytes.size()},
                                       {"documents", d.readings.size()}, {"claims", claims}, {"claims_left_out", shown.size() - claims}, {"withheld", d.withheld.size()}};
    if (claims > 0)
      for (const auto c : d.chosen.claims) entry["about"].push_back(d.model.claims[c].id);
    if (writable)
      if (const auto noted = opened.log("exported", "case", entry.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)); !noted) console.complain(noted.error());
    if (m.file == "-") continue;
    if (m.form != "html") console.say(fmt::format("wrote {}", printable(m.file)));
    else console.say(fmt::format("wrote {} ({} KB); open it in any browser, or print it. Its digest, to be told by another way than the file: {}", printable(m.file), m.bytes.size() / 1024 + 1, digest_in(m.bytes)));
    const auto there = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
    if (m.form == "html" && there < shown.size()) console.say(fmt::format("it shows {} of {} claims, and says so (--claims 0 shows all)", there, shown.size()));
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
