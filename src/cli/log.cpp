#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/verbs.h"
#include "report/custody_words.h"
#include "report/phrases.h"
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

}  // namespace

int run_log(const Arguments& args, Console& console) {
  const auto opened = Case::open(args.operand("CASE"), Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const auto& items = args.operands("ITEM");
  const auto entries = items.empty() ? opened->custody() : opened->story(items.front());
  if (!entries) {
    console.complain(entries.error());
    return entries.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  if (args.flag("json")) {
    Json out = Json::array();
    for (const CustodyEntry& e : *entries) out.push_back(as_json(e));
    console.write(out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    return done;
  }
  for (const CustodyEntry& e : *entries)
    if (!console.write(printable(fmt::format("{:>5}  {}  {}", e.seq, when(e), report::words(e))) + "\n")) break;
  return done;
}

}  // namespace stemma::cli
