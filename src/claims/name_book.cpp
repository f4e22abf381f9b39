#include <algorithm>

#include "base/utf8.h"
#include "claims/agent_words.h"
#include "claims/places.h"
#include "claims/source_phrase.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kLongestName = 12;  // words before the brackets that may be what the letters stand for

bool is_abbreviation(std::string_view w) {
  return w.size() >= 2 && w.size() <= 8 && std::count_if(w.begin(), w.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2 && std::none_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The letters stand in the name in this order, the first of them first.
bool stand_in(std::string_view letters, std::string_view name) {
  if (name.empty() || letters.front() != name.front()) return false;
  std::size_t found = 0;
  for (const char c : name) found += found < letters.size() && c == letters[found];
  return found == letters.size();
}

/// The name before the opening bracket at `bracket` for which `letters` stand; empty if there is none.
Range named_before(const View& view, std::uint32_t bracket, const std::string& letters) {
  const std::uint32_t lowest = view.sentence_of(bracket).first;
  Range out;
  for (std::uint32_t b = bracket; b > lowest && bracket - b < kLongestName; --b) {
    const bool capital = view.token(b - 1).capitalised && !view.mark(b - 1) && view.tag(b - 1) != Tag::determiner;
    const bool ties = view.is(b - 1, "of") || view.is(b - 1, "for") || view.is(b - 1, "and") || view.is(b - 1, "the") || view.is(b - 1, "on") || view.is(b - 1, "in");
    if (!capital && (!ties || b == bracket)) break;
    if (capital && bracket - b > 0 && stand_in(letters, to_lower(view.text(Range{b - 1, bracket})))) out = {b - 1, bracket};
  }
  return out;
}

}  // namespace

NameBook::NameBook(const View& view) {
  for (std::uint32_t i = 1; i + 2 < view.size(); ++i) {
    if (!view.is(i, "(") || !(view.is(i + 2, ")") || view.is(i + 2, ",") || view.is(i + 2, ";")) || !is_abbreviation(view.text(i + 1))) continue;
    const std::string letters(view.lower(i + 1));
    if (const Range name = named_before(view, i, letters); !name.empty()) spelled_out_.emplace(letters, name);
  }
  for (std::uint32_t i = 0; i < view.size(); ++i) {
    if (view.tag(i) != Tag::name || !view.token(i).capitalised) continue;
    std::uint32_t e = i + 1;
    while (e < view.size() && e - i < 8 && view.tag(e) == Tag::name && view.token(e).capitalised && view.word(e).sentence == view.word(i).sentence) ++e;
    std::uint32_t b = i;
    for (std::uint32_t k = i; k + 1 < e; ++k)
      if (view.is(k, kTitle | kPersonRole)) b = k + 1;  // "Works Minister Aru Venn"
    bool body = false;
    for (std::uint32_t k = b; k < e; ++k) body = body || view.is(k, kGovernment | kOrganisation | kMedia | kDay | kMonth);
    if (e - b >= 2 && e - b <= 4 && !body && view.block_kind(i) != BlockKind::headline) {
      const std::string surname(view.lower(e - 1));
      const std::string full(view.text(Range{b, e}));
      auto [it, fresh] = full_names_.emplace(surname, full);
      if (!fresh && it->second != full) it->second.clear();
      if (i == view.sentence_of(i).first && !place(to_lower(full))) subjects_.push_back({i, e});
    }
    if (e - i == 1 && i > 0 && (view.is(i - 1, "in") || view.is(i - 1, "from") || view.is(i - 1, "to") || view.is(i - 1, "across") || view.is(i - 1, "near"))) ++places_[std::string(view.lower(i))];
    i = e - 1;
  }
  for (const lang::Name& n : view.analysis().names) {
    auto& votes = types_[to_lower(without_article(view.text(Range{n.first, n.last})))];
    ++votes[static_cast<std::size_t>(n.type)];
    if ((n.type != lang::NameType::organisation && n.type != lang::NameType::government && n.type != lang::NameType::media) || n.last - n.first < 2) continue;
    const auto [it, fresh] = longer_.emplace(std::string(view.lower(n.first)), Range{n.first, n.last});
    if (!fresh && !it->second.empty() && to_lower(view.text(it->second)) != to_lower(view.text(Range{n.first, n.last}))) it->second = {};
  }
  if (view.document().dateline) {
    std::string place = to_lower(view.document().dateline->place);
    places_[place.substr(0, place.find(','))] += 2;
  }
}

Range NameBook::longer_name(const std::string& word) const {
  const auto it = longer_.find(word);
  return it == longer_.end() ? Range{} : it->second;
}

Range NameBook::spelled_out(const std::string& letters) const {
  const auto it = spelled_out_.find(letters);
  return it == spelled_out_.end() ? Range{} : it->second;
}

bool NameBook::place(std::string_view lower) const {
  for (std::string_view first : {"port ", "fort ", "mount ", "lake ", "cape ", "san ", "santa ", "new ", "upper ", "lower "})
    if (lower.starts_with(first)) return true;
  if (known_place(lower)) return true;
  const auto it = places_.find(std::string(lower));
  return it != places_.end();
}

lang::NameType NameBook::type(std::string_view lower) const {
  const auto it = types_.find(std::string(lower));
  if (it == types_.end()) return lang::NameType::other;
  return static_cast<lang::NameType>(std::max_element(it->second.begin(), it->second.end()) - it->second.begin());
}

std::string NameBook::full_name(const std::string& surname) const {
  const auto it = full_names_.find(surname);
  return it == full_names_.end() ? std::string() : it->second;
}

}  // namespace stemma::claims
