#include "claims/ground/times/said.h"

#include <algorithm>

#include "claims/ground/times/tense.h"

namespace stemma::claims::ground::times {
namespace {

constexpr std::size_t kBack = 32;     ///< attributions back to the one that names the statement
constexpr std::uint32_t kNear = 8;  ///< tokens between a cue and the day that stands beside it

bool one_of(std::string_view w, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(),
    w) != list.end(); }

/// What is done to a statement when it is made: "in a statement issued on 8 May".
bool issues(std::string_view w) {
  return one_of(w, {"issued", "released", "published", "dated", "sent", "made", "delivered", "posted", "broadcast", "held", "given",
      "aired", "printed", "read", "carried", "distributed", "circulated", "signed", "adopted", "seen"});
}
bool occasion(std::string_view w) {
  return one_of(w, {"statement", "interview", "conference", "letter", "report", "briefing", "post", "message", "speech", "communique",
      "communiqué", "release", "note", "notice", "edition", "issue", "broadcast", "article", "editorial", "bulletin", "testimony",
      "hearing", "session", "address", "column"});
}

class Sayings {
 public:
  Sayings(const Page& page, Reading& reading) : page_(page), r_(reading) {
    for (std::uint32_t i = 0; i < r_.attributions.size(); ++i) {
      Attribution& a = r_.attributions[i];
      a.said.clear();
      if (a.cue.empty()) continue;
      const std::uint32_t first = page.token_at(a.cue.front().begin), last = page.token_at(a.cue.back().end - 1) + 1;
      if (first >= page.size()) continue;
      cues_.push_back({page.sentence(first), first, std::min<std::uint32_t>(last, page.size()), i});
    }
    std::sort(cues_.begin(), cues_.end(), [](const Cue& a, const Cue& b) { return std::tie(a.sentence, a.first,
        a.attribution) < std::tie(b.sentence, b.first, b.attribution); });
    distance_.resize(r_.attributions.size(), 0xFFFFFFFF);
    for (TimeExpression& t : r_.times) date(t, page.token_at(t.span.begin), page.token_at(t.span.end - 1) + 1);
    for (std::size_t i = 0; i < cues_.size(); ++i) same_document(i);
  }

 private:
  /// "The statement also said": on the day of the statement that the page dated before.
  void same_document(std::size_t i) {
    Attribution& a = r_.attributions[cues_[i].attribution];
    if (a.source.size() != 1 || !a.said.empty()) return;
    const std::uint32_t first = page_.token_at(a.source[0].begin), last = page_.token_at(a.source[0].end - 1);
    if (last != first + 1 || !one_of(page_.lower(first), {"the", "this", "that"}) || !occasion(page_.lower(last))) return;
    for (std::size_t k = i; k > 0 && i - k < kBack; --k) {
      const Cue& c = cues_[k - 1];
      const Attribution& before = r_.attributions[c.attribution];
      if (before.said.empty()) continue;
      const lang::Sentence& s = page_.sentence_of(c.first);
      for (std::uint32_t j = s.first; j < s.last && j < s.first + 60; ++j)
        if (page_.lower(j) == page_.lower(last)) {
          a.said = before.said;
          return;
        }
    }
  }

  struct Cue {
    std::uint32_t sentence, first, last, attribution;
  };

  void date(TimeExpression& t, std::uint32_t first, std::uint32_t last) {
    if (t.kind == TimeKind::duration || t.kind == TimeKind::set || first >= page_.size()) return;
    if (t.value.ends_with("_REF")) return;
    const std::uint32_t s = page_.sentence(first);
    auto c = std::lower_bound(cues_.begin(), cues_.end(), s, [](const Cue& x, std::uint32_t n) { return x.sentence < n; });
    const Cue* best = nullptr;
    for (int looked = 0; c != cues_.end() && c->sentence == s && looked < 32; ++c, ++looked) {
      const Attribution& a = r_.attributions[c->attribution];
      const bool within = c->first <= first && last <= c->last;  // "reported on Tuesday"
      if (page_.attribution(first) != a.parent) continue;
      if (!within && !belongs(*c, first, last)) continue;
      if (best == nullptr || apart(*c, first, last) < apart(*best, first, last)) best = &*c;
    }
    if (best == nullptr) return;
    t.role = TimeExpression::Role::said;
    t.attribution = static_cast<std::int32_t>(best->attribution);
    const bool day = t.rule != "clock" && t.rule != "part" && t.value.size() >= 10 && t.value[4] == '-' && t.value[7] == '-' &&
        t.value.find('X') == std::string::npos && t.value[0] != 'B' && t.value[5] != 'W';
    if (!day) return;
    const std::uint32_t d = apart(*best, first, last);
    const auto same = [](const Cue& a, const Cue& b) { return std::tie(a.sentence, a.first) < std::tie(b.sentence, b.first); };
    const auto [begin, end] = std::equal_range(cues_.begin(), cues_.end(), *best, same);
    for (auto x = begin; x != end; ++x)  // one cue may have several contents
      if (d < distance_[x->attribution]) {
        distance_[x->attribution] = d;
        r_.attributions[x->attribution].said = t.value.substr(0, 10);
      }
  }

  static std::uint32_t apart(const Cue& c, std::uint32_t first, std::uint32_t last) { return first >= c.last
      ? first - c.last : c.first >= last ? c.first - last : 0; }

  bool in_source(const Cue& c, std::uint32_t i) const {
    const ByteSpan s = page_.token(i).span;
    for (const ByteSpan x : r_.attributions[c.attribution].source)
      if (x.begin <= s.begin && s.end <= x.end) return true;
    return false;
  }

  bool belongs(const Cue& c, std::uint32_t first, std::uint32_t last) const {
    if (in_source(c, first))  // "a report published on Tuesday"
      for (std::uint32_t i = first; i > page_.sentence_of(first).first && first - i < 4; --i)
        if (issues(page_.lower(i - 1))) return true;
    if (!in_source(c, first) && beside(c, first, last)) return true;
    // Up the tree from the day to the cue, over nothing but the occasion and its making.
    std::int32_t at = -1;
    for (std::uint32_t i = first; i < last && i < first + 12; ++i)
      if (const std::int32_t h = page_.token(i).head; h >= 0 && (h < static_cast<std::int32_t>(first) ||
          h >= static_cast<std::int32_t>(last))) {
        at = h;
        break;
      }
    bool made = false;
    for (int k = 0; k < 8 && at >= 0; ++k) {
      const auto i = static_cast<std::uint32_t>(at);
      if (i >= c.first && i < c.last) return made || !in_source(c, first);
      const lang::Token& t = page_.token(i);
      const std::string_view w = page_.lower(i);
      const bool publishing = issues(w) || occasion(w);
      made = made || publishing;
      const bool clause = t.upos == lang::Upos::verb || t.relation == lang::Relation::acl_relcl;
      if (clause && !publishing) return false;
      if (page_.attribution(i) != page_.attribution(first)) return false;
      at = t.head;
    }
    return false;
  }

  /// "said on Thursday that", "The ministry on Tuesday said": nothing but plain words between them.
  bool beside(const Cue& c, std::uint32_t first, std::uint32_t last) const {
    const std::uint32_t from = first >= c.last ? c.last : last, to = first >= c.last ? first : c.first;
    if (to < from || to - from > kNear) return false;
    for (std::uint32_t i = from; i < to; ++i) {
      const lang::Token& t = page_.token(i);
      if (t.kind == lang::TokenKind::open_quote || t.kind == lang::TokenKind::close_quote || t.tag == lang::Tag::mark) return false;
      if (page_.attribution(i) != page_.attribution(first)) return false;
      const std::string_view w = page_.lower(i);
      if (w == "that" || w == "about" || w == "and" || w == "of" || w == "for" || w == "since" || w == "before" || w == "after" ||
          w == "until") return false;
      if (t.upos == lang::Upos::verb && !issues(w)) return false;
    }
    return true;
  }

  const Page& page_;
  Reading& r_;
  std::vector<Cue> cues_;
  std::vector<std::uint32_t> distance_;
};

}  // namespace

void said_when(const Page& page, Reading& reading) { Sayings(page, reading); }

}  // namespace stemma::claims::ground::times
