// Whom nothing tells apart: a judgement for counting upper and lower bounds and for showing, never a union of agents.
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/utf8.h"
#include "link/agents.h"
#include "link/described.h"
#include "link/partition.h"
#include "link/pile.h"

namespace stemma::link {
namespace {

/// "Navy" and "the Ministry" name none.
bool has_name(const CaseAgent& a) {
  const std::string key = name_key(a.name);
  const auto words = key_words(key);
  return is_capitalised(a.name) && a.kind != AgentKind::unnamed && a.kind != AgentKind::collective && a.kind != AgentKind::document &&
         !std::all_of(words.begin(), words.end(), is_office_word);
}

std::string noun(std::string_view description) {
  std::string head = head_noun(description);
  return head.empty() ? head : (is_plural(description) ? "~~" : "~") + head;
}

/// The nouns that others may leave somebody named at: "the suspect", "coach".
std::set<std::string> nouns_of(const CaseAgent& a) {
  std::set<std::string> out;
  if (!a.role.empty()) out.insert(noun(a.role));
  for (const auto& alias : a.aliases)
    if (!is_capitalised(alias) && !is_pronoun(fold(alias))) out.insert(noun(alias));
  out.erase("");
  return out;
}

bool is_nobody(const CaseAgent& a) { return equals_any(fold(a.name), {"nobody", "no one", "none"}); }

/// What its name or description ends in: "orlec", "driver", "2".
std::string last_word(std::string_view name) {
  const std::string folded = fold(name);
  const auto words = word_spans(folded);
  return words.empty() ? std::string() : std::string(slice(std::string_view(folded), words.back()));
}

class Indistinct {
 public:
  explicit Indistinct(std::span<const CaseAgent> all) : all_(all), one_(all.size()) {}

  std::vector<std::uint32_t> run() {
    const auto size = static_cast<std::uint32_t>(all_.size());
    for (std::uint32_t i = 0; i < size; ++i)
      if (has_name(all_[i]))
        for (const auto& n : nouns_of(all_[i])) bearers_[n].insert(i);
    for (std::uint32_t i = 0; i < size; ++i) {
      const CaseAgent& a = all_[i];
      if (a.candidates.size() == 1) one_.join(i, a.candidates.front());
      else if (!has_name(a) && !a.vague && a.kind != AgentKind::document && !is_nobody(a)) by_noun(i);
    }
    by_name();
    std::vector<std::uint32_t> out(size);
    for (std::uint32_t i = 0; i < size; ++i) out[i] = one_.head(i);
    return out;
  }

 private:
  /// The only one who holds the office, or others of that noun.
  void by_noun(std::uint32_t i) {
    const CaseAgent& a = all_[i];
    const std::string n = noun(a.name);
    if (n.empty()) return;
    if (const auto it = bearers_.find(n); it != bearers_.end() && it->second.size() == 1) {
      one_.join(i, *it->second.begin());
      return;
    }
    const auto [it, fresh] = groups_.emplace(n, Group{i, {}});
    // "A driver", "another driver" in one text are two; "driver" in the headline, "the driver" below are not told apart.
    auto& introduced = it->second.introduced;
    const bool another = !is_definite(a.name);
    const bool apart = another && std::any_of(a.mentions.begin(), a.mentions.end(), [&](const CaseAgent::Mention& m) { return introduced.contains(m.document); });
    if (apart) one_.part(it->second.first, i);
    else if (!fresh) one_.join(it->second.first, i);
    if (another)
      for (const auto& m : a.mentions) introduced.insert(m.document);
  }

  /// One name; "Orlec" and "Jeff Orlec", "Chargers" and "San Diego Chargers", where no other name ends so; "Climber" in a headline and "the climber".
  void by_name() {
    std::map<std::string, std::uint32_t> first, nouns;
    std::map<std::string, std::set<std::uint32_t>> longer;  // by last word: the first of each name of several words
    const auto join = [&](std::map<std::string, std::uint32_t>& of, const std::string& key, std::uint32_t i) {
      const auto [it, fresh] = of.emplace(key, i);
      if (!fresh) one_.join(it->second, i);
      return it->second;
    };
    const auto is_one_word = [&](std::uint32_t i) { return all_[i].name.find(' ') == std::string::npos; };
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
      const CaseAgent& a = all_[i];
      if (a.vague || a.kind == AgentKind::document || is_nobody(a)) continue;
      if (has_name(a)) {
        const auto same = join(first, name_key(a.name), i);
        if (!is_one_word(i)) longer[last_word(a.name)].insert(same);
      }
      if (const std::string word = is_one_word(i) ? last_word(a.name) : has_name(a) ? std::string() : head_noun(a.name); !word.empty()) join(nouns, word, i);
    }
    for (std::uint32_t i = 0; i < all_.size(); ++i)
      if (has_name(all_[i]) && is_one_word(i))
        if (const auto it = longer.find(last_word(all_[i].name)); it != longer.end() && it->second.size() == 1) one_.join(i, *it->second.begin());
  }

  struct Group {
    std::uint32_t first = 0;
    std::set<std::uint32_t> introduced;  ///< documents that have spoken of "a driver"
  };
  std::span<const CaseAgent> all_;
  Partition one_;
  std::map<std::string, std::set<std::uint32_t>> bearers_;
  std::map<std::string, Group> groups_;
};

}  // namespace

std::vector<std::uint32_t> indistinct(std::span<const CaseAgent> all) { return Indistinct(all).run(); }

}  // namespace stemma::link
