#include "claims/cues.h"

#include <algorithm>

namespace stemma::claims {
namespace {

#include "claims/cue_nouns.inc"
#include "claims/cue_verbs.inc"

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> out;
  std::size_t i = 0;
  while (i < line.size()) {
    const std::size_t next = std::min(line.find(' ', i), line.size());
    if (next > i) out.push_back(line.substr(i, next - i));
    i = next + 1;
  }
  return out;
}

std::uint32_t frame_of(std::string_view word) {
  static constexpr std::pair<std::string_view, std::uint32_t> names[] = {
      {"t", kThat}, {"b", kBare}, {"w", kWh}, {"q", kQuoted}, {"e", kEnd}, {"i", kInfinitive}, {"n", kNoun}, {"r", kRecipient}, {"g", kGerund}, {"s", kPassive}};
  for (const auto& [n, f] : names)
    if (n == word) return f;
  return 0;
}

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

struct Inflected {
  std::string now, past, ing;
};

Inflected inflect(const std::string& base) {
  Inflected f;
  const char last = base.back();
  const char before = base.size() > 1 ? base[base.size() - 2] : ' ';
  const std::string stem = base.substr(0, base.size() - 1);
  const bool hisses = base.ends_with("s") || base.ends_with("sh") || base.ends_with("ch") || base.ends_with("x") || base.ends_with("z") || base == "go";
  if (last == 'y' && !vowel(before)) f.now = stem + "ies", f.past = stem + "ied";
  else f.now = base + (hisses ? "es" : "s"), f.past = base + (last == 'e' ? "d" : "ed");
  f.ing = (last == 'e' && before != 'e' ? stem : base) + "ing";
  return f;
}

/// Verbs that double their last consonant before -ed and -ing.
bool doubles(std::string_view base) {
  static constexpr std::string_view list[] = {"beg", "brag", "plan", "slam", "rebut", "commit", "admit", "refer", "prefer", "quip", "dub", "sum", "put",
                                              "forbid", "aver", "shrug", "hit", "label", "signal", "extol"};
  return std::find(std::begin(list), std::end(list), base) != std::end(list);
}

}  // namespace

Stance CueVerb::stance_for(std::uint32_t frame) const {
  for (const auto& [f, s] : frame_stance)
    if (f == frame) return s;
  return stance;
}

CueLexicon::CueLexicon() {
  std::unordered_map<std::string, std::uint32_t> by_lemma;
  for (std::string_view line : kCueVerbs) {
    for (std::size_t start = 0; start < line.size();) {
      const std::size_t comma = std::min(line.find(", ", start), line.size());
      const auto fields = split(line.substr(start, comma - start));
      start = comma + 2;
      if (fields.size() < 2) continue;
      std::string lemma(fields[0]);
      const bool speech = lemma.ends_with('!');
      if (speech) lemma.pop_back();
      auto [it, fresh] = by_lemma.emplace(lemma, static_cast<std::uint32_t>(verbs_.size()));
      if (fresh) verbs_.emplace_back(), verbs_.back().lemma = lemma, verbs_.back().stance = *stemma::stance(fields[1]);
      CueVerb& v = verbs_[it->second];
      v.speech = v.speech || speech;
      for (std::size_t i = 2; i < fields.size(); ++i) {
        const std::size_t eq = fields[i].find('=');
        const std::string_view what = fields[i].substr(0, eq);
        const Stance stance = eq == std::string_view::npos ? *stemma::stance(fields[1]) : *stemma::stance(fields[i].substr(eq + 1));
        const std::uint32_t frame = frame_of(what);
        if (frame == 0) v.words.emplace_back(what, stance);
        else v.frames |= frame;
        if (frame != 0 && stance != v.stance) v.frame_stance.emplace_back(frame, stance);
      }
    }
  }
  const auto add = [&](const std::string& form, std::uint32_t verb, std::uint8_t kind) {
    auto [it, fresh] = forms_.emplace(form, std::pair{verb, kind});
    if (!fresh && it->second.first == verb) it->second.second |= kind;
  };
  std::unordered_map<std::string_view, std::vector<std::string_view>> irregular;
  for (std::string_view line : kIrregular) {
    const auto f = split(line);
    irregular[f[0]] = {f[1], f[2]};
  }
  for (std::uint32_t i = 0; i < verbs_.size(); ++i) {
    const std::string& base = verbs_[i].lemma;
    Inflected f = inflect(base);
    std::string participle = f.past;
    if (const auto it = irregular.find(base); it != irregular.end()) f.past = it->second[0], participle = it->second[1];
    add(base, i, kBase);
    add(f.now, i, kNow);
    add(f.past, i, kPast);
    add(participle, i, kParticiple);
    add(f.ing, i, kIng);
    if (doubles(base)) add(base + base.back() + "ing", i, kIng);
    if (base == "label" || base == "signal") add(base + "led", i, kPast | kParticiple);
  }
  for (const auto& [words, noun] : kCueNouns)
    for (std::string_view w : split(words)) nouns_.emplace(w, noun);
}

CueLexicon::Hit CueLexicon::verb(std::string_view lower) const {
  const auto it = forms_.find(lower);
  if (it == forms_.end()) return {};
  return {&verbs_[it->second.first], it->second.second};
}

const CueNoun* CueLexicon::noun(std::string_view lower) const {
  const auto it = nouns_.find(lower);
  return it == nouns_.end() ? nullptr : &it->second;
}

}  // namespace stemma::claims
