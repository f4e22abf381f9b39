// Which address is whose, and the last resort of everything that may go wrong.
#include <algorithm>

#include "answers/routes.h"
#include "base/search_words.h"

namespace stemma::answers {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> out;
  while (!path.empty()) {
    path.remove_prefix(path.front() == '/' ? 1 : 0);
    const auto slash = std::min(path.find('/'), path.size());
    out.push_back(path.substr(0, slash));
    path.remove_prefix(slash);
  }
  return out;
}

Json route(const State& s, const Request& request) {
  const Query q(request);
  const auto parts = parts_of(request.path);
  const auto what = parts.empty() ? std::string_view() : parts[0];
  if (parts.size() == 1) {
    if (what == "claims") return claims_page(s, q);
    if (what == "documents") return documents_page(s, q);
    if (what == "agents") return agents_page(s, q);
    if (what == "timeline") return timeline_page(s, q);
    if (what == "figures") return figures_page(s, q);
    if (what == "search") return search_page(s, q);
    if (what == "not-seen") return not_seen(s);
    if (what == "decisions") return decisions_page(s, q);
  }
  if (parts.size() == 2) {
    if (what == "claims") return claim_view(s, parts[1], q);
    if (what == "documents") return document_view(s, parts[1]);
    if (what == "agents") return agent_view(s, parts[1], q);
    if (what == "figures") return figure_view(s, parts[1], q);
  }
  if (parts.size() == 3 && what == "documents" && parts[2] == "custody") return custody(s, parts[1]);
  if (parts.size() == 3 && what == "documents" && parts[2] == "difference") return difference(s, parts[1], q);
  refuse(404, "There is nothing at this address", {}, "Go back to the claims.");
}

}  // namespace

Answer answer(const Snapshot& snapshot, const Request& request) {
  try {
    Answer out;
    out.body = report::dump(route(snapshot.state(), request), -1);
    return out;
  } catch (const Refused& refused) {
    return refused.answer;
  } catch (const std::bad_alloc&) {
    return problem(503, "There is not enough memory for this answer", {}, "Close other programs, or ask for less at a time.");
  } catch (const std::exception&) {
    return problem(500, "The program made a mistake with this page", {}, "Nothing was changed. Go back and try another page; please report the address to the makers.");
  }
}

Wanted::Wanted(std::string_view typed) {
  for (const SearchWord& w : search_words(typed)) words_.push_back(" " + w.folded + " ");
  if (!words_.empty()) words_.back().pop_back();
}

bool Wanted::in(std::string_view folded) const {
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& w) { return folded.find(w) != std::string_view::npos; });
}

std::uint32_t document_called(const State& s, std::string_view id) {
  const auto found = s.document_by_id.find(id);
  if (found == s.document_by_id.end()) nothing_called("document", id);
  return found->second;
}

nlohmann::ordered_json claim_row(const Snapshot& snapshot, std::uint32_t claim) { return row_of(snapshot.state(), claim); }

nlohmann::ordered_json case_summary(const Snapshot& snapshot) {
  const State& s = snapshot.state();
  const auto standing = std::count_if(s.attributions.begin(), s.attributions.end(), [](const AttributionRow& a) { return !a.rejected; });
  return {{"name", shown(s.name)}, {"path", s.files.path()}, {"identity", s.identity}, {"program", STEMMA_VERSION}, {"reader", s.reader}, {"schema", s.schema},
          {"generation", s.generation}, {"state", s.read_only ? "read_only" : "ready"}, {"documents", s.documents.size()}, {"claims", s.claims.size()},
          {"agents", s.model.agents.size()}, {"attributions", standing}, {"decisions", s.files.decisions().size()}, {"failures", s.failures.size()}};
}

}  // namespace stemma::answers
