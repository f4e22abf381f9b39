// Event canopies: which documents report one event. They only say what is worth comparing: a canopy makes nothing equal.
//
// A document is the stems of its whole text, of its title and of its first words, three parts of one vector, weighted by a frozen table
// of rarity (idf.h), so that one more document moves no score of the others. Two documents are as close as the cosine, less the further
// apart their days are, and less if their main places lie in different countries or their main days contradict each other. Average link
// makes the canopies: single link would chain a whole year of politics together.
// Research: J. Allan et al., "Topic detection and tracking", 1998; S. Miranda et al., "Multilingual clustering of streaming news", 2018.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/attribution.h"

namespace stemma::link {

/// What a canopy needs to know of a document: some 4 KB. It may be kept when the document is not at hand any more.
struct EventRecord {
  struct Term {
    std::uint32_t key = 0;     ///< hash of the stem and the part of the document
    std::uint32_t weight = 0;  ///< of 4096: the squares of all weights make 4096 squared, or less where a part is missing
  };
  std::vector<Term> terms;                 ///< by key
  std::optional<std::int32_t> day;         ///< of publication, days since 1970-01-01
  std::optional<std::int32_t> event_day;   ///< what the text tells most about: in the week before its publication
  std::uint16_t country = 0;               ///< of most places in the text, two letters; 0: none
  std::uint64_t hash = 0;                  ///< of title, text and day: breaks ties whatever the order of arrival
};

/// Cost: O(words).
EventRecord make_event_record(const Reading& reading);
/// The same without grounding, from a title and a text: no main day, no main country.
EventRecord make_event_record(std::string_view title, std::string_view text, std::optional<std::int32_t> day);

/// How likely two documents report one event, of 1024: the cosine of their vectors times what their days and places allow.
std::int32_t event_score(const EventRecord& a, const EventRecord& b);

inline constexpr std::int32_t canopy_threshold = 205;  ///< .20 of 1024: the mean score down to which canopies are joined

/// For each record the smallest index of its canopy. The partition does not depend on the order of the records.
/// Dated records more than a week apart are never compared; each is compared with the 32 nearest of those that share its rarest stems, found with a bounded
/// number of steps, and records that say the same on the same day stand for each other: O(records) and a sort, whatever the input.
std::vector<std::uint32_t> find_canopies(std::span<const EventRecord> records, std::int32_t threshold = canopy_threshold);

}  // namespace stemma::link
