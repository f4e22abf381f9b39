// Readings of the documents that something needs, at their places in a list that is empty otherwise; and what has become of ids by them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "answers/routes.h"
#include "store/decisions.h"

namespace stemma::answers {

std::vector<std::uint32_t> documents_of(const State& s, std::span<const Spot> spots) {
  std::vector<std::uint32_t> out;
  for (const Spot& spot : spots)
    if (const auto at = s.document_by_id.find(spot.document); at != s.document_by_id.end()) out.push_back(at->second);
  return out;
}

std::vector<Reading> some_readings(const State& s, std::vector<std::uint32_t> documents) {
  std::vector<Reading> out(s.documents.size());
  for (std::size_t d = 0; d < out.size(); ++d) out[d].document.id = s.documents[d].id;
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  for (const auto d : documents) out[d] = *s.files.reading(s.documents[d].stored);
  return out;
}

void vanished(const State& s, std::string_view kind, std::string_view id) {
  std::optional<KnownId> known;
  s.files.with([&](const store::Connection& db) { known = store::read_known_id(db, id); });
  if (!known) nothing_called(kind, id);
  const auto documents = documents_of(s, known->spots);
  const auto now = redirect(*known, some_readings(s, documents), s.model_of(documents));
  if (now.empty())
    refuse(410, fmt::format("This {} is gone", kind), "None of the words that it was made of is in the case as it is read now.", "Go back to the list, or search for its words.");
  Answer out = now.size() == 1 ? problem(410, fmt::format("This {} goes by another id now", kind), fmt::format("It has become {}.", now.front()), "Open what it has become.")
                               : problem(410, fmt::format("This {} has become several", kind), fmt::format("It has become {}.", fmt::join(now, ", ")), "Choose one of them.");
  Json body = Json::parse(out.body);
  body["became"] = now;
  out.body = report::dump(body, -1);
  throw Refused{std::move(out)};
}

}  // namespace stemma::answers
