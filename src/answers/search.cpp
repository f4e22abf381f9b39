// GET /search: claims and places of documents that hold the words.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "answers/routes.h"
#include "base/search_words.h"
#include "report/phrases.h"
#include "store/search.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most_claims = 20;

/// Where the words wanted stand in a label, in code points.
Json marks_in(const std::string& label, const Wanted& wanted) {
  Json out = Json::array();
  const CodePointIndex points(label);
  for (const SearchWord& w : search_words(label)) {
    const std::string word = " " + w.folded + " ";
    if (std::any_of(wanted.words().begin(), wanted.words().end(), [&](const std::string& x) { return word.starts_with(x); }))
      out.push_back(Json::array({points.code_point(w.span.begin), points.code_point(w.span.end)}));
  }
  return out;
}

Json claims_with(const State& s, const Wanted& wanted) {
  std::vector<std::uint32_t> in_label, in_members;
  for (const auto c : s.by_contested) {
    if (!wanted.in(s.claim_words[c])) continue;
    const std::string label = search_fold(s.model.claims[c].label);
    (wanted.in(label) ? in_label : in_members).push_back(c);
    if (in_label.size() == most_claims) break;
  }
  in_label.insert(in_label.end(), in_members.begin(), in_members.end());
  Json out = Json::array();
  for (std::size_t i = 0; i < std::min(most_claims, in_label.size()); ++i) {
    Json row = row_of(s, in_label[i]);
    row["marks"] = marks_in(row["label"].get<std::string>(), wanted);
    out.push_back(std::move(row));
  }
  return out;
}

Json document_hit(const State& s, const store::BlockHit& hit, std::uint32_t d) {
  const auto text = s.files.text(s.documents[d].stored);
  Json marks = Json::array();
  const CodePointIndex points(hit.snippet);
  for (const ByteSpan m : hit.marks) marks.push_back(Json::array({points.code_point(m.begin), points.code_point(m.end)}));
  return {{"document", document_ref(s, d)}, {"span", span_json(*text, hit.span)}, {"snippet", hit.snippet}, {"marks", std::move(marks)}};
}

}  // namespace

Json search_page(const State& s, const Query& q) {
  const auto typed = q.text("q");
  const Page page = q.page();
  Json documents = Json::array();
  const Wanted wanted(typed);
  if (wanted.empty()) return {{"generation", s.generation}, {"claims", Json::array()}, {"documents", Json::array()}};
  const auto query = store::fts_query(typed);
  if (!query) refuse(400, "These words cannot be looked for", query.error().what, query.error().next);
  if (page.offset > 10000) refuse(400, "The search gives its best 10,000 places", {}, "Look for more words, so that fewer places have them.");
  std::vector<store::BlockHit> hits;
  s.files.with([&](const store::Connection& db) {
    const store::Transaction one_view(db, "DEFERRED");
    hits = store::search_blocks(db, *query, page.offset, page.limit);
  });
  std::unordered_map<std::int64_t, std::uint32_t> place;
  if (!hits.empty())
    for (std::uint32_t d = 0; d < s.documents.size(); ++d) place.emplace(s.documents[d].stored.row, d);
  for (const auto& hit : hits)
    if (const auto at = place.find(hit.document); at != place.end()) documents.push_back(document_hit(s, hit, at->second));  // what came since is not shown yet
  return {{"generation", s.generation}, {"claims", page.offset == 0 ? claims_with(s, wanted) : Json::array()}, {"documents", std::move(documents)}};
}

}  // namespace stemma::answers
