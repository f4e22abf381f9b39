#include "claims/stance/content.h"

#include <algorithm>

namespace stemma::claims::stance {
namespace {

using Tokens = std::vector<std::uint32_t>;
constexpr std::size_t kWindow = 28;  // tokens that are looked at, marks left out

/// The first words of the content, not beyond the end of the sentence in which they begin.
Tokens first_words(const View& v, const Ranges& content) {
  Tokens out;
  bool sentence = false;
  std::uint32_t end = 0;
  for (const Range& r : content)
    for (std::uint32_t i = r.first; i < r.last && out.size() < kWindow; ++i) {
      if (v.mark(i)) continue;
      if (!sentence) end = v.sentence_of(i).last, sentence = true;
      if (i >= end && out.size() > 3) return out;
      out.push_back(i);
    }
  return out;
}

/// Place in `t` of the first finite verb, t.size() if there is none before a clause of its own could begin.
std::size_t first_finite(const View& v, const Tokens& t, std::size_t from) {
  for (std::size_t k = from; k < t.size() && k < from + 16; ++k) {
    if (v.is(t[k], kWho) && k > from) return t.size();
    if (v.finite(t[k])) return k;
  }
  return t.size();
}

Opening opening_of(const View& v, const Tokens& t, std::size_t finite) {
  if (t.empty()) return Opening::other;
  const std::uint32_t i = t[0];
  if (v.is(i, "that") && v.tag(i) != Tag::determiner) return Opening::that;
  if (v.is(i, "whether") || v.is(i, "if")) return Opening::whether;
  if (v.is(i, kWhether)) return Opening::how;
  const Tag tag = v.tag(i);
  if (tag == Tag::to) return Opening::to;
  if (tag == Tag::gerund) return Opening::gerund;
  if (tag == Tag::verb_base) return Opening::imperative;
  if (finite < t.size()) return Opening::clause;
  if (tag == Tag::preposition) return Opening::preposition;
  return Opening::phrase;
}

Mood mood_of(const View& v, const Tokens& t, std::size_t k) {
  if (k >= t.size()) return Mood::none;
  const std::uint32_t i = t[k];
  if (v.is(i, "will") || v.is(i, "'ll") || v.is(i, "wo") || v.is(i, "shall")) return Mood::will;
  if (v.is(i, "would") || (v.is(i, "'d") && v.tag(i) == Tag::modal)) return Mood::would;
  if (v.is(i, "should") || v.is(i, "must") || v.is(i, "ought")) return Mood::should;
  if (v.is(i, "may") || v.is(i, "might") || v.is(i, "could")) return Mood::may;
  if (v.tag(i) == Tag::modal) return Mood::can;
  const std::size_t next = k + 1 < t.size() && v.is(t[k + 1], kNot) ? k + 2 : k + 1;
  if (v.is(i, kBe) && next < t.size() && v.is(t[next], "going") && next + 1 < t.size() && v.tag(t[next + 1]) == Tag::to) return Mood::going;
  return v.tag(i) == Tag::verb_past ? Mood::past : Mood::present;
}

/// Main verb of the group that begins at place k: over auxiliaries, negations, adverbs, "going to".
std::size_t main_verb(const View& v, const Tokens& t, std::size_t k) {
  while (k + 1 < t.size()) {
    const bool helps = v.tag(t[k]) == Tag::modal || v.is(t[k], kBe | kHave | kDo | kNot) || v.tag(t[k]) == Tag::adverb || v.tag(t[k]) == Tag::to ||
                       (v.is(t[k], "going") && v.tag(t[k + 1]) == Tag::to);
    if (!helps) break;
    const bool verb_follows = v.verbal(t[k + 1]) || v.is(t[k + 1], kNot | kBe) || v.tag(t[k + 1]) == Tag::adverb || v.tag(t[k + 1]) == Tag::to;
    if (!verb_follows && v.is(t[k], kBe | kHave | kDo)) break;
    ++k;
  }
  return k;
}

/// Whether the subject of the content can be the source itself, by person and number.
bool is_own(const View& v, const Ranges& source, std::uint32_t subject) {
  if (v.is(subject, kSubjectPronoun | kFirstPerson)) {
    if (v.is(subject, kFirstPerson) || v.is(subject, "i") || v.is(subject, "we")) return true;
    return !v.is(subject, "you");
  }
  if (source.empty() || source[0].empty()) return false;
  return v.lower(subject) == v.lower(source[0].last - 1) && v.tag(subject) == Tag::name;
}

bool opens_with_denial(const View& v, const Tokens& t, std::size_t from) {
  for (std::size_t k = from; k < t.size() && k < from + 7; ++k) {
    if (k < from + 3 && (v.is(t[k], "nobody") || v.is(t[k], "none") || v.is(t[k], "neither") || v.is(t[k], "nothing"))) return true;
    const bool existential = k > from && v.is(t[k - 1], kBe);
    if (v.is(t[k], "no") && (k < from + 2 || existential)) {
      return no_means_none(v, k + 1 < t.size() ? t[k + 1] : v.size());
    }
  }
  return false;
}

bool question_mark_at(const View& v, const Ranges& content) {
  const auto near = [&](std::uint32_t i) {
    for (std::uint32_t k = i; k < v.size() && k < i + 3 && v.mark(k); ++k)
      if (v.lower(k).starts_with('?')) return true;
    return false;
  };
  const auto within = [&](const Range& r) {
    std::uint32_t last = r.last;
    while (last > r.first && v.mark(last - 1)) --last;
    return near(last);
  };
  if (content.empty()) return false;
  if (within(content.back()) || within(content.front())) return true;
  const Range& r = content.front();
  if (r.empty()) return false;
  const std::uint32_t end = std::min(v.sentence_of(r.first).last, r.last);
  for (std::uint32_t k = end; k > r.first && v.mark(k - 1); --k)
    if (v.lower(k - 1).starts_with('?')) return true;
  return false;
}

}  // namespace

bool no_means_none(const View& v, std::uint32_t next) {
  return !v.is(next, "more") && !v.is(next, "longer") && !v.is(next, "doubt") && !v.is(next, "matter") && !v.is(next, "less");
}

Content read_content(const View& v, const Ranges& source, const Ranges& cue, const Ranges& content, const Words& words) {
  Content out;
  const Tokens t = first_words(v, content);
  for (const Range& r : content) out.size += r.size();
  for (std::size_t k = 0; k < t.size() && k < Content::kMostWords; ++k) out.stems.push_back(words.stem(v.lower(t[k]))), out.tokens.push_back(t[k]);
  out.quoted = !content.empty() && !content[0].empty() && v.quotation(content[0].first) >= 0;
  out.question = question_mark_at(v, content);
  out.before = !cue.empty() && !content.empty() && content[0].first < cue[0].first;
  if (t.empty()) return out;

  std::size_t subject = 0;
  if (v.is(t[0], "that") || v.is(t[0], "whether") || v.is(t[0], "if")) subject = 1;
  while (subject + 1 < t.size() && subject < 3 && (v.is(t[subject], "and") || v.is(t[subject], "but") || v.is(t[subject], "so"))) ++subject;
  const std::size_t finite = first_finite(v, t, subject);
  out.opening = opening_of(v, t, finite);
  out.mood = mood_of(v, t, finite);
  if (subject < t.size()) {
    out.subject = v.lower(t[subject]);
    out.own = is_own(v, source, t[subject]) || out.opening == Opening::to;
    out.denies = opens_with_denial(v, t, subject);
  }
  const std::size_t main = finite < t.size() ? main_verb(v, t, finite) : out.opening == Opening::to && t.size() > 1 ? main_verb(v, t, 1) : t.size();
  if (main < t.size()) {
    out.verb = words.stem(v.lower(t[main]));
    out.act = !v.is(t[main], kBe | kHave) && v.verbal(t[main]);
  }
  for (std::size_t k = 0; k < t.size(); ++k) {
    const std::uint32_t i = t[k];
    if (v.is(i, kNot) || v.is(i, "no") || v.is(i, "nothing")) out.negated = out.negated || k <= std::max<std::size_t>(main < t.size() ? main : 0, 4);
    const SenseSet s = words.senses(words.stem(v.lower(i)));
    out.falsehood = out.falsehood || (s & bit(Sense::falsehood)) != 0;
    out.possible = out.possible || v.is(i, "might") || v.is(i, "may") || v.is(i, "could") || v.is(i, "possibly") || v.is(i, "perhaps") || v.is(i, "maybe");
    out.probable = out.probable || v.is(i, "likely") || v.is(i, "probably") || v.is(i, "almost") || v.is(i, "seems") || v.is(i, "appears") || v.is(i, "apparently");
    out.obliged = out.obliged || v.is(i, "should") || v.is(i, "must") || v.is(i, "ought") || (v.is(i, "need") || v.is(i, "needs"));
    out.future = out.future || v.is(i, "will") || v.is(i, "would") || v.is(i, "'ll") || v.is(i, "wo");
  }
  for (std::uint32_t i : t) {
    const std::int32_t head = v.token(i).head;
    const bool in = head >= 0 && holds(content, static_cast<std::uint32_t>(head));
    if (!in) { out.root = words.stem(v.lower(i)); break; }
  }
  return out;
}

}  // namespace stemma::claims::stance
