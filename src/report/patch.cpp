#include "report/patch.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stemma::report {

using Json = nlohmann::ordered_json;

std::string patch_of(const std::string& identity, std::span<const Decision> decisions) {
  std::string out = Json{{"stemma_patch", 1}, {"case", identity}}.dump() + "\n";
  for (const Decision& d : decisions) out += to_json(d) + "\n";
  return out;
}

Result<std::vector<Decision>> read_patch(std::string_view text, const std::string& called, const std::string& identity) {
  const auto wrong = [&](std::size_t line, std::string what) {
    return fail(ErrorKind::malformed, fmt::format("{}, line {}: {}", called, line, what), Error::nowhere, "nothing was changed");
  };
  if (text.size() > most_patch_bytes) return wrong(1, "the patch is larger than 64 MiB");
  if (text.empty()) return wrong(1, "empty");
  std::vector<Decision> out;
  for (std::size_t n = 1; !text.empty(); ++n) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (n == 1) {
      const Json head = Json::parse(line, nullptr, false);
      if (!head.is_object() || head.value("stemma_patch", Json()) != Json(1)) return wrong(n, "not a patch of decisions");
      if (head.value("case", Json()) != Json(identity)) return wrong(n, "the patch was made for another case");
      continue;
    }
    if (line.empty()) continue;
    auto d = decision_from_json(line);
    if (!d) return wrong(n, d.error().what);
    if (d->number == 0) return wrong(n, "the decision has no number");
    out.push_back(std::move(*d));
  }
  return out;
}

}  // namespace stemma::report
