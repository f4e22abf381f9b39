// Bodies by descriptions: "the ministry", "police", "the company", "City Hall", "health officials of the province".
#include <algorithm>

#include "base/utf8.h"
#include "link/described.h"
#include "link/merger.h"

namespace stemma::link {
namespace {

constexpr std::size_t kMost = 9;  // bearers of a noun that are looked at; more leave it open anyway

}  // namespace

/// The letters of a place from which a text is dated.
bool Merger::is_place_mark(const std::string& mark) const {
  const auto it = dated_from_.lower_bound(mark);
  return it != dated_from_.end() && it->starts_with(mark) && it->find(' ') == std::string::npos;
}

/// What a description says beside its noun stands in the body's name, or is its country. "Election officials in Tamunde" are of the commission
/// of which nothing says where it is.
bool Merger::has_marks(std::uint32_t body, const std::vector<std::string>& marks) {
  const bool anywhere = nodes_[root(body)].owner.empty();
  return std::all_of(marks.begin(), marks.end(), [&](const std::string& m) { return (anywhere && is_place_mark(m)) || names_all(body, {m}); });
}

bool Merger::names_all(std::uint32_t body, const std::vector<std::string>& marks) {
  const std::string key = nodes_[root(body)].key + " " + nodes_[root(body)].owner;
  return std::all_of(marks.begin(), marks.end(), [&](const std::string& m) {
    return any_word(key, [&](std::string_view w) { return w.starts_with(m) || (w.size() >= 4 && m.starts_with(w.substr(0, 5))); });
  });
}

std::set<std::uint32_t> Merger::offices(const std::vector<std::uint32_t>& documents, std::uint32_t n, const std::string& head) {
  auto says = marks(shown(n));
  std::erase_if(says, [&](const std::string& m) { return head.starts_with(m) || (head == "army" && equals_any(m, {"armed", "defenc", "defens", "genera", "forces"})); });
  auto out = called(documents, n, head);
  std::erase_if(out, [&](std::uint32_t m) { return !has_marks(m, says); });
  return out;
}

/// "The ministry", "its government": the text's own, that of the report that it leans on, one whose name it prints, the pile's only one.
void Merger::described_body(std::uint32_t n, const std::string& head) {
  if (!is_definite(shown(n)) || (!is_office_word(head) && head != "government" && !is_force(head))) return;
  const auto d = nodes_[n].document;
  auto here = offices({d}, n, head);
  of_whom(here, n);
  if (join_only(here, n, "The only one that the text calls so: ")) return;
  if (join_only(offices(leans_on_[d], n, head), n, "The only one that the report it leans on calls so: ")) return;
  const auto says = marks(shown(n));
  std::set<std::uint32_t> found;
  for (const auto& [m, at] : printed(d)) {
    const auto& key = nodes_[root(m)].key;
    const bool nation = key.starts_with("b ") && bodies_.is_nation(std::string_view(key).substr(2));
    if (root(m) != root(n) && (head == "government" ? nation : holds(key, head) || holds(key, head + "s")) && has_marks(m, says)) found.insert(root(m));
  }
  of_whom(found, n);
  if (join_only(found, n, "The only one of its kind that the text names: ")) return;
  if (const auto it = pile_called_.find(head); it != pile_called_.end()) {
    for (const auto m : it->second)
      if (root(m) != root(n) && has_marks(m, says)) found.insert(root(m));
    if (found.size() == 1 && near(d, nodes_[*found.begin()].document)) {
      join_only(found, n, "The only one of its kind in the pile: ");
      return;
    }
    candidates_[n].insert(found.begin(), found.end());
  }
  if (found.empty() && is_force(head)) same_force(n, head);
}

/// "His ministry": of several the one whose minister the text speaks of.
void Merger::of_whom(std::set<std::uint32_t>& found, std::uint32_t n) {
  const std::string folded = fold(shown(n));
  if (found.size() < 2 || (!folded.starts_with("his ") && !folded.starts_with("her "))) return;
  const auto d = nodes_[n].document;
  std::set<std::uint32_t> theirs;
  for (const auto m : found) {
    const auto& key = nodes_[m].key;
    for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i) {
      if (!nodes_[root(i)].key.starts_with("p ")) continue;
      const auto& roles = roles_[root(i)];
      const bool his = std::any_of(roles.begin(), roles.end(), [&](const std::string& w) { return !is_office_word(w) && holds(key, w); });
      if (his) theirs.insert(m);
    }
  }
  if (theirs.size() == 1) found = std::move(theirs);
}

/// "Police" in two texts about one matter, in which nothing tells whose.
void Merger::same_force(std::uint32_t n, const std::string& head) {
  auto says = marks(shown(n));
  std::erase_if(says, [&](const std::string& m) { return head.starts_with(m) || is_place_mark(m) || equals_any(m, {"public", "city", "state", "nation"}); });
  if (!says.empty()) return;
  join_known(forces_[head], n, "Nothing in the texts, which speak of one matter, tells the two apart: ");
}

/// Those whose name says that they trade.
std::set<std::uint32_t> Merger::firms(std::set<std::uint32_t> found) {
  std::erase_if(found, [&](std::uint32_t m) { return !nodes_[m].trades; });
  return found;
}

/// "The company" in a text that names one company. False if neither it nor a report that it leans on names any.
bool Merger::described_firm(std::uint32_t n) {
  if (!is_definite(shown(n))) return true;
  const auto d = nodes_[n].document;
  if (join_only(firms(called({d}, n, "company")), n, "The only company that the text lets speak: ")) return true;
  std::set<std::uint32_t> found;
  for (const auto& [m, at] : printed(d))
    if (root(m) != root(n)) found.insert(root(m));
  return join_only(firms(found), n, "The only company that the text names: ") ||
         join_only(firms(called(leans_on_[d], n, "company")), n, "The only company in the report that the text leans on: ");
}

/// "The company" in texts that name none: the only one that others on the matter call so.
void Merger::firms_of_other_texts(const std::vector<std::uint32_t>& open) {
  if (open.empty()) return;
  std::vector<std::uint32_t> known;  // a few of each
  std::map<std::uint32_t, std::size_t> of_one;
  const auto so = [](const std::string& name) { return is_definite(name) && is_firm_word(head_noun(name)); };
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a != nullptr && nodes_[root(n)].trades && (so(a->name) || std::any_of(a->aliases.begin(), a->aliases.end(), so)) && ++of_one[root(n)] <= kMost) known.push_back(n);
  }
  for (const auto n : open) {
    std::set<std::uint32_t> found;
    for (const auto m : known)
      if (root(m) != root(n) && found.size() < kMost && near(nodes_[m].document, nodes_[n].document)) found.insert(root(m));
    join_only(found, n, "The only one that other texts on this matter call a company: ");
  }
}

/// "City Hall", "the mayor's office": the city whose own name another text gives.
void Merger::city_halls() {
  std::vector<std::uint32_t> cities;
  for (std::uint32_t n = 0; n < count() && cities.size() < kMost; ++n)
    if (root(n) == n && nodes_[n].key.starts_with("b ") && equals_any(name_key(shown(n)).substr(0, 5), {"city ", "town "}) && name_key(shown(n)).find(" of ") != std::string::npos)
      cities.push_back(n);
  if (cities.empty()) return;
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || !is_body(a->kind) || candidates_.contains(n)) continue;
    const std::string key = name_key(a->name);
    if (key != "city hall" && key != "town hall" && key != "mayor office" && key != "mayors office" && key != "municipality") continue;
    std::set<std::uint32_t> found;
    for (const auto m : cities)
      if (near(nodes_[m].document, nodes_[n].document)) found.insert(root(m));
    join_only(found, n, "The seat of the only city whose own name the texts give: ");
  }
}

/// "Provincial health officials", "health officials of the province", "the provincial health office": one office, by the same words.
void Merger::officials() {
  std::map<std::vector<std::string>, std::vector<std::uint32_t>> groups;
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->kind == AgentKind::person || !nodes_[root(n)].key.empty()) continue;
    const std::string head = head_noun(a->name);
    // Of these the noun itself stands in the name of their body: the observers of an observation mission.
    const bool told = equals_any(head, {"inspector", "investigator", "prosecutor", "auditor", "observer", "regulator"});
    if (!is_plural(a->name) || (a->vague && !told) || (!told && !equals_any(head, {"official", "authority"}))) continue;
    auto says = marks(a->name);
    if (says.size() < 2 && !told) continue;
    says.push_back(head);
    auto& known = groups[says];
    const auto it = std::find_if(known.begin(), known.end(), [&](std::uint32_t m) { return near(nodes_[m].document, nodes_[n].document); });
    if (it != known.end() && says.size() > 2) join(*it, n, reason(n, "Officials of one office, by the same words: " + shown(*it) + "."));
    else if (known.size() < kMost) known.push_back(n);
  }
  for (const auto& [says, known] : groups) {
    std::vector<std::string> words(says.begin(), says.end() - 1);
    const bool told = !equals_any(says.back(), {"official", "authority"});
    if (told) words.push_back(says.back().substr(0, 6));
    for (const auto n : known) {
      const auto d = nodes_[n].document;
      std::set<std::uint32_t> found, here;
      for (const auto& [m, at] : printed(d)) here.insert(root(m));
      for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i) here.insert(root(i));
      for (const std::string_view office : {"office", "department", "authority", "inspectorate", "directorate", "service", "ministry", "board", "agency", "commission", "committee", "mission"})
        if (const auto it = pile_called_.find(office); it != pile_called_.end())
          for (const auto m : it->second)
            if (here.contains(root(m)) ? has_marks(m, words) : !told && names_all(m, words) && near(nodes_[m].document, d)) found.insert(root(m));
      join_only(found, n, "Officials of that office, by its name: ");
    }
  }
}

}  // namespace stemma::link
