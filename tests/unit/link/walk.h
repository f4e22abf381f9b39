// Walks a whole model and fails on a union, a fold or a count that gives no reason in words, with words of a page behind it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "link/partition.h"
#include "stemma/claims.h"

namespace stemma::link_test {

class Walk {
 public:
  Walk(const std::vector<Reading>& list, const CaseModel& model) : list_(list), m_(model) {}

  void all() {
    agents();
    copies();
    for (const auto& e : m_.relies) {
      const auto what = "reliance of " + id(e.from) + (e.why.empty() ? "" : " (" + e.why.front().text + ")");
      reasons(e.why, what);
      EXPECT_TRUE(e.to >= 0 || e.outlet >= 0) << what;
      for (const auto& w : e.why) EXPECT_EQ(w.document, e.from) << what;
    }
    for (const auto& t : m_.absent) reasons(t.why, "absent text of " + t.issuer);
    for (const auto& h : m_.hints) reasons(h.why, "hint of " + id(h.a));
    for (const auto& e : m_.edits) {
      reasons(e.why, "edit of " + id(e.after));
      for (const auto& s : e.sayings) reasons(s.why, "saying of " + id(e.after));
    }
    std::set<std::string> ids;
    for (const auto& c : m_.claims) {
      EXPECT_TRUE(ids.insert(c.id).second) << c.label;
      claim(c);
    }
    for (const auto& d : m_.denials) denial(d);
    for (const auto& s : m_.figures) series(s);
    for (const auto& e : m_.timeline) entry(e);
    for (const auto& r : m_.rulings) {
      if (r.applied) reasons(r.why, "decision " + std::to_string(r.decision));
      else EXPECT_FALSE(r.what.empty()) << "decision " << r.decision;
    }
  }

 private:
  std::string id(std::uint32_t d) const { return d < list_.size() ? list_[d].document.id : "no document"; }
  std::string_view text(std::uint32_t d) const { return list_[d].document.text; }

  /// Words of its document, from letter to letter; `shown`: not empty.
  bool span(std::uint32_t d, ByteSpan s, const std::string& what) const {
    EXPECT_LT(d, list_.size()) << what;
    if (d >= list_.size()) return false;
    EXPECT_LE(s.begin, s.end) << what;
    EXPECT_LE(s.end, text(d).size()) << what;
    if (s.begin > s.end || s.end > text(d).size()) return false;
    const auto inside_a_letter = [&](std::uint32_t at) { return at < text(d).size() && (static_cast<unsigned char>(text(d)[at]) & 0xC0) == 0x80; };
    EXPECT_FALSE(inside_a_letter(s.begin) || inside_a_letter(s.end)) << what;
    const auto words = text(d).substr(s.begin, s.end - s.begin);
    EXPECT_TRUE(s.empty() || !trim(words).empty()) << what << ": white space is no evidence";
    return !s.empty();
  }
  /// In words; what it quotes stands in its document, what it sets that against in another. True if it points at words.
  bool reason(const Reason& w, const std::string& what) const {
    EXPECT_FALSE(trim(w.text).empty()) << what;
    const bool shown = span(w.document, w.span, what + ": " + w.text);
    if (w.text.starts_with("A person said so") || w.document >= list_.size()) return shown;
    for (auto at = w.text.find("“"); at != std::string::npos; at = w.text.find("“", at + 3)) {
      const auto end = w.text.find("”", at);
      if (end == std::string::npos) break;
      const auto quoted = w.text.substr(at + 3, end - at - 3);
      const auto holds = [&](const Reading& r) { return r.document.text.find(quoted) != std::string::npos; };
      const bool others = w.text.substr(0, at).ends_with("against ");
      EXPECT_TRUE(others ? std::any_of(list_.begin(), list_.end(), holds) : holds(list_[w.document])) << what << ": " << w.text;
    }
    return shown;
  }
  /// At least one, and one of them shows its words.
  void reasons(const std::vector<Reason>& why, const std::string& what) const {
    bool shown = false;
    for (const auto& w : why) shown = reason(w, what) || shown;
    EXPECT_TRUE(shown) << what << ": no words of a page stand behind it";
  }

  void agents() const {
    for (const auto& a : m_.agents) {
      const auto what = "agent " + a.name;
      for (const auto& w : a.why) reason(w, what);
      EXPECT_GE(a.why.size() + 1, a.mentions.size()) << what << ": joined without a reason";
      if (a.mentions.size() > 1) reasons(a.why, what);
      for (const auto& x : a.mentions) {
        ASSERT_LT(x.document, list_.size()) << what;
        ASSERT_LT(x.agent, list_[x.document].agents.size()) << what;
      }
      for (const auto c : a.candidates) EXPECT_LT(c, m_.agents.size()) << what;
      EXPECT_TRUE(a.speaks_as < std::ssize(m_.agents) && a.affiliation < std::ssize(m_.agents)) << what;
    }
  }

  void copies() const {
    link::Partition tied(list_.size());
    for (const auto& e : m_.derived) {
      const auto what = "copy " + id(e.child) + " of " + id(e.parent);
      EXPECT_NE(e.child, e.parent) << what;
      reasons(e.why, what);
      const bool decided = std::any_of(e.why.begin(), e.why.end(), [](const Reason& w) { return w.text.starts_with("A person said so"); });
      EXPECT_TRUE(decided || !e.passages.empty()) << what << ": shares no passage";
      for (const auto& p : e.passages) {
        EXPECT_TRUE(span(e.child, p.in_child, what) && span(e.parent, p.in_parent, what)) << what << ": an empty passage";
        EXPECT_GT(p.words, 0u) << what;
      }
      tied.join(e.child, e.parent);
    }
    std::set<std::uint32_t> placed;
    for (const auto& family : m_.families)
      for (const auto d : family) {
        EXPECT_TRUE(placed.insert(d).second) << id(d) << " is in two families";
        EXPECT_EQ(tied.head(d), tied.head(family.front())) << id(d) << " is in a family without edges to the rest of it";
      }
  }

  void claim(const Claim& c) const {
    const auto what = "claim " + c.label;
    EXPECT_FALSE(c.label.empty());
    Independent counted;
    for (const auto& r : c.roots) {
      root(c, r);
      const bool unknown = r.kind == RootKind::unknown;
      ++(r.side == Side::supports ? (unknown ? counted.supporting_unknown : counted.supporting) : (unknown ? counted.denying_unknown : counted.denying));
    }
    const auto& n = c.independent;
    EXPECT_EQ(std::tuple(n.supporting, n.supporting_unknown, n.denying, n.denying_unknown),
              std::tuple(counted.supporting, counted.supporting_unknown, counted.denying, counted.denying_unknown))
        << what;
    EXPECT_LE(c.supporting_at_least, n.supporting) << what;
    EXPECT_LE(c.denying_at_least, n.denying) << what;
    for (const auto& x : c.may_be_one) reasons({x.why}, what + ", may be one");
    EXPECT_GE(c.supporting_at_most, n.supporting) << what;
    EXPECT_GE(c.denying_at_most, n.denying) << what;
    std::set<std::uint32_t> supporting;
    std::vector<bool> rested(c.roots.size(), false);
    std::size_t unexplained = 0;
    for (const auto& x : c.members) {
      member(c, x, what + ", member in " + id(x.attribution.document));
      unexplained += std::none_of(x.why.begin(), x.why.end(), [](const Reason& w) { return !w.span.empty(); });
      if (x.side == Side::supports) supporting.insert(x.attribution.document);
      for (const auto r : x.reaches)
        if (r < rested.size()) rested[r] = true;
    }
    EXPECT_LE(unexplained, 1u) << what << ": nothing says why these are one claim";
    EXPECT_LE(c.reported_by, supporting.size()) << what;
    for (std::size_t r = 0; r < rested.size(); ++r) EXPECT_TRUE(rested[r]) << what << ": nobody rests on root " << c.roots[r].label;
  }

  void member(const Claim& c, const ClaimMember& x, const std::string& what) const {
    ASSERT_LT(x.attribution.document, list_.size()) << what;
    ASSERT_LT(x.attribution.attribution, list_[x.attribution.document].attributions.size()) << what;
    for (const auto& w : x.why) reason(w, what);
    if (x.side != Side::supports) reasons(x.why, what + ", on its side" + (x.why.empty() ? "" : " (" + x.why.back().text + ")"));
    EXPECT_EQ(x.root < 0, x.side == Side::neutral) << what;
    if (x.root < 0) return;
    ASSERT_LT(static_cast<std::size_t>(x.root), c.roots.size()) << what;
    EXPECT_EQ(c.roots[static_cast<std::size_t>(x.root)].side, x.side) << what;
    EXPECT_TRUE(std::is_sorted(x.reaches.begin(), x.reaches.end()) && std::binary_search(x.reaches.begin(), x.reaches.end(), static_cast<std::uint32_t>(x.root)))
        << what;
  }

  void root(const Claim& c, const Root& r) const {
    const auto what = "root " + r.label + " of " + c.label;
    EXPECT_FALSE(r.label.empty()) << c.label;
    reasons(r.why, what);
    if (r.ends.empty()) {
      EXPECT_EQ(r.kind, RootKind::unknown) << what << ": only a circle has no end";
      return;
    }
    const bool withdrawn = std::all_of(r.ends.begin(), r.ends.end(), [](const RootEnd& e) { return e.withdrawn; });
    if (withdrawn) EXPECT_EQ(r.kind, RootKind::unknown) << what;  // all that is withdrawn is one, by the notices among its reasons
    else EXPECT_EQ(r.folds.size() + 1, r.ends.size()) << what << ": its folds are no tree";
    link::Partition one(r.ends.size());
    for (const auto& f : r.folds) {
      ASSERT_TRUE(f.a < r.ends.size() && f.b < r.ends.size()) << what;
      EXPECT_TRUE(one.join(f.a, f.b)) << what << ": folded twice";
      reasons({f.why}, what + ", fold of " + r.ends[f.b].label);
    }
    for (const auto& e : r.ends) {
      EXPECT_FALSE(e.label.empty()) << what;
      for (const auto i : e.members) EXPECT_LT(i, c.members.size()) << what;
    }
  }

  void denial(const Denial& d) const {
    const auto what = "denial in " + id(d.attribution.document);
    ASSERT_EQ(d.why.size(), d.claims.size()) << what;
    for (std::size_t i = 0; i < d.claims.size(); ++i) {
      reasons({d.why[i]}, what);
      ASSERT_LT(d.claims[i], m_.claims.size()) << what;
      const auto& members = m_.claims[d.claims[i]].members;
      EXPECT_TRUE(std::any_of(members.begin(), members.end(), [&](const ClaimMember& x) { return x.attribution == d.attribution && x.side == Side::denies; }))
          << what << ": does not stand among the members of " << m_.claims[d.claims[i]].label;
    }
    for (const auto c : d.may_cover) {
      ASSERT_LT(c, m_.claims.size()) << what;
      EXPECT_EQ(std::count(d.claims.begin(), d.claims.end(), c), 0) << what << ": may cover what it covers";
    }
    for (const auto& l : d.later) {
      ASSERT_LT(l.claim, m_.claims.size()) << what;
      reasons({l.why}, what + ", later");
    }
  }

  std::int32_t voice(std::int32_t agent) const { return agent < 0 ? -1 : m_.agents[static_cast<std::size_t>(agent)].speaks_as; }

  void series(const FigureSeries& s) const {
    const auto what = "figures of " + s.quantity;
    EXPECT_FALSE(s.quantity.empty());
    for (std::size_t i = 0; i < s.points.size(); ++i) {
      const auto& p = s.points[i];
      ASSERT_LT(p.document, list_.size()) << what;
      ASSERT_LT(p.figure, list_[p.document].figures.size()) << what;
      EXPECT_TRUE(span(p.document, list_[p.document].figures[p.figure].span, what)) << what;
      ASSERT_LT(p.to, std::ssize(s.points)) << what;
      EXPECT_NE(p.to, static_cast<std::int32_t>(i)) << what;
      EXPECT_EQ(p.stand == Stand::first, p.to < 0) << what << ": stands to nothing";
      if (p.stand != Stand::first) reasons({p.why}, what + ", how it stands");
      const bool updated = std::any_of(s.points.begin(), s.points.end(), [&](const FigurePoint& q) { return voice(q.agent) >= 0 && voice(q.agent) == voice(p.agent) && q.as_of > p.as_of; });
      EXPECT_TRUE(!p.superseded || updated) << what << ": superseded by nothing";
      ASSERT_LT(p.claim, std::ssize(m_.claims)) << what;
      if (p.claim < 0) continue;
      ASSERT_LT(p.root, std::ssize(m_.claims[static_cast<std::size_t>(p.claim)].roots)) << what;
    }
    for (const auto& w : s.changed) reasons({w}, what + ", changed by a copy");
  }

  void entry(const TimelineEntry& e) const {
    const auto what = "timeline " + e.date;
    EXPECT_FALSE(e.date.empty());
    EXPECT_TRUE(e.end.empty() || e.date < e.end) << what;
    EXPECT_TRUE(span(e.document, e.span, what)) << what << ": no words give the day";
    EXPECT_FALSE(e.claims.empty()) << what;
    for (const auto c : e.claims) EXPECT_LT(c, m_.claims.size()) << what;
  }

  const std::vector<Reading>& list_;
  const CaseModel& m_;
};

inline void expect_all_reasons(const std::vector<Reading>& list, const CaseModel& model) { Walk(list, model).all(); }

}  // namespace stemma::link_test
