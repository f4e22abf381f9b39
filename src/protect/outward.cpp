#include "stemma/outward.h"

namespace stemma {
namespace {

std::string name_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// All of the case, as it is.
Result<Outward> everything(const Case& from) {
  Outward out;
  out.case_name = name_of(from.path());
  auto readings = from.readings();
  if (!readings) return tl::unexpected(readings.error());
  out.readings = *std::move(readings);
  auto model = from.links(out.readings);
  if (!model) return tl::unexpected(model.error());
  out.model = *std::move(model);
  auto decisions = from.decisions();
  if (!decisions) return tl::unexpected(decisions.error());
  out.decisions = *std::move(decisions);
  auto custody = from.custody();
  if (!custody) return tl::unexpected(custody.error());
  out.custody = *std::move(custody);
  auto failures = from.failures();
  if (!failures) return tl::unexpected(failures.error());
  out.failures = *std::move(failures);
  auto known = from.known_ids();
  if (!known) return tl::unexpected(known.error());
  out.known_ids = *std::move(known);
  out.touched.assign(out.readings.size(), false);
  out.original = [&from](const std::string& sha256) -> Result<std::optional<std::string>> {
    auto bytes = from.original(sha256);
    if (!bytes) return tl::unexpected(bytes.error());
    return std::optional(*std::move(bytes));
  };
  return out;
}

}  // namespace

Result<Outward> outward(const Case& from, const OutwardOptions&) { return everything(from); }

std::string pseudonym_file(const std::string& case_path) {
  constexpr std::string_view tail = ".stemma";
  const bool ours = case_path.size() > tail.size() && case_path.ends_with(tail);
  return (ours ? case_path.substr(0, case_path.size() - tail.size()) : case_path) + ".pseudonyms";
}

}  // namespace stemma
