#include "claims/links.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace stemma::claims {
namespace {

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 3> kCiting = {"citing", "quoting", "crediting"};
constexpr std::array<std::string_view, 8> kResting = {"rests", "rest", "resting", "rested", "drawing", "draws", "relying", "relies"};
constexpr std::array<std::string_view, 9> kReports = {"report", "reports", "study", "investigation", "article", "dispatch", "story", "account", "survey"};
constexpr std::array<std::string_view, 4> kMeetings = {"interview", "interviews", "conversation", "call"};

/// Verbs whose object hears what is said.
bool tells(const View& v, std::uint32_t i) {
  const CueVerb* const verb = v.word(i).verb;
  return verb && (verb->lemma == "tell" || verb->lemma == "inform" || verb->lemma == "brief");
}

/// Behind "interviews with": those who were asked are cited, not the asking.
std::uint32_t behind_interviews(const View& v, std::uint32_t i) { return v.is(i, "interviews") && v.is(i + 1, "with") ? i + 2 : i; }

/// The phrase that a citing word governs: noun phrases joined by commas and "and", up to a clause.
std::uint32_t cited_end(const View& v, const Phrases& p, std::uint32_t i, std::uint32_t highest) {
  std::uint32_t e = p.noun_phrase_end(i, highest, false);
  while (e > i && e + 1 < highest && e - i < kReach && (v.tag(e) == Tag::conjunction || v.tag(e) == Tag::preposition)) {
    const std::uint32_t more = p.noun_phrase_end(e + 1, highest, false);
    if (more == e + 1) break;
    e = more;
  }
  return e;
}

}  // namespace

void find_links(const View& v, const Phrases& p, Draft& d) {
  const lang::Sentence& around = v.sentence_of(d.cue[0].first);
  const Range s{std::max(around.first, d.cue[0].first - std::min(d.cue[0].first, 2 * kReach)), std::min(around.last, d.cue.back().last + 2 * kReach)};
  const auto free = [&](std::uint32_t i) { return !holds(d.content, i) && !holds(d.source, i); };
  const auto add = [&](SourceLink::Kind kind, Range cue, std::uint32_t end) {
    const Range span{cue.last, end};
    if (span.empty() || !free(span.first)) return;
    if (std::any_of(d.links.begin(), d.links.end(), [&](const LinkDraft& l) { return l.span.has(span.first); })) return;
    d.links.push_back({kind, cue, span});
  };
  for (const Range& cue : d.cue)
    for (std::uint32_t i = cue.first; i < cue.last; ++i)
      if (tells(v, i) && i + 1 < s.last) add(SourceLink::Kind::told, {i, i + 1}, p.noun_phrase_end(i + 1, s.last, false));
  for (std::uint32_t i = s.first; i < s.last; ++i) {
    if (!free(i) || v.mark(i)) continue;
    const std::string_view w = v.lower(i);
    if (one_of(w, kCiting)) {
      const std::uint32_t from = behind_interviews(v, i + 1);
      add(SourceLink::Kind::citing, {i, from}, cited_end(v, p, from, s.last));
    } else if (one_of(w, kResting) && v.is(i + 1, "on")) {
      const std::uint32_t from = behind_interviews(v, i + 2);
      add(SourceLink::Kind::citing, {i, from}, cited_end(v, p, from, s.last));
    } else if (v.is(i, "based") && v.is(i + 1, "on")) {
      add(SourceLink::Kind::citing, {i, i + 2}, cited_end(v, p, i + 2, s.last));
    } else if (one_of(w, kMeetings) && v.is(i + 1, "with")) {
      add(SourceLink::Kind::told, {i, i + 2}, p.noun_phrase_end(i + 2, s.last, false));
    } else if (one_of(w, kReports) && (v.is(i + 1, "by") || v.is(i + 1, "in") || v.is(i + 1, "from"))) {
      add(SourceLink::Kind::report, {i, i + 2}, p.noun_phrase_end(i + 2, s.last, false));
    }
  }
}

void take_up_links(const View& v, std::vector<Draft>& drafts) {
  std::vector<bool> gone(drafts.size(), false);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& d = drafts[i];
    if (d.cue.size() != 1 || !one_of(v.lower(d.cue[0].first), kCiting)) continue;
    const std::uint32_t sentence = v.word(d.cue[0].first).sentence;
    for (std::size_t k = i < 8 ? 0 : i - 8; k < std::min(drafts.size(), i + 9); ++k) {
      Draft& around = drafts[k];
      if (k == i || gone[k] || around.cue.empty() || v.word(around.cue[0].first).sentence != sentence || around.source.empty()) continue;
      Range span = d.content[0];
      if (d.source.size() == 1 && d.source[0].first == span.last) span.last = d.source[0].last;  // "citing two | officials"
      else if (!d.source.empty() && d.source != around.source) continue;
      const std::uint32_t from = behind_interviews(v, span.first);
      if (from >= span.last) break;
      if (from < around.cue[0].first) span.last = std::min(span.last, around.cue[0].first);  // "State radio, citing an army statement, reported ..."
      while (span.last > from + 1 && v.is(span.last - 1, ",")) --span.last;
      span.first = from;
      std::erase_if(around.links, [&](const LinkDraft& l) { return span.has(l.span.first); });
      around.links.push_back({SourceLink::Kind::citing, {d.cue[0].first, from}, span});
      gone[i] = true;
      break;
    }
  }
  std::size_t i = 0;
  std::erase_if(drafts, [&](const Draft&) { return gone[i++]; });
}

}  // namespace stemma::claims
