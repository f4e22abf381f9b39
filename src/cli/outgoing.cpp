#include "cli/outgoing.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "protect/preflight.h"

namespace stemma::cli {

OutwardOptions outward_options(const Arguments& args) {
  OutwardOptions out;
  const std::string allowed = args.value("allow");
  for (const auto what : split(allowed, ",")) out.allow.emplace_back(trim(what));
  out.pseudonyms = args.value("pseudonyms");
  out.new_pseudonyms = args.flag("new-pseudonyms");
  return out;
}

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The log is told of a new key of pseudonyms, and of what was let out by an explicit word: by whom, and why.
std::vector<LogNote> notes_of(const Outward& out, const LetOut& let_out) {
  std::vector<LogNote> notes;
  if (!out.new_key.empty()) notes.push_back({"pseudonyms made", "case", Json({{"key", out.new_key}, {"people", out.pseudonyms}}).dump()});
  if (out.allowed.empty()) return notes;
  std::string what;
  for (const auto& one : let_out.options.allow) what += (what.empty() ? "" : ",") + one;
  notes.push_back({"let out", "case", dumped({{"what", to_valid_utf8(what)}, {"decisions", out.allowed}, {"by", to_valid_utf8(let_out.by)}, {"why", to_valid_utf8(let_out.why)}})});
  return notes;
}

Result<void> write(Case& opened, const std::vector<LogNote>& notes) {
  for (const LogNote& n : notes)
    if (auto noted = opened.log(n.action, n.subject, n.detail); !noted) return noted;
  return {};
}

}  // namespace

Result<Outgoing> outgoing(const Case& opened, const LetOut& let_out, const TakeNotes& note, const std::function<void()>& before_check) {
  if (!let_out.options.allow.empty() && let_out.why.empty())
    return fail(ErrorKind::usage, "--allow lets out what is protected, and the log keeps the reason", Error::nowhere, "say it with --why");
  auto out = outward(opened, let_out.options);
  if (!out) return tl::unexpected(out.error());
  if (const auto notes = notes_of(*out, let_out); !notes.empty())
    if (auto noted = note(notes); !noted) return tl::unexpected(noted.error());
  Outgoing going;
  going.out = *std::move(out);
  LoadedCase& l = going.loaded;
  l.path = going.out.case_name;
  l.readings = std::move(going.out.readings);
  l.model = std::move(going.out.model);
  l.failures = std::move(going.out.failures);
  l.decisions = std::move(going.out.decisions);
  l.known_ids = std::move(going.out.known_ids);
  l.custody = going.out.custody;
  auto stamps = opened.stamps();
  if (!stamps) return tl::unexpected(stamps.error());
  l.stamps = *std::move(stamps);
  l.withheld = going.out.withheld;
  l.touched = going.out.touched;
  l.marks = going.out.marks;
  auto reader = Reader::create();
  if (!reader) return tl::unexpected(reader.error());
  l.reader_version = reader->version();
  if (going.out.marks + going.out.pseudonyms + going.out.withheld.size() > 0) {
    if (before_check) before_check();
    const auto found = preflight(opened, let_out.options);
    if (!found) return tl::unexpected(found.error());
    going.findings = found->leaks.size();
    going.not_judged = found->not_judged.size();
  }
  return going;
}

Result<Outgoing> outgoing(Case& opened, bool writable, const Arguments& args, Console& console) {
  const char* user = std::getenv("USER");
  const LetOut let_out{outward_options(args), args.value("by", user == nullptr ? "" : user), args.value("why")};
  auto going = outgoing(opened, let_out, [&](const std::vector<LogNote>& notes) {
    return writable ? write(opened, notes) : Case::open(opened.path(), Case::Mode::write).and_then([&](Case&& c) { return write(c, notes); });
  });
  if (!going) return going;
  for (const Withheld& w : going->out.withheld) console.say(printable(fmt::format("stays in: {}: {}", w.item, w.why)));
  if (going->out.marks + going->out.pseudonyms > 0)
    console.say(fmt::format("{} redaction mark{} in the texts (\u2588\u2588\u2588\u2588\u2588 [redacted 1] to [redacted {}]), {} under a pseudonym", going->out.marks,
                            going->out.marks == 1 ? "" : "s", going->out.marks, going->out.pseudonyms == 1 ? "1 person" : fmt::format("{} people", going->out.pseudonyms)));
  if (going->findings > 0)
    console.say(fmt::format("{} finding{} of the pre-flight {} open: a reader could still put together who somebody is; see stemma preflight", going->findings,
                            going->findings == 1 ? "" : "s", going->findings == 1 ? "is" : "are"));
  if (const auto n = going->not_judged; n > 0)
    console.say(fmt::format("the pre-flight cannot judge {} for {} language; see stemma preflight", n == 1 ? "1 document" : fmt::format("{} documents", n), n == 1 ? "its" : "their"));
  return going;
}

}  // namespace stemma::cli
