// Speech that a label gives to its speaker, in forms that the network has seen too seldom: transcripts ("MARLOWICK: ..."), lists of
// quotations ("..." ― Edda Marlowick).
#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kLongestLabel = 8;

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
      s = last;
    }
  }

 private:
  bool capitals(std::uint32_t i) const {
    const std::string_view w = v_.text(i);
    return w.size() > 1 && std::all_of(w.begin(), w.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  /// `"MARLOWICK: ..."`: all that follows in the paragraph.
  void before(Range block) {
    std::uint32_t first = block.first;
    if (first < block.last && v_.open_quote(first)) ++first;
    std::uint32_t colon = first;
    while (colon < block.last && colon - first < 4 && capitals(colon)) ++colon;
    if (colon == first || colon + 2 >= block.last || !v_.is(colon, ":") || taken_[colon]) return;
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
