// Nouns of saying: "the claim that", "X's denial of", "allegations that", "the denial by X".
#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

class NounRules {
 public:
  NounRules(Sheet& sheet, std::uint32_t sentence) : sheet_(sheet), v_(sheet.view), p_(sheet.phrases), s_(v_.analysis().sentences[sentence]) {}

  void read() {
    for (std::uint32_t i = s_.first; i < s_.last; ++i)
      if (v_.word(i).noun && (v_.tag(i) == Tag::noun) && !sheet_.taken[i]) noun(i);
  }

 private:
  void noun(std::uint32_t i) {
    const std::uint32_t highest = p_.ceiling(i, i + 1);
    std::uint32_t k = i + 1;
    Range by;
    if (k < highest && (v_.is(k, "by") || v_.is(k, "from"))) {
      const std::uint32_t e = p_.noun_phrase_end(k + 1, highest, false);
      if (e > k + 1 && v_.tag(k + 1) != Tag::gerund) by = {k + 1, e}, k = e;
    }
    if (by.empty() && light_verb(i, highest)) return;
    if (k >= highest || !v_.is(k, "that") || v_.tag(k) == Tag::relative) return;
    // "the report that was published": a relative clause, its subject is missing.
    if (k + 1 < highest && (v_.finite(k + 1) || v_.tag(k + 1) == Tag::adverb)) return;
    Draft d;
    if (!by.empty()) d.source = {by};
    else owner(i, d);
    d.cue = {{i, by.empty() ? i + 1 : by.first}};
    d.content = {{k, clause_end(k, highest)}};
    d.stance = v_.word(i).noun->stance;
    d.rule = "noun-that";
    d.confidence = 0.65F;
    if (d.content[0].size() > 2) sheet_.add(std::move(d));
  }
  /// "makes no finding on the deaths", "raised questions about the bill": the verb lends the noun its subject.
  bool light_verb(std::uint32_t i, std::uint32_t highest) {
    static constexpr std::string_view verbs[] = {"make", "makes", "made", "making", "issue", "issues", "issued", "raise", "raises", "raised", "raising",
                                                 "voice", "voiced", "give", "gives", "gave", "offer", "offers", "offered", "cast", "sounded", "repeated", "renewed"};
    const std::uint32_t k = i + 1;
    const bool leads = v_.is(k, "on") || v_.is(k, "about") || v_.is(k, "of") || v_.is(k, "for") || v_.is(k, "that") || v_.is(k, "against") || v_.is(k, "over");
    if (!leads || k + 1 >= highest) return false;
    const std::uint32_t lowest = p_.floor(i);
    bool none = false;
    std::uint32_t b = i;
    while (b > lowest && i - b < 4 && (v_.tag(b - 1) == Tag::adjective || v_.tag(b - 1) == Tag::determiner || v_.is(b - 1, "no"))) {
      --b;
      none = none || v_.is(b, "no");
    }
    if (b == lowest || std::find(std::begin(verbs), std::end(verbs), v_.lower(b - 1)) == std::end(verbs)) return false;
    const VerbGroup g = p_.verb_group(b - 1);
    const Range subject = p_.subject_before(g.range.first);
    if (subject.empty() || sheet_.taken[b - 1]) return false;
    Draft d;
    d.source = {subject};
    const std::uint32_t content = v_.is(k, "that") ? k : k + 1;
    d.cue = {{g.range.first, content}};
    d.content = {{content, clause_end(content, highest)}};
    d.stance = none && (v_.is(i, "finding") || v_.is(i, "findings")) ? Stance::doubts : v_.word(i).noun->stance;
    d.negated = (none || g.negated) && d.stance != Stance::doubts;
    d.rule = "light-verb";
    d.confidence = 0.6F;
    sheet_.add(std::move(d));
    return true;
  }
  void owner(std::uint32_t i, Draft& d) const {
    const std::uint32_t lowest = p_.floor(i);
    std::uint32_t k = i;
    while (k > lowest && i - k < 4 && (v_.tag(k - 1) == Tag::adjective || v_.tag(k - 1) == Tag::adverb || v_.tag(k - 1) == Tag::noun)) --k;
    if (k <= lowest) return;
    if (v_.tag(k - 1) == Tag::possessive) d.source = {{k - 1, k}};
    if (v_.tag(k - 1) == Tag::owner && k - 1 > lowest) {
      const std::uint32_t b = p_.noun_phrase_start(k - 1, lowest);
      if (b < k - 1) d.source = {{b, k}};
    }
  }
  std::uint32_t clause_end(std::uint32_t k, std::uint32_t highest) const {
    for (std::uint32_t n = k; n < highest; ++n) {
      if (v_.open_quote(n)) {
        n = std::min(highest, v_.quotation_range(v_.quotation(n)).last) - 1;
        continue;
      }
      if (v_.is(n, ",") || v_.is(n, ";") || v_.dash(n)) return n;
    }
    return highest;
  }

  Sheet& sheet_;
  const View& v_;
  const Phrases& p_;
  const lang::Sentence& s_;
};

}  // namespace

void read_nouns(Sheet& sheet, std::uint32_t sentence) { NounRules(sheet, sentence).read(); }

}  // namespace stemma::claims
