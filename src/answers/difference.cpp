// GET /documents/{id}/difference?with=ID: two texts side by side, sentence by sentence, and what the change does to claims.
//
// Sentences that are equal but for case and typography are aligned by their longest common subsequence (J. Hunt, T. Szymanski, 1977: what texts
// share is little beside all pairs); between two of these, sentences that share half of their words are one that was changed; its words are
// compared in the same way.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "answers/routes.h"
#include "base/hash.h"
#include "base/search_words.h"
#include "base/utf8.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most_pairs = 4000000;  // of equal units looked at; beyond that only the rarest are

struct Unit {
  ByteSpan span;
  std::uint64_t hash = 0;                ///< of its folded words
  std::vector<std::uint64_t> words;
};

bool ends_sentence(char32_t c) { return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' || c == U'؟' || c == U'।'; }

/// Lines, and sentences in them as far as marks tell.
std::vector<Unit> units_of(std::string_view text) {
  std::vector<Unit> out;
  const auto add = [&](std::size_t begin, std::size_t end) {
    while (begin < end && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\n')) --end;
    if (begin == end) return;
    Unit u{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, 0, {}};
    for (const SearchWord& w : search_words(text.substr(begin, end - begin))) u.words.push_back(hash64(w.folded)), u.hash = mix64(u.hash ^ u.words.back());
    if (u.words.empty()) u.hash = hash64(text.substr(begin, end - begin));
    out.push_back(std::move(u));
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool marked = ends_sentence(c) && at < text.size() && (text[at] == ' ' || c == U'。' || c == U'！' || c == U'？');
    if (c != U'\n' && !marked) continue;
    add(begin, at);
    begin = at;
  }
  add(begin, text.size());
  return out;
}

using Match = std::pair<std::uint32_t, std::uint32_t>;

/// The longest common subsequence of two lists of keys, as pairs of places.
std::vector<Match> common(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> places;
  for (std::uint32_t j = 0; j < b.size(); ++j) places[b[j]].push_back(j);
  std::size_t pairs = 0;
  for (const auto key : a)
    if (const auto at = places.find(key); at != places.end()) pairs += at->second.size();
  struct Link {
    Match match;
    std::int64_t before;
  };
  std::vector<Link> links;
  std::vector<std::uint32_t> ends;   // least end in b of a common subsequence of each length
  std::vector<std::int64_t> tops;    // and its last link
  for (std::uint32_t i = 0; i < a.size(); ++i) {
    const auto at = places.find(a[i]);
    if (at == places.end() || (pairs > most_pairs && at->second.size() > 8)) continue;
    for (auto j = at->second.rbegin(); j != at->second.rend(); ++j) {
      const auto length = static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), *j) - ends.begin());
      if (length < ends.size() && ends[length] == *j) continue;
      links.push_back({{i, *j}, length == 0 ? -1 : tops[length - 1]});
      const auto last = static_cast<std::int64_t>(links.size()) - 1;
      if (length == ends.size()) ends.push_back(*j), tops.push_back(last);
      else ends[length] = *j, tops[length] = last;
    }
  }
  std::vector<Match> out;
  for (std::int64_t at = tops.empty() ? -1 : tops.back(); at >= 0; at = links[static_cast<std::size_t>(at)].before) out.push_back(links[static_cast<std::size_t>(at)].match);
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<std::uint64_t> keys(const std::vector<Unit>& units) {
  std::vector<std::uint64_t> out;
  for (const Unit& u : units) out.push_back(u.hash);
  return out;
}

/// They share half of the words of the longer one.
bool alike(const Unit& a, const Unit& b) {
  auto x = a.words, y = b.words;
  std::sort(x.begin(), x.end()), std::sort(y.begin(), y.end());
  std::vector<std::uint64_t> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  return !both.empty() && both.size() * 2 >= std::max(x.size(), y.size());
}

class Comparison {
 public:
  Comparison(const Text& a, const Text& b) : a_(a), b_(b), left_(units_of(a.bytes)), right_(units_of(b.bytes)) {}

  Json rows() {
    std::uint32_t i = 0, j = 0;
    for (const auto& [x, y] : common(keys(left_), keys(right_))) {
      gap(i, x, j, y);
      row("same", &left_[x], &right_[y]);
      i = x + 1, j = y + 1;
    }
    gap(i, static_cast<std::uint32_t>(left_.size()), j, static_cast<std::uint32_t>(right_.size()));
    return std::move(rows_);
  }

 private:
  /// Units between two that are the same: in order, each with the next of the other side that is like it.
  void gap(std::uint32_t i, std::uint32_t x, std::uint32_t j, std::uint32_t y) {
    for (; i < x; ++i) {
      std::uint32_t k = j;
      const std::uint32_t end = std::min(y, j + 50);
      while (k < end && !alike(left_[i], right_[k])) ++k;
      if (k >= end) {
        row("only_a", &left_[i], nullptr);
        continue;
      }
      for (; j < k; ++j) row("only_b", nullptr, &right_[j]);
      row("changed", &left_[i], &right_[j++]);
    }
    for (; j < y; ++j) row("only_b", nullptr, &right_[j]);
  }

  void row(const char* kind, const Unit* a, const Unit* b) {
    const auto words = [](const Text& t, const Unit* u) { return u == nullptr ? std::string() : std::string(slice(t.bytes, u->span)); };
    const std::string left = words(a_, a), right = words(b_, b);
    Json left_marks = Json::array(), right_marks = Json::array();
    if (a != nullptr && b != nullptr && left != right) mark(left, right, left_marks, right_marks);
    const bool changed = kind == std::string_view("same") && left != right;  // case or typography only
    rows_.push_back({{"kind", changed ? "changed" : kind}, {"a", a == nullptr ? Json(nullptr) : span_json(a_, a->span)}, {"b", b == nullptr ? Json(nullptr) : span_json(b_, b->span)},
                     {"a_text", left}, {"b_text", right}, {"a_marks", std::move(left_marks)}, {"b_marks", std::move(right_marks)}});
  }

  static void mark(const std::string& a, const std::string& b, Json& a_marks, Json& b_marks) {
    const auto pieces = [](const std::string& text) {  // words, and what stands between them
      std::vector<ByteSpan> out;
      std::uint32_t at = 0;
      for (const ByteSpan w : word_spans(text)) {
        if (w.begin > at) out.push_back({at, w.begin});
        out.push_back(w);
        at = w.end;
      }
      if (at < text.size()) out.push_back({at, static_cast<std::uint32_t>(text.size())});
      return out;
    };
    const auto x = pieces(a), y = pieces(b);
    const auto hashes = [](const std::string& text, const std::vector<ByteSpan>& all) {
      std::vector<std::uint64_t> out;
      for (const ByteSpan s : all) out.push_back(hash64(slice(text, s)));
      return out;
    };
    std::vector<bool> in_x(x.size(), false), in_y(y.size(), false);
    for (const auto& [i, j] : common(hashes(a, x), hashes(b, y))) in_x[i] = true, in_y[j] = true;
    const auto put = [](const std::string& text, const std::vector<ByteSpan>& all, const std::vector<bool>& shared, Json& marks) {
      const CodePointIndex points(text);
      for (std::size_t i = 0; i < all.size();) {
        if (shared[i]) { ++i; continue; }
        const auto begin = all[i].begin;
        while (i < all.size() && !shared[i]) ++i;
        marks.push_back(Json::array({points.code_point(begin), points.code_point(all[i - 1].end)}));
      }
    };
    put(a, x, in_x, a_marks), put(b, y, in_y, b_marks);
  }

  const Text &a_, &b_;
  std::vector<Unit> left_, right_;
  Json rows_ = Json::array();
};

/// Two texts that are not one page at two times: claims that one carries and the other does not.
Json unshared_claims(const State& s, std::uint32_t a, std::uint32_t b, const Text& at, const Text& bt) {
  const auto carried = [&](std::uint32_t d) {
    std::map<std::uint32_t, std::uint32_t> of;  // claim -> attribution
    for (std::uint32_t i = 0; i < s.documents[d].attributions; ++i)
      for (const auto c : s.claims_of.of(s.documents[d].first + i)) of.try_emplace(c, s.documents[d].first + i);
    return of;
  };
  const auto in_a = carried(a), in_b = carried(b);
  const auto span = [&](const Text& text, std::uint32_t attribution) {
    const auto content = s.content(s.attributions[attribution]);
    return span_json(text, {content.front().begin, content.back().end});
  };
  Json out = Json::array();
  const auto add = [&](std::uint32_t c, const char* kind, Json in_a_at, Json in_b_at) {
    out.push_back({{"kind", kind}, {"claim", s.model.claims[c].id}, {"text", report::title(s.model.claims[c])}, {"a", std::move(in_a_at)}, {"b", std::move(in_b_at)}, {"quiet", nullptr}, {"why", Json::array()}});
  };
  for (const auto& [c, attribution] : in_a)
    if (!in_b.contains(c)) add(c, "dropped", span(at, attribution), nullptr);
  for (const auto& [c, attribution] : in_b)
    if (!in_a.contains(c)) add(c, "added", nullptr, span(bt, attribution));
  return out;
}

/// What was done to the sayings of a page between two captures that follow each other. `turned`: the later one is shown on the left.
Json capture_edits(const State& s, const CaptureEdit& e, bool turned) {
  Json out = Json::array();
  for (const SayingEdit& saying : e.sayings) out.push_back(saying_edit(s, e, saying, turned));
  return out;
}

}  // namespace

Json saying_edit(const State& s, const CaptureEdit& e, const SayingEdit& saying, bool turned) {
  const auto at = [&](std::uint32_t document, std::int32_t attribution) -> Json {
    if (attribution < 0) return nullptr;
    const auto content = s.content(s[AttributionRef{document, static_cast<std::uint32_t>(attribution)}]);
    return span_json(*s.files.text(s.documents[document].stored), {content.front().begin, content.back().end});
  };
  Json before = at(e.before, saying.before), after = at(e.after, saying.after);
  std::string text;
  if (!saying.claims.empty()) text = report::title(s.model.claims[saying.claims.front()]);
  else if (!saying.why.empty()) text = shown(saying.why.front().text);
  return {{"kind", name(saying.kind)}, {"claim", saying.claims.empty() ? Json(nullptr) : Json(s.model.claims[saying.claims.front()].id)}, {"text", std::move(text)},
          {"a", turned ? after : before}, {"b", turned ? before : after}, {"quiet", e.notice.empty()}, {"why", reasons(s, saying.why)}};
}

Json difference(const State& s, std::string_view id, const Query& q) {
  const auto with = q.text("with");
  if (with.empty()) refuse(400, "It takes two documents to compare", {}, "Choose the one to compare with.");
  const auto a = document_called(s, id), b = document_called(s, with);
  if (a == b) refuse(400, "A document does not differ from itself", {}, "Choose another one to compare with.");
  const auto at = s.files.text(s.documents[a].stored), bt = s.files.text(s.documents[b].stored);
  const auto edit = std::find_if(s.model.edits.begin(), s.model.edits.end(), [&](const CaptureEdit& e) { return (e.before == a && e.after == b) || (e.before == b && e.after == a); });
  Json notice = nullptr;
  if (edit != s.model.edits.end() && !edit->notice.empty()) {
    const Text& text = edit->after == a ? *at : *bt;
    notice = {{"corrects", edit->corrects}, {"document", s.documents[edit->after].id}, {"span", span_json(text, edit->notice)}, {"quote", quote(text, std::span(&edit->notice, 1), 600)}};
  }
  return {{"generation", s.generation}, {"a", document_ref(s, a)}, {"b", document_ref(s, b)}, {"rows", Comparison(*at, *bt).rows()},
          {"captures", edit != s.model.edits.end()}, {"notice", std::move(notice)},
          {"edits", edit == s.model.edits.end() ? unshared_claims(s, a, b, *at, *bt) : capture_edits(s, *edit, edit->before == b)}};
}

}  // namespace stemma::answers
