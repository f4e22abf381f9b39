#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "link/families.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_items = 300;

/// The last part of an address without its ending: "kestria-orlec"; empty if it is too short to name one item.
std::string slug(const Document& d) {
  std::string_view url = d.url.empty() ? std::string_view(d.part) : std::string_view(d.url.value);
  url = url.substr(0, std::min({url.find('?'), url.find('#'), url.size()}));
  while (!url.empty() && url.back() == '/') url.remove_suffix(1);
  url = url.substr(url.rfind('/') + 1);
  url = url.substr(0, std::min(url.find('.'), url.size()));
  return url.size() >= 8 && url.find('-') != std::string_view::npos ? fold(url) : std::string();
}

/// "urgent: elsinda captain arrested - police source" without the flag before and the origin behind it.
std::string_view bare_headline(std::string_view title) {
  for (const std::string_view mark : {": ", " - ", " – ", " — "})
    if (const auto at = title.find(mark); at != std::string::npos && at < 20) title.remove_prefix(at + mark.size());
  for (const std::string_view mark : {" - ", " – ", " — "})
    if (const auto at = title.rfind(mark); at != std::string::npos && at + 24 > title.size()) title = title.substr(0, at);
  return title;
}

/// Of 100: how surely the notice speaks of this item.
int named(const Pile& pile, const std::string& said, std::uint32_t item) {
  if (const auto s = slug(pile.document(item)); !s.empty()) {
    // A slug ends where its name ends: "depot" does not name "depot-two".
    for (auto at = said.find(s); at != std::string::npos; at = said.find(s, at + 1)) {
      const auto end = at + s.size();
      if (end == said.size() || !(is_word(static_cast<unsigned char>(said[end])) || said[end] == '-')) return 100;
    }
  }
  const std::string title = fold(pile.document(item).title.value);
  const auto words = word_spans(title);
  if (words.size() < 3) return 0;
  if (const auto headline = bare_headline(title); word_spans(headline).size() >= 3 && said.find(headline) != std::string::npos) return 100;
  std::size_t found = 0;
  for (const auto w : words) found += said.find(slice(std::string_view(title), w)) != std::string::npos;
  return static_cast<int>(found * 100 / words.size());
}

}  // namespace

bool is_kill_notice(const Document& d) {
  if (d.kill_notice) return true;
  const std::string title = fold(d.title.value);
  static constexpr std::array<std::string_view, 6> openings = {"kill:",       "kill ",       "mandatory kill",
                                                               "retraction:", "withdrawal:", "story withdrawn"};
  return std::any_of(openings.begin(), openings.end(), [&](std::string_view o) { return title.starts_with(o); });
}

void mark_withdrawn(const Pile& pile, Families& families) {
  families.withdrawn.assign(pile.size(), false);
  families.killed_by.assign(pile.size(), -1);
  std::map<std::string_view, std::vector<std::uint32_t>> by_outlet;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    families.withdrawn[d] = pile.document(d).withdrawn;
    by_outlet[pile.outlet[d]].push_back(d);
  }
  for (std::uint32_t n = 0; n < pile.size(); ++n) {
    const Document& notice = pile.document(n);
    if (!is_kill_notice(notice)) continue;
    const std::string said = fold(notice.title.value + "\n" + notice.text.substr(0, 4000));
    const auto& items = by_outlet[pile.outlet[n]];
    // Notices come within days: the last items before it are enough, and a pile of nothing but notices stays linear.
    auto it = std::lower_bound(items.begin(), items.end(), n);
    for (std::size_t left = most_items; it != items.begin() && left > 0; --left) {
      const auto d = *--it;
      if (is_kill_notice(pile.document(d)) || named(pile, said, d) < 75) continue;
      families.withdrawn[d] = true;
      if (families.killed_by[d] < 0) families.killed_by[d] = static_cast<std::int32_t>(n);
    }
  }
}

}  // namespace stemma::link
