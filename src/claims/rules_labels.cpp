// Speech that a label gives to its speaker, in forms that the network has seen too seldom: transcripts ("MARLOWICK: ..."), lists of
// quotations ("..." ― Edda Marlowick), posts set into a page (... — Edda Marlowick (@edda) 6 May 2031).
#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kLongestLabel = 8;
constexpr std::uint32_t kLongestPost = 300;  // bytes: 280 letters, and an address

class Labels {
 public:
  explicit Labels(Sheet& sheet) : sheet_(sheet), v_(sheet.view), taken_(v_.size(), false) {
    for (const Draft& d : sheet.drafts)
      for (const Range& r : d.cue)
        for (std::uint32_t i = r.first; i < r.last; ++i) taken_[i] = true;
  }

  void read() {
    const auto& sentences = v_.analysis().sentences;
    for (std::size_t s = 0; s < sentences.size();) {
      std::size_t last = s + 1;
      while (last < sentences.size() && sentences[last].block == sentences[s].block) ++last;
      const Range block{sentences[s].first, sentences[last - 1].last};
      before(block);
      behind(block);
      posts(s, last);
      s = last;
    }
  }

 private:
  bool capitals(std::uint32_t i) const { return in_capitals(v_.text(i)); }

  /// `"MARLOWICK: ..."`: all that follows in the paragraph.
  void before(Range block) {
    std::uint32_t first = block.first;
    if (first < block.last && v_.open_quote(first)) ++first;
    std::uint32_t colon = first;
    while (colon < block.last && colon - first < 4 && capitals(colon)) ++colon;
    if (colon == first || colon + 2 >= block.last || !v_.is(colon, ":") || taken_[colon] || is_desk_label(v_, {first, colon})) return;
    std::uint32_t last = block.last;
    while (last > colon + 1 && v_.close_quote(last - 1) && first != block.first) --last;
    add({first, colon}, colon, {{colon + 1, last}}, "transcript");
  }

  /// `"..." ― Edda Marlowick`, at the end of the paragraph.
  void behind(Range block) {
    std::uint32_t end = block.last;
    while (end > block.first && v_.mark(end - 1) && !v_.close_quote(end - 1)) --end;
    std::uint32_t first = end;
    while (first > block.first && end - first < kLongestLabel && (v_.tag(first - 1) == Tag::name || v_.is(first - 1, kPersonRole | kTitle))) --first;
    if (first == end || first < block.first + 3 || !v_.dash(first - 1) || !v_.close_quote(first - 2) || taken_[first - 1]) return;
    const std::int32_t q = v_.quotation(first - 2);
    if (q >= 0) add({first, end}, first - 1, speech_before(v_, q), "quotation-label");
  }

  /// `... — Edda Marlowick (@edda)`: the sentences before it, as many as fit into a post; of a paragraph that is a signature only, the one above.
  /// Sentences [first, last) are those of one paragraph.
  void posts(std::size_t first, std::size_t last) {
    const auto& sentences = v_.analysis().sentences;
    std::uint32_t from = sentences[first].first;
    for (std::uint32_t i = from + 2; i + 1 < sentences[last - 1].last; ++i) {
      if (!v_.is(i - 1, "(") || !v_.text(i).starts_with('@') || !v_.is(i + 1, ")")) continue;
      std::uint32_t dash = i - 1;
      while (dash > from && i - dash < kLongestLabel && !v_.dash(dash)) --dash;
      if (!v_.dash(dash) || dash + 1 >= i - 1 || taken_[dash]) continue;
      std::uint32_t start = from, end = dash;
      if (start == end && first > 0 && sentences[first - 1].block + 1 == sentences[first].block) {
        end = sentences[first - 1].last;
        start = sentences[first - 1].first;
        for (std::size_t s = first - 1; s-- > 0 && sentences[s].block == sentences[first - 1].block;) start = sentences[s].first;
      }
      for (std::size_t s = 0; s < last - first && start < end && v_.token(end - 1).span.end - v_.token(start).span.begin > kLongestPost; ++s)
        start = std::max(start, sentences[first + s].last);
      while (start < end && (v_.text(end - 1).starts_with("pic.twitter") || v_.text(end - 1).starts_with("http"))) --end;
      if (start < end) add({dash + 1, i - 1}, dash, {{start, end}}, "post");
      from = i + 2;
      while (from < sentences[last - 1].last && v_.tag(from) != Tag::mark && !v_.is(from, ".") && v_.word(from).sentence == v_.word(i).sentence) ++from;  // its date
    }
  }

  void add(Range source, std::uint32_t cue, Ranges content, std::string_view rule) {
    Draft d;
    d.source = {source};
    d.cue = {{cue, cue + 1}};
    d.content = std::move(content);
    d.direct = d.speech = true;
    d.rule = rule;
    d.confidence = 0.8F;
    sheet_.add(std::move(d));
  }

  Sheet& sheet_;
  const View& v_;
  std::vector<bool> taken_;
};

}  // namespace

void read_labels(Sheet& sheet) { Labels(sheet).read(); }

}  // namespace stemma::claims
