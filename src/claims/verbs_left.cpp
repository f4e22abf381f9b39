// What stands to the left of a cue: words whose speaker comes behind them.
#include "claims/verb_rules.h"

namespace stemma::claims {

VerbRules::Left VerbRules::left_of(std::uint32_t i) const {
  Left left;
  const std::uint32_t lowest = p_.floor(i);
  if (i == 0) return left;
  std::uint32_t k = i;
  if (k > lowest && (v_.is(k - 1, ",") || v_.dash(k - 1))) --k;
  if (k > s_.first && v_.close_quote(k - 1) && v_.quotation(k - 1) >= 0 && k - 1 >= lowest) {
    const std::int32_t q = v_.quotation(k - 1);
    const Range r = v_.quotation_range(q);
    std::uint32_t tail = r.last - 1;  // behind marks that close quotations inside: `... not,' " she said`
    while (tail > r.first + 1 && v_.close_quote(tail)) --tail;
    const bool closes_clause = k < i || v_.is(tail, ",") || v_.is(tail, "?") || v_.is(tail, "!") || v_.is(tail, ".") || (r.last >= 2 && (v_.is(r.last - 2, ",") || v_.is(r.last - 2, "?") || v_.is(r.last - 2, "!") || v_.is(r.last - 2, ".") || v_.dash(r.last - 2) || v_.is(r.last - 2, "...")));
    if (!closes_clause) return left;
    if (r.first <= s_.first) {
      left.content = speech_before(v_, q);
      left.direct = true;
      return left;
    }
    // The quotation is the end of an indirect sentence: `The water was "fit for cattle," he said`.
    std::uint32_t b = clause_start(lowest, r.first);
    if (b >= r.first || all_marks(b, r.first)) left.content = speech_before(v_, q), left.direct = true;
    else left.content = {{b, k}};
    return left;
  }
  if (k == i) {
    // Nothing between: the previous sentence may be the quotation (`"Who signed?" Tavisk asked.` cut in two).
    if (k == lowest && k == s_.first && k > 0 && v_.close_quote(k - 1) && v_.sentence_of(k - 1).block == s_.block && v_.quotation(k - 1) >= 0 &&
        (v_.is(k - 2, "?") || v_.is(k - 2, "!"))) {
      left.content = speech_before(v_, v_.quotation(k - 1));
      left.direct = true;
    }
    return left;
  }
  std::uint32_t b = clause_start(lowest, k);
  if (v_.is(k - 1, kWho) && k - 1 > b) {  // "names of people who, she said, had died"
    b = p_.noun_phrase_start(k - 1, lowest);
    const std::uint32_t of = b;
    for (std::uint32_t n = of; n + 1 < k; ++n)
      if (v_.is(n, "of")) b = n + 1;
    left.inserted = true;
  }
  if (b < k) left.content = {{b, k}};
  return left;
}

bool VerbRules::all_marks(std::uint32_t b, std::uint32_t e) const {
  for (; b < e; ++b)
    if (!v_.mark(b)) return false;
  return true;
}

std::uint32_t VerbRules::clause_start(std::uint32_t lowest, std::uint32_t k) const {
  std::uint32_t b = lowest;
  for (std::uint32_t i = k; i > lowest && k - i < 400; --i)
    if (v_.is(i - 1, ";") && v_.quotation(i - 1) == v_.quotation(k)) { b = i; break; }
  if (b < k && v_.tag(b) == Tag::conjunction) ++b;
  while (b < k && v_.mark(b) && !v_.open_quote(b) && !v_.is(b, "$") && !v_.is(b, "(") && !v_.is(b, "[")) ++b;
  return b;
}

bool VerbRules::inverted_here(const VerbGroup& g) const {
  const std::uint32_t i = g.range.first;
  if (i == 0 || i <= p_.floor(i)) return false;
  return v_.is(i - 1, ",") || v_.close_quote(i - 1) || v_.dash(i - 1);
}

void VerbRules::finish_left(Draft& d, const Left& left, std::uint32_t behind, std::uint32_t highest, std::string_view rule) {
  d.content = left.content;
  d.direct = left.direct;
  d.stance = d.verb->stance_for(kEnd);
  d.rule = rule;
  d.confidence = left.direct ? 0.95F : 0.8F;
  std::uint32_t k = p_.skip_adjuncts(behind, highest);
  if (k < highest && (v_.is(k, ",") || v_.is(k, ":") || v_.dash(k)) && k + 1 < highest && v_.open_quote(k + 1)) {
    d.content.push_back({k + 1, p_.ceiling(k, k + 1)});
    const Range q = v_.quotation_range(v_.quotation(k + 1));
    if (q.last < d.content.back().last) d.content.back().last = q.last;
  } else if (!left.direct && k < highest && v_.is(k, ",") && k == behind && rule != "inverted") {
    // "The bill, he said, would raise taxes": the left piece is no sentence.
    if ((left.inserted || !v_.has_finite(left.content[0]) || goes_on(k, highest)) && k + 1 < highest) {
      d.content.push_back({k + 1, content_end(k + 1, *d.verb)});
      d.rule = "inserted";
    }
  }
  finish(d);
}

bool VerbRules::goes_on(std::uint32_t comma, std::uint32_t highest) const {
  std::uint32_t k = comma + 1;
  if (k < highest && v_.tag(k) == Tag::adverb) ++k;
  if (k >= highest || v_.word(k).verb != nullptr || v_.is(k, "according") || v_.is(k, kWho) || v_.tag(k) == Tag::gerund) return false;
  return !new_attribution(comma + 1, highest);
}

bool VerbRules::main_clause(Range r) const {
  int verbs = 0;
  for (std::uint32_t i = r.first; i < r.last; ++i) verbs += v_.finite(i) && !(i > r.first && v_.finite(i - 1)) ? 1 : v_.is(i, kWho) ? -1 : 0;
  return verbs > 0;
}

}  // namespace stemma::claims
