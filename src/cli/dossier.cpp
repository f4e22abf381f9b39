#include "cli/dossier.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "report/view.h"

namespace stemma::cli {
namespace {

// Of a case of 10,000 documents all would be a page that no browser opens.
constexpr std::size_t claims_of_a_page = 500, members_of_a_page = 2500;

}  // namespace

report::Chosen first_claims(const report::Dossier& d) {
  report::Chosen out{claims_of_a_page, {}};
  std::size_t members = 0, fit = 0;
  while (fit < d.model.claims.size() && fit < out.most && (fit == 0 || members + d.model.claims[fit].members.size() <= members_of_a_page)) members += d.model.claims[fit++].members.size();
  if (fit < d.model.claims.size()) out.most = fit;
  return out;
}

std::size_t claims_shown(const Made& made, const report::Dossier& d) {
  if (made.form == "csl" || made.form == "bibtex") return 0;
  const auto shown = report::chosen_claims(d);
  return static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
}

LogNote dossier_note(const Made& made, const report::Dossier& d, const std::string& by) {
  const std::size_t claims = claims_shown(made, d);
  nlohmann::ordered_json detail{{"form", made.form}, {"file", made.file == "-" ? "standard output" : made.file}, {"sha256", sha256_hex(made.bytes)}, {"bytes", made.bytes.size()},
                                {"documents", d.readings.size()}, {"claims", claims}, {"claims_left_out", d.model.claims.size() - claims}, {"withheld", d.withheld.size()}};
  if (claims > 0)
    for (const auto c : d.chosen.claims) detail["about"].push_back(d.model.claims[c].id);
  if (!by.empty()) detail["by"] = by;
  return {"exported", "case", detail.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
}

std::string digest_in(std::string_view page) {
  constexpr std::string_view key = "{\"digest\":\"";
  const auto at = page.rfind(key);
  return at == std::string_view::npos ? std::string() : std::string(page.substr(at + key.size(), 64));
}

}  // namespace stemma::cli
