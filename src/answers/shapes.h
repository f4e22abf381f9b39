// The JSON shapes that several addresses share (desk/src/api.ts has their names). Offsets are code points; strings to be shown hold no control
// and no bidi control character, on one line.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "answers/state.h"
#include "report/json_parts.h"

namespace stemma::answers {

using report::Json;
using report::or_null;

/// For the eye, not for offsets: one line, control and bidi control characters out.
std::string shown(std::string_view);
/// By the first strong character of `text`; without one, by the language.
bool right_to_left(std::string_view text, std::string_view language);
inline const char* direction(bool rtl) { return rtl ? "rtl" : "ltr"; }

Json span_json(const Text&, ByteSpan);
Json spans_json(const Text&, std::span<const ByteSpan>);
/// The words of the spans, pieces joined by " ... ".
std::string quote(const Text&, std::span<const ByteSpan>, std::size_t columns = 4000);

Json document_ref(const State&, std::uint32_t document);
Json agent_ref(const State&, std::int32_t agent);  ///< null for none
std::string attribution_id(const State&, AttributionRef);
Json independent(const Independent&);
Json row_of(const State&, std::uint32_t claim);    ///< ClaimRow

/// With quote and place where it has words.
Json reason(const State&, const Reason&);
/// Each text once, in order.
Json reasons(const State&, const std::vector<Reason>&);
Json fold_reason(const State&, const Fold&);
std::string root_label(const State&, const Root&);
double rounded(float share);  ///< three decimals
Json decision_view(const State&, std::size_t decision);  ///< by index
Json decisions_touching(const State&, std::vector<std::uint32_t> Touched::*what, std::uint32_t which);

struct FacetRow {
  std::string value, label;
  std::uint32_t count = 0;
};
/// {"value", "label", "count"}, the largest 30 first, none of 0.
Json facet(std::vector<FacetRow>);
/// Of counts of 0..n-1; names are made for those that are shown only.
template <class Value, class Label>
Json facet(const std::vector<std::uint32_t>& counts, const Value& value, const Label& label) {
  std::vector<std::uint32_t> largest;
  for (std::uint32_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) largest.push_back(i);
  const auto shown = std::min<std::size_t>(30, largest.size());
  std::partial_sort(largest.begin(), largest.begin() + static_cast<std::ptrdiff_t>(shown), largest.end(),
                    [&](auto a, auto b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
  std::vector<FacetRow> rows;
  for (std::size_t i = 0; i < shown; ++i) rows.push_back({value(largest[i]), label(largest[i]), counts[largest[i]]});
  return facet(std::move(rows));
}

}  // namespace stemma::answers
