// Groups of which texts speak in part: "nine former detainees", then "seven of the nine", "all nine", "one of them".
#include <algorithm>

#include "base/utf8.h"
#include "link/described.h"
#include "link/merger.h"

namespace stemma::link {
namespace {

constexpr std::size_t kMost = 9;             // groups that are looked at
constexpr std::uint32_t kPartReach = 1000;   // bytes before "one of them" in which the text has spoken of them

/// Nobody names them, and they are several or some of several.
bool is_group(const Agent& a) {
  return !a.vague && (a.kind == AgentKind::unnamed || a.kind == AgentKind::collective) && !a.mentions.empty() && (is_plural(a.name) || partitive(a.name));
}

/// Says of how many of them it speaks: "most physicians", "other Democrats", "53 percent of adults".
bool is_some(std::string_view name) {
  const std::string key = name_key(name);
  const auto words = key_words(key);
  return is_share(name) || (!words.empty() && equals_any(words.front(), {"some", "most", "many", "few", "several", "other", "others", "another", "more", "both", "no", "fellow", "half", "all"}));
}

/// "Police" of "police officers", which marks() leaves out.
std::vector<std::string> offices_of(std::string_view name) {
  const std::string key = name_key(name);
  std::vector<std::string> out;
  for (const auto w : key_words(key))
    if (is_office_word(w)) out.emplace_back(w);
  return out;
}

}  // namespace

/// "One of them", "all nine": the group that the text has spoken of, by number, by noun, or the last before it. True if it speaks of a part.
bool Merger::part(std::uint32_t n) {
  const Agent& a = *local(n);
  const auto of = partitive(a.name);
  if (!of || a.mentions.empty()) return false;
  const auto d = nodes_[n].document;
  const auto groups = [&](auto fits) {
    std::set<std::uint32_t> found;
    for (std::uint32_t i = first_[d]; i < publisher_[d] && found.size() < kMost; ++i)
      if (i != n && root(i) != root(n) && nodes_[root(i)].key.empty() && is_group(*local(i)) && fits(*local(i))) found.insert(root(i));
    return found;
  };
  if (!of->number.empty()) {
    const auto counted = groups([&](const Agent& b) { return !partitive(b.name) && counts(b.name, of->number) && !head_noun(b.name).empty(); });
    if (join_only(counted, n, "Of the group that is counted so: ")) return true;
    const auto parts = groups([&](const Agent& b) {
      const auto p = partitive(b.name);
      return p && p->number == of->number && (p->head.empty() || of->head.empty() || p->head == of->head);
    });
    if (join_only(parts, n, "Parts of a group that is counted so: ")) return true;
  }
  if (!of->head.empty()) {
    join_only(groups([&](const Agent& b) { return is_plural(b.name) && head_noun(b.name) == of->head && (of->number.empty() || !is_counted(b.name)); }), n,
              "The only group of them that the text speaks of: ");
    return true;
  }
  if (!of->number.empty()) return true;
  if (const auto m = group_before(n); m != n) join(m, n, reason(n, "Of the group of which the text has spoken before: " + shown(m) + "."));
  return true;
}

/// The group that is mentioned last before `n`, which says neither noun nor number; `n` itself if there is none near it.
std::uint32_t Merger::group_before(std::uint32_t n) {
  const auto d = nodes_[n].document;
  const auto of = partitive(local(n)->name);
  const std::uint32_t at = local(n)->mentions.front().begin;
  std::uint32_t best = n, last = at < kPartReach ? 0 : at - kPartReach;
  for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i) {
    const Agent& b = *local(i);
    if (i == n || !is_group(b) || !nodes_[root(i)].key.empty()) continue;
    if (!of->after.empty() && !name_key(b.name).starts_with(of->after + " ")) continue;
    for (const auto& m : b.mentions)
      if (m.begin < at && m.begin >= last) best = i, last = m.begin;
  }
  return best;
}

/// "Former detainees" in the headline, "the detainees" below: the only counted group of them, else the only one of whom the text says as much
/// and more ("residents", "residents of Mill Street").
void Merger::uncounted(std::uint32_t n, const std::string& head) {
  const Agent& a = *local(n);
  if (head.empty() || head == "person" || !is_plural(a.name) || is_counted(a.name) || is_some(a.name) || a.kind == AgentKind::document) return;
  const auto d = nodes_[n].document;
  const auto says = marks(a.name);
  std::set<std::uint32_t> counted, more;
  for (const auto m : called({d}, n, called_so(head, true))) {
    const auto other = marks(shown(m));
    if (is_some(shown(m)) || !std::includes(other.begin(), other.end(), says.begin(), says.end())) continue;
    if (is_counted(shown(m))) counted.insert(m);
    else if (nodes_[m].key.empty() && head != "official" && head != "authority" && offices_of(a.name) == offices_of(shown(m)) && !says_otherwise(a.name, shown(m))) more.insert(m);
  }
  if (join_only(counted, n, "The only group of them that the text counts: ")) return;
  if (more.size() == 1) join_only(more, n, "The only group of them of which the text speaks: ");
}

}  // namespace stemma::link
