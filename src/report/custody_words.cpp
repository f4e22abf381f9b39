#include "report/custody_words.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "report/phrases.h"
#include "stemma/decision.h"

namespace stemma::report {
namespace {

using nlohmann::json;

std::string value(const json& detail, const char* key) {
  const auto found = detail.find(key);
  if (found == detail.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump(-1, ' ', false, json::error_handler_t::replace);
}

/// "1 document", "2 documents"
std::string number(const json& detail, const char* key, std::string_view one) {
  const std::string n = value(detail, key);
  return fmt::format("{} {}{}", n, one, n == "1" ? "" : "s");
}

std::string about(const std::string& subject) {
  if (subject == "case") return "the case";
  if (subject.size() == 64) return fmt::format("the original {}…", subject.substr(0, 12));
  return subject;
}

std::string with(std::string_view before, const std::string& words) { return words.empty() ? words : std::string(before) + words; }

std::string list_of(const json& words) {
  std::string out;
  for (const json& w : words)
    if (w.is_string()) out += with(out.empty() ? "" : ", ", w.get<std::string>());
  return out;
}

/// What is left of a detail whose action we have no sentence for: "format csv, rows 12".
std::string rest_of(const json& detail) {
  std::string out;
  for (const auto& [key, v] : detail.items())
    if (!v.is_null()) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", key, v.is_string() ? v.get<std::string>() : v.dump(-1, ' ', false, json::error_handler_t::replace));
  return out;
}

std::string sentence(const CustodyEntry& e) {
  const std::string what = about(e.subject);
  if (e.detail.empty() || e.erased) return fmt::format("{}: {} (what else this entry said is not here)", e.action, what);
  const json detail = json::parse(e.detail, nullptr, false);
  if (!detail.is_object()) return fmt::format("{}: {}", e.action, what);
  if (e.action == "created") return fmt::format("the case was made by {}", value(detail, "program"));
  if (e.action == "received")
    return fmt::format("{} was received as {}, {}{}{}", what, value(detail, "path"), number(detail, "bytes", "byte"), with(", from ", value(detail, "from")), with(", ", value(detail, "how")));
  if (e.action == "read")
    return fmt::format("{} was read as {}: {}, {}{}", what, value(detail, "path"), number(detail, "documents", "document"), number(detail, "attributions", "attribution"), with(", by ", value(detail, "reader")));
  if (e.action == "seen") return fmt::format("{} opened {} at the desk on {}", value(detail, "by"), what, value(detail, "day"));
  if (e.action == "exported")
    return fmt::format("{} was exported as {}{}{}{}", detail.contains("about") ? "a dossier about " + list_of(detail["about"]) : "the case", value(detail, "form"), with(" by ", value(detail, "by")), with(" to ", value(detail, "file")), with(", SHA-256 ", value(detail, "sha256")));
  if (e.action == "deleted") return fmt::format("{} was erased for good by {}: {}", what, value(detail, "by"), value(detail, "why"));
  if (e.action == "stamp requested") return "a time stamp over the log up to here was asked for";
  if (e.action == "stamped") return fmt::format("{} over entry {} was kept, of {}", value(detail, "kind") == "ed25519" ? "a signature" : "a time stamp", value(detail, "seq"), value(detail, "who"));
  if (e.action == "signed") return fmt::format("the log up to here was signed with the key {}", value(detail, "key"));
  if (e.action == "backed-up") return "the case was copied to a back-up" + with(": ", value(detail, "file"));
  if (e.action == "restored") return "the case was made again from a back-up" + with(": ", value(detail, "file"));
  if (e.action == "failed") return fmt::format("{} could not be read as {}: {}", what, value(detail, "path"), value(detail, "what"));
  if (e.action == "verified") return fmt::format("the case was checked: {}", number(detail, "problems", "problem"));
  if (e.action == "decided")
    if (const auto decision = decision_from_json(e.detail); decision)
      return fmt::format("{} decided: {}{}", decision->by.empty() ? "somebody" : decision->by, words(*decision), decision->why.empty() ? "" : fmt::format(" ({})", decision->why));
  const std::string rest = rest_of(detail);
  return fmt::format("{}: {}{}", e.action, what, rest.empty() ? "" : ", " + rest);
}

}  // namespace

std::string words(const CustodyEntry& e) { return ellipsize(printable(squeeze(sentence(e))), 400); }

}  // namespace stemma::report
