#include "link/edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/lists.h"
#include "link/timeline.h"

namespace stemma::link {
namespace {

constexpr std::size_t nearest = 16;  // sentences, and sayings of one sentence, that are compared
// CONSTANT: of 1000 of the words of both. By hand on invented pages; nothing in the count depends on them.
constexpr std::uint32_t alike = 400, one_saying = 200, moved_saying = 600, repeated = 300;

std::vector<Line> cut_lines(const Pile& pile, std::uint32_t d) {
  std::vector<Line> out;
  const auto add = [&](ByteSpan span) {
    const auto [first, last] = pile.texts[d].within(span);
    if (first < last) out.push_back({span, first, last, -1, false});
  };
  for (const auto& s : pile.analyses[d].sentences) add(s.span);
  if (out.empty())
    for (const auto& b : pile.document(d).blocks) add(b.span);
  return out;
}

using Words = std::vector<std::uint64_t>;  // sorted

std::uint32_t dice(const Words& a, const Words& b) {
  return a.empty() || b.empty() ? 0 : static_cast<std::uint32_t>(2000 * static_cast<std::uint64_t>(common(a, b)) / (a.size() + b.size()));
}

/// A possible partner; the best first, then in order of the texts.
struct Match {
  std::uint32_t score, a, b;
  bool operator<(const Match& o) const { return std::tuple(o.score, a, b) < std::tuple(score, o.a, o.b); }
};

class Aligner {
 public:
  Aligner(const Pile& pile, std::uint32_t before, std::uint32_t after) : pile_(pile) {
    out_.before = before;
    out_.after = after;
    out_.lines_before = cut_lines(pile, before);
    out_.lines_after = cut_lines(pile, after);
  }

  CapturePair run() {
    keep_equal();
    pair_alike();
    pair_sayings();
    return std::move(out_);
  }

 private:
  Words words(std::uint32_t d, std::uint32_t first, std::uint32_t last) const {
    const auto& all = pile_.texts[d].words;
    Words out(all.begin() + first, all.begin() + last);
    std::sort(out.begin(), out.end());
    return out;
  }
  std::uint64_t hash(std::uint32_t d, const Line& line) const {
    std::uint64_t h = 0;
    for (auto w = line.first; w < line.last; ++w) h = mix64(h * 31 + pile_.texts[d].words[w]);
    return h;
  }

  /// The first of its words there with the first here, the second with the second.
  void keep_equal() {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> there;
    for (auto k = out_.lines_after.size(); k-- > 0;) there[hash(out_.after, out_.lines_after[k])].push_back(static_cast<std::uint32_t>(k));
    for (std::uint32_t i = 0; i < out_.lines_before.size(); ++i) {
      auto& left = there[hash(out_.before, out_.lines_before[i])];
      if (left.empty()) continue;
      join(i, left.back(), true);
      left.pop_back();
    }
  }
  void join(std::uint32_t i, std::uint32_t k, bool kept) {
    out_.lines_before[i].partner = static_cast<std::int32_t>(k);
    out_.lines_after[k].partner = static_cast<std::int32_t>(i);
    out_.lines_before[i].kept = out_.lines_after[k].kept = kept;
  }

  void pair_alike() {
    std::vector<std::uint32_t> open;
    std::vector<Words> theirs;
    for (std::uint32_t k = 0; k < out_.lines_after.size(); ++k)
      if (const Line& line = out_.lines_after[k]; !line.kept) open.push_back(k), theirs.push_back(words(out_.after, line.first, line.last));
    std::vector<Match> matches;
    std::uint32_t expected = 0;
    for (std::uint32_t i = 0; i < out_.lines_before.size(); ++i) {
      const Line& line = out_.lines_before[i];
      if (line.kept) {
        expected = static_cast<std::uint32_t>(line.partner) + 1;
        continue;
      }
      const Words mine = words(out_.before, line.first, line.last);
      const auto at = static_cast<std::size_t>(std::lower_bound(open.begin(), open.end(), expected) - open.begin());
      for (auto k = at - std::min(at, nearest / 2); k < std::min(open.size(), at + nearest / 2); ++k) {
        const auto both = static_cast<std::size_t>(common(mine, theirs[k])), shorter = std::min(mine.size(), theirs[k].size());
        const auto score = dice(mine, theirs[k]);
        if (score >= alike || (both >= 5 && both * 10 >= shorter * 7)) matches.push_back({score, i, open[k]});
      }
    }
    std::sort(matches.begin(), matches.end());
    for (const auto& m : matches)
      if (out_.lines_before[m.a].partner < 0 && out_.lines_after[m.b].partner < 0) join(m.a, m.b, false);
  }

  struct Saying {
    std::uint32_t line;
    Words words;
    std::uint64_t hash;  // of the words in their order
  };
  std::vector<Saying> sayings(std::uint32_t d, const std::vector<Line>& lines) const {
    std::vector<Saying> out;
    for (const auto& a : pile_.readings[d]->attributions) {
      Saying s{line_at(lines, a.content.front().begin), {}, 0};
      for (const auto& piece : a.content) {
        const auto [first, last] = pile_.texts[d].within(piece);
        for (auto w = first; w < last; ++w) s.words.push_back(pile_.texts[d].words[w]), s.hash = mix64(s.hash * 31 + pile_.texts[d].words[w]);
      }
      std::sort(s.words.begin(), s.words.end());
      out.push_back(std::move(s));
    }
    return out;
  }
  static std::uint32_t line_at(const std::vector<Line>& lines, std::uint32_t byte) {
    const auto it = std::partition_point(lines.begin(), lines.end(), [&](const Line& l) { return l.span.end <= byte; });
    return static_cast<std::uint32_t>(it - lines.begin());
  }

  /// Those of two lines that are one, else those that say nearly the same in the reworded lines around.
  void pair_sayings() {
    const auto mine = sayings(out_.before, out_.lines_before), theirs = sayings(out_.after, out_.lines_after);
    std::map<std::uint32_t, std::vector<std::uint32_t>> in_line;
    std::vector<std::uint32_t> open;
    for (std::uint32_t k = 0; k < theirs.size(); ++k) {
      if (pile_.readings[out_.after]->attributions[k].rejected) continue;
      in_line[theirs[k].line].push_back(k);
      if (theirs[k].line < out_.lines_after.size() && !out_.lines_after[theirs[k].line].kept) open.push_back(k);
    }
    std::vector<Match> matches;
    std::map<std::uint32_t, std::uint32_t> met;  // sayings of each line so far
    for (std::uint32_t i = 0; i < mine.size(); ++i) {
      if (mine[i].line >= out_.lines_before.size() || pile_.readings[out_.before]->attributions[i].rejected) continue;
      const Line& line = out_.lines_before[mine[i].line];
      if (line.partner >= 0) {
        const auto& there = in_line[static_cast<std::uint32_t>(line.partner)];
        const std::size_t at = met[mine[i].line]++;
        for (auto n = at - std::min(at, nearest / 2); n < std::min(there.size(), at + nearest / 2); ++n)
          consider(matches, mine, theirs, i, there[n], one_saying, 500);
      }
      if (line.kept) continue;
      const auto at = static_cast<std::size_t>(std::lower_bound(open.begin(), open.end(), i) - open.begin());
      for (auto n = at - std::min(at, nearest); n < std::min(open.size(), at + nearest); ++n) consider(matches, mine, theirs, i, open[n], moved_saying, 0);
    }
    std::sort(matches.begin(), matches.end());
    std::vector<bool> used(mine.size(), false), taken(theirs.size(), false);
    for (const auto& m : matches) {
      if (used[m.a] || taken[m.b]) continue;
      used[m.a] = taken[m.b] = true;
      out_.sayings.emplace_back(m.a, m.b);
    }
    std::sort(out_.sayings.begin(), out_.sayings.end());
  }
  static void consider(std::vector<Match>& matches, const std::vector<Saying>& mine, const std::vector<Saying>& theirs, std::uint32_t i, std::uint32_t k,
                       std::uint32_t least, std::uint32_t bonus) {
    const auto score = dice(mine[i].words, theirs[k].words);
    if (score >= least) matches.push_back({score + bonus + (mine[i].hash == theirs[k].hash), i, k});
  }

  const Pile& pile_;
  CapturePair out_;
};

/// Words that make a sentence less sure.
bool is_hedge(std::string_view word) {
  static constexpr auto words = sorted(std::to_array<std::string_view>(
      {"alleged",    "allegedly", "apparent", "apparently", "appeared",  "appears",    "believed",    "could",     "disputed",   "independently",
       "may",        "maybe",     "might",    "perhaps",    "possible",  "possibly",   "presumed",    "probable",  "probably",   "purported",
       "purportedly", "reportedly", "seemed", "seems",      "supposed",  "supposedly", "suspected",   "unclear",   "unconfirmed", "unverified",
       "verified",   "verify"}));
  return std::binary_search(words.begin(), words.end(), word);
}

/// Says of the text around it that it has been changed. 2: that it was wrong; 1: that it is new.
int says_changed(std::string_view folded) {
  static constexpr std::array<std::string_view, 8> wrong = {"correction",    "corrected",  "corrects", "an earlier version", "a previous version",
                                                        "clarification", "retraction", "retracted"};
  static constexpr std::array<std::string_view, 9> fresh = {"updated", "update:", "updates with", "this story has been", "this article has been",
                                                        "this article was amended", "amended", "editor's note", "adds details"};
  const auto opens = [&](std::string_view words, std::size_t within) {
    const auto at = folded.find(words);
    return at != std::string_view::npos && at < within;
  };
  if (std::any_of(wrong.begin(), wrong.end(), [&](std::string_view w) { return opens(w, 40); })) return 2;
  return std::any_of(fresh.begin(), fresh.end(), [&](std::string_view w) { return opens(w, 12); }) ? 1 : 0;
}

/// The sides that sayings of captures take in claims: [document][attribution].
class Stands {
 public:
  using Of = std::map<std::uint32_t, std::map<std::uint32_t, Side>>;  // attribution -> claim -> side

  Stands(const Captures& captures, const CaseModel& model) {
    for (std::uint32_t c = 0; c < model.claims.size(); ++c)
      for (const auto& m : model.claims[c].members)
        if (captures.page[m.attribution.document] >= 0) all_[m.attribution.document][m.attribution.attribution].emplace(c, m.side);
  }
  const Of& in(std::uint32_t document) const {
    static const Of none;
    const auto it = all_.find(document);
    return it == all_.end() ? none : it->second;
  }
  Side side(std::uint32_t document, std::uint32_t attribution, std::uint32_t claim) const {
    const auto a = in(document).find(attribution);
    if (a == in(document).end()) return Side::neutral;
    const auto c = a->second.find(claim);
    return c == a->second.end() ? Side::neutral : c->second;
  }

 private:
  std::map<std::uint32_t, Of> all_;
};

class Comparer {
 public:
  Comparer(const Pile& pile, const Agents& agents, const Memberships& memberships, const Stands& stands, const CapturePair& pair)
      : pile_(pile), agents_(agents), memberships_(memberships), stands_(stands), pair_(pair) {}

  /// Nothing if they say the same.
  std::optional<CaptureEdit> run() {
    out_.before = pair_.before;
    out_.after = pair_.after;
    out_.dated = dates_tell(pile_, pair_.before, pair_.after);
    sentences();
    if (out_.sentences.empty()) return std::nullopt;
    notice();
    sayings();
    why();
    return std::move(out_);
  }

 private:
  const Attribution& before(std::uint32_t a) const { return pile_.readings[pair_.before]->attributions[a]; }
  const Attribution& after(std::uint32_t a) const { return pile_.readings[pair_.after]->attributions[a]; }

  void sentences() {
    for (const Line& line : pair_.lines_after) {
      if (line.kept) continue;
      const ByteSpan was = line.partner < 0 ? ByteSpan{} : pair_.lines_before[static_cast<std::size_t>(line.partner)].span;
      out_.sentences.push_back({line.partner < 0 ? EditKind::added : EditKind::reworded, was, line.span});
    }
    for (const Line& line : pair_.lines_before)
      if (line.partner < 0) out_.sentences.push_back({EditKind::dropped, line.span, {}});
  }

  /// A line that is new, or stands in a block marked as a correction: at the top, at the end, or short.
  void notice() {
    const Document& d = pile_.document(pair_.after);
    for (const Line& line : pair_.lines_after) {
      if (line.kept) continue;
      const auto block = pile_.texts[pair_.after].block[line.first];
      const bool marked = block < d.blocks.size() && d.blocks[block].kind == BlockKind::correction;
      const bool at_edge = block < 4 || block + 3 >= d.blocks.size() || line.last - line.first <= 40;
      const int says = marked ? 2 : at_edge ? says_changed(fold(slice(d, line.span))) : 0;
      if (says == 0 || (!out_.notice.empty() && (out_.corrects || says < 2))) continue;
      out_.notice = line.span;
      out_.corrects = says == 2;
    }
  }

  std::vector<std::uint32_t> claims_of(std::uint32_t d, std::uint32_t a) const {
    std::vector<std::uint32_t> out;
    for (const auto& m : memberships_.of(d, static_cast<std::int32_t>(a))) out.push_back(m.claim);
    make_set(out);
    return out;
  }
  std::int32_t voice(std::uint32_t d, const Attribution& a) const { return agents_.voice_of(agents_.at(d, a.agent)); }

  using Said = std::map<std::tuple<std::uint32_t, Side, std::int32_t>, std::vector<std::uint32_t>>;
  /// Attributions by claim, side and speaker.
  Said said_in(std::uint32_t d) const {
    Said out;
    for (const auto& [a, claims] : stands_.in(d))
      for (const auto& [c, side] : claims) out[{c, side, voice(d, pile_.readings[d]->attributions[a])}].push_back(a);
    return out;
  }
  Words content(std::uint32_t d, std::uint32_t a) const {
    Words out;
    for (const auto s : pile_.readings[d]->attributions[a].content) {
      const auto [first, last] = pile_.texts[d].within(s);
      out.insert(out.end(), pile_.texts[d].words.begin() + first, pile_.texts[d].words.begin() + last);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void sayings() {
    std::vector<std::int32_t> to(pile_.readings[pair_.before]->attributions.size(), -1), from(pile_.readings[pair_.after]->attributions.size(), -1);
    for (const auto& [x, y] : pair_.sayings) to[x] = static_cast<std::int32_t>(y), from[y] = static_cast<std::int32_t>(x);
    for (std::uint32_t y = 0; y < from.size(); ++y) {
      if (from[y] >= 0) changed(static_cast<std::uint32_t>(from[y]), y);
      else if (!still_said(pair_.after, y, pair_.before)) lone(EditKind::added, y);
    }
    for (std::uint32_t x = 0; x < to.size(); ++x)
      if (to[x] < 0 && !still_said(pair_.before, x, pair_.after)) lone(EditKind::dropped, x);
  }

  /// The other capture has another member of one of its claims, on the same side, by the same speaker and in words not quite other.
  bool still_said(std::uint32_t d, std::uint32_t a, std::uint32_t other) {
    auto& known = other == pair_.before ? said_before_ : said_after_;
    if (!known) known = said_in(other);
    const auto who = voice(d, pile_.readings[d]->attributions[a]);
    const Words mine = content(d, a);
    for (const auto c : claims_of(d, a)) {
      const auto there = known->find({c, stands_.side(d, a, c), who});
      for (std::size_t i = 0; there != known->end() && i < std::min(there->second.size(), nearest); ++i)
        if (dice(mine, content(other, there->second[i])) >= repeated) return true;
    }
    return false;
  }

  void lone(EditKind kind, std::uint32_t a) {
    const bool added = kind == EditKind::added;
    const auto d = added ? pair_.after : pair_.before;
    if (pile_.readings[d]->attributions[a].rejected) return;
    const auto span = pile_.readings[d]->attributions[a].content.front();
    SayingEdit e{kind, added ? -1 : static_cast<std::int32_t>(a), added ? static_cast<std::int32_t>(a) : -1, claims_of(d, a), {}};
    e.why.push_back({added ? "The earlier capture does not say this." : "The later capture no longer says this.", d, span});
    out_.sayings.push_back(std::move(e));
  }

  void changed(std::uint32_t x, std::uint32_t y) {
    const Attribution &a = before(x), &b = after(y);
    std::vector<std::uint32_t> claims = claims_of(pair_.before, x);
    const auto more = claims_of(pair_.after, y);
    claims.insert(claims.end(), more.begin(), more.end());
    make_set(claims);
    const auto found = out_.sayings.size();
    const auto note = [&](EditKind kind, std::string was, ByteSpan at, std::string is, ByteSpan now) {
      SayingEdit e{kind, static_cast<std::int32_t>(x), static_cast<std::int32_t>(y), claims, {}};
      e.why.push_back({std::move(was), pair_.before, at});
      e.why.push_back({std::move(is), pair_.after, now});
      out_.sayings.push_back(std::move(e));
    };
    if (is_kept(a, pair_.lines_before)) return;  // the same words; what is read differently is no edit
    const auto old_figures = figures(pair_.before, x), new_figures = figures(pair_.after, y);
    if (numbers(pair_.before, old_figures) != numbers(pair_.after, new_figures))
      note(EditKind::number, old_figures.empty() ? "The earlier capture has no number here." : "The earlier capture has this number.",
           figure_span(pair_.before, old_figures, a), new_figures.empty() ? "The later one has no number here." : "The later one has this number.",
           figure_span(pair_.after, new_figures, b));
    const auto old_hedges = hedges(pair_.before, pair_.lines_before, a), new_hedges = hedges(pair_.after, pair_.lines_after, b);
    if (old_hedges.empty() != new_hedges.empty())
      note(EditKind::hedge, old_hedges.empty() ? "The earlier capture says it without reserve." : "The earlier capture says it with reserve.",
           old_hedges.empty() ? a.content.front() : old_hedges.front(),
           new_hedges.empty() ? "The later one says it without reserve." : "The later one says it with reserve.",
           new_hedges.empty() ? b.content.front() : new_hedges.front());
    if (turned(x, y) || (other_words(a.cue, b.cue) && (a.stance != b.stance || a.negated != b.negated)))
      note(EditKind::stance, fmt::format("Earlier: {}{}.", a.negated ? "not: " : "", name(a.stance)), anchor(a.cue, a),
           fmt::format("Later: {}{}.", b.negated ? "not: " : "", name(b.stance)), anchor(b.cue, b));
    if (voice(pair_.before, a) != voice(pair_.after, b) && other_words(a.source, b.source))
      note(EditKind::speaker, a.source.empty() ? "In the earlier capture the outlet says it itself." : "In the earlier capture this is who says it.",
           anchor(a.source, a), b.source.empty() ? "In the later one the outlet says it itself." : "In the later one it is this.", anchor(b.source, b));
    if (out_.sayings.size() == found && other_words(a.content, b.content))
      note(EditKind::reworded, "In the earlier capture.", a.content.front(), "In the later one.", b.content.front());
  }

  static bool is_kept(const Attribution& a, const std::vector<Line>& lines) {
    for (const Spans* spans : {&a.source, &a.cue, &a.content})
      for (const ByteSpan s : *spans) {
        auto it = std::partition_point(lines.begin(), lines.end(), [&](const Line& l) { return l.span.end <= s.begin; });
        for (; it != lines.end() && it->span.begin < s.end; ++it)
          if (!it->kept) return false;
      }
    return true;
  }
  static ByteSpan anchor(const Spans& spans, const Attribution& a) { return spans.empty() ? a.content.front() : spans.front(); }

  /// The two stand on opposite sides of one claim.
  bool turned(std::uint32_t x, std::uint32_t y) const {
    for (const auto c : claims_of(pair_.before, x)) {
      const auto was = stands_.side(pair_.before, x, c), is = stands_.side(pair_.after, y, c);
      if (was != Side::neutral && is != Side::neutral && was != is) return true;
    }
    return false;
  }

  bool other_words(const Spans& a, const Spans& b) const {
    const auto words = [&](std::uint32_t d, const Spans& spans) {
      std::vector<std::uint64_t> out;
      for (const auto s : spans) {
        const auto [first, last] = pile_.texts[d].within(s);
        out.insert(out.end(), pile_.texts[d].words.begin() + first, pile_.texts[d].words.begin() + last);
      }
      return out;
    };
    return words(pair_.before, a) != words(pair_.after, b);
  }

  std::vector<std::uint32_t> figures(std::uint32_t d, std::uint32_t a) {
    auto& of = d == pair_.before ? figures_before_ : figures_after_;
    if (!of) {
      of.emplace();
      const auto& all = pile_.readings[d]->figures;
      for (std::uint32_t f = 0; f < all.size(); ++f)
        if (all[f].attribution >= 0) (*of)[static_cast<std::uint32_t>(all[f].attribution)].push_back(f);
    }
    const auto it = of->find(a);
    return it == of->end() ? std::vector<std::uint32_t>() : it->second;
  }
  using Number = std::tuple<FigureKind, Bound, std::optional<double>, std::optional<double>, std::optional<double>>;
  std::set<Number> numbers(std::uint32_t d, const std::vector<std::uint32_t>& figures) const {
    std::set<Number> out;
    for (const auto i : figures) {
      const Figure& f = pile_.readings[d]->figures[i];
      out.emplace(f.kind, f.bound, f.value, f.low, f.high);
    }
    return out;
  }
  /// Of the first number that the other capture does not have, as far as one number stands for all.
  ByteSpan figure_span(std::uint32_t d, const std::vector<std::uint32_t>& mine, const Attribution& a) const {
    return mine.empty() ? a.content.front() : pile_.readings[d]->figures[mine.front()].span;
  }

  Spans hedges(std::uint32_t d, const std::vector<Line>& lines, const Attribution& a) const {
    Spans out;
    auto it = std::partition_point(lines.begin(), lines.end(), [&](const Line& l) { return l.span.end <= a.content.front().begin; });
    for (; it != lines.end() && it->span.begin < a.content.back().end; ++it)
      for (auto w = it->first; w < it->last; ++w)
        if (const auto word = slice(pile_.document(d), pile_.texts[d].spans[w]); word != "May" && is_hedge(fold(word))) out.push_back(pile_.texts[d].spans[w]);
    return out;
  }

  void why() {
    std::size_t kept = 0;
    ByteSpan shown = out_.sentences.front().after;
    for (const Line& line : pair_.lines_after) {
      if (!line.kept) continue;
      if (kept++ == 0) shown = line.span;
    }
    const Document &x = pile_.document(pair_.before), &y = pile_.document(pair_.after);
    const bool address = !x.url.empty() && address_key(x.url.value) == address_key(y.url.value);
    out_.why.push_back({fmt::format("{}; {} of its {} sentences are as they were.", address ? "The same address" : "The same outlet and headline", kept, pair_.lines_after.size()),
                        pair_.after, shown});
  }

  const Pile& pile_;
  const Agents& agents_;
  const Memberships& memberships_;
  const Stands& stands_;
  const CapturePair& pair_;
  std::optional<Said> said_before_, said_after_;
  std::optional<std::map<std::uint32_t, std::vector<std::uint32_t>>> figures_before_, figures_after_;
  CaptureEdit out_;
};

}  // namespace

std::vector<CapturePair> align_captures(const Pile& pile, const Captures& captures) {
  std::vector<CapturePair> out;
  for (const auto& page : captures.pages)
    for (std::size_t i = 1; i < page.size(); ++i) out.push_back(Aligner(pile, page[i - 1], page[i]).run());
  return out;
}

void keep_edits(const Pile& pile, const Families& families, const Agents& agents, const std::vector<CapturePair>& pairs, CaseModel& model) {
  model.captures = families.captures.pages;
  if (pairs.empty()) return;
  const Memberships memberships(pile, model);
  const Stands stands(families.captures, model);
  for (const auto& p : pairs)
    if (auto edit = Comparer(pile, agents, memberships, stands, p).run()) model.edits.push_back(std::move(*edit));
}

}  // namespace stemma::link
