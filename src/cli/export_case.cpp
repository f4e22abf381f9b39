#include "cli/export_case.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "export/folder.h"
#include "store/write_case.h"

namespace stemma::cli {

Result<CaseCopy> export_case(const Case& opened, const Outgoing& going, const std::string& file) {
  const auto identity = opened.identity();
  if (!identity) return tl::unexpected(identity.error());
  std::vector<Decision> decisions;
  for (const Decision* d : holding(going.loaded.decisions))
    if (concerns_linking(d->kind) && !d->first.spots.empty()) decisions.push_back(*d);
  const nlohmann::ordered_json origin{{"from", *identity}, {"head", going.loaded.custody.empty() ? std::string() : going.loaded.custody.back().hash}, {"marks", going.out.marks}, {"pseudonyms", going.out.pseudonyms},
                                      {"withheld", going.out.withheld.size()}, {"program", "stemma " STEMMA_VERSION}};
  const store::CaseParts parts{going.loaded.readings, decisions, going.out.original, going.loaded.reader_version, origin.dump()};
  if (auto written = store::write_case(file, parts); !written) return tl::unexpected(written.error());
  auto one = exports::fingerprint(file);
  if (!one) return tl::unexpected(one.error());
  one->path = std::filesystem::path(file).filename().string();
  one->rows_of = "documents";
  one->rows = going.loaded.readings.size();
  CaseCopy out;
  out.written = {file, {*std::move(one)}, {}};
  out.touched = static_cast<std::size_t>(std::count(going.out.touched.begin(), going.out.touched.end(), true));
  out.decisions = decisions.size();
  return out;
}

}  // namespace stemma::cli
