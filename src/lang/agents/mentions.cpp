#include "lang/agents/mentions.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"

namespace stemma::lang::agents {
namespace {

constexpr std::uint32_t kLong = 200;  // in longer phrases no closing mark is looked for, so that crafted text costs no more

using R = Relation;

/// Hangs on a head without belonging to its phrase.
bool is_loose(R relation) {
  switch (relation) {
    case R::cc: case R::cc_preconj: case R::conj: case R::parataxis: case R::reparandum: case R::discourse: case R::dislocated:
    case R::vocative: case R::list: case R::orphan: case R::dep: case R::mark: case R::punct: case R::cop: case R::aux: case R::aux_pass:
    case R::nsubj: case R::nsubj_outer: case R::nsubj_pass: case R::csubj: case R::advcl: case R::ccomp: case R::expl:
      return true;
    default: return false;
  }
}

/// A word that is part of another's name or explains it.
bool is_part_of_head(R relation) {
  switch (relation) {
    case R::flat: case R::fixed: case R::goeswith: case R::appos: case R::reparandum: case R::nmod_desc: case R::expl: return true;
    default: return false;
  }
}

class Finder {
 public:
  explicit Finder(const View& view) : v_(view), first_(view.size()), last_(view.size()) {
    for (std::uint32_t t = 0; t < v_.size(); ++t) first_[t] = t, last_[t] = t;
    for (const Sentence& s : v_.analysis().sentences) extend(s);
  }

  std::vector<Mention> find() const {
    std::vector<Mention> out;
    for (std::uint32_t h = 0; h < v_.size(); ++h)
      if (heads_one(h)) add(h, out);
    std::sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) {
      if (a.first != b.first) return a.first < b.first;
      return a.last != b.last ? a.last > b.last : a.head < b.head;
    });
    const auto same = [](const Mention& a, const Mention& b) { return a.first == b.first && a.last == b.last; };
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
    return out;
  }

 private:
  struct Span {
    std::uint32_t first, last;  // both inside
  };

  /// Ends of every subtree of a sentence, bottom up.
  void extend(const Sentence& s) {
    std::vector<std::uint32_t> waiting(s.last - s.first), ready;
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      waiting[t - s.first] = static_cast<std::uint32_t>(v_.children(t).size());
      if (waiting[t - s.first] == 0) ready.push_back(t);
    }
    while (!ready.empty()) {
      const std::uint32_t t = ready.back();
      ready.pop_back();
      if (v_.token(t).head < 0) continue;
      const auto h = static_cast<std::uint32_t>(v_.token(t).head);
      first_[h] = std::min(first_[h], first_[t]);
      last_[h] = std::max(last_[h], last_[t]);
      if (--waiting[h - s.first] == 0) ready.push_back(h);
    }
  }

  bool in_name_of_head(std::uint32_t t) const {
    const std::int32_t h = v_.token(t).head;
    return v_.name(t) >= 0 && h >= 0 && v_.name(t) == v_.name(static_cast<std::uint32_t>(h));
  }

  bool heads_one(std::uint32_t t) const {
    static const auto not_referring = [] {
      std::vector<bool> out(penn_tags().size());
      for (const std::string_view tag : {"WP", "WDT", "WP$", "EX"}) out[*penn_tag(tag)] = true;
      return out;
    }();
    const Token& token = v_.token(t);
    if (not_referring[token.penn] || is_part_of_head(token.relation)) return false;
    if (token.relation == R::compound) return token.upos == Upos::propn && !in_name_of_head(t);
    return token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::pron;
  }

  bool loose(std::uint32_t child, std::uint32_t h) const {
    const R relation = v_.token(child).relation;
    if (relation == R::case_) return child < h;
    if (relation == R::advmod) return child < h && v_.token(h).upos == Upos::pron;
    return is_loose(relation);
  }

  /// Tokens around h that belong to it and stand together.
  Span span(std::uint32_t h) const {
    std::int64_t low = -1, high = std::numeric_limits<std::int64_t>::max();
    for (const std::uint32_t c : v_.children(h)) {
      if (!loose(c, h) || v_.token(c).relation == R::punct) continue;
      if (c < h) low = std::max<std::int64_t>(low, last_[c]);
      else high = std::min<std::int64_t>(high, first_[c]);
    }
    Span out{h, h};
    for (const std::uint32_t c : v_.children(h)) {
      if (loose(c, h)) continue;
      if (first_[c] < h && first_[c] > low) out.first = std::min(out.first, first_[c]);
      if (first_[c] > h && last_[c] < high) out.last = std::max(out.last, last_[c]);
    }
    return out;
  }

  std::uint32_t count(Span s, std::string_view mark) const {
    std::uint32_t out = 0;
    for (std::uint32_t t = s.first; t <= s.last; ++t) out += v_.text(t) == mark;
    return out;
  }

  bool closes(Span s) const {
    if (s.last + 1 >= v_.size() || s.last - s.first >= kLong) return false;
    const std::string_view following = v_.text(s.last + 1);
    if (following == ")") return count(s, "(") > count(s, ")");
    if (following == "\"") return count(s, "\"") % 2 != 0;
    return following == "”" && count(s, "“") > count(s, "”");
  }

  /// Punctuation off both ends, but a closing mark whose partner stands inside.
  Span trim(std::uint32_t h, Span s) const {
    const auto is_mark = [this](std::uint32_t t) { return v_.token(t).upos == Upos::punct; };
    while (s.last > h && is_mark(s.last) && !equals_any(v_.text(s.last), {")", "]", "”", "\"", "’"})) --s.last;
    while (s.first < h && is_mark(s.first) && equals_any(v_.text(s.first), {",", "-", "–", "—", ":", ";", "."})) ++s.first;
    if (closes(s)) ++s.last;
    return s;
  }

  void add(std::uint32_t h, std::vector<Mention>& out) const {
    Span s = trim(h, span(h));
    out.push_back({h, s.first, s.last + 1, false});
    std::uint32_t end = 0;
    for (const std::uint32_t c : v_.children(h)) {
      const Token& token = v_.token(c);
      const bool nominal = token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::pron || token.upos == Upos::num;
      if (token.relation == R::conj && c > h && nominal) end = std::max(end, last_[c]);
    }
    if (end == 0) return;
    s = trim(h, {s.first, end});
    out.push_back({h, s.first, s.last + 1, true});
  }

  const View& v_;
  std::vector<std::uint32_t> first_, last_;  // of each token's subtree, both inside
};

}  // namespace

std::vector<Mention> find_mentions(const View& view) { return Finder(view).find(); }

}  // namespace stemma::lang::agents
