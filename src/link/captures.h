// Captures: one page saved at several times. They are one report of one outlet, whatever changed between them.
#pragma once

#include <cstdint>
#include <vector>

#include "link/pile.h"

namespace stemma::link {

struct Captures {
  std::vector<std::vector<std::uint32_t>> pages;  ///< two captures or more each, earliest first; by their first
  std::vector<std::int32_t> page;                 ///< by document: index into pages; -1: saved once
  std::vector<std::uint32_t> place;               ///< by document: in its page, from 0

  bool one_page(std::uint32_t a, std::uint32_t b) const { return page[a] >= 0 && page[a] == page[b]; }
  /// The document that stands for its page: the first capture.
  std::uint32_t report(std::uint32_t d) const { return page[d] < 0 ? d : pages[static_cast<std::size_t>(page[d])].front(); }
  std::uint32_t newest(std::uint32_t d) const { return page[d] < 0 ? d : pages[static_cast<std::size_t>(page[d])].back(); }
};

/// Documents with one address, of one outlet as far as they name it, that share a tenth of the shorter one's 5-grams with one of the four
/// captures before (an address that is used for another story starts another page). Where an address is not known, those with one outlet,
/// title and date of publication that share three fifths, if one of them bears a date of change or capture, or are equal. Order: date of
/// capture, else of change, else of publication, then that of the pile. Linear in words, apart from sorting.
Captures find_captures(const Pile& pile);

/// Whether dates tell which of two captures came first.
bool dates_tell(const Pile& pile, std::uint32_t a, std::uint32_t b);
/// The date by which a capture is put in order, ISO 8601; empty: none.
const std::string& edition_date(const Document& document);
/// An address by which captures are known as one: without scheme, "www.", fragment, marks of campaigns and the slash at the end.
std::string address_key(std::string_view url);

}  // namespace stemma::link
