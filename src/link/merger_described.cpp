// By descriptions: "the newspaper", "an opposition lawmaker", "the fire brigade" are whoever the text itself, or the report that it leans on, or
// the only one in the pile, that is called so. Several leave it open. Bodies: merger_offices.cpp; groups: merger_groups.cpp.
#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/described.h"
#include "link/merger.h"

namespace stemma::link {
namespace {

constexpr std::size_t kMost = 9;           // bearers of a noun that are looked at; more leave it open anyway
constexpr std::size_t kSharedNames = 2;    // names that documents of one matter share
constexpr std::uint32_t kLead = 2;         // blocks in which somebody may be described before being named

/// Which of the words that tell one holder of an office from another it has.
unsigned rank_words(std::string_view description) {
  unsigned out = 0, bit = 1;
  const std::string key = name_key(description);
  for (const std::string_view w : {"deputy", "former", "vice", "acting", "ex", "assistant"}) {
    if (holds(key, w)) out |= bit;
    bit *= 2;
  }
  return out;
}

/// Of "the deputy returning officer for Kasoro": what stands before the noun, but for words of rank.
std::vector<std::string> marks_before_head(std::string_view description, std::string_view head) {
  const std::string key = name_key(description);
  std::vector<std::string> out;
  for (const auto w : key_words(key)) {
    if (w.starts_with(head)) return out;
    if (w.size() >= 4 && rank_words(w) == 0) out.emplace_back(w);
  }
  return {};
}

/// Words with a capital, but for the first, which any sentence may begin with: "Britain's senior officer" has one.
std::vector<std::string> proper_words(std::string_view description) {
  std::vector<std::string> out;
  const auto spans = word_spans(description);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto w = slice(description, spans[i]);
    std::size_t at = 0;
    const bool owner = i == 0 && spans.size() > 1 && slice(description, spans[1]) == "s";
    if ((i > 0 || owner) && w.size() >= 4 && is_upper(next_code_point(w, at))) out.push_back(fold(w));
  }
  return out;
}

/// One of the words begins as this one does.
bool any_alike(const std::vector<std::string>& words, const std::string& word) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return w.substr(0, 5) == word.substr(0, 5); });
}

/// Offices of which a body has one holder.
bool is_single_office(std::string_view head) {
  return equals_any(head, {"mayor", "president", "minister", "premier", "chancellor", "governor", "director", "chair", "chairman", "chairwoman", "chief",
                           "spokesman", "spokeswoman", "spokesperson", "commissioner", "ombudsman", "auditor", "coroner", "king", "queen", "bishop", "rector",
                           "harbourmaster", "master", "treasurer", "secretary", "ambassador", "envoy"});
}

}  // namespace

void Merger::descriptions() {
  for (std::uint32_t d = 0; d < pile_.size(); ++d) leads(d);
  index_descriptions();
  for (std::uint32_t n = 0; n < count(); ++n)
    if (const Agent* a = local(n); a != nullptr && !a->vague && !is_body(a->kind) && nodes_[root(n)].key.empty() && !part(n))
      uncounted(n, head_noun(a->name));
  std::vector<std::uint32_t> nameless_firms;
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    // What several bear as a name is left open between them.
    const bool open = candidates_.contains(n);
    if (a == nullptr || a->vague || open || !nodes_[root(n)].key.empty() || a->kind == AgentKind::person) continue;
    if (a->kind == AgentKind::media) {
      described_outlet(n);
      continue;
    }
    if (const auto of = partitive(a->name)) {
      if (!of->head.empty()) alike_in_reports(n, of->head, true);
      continue;
    }
    std::string head = head_noun(a->name);
    if (head.empty()) continue;
    if (says_army(name_key(a->name)) && is_army_word(head)) head = "army";
    if (head == "office" && any_word(name_key(a->name), [](std::string_view w) { return w.starts_with("prosecutor"); })) head = "prosecutor";
    if (itself(n, head)) continue;
    if (a->kind == AgentKind::document || a->kind == AgentKind::unnamed) alike_documents(n, head);
    if (a->kind == AgentKind::document) issuer(n);
    else if (is_body(a->kind) && is_firm_word(head)) {
      if (!described_firm(n)) nameless_firms.push_back(n);
    } else if (is_body(a->kind) || (is_force(head) && is_plural(a->name))) described_body(n, head);
    else if (!described_person(n, head) && !told_to(n, head) && !alike_in_reports(n, head, is_plural(a->name))) same_description(n, head);
  }
  firms_of_other_texts(nameless_firms);
  city_halls();
  spokesmen();
  officials();
  for (std::uint32_t d = 0; d < pile_.size(); ++d) headlines(d);
}

/// "The company", "our president" in its own release; "our reporter", "our register" in an outlet's report.
bool Merger::itself(std::uint32_t n, const std::string& head) {
  const auto d = nodes_[n].document;
  const std::string& name = pile_.outlet[d];
  const bool ours = fold(shown(n)).starts_with("our "), issued = pile_.issuers.contains(name);
  const bool document = local(n)->kind == AgentKind::document;
  if (!name.empty() && ours && ((issued && head != "government") || document || equals_any(head, {"reporter", "correspondent", "newsroom"}))) {
    join(publisher_[d], n, reason(n, "Speaks of itself: " + shown(publisher_[d]) + "."));
    return true;
  }
  if (document) return false;
  const bool the = fold(shown(n)).starts_with("the ") || name_key(shown(n)) == head;  // "The Company" loses its article as a name
  if (!issued || !the || is_plural(shown(n))) return false;
  const bool firm = is_firm_word(head) && !says_office(name);
  if (!firm && !holds(name, head)) return false;
  join(publisher_[d], n, reason(n, "Speaks of itself: " + shown(publisher_[d]) + "."));
  return true;
}

/// "Former detainees told the Lantern": the only ones of whom the Lantern's own reports speak.
bool Merger::told_to(std::uint32_t n, const std::string& head) {
  const auto d = nodes_[n].document;
  if (head == "person" || head == "man" || head == "woman") return false;
  const auto told = told_.find(n);
  if (told == told_.end()) return false;
  std::set<std::uint32_t> outlets;
  for (const auto m : told->second) outlets.insert(root(m));
  std::vector<std::uint32_t> of_them;
  for (std::uint32_t e = 0; e < pile_.size() && of_them.size() < kMost; ++e)
    if (e != d && !pile_.outlet[e].empty() && outlets.contains(root(publisher_[e])) && near(d, e)) of_them.push_back(e);
  return join_only(passed_on(called(of_them, n, called_so(head, is_plural(shown(n)))), n), n, "The only one of whom that outlet's own report speaks: ");
}

/// "The memo", "a secret memo" in texts about one matter: one paper, unless what they say of it tells them apart.
void Merger::alike_documents(std::uint32_t n, const std::string& head) {
  if (!equals_any(head, {"memo", "memorandum", "certificate", "presentation", "slide", "dossier", "transcript", "logbook", "leaflet", "e-mail", "email", "recording"})) return;
  auto says = marks(shown(n));
  std::erase_if(says, [](const std::string& w) { return equals_any(w, {"secret", "intern", "leaked", "confid"}); });
  auto& known = papers_[head];
  for (auto& [m, of_it] : known) {
    const bool less = std::includes(of_it.begin(), of_it.end(), says.begin(), says.end());
    const bool more = std::includes(says.begin(), says.end(), of_it.begin(), of_it.end());
    if ((!less && !more) || !near(nodes_[m].document, nodes_[n].document)) continue;
    if (more) of_it = says;
    join(m, n, reason(n, "Nothing in the texts, which speak of one matter, tells the two apart: " + shown(m) + "."));
    return;
  }
  if (known.size() < kMost) known.emplace_back(n, std::move(says));
}

/// Under which called_ has those whom a noun describes.
std::string Merger::called_so(std::string_view head, bool plural) { return (plural ? "~~" : "~") + std::string(head); }

void Merger::index_descriptions() {
  called_.resize(pile_.size());
  for (std::uint32_t d = 0; d < pile_.size(); ++d)
    for (const Attribution& a : pile_.readings[d]->attributions)
      for (const SourceLink& l : a.links)
        if (a.agent >= 0 && l.agent >= 0 && l.kind == SourceLink::Kind::told)
          if (auto& to = told_[first_[d] + static_cast<std::uint32_t>(a.agent)]; to.size() < kMost) to.insert(first_[d] + static_cast<std::uint32_t>(l.agent));
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->vague) continue;
    auto& here = called_[nodes_[n].document];
    const auto& key = nodes_[root(n)].key;
    if (key.starts_with("p ") && root(n) == n)
      for (const auto& role : roles_[n])
        if (auto& all = holders_[role]; all.size() < kMost) all.push_back(n);
    if (!is_body(a->kind) && key.empty()) {
      if (const auto of = partitive(a->name)) {
        if (!of->head.empty()) here[called_so(of->head, true)].push_back(n);
      } else if (const auto head = head_noun(a->name); !head.empty()) {
        here[called_so(head, is_plural(a->name))].push_back(n);
      }
      continue;
    }
    if (!key.starts_with("b ")) continue;
    const auto call = [&](const std::string& word) {
      if (auto& list = here[word]; list.empty() || list.back() != n) list.push_back(n);
      auto& all = pile_called_[word];
      const bool known = std::any_of(all.begin(), all.end(), [&](std::uint32_t m) { return root(m) == root(n); });
      if (!known && all.size() < kMost) all.push_back(n);
    };
    if (bodies_.is_nation(std::string_view(key).substr(2))) call("government");
    const std::string name = name_key(a->name);
    if (says_army(name)) call("army");
    for (const auto w : key_words(name))
      if ((is_office_word(w) && w != "government" && w != "state") || is_force(w)) call(std::string(w));
    if (nodes_[root(n)].trades) call("company");
  }
}

/// "The newspaper" in a text that leans on one outlet's report; "this newspaper" is the one that prints it.
void Merger::described_outlet(std::uint32_t n) {
  const auto d = nodes_[n].document;
  const std::string key = fold(shown(n));
  if (key.starts_with("this ") || key.starts_with("our ")) {
    if (!pile_.outlet[d].empty()) join(publisher_[d], n, reason(n, "Speaks of itself: " + shown(publisher_[d]) + "."));
    return;
  }
  if (reports_.empty()) return;
  std::set<std::uint32_t> found;
  for (const auto x : reports_[d])
    if (x != d && !pile_.outlet[x].empty() && pile_.outlet[x] != pile_.outlet[d] && !pile_.issuers.contains(pile_.outlet[x])) found.insert(root(publisher_[x]));
  join_only(found, n, "The only outlet whose report the text relies on: ");
}

/// "The statement said" in a text that leans on one body's own release.
void Merger::issuer(std::uint32_t n) {
  const std::string head = head_noun(shown(n));
  if (!equals_any(head, {"statement", "report", "release", "finding", "observation"})) return;
  std::set<std::uint32_t> found;
  for (const auto x : leans_on_[nodes_[n].document])
    if (!pile_.outlet[x].empty() && pile_.issuers.contains(pile_.outlet[x])) found.insert(root(publisher_[x]));
  join_only(found, n, "Issued by the only body whose own release the text relies on: ");
}

/// Whom of these documents a word calls.
std::set<std::uint32_t> Merger::called(const std::vector<std::uint32_t>& documents, std::uint32_t n, const std::string& word) {
  std::set<std::uint32_t> out;
  for (const auto x : documents) {
    const auto it = called_[x].find(word);
    if (it == called_[x].end()) continue;
    for (const auto m : it->second)
      if (root(m) != root(n)) out.insert(root(m));
    if (out.size() > kMost) break;
  }
  return out;
}

/// "An opposition lawmaker" in the lead, "the lawmaker" anywhere: somebody whom the text names, or the report that it leans on, and whom
/// the pile knows in that office. True if there is any.
bool Merger::described_person(std::uint32_t n, const std::string& head) {
  const Agent& a = *local(n);
  if (is_plural(a.name) || head == "person" || head == "man" || head == "woman" || head.size() < 4) return false;
  if (a.name.find(" and ") != std::string::npos) return false;  // "State and federal officials" are no secretary of state
  const auto named = word_spans(capital_tail(a.name)).size();
  if (named > 1 && !is_of_tail(a.name)) return false;  // "Secretary of State Mike Orlec" names somebody
  const auto d = nodes_[n].document;
  const auto x = root(n);
  const auto proper = proper_words(a.name);
  const bool definite = is_definite(a.name);
  const auto kind = marks_before_head(a.name, head);
  const auto fits = [&](std::uint32_t p) {
    const auto& roles = roles_[p];
    if (!nodes_[p].key.starts_with("p ") || std::find(roles.begin(), roles.end(), head) == roles.end()) return false;
    if (gender_[p] != 0 && gender_[x] != 0 && gender_[p] != gender_[x]) return false;
    // "The presiding officer" is no returning officer.
    if (!kind.empty() && (roles.size() > 1 || head == "officer" || head == "official") && std::none_of(roles.begin(), roles.end(), [&](const std::string& r) { return any_alike(kind, r); })) return false;
    // Nor is Morvand's minister the minister of Tirsana.
    const auto said = [&](const std::string& w) { return any_alike(roles, w); };
    const auto more = [&](const std::string& r) { return r != head && !is_office_word(r) && !any_alike(kind, r); };
    const bool generic = head == "officer" || head == "official";  // there is more than one everywhere
    if (!proper.empty() && std::none_of(proper.begin(), proper.end(), said) && (generic || std::any_of(roles.begin(), roles.end(), more))) return false;
    const Agent* b = local(p);
    return b == nullptr || b->role.empty() || rank_words(b->role) == rank_words(a.name);
  };
  std::set<std::uint32_t> found;
  const auto at = a.mentions.empty() ? ByteSpan{} : a.mentions.front();
  const auto& blocks = pile_.document(d).blocks;
  const bool leads = !a.mentions.empty() && !blocks.empty() && at.begin < blocks[std::min<std::size_t>(blocks.size(), kLead) - 1].span.end;
  for (const auto& [m, byte] : printed(d))
    if (const auto p = root(m); fits(p) && (definite || (leads && at.begin < byte))) found.insert(p);
  if (join_only(found, n, "In that office the text names only ")) return true;
  if (!definite) return false;
  for (const auto y : leans_on_[d])
    for (std::uint32_t i = first_[y]; i < publisher_[y] && found.size() < kMost; ++i)
      if (const auto p = root(i); fits(p)) found.insert(p);
  if (join_only(found, n, "In that office the report that the text leans on names only ")) return true;
  if (!is_single_office(head)) return false;
  const auto says = marks(a.name);
  const auto it = holders_.find(head);
  if (it == holders_.end()) return false;
  for (const auto m : it->second)
    if (const auto p = root(m); fits(p) && near(nodes_[m].document, d)) found.insert(p);
  // "The justice minister": of several ministers the one whose office is called so.
  std::set<std::uint32_t> of_that;
  for (const auto p : found)
    if (std::all_of(says.begin(), says.end(), [&](const std::string& m) {
          return std::any_of(roles_[p].begin(), roles_[p].end(), [&](const std::string& w) { return w.starts_with(m.substr(0, 5)); });
        }))
      of_that.insert(p);
  return join_only(of_that.size() == 1 ? of_that : found, n, "The only one in that office in this matter: ");
}

/// Those of them whom the text may mean: who passes a report on says no more of its source than the report ("a senior Defense official" is not its
/// "top official"), and "another" is none of them.
std::set<std::uint32_t> Merger::passed_on(std::set<std::uint32_t> found, std::uint32_t n) {
  const auto says = marks(shown(n));
  if (fold(shown(n)).starts_with("another ")) return {};
  std::erase_if(found, [&](std::uint32_t m) {
    const auto theirs = marks(shown(m));
    return says_otherwise(shown(n), shown(m)) || !std::includes(theirs.begin(), theirs.end(), says.begin(), says.end());
  });
  return found;
}

/// What the report that the text leans on calls so, if it has only one.
bool Merger::alike_in_reports(std::uint32_t n, const std::string& head, bool plural) {
  if (head == "person" || head == "man" || head == "woman") return false;
  const auto found = passed_on(called(leans_on_[nodes_[n].document], n, called_so(head, plural)), n);
  return join_only(found, n, "The only one that the report it leans on calls so: ");
}

/// "A ministry press officer" whom nothing names is the voice of the ministry.
void Merger::spokesmen() {
  for (std::uint32_t n = 0; n < count(); ++n) {
    const Agent* a = local(n);
    if (a == nullptr || a->kind != AgentKind::unnamed || a->affiliation < 0 || is_plural(a->name) || !nodes_[root(n)].key.empty() || candidates_.contains(n)) continue;
    const auto body = first_[nodes_[n].document] + static_cast<std::uint32_t>(a->affiliation);
    const auto kind = local(body)->kind;
    if ((kind == AgentKind::government || kind == AgentKind::organisation) && is_spokesman(name_key(a->name)) && a->name.find(" and ") == std::string::npos)
      join(body, n, reason(n, "Speaks for it, and nothing names him: " + shown(body) + "."));
  }
}

/// "The fire brigade", "the finance minister" in texts on one matter, by the same words: one, whoever it is.
void Merger::same_description(std::uint32_t n, const std::string& head) {
  const std::string& name = shown(n);
  const std::string key = name_key(name);
  if (!fold(name).starts_with("the ") || is_plural(name) || head == "man" || head == "woman" || key_words(key).size() < 2) return;
  // "The Ohio Republican" may be any of several.
  if (std::any_of(name.begin() + 1, name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return;
  join_known(described_[key], n, "The same words in texts on one matter: ");
}

/// Joins the first of those known so far whose text is on the same matter; else is known itself, with a few others.
void Merger::join_known(std::vector<std::uint32_t>& known, std::uint32_t n, const std::string& why) {
  for (const auto m : known)
    if (near(nodes_[m].document, nodes_[n].document)) {
      join(m, n, reason(n, why + shown(m) + "."));
      return;
    }
  if (known.size() < kMost) known.push_back(n);
}

/// Named people and bodies of the pile that the text prints.
const std::vector<std::pair<std::uint32_t, std::uint32_t>>& Merger::printed(std::uint32_t d) {
  if (!names_made_) {
    names_made_ = true;
    std::set<std::pair<std::uint32_t, std::string>> known;  // every name of each
    for (std::uint32_t m = 0; m < count(); ++m)
      if ((nodes_[m].key.starts_with("b ") || nodes_[m].key.starts_with("p ")) && known.emplace(root(m), name_key(shown(m))).second) names_.add(shown(m), m);
  }
  if (printed_in_ == d) return printed_;
  printed_in_ = d;
  printed_.clear();
  for (const auto& f : names_.find(pile_.texts[d])) printed_.emplace_back(f.name, pile_.texts[d].spans[f.first].begin);
  return printed_;
}

bool Merger::near(std::uint32_t d, std::uint32_t e) {
  if (d == e) return true;
  if (capitals_.empty()) {
    capitals_.resize(pile_.size());
    for (std::uint32_t x = 0; x < pile_.size(); ++x) {
      const DocText& text = pile_.texts[x];
      std::vector<bool> begins(text.size() + 1, false);
      for (const auto& s : pile_.analyses[x].sentences) begins[text.within(s.span).first] = true;
      for (std::uint32_t i = 0; i < text.size(); ++i) {
        std::size_t at = text.spans[i].begin;
        if (!begins[i] && !text.furniture[i] && text.spans[i].size() >= 4 && is_upper(next_code_point(pile_.text(x), at))) capitals_[x].push_back(text.words[i]);
      }
      std::sort(capitals_[x].begin(), capitals_[x].end());
      capitals_[x].erase(std::unique(capitals_[x].begin(), capitals_[x].end()), capitals_[x].end());
    }
  }
  const auto leans = [&](std::uint32_t x, std::uint32_t y) { return std::find(leans_on_[x].begin(), leans_on_[x].end(), y) != leans_on_[x].end(); };
  if (leans(d, e) || leans(e, d)) return true;
  std::size_t shared = 0;
  auto x = capitals_[d].begin(), y = capitals_[e].begin();
  while (x != capitals_[d].end() && y != capitals_[e].end() && shared < kSharedNames) {
    if (*x == *y) ++shared, ++x, ++y;
    else if (*x < *y) ++x;
    else ++y;
  }
  return shared >= kSharedNames;
}

}  // namespace stemma::link
