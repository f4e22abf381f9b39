// By names: full names, short forms that a text ties to them, the words of a copied passage, surnames.
#include <algorithm>

#include "base/utf8.h"
#include "link/described.h"
#include "link/merger.h"

namespace stemma::link {
namespace {

constexpr std::size_t kNamesakes = 8;  // people of one name, or documents of one person, that are looked at

std::string last_word(const std::string& key) { return key.substr(key.rfind(' ') + 1); }

bool disjoint(const std::vector<std::string>& x, const std::vector<std::string>& y) {
  return !x.empty() && !y.empty() && std::none_of(x.begin(), x.end(), [&](const std::string& w) { return std::find(y.begin(), y.end(), w) != y.end(); });
}

/// `part` is `whole` with words left out, but for the first or the last.
bool left_out(const std::vector<std::string_view>& part, const std::vector<std::string_view>& whole) {
  if (part.size() >= whole.size() || (part.front() != whole.front() && part.back() != whole.back())) return false;
  std::size_t i = 0;
  for (const auto w : whole) i += i < part.size() && w == part[i];
  return i == part.size();
}

bool is_described(const Agent& a) { return a.kind == AgentKind::unnamed || a.kind == AgentKind::collective || a.kind == AgentKind::document; }

/// The word as it is, not as a part of another.
bool prints(std::string_view text, std::string_view word) {
  const auto letter = [&](std::size_t i) { return i < text.size() && ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z') || static_cast<unsigned char>(text[i]) >= 0x80); };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
  return false;
}

/// "Three drivers interviewed by Halcyon": who bears no name is not whom the last words name.
bool is_described_of(const Agent& a) { return is_described(a) && is_of_tail(a.name); }

/// Of two names one has the words of the other and more ("Saltby Works", "Works"), or is its first letters ("DWA"). That a reader thought two other
/// names one, in one text, ties nothing for the whole pile.
bool is_form_of(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (equals_any(a, {"house", "senate", "court", "department", "committee", "party", "office", "state", "press", "report", "center", "centre"})) return false;  // of several
  const auto few = key_words(a), many = key_words(b);
  auto at = many.begin();
  const bool within = std::all_of(few.begin(), few.end(), [&](std::string_view w) { return (at = std::find(at, many.end(), w)) != many.end(); });
  if (within || few.size() > 1) return within;
  auto letter = few.front().begin();
  for (const auto w : many)
    if (letter != few.front().end() && w.front() == *letter) ++letter;
  return letter == few.front().end() && few.front().size() >= 2 && few.front().size() <= many.size();
}

std::string_view without_article(std::string_view name) {
  const bool article = name.starts_with("The ") || name.starts_with("the ");
  return article ? name.substr(4) : name;
}

}  // namespace

void Merger::by_name() {
  std::map<std::string, std::vector<std::uint32_t>> blocks;
  for (std::uint32_t n = 0; n < count(); ++n)
    if (!nodes_[n].key.empty()) blocks[nodes_[n].key].push_back(n);
  for (const auto& [key, block] : blocks)
    if (!key.starts_with("p ")) bodies_of_one_name(block);
  for (const auto& [key, block] : blocks)
    if (key.starts_with("p ")) people_of_one_name(block);
}

/// The country that a body belongs to, by its name or by whose it is said to be.
std::string Merger::owner_of(std::uint32_t n) const {
  if (!nodes_[n].owner.empty()) return nodes_[n].owner;
  const Agent* a = local(n);
  if (a == nullptr || a->kind != AgentKind::government || a->affiliation < 0) return {};
  const std::string& key = nodes_[first_[nodes_[n].document] + static_cast<std::uint32_t>(a->affiliation)].key;
  return key.starts_with("b ") && bodies_.is_nation(std::string_view(key).substr(2)) ? key.substr(2) : std::string();
}

/// Bodies of one name that bodies_of_one_name() has not joined, or bodies of two countries.
bool Merger::told_apart(std::uint32_t x, std::uint32_t y) {
  const Node &a = nodes_[root(x)], &b = nodes_[root(y)];
  return root(x) != root(y) && !a.key.empty() && (a.key == b.key || (!a.owner.empty() && !b.owner.empty() && a.owner != b.owner));
}

/// Two countries have a foreign ministry each. One of which the text does not say whose it is, is that of the country that speaks there.
void Merger::bodies_of_one_name(const std::vector<std::uint32_t>& block) {
  std::map<std::string, std::uint32_t> of_owner;
  for (const auto n : block)
    if (const auto owner = owner_of(n); !owner.empty()) of_owner.emplace(owner, n);
  const auto same = [&](std::uint32_t x, std::uint32_t n) { join(x, n, reason(n, "The same name: " + shown(n) + ".")); };
  if (of_owner.size() <= 1) {
    for (const auto n : block) same(block.front(), n);
    return;
  }
  std::vector<std::uint32_t> open;
  for (const auto n : block) {
    const auto owner = owner_of(n);
    if (!owner.empty()) same(of_owner.at(owner), n);
    nodes_[root(n)].owner = owner;
    if (owner.empty()) open.push_back(n);
  }
  for (const auto n : open) {
    std::set<std::uint32_t> found;
    const auto d = nodes_[n].document;
    for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i)
      if (const auto& key = nodes_[i].key; key.starts_with("b "))
        if (const auto it = of_owner.find(key.substr(2)); it != of_owner.end()) found.insert(root(it->second));
    if (found.empty())
      for (const auto& [owner, m] : of_owner) found.insert(root(m));
    if (found.size() > 1) nodes_[n].key.clear();  // a name that several bear names none of them
    join_only(found, n, "Of the country that the text speaks of: ");
  }
}

/// Of one full name, unless a title or what they are tells them apart.
void Merger::people_of_one_name(const std::vector<std::uint32_t>& block) {
  std::vector<std::uint32_t> people;
  for (const auto n : block) {
    const auto it = std::find_if(people.begin(), people.end(), [&](std::uint32_t x) { return may_be_one_person(x, n); });
    if (it != people.end()) join(*it, n, reason(n, "The same full name: " + shown(n) + "."));
    else if (people.size() < kNamesakes) people.push_back(n);
  }
}

/// Neither he and she, nor people of two bodies in two offices whose documents have nothing in common.
bool Merger::may_be_one_person(std::uint32_t x, std::uint32_t y) {
  x = root(x);
  y = root(y);
  if (gender_[x] != 0 && gender_[y] != 0 && gender_[x] != gender_[y]) return false;
  if (!disjoint(roles_[x], roles_[y])) return true;
  const Agent *a = local(x), *b = local(y);
  if (a == nullptr || b == nullptr || a->affiliation < 0 || b->affiliation < 0) return true;
  const auto of_x = root(first_[nodes_[x].document] + static_cast<std::uint32_t>(a->affiliation));
  const auto of_y = root(first_[nodes_[y].document] + static_cast<std::uint32_t>(b->affiliation));
  return of_x == of_y || nodes_[of_x].key.empty() || nodes_[of_y].key.empty() || near(nodes_[x].document, nodes_[y].document);
}

/// A reader may take an outlet's name for a person's or a group's: the same words as a publisher's are the publisher.
void Merger::publishers_taken_for_others() {
  std::map<std::string, std::uint32_t> first;
  for (const auto n : publisher_)
    if (!nodes_[n].key.empty()) first.emplace(nodes_[n].key, n);
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->vague || is_body(a->kind) || !is_capitalised(a->name)) continue;
    const auto it = first.find("b " + bodies_.key(a->name).base);
    if (it == first.end() || root(n) != n) continue;
    nodes_[n].key.clear();
    join(it->second, n, reason(n, "The same name as the publisher's: " + shown(n) + "."));
  }
}

/// A reader may take a person for a body, or see only a description in "lineman Jamal Orlec": the same full name is the same.
void Merger::names_of_other_kinds() {
  std::map<std::string, std::uint32_t> people, bodies;
  for (std::uint32_t n = 0; n < count(); ++n) {
    const auto& key = nodes_[root(n)].key;
    if (key.starts_with("p ")) people.emplace(key.substr(2), root(n));
    if (key.starts_with("b ") && key.find(' ', 2) != std::string::npos) bodies.emplace(key.substr(2), root(n));
  }
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->vague || a->kind == AgentKind::document || nodes_[root(n)].key.starts_with("p ")) continue;
    const auto tail = is_of_tail(a->name) ? std::string_view() : capital_tail(a->name);
    const auto person = people.find(person_key(tail));
    if (tail.find(' ') == std::string_view::npos || root(n) != n || candidates_.contains(n)) continue;
    if (person != people.end()) {
      nodes_[n].key.clear();
      join(person->second, n, reason(n, "The same full name: " + shown(person->second) + "."));
    } else if (const auto body = bodies.find(bodies_.key(tail).base); nodes_[n].key.empty() && body != bodies.end()) {
      join(body->second, n, reason(n, "The same full name: " + shown(body->second) + "."));
    }
  }
}

/// "Lineman Jamal Orlec" that was read as a description: the person whose full name, known elsewhere, it ends in. "The wife of Jamal Orlec" is
/// somebody else.
void Merger::names_at_the_end() {
  std::map<std::string, std::uint32_t> people;
  for (std::uint32_t n = 0; n < count(); ++n)
    if (root(n) == n && nodes_[n].key.starts_with("p ")) people.emplace(nodes_[n].key.substr(2), n);
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->vague || a->kind != AgentKind::unnamed || root(n) != n || !nodes_[n].key.empty() || is_plural(a->name)) continue;
    for (const auto& span : a->mentions) {
      const auto phrase = slice(pile_.text(nodes_[n].document), span);
      const auto words = word_spans(phrase);
      if (words.size() < 3) continue;
      const auto name = words[words.size() - 2].begin;
      const bool joins = phrase.substr(words[words.size() - 3].end, name - words[words.size() - 3].end) == " ";
      if (!joins || ties_names(to_lower(slice(phrase, words[words.size() - 3])))) continue;
      const auto it = people.find(person_key(phrase.substr(name)));
      if (it == people.end() || capital_tail(phrase.substr(name)) != phrase.substr(name)) continue;
      join(it->second, n, {"The phrase ends in the name of " + shown(it->second) + ".", nodes_[n].document, span});
      break;
    }
  }
}

/// "Corvane", "the Chargers", "Corvane Shipping" of "Corvane Cargo Shipping Company": the only body of the pile whose name begins or ends so, in
/// texts about the same matter.
void Merger::bodies_by_short_name() {
  std::map<std::string, std::set<std::uint32_t>> full;   // a short form, or the first or last word of several
  std::map<std::uint32_t, std::vector<std::uint32_t>> documents;
  std::set<std::uint32_t> taken_for_body;
  std::map<std::uint32_t, std::size_t> longest;  // words of the longest name of each
  std::set<std::string> surnames;
  for (std::uint32_t n = 0; n < count(); ++n)
    if (nodes_[n].key.starts_with("p ")) surnames.insert(last_word(nodes_[n].key));
  for (std::uint32_t n = 0; n < count(); ++n) {
    if (!nodes_[root(n)].key.starts_with("b ")) continue;
    if (auto& of = documents[root(n)]; of.size() < kNamesakes && (of.empty() || of.back() != nodes_[n].document)) of.push_back(nodes_[n].document);
    const AgentKind kind = local(n) == nullptr ? AgentKind::media : local(n)->kind;
    if (kind == AgentKind::organisation || kind == AgentKind::government) taken_for_body.insert(root(n));
    if (root(n) != n && nodes_[n].key.empty()) continue;
    const std::string name = name_key(shown(n));
    auto words = key_words(name);
    words.erase(std::find_if(words.begin() + 1, words.end(), [](std::string_view w) { return w == "in" || w == "at"; }), words.end());  // where it sits
    longest[root(n)] = std::max(longest[root(n)], words.size());
    const auto small = static_cast<std::size_t>(std::find_if(words.begin(), words.end(), [](std::string_view w) { return ties_names(w); }) - words.begin());
    const auto offer = [&](std::size_t from, std::size_t to) {
      const std::string part(words[from].data(), static_cast<std::size_t>(words[to - 1].data() + words[to - 1].size() - words[from].data()));
      if (part.size() >= 4 && !places_.contains(part) && BodyNames::government(part).empty() && !bodies_.key(part).base.empty()) full[part].insert(n);
    };
    for (std::size_t k = 1; k < words.size(); ++k) {
      if (k > 1 || small != 1) offer(0, k);                      // no "council" of a council of elders
      if (small == words.size()) offer(k, words.size());         // no "women" of an organisation for women
    }
    for (const auto w : {words.front(), words.back()})
      if (words.size() > 2 && small == words.size()) full["* " + std::string(w)].insert(n);
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> known;
  const auto together = [&](std::uint32_t m, std::uint32_t n) {
    const auto [it, fresh] = known.try_emplace({root(m), root(n)}, false);
    if (!fresh) return it->second;
    const auto &x = documents[root(m)], &y = documents[root(n)];
    it->second = std::any_of(x.begin(), x.end(), [&](std::uint32_t d) { return std::any_of(y.begin(), y.end(), [&](std::uint32_t e) { return near(d, e); }); });
    return it->second;
  };
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    const auto x = root(n);
    const bool body = taken_for_body.contains(x);  // by any text
    if (a == nullptr || a->vague || (x != n && nodes_[n].key.empty())) continue;
    if (!body && (a->kind == AgentKind::media || (a->kind == AgentKind::person && !nodes_[x].key.empty()))) continue;
    const auto tail = is_described_of(*a) ? std::string_view() : capital_tail(a->name);
    if (tail.empty() || candidates_.contains(n)) continue;
    const std::string short_form = name_key(tail);
    if (const auto it = longest.find(x); it != longest.end() && it->second > key_words(short_form).size()) continue;  // short for its own longer name
    if (is_described(*a) && (is_plural(a->name) || tail != without_article(a->name))) continue;
    // "Castro" is no regime of Castro's, though Corvane, read as a person whom nobody else names, is Corvane Shipping; "Story", where the text has a story, is no ABC Story.
    const bool lone = short_form.find(' ') == std::string::npos;
    if (lone && (surnames.contains(short_form) || prints(pile_.text(nodes_[n].document), short_form))) continue;
    std::set<std::uint32_t> found;
    const auto take = [&](std::uint32_t m) {
      if (root(m) != x && !told_apart(m, x) && together(m, x)) found.insert(root(m));
    };
    if (const auto it = full.find(short_form); it != full.end()) {
      for (const auto m : it->second)
        if (root(m) != x && !told_apart(m, x) && near(nodes_[m].document, nodes_[n].document)) found.insert(root(m));
      if (found.empty() && body && a->kind != AgentKind::government)
        for (const auto m : it->second) take(m);
    }
    // Words left out in the middle.
    const auto words = key_words(short_form);
    if (found.empty() && words.size() > 1 && body)
      for (const auto w : {words.front(), words.back()})
        if (const auto it = full.find("* " + std::string(w)); it != full.end() && it->second.size() <= kNamesakes)
          for (const auto m : it->second)
            if (const std::string name = name_key(shown(m)); left_out(words, key_words(name))) take(m);
    if (lone && a->kind == AgentKind::person) std::erase_if(found, [&](std::uint32_t m) { return !nodes_[m].trades; });
    if (found.size() > 1 && nodes_[x].key.empty()) join_only(found, n, "");
    if (found.size() != 1) continue;
    nodes_[x].key.clear();
    const auto m = *found.begin();
    const auto words_of_it = std::max(longest[x], longest[m]);
    join(m, n, reason(n, "Short for the only one of that name in this matter: " + shown(m) + "."));
    longest[root(n)] = words_of_it;
  }
}

/// A lone name that no text explains, in texts on one matter: the same one.
void Merger::bare_names() {
  std::map<std::string, std::vector<std::uint32_t>> known;
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->vague || a->kind != AgentKind::person || !a->role.empty() || root(n) != n || !nodes_[n].key.empty() || candidates_.contains(n)) continue;
    const std::string name = name_key(a->name);
    if (name.find(' ') != std::string::npos || name.size() < 3 || !is_capitalised(a->name)) continue;
    auto& of = known[name];
    const auto it = std::find_if(of.begin(), of.end(), [&](std::uint32_t m) {
      return (gender_[root(m)] == 0 || gender_[n] == 0 || gender_[root(m)] == gender_[n]) && near(nodes_[m].document, nodes_[n].document);
    });
    if (it != of.end()) join(*it, n, reason(n, "The same name, which no text on this matter explains: " + shown(n) + "."));
    else if (of.size() < kNamesakes) of.push_back(n);
  }
}

/// "the Lantern" is the Tidewater Lantern if no other outlet of the pile ends or begins so. A ministry that issues releases is no outlet.
void Merger::outlets_by_short_name() {
  std::map<std::string, std::set<std::uint32_t>> outlets;  // short form -> nodes
  const auto offer = [&](std::uint32_t n, const std::string& key) {
    const auto words = key_words(key);
    for (std::size_t k = 1; k < words.size() && !is_body_name(key); ++k) {
      outlets[std::string(words[k].data(), words.back().data() + words.back().size())].insert(root(n));
      outlets[std::string(words[0].data(), words[k - 1].data() + words[k - 1].size())].insert(root(n));
    }
  };
  std::set<std::uint32_t> offered;
  const auto offer_once = [&](std::uint32_t n, const std::string& key) {
    if (offered.insert(root(n)).second || root(n) == n) offer(n, key);
  };
  for (std::uint32_t d = 0; d < pile_.size(); ++d)
    if (!pile_.outlet[d].empty()) offer_once(publisher_[d], pile_.outlet[d]);
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a != nullptr && a->kind == AgentKind::media && !nodes_[n].key.empty()) offer_once(n, name_key(a->name));
  }
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->kind != AgentKind::media || !is_capitalised(a->name)) continue;
    const auto it = outlets.find(name_key(a->name));
    if (it == outlets.end() || places_.contains(it->first)) continue;
    std::set<std::uint32_t> different;
    for (const auto o : it->second) different.insert(root(o));
    different.erase(root(n));
    join_only(different, n, "Short for the only outlet of that name in the pile: ");
  }
}

/// A document that uses both forms ties the short one to the full one, for the whole pile if no other body is called so.
void Merger::bodies_by_alias() {
  std::map<std::string, std::set<std::uint32_t>> full;
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || !is_body(a->kind) || nodes_[n].key.empty()) continue;
    for (const auto& alias : a->aliases)
      if (const auto key = bodies_.key(alias).base; is_capitalised(alias) && !key.empty() && is_form_of(name_key(alias), name_key(a->name))) full[key].insert(root(n));
    // "the Dock Workers' Association (DWA)"
    for (const auto& m : a->mentions) {
      const auto rest = pile_.text(nodes_[n].document).substr(m.end, 12);
      const auto close = rest.find(')');
      if (!rest.starts_with(" (") || close == std::string_view::npos || close < 4) continue;
      const auto letters = rest.substr(2, close - 2);
      if (std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) full[name_key(letters)].insert(root(n));
    }
  }
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || !is_body(a->kind) || nodes_[n].key.empty()) continue;
    const auto it = full.find(nodes_[n].key.substr(2));
    if (it == full.end()) continue;
    std::set<std::uint32_t> different;
    for (const auto o : it->second)
      if (!told_apart(o, n)) different.insert(root(o));
    different.erase(root(n));
    if (different.size() == 1) join(*different.begin(), n, reason(n, "Another text calls both so: " + shown(*different.begin()) + "."));
  }
}

/// The same words at the same place of a copied passage mean the same speaker.
void Merger::by_copied_words() {
  struct Mention {
    ByteSpan span;
    std::uint32_t node;
  };
  std::vector<std::vector<Mention>> all(pile_.size());
  for (std::uint32_t d = 0; d < pile_.size(); ++d) {
    const auto& agents = pile_.readings[d]->agents;
    for (std::uint32_t i = 0; i < agents.size(); ++i)
      for (const auto& s : agents[i].mentions) all[d].push_back({s, first_[d] + i});
    std::sort(all[d].begin(), all[d].end(), [](const Mention& x, const Mention& y) { return std::pair(x.span, x.node) < std::pair(y.span, y.node); });
  }
  for (const auto& kin : families_.kin) {
    const DocText &x = pile_.texts[kin.a], &y = pile_.texts[kin.b];
    for (const auto& m : all[kin.a]) {
      const auto [first, last] = x.within(m.span);
      const auto words = slice(pile_.text(kin.a), m.span);
      if (first == last || is_pronoun(fold(words))) continue;
      auto run = std::upper_bound(kin.runs.begin(), kin.runs.end(), first, [](std::uint32_t w, const Run& r) { return w < r.a; });
      if (run == kin.runs.begin()) continue;
      --run;
      if (last > run->a + run->words) continue;
      const auto there = y.bytes(run->b + (first - run->a), run->b + (last - run->a));
      auto it = std::lower_bound(all[kin.b].begin(), all[kin.b].end(), there.begin, [](const Mention& v, std::uint32_t at) { return v.span.begin < at; });
      for (; it != all[kin.b].end() && it->span.begin == there.begin; ++it)
        if (y.within(it->span).second == run->b + (last - run->a))
          join_if_compatible(m.node, it->node, {"The same words in a passage that both share: " + squeeze(words) + ".", kin.b, it->span});
    }
  }
}

/// "Ines Maria Pell" is Ines Pell if the pile has no other Ines ... Pell.
void Merger::middle_names() {
  std::map<std::string, std::set<std::uint32_t>> people;  // first and last word
  for (std::uint32_t n = 0; n < count(); ++n) {
    const auto& key = nodes_[root(n)].key;
    if (root(n) != n || !key.starts_with("p ")) continue;
    people[key.substr(0, key.find(' ', 2)) + " " + last_word(key)].insert(n);
  }
  for (const auto& [ends, same] : people) {
    if (same.size() != 2) continue;
    const auto x = *same.begin(), y = *same.rbegin();
    if ((nodes_[x].key == ends) != (nodes_[y].key == ends) && may_be_one_person(x, y)) join(x, y, reason(y, "The same name but for one in the middle: " + shown(x) + "."));
  }
}

/// "De la Cruz Venn" of "Pilar de la Cruz Venn": the only one of that surname whose name ends so, in texts on one matter.
void Merger::ends_of_names() {
  std::map<std::string, std::set<std::uint32_t>> of_surname;
  for (std::uint32_t n = 0; n < count(); ++n)
    if (root(n) == n && nodes_[n].key.starts_with("p ")) of_surname[last_word(nodes_[n].key)].insert(n);
  for (const auto& [surname, people] : of_surname) {
    if (people.size() != 2) continue;
    const auto x = *people.begin(), y = *people.rbegin();
    const std::string a = nodes_[x].key.substr(2), b = nodes_[y].key.substr(2);
    const auto lists = [&](std::uint32_t n) { return shown(n).find(',') != std::string::npos || shown(n).find(" and ") != std::string::npos; };
    if ((!a.ends_with(" " + b) && !b.ends_with(" " + a)) || lists(x) || lists(y)) continue;
    if (may_be_one_person(x, y) && near(nodes_[x].document, nodes_[y].document)) join(x, y, reason(y, "The end of a name that no other bears: " + shown(x) + "."));
  }
}

/// Of the people of one surname those who can be the one whom the text calls so.
std::set<std::uint32_t> Merger::bearers(const std::set<std::uint32_t>& people, std::uint32_t n) {
  const auto x = root(n);
  std::set<std::uint32_t> out;
  for (const auto p : people)
    if (gender_[root(p)] == 0 || gender_[x] == 0 || gender_[root(p)] == gender_[x]) out.insert(root(p));
  if (out.size() < 2) return out;
  const auto narrow = [&](auto fits) {
    std::set<std::uint32_t> some;
    for (const auto p : out)
      if (fits(p)) some.insert(p);
    if (!some.empty()) out = some;
  };
  std::set<std::uint32_t> leant;
  for (const auto d : leans_on_[nodes_[n].document])
    for (std::uint32_t i = first_[d]; i < publisher_[d]; ++i) leant.insert(root(i));
  narrow([&](std::uint32_t p) { return leant.contains(p); });
  if (out.size() > 1) narrow([&](std::uint32_t p) { return !roles_[x].empty() && !roles_[p].empty() && !disjoint(roles_[x], roles_[p]); });
  return out;
}

/// "Deputy Minister Orlec", "Orlec" is Tomas Orlec if he is the only Orlec of the pile that it can be, in a text about the same matter or
/// by his office.
void Merger::surnames() {
  std::map<std::string, std::set<std::uint32_t>> people;
  std::map<std::uint32_t, std::vector<std::uint32_t>> documents;  // of a person, the first few
  for (std::uint32_t n = 0; n < count(); ++n) {
    const auto x = root(n);
    if (!nodes_[x].key.starts_with("p ")) continue;
    people[last_word(nodes_[x].key)].insert(x);
    auto& of = documents[x];
    if (of.size() < kNamesakes && (of.empty() || of.back() != nodes_[n].document)) of.push_back(nodes_[n].document);
  }
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->vague || !is_capitalised(a->name)) continue;
    const std::string surname = person_key(a->name);
    const bool unexplained = (a->kind == AgentKind::organisation || a->kind == AgentKind::unnamed) && surname.find(' ') == std::string::npos &&
                             !is_office_word(surname) && !capital_tail(a->name).empty();
    if (!unexplained && (a->kind != AgentKind::person || !nodes_[root(n)].key.empty())) continue;
    const auto it = people.find(surname);
    if (it == people.end()) continue;
    if (unexplained && root(n) != n) continue;
    const auto found = bearers(it->second, n);
    if (found.size() > 1 && !unexplained) join_only(found, n, "");
    if (found.size() != 1) continue;
    const auto p = *found.begin();
    const auto& places = documents[p];
    const bool by_office = !roles_[root(n)].empty() && !roles_[p].empty() && !disjoint(roles_[root(n)], roles_[p]);
    if (!by_office && std::none_of(places.begin(), places.end(), [&](std::uint32_t d) { return near(d, nodes_[n].document); })) {
      candidates_[n].insert(p);
      continue;
    }
    if (unexplained) nodes_[n].key.clear();
    join(p, n, reason(n, (by_office ? "The only one of that surname in that office: " : "The only one of that surname in this matter: ") + shown(p) + "."));
  }
}

}  // namespace stemma::link
