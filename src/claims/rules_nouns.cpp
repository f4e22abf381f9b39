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
