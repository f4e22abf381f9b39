#include "report/find.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace stemma::report {

Result<Named> find(const Dossier& d, std::string_view id) {
  const std::size_t dot = id.rfind('.');
  const std::string_view stem = id.substr(0, dot);
  const auto nothing = [&] {
    return fail(ErrorKind::usage, fmt::format("nothing in this case is called {}", id), Error::nowhere, "stemma report and stemma search print the ids");
  };
  if (stem.empty()) return nothing();
  std::vector<Named> found;
  if (dot == std::string_view::npos)
    for (std::uint32_t i = 0; i < d.model.claims.size(); ++i)
      if (d.model.claims[i].id.starts_with(stem)) found.push_back(ClaimIndex{i});
  for (std::uint32_t i = 0; i < d.readings.size(); ++i)
    if (d.readings[i].document.id.starts_with(stem)) found.push_back(DocumentIndex{i});
  if (found.empty()) return nothing();
  if (found.size() > 1) return fail(ErrorKind::usage, fmt::format("{} things are called {}...", found.size(), stem), Error::nowhere, "give more of the id");
  if (dot == std::string_view::npos) return found.front();
  const std::string_view digits = id.substr(dot + 1);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const std::uint32_t document = std::get<DocumentIndex>(found.front()).value;
  const std::size_t all = d.readings[document].attributions.size();
  if (error != std::errc() || end != digits.data() + digits.size() || number >= all)
    return fail(ErrorKind::usage, fmt::format("document {} has no attribution {}", stem, digits), Error::nowhere, all == 0 ? "it has none" : fmt::format("they are numbered 0 to {}", all - 1));
  return Named(AttributionRef{document, number});
}

std::vector<std::uint32_t> find_agents(const Dossier& d, std::string_view id) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t a = 0; a < d.model.agents.size() && !id.empty(); ++a)
    if (d.model.agents[a].id.starts_with(id) || d.model.agents[a].name == id) found.push_back(a);
  return found;
}

Result<std::string> current_id(const Dossier& d, const std::string& id) {
  if (const auto named = find(d, id); named || id.empty()) return id;
  std::vector<const KnownId*> found;
  for (const KnownId& k : d.known_ids)
    if (k.id.starts_with(id)) found.push_back(&k);
  if (found.size() != 1) return id;  // what find() says of it stands
  auto now = redirect(*found.front(), d.readings, d.model);
  if (now.size() == 1) return now.front();
  if (now.empty()) return fail(ErrorKind::usage, fmt::format("nothing is left of {}: its documents are not in the case as it is read now", found.front()->id));
  return fail(ErrorKind::usage, fmt::format("{} has become {}", found.front()->id, fmt::join(now, ", ")), Error::nowhere, "name one of them");
}

}  // namespace stemma::report
