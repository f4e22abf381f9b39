#include "claims/settle.h"

#include <algorithm>
#include <optional>

#include "claims/own_voice.h"
#include "claims/stance/content.h"

namespace stemma::claims {
namespace {

/// The content opens like a denial: "No one ...", "There were no ...", "it is untrue", "... is false".
bool opens_with_denial(const View& v, const Ranges& content) {
  int words = 0;
  for (const Range& r : content)
    for (std::uint32_t i = r.first; i < r.last && words < 7; ++i) {
      if (v.mark(i)) continue;
      ++words;
      if (words <= 3 && (v.is(i, "nobody") || v.is(i, "none") || v.is(i, "neither"))) return true;
      const bool existential = i > r.first && v.is(i - 1, kBe);
      if (v.is(i, "no") && (words <= 2 || existential)) {
        return stance::no_means_none(v, i + 1 < r.last ? i + 1 : v.size());
      }
      if (v.is(i, "untrue") || v.is(i, "false") || v.is(i, "baseless") || v.is(i, "unfounded") || v.is(i, "fabricated") || v.is(i, "invention") || v.is(i, "lie") || v.is(i, "lies")) return true;
    }
  return false;
}

/// "jobs would be lost if the plan went through": foreseen, not promised.
bool foresees(const View& v, const Draft& d) {
  const Range r = d.content[0];
  bool would = false;
  for (std::uint32_t i = r.first; i < r.last; ++i) {
    would = would || v.is(i, "would") || v.is(i, "will");
    if (would && v.is(i, "if")) return true;
  }
  return false;
}

/// "it would pay", "Kestria will let", "Kestria to admit": the source's own plan.
bool promises(const View& v, const Draft& d) {
  const Range r = d.content[0];
  bool noun = false;
  for (std::uint32_t i = r.first; i < r.last && i < r.first + 14; ++i) {
    if (v.nominal(i)) noun = true;
    if (v.tag(i) == Tag::to) return noun && i + 1 < r.last && v.tag(i + 1) == Tag::verb_base && v.block_kind(i) == BlockKind::headline;
    if (v.finite(i)) {
      if (!noun || !(v.is(i, "will") || v.is(i, "would") || v.is(i, "'ll"))) return false;
      std::uint32_t k = i + 1;
      while (k < r.last && v.tag(k) == Tag::adverb) ++k;
      if (k >= r.last || v.is(k, kBe | kHave)) return k < r.last && v.is(k, "be") && k + 1 < r.last && v.tag(k + 1) == Tag::participle;
      return v.tag(k) == Tag::verb_base || v.tag(k) == Tag::verb_now || v.tag(k) == Tag::noun;
    }
  }
  return false;
}

/// "not" or "nothing" that stands with the verb or with what hangs on it: "received no instruction".
bool negates(const View& v, std::uint32_t i, std::uint32_t verb) {
  if (!v.is(i, kNot | kNobody) || v.is(i + 1, "only") || v.is(i + 1, "later") || v.is(i + 1, "fewer") || v.is(i + 1, "all") || !stance::no_means_none(v, i + 1)) return false;
  auto k = i;
  for (int steps = 0; steps < 3; ++steps) {
    using lang::Relation;
    if (k == verb) return true;
    const lang::Token& t = v.token(k);
    const bool clause = t.relation == Relation::advcl || t.relation == Relation::acl || t.relation == Relation::acl_relcl || t.relation == Relation::ccomp ||
                        t.relation == Relation::conj || t.relation == Relation::parataxis;
    if (t.head < 0 || clause) return false;
    k = static_cast<std::uint32_t>(t.head);
  }
  return k == verb;
}

/// "untrue", "a forgery", "fairy tale": what it is said of is denied.
bool is_falsehood(const View& v, std::uint32_t i) {
  static constexpr std::string_view words[] = {"untrue", "false", "wrong", "baseless", "unfounded", "groundless", "fabricated", "invented", "invention", "lie",
                                               "lies", "forgery", "forgeries", "fake", "nonsense", "fabrication", "incorrect", "hoax", "fiction", "rubbish",
                                               "forged", "fantasy", "fantasies", "falsehood", "falsehoods", "slander", "smear", "myth"};
  if (v.is(i, "tale") && i > 0 && v.is(i - 1, "fairy")) return true;
  if ((v.is(i, "foundation") || v.is(i, "basis") || v.is(i, "substance")) && i > 1) return v.is(i - 1, "without") || (v.is(i - 1, "any") && v.is(i - 2, "without"));
  return std::find(std::begin(words), std::end(words), v.lower(i)) != std::end(words);
}

/// The word of the content's first sentence that the others hang on; nothing if the content is empty.
std::optional<std::uint32_t> top_of(const View& v, const Ranges& content) {
  for (const Range& r : content)
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      const std::int32_t head = v.token(i).head;
      if (!v.mark(i) && (head < 0 || !holds(content, static_cast<std::uint32_t>(head)))) return i;
    }
  return {};
}

/// "had no record", "was not able to find", "could not confirm it", "in no doubt": what the speaker does not know, no denial.
bool knows_not(const View& v, const Ranges& content) {
  static constexpr std::string_view words[] = {"able", "record", "records", "doubt", "idea", "knowledge", "heard", "know", "knew", "comment", "find", "found", "information", "details"};
  static constexpr std::string_view leaving_open[] = {"confirm", "confirmed", "verify", "verified", "corroborate", "corroborated", "determine", "determined", "rule", "ruled"};
  if (const auto top = top_of(v, content); top && std::find(std::begin(leaving_open), std::end(leaving_open), v.lower(*top)) != std::end(leaving_open)) return true;
  for (const Range& r : content)
    for (std::uint32_t i = r.first; i < r.last && i < r.first + 10; ++i)
      if (std::find(std::begin(words), std::end(words), v.lower(i)) != std::end(words)) return true;
  return false;
}

bool holds_negation(const View& v, const Ranges& content, std::uint32_t top) {
  const lang::Sentence& s = v.sentence_of(top);
  bool negated = false;
  for (const Range& r : content)
    for (std::uint32_t i = std::max(r.first, s.first); i < std::min(r.last, s.last); ++i) negated = negated != negates(v, i, top);
  return negated;
}

bool is_of_denying(const View& v, std::uint32_t top) { return v.word(top).verb != nullptr && v.word(top).verb->stance == Stance::denies; }

/// "She had never denied it" denies nothing.
bool main_clause_negated(const View& v, const Ranges& content, std::uint32_t top) { return !is_of_denying(v, top) && holds_negation(v, content, top); }

/// "The committee said she had never denied it": nor does who says so.
bool says_none_denied(const View& v, const Draft& d) {
  if (d.verb == nullptr || d.verb->stance != Stance::asserts) return false;
  const auto top = top_of(v, d.content);
  return top && is_of_denying(v, *top) && holds_negation(v, d.content, *top);
}

/// "called it a forgery", "said this was an invention", "describes the figures as fantasy": a falsehood is what the cue says of the content, or
/// what the content says of its subject.
bool calls_false(const View& v, const Draft& d) {
  for (const Range& r : d.cue)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (is_falsehood(v, i)) return v.tag(i) != Tag::adverb && !v.is(r.first, kNot);
  const auto top = top_of(v, d.content);
  if (!top) return false;
  bool copula = false;
  for (const Range& r : d.content)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      copula = copula || (v.token(i).relation == lang::Relation::cop && v.token(i).head == static_cast<std::int32_t>(*top));
  if (is_falsehood(v, *top)) return copula && !main_clause_negated(v, d.content, *top);
  // "That is not true", "this is not correct": of what was said, and of no man who is not right.
  const bool truth = v.is(*top, "true") || v.is(*top, "correct") || v.is(*top, "accurate");
  if (truth && copula && main_clause_negated(v, d.content, *top)) return true;
  static constexpr std::string_view naming[] = {"call", "calls", "called", "calling", "describe", "describes", "described", "brand", "branded", "brands", "dub",
                                                "dubbed", "label", "labelled", "labeled", "term", "termed", "denounced", "denounces", "rejected", "rejects", "dismissed", "dismisses"};
  const bool names = std::any_of(d.cue.begin(), d.cue.end(), [&](const Range& r) {
    return std::any_of(std::begin(naming), std::end(naming), [&](std::string_view w) { return v.is(r.last - 1, w); });
  });
  // "called the tale “a lie with a hull of paper”": the last word, or the quotation that ends the content.
  const std::uint32_t last = d.content.back().last - 1;
  if (!names || is_falsehood(v, last)) return names;
  if (!v.close_quote(last) || v.quotation(last) < 0) return false;
  for (std::uint32_t i = std::max(v.quotation_range(v.quotation(last)).first, d.content[0].first); i < last; ++i)
    if (is_falsehood(v, i)) return true;
  return false;
}

}  // namespace

Range called_false(const View& v, std::uint32_t noun) {
  using lang::Relation;
  const lang::Token& t = v.token(noun);
  if (t.head <= static_cast<std::int32_t>(noun) || (t.relation != Relation::nsubj && t.relation != Relation::nsubj_pass)) return {};
  const auto top = static_cast<std::uint32_t>(t.head);
  if (!is_falsehood(v, top)) return {};
  for (std::uint32_t i = noun + 1; i < top; ++i) {
    const lang::Relation r = v.token(i).relation;
    const bool copula = (r == Relation::cop || r == Relation::aux_pass) && v.token(i).head == static_cast<std::int32_t>(top);
    if (copula) return main_clause_negated(v, {{i, top + 1}}, top) ? Range{} : Range{i, top + 1};
  }
  return {};
}

Stance own_voice_stance(const View& v, const Draft& d, bool statement) {
  const auto top = d.stance == Stance::asserts ? top_of(v, d.content) : std::nullopt;
  if (!top) return d.stance;
  const bool negated = main_clause_negated(v, d.content, *top);
  if (is_falsehood(v, *top)) return negated ? Stance::asserts : Stance::denies;
  const Range first = d.content[0];
  bool own = statement;  // "We threw nothing": whoever speaks here
  for (std::uint32_t i = first.first; i < first.last && i < first.first + 8; ++i) own = own || v.is(i, kFirstPerson);
  if (own && negated && !knows_not(v, d.content)) return Stance::denies;
  return statement && promises(v, d) && !foresees(v, d) ? Stance::commits : Stance::asserts;
}

Stance named_stance(const View& v, const Draft& d, Stance plain, bool named) {
  if (plain == Stance::denies && says_none_denied(v, d)) return Stance::asserts;
  if (plain != Stance::asserts && plain != Stance::believes) return plain;
  if (calls_false(v, d)) return Stance::denies;
  if (plain != Stance::asserts || !named || d.direct || !d.speech) return plain;
  const auto top = top_of(v, d.content);
  return top && main_clause_negated(v, d.content, *top) && !knows_not(v, d.content) ? Stance::denies : plain;
}

Stance body_stance(const View& v, const Draft& d, Stance plain) {
  if (plain != Stance::asserts && plain != Stance::expects) return plain;
  if (opens_with_denial(v, d.content)) return Stance::denies;
  if (d.speech && !d.direct && promises(v, d)) return foresees(v, d) ? Stance::expects : Stance::commits;
  return plain;
}

Stance settled_stance(const View& v, const Draft& d, bool body) {
  if (d.negated && d.verb && d.stance == Stance::believes) return Stance::doubts;
  if (d.stance != Stance::asserts) return d.stance;
  return body ? body_stance(v, d, d.stance) : d.stance;
}

}  // namespace stemma::claims
