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
  if (const auto m = group_before(n); m != n) join(m, n, reason(n, "Of the group of which the text has spoken before: " + shown(m) + "."));
  return true;
}

/// The group that is mentioned last before `n`, which says no noun; `n` itself if there is none near it, or if it counts others.
std::uint32_t Merger::group_before(std::uint32_t n) {
  const auto d = nodes_[n].document;
  const auto of = partitive(local(n)->name);
  const std::uint32_t at = local(n)->mentions.front().begin;
  std::uint32_t best = n, last = at < kPartReach ? 0 : at - kPartReach;
  for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i) {
    const Agent& b = *local(i);
    if (i == n || !is_group(b) || !nodes_[root(i)].key.empty()) continue;
    const auto other = partitive(b.name);
    if (of->ordinal && !other && !is_counted(b.name)) continue;
    if (!of->number.empty() && (is_counted(b.name) || (other && !other->number.empty()))) continue;
    for (const auto& m : b.mentions)
      if (m.begin < at && m.begin >= last) best = i, last = m.begin;
  }
  return best;
}

/// "Former detainees" in the headline, "the detainees" below: the only counted group of them, else the only one of whom the text says as much
/// and more ("residents", "residents of Mill Street").
void Merger::uncounted(std::uint32_t n, const std::string& head) {
  const Agent& a = *local(n);
  if (head.empty() || head == "person" || !is_plural(a.name) || is_counted(a.name)) return;
  const auto d = nodes_[n].document;
  const auto says = marks(a.name);
  std::set<std::uint32_t> counted, more;
  for (const auto m : called({d}, n, called_so(head, true))) {
    const auto other = marks(shown(m));
    if (!std::includes(other.begin(), other.end(), says.begin(), says.end())) continue;
    if (is_counted(shown(m))) counted.insert(m);
    else if (nodes_[m].key.empty() && head != "official" && head != "authority" && offices_of(a.name) == offices_of(shown(m))) more.insert(m);
  }
  if (join_only(counted, n, "The only group of them that the text counts: ")) return;
  if (more.size() == 1 && join_only(more, n, "The only group of them of which the text speaks: ")) return;
  if (!fold(a.name).starts_with("the ")) return;
  // "All of them", then "the villagers": nothing else says who they are.
  std::set<std::uint32_t> parts;
  for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i)
    if (const auto of = partitive(local(i)->name); of && of->head.empty() && of->number.empty() && nodes_[root(i)].key.empty() && is_group(*local(i))) parts.insert(root(i));
  for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i)
    if (!partitive(local(i)->name)) parts.erase(root(i));
  if (parts.size() == 1) join_only(parts, n, "The only group of which the text speaks without saying who they are: ");
}

}  // namespace stemma::link
