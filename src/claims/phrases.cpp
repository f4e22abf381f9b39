#include "claims/phrases.h"

#include <algorithm>

namespace stemma::claims {
namespace {

bool is_aux(const View& v, std::uint32_t i) { return v.tag(i) == Tag::modal || v.is(i, kBe | kHave | kDo); }

}  // namespace

std::uint32_t Phrases::floor(std::uint32_t i) const {
  std::uint32_t first = v_.sentence_of(i).first;
  if (const std::int32_t q = v_.quotation(i); q >= 0) first = std::max(first, v_.quotation_range(q).first + 1);
  return std::min(first, i);
}

std::uint32_t Phrases::ceiling(std::uint32_t i, std::uint32_t from) const {
  std::uint32_t end = v_.sentence_of(i).last;
  if (const std::int32_t q = v_.quotation(i); q >= 0 && !v_.open_quote(i)) {
    const Range r = v_.quotation_range(q);
    end = std::min(end, v_.analysis().quotations[static_cast<std::size_t>(q)].closed ? r.last - 1 : r.last);
  }
  while (end > i + 1 && v_.mark(end - 1)) {
    const std::uint32_t k = end - 1;
    if (v_.close_quote(k) && v_.quotation(k) >= 0 && v_.quotation_range(v_.quotation(k)).first >= from) break;
    if (v_.is(k, ")") || v_.is(k, "?") || v_.is(k, "%") || v_.is(k, "]")) break;
    --end;
  }
  return end;
}

VerbGroup Phrases::verb_group(std::uint32_t head) const {
  const std::uint32_t lowest = floor(head);
  const std::uint32_t highest = v_.sentence_of(head).last;
  VerbGroup g;
  g.head = head;
  std::uint32_t first = head, aux = head;
  bool any_aux = false;
  for (std::uint32_t i = head; i > lowest && head - i < 10; --i) {
    const std::uint32_t k = i - 1;
    if (is_aux(v_, k) && v_.tag(k) != Tag::owner) first = aux = k, any_aux = true;
    else if (v_.is(k, kNot) || v_.is(k, "cannot")) first = k;
    else if ((v_.tag(k) == Tag::adverb && !v_.is(k, kDay | kTimeNoun)) || (v_.is(k, "since") && k > lowest && v_.is(k - 1, kHave))) first = k;
    else break;
    g.negated = g.negated || v_.is(k, kNot);
    g.modal = g.modal || v_.tag(k) == Tag::modal;
  }
  for (std::uint32_t k = first; k < head; ++k)
    if (v_.is(k, kBe)) g.passive = true;
  // "has been accused": the last auxiliary decides.
  if (g.passive && (v_.word(head).forms & kParticiple) == 0) g.passive = false;
  g.gerund = v_.tag(head) == Tag::gerund || ((v_.word(head).forms & kIng) != 0 && v_.tag(head) != Tag::noun);
  if (g.gerund && any_aux) g.gerund = false;
  (void)aux;
  g.infinitive = first > lowest && v_.tag(first - 1) == Tag::to;
  std::uint32_t last = head + 1;
  while (last < highest && v_.tag(last) == Tag::particle && !v_.is(last, "as")) ++last;
  g.range = {first, last};
  g.next = last;
  return g;
}

bool Phrases::clause_edge(std::uint32_t i, std::uint32_t lowest) const {
  if (i <= lowest) return true;
  const std::uint32_t k = i - 1;
  if (v_.mark(k)) return true;
  return v_.tag(k) == Tag::conjunction || v_.is(k, "that") || v_.is(k, kSubordinator | kWho | kWhether);
}

std::uint32_t Phrases::base_start(std::uint32_t end, std::uint32_t lowest) const {
  std::uint32_t i = end;
  while (i > lowest && end - i < kReach) {
    const std::uint32_t k = i - 1;
    const Tag t = v_.tag(k);
    if (v_.mark(k)) {
      // "Sen. X (R-Tex.) said", "the “Star” said": short brackets and quotation marks stay inside.
      if (i == end && (v_.is(k, ")") || v_.close_quote(k))) {
        std::uint32_t o = k;
        while (o > lowest && k - o < 8 && !v_.is(o, "(") && !v_.open_quote(o)) --o;
        if (o > lowest && (v_.is(o, "(") || v_.open_quote(o))) {
          i = o;
          if (v_.is(o, "(")) end = i;
          continue;
        }
      }
      if (v_.close_quote(k) && v_.quotation(k) >= 0) {  // the "at least 12" deaths
        const Range q = v_.quotation_range(v_.quotation(k));
        if (q.size() < 8 && q.first > lowest && q.last == k + 1 && !v_.is(k - 1, ",") && !v_.is(k - 1, ".")) { i = q.first; continue; }
      }
      if (v_.is(k, "&") || v_.is(k, "/") || v_.is(k, "$") || v_.is(k, "%") || v_.is(k, "@") || v_.is(k, "#")) { --i; continue; }
      break;
    }
    if (i < end && v_.is(k, kDay) && v_.tag(i) != Tag::owner) break;  // "on Tuesday officials"
    if (t == Tag::pronoun || t == Tag::there) return i == end ? k : i;
    if (t == Tag::noun || t == Tag::name || t == Tag::number || t == Tag::owner) { --i; continue; }
    if (t == Tag::determiner || t == Tag::possessive) {
      --i;
      // all the, many of the
      if (i > lowest && (v_.is(i - 1, "all") || v_.is(i - 1, "both"))) --i;
      return i;
    }
    if (t == Tag::adjective && (i < end || v_.is(k, kGroupNoun | kQuantity) || v_.token(k).capitalised || (k > lowest && (v_.tag(k - 1) == Tag::determiner || v_.tag(k - 1) == Tag::adjective)))) { --i; continue; }
    if ((t == Tag::participle || t == Tag::gerund) && i < end && k > lowest) {
      const Tag b = v_.tag(k - 1);
      if (b == Tag::determiner || b == Tag::adjective || b == Tag::possessive || b == Tag::owner || b == Tag::number) { --i; continue; }
    }
    if (t == Tag::adverb && i < end && (v_.tag(i) == Tag::adjective || v_.tag(i) == Tag::number) && !v_.is(k, kTimeModifier)) { --i; continue; }
    if (t == Tag::conjunction && v_.is(k, "and") && i < end && k > lowest && v_.tag(i) == Tag::name && v_.tag(k - 1) == Tag::name) {
      // "the Committee on Health and Safety", "Aru Venn and Imre Solt"
      --i;
      continue;
    }
    break;
  }
  // A phrase cannot begin with 's or "and".
  while (i < end && (v_.tag(i) == Tag::owner || v_.tag(i) == Tag::conjunction)) ++i;
  return i;
}

std::uint32_t Phrases::relative_start(std::uint32_t start, std::uint32_t lowest) const {
  // "a clerk who kept the register | said": walk left over the relative clause to its pronoun.
  for (std::uint32_t i = start; i > lowest && start - i < 25; --i) {
    const std::uint32_t k = i - 1;
    if (v_.mark(k)) return start;
    if (v_.is(k, "who") || v_.is(k, "which") || (v_.is(k, "that") && v_.tag(k) == Tag::relative)) {
      if (k == lowest || !v_.nominal(k - 1)) return start;
      return base_start(k, lowest);
    }
  }
  return start;
}

std::uint32_t Phrases::noun_phrase_start(std::uint32_t end, std::uint32_t lowest) const {
  std::uint32_t start = base_start(end, lowest);
  if (start == end) return end;
  std::uint32_t certain = start;
  for (int steps = 0; steps < 6 && start > lowest; ++steps) {
    const std::uint32_t k = start - 1;
    const Tag t = v_.tag(k);
    if ((t == Tag::preposition || t == Tag::to) && !v_.is(k, kSubordinator | kWhether) && !v_.is(k, "that") && k > lowest) {
      std::uint32_t joint = k;
      // "a report published on Tuesday by the Lantern", "detainees interviewed by": a participle may stand between.
      const bool near = joint > lowest + 1 && (v_.tag(joint - 1) == Tag::adjective || v_.is(joint - 1, "close")) && v_.nominal(joint - 2);
      while (!near && joint > lowest && joint + 4 > k && (v_.is(joint - 1, kDay) || v_.is(joint - 1, "on") || v_.tag(joint - 1) == Tag::adverb)) --joint;
      // "people close to him", "sources familiar with the matter"
      if (joint > lowest + 1 && (near || v_.tag(joint - 1) == Tag::participle)) --joint;
      else joint = k;
      const std::uint32_t before = base_start(joint, lowest);
      if (before == joint || v_.tag(joint - 1) == Tag::pronoun) break;
      if (v_.is(joint - 1, kDay) && !v_.is(k, "of")) break;
      start = before;
      const bool one_name = v_.tag(joint - 1) == Tag::name && v_.tag(k + 1) == Tag::name;  // "Committee on Places of Custody"
      if (v_.is(k, "of") || one_name) certain = start;
      continue;
    }
    if (t == Tag::participle && k > lowest && v_.nominal(k - 1)) {
      const std::uint32_t before = base_start(k, lowest);
      if (before == k) break;
      start = before;
      continue;
    }
    if (v_.finite(k) || t == Tag::verb_base || t == Tag::participle || t == Tag::to || t == Tag::gerund) {
      const std::uint32_t relative = relative_start(start, lowest);
      if (relative == start) break;
      start = relative;
      continue;
    }
    if (t == Tag::conjunction && (v_.is(k, "and") || v_.is(k, "or")) && k > lowest && !v_.mark(k - 1)) {
      const std::uint32_t before = base_start(k, lowest);
      const bool inside = before > lowest + 1 && v_.tag(before - 1) == Tag::preposition && v_.nominal(before - 2);
      if (before == k || !(clause_edge(before, lowest) || inside)) break;
      start = before;
      continue;
    }
    break;
  }
  // A phrase that a preposition opens at the clause's edge is an adverbial: only its last noun phrase can be the subject.
  const bool adverbial = start > lowest && start < certain && v_.tag(start - 1) == Tag::preposition && !v_.is(start - 1, kSubordinator) && !v_.is(start - 1, "that");
  return adverbial ? certain : start;
}

Range Phrases::subject_before(std::uint32_t i) const {
  const std::uint32_t lowest = floor(i);
  if (i <= lowest) return {};
  std::uint32_t k = i - 1;
  // "The ministry on Tuesday said", "officials late Friday said"
  for (int steps = 0; steps < 3 && k > lowest + 1 && v_.is(k, kDay); ++steps) {
    --k;
    while (k > lowest && (v_.is(k, "on") || v_.is(k, kTimeModifier))) --k;
  }
  if (v_.is(k, kWho) || (v_.is(k, "that") && v_.tag(k) == Tag::relative)) return {k, k + 1};
  if (v_.is(k, kSubjectPronoun)) return {k, k + 1};
  if (v_.is(k, ",")) {
    // Apposition: "NP, a clerk at the depot, | said". Try commas leftward.
    int commas = 0;
    for (std::uint32_t m = k; m > lowest && k - m < kReach && commas < 5; --m) {
      const std::uint32_t c = m - 1;
      if (v_.close_quote(c) || v_.open_quote(c) || v_.is(c, ";") || v_.dash(c)) return {};
      if (!v_.is(c, ",") || c == lowest) continue;
      ++commas;
      if (c + 1 == k) return {};
      const Tag opens = v_.tag(c + 1);
      const bool apposition = opens == Tag::relative || opens == Tag::determiner || opens == Tag::possessive || opens == Tag::noun ||
                              opens == Tag::name || opens == Tag::adjective || opens == Tag::participle || opens == Tag::number ||
                              (opens == Tag::preposition && (v_.is(c + 1, "of") || v_.is(c + 1, "from") || v_.is(c + 1, "with") || v_.is(c + 1, "in"))) ||
                              opens == Tag::adverb || opens == Tag::gerund;
      if (!apposition) continue;
      const std::uint32_t start = noun_phrase_start(c, lowest);
      if (start == c || !clause_edge(start, lowest) || v_.is(c - 1, kDay | kTimeNoun)) continue;
      // "Mirelle Askand, the spokeswoman," but also "the clerk, Aru Venn, of Lindal,": a phrase after another comma may be the real head.
      // "The Lantern, citing the driver, | reported": no part of the name.
      if (opens == Tag::gerund && v_.word(c + 1).verb != nullptr) return {start, c};
      if (opens == Tag::participle && !v_.is(c + 2, "by")) return {start, c};
      // "Aru Venn, head of the port, which is closed, | said": the name is one comma further left.
      if (start > lowest + 1 && v_.is(start - 1, ",") && v_.tag(start - 2) == Tag::name && v_.tag(start) != Tag::name) {
        const std::uint32_t name = noun_phrase_start(start - 1, lowest);
        if (name < start - 1 && clause_edge(name, lowest)) return {name, k};
      }
      return {start, k};
    }
    return {};
  }
  if (v_.dash(k)) {  // "NP — a clerk at the depot — said"
    for (std::uint32_t m = k; m > lowest + 1 && k - m < kReach; --m)
      if (v_.dash(m - 1)) {
        const std::uint32_t start = noun_phrase_start(m - 1, lowest);
        return start < m - 1 && clause_edge(start, lowest) ? Range{start, k} : Range{};
      }
    return {};
  }
  if (v_.mark(k) && !v_.is(k, ")") && !v_.close_quote(k) && !v_.is(k, "%")) return {};
  if (v_.tag(k) == Tag::participle && k > lowest && v_.nominal(k - 1)) {  // "the order released Friday"
    const std::uint32_t start = noun_phrase_start(k, lowest);
    if (start < k) return {start, i};
  }
  const std::uint32_t start = noun_phrase_start(k + 1, lowest);
  if (start == k + 1) return {};
  if (start + 1 == k + 1 && v_.is(start, kDay)) return {};
  if (v_.tag(k) == Tag::there) return {};
  // "X, the ministry's spokesman said" is rare; "its spokeswoman, Mirelle Askand, | said" has no comma here. But
  // "a former clerk, Aru Venn | said" (no second comma) is common in headlines.
  return {start, k + 1};
}

std::uint32_t Phrases::base_end(std::uint32_t i, std::uint32_t highest) const {
  const std::uint32_t begin = i;
  bool core = false;
  while (i < highest && i - begin < kReach) {
    const Tag t = v_.tag(i);
    if (v_.mark(i)) {
      if (v_.is(i, "&") || v_.is(i, "$") || v_.is(i, "@") || v_.is(i, "#") || (v_.is(i, "/") && core)) { ++i; continue; }
      if (v_.open_quote(i) && !core) {  // the “Star” newspaper
        const Range q = v_.quotation_range(v_.quotation(i));
        if (q.size() < 8 && q.last <= highest) { i = q.last; core = true; continue; }
      }
      if (v_.is(i, "(") && core) {
        std::uint32_t c = i;
        while (c < highest && c - i < 8 && !v_.is(c, ")")) ++c;
        if (c < highest && v_.is(c, ")")) { i = c + 1; continue; }
      }
      break;
    }
    if (t == Tag::pronoun) { if (!core && i == begin) return i + 1; break; }
    if (t == Tag::noun || t == Tag::name || t == Tag::number) {
      if (core && v_.is(i, kDay)) break;
      core = true; ++i; continue;
    }
    if (t == Tag::owner) { if (!core) break; core = false; ++i; continue; }
    if (t == Tag::determiner || t == Tag::possessive) { if (core) break; ++i; if (v_.is(i - 1, kQuantity) || v_.is(i - 1, kNobody)) core = core || i == highest || !(v_.nominal(i) || v_.tag(i) == Tag::adjective); continue; }
    if (t == Tag::adjective) { if (core && !v_.token(i).capitalised) break; ++i; continue; }
    if ((t == Tag::participle || t == Tag::gerund) && !core && i + 1 < highest && (v_.nominal(i + 1) || v_.tag(i + 1) == Tag::adjective)) { ++i; continue; }
    if (t == Tag::adverb && !core && i + 1 < highest && (v_.tag(i + 1) == Tag::adjective || v_.tag(i + 1) == Tag::number)) { ++i; continue; }
    if (t == Tag::conjunction && v_.is(i, "and") && i + 1 < highest && core && v_.tag(i - 1) == Tag::name && v_.tag(i + 1) == Tag::name) { ++i; continue; }
    if (t == Tag::conjunction && (v_.is(i, "and") || v_.is(i, "or")) && !core && i > begin && v_.tag(i - 1) == Tag::adjective) { ++i; continue; }
    break;
  }
  return core ? i : begin;
}

std::uint32_t Phrases::noun_phrase_end(std::uint32_t i, std::uint32_t highest, bool with_apposition) const {
  std::uint32_t end = base_end(i, highest);
  if (end == i) return i;
  for (int steps = 0; steps < 8 && end + 1 < highest; ++steps) {
    if (v_.is(end, "of") || (with_apposition && (v_.is(end, "for") || v_.is(end, "from") || v_.is(end, "at") || v_.is(end, "in")) &&
                             !v_.is(end + 1, kDay | kTimeModifier | kTimeNoun) && !(v_.is(end, "in") && v_.is(end + 1, "a")))) {
      const std::uint32_t more = base_end(end + 1, highest);
      if (more == end + 1) break;
      if (v_.is(more - 1, kStatement) && !v_.is(end, "of")) break;
      end = more;
      continue;
    }
    if (v_.is(end, "and") && (v_.tag(end + 1) != Tag::verb_past)) {
      const std::uint32_t more = base_end(end + 1, highest);
      if (more == end + 1 || (more < highest && v_.finite(more))) break;
      end = more;
      continue;
    }
    break;
  }
  if (!with_apposition) return end;
  if (end + 1 < highest && (v_.is(end, "who") || v_.is(end, "which"))) {  // restrictive
    std::uint32_t e = end;
    while (e < highest && e - end < kReach && !v_.mark(e)) ++e;
    return e;
  }
  for (int steps = 0; steps < 3 && end + 2 < highest && v_.is(end, ","); ++steps) {
    const Tag t = v_.tag(end + 1);
    const bool apposition = t == Tag::determiner || t == Tag::possessive || v_.is(end + 1, "who") || v_.is(end + 1, "which") || v_.is(end + 1, "whose") ||
                            (t == Tag::noun && !v_.is(end + 1, kTimeNoun | kDay)) || (t == Tag::adjective && !v_.is(end + 1, kTimeModifier)) || (t == Tag::number && end + 3 < highest && v_.is(end + 2, ",")) ||
                            (t == Tag::name && !v_.is(end + 1, kDay)) || v_.is(end + 1, "of") || (t == Tag::participle && v_.word(end + 1).verb == nullptr);
    if (!apposition) break;
    std::uint32_t e = end + 1;
    while (e < highest && e - end < kReach && !v_.is(e, ",") && !v_.is(e, ";") && !v_.dash(e) && !v_.open_quote(e)) ++e;
    end = e;
  }
  return end;
}

std::uint32_t Phrases::skip_time(std::uint32_t i, std::uint32_t highest) const {
  std::uint32_t k = i;
  bool any = false;
  while (k < highest && k - i < 8) {
    if (v_.is(k, kDay) || v_.is(k, kMonth)) { any = true; ++k; continue; }
    if (any && v_.tag(k) == Tag::number) { ++k; continue; }
    if (v_.tag(k) == Tag::number && k + 1 < highest && v_.is(k + 1, kMonth)) { ++k; continue; }
    if ((v_.is(k, "on") || v_.is(k, "late") || v_.is(k, "early") || v_.is(k, "earlier") || v_.is(k, "last") || v_.is(k, "this") || v_.is(k, "in") || v_.is(k, "since")) && k + 1 < highest &&
        (v_.is(k + 1, kDay | kMonth | kTimeNoun) || (v_.tag(k + 1) == Tag::number && k + 2 < highest && v_.is(k + 2, kMonth)) || v_.is(k + 1, "last") || v_.is(k + 1, "late") || v_.is(k + 1, "early"))) { ++k; continue; }
    if (v_.is(k, kTimeNoun) && k > i && (any || v_.is(k - 1, kTimeModifier))) { any = true; ++k; continue; }
    if ((v_.is(k, "a") || v_.is(k, "two") || v_.is(k, "three")) && k + 2 < highest && v_.is(k + 1, kTimeNoun) && (v_.is(k + 2, "earlier") || v_.is(k + 2, "ago") || v_.is(k + 2, "later") || v_.is(k + 2, "before"))) { any = true; k += 3; continue; }
    break;
  }
  return any ? k : i;
}

std::uint32_t Phrases::skip_adjuncts(std::uint32_t i, std::uint32_t highest) const {
  std::uint32_t k = i;
  for (int steps = 0; steps < 4 && k < highest; ++steps) {
    const std::uint32_t after_time = skip_time(k, highest);
    if (after_time > k) { k = after_time; continue; }
    if (v_.tag(k) == Tag::adverb && k + 1 < highest && !v_.is(k, kNot)) { ++k; continue; }
    if (v_.tag(k) == Tag::preposition && !v_.is(k, "that") && !v_.is(k, kSubordinator) && !v_.is(k, "of") && !v_.is(k, "about")) {
      const std::uint32_t e = noun_phrase_end(k + 1, highest, false);
      if (e > k + 1 && e - k < 14) { k = e; continue; }
    }
    break;
  }
  return k;
}

bool Phrases::clause_follows(std::uint32_t i, std::uint32_t highest) const {
  bool noun = false;
  int relatives = 0;
  for (std::uint32_t k = i; k < highest && k - i < kReach; ++k) {
    const Tag t = v_.tag(k);
    if (v_.open_quote(k)) {
      const Range q = v_.quotation_range(v_.quotation(k));
      if (q.last > highest || q.size() > 12) return noun;
      k = q.last - 1;
      noun = true;
      continue;
    }
    if (v_.is(k, kWho) && noun) { ++relatives; continue; }
    if (t == Tag::verb_past && noun && (v_.is(k + 1, "by") || v_.is(k + 1, "against"))) continue;  // "the charges made against it"
    if (v_.finite(k) && noun) {
      if (relatives == 0) return true;
      --relatives;
      continue;
    }
    if (t == Tag::pronoun || t == Tag::noun || t == Tag::name || t == Tag::number || t == Tag::there || t == Tag::determiner || t == Tag::gerund) noun = true;
    if (v_.is(k, ";") || v_.is(k, ":") || v_.dash(k)) return false;
    if (v_.is(k, ",") && k == i) return false;
    if (t == Tag::to && !noun) return false;
  }
  return false;
}

}  // namespace stemma::claims
