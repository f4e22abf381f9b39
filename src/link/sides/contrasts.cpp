#include "link/sides/contrasts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <unordered_set>

#include "base/time.h"
#include "base/utf8.h"
#include "claims/ground/events/tables.h"
#include "link/sides/figures.h"
#include "link/words.h"

namespace stemma::link::sides {
namespace {

constexpr std::uint32_t most_aligned = 120;
constexpr std::int64_t month = 31 * 86400;  // seconds
constexpr std::uint32_t longest_swap = 16;  // words of matter: in a longer speech words come again in another order

constexpr auto antonym_lines = std::to_array<std::string_view>({
#include "link/sides/antonyms.inc"
});

std::string pair_key(std::string_view a, std::string_view b) { return fmt::format("{} {}", std::min(a, b), std::max(a, b)); }

const std::unordered_set<std::string>& antonym_pairs() {
  static const auto pairs = [] {
    std::unordered_set<std::string> out;
    for (const auto line : antonym_lines) {
      std::vector<std::string> senses;
      for (const auto span : word_spans(line)) senses.emplace_back(sense(stem(slice(line, span))));
      for (std::size_t i = 1; i < senses.size(); ++i)
        if (senses[i] != senses[0]) out.insert(pair_key(senses[0], senses[i]));
    }
    return out;
  }();
  return pairs;
}

bool has(const Phrase& p, std::string_view sense) {
  return std::any_of(p.words.begin(), p.words.end(), [&](const PhraseWord& w) { return w.sense == sense; });
}

/// Words that turn what they stand among, by where they stand.
std::vector<std::uint32_t> negations(const Phrase& p) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < p.words.size(); ++i) {
    const auto& w = p.words[i];
    const bool before_number = i + 1 < p.words.size() && !p.words[i + 1].number.empty();  // "the No. 3 dam"
    const bool of_infinitive = w.word == "not" && i + 1 < p.words.size() && negates_an_infinitive(i > 0 ? std::string_view(p.words[i - 1].word) : std::string_view(), p.words[i + 1].word);
    const bool bounds = i + 2 < p.words.size() && bounds_a_number(w.word, p.words[i + 1].word, p.words[i + 2].word);
    if (is_negation(w.word) && !before_number && !of_infinitive && !bounds) out.push_back(i);
  }
  return out;
}

std::optional<std::uint32_t> false_word(const Phrase& p) {
  for (std::uint32_t i = 0; i < p.words.size(); ++i)
    if (says_false(p.words[i].word) && (i == 0 || !is_negation(p.words[i - 1].word))) return i;
  return {};
}

/// The one is the other's first sentence, word for word: what comes after it excludes nothing that it says.
bool begins_as(const Phrase& p, const Phrase& longer) {
  const auto n = p.words.size();
  if (n == 0 || n >= longer.words.size()) return false;
  if (!std::equal(p.words.begin(), p.words.end(), longer.words.begin(), [](const PhraseWord& x, const PhraseWord& y) { return x.word == y.word; })) return false;
  const auto between = slice(longer.reading->document.text, {longer.words[n - 1].span.end, longer.words[n].span.begin});
  return between.find_first_of(".!?") != std::string_view::npos;
}

class Finder {
 public:
  Finder(const Phrase& claim, const Phrase& text) : a_(claim), b_(text), alignment_(align(claim, text)) {}

  std::vector<Contrast> find() {
    if (begins_as(a_, b_) || begins_as(b_, a_)) return {};
    if (alignment_.close()) of_gaps();
    if (alignment_.nearly_equal()) {
      of_added_negations();
    } else if (!of_events() && alignment_.related()) {
      of_words();
    }
    if (alignment_.related()) of_false_words();
    if ((alignment_.same_words() || alignment_.holds_the_shorter()) && alignment_.most_matter <= longest_swap) of_order();
    if (const auto number = other_number(a_, b_, alignment_)) add(ContrastKind::number, same_count(number->first, number->second), number->first, number->second);
    return std::move(out_);
  }

 private:
  bool alike() const { return (alignment_.close() || alignment_.same_words() || alignment_.holds_the_shorter()) && alignment_.most_matter <= 2 * alignment_.least_matter; }
  /// What is not sure counts for a doubt only if the phrases are much the same, and neither goes on where the other ends; another number always does.
  void add(ContrastKind kind, bool sure, std::uint32_t claim, std::uint32_t text) {
    if (!sure && !alike() && kind != ContrastKind::number) return;
    if (kind == ContrastKind::opposite && on_other_days()) sure = false;  // held on Monday, released on Tuesday
    const auto at = std::find_if(out_.begin(), out_.end(), [&](const Contrast& c) { return c.kind == kind; });
    if (at == out_.end()) out_.push_back({kind, sure, claim, text});
    else at->sure = at->sure || sure;
  }

  /// Each names days of the week, and none that the other names.
  bool on_other_days() const {
    static constexpr std::array<std::string_view, 7> days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    std::array<bool, 7> in_a{}, in_b{};
    for (std::size_t d = 0; d < days.size(); ++d) {
      in_a[d] = std::any_of(a_.words.begin(), a_.words.end(), [&](const PhraseWord& w) { return w.word == days[d]; });
      in_b[d] = std::any_of(b_.words.begin(), b_.words.end(), [&](const PhraseWord& w) { return w.word == days[d]; });
      if (in_a[d] && in_b[d]) return false;
    }
    return std::find(in_a.begin(), in_a.end(), true) != in_a.end() && std::find(in_b.begin(), in_b.end(), true) != in_b.end();
  }

  // ------------------------------------------------------------------ what happens

  bool shares(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) const {
    for (const auto i : a)
      for (const auto k : b)
        if (a_.words[i].sense == b_.words[k].sense) return true;
    return false;
  }
  bool aligned(const PhraseEvent& a, const PhraseEvent& b) const {
    return a.at < alignment_.of_claim.size() && alignment_.of_claim[a.at] == b.at;
  }
  static std::string_view opposite(std::string_view predicate_class) {
    const auto& tables = claims::ground::events::Tables::built_in();
    return predicate_class.empty() || !tables ? std::string_view() : tables->opposite(predicate_class);
  }
  /// 0: not the same happening.
  int likeness(const PhraseEvent& a, const PhraseEvent& b) const {
    const bool same_class = !a.predicate_class.empty() && a.predicate_class == b.predicate_class;
    const bool same = a.sense == b.sense || same_class;
    const bool contrary = !same && (are_opposites(a.sense, b.sense) || (!b.predicate_class.empty() && opposite(a.predicate_class) == b.predicate_class));
    const int about = (shares(a.undergoer, b.undergoer) ? 2 : 0) + (shares(a.doer, b.doer) ? 1 : 0);
    const bool undergone = shares(a.doer, b.undergoer) || shares(a.undergoer, b.doer);
    if ((contrary || is_stop_word(a.sense)) && about + undergone == 0) return 0;
    if (!same && !contrary) return 0;
    return (a.sense == b.sense ? 4 : same ? 2 : 1) + about + (aligned(a, b) ? 3 : 0) + undergone;
  }
  /// The happening that both tell of most alike decides. False if there is none.
  bool of_events() {
    int best = 0;
    const PhraseEvent *x = nullptr, *y = nullptr;
    for (const auto& a : a_.events)
      for (const auto& b : b_.events)
        if (const int l = likeness(a, b); l > best) best = l, x = &a, y = &b;
    if (!x) return false;
    const bool contrary = x->sense != y->sense && (x->predicate_class.empty() || x->predicate_class != y->predicate_class);
    const bool of_one_thing = told_alike(*x, *y);
    if (contrary) add(ContrastKind::opposite, of_one_thing, x->at, y->at);
    if (x->negated != y->negated) add(ContrastKind::negation, of_one_thing, x->at, y->at);
    if (!contrary) of_roles(*x, *y);
    return true;
  }
  /// Both tell of one happening to the same, and of little else.
  bool told_alike(const PhraseEvent& a, const PhraseEvent& b) const {
    if (denies_all(a) || denies_all(b)) return true;
    const bool same_words = alignment_.close() || (alignment_.common >= 2 && alignment_.common * 10 >= alignment_.least_matter * 6);
    return same_words && (shares(a.undergoer, b.undergoer) || (a.undergoer.empty() && b.undergoer.empty() && shares(a.doer, b.doer)));
  }
  /// "Nobody was detained", and little else.
  bool denies_all(const PhraseEvent& e) const {
    const Phrase& p = !a_.events.empty() && &e >= &a_.events.front() && &e <= &a_.events.back() ? a_ : b_;
    return e.negated && p.words.size() <= 8 && std::any_of(p.words.begin(), p.words.end(), [](const PhraseWord& w) { return equals_any(w.word, {"nobody", "none", "no-one", "nothing"}); });
  }
  /// A happening that one negates and the other does not.
  bool negates_a_happening() const {
    for (const auto& a : a_.events)
      for (const auto& b : b_.events)
        if (a.sense == b.sense && a.negated != b.negated) return true;
    return false;
  }
  /// "Two police officers were among those killed", "another 20 were hurt".
  static bool counts_a_part(const Phrase& p) {
    for (std::uint32_t i = 0; i < p.words.size(); ++i) {
      if (equals_any(p.words[i].word, {"among", "remaining"})) return true;
      const bool beside = std::any_of(p.figures.begin(), p.figures.end(), [&](const PhraseFigure& f) { return i + 1 == f.first || i == f.last || (i >= f.first && i < f.last); });
      if (beside && equals_any(p.words[i].word, {"another", "more", "other", "others"})) return true;
    }
    return false;
  }
  /// Printed within a month: what is counted every year is another thing each time.
  bool of_one_time() const {
    const auto x = instant(a_.reading->document.published.value), y = instant(b_.reading->document.published.value);
    return !x || !y || std::abs(*x - *y) <= month;
  }
  /// One figure in each, of whom both tell the same, or in a sentence that is otherwise the same.
  bool same_count(std::uint32_t in_a, std::uint32_t in_b) const {
    const auto at = [](const Phrase& p, std::uint32_t word) -> const Figure* {
      for (const auto& f : p.figures)
        if (f.first <= word && word < f.last) return f.figure;
      return nullptr;
    };
    const Figure *x = at(a_, in_a), *y = at(b_, in_b);
    if (!alignment_.related() || x == nullptr || y == nullptr) return false;
    if (alignment_.nearly_equal() && a_.figures.size() == 1 && b_.figures.size() == 1 && of_one_time()) return true;
    if (x->unit != "people" || y->unit != "people") return false;
    if (a_.figures.size() > 2 || b_.figures.size() > 2 || counts_a_part(a_) || counts_a_part(b_)) return false;
    if (x->counted != "person" && x->counted == y->counted) return true;
    for (const auto& a : a_.events)
      for (const auto& b : b_.events)
        if (a.negated == b.negated && (a.sense == b.sense || (!a.predicate_class.empty() && a.predicate_class == b.predicate_class))) return true;
    return alignment_.close();
  }
  bool names_only(const Phrase& p, const std::vector<std::uint32_t>& words) const {
    return !words.empty() && std::any_of(words.begin(), words.end(), [&](std::uint32_t w) { return p.words[w].name >= 0; });
  }
  /// "NMC", "N.M.C." for "the Northern Mill Company".
  static bool initials(const Phrase& p, const std::vector<std::uint32_t>& of, const Phrase& q, const std::vector<std::uint32_t>& name) {
    std::string letters, word;
    for (const auto w : of) letters += p.words[w].word.substr(0, 1);
    for (const auto w : name)
      std::copy_if(q.words[w].word.begin(), q.words[w].word.end(), std::back_inserter(word), [](char c) { return c != '.'; });
    return letters.size() >= 2 && letters == word;
  }
  void of_roles(const PhraseEvent& a, const PhraseEvent& b) {
    if (a.sense != b.sense) return;
    // "A shot B", "C shot B"
    if (shares(a.undergoer, b.undergoer) && names_only(a_, a.doer) && names_only(b_, b.doer) && !initials(a_, a.doer, b_, b.doer) && !initials(b_, b.doer, a_, a.doer) && !known(a.doer, b_) && !known_b(b.doer, a_))
      add(ContrastKind::name, told_alike(a, b), a.doer.front(), b.doer.front());
  }
  /// Whether any of the words stands anywhere in the other phrase.
  bool known(const std::vector<std::uint32_t>& words, const Phrase& other) const {
    return std::any_of(words.begin(), words.end(), [&](std::uint32_t w) { return has(other, a_.words[w].sense); });
  }
  bool known_b(const std::vector<std::uint32_t>& words, const Phrase& other) const {
    return std::any_of(words.begin(), words.end(), [&](std::uint32_t w) { return has(other, b_.words[w].sense); });
  }

  // ------------------------------------------------------------------ words, where no happening is told alike

  void of_words() {
    const auto a = negations(a_), b = negations(b_);
    if (a.size() % 2 != b.size() % 2) add(ContrastKind::negation, false, a.empty() ? nowhere : a.front(), b.empty() ? nowhere : b.front());
    for (std::uint32_t i = 0; i < a_.words.size(); ++i) {
      if (a_.words[i].stop) continue;
      for (std::uint32_t k = 0; k < b_.words.size(); ++k)
        if (!b_.words[k].stop && a_.words[i].tag == b_.words[k].tag && are_opposites(a_.words[i].sense, b_.words[k].sense) && !has(b_, a_.words[i].sense) && !has(a_, b_.words[k].sense))
          return add(ContrastKind::opposite, false, i, k);
    }
  }
  void of_false_words() {
    const auto a = false_word(a_), b = false_word(b_);
    if (a.has_value() != b.has_value()) add(ContrastKind::says_false, alignment_.nearly_equal(), a.value_or(nowhere), b.value_or(nowhere));
  }

  // ------------------------------------------------------------------ where two texts say the same but for a word

  /// Words between corresponding ones, on either side.
  struct Gap {
    std::uint32_t a_first, a_last, b_first, b_last;
  };
  std::vector<Gap> gaps() const {
    std::vector<Gap> out;
    std::uint32_t a = 0, b = 0;
    const auto a_end = static_cast<std::uint32_t>(alignment_.of_claim.size());
    const auto b_end = std::min<std::uint32_t>(static_cast<std::uint32_t>(b_.words.size()), most_aligned);
    for (std::uint32_t i = 0; i <= a_end; ++i) {
      if (i < a_end && alignment_.of_claim[i] == nowhere) continue;
      const auto k = i < a_end ? alignment_.of_claim[i] : b_end;
      if (a < i || b < k) out.push_back({a, i, b, k});
      a = i + 1;
      b = k + 1;
    }
    return out;
  }
  void of_gaps() {
    const auto all = gaps();
    for (const auto& g : all) {
      for (auto i = g.a_first; i < g.a_last; ++i)
        for (auto k = g.b_first; k < g.b_last; ++k)
          if (are_opposites(a_.words[i].sense, b_.words[k].sense)) add(ContrastKind::opposite, alike(), i, k);
      const auto x = name_alone(a_, g.a_first, g.a_last), y = name_alone(b_, g.b_first, g.b_last);
      if (x == nowhere || y == nowhere || shared_name(a_, g.a_first, g.a_last, b_) || shared_name(b_, g.b_first, g.b_last, a_)) continue;
      const auto of_a = matter_between(a_, g.a_first, g.a_last), of_b = matter_between(b_, g.b_first, g.b_last);
      if (initials(a_, of_a, b_, of_b) || initials(b_, of_b, a_, of_a)) continue;
      if (alignment_.nearly_equal() || matter_in(all) == of_a.size() + of_b.size()) add(ContrastKind::name, false, x, y);
    }
  }
  static std::vector<std::uint32_t> matter_between(const Phrase& p, std::uint32_t first, std::uint32_t last) {
    std::vector<std::uint32_t> out;
    for (auto i = first; i < last; ++i)
      if (!p.words[i].stop) out.push_back(i);
    return out;
  }
  std::size_t matter_in(const std::vector<Gap>& all) const {
    std::size_t out = 0;
    for (const auto& g : all) out += matter_between(a_, g.a_first, g.a_last).size() + matter_between(b_, g.b_first, g.b_last).size();
    return out;
  }
  /// The first word of a name, if there is nothing of matter between the words around it but names; else nowhere.
  static std::uint32_t name_alone(const Phrase& p, std::uint32_t first, std::uint32_t last) {
    std::uint32_t out = nowhere;
    if (last - first > 6) return nowhere;
    for (auto i = first; i < last; ++i) {
      const auto& w = p.words[i];
      if (w.stop) continue;
      const bool dated = w.name >= 0 && (w.name_type == lang::NameType::date || w.name_type == lang::NameType::money);
      if ((w.name < 0 && w.tag != lang::Tag::name) || dated || !w.number.empty()) return nowhere;
      if (out == nowhere) out = i;
    }
    return out;
  }
  static bool shared_name(const Phrase& p, std::uint32_t first, std::uint32_t last, const Phrase& other) {
    for (auto i = first; i < last; ++i)
      if (!p.words[i].stop && has(other, p.words[i].sense)) return true;
    return false;
  }
  /// "never" and "not" that one has and the other has not, where the words around them correspond.
  void of_added_negations() {
    std::uint32_t a = 0, b = 0, x = nowhere, y = nowhere;
    const auto in_a = negations(a_), in_b = negations(b_);
    for (const auto& g : gaps()) {
      if (g.a_last - g.a_first > 5 || g.b_last - g.b_first > 5) continue;
      for (const auto i : in_a)
        if (i >= g.a_first && i < g.a_last) ++a, x = i;
      for (const auto k : in_b)
        if (k >= g.b_first && k < g.b_last) ++b, y = k;
    }
    if ((a + b) % 2 != 0) add(ContrastKind::negation, negates_a_happening(), a % 2 != 0 ? x : nowhere, a % 2 != 0 ? nowhere : y);
  }

  /// Something stands before the predicate in one and behind it in the other, and something else the other way round, in one voice.
  void of_order() {
    for (const auto& e : a_.events)
      for (std::uint32_t v = 0; v < b_.words.size() && v < most_aligned; ++v)
        if (b_.words[v].word == a_.words[e.at].word && by_behind(a_, e.at) == by_behind(b_, v) && crosses(e.at, v)) return;
  }
  static bool by_behind(const Phrase& p, std::uint32_t predicate) {
    for (auto i = predicate + 1; i < p.words.size() && i < predicate + 4; ++i)
      if (p.words[i].word == "by") return true;
    return false;
  }
  bool crosses(std::uint32_t in_a, std::uint32_t in_b) {
    constexpr std::uint32_t reach = 8;
    const auto find = [&](std::string_view sense, std::uint32_t first, std::uint32_t last) {
      for (auto k = first; k < last && k < b_.words.size(); ++k)
        if (b_.words[k].sense == sense) return k;
      return nowhere;
    };
    const auto before = in_b - std::min(in_b, reach);
    std::uint32_t to_right = nowhere, to_left = nowhere, first = nowhere;
    for (auto i = in_a - std::min(in_a, reach); i < std::min<std::size_t>(in_a + reach + 1, a_.words.size()); ++i) {
      if (i == in_a || a_.words[i].stop) continue;
      const auto left = find(a_.words[i].sense, before, in_b), right = find(a_.words[i].sense, in_b + 1, in_b + reach + 1);
      if (i < in_a && left == nowhere && right != nowhere) to_right = right, first = i;
      if (i > in_a && right == nowhere && left != nowhere) to_left = left;
    }
    if (to_right == nowhere || to_left == nowhere) return false;
    add(ContrastKind::swapped, false, first, to_left);
    return true;
  }

  const Phrase &a_, &b_;
  Alignment alignment_;
  std::vector<Contrast> out_;
};

std::string quoted(const Phrase& p, std::uint32_t word) { return fmt::format("“{}”", slice(p.reading->document.text, p.words[word].span)); }

}  // namespace

bool are_opposites(std::string_view sense, std::string_view other) {
  return sense != other && antonym_pairs().contains(pair_key(sense, other));
}

Alignment align(const Phrase& claim, const Phrase& text) {
  const auto n = std::min<std::uint32_t>(static_cast<std::uint32_t>(claim.words.size()), most_aligned);
  const auto m = std::min<std::uint32_t>(static_cast<std::uint32_t>(text.words.size()), most_aligned);
  std::vector<std::uint32_t> longest((n + 1) * (m + 1), 0);  // of the words from i and from k on; a word of matter counts 4, another 1
  const auto at = [&](std::uint32_t i, std::uint32_t k) -> std::uint32_t& { return longest[i * (m + 1) + k]; };
  const auto weight = [&](std::uint32_t i, std::uint32_t k) -> std::uint32_t {
    return claim.words[i].sense != text.words[k].sense ? 0 : claim.words[i].stop ? 1 : 4;
  };
  for (auto i = n; i-- > 0;)
    for (auto k = m; k-- > 0;) {
      at(i, k) = std::max(at(i + 1, k), at(i, k + 1));
      if (const auto w = weight(i, k)) at(i, k) = std::max(at(i, k), at(i + 1, k + 1) + w);
    }
  Alignment out;
  out.of_claim.assign(n, nowhere);
  for (std::uint32_t i = 0, k = 0; i < n && k < m;) {
    if (const auto w = weight(i, k); w && at(i, k) == at(i + 1, k + 1) + w) {
      if (!claim.words[i].stop) ++out.matter;
      out.of_claim[i++] = k++;
    } else if (at(i, k) == at(i + 1, k)) {
      ++i;
    } else {
      ++k;
    }
  }
  const auto matter = [](const Phrase& p) { return static_cast<std::uint32_t>(std::count_if(p.words.begin(), p.words.end(), [](const PhraseWord& w) { return !w.stop; })); };
  std::multiset<std::string_view> bag;
  for (const auto& w : claim.words)
    if (!w.stop) bag.insert(w.sense);
  for (const auto& w : text.words)
    if (const auto it = w.stop ? bag.end() : bag.find(w.sense); it != bag.end()) {
      ++out.common;
      bag.erase(it);
    }
  out.least_matter = std::min(matter(claim), matter(text));
  out.most_matter = std::max(matter(claim), matter(text));
  return out;
}

std::vector<Contrast> contrasts(const Phrase& claim, const Phrase& text) { return Finder(claim, text).find(); }

bool is_negated(const Phrase& phrase) { return negations(phrase).size() % 2 != 0; }

bool opposed(const std::vector<Contrast>& all) {
  bool turned = false;
  for (const auto& c : all) {
    if (c.kind == ContrastKind::number || c.kind == ContrastKind::name || c.kind == ContrastKind::swapped) return true;
    turned = !turned;
  }
  return turned;
}

bool sure(const std::vector<Contrast>& all) {
  return std::all_of(all.begin(), all.end(), [](const Contrast& c) { return c.sure; });
}

std::string in_words(const Contrast& c, const Phrase& claim, const Phrase& text) {
  const auto both = [&](std::string_view how) {
    return c.claim == nowhere || c.text == nowhere ? std::string() : fmt::format("{} {} against {}", how, quoted(text, c.text), quoted(claim, c.claim));
  };
  switch (c.kind) {
    case ContrastKind::negation: return c.text == nowhere ? "the others negate it" : c.claim == nowhere ? fmt::format("{} negates it", quoted(text, c.text)) : both("one of them is negated:");
    case ContrastKind::opposite: return both("the contrary:");
    case ContrastKind::says_false: return c.text == nowhere ? "the others call it false" : fmt::format("it says {}", quoted(text, c.text));
    case ContrastKind::number: return both("another number:");
    case ContrastKind::name: return both("another name:");
    case ContrastKind::swapped: return both("doer and undergoer change places:");
  }
  return {};
}

}  // namespace stemma::link::sides
