#include "claims/ground/places/addresses.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace stemma::claims::ground {
namespace {

constexpr std::uint32_t kMostWords = 5;  // of a street's name

bool street_word(std::string_view word) {
  constexpr std::string_view kWords[]{
      "alley",   "ave",   "ave.",  "avenue", "blvd",    "blvd.",   "boulevard", "circle",  "close",   "court",  "crescent", "ct",
      "ct.",     "dr",    "dr.",   "drive",  "embankment", "esplanade", "freeway", "gardens", "grove", "highway", "hwy",    "hwy.",
      "lane",    "ln",    "ln.",   "mews",   "parade",  "parkway", "pike",      "pkwy",    "place",   "plaza",  "quay",     "rd",
      "rd.",     "road",  "row",   "square", "st",      "st.",     "street",    "terrace", "trail",   "walk",   "way"};
  return std::binary_search(std::begin(kWords), std::end(kWords), word);
}

bool flat_word(std::string_view word) {
  return word == "flat" || word == "apartment" || word == "apt" || word == "apt." || word == "suite" || word == "unit";
}

/// "14", "14a", "14-16": a house's number has no more than five digits.
bool house_number(std::string_view word) {
  if (word.empty() || word.size() > 6 || word[0] < '1' || word[0] > '9') return false;
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view rest = word.substr(digits);
  return digits <= 5 && (rest.empty() || rest.size() == 1);
}

}  // namespace

bool is_street(const Page& page, std::uint32_t i, std::uint32_t first) {
  return i > first && page.token(i).capitalised && page.lower(i) != "place" && page.lower(i) != "court" && street_word(page.lower(i));
}

std::vector<Address> addresses(const Page& page) {
  std::vector<Address> out;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page.token(i).kind != lang::TokenKind::number || !house_number(page.text(i))) continue;
    const std::uint32_t end = std::min(page.sentence_of(i).last, i + 2 + kMostWords);
    std::uint32_t street = 0;
    for (std::uint32_t j = i + 1; j < end && street == 0; ++j) {
      const lang::Token& t = page.token(j);
      if (j > i + 1 && t.capitalised && street_word(page.lower(j))) street = j;
      else if (!t.capitalised && !(j == i + 1 && t.kind == lang::TokenKind::word && page.glued(j) && page.text(j).size() == 1) &&
               t.kind != lang::TokenKind::number) break;
    }
    if (street == 0) continue;
    Address a{i, street + 1};
    std::uint32_t before = i;
    if (before > 0 && page.lower(before - 1) == ",") --before;
    if (before >= 2 && page.sentence(before - 2) == page.sentence(i) && flat_word(page.lower(before - 2))) a.first = before - 2;
    out.push_back(a);
    i = street;
  }
  return out;
}

bool covered(const std::vector<Address>& all, std::uint32_t first, std::uint32_t last) {
  const auto at = std::upper_bound(all.begin(), all.end(), first, [](std::uint32_t f, const Address& a) { return f < a.last; });
  return at != all.end() && at->first < last;
}

}  // namespace stemma::claims::ground
