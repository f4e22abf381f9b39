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

/// The log is told of a new key of pseudonyms, and of what was let out by an explicit word: by whom, and why.
Result<void> note(Case& to_write, const Outward& out, const Arguments& args) {
  if (!out.new_key.empty())
    if (auto noted = to_write.log("pseudonyms made", "case", Json({{"key", out.new_key}, {"people", out.pseudonyms}}).dump()); !noted) return noted;
  if (out.allowed.empty()) return {};
  const char* user = std::getenv("USER");
  const Json detail{{"what", to_valid_utf8(args.value("allow"))}, {"decisions", out.allowed}, {"by", to_valid_utf8(args.value("by", user == nullptr ? "" : user))},
                    {"why", to_valid_utf8(args.value("why"))}};
  return to_write.log("let out", "case", detail.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

Result<Outgoing> outgoing(Case& opened, bool writable, const Arguments& args, Console& console) {
  if (args.flag("allow") && args.value("why").empty())
    return fail(ErrorKind::usage, "--allow lets out what is protected, and the log keeps the reason", Error::nowhere, "say it with --why");
  auto out = outward(opened, outward_options(args));
  if (!out) return tl::unexpected(out.error());
  if (!out->new_key.empty() || !out->allowed.empty()) {
    auto noted = writable ? note(opened, *out, args) : Case::open(opened.path(), Case::Mode::write).and_then([&](Case&& c) { return note(c, *out, args); });
    if (!noted) return tl::unexpected(noted.error());
  }
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
  for (const Withheld& w : going.out.withheld) console.say(printable(fmt::format("stays in: {}: {}", w.item, w.why)));
  if (going.out.marks + going.out.pseudonyms > 0)
    console.say(fmt::format("{} redaction mark{} in the texts (\u2588\u2588\u2588\u2588\u2588 [redacted 1] to [redacted {}]), {} under a pseudonym", going.out.marks,
                            going.out.marks == 1 ? "" : "s", going.out.marks, going.out.pseudonyms == 1 ? "1 person" : fmt::format("{} people", going.out.pseudonyms)));
  if (going.out.marks + going.out.pseudonyms + going.out.withheld.size() > 0) {
    const auto found = preflight(opened, outward_options(args));
    if (!found) return tl::unexpected(found.error());
    const std::vector<Leak>& leaks = found->leaks;
    if (!leaks.empty())
      console.say(fmt::format("{} finding{} of the pre-flight {} open: a reader could still put together who somebody is; see stemma preflight", leaks.size(),
                              leaks.size() == 1 ? "" : "s", leaks.size() == 1 ? "is" : "are"));
    if (const auto n = found->not_judged.size(); n > 0)
      console.say(fmt::format("the pre-flight cannot judge {} for {} language; see stemma preflight", n == 1 ? "1 document" : fmt::format("{} documents", n), n == 1 ? "its" : "their"));
  }
  return going;
}

}  // namespace stemma::cli
