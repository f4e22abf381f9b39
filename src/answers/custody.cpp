// GET /documents/{id}/custody: what was done to a document and its original, in plain words.
#include "answers/routes.h"
#include "report/custody_words.h"
#include "store/custody.h"

namespace stemma::answers {

Json custody(const State& s, std::string_view id) {
  const std::string name = s.documents[document_called(s, id)].id;
  std::vector<CustodyEntry> story;
  s.files.with([&](const store::Connection& db) { story = store::read_story(db, name); });
  Json entries = Json::array();
  for (const CustodyEntry& e : story)
    entries.push_back({{"seq", e.seq}, {"at", e.at}, {"action", shown(e.action)}, {"words", shown(report::words(e))}, {"erased", e.erased}, {"hash", e.hash}});
  return {{"generation", s.generation}, {"entries", std::move(entries)}};
}

}  // namespace stemma::answers
