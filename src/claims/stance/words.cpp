#include "claims/stance/words.h"

#include <algorithm>

namespace stemma::claims::stance {
namespace {

#include "claims/stance/words.inc"

template <class Take>
void each_word(std::string_view line, Take take) {
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t next = std::min(line.find(' ', i), line.size());
    if (next > i) take(line.substr(i, next - i));
    i = next + 1;
  }
}

void undouble(std::string& s) {
  static constexpr std::string_view doubled = "bdgmnprt";
  if (s.size() > 3 && s.back() == s[s.size() - 2] && doubled.find(s.back()) != std::string_view::npos) s.pop_back();
}

/// Cuts `ending` off where at least `keep` letters stay.
bool cut(std::string& s, std::string_view ending, std::size_t keep) {
  if (!s.ends_with(ending) || s.size() < ending.size() + keep) return false;
  s.resize(s.size() - ending.size());
  return true;
}

}  // namespace

Words::Words() {
  for (std::string_view line : kIrregularForms) {
    std::string base;
    each_word(line, [&](std::string_view w) {
      if (base.empty()) base = stem(w);
      else irregular_.emplace(w, base);
    });
  }
  for (const SenseLine& line : kSenseLines)
    each_word(line.words, [&](std::string_view w) {
      const std::size_t gap = w.find('_');
      if (gap == std::string_view::npos) {
        single_[stem(w)] |= bit(line.sense);
        return;
      }
      auto& later = with_later_[stem(w.substr(0, gap))];
      later.emplace_back(stem(w.substr(gap + 1)), bit(line.sense));
    });
}

std::string Words::stem(std::string_view lower) const {
  if (const auto it = irregular_.find(lower); it != irregular_.end()) return it->second;
  std::string s(lower);
  if (cut(s, "ies", 2) || cut(s, "ied", 2)) return s += 'y';
  if (cut(s, "ing", 3) || cut(s, "ed", 3)) undouble(s);
  else if (s.ends_with("sses") || s.ends_with("shes") || s.ends_with("ches") || s.ends_with("xes")) cut(s, "es", 2);
  else if (!s.ends_with("ss") && !s.ends_with("us") && !s.ends_with("is")) cut(s, "s", 3);
  cut(s, "e", 3);
  return s;
}

SenseSet Words::senses(std::string_view stem) const {
  const auto it = single_.find(stem);
  return it == single_.end() ? SenseSet{0} : it->second;
}

SenseSet Words::senses(std::string_view stem, std::string_view later) const {
  SenseSet out = 0;
  if (const auto it = with_later_.find(stem); it != with_later_.end())
    for (const auto& [word, sense] : it->second)
      if (word == later) out |= sense;
  return out;
}

}  // namespace stemma::claims::stance
