#include "lang/name_agreement.h"

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"

namespace stemma::lang {
namespace {

/// A name by its norms: the whole of it, and its last token alone.
struct Key {
  std::uint64_t whole = 0, last = 0;
  bool single = false;
};

Key key_of(std::string_view text, const Name& name, const Analysis& analysis, FeatureMaker& features) {
  Key key{hash_of(""), 0, name.last - name.first == 1};
  for (std::uint32_t i = name.first; i < name.last; ++i) {
    const std::string_view norm = features.norm(slice(text, analysis.tokens[i].span));
    if (i > name.first) key.whole = hash_of(" ", key.whole);
    key.whole = hash_of(norm, key.whole);
    if (i + 1 == name.last) key.last = hash_of(norm);
  }
  return key;
}

void add(NameVotes& sum, const NameVotes& more) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
}

}  // namespace

void agree_on_types(std::string_view text, const std::vector<NameVotes>& votes, FeatureMaker& features, Analysis& analysis) {
  std::vector<Key> keys;
  keys.reserve(votes.size());
  std::unordered_map<std::uint64_t, NameVotes> by_name, by_surname;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const Name& name = analysis.names[i];
    keys.push_back(key_of(text, name, analysis, features));
    add(by_name.try_emplace(keys[i].whole).first->second, votes[i]);
    if (name.type == NameType::person && !keys[i].single) add(by_surname.try_emplace(keys[i].last).first->second, votes[i]);
  }
  for (std::size_t i = 0; i < votes.size(); ++i) {
    NameVotes sum = by_name.at(keys[i].whole);
    if (const auto full = by_surname.find(keys[i].whole); keys[i].single && full != by_surname.end()) add(sum, full->second);
    analysis.names[i].type = static_cast<NameType>(std::max_element(sum.begin(), sum.end()) - sum.begin());
  }
}

}  // namespace stemma::lang
