#include "cli/load.h"

#include "base/time.h"

namespace stemma::cli {

Result<LoadedCase> load_case(const std::string& path) {
  const auto opened = Case::open(path, Case::Mode::read);
  if (!opened) return tl::unexpected(opened.error());
  return load_case(*opened);
}

Result<LoadedCase> load_case(const Case& opened) {
  LoadedCase out;
  out.path = opened.path();
  auto readings = opened.readings();
  if (!readings) return tl::unexpected(readings.error());
  out.readings = std::move(*readings);
  auto failures = opened.failures();
  if (!failures) return tl::unexpected(failures.error());
  out.failures = std::move(*failures);
  auto custody = opened.custody();
  if (!custody) return tl::unexpected(custody.error());
  out.custody = std::move(*custody);
  auto stamps = opened.stamps();
  if (!stamps) return tl::unexpected(stamps.error());
  out.stamps = std::move(*stamps);
  auto decisions = opened.decisions();
  if (!decisions) return tl::unexpected(decisions.error());
  out.decisions = std::move(*decisions);
  auto known = opened.known_ids();
  if (!known) return tl::unexpected(known.error());
  out.known_ids = std::move(*known);
  auto reader = Reader::create();
  if (!reader) return tl::unexpected(reader.error());
  out.reader_version = reader->version();
  auto model = opened.links(out.readings);
  if (!model) return tl::unexpected(model.error());
  out.model = std::move(*model);
  return out;
}

report::Dossier LoadedCase::dossier(bool stamped) const {
  const auto slash = path.find_last_of('/');
  report::Dossier out{readings, model, failures, slash == std::string::npos ? path : path.substr(slash + 1), STEMMA_VERSION, reader_version,
                      stamped ? utc_now() : std::string(), custody.empty() ? std::string() : custody.back().hash, decisions, known_ids};
  out.custody = custody;
  out.stamps = stamps;
  out.withheld = withheld;
  out.marks = marks;
  out.touched = &touched;
  return out;
}

}  // namespace stemma::cli
