// Cues that are no verbs: "according to X", "in X's view", "per X", "reportedly".
#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

class PhraseRules {
 public:
  PhraseRules(Sheet& sheet, std::uint32_t sentence) : sheet_(sheet), v_(sheet.view), p_(sheet.phrases), s_(v_.analysis().sentences[sentence]) {}

  void read() {
    for (std::uint32_t i = s_.first; i < s_.last; ++i) {
      if (v_.is(i, "according") && i + 1 < s_.last && v_.is(i + 1, "to")) by_phrase(i, i + 2, "according-to", 0.9F);
      else if (is_hearsay(v_.lower(i))) adverb(i);
      else if (v_.is(i, "by") && i > s_.first) reported_by(i);
      else if (v_.is(i, "per") && i + 1 < s_.last && (i == s_.first || v_.is(i - 1, ",")) && (v_.tag(i + 1) == Tag::determiner || v_.tag(i + 1) == Tag::name)) by_phrase(i, i + 1, "per", 0.7F);
      else if (v_.is(i, "in") && (i == s_.first || v_.is(i - 1, ","))) view_of(i);
    }
  }

 private:
  /// Source right of the cue; content the rest of the clause before or behind.
  void by_phrase(std::uint32_t cue, std::uint32_t from, std::string_view rule, float confidence) {
    const std::uint32_t highest = p_.ceiling(cue, from);
    const std::uint32_t e = source_end(from, highest);
    if (e == from) return;
    Draft d;
    d.source = {{from, e}};
    d.cue = {{cue, from}};
    d.rule = rule;
    d.confidence = confidence;
    d.stance = Stance::asserts;
    content_around(d, cue, e, highest);
    if (!d.content.empty()) sheet_.add(std::move(d));
  }

  /// "as first set out by the Lantern", "the deaths reported a day earlier by the Lantern": a participle without auxiliary.
  void reported_by(std::uint32_t by) {
    const std::uint32_t lowest = p_.floor(by);
    std::uint32_t k = by;
    while (k > lowest && by - k < 9 && !(v_.word(k - 1).forms & kParticiple)) --k;
    if (k == lowest || !(v_.word(k - 1).forms & kParticiple)) return;
    const std::uint32_t verb = k - 1;
    if (k < by && (v_.tag(k) == Tag::particle || v_.is(k, "out"))) ++k;
    const bool adjuncts = k == by || p_.skip_adjuncts(k, by) == by;
    if (!adjuncts || v_.word(verb).verb == nullptr) return;
    std::uint32_t first = verb;
    while (first > lowest && v_.tag(first - 1) == Tag::adverb) --first;
    if (first == lowest) return;
    if (v_.is(first - 1, "as")) return by_phrase(first - 1, by + 1, "as-reported-by", 0.8F);
    static constexpr std::string_view acts[] = {"report", "reveal", "disclose", "announce", "describe", "cite", "allege", "claim", "recount", "state", "read"};
    const std::string& lemma = v_.word(verb).verb->lemma;
    if (std::find(std::begin(acts), std::end(acts), lemma) == std::end(acts)) return;
    if (!v_.nominal(first - 1) || !v_.word(verb).verb->has(kNoun | kThat)) return;
    const std::uint32_t highest = p_.ceiling(by, by + 1);
    const std::uint32_t e = source_end(by + 1, highest), b = p_.noun_phrase_start(first, lowest);
    if (e == by + 1 || b == first || v_.tag(by + 1) == Tag::gerund) return;
    Draft d;
    d.source = {{by + 1, e}};
    d.cue = {{first, by + 1}};
    d.content = {{b, first}};
    d.verb = v_.word(verb).verb;
    d.stance = d.verb->stance;
    d.rule = "reported-by";
    d.confidence = 0.6F;
    sheet_.add(std::move(d));
  }

  std::uint32_t source_end(std::uint32_t i, std::uint32_t highest) const {
    std::uint32_t e = p_.noun_phrase_end(i, highest, false);
    if (e == i) return i;
    // "a report published on Tuesday by the Lantern", "officials at the ministry": up to the next mark.
    std::uint32_t k = e;
    for (; k < highest && k - i < kReach; ++k)
      if (v_.mark(k) || v_.finite(k)) break;
    if (k < highest && v_.finite(k)) {
      if (k > e && (v_.is(e, kWho) || v_.is(e, "that"))) {
        while (k < highest && !v_.mark(k)) ++k;
        return k;
      }
      return e;
    }
    if (k >= highest || v_.is(k, ",") || v_.dash(k) || v_.is(k, ";")) e = k;
    // appositions up to the end: "according to X, who led the team."
    if (e + 1 < highest && v_.is(e, ",") && (v_.is(e + 1, kWho | kPersonRole) || v_.tag(e + 1) == Tag::determiner) && i > s_.first + 2) {
      std::uint32_t a = e + 1;
      while (a < highest && !v_.is(a, ",") && !v_.open_quote(a)) ++a;
      if (a >= highest) e = a;
    }
    return e;
  }

  void content_around(Draft& d, std::uint32_t cue, std::uint32_t behind, std::uint32_t highest) const {
    const std::uint32_t lowest = p_.floor(cue);
    std::uint32_t b = clause_begin(cue, lowest);
    std::uint32_t before_end = cue;
    while (before_end > b && v_.is(before_end - 1, ",")) --before_end;
    std::uint32_t after = behind;
    const bool comma_after = after < highest && (v_.is(after, ",") || v_.dash(after));
    if (comma_after) ++after;
    const bool has_before = before_end > b + 1 || (before_end > b && v_.close_quote(before_end - 1));
    const bool has_after = after + 1 < highest && (comma_after || cue == lowest || v_.tag(cue > 0 ? cue - 1 : 0) == Tag::conjunction);
    const bool before_finite = finite(b, before_end);
    if (has_before && before_finite) {
      d.content = {{b, before_end}};
      if (v_.close_quote(before_end - 1) && v_.quotation(before_end - 1) >= 0) {
        const Range q = v_.quotation_range(v_.quotation(before_end - 1));
        if (q.first <= b) d.content = speech_before(v_, v_.quotation(before_end - 1)), d.direct = true;
      }
      return;
    }
    if (has_after) {
      const std::uint32_t e = clause_stop(after, highest);
      if (has_before && !before_finite && v_.tag(b) != Tag::preposition && v_.tag(b) != Tag::adverb && v_.tag(b) != Tag::relative) d.content = {{b, before_end}, {after, e}};
      else d.content = {{after, e}};
      return;
    }
    if (has_before) d.content = {{b, before_end}};
  }
  std::uint32_t clause_stop(std::uint32_t i, std::uint32_t highest) const {
    for (std::uint32_t k = i; k < highest; ++k)
      if (v_.is(k, ";") && !(k + 1 < highest && v_.is(k + 1, "that"))) return k;
    return highest;
  }
  /// Behind the relative pronoun, subordinator or semicolon that opens the clause around `cue`, else the start of the sentence.
  std::uint32_t clause_begin(std::uint32_t cue, std::uint32_t lowest) const {
    std::uint32_t b = lowest;
    for (std::uint32_t k = cue; k > lowest && cue - k < 2 * kReach; --k) {
      const std::uint32_t i = k - 1;
      if (v_.is(i, ";")) { b = k; break; }
      if (k + 1 >= cue && v_.is(i, kWho)) { b = k; break; }
      if (k + 2 >= cue && (v_.is(i, "where") || v_.is(i, "that"))) { b = k; break; }
    }
    if (b < cue && v_.tag(b) == Tag::conjunction) ++b;
    return b;
  }
  bool finite(std::uint32_t b, std::uint32_t e) const {
    for (; b < e; ++b)
      if (v_.finite(b) || v_.close_quote(b)) return true;
    return false;
  }

  /// "reportedly": no source; the clause around the word.
  void adverb(std::uint32_t i) {
    const std::uint32_t lowest = p_.floor(i), highest = p_.ceiling(i, i + 1);
    std::uint32_t b = i, e = i + 1;
    while (b > lowest && !edge(b - 1)) --b;
    while (e < highest && !edge(e)) ++e;
    Draft d;
    d.cue = {{i, i + 1}};
    if (b < i) d.content.push_back({b, i});
    if (i + 1 < e) d.content.push_back({i + 1, e});
    d.stance = v_.is(i, "reportedly") ? Stance::asserts : Stance::alleges;
    d.rule = "hearsay-adverb";
    d.confidence = 0.7F;
    if (!d.content.empty()) sheet_.add(std::move(d));
  }
  bool edge(std::uint32_t i) const { return v_.is(i, ";") || v_.is(i, ",") || v_.dash(i) || v_.open_quote(i) || v_.close_quote(i); }

  /// "in the mayor's view", "in her words", "in their opinion"
  void view_of(std::uint32_t i) {
    for (std::uint32_t k = i + 1; k < std::min(s_.last, i + 10); ++k) {
      if (v_.mark(k) || v_.finite(k)) return;
      if (!(v_.is(k, "view") || v_.is(k, "opinion") || v_.is(k, "words") || v_.is(k, "telling") || v_.is(k, "estimation"))) continue;
      if (k == i + 1) return;
      Range source{i + 1, k};
      if (v_.tag(k - 1) == Tag::owner) source.last = k - 1;
      else if (v_.tag(k - 1) != Tag::possessive) return;
      if (source.empty()) return;
      Draft d;
      d.source = {source};
      d.cue = {{i, i + 1}, {k, k + 1}};
      d.stance = v_.is(k, "words") || v_.is(k, "telling") ? Stance::asserts : Stance::believes;
      d.rule = "in-view-of";
      d.confidence = 0.7F;
      content_around(d, i, k + 1, p_.ceiling(k, k + 1));
      if (!d.content.empty()) sheet_.add(std::move(d));
      return;
    }
  }

  Sheet& sheet_;
  const View& v_;
  const Phrases& p_;
  const lang::Sentence& s_;
};

}  // namespace

bool is_hearsay(std::string_view w) { return w == "reportedly" || w == "allegedly" || w == "purportedly" || w == "supposedly"; }

void read_phrases(Sheet& sheet, std::uint32_t sentence) { PhraseRules(sheet, sentence).read(); }

}  // namespace stemma::claims
