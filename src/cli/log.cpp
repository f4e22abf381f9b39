#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/load.h"
#include "cli/verbs.h"
#include "report/custody_words.h"
#include "report/phrases.h"
#include "report/story.h"
#include "stemma/case.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const CustodyEntry& e) {
  auto detail = Json::parse(e.detail, nullptr, false);
  return {{"seq", e.seq}, {"at", e.at}, {"action", e.action}, {"subject", e.subject}, {"words", report::words(e)},
          {"detail", detail.is_discarded() ? Json() : std::move(detail)}, {"erased", e.erased}, {"hash", e.hash}};
}

/// "2031-05-03 14:05:12 UTC"
std::string when(const CustodyEntry& e) { return e.at.size() < 19 ? e.at : e.at.substr(0, 10) + " " + e.at.substr(11, 8) + " UTC"; }

int write_entries(const std::vector<CustodyEntry>& entries, const Arguments& args, Console& console) {
  if (args.flag("json")) {
    Json out = Json::array();
    for (const CustodyEntry& e : entries) out.push_back(as_json(e));
    console.write(out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    return done;
  }
  for (const CustodyEntry& e : entries)
    if (!console.write(printable(fmt::format("{:>5}  {}  {}", e.seq, when(e), report::words(e))) + "\n")) break;
  return done;
}

/// What it is, and which of the originals in the entries are whose.
void write_head(const report::Story& story, const report::Dossier& d, Console& console) {
  console.write(printable(fmt::format("{}; {}", story.about, report::count(story.documents.size(), "document", "documents"))) + "\n");
  for (const auto n : story.documents) {
    const Document& document = d.readings[n].document;
    if (!console.write(printable(fmt::format("  {}  original {}  {}", document.id, document.sha256.substr(0, 12), report::signature(document))) + "\n")) break;
  }
}

/// Documents and originals the log knows by itself; all else is known once the case is linked.
int write_story(const Case& opened, const std::string& item, const Arguments& args, Console& console) {
  const auto refuse = [&](const Error& error) {
    console.complain(error);
    return error.kind == ErrorKind::usage ? bad_usage : no_case;
  };
  const auto entries = opened.story(item);
  const bool a_document = item.empty() || item.size() == 64 || (item.starts_with('d') && item.find('.') == std::string::npos);
  if (a_document || (!entries && entries.error().kind != ErrorKind::usage)) return entries ? write_entries(*entries, args, console) : refuse(entries.error());
  const auto loaded = load_case(opened);
  if (!loaded) return refuse(loaded.error());
  const auto dossier = loaded->dossier(false);
  const auto story = report::story(dossier, item);
  // A few digits can begin a SHA-256 and the id of a claim (c4f2...) or of a speaker (a90b...).
  if (entries && story) return refuse({ErrorKind::usage, fmt::format("an original is called so, and {}", story->about), Error::nowhere, "give more of the id"});
  if (entries) return write_entries(*entries, args, console);
  if (!story) return refuse(std::string_view("acd").find(item.front()) == std::string_view::npos ? entries.error() : story.error());
  std::vector<CustodyEntry> told;
  for (const auto n : story->entries) told.push_back(loaded->custody[n]);
  if (!args.flag("json")) write_head(*story, dossier, console);
  return write_entries(told, args, console);
}

}  // namespace

int run_log(const Arguments& args, Console& console) {
  const auto opened = Case::open(args.operand("CASE"), Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  if (args.flag("ITEM")) return write_story(*opened, args.operand("ITEM"), args, console);
  const auto entries = opened->custody();
  if (!entries) {
    console.complain(entries.error());
    return no_case;
  }
  return write_entries(*entries, args, console);
}

}  // namespace stemma::cli
