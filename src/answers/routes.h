// One function an address. Each gives the JSON of api.ts for it, or throws Refused.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answers/query.h"
#include "answers/shapes.h"

namespace stemma::answers {

Json claims_page(const State&, const Query&);
Json claim_view(const State&, std::string_view id, const Query&);
Json documents_page(const State&, const Query&);
Json document_view(const State&, std::string_view id);
Json difference(const State&, std::string_view id, const Query&);
Json custody(const State&, std::string_view id);
Json agents_page(const State&, const Query&);
Json agent_view(const State&, std::string_view id, const Query&);
Json timeline_page(const State&, const Query&);
Json figures_page(const State&, const Query&);
Json figure_view(const State&, std::string_view id, const Query&);
Json search_page(const State&, const Query&);
Json not_seen(const State&);
Json decisions_page(const State&, const Query&);

// Parts of the claim view.
Json graph(const State&, const Claim& whole);
Json denial_cells(const State&, std::uint32_t claim, const Claim& whole);
Json switched(const State&, const Claim& whole, const Query&);  ///< null if the query switches nothing off
Json claim_edits(const State&, std::uint32_t claim);
/// `turned`: what was later stands under "a".
Json saying_edit(const State&, const CaptureEdit&, const SayingEdit&, bool turned);
Json near_claims(const State&, std::uint32_t claim);
Json series_json(const State&, std::uint32_t series, const Page& points);

/// Whether every word of a query (its last one as the beginning of a word) stands in folded words.
class Wanted {
 public:
  explicit Wanted(std::string_view typed);
  bool empty() const { return words_.empty(); }
  bool in(std::string_view folded) const;
  const std::vector<std::string>& words() const { return words_; }  ///< " word " each, the last one " word"

 private:
  std::vector<std::string> words_;
};

/// Says what has become of an id that nothing has now: 410, with "became", the ids of what its members belong to, unless these are gone; 404 if
/// the case never had it.
[[noreturn]] void vanished(const State&, std::string_view kind, std::string_view id);
/// Indices of the documents that the spots name, as far as they are in the case.
std::vector<std::uint32_t> documents_of(const State&, std::span<const Spot>);
/// A list as long as the case with the readings of these documents; of all others the id alone.
std::vector<Reading> some_readings(const State&, std::vector<std::uint32_t> documents);

std::uint32_t document_called(const State&, std::string_view id);

}  // namespace stemma::answers
