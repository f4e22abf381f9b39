#include <algorithm>

#include "base/utf8.h"
#include "claims/agent_words.h"
#include "claims/places.h"
#include "claims/source_phrase.h"

namespace stemma::claims {

NameBook::NameBook(const View& view) {
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
  }
  if (view.document().dateline) {
    std::string place = to_lower(view.document().dateline->place);
    places_[place.substr(0, place.find(','))] += 2;
  }
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
