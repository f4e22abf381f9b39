#include "link/families.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "link/partition.h"
#include "link/rulings.h"
#include "link/stories.h"

namespace stemma::link {
namespace {

struct Interval {
  std::uint32_t first = 0, last = 0;  // words of the child
};

/// A document that the child may have taken its text from.
struct Offer {
  std::uint32_t parent = 0;
  std::vector<Interval> covers;
  std::vector<Passage> passages;
  double child_covered = 0, parent_covered = 0;
  bool related = false;  // credited by the child, or of the same outlet
  bool version = false;  // of the same outlet
  std::uint32_t capture = 0;  // of the same page: its place among the captures, from 1
  bool translated = false;
  std::vector<Reason> why{};
};

double share(std::uint32_t part, std::uint32_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / whole; }

std::uint32_t count_covered(const std::vector<Interval>& intervals, const std::vector<bool>& taken) {
  std::uint32_t n = 0, from = 0;
  for (const auto& i : intervals)  // sorted; overlaps counted once
    for (auto w = std::max(i.first, from); w < i.last; ++w, from = i.last) n += !taken[w];
  return n;
}

std::vector<Interval> side_a(const Kin& k) {
  std::vector<Interval> out;
  for (const auto& p : k.passages) out.push_back({p.a_first, p.a_last});
  return out;
}
std::vector<Interval> side_b(const Kin& k) {
  std::vector<Interval> out;
  for (const auto& p : k.passages) out.push_back({p.b_first, p.b_last});
  std::sort(out.begin(), out.end(), [](const Interval& x, const Interval& y) { return x.first < y.first; });
  return out;
}

/// A paragraph of background is not a taken-over report: a tenth of the shorter text, or 60 words.
bool makes_family(const Pile& pile, const Kin& k) {
  const auto smaller = std::min(pile.texts[k.a].own_words, pile.texts[k.b].own_words);
  return k.reporting >= 12 && (k.reporting >= 60 || k.reporting * 10 >= smaller);
}

bool is_related(const Pile& pile, std::uint32_t child, std::uint32_t parent) {
  if (pile.outlet[parent].empty()) return false;
  if (pile.outlet[child] == pile.outlet[parent]) return true;
  const auto names = credited(pile.document(child));
  return std::find(names.begin(), names.end(), pile.outlet[parent]) != names.end();
}

/// What two documents share is no evidence of anything where a person has said so.
void part_copies(Rulings& rulings, Families& out) {
  const auto parted = [&](const auto& pair, ByteSpan span) {
    Found* f = rulings.not_a_copy(pair.a, pair.b);
    if (f != nullptr) f->applied(f->reason(pair.a, span));
    return f != nullptr;
  };
  std::erase_if(out.kin, [&](const Kin& k) { return parted(k, {}); });
  std::erase_if(out.translations, [&](const Translation& t) { return parted(t, {}); });
}

/// Two reports of different stories that share a line are no copies: the line is the outlet's house text, of which it has printed too little for
/// that to show, or one in which nobody and no place is named. Where half of a text is the other's it is one, whatever it names.
void part_stories(const Pile& pile, Families& out) {
  std::map<std::uint32_t, std::vector<DocumentName>> names;
  const auto of = [&](std::uint32_t d) -> const std::vector<DocumentName>& {
    const auto [it, fresh] = names.try_emplace(d);
    if (fresh) it->second = names_of(pile, d);
    return it->second;
  };
  const auto covered = [&](const Kin& k) {
    std::uint32_t words = 0;
    for (const auto& p : k.passages) words += p.equal;
    return 2 * words >= std::min(pile.texts[k.a].own_words, pile.texts[k.b].own_words);
  };
  const auto names_something = [&](const Kin& k) {  // where the words are the same: what an editor has put in between is not
    const auto& tokens = pile.analyses[k.a].tokens;
    return std::any_of(k.runs.begin(), k.runs.end(), [&](const Run& r) {
      const ByteSpan span = pile.texts[k.a].bytes(r.a, r.a + r.words);
      for (auto t = lang::token_at(tokens, span.begin); t < tokens.size() && tokens[t].span.end <= span.end; ++t)
        if (tokens[t].tag == lang::Tag::name && !tokens[t].sentence_start) return true;
      return false;
    });
  };
  std::erase_if(out.kin, [&](const Kin& k) {
    if (covered(k) || out.captures.one_page(k.a, k.b)) return false;
    const bool one_outlet = !pile.outlet[k.a].empty() && pile.outlet[k.a] == pile.outlet[k.b];
    return (one_outlet || !names_something(k)) && !tell_one_story(of(k.a), of(k.b));
  });
}

class Builder {
 public:
  Builder(const Pile& pile, Families& out, Rulings* rulings)
      : pile_(pile),
        rulings_(rulings),
        out_(out),
        is_agency_(agencies(pile)),
        offers_(pile.size()),
        parents_(pile.size()) {}

  void run() {
    for (const auto& k : out_.kin)
      if (makes_family(pile_, k)) offer(k);
    for (const auto& t : out_.translations) offer(t);
    for (std::uint32_t child = 0; child < pile_.size(); ++child) choose(child);
    if (rulings_ != nullptr)
      for (Found* f : rulings_->of(DecisionKind::copy)) decided(*f);
    std::sort(out_.derived.begin(), out_.derived.end(), [](const auto& x, const auto& y) {
      return std::pair(x.child, x.parent) < std::pair(y.child, y.parent);
    });
    collect();
  }

 private:
  void offer(const Kin& k) {
    const auto none_a = std::vector<bool>(pile_.texts[k.a].size(), false), none_b = std::vector<bool>(pile_.texts[k.b].size(), false);
    const auto in_a = side_a(k), in_b = side_b(k);
    const double a_covered = share(count_covered(in_a, none_a), pile_.texts[k.a].own_words);
    const double b_covered = share(count_covered(in_b, none_b), pile_.texts[k.b].own_words);
    auto way = out_.captures.one_page(k.a, k.b) ? later_capture(k.a, k.b) : direction(pile_, is_agency_, k.a, k.b, a_covered, b_covered);
    const bool b_is_child = way.tenths >= 0;  // nothing shown: the order of the pile
    Offer o{.parent = b_is_child ? k.a : k.b, .covers = b_is_child ? in_b : in_a, .passages = {},
            .child_covered = b_is_child ? b_covered : a_covered, .parent_covered = b_is_child ? a_covered : b_covered};
    const auto child = b_is_child ? k.b : k.a;
    for (const auto& p : k.passages) {
      const ByteSpan in_x = pile_.texts[k.a].bytes(p.a_first, p.a_last), in_y = pile_.texts[k.b].bytes(p.b_first, p.b_last);
      o.passages.push_back(b_is_child ? Passage{in_y, in_x, p.equal} : Passage{in_x, in_y, p.equal});
    }
    std::sort(o.passages.begin(), o.passages.end(), [](const Passage& x, const Passage& y) { return x.in_child < y.in_child; });
    o.why = std::move(way.why);
    if (way.tenths > -15 && way.tenths < 15)
      o.why.push_back({"The texts do not show which came first; taken in order of date.", child, {}});
    add(child, std::move(o));
  }

  void offer(const Translation& t) {
    const double a_covered = share(t.anchors, t.a_anchors), b_covered = share(t.anchors, t.b_anchors);
    auto way = direction(pile_, is_agency_, t.a, t.b, a_covered, b_covered);
    const bool b_is_child = way.tenths >= 0;
    const auto child = b_is_child ? t.b : t.a, parent = b_is_child ? t.a : t.b;
    Offer o{.parent = parent, .covers = {}, .passages = {}, .child_covered = b_is_child ? b_covered : a_covered,
            .parent_covered = b_is_child ? a_covered : b_covered, .translated = true, .why = std::move(way.why)};
    for (const auto& [x, y] : t.blocks) {
      const ByteSpan in_x = pile_.document(t.a).blocks[x].span, in_y = pile_.document(t.b).blocks[y].span;
      const ByteSpan in_child = b_is_child ? in_y : in_x;
      const auto [first, last] = pile_.texts[child].within(in_child);
      if (first == last) continue;
      o.covers.push_back({first, last});
      o.passages.push_back({in_child, b_is_child ? in_x : in_y, last - first});
    }
    o.why.push_back({fmt::format("Its names and numbers follow the other text's in order: {} of {}.", t.anchors,
                                 b_is_child ? t.b_anchors : t.a_anchors),
                     child, o.passages.empty() ? ByteSpan{} : o.passages.front().in_child});
    add(child, std::move(o));
  }

  /// Of two captures of one page the dates of the captures decide, else their order in the pile.
  Direction later_capture(std::uint32_t a, std::uint32_t b) const {
    const bool b_is_later = out_.captures.place[a] < out_.captures.place[b];
    const auto later = b_is_later ? b : a;
    const std::string& date = edition_date(pile_.document(later));
    Direction out{.tenths = dates_tell(pile_, a, b) ? 60 : 10, .why = {}};
    if (!b_is_later) out.tenths = -out.tenths;
    out.why.push_back({date.empty() ? "It is another capture of the same page." : fmt::format("It is a later capture of the same page ({}).", date), later, {}});
    return out;
  }

  void add(std::uint32_t child, Offer o) {
    const bool one_page = out_.captures.one_page(child, o.parent);
    if (one_page) o.capture = out_.captures.place[o.parent] + 1;
    o.related = one_page || is_related(pile_, child, o.parent);
    o.version = one_page || (!pile_.outlet[child].empty() && pile_.outlet[child] == pile_.outlet[o.parent]);
    offers_[child].push_back(std::move(o));
  }

  /// A person says that it is a copy: the edge that there is, turned round if need be, or a new one.
  void decided(Found& f) {
    const auto child = static_cast<std::uint32_t>(f.first_document), parent = static_cast<std::uint32_t>(f.second_document);
    const Reason why = f.reason(child, {});
    std::erase_if(out_.derived, [&](const DerivationEdge& e) { return e.child == parent && e.parent == child; });
    std::erase(parents_[parent], child);
    const auto there = std::find_if(out_.derived.begin(), out_.derived.end(),
                                    [&](const DerivationEdge& e) { return e.child == child && e.parent == parent; });
    if (there != out_.derived.end()) {
      there->why.push_back(why);
    } else if (descends(parent, child)) {
      f.outcome.what = "It would make a document a copy of its own copy.";
      return;
    } else {
      out_.derived.push_back({.child = child, .parent = parent, .how = How::rewritten, .passages = {}, .child_covered = 0, .parent_covered = 0,
                              .why = {why}});
      parents_[child].push_back(parent);
    }
    f.applied(why);
  }

  bool descends(std::uint32_t from, std::uint32_t ancestor) const {
    std::vector<std::uint32_t> todo{from};
    std::vector<bool> seen(pile_.size(), false);
    while (!todo.empty()) {
      const auto d = todo.back();
      todo.pop_back();
      if (d == ancestor) return true;
      if (seen[d]) continue;
      seen[d] = true;
      todo.insert(todo.end(), parents_[d].begin(), parents_[d].end());
    }
    return false;
  }

  /// The best explanation of what is not yet explained: most words; among near-equals one that the child credits, then the one of
  /// which it took most, then the latest.
  const Offer* best(const std::vector<Offer*>& left, const std::vector<bool>& taken, std::uint32_t& gain) const {
    std::vector<std::uint32_t> gains;
    for (const auto* o : left) gains.push_back(count_covered(o->covers, taken));
    gain = gains.empty() ? 0 : *std::max_element(gains.begin(), gains.end());
    const std::uint32_t near = gain - std::max<std::uint32_t>(3, gain / 50) * (gain > 3);
    const Offer* out = nullptr;
    const auto rank = [](const Offer& o) {
      return std::tuple(!o.translated, o.related, o.version, o.capture, o.version ? 0 : static_cast<int>(o.parent_covered * 50), o.parent);
    };
    for (std::size_t i = 0; i < left.size(); ++i) {
      // An update replaces the last version, even where it took up a line again that an earlier one had.
      const bool near_enough = gains[i] >= near || (left[i]->version && gains[i] * 10 >= gain * 8);
      if (near_enough && gains[i] > 0 && (out == nullptr || rank(*left[i]) > rank(*out))) out = left[i];
    }
    return out;
  }

  void choose(std::uint32_t child) {
    auto& offers = offers_[child];
    std::vector<Offer*> left;
    for (auto& o : offers) left.push_back(&o);
    std::vector<bool> taken(pile_.texts[child].size(), false);
    std::vector<const Offer*> chosen;
    while (chosen.size() < 3 && !left.empty()) {
      std::uint32_t gain = 0;
      const Offer* o = best(left, taken, gain);
      // A second parent must explain a good part of its own, not the odd phrase that the first one's editor changed.
      const auto needed = chosen.empty() ? 1u : std::max(20u, pile_.texts[child].own_words / 10);
      if (o == nullptr || gain < needed) break;
      std::erase(left, o);
      if (o->capture > 0) std::erase_if(left, [](const Offer* other) { return other->capture > 0; });  // a page is the last one, changed
      if (descends(o->parent, child)) continue;
      chosen.push_back(o);
      parents_[child].push_back(o->parent);
      for (const auto& i : o->covers)
        for (auto w = i.first; w < i.last; ++w) taken[w] = true;
    }
    const auto covered = static_cast<std::uint32_t>(std::count(taken.begin(), taken.end(), true));
    for (const auto* o : chosen) out_.derived.push_back(edge(child, *o, share(covered, pile_.texts[child].own_words)));
    for (auto& o : offers) o = {};
  }

  DerivationEdge edge(std::uint32_t child, const Offer& o, double covered_by_all) const {
    DerivationEdge e{.child = child,
                     .parent = o.parent,
                     .how = how(child, o, covered_by_all),
                     .passages = o.passages,
                     .child_covered = static_cast<float>(o.child_covered),
                     .parent_covered = static_cast<float>(o.parent_covered),
                     .why = {}};
    std::uint32_t words = 0;
    for (const auto& p : e.passages) words += p.words;
    if (!o.translated)
      e.why.push_back({fmt::format("{} of its {} words are the other text's.", words, pile_.texts[child].own_words), child,
                       e.passages.empty() ? ByteSpan{} : e.passages.front().in_child});
    e.why.insert(e.why.end(), o.why.begin(), o.why.end());
    return e;
  }

  How how(std::uint32_t child, const Offer& o, double covered_by_all) const {
    if (o.translated) return How::translated;
    if (o.child_covered >= .97 && o.parent_covered >= .95) return How::verbatim;
    if (o.version) {
      const bool corrects = !correction_note(pile_.document(child)).empty() && correction_note(pile_.document(o.parent)).empty();
      return corrects ? How::correction : How::update;
    }
    if (o.child_covered >= .93 && o.parent_covered >= .9) return How::verbatim;
    if (covered_by_all >= .9) return o.parent_covered >= .85 ? How::light_edit : How::cut;
    return covered_by_all >= .5 ? How::light_edit : How::rewritten;
  }

  void collect() {
    Partition families(pile_.size());
    for (const auto& e : out_.derived) families.join(e.child, e.parent);
    std::vector<std::vector<std::uint32_t>> members(pile_.size());
    for (std::uint32_t d = 0; d < pile_.size(); ++d) members[families.head(d)].push_back(d);
    for (auto& m : members)
      if (m.size() > 1) out_.families.push_back(std::move(m));
  }

  const Pile& pile_;
  Rulings* rulings_;
  Families& out_;
  std::vector<bool> is_agency_;
  std::vector<std::vector<Offer>> offers_;          // by child
  std::vector<std::vector<std::uint32_t>> parents_; // chosen so far
};

}  // namespace

Families find_families(const Pile& pile, Rulings* rulings) {
  Families out;
  out.captures = find_captures(pile);
  out.kin = find_kin(pile);
  part_stories(pile, out);
  out.translations = find_translations(pile);
  if (rulings != nullptr) part_copies(*rulings, out);
  Builder(pile, out, rulings).run();
  mark_withdrawn(pile, out);
  find_absent(pile, out);
  if (rulings == nullptr) return out;
  for (Found* f : rulings->of(DecisionKind::not_withdrawn)) {
    const auto d = static_cast<std::uint32_t>(f->first_document);
    if (!out.withdrawn[d]) continue;
    out.withdrawn[d] = false;
    f->applied(f->reason(d, {}));
  }
  return out;
}

}  // namespace stemma::link
