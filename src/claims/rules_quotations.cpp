// Quotations that no cue claims: they go on with the speech before, or stand beside a speaker.
#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kSpeechWords = 5;  // shorter ones are names and scare quotes

class LooseQuotations {
 public:
  explicit LooseQuotations(Sheet& sheet) : sheet_(sheet), v_(sheet.view) {}

  void read() {
    note_claimed();
    const auto& all = v_.analysis().quotations;
    for (std::size_t q = 0; q < all.size(); ++q) {
      if (all[q].is_single && v_.quotation_range(static_cast<std::int32_t>(q)).size() < 8) continue;
      if (of_[q] >= 0) continue;
      const Range r = v_.quotation_range(static_cast<std::int32_t>(q));
      if (all[q].continues >= 0 && of_[static_cast<std::size_t>(all[q].continues)] >= 0) {
        append(of_[static_cast<std::size_t>(all[q].continues)], q, r);
        continue;
      }
      if (r.size() < kSpeechWords + 2 || !alone(r)) continue;
      const std::int32_t before = speech_before(r.first);
      if (before >= 0) append(before, q, r);
    }
  }

 private:
  /// of_[q]: the outermost draft whose content holds the opening mark of q.
  void note_claimed() {
    std::vector<std::int32_t> at(v_.size() + 1, -1);
    for (std::size_t d = 0; d < sheet_.drafts.size(); ++d)
      for (const Range& r : sheet_.drafts[d].content) {
        for (std::uint32_t i = r.first; i < r.last; ++i)
          if (v_.open_quote(i) && at[i] < 0) at[i] = static_cast<std::int32_t>(d);
      }
    of_.assign(v_.analysis().quotations.size(), -1);
    for (std::size_t q = 0; q < of_.size(); ++q) of_[q] = at[v_.quotation_range(static_cast<std::int32_t>(q)).first];
    last_.assign(v_.analysis().sentences.size(), -1);
    for (std::size_t d = 0; d < sheet_.drafts.size(); ++d) {
      const Draft& x = sheet_.drafts[d];
      if (!x.speech || x.content.empty()) continue;
      const std::uint32_t anchor = std::max(x.content.back().last - 1, x.cue.empty() ? 0 : x.cue.back().last - 1);
      const std::uint32_t s = v_.word(anchor).sentence;
      const std::uint32_t cue_at = x.cue.empty() ? anchor : x.cue[0].first;
      if (v_.quotation(cue_at) >= 0) continue;  // said inside a quotation
      last_[s] = static_cast<std::int32_t>(d);
    }
  }

  /// The quotation fills its sentences: nothing but marks stands around it.
  bool alone(Range r) const {
    const std::uint32_t first = v_.sentence_of(r.first).first, last = v_.sentence_of(r.last - 1).last;
    for (std::uint32_t i = first; i < r.first; ++i)
      if (!v_.mark(i)) return false;
    for (std::uint32_t i = r.last; i < last; ++i)
      if (!v_.mark(i)) return false;
    return true;
  }

  /// The draft of speech that ends in the sentence right before token i; -1 if there is none.
  std::int32_t speech_before(std::uint32_t i) const {
    const std::uint32_t s = v_.word(i).sentence;
    if (s == 0) return -1;
    return last_[s - 1];
  }

  void append(std::int32_t draft, std::size_t q, Range r) {
    Draft& d = sheet_.drafts[static_cast<std::size_t>(draft)];
    if (d.direct || v_.analysis().quotations[q].continues >= 0) {
      d.content.push_back(r);
      of_[q] = draft;
      last_[v_.word(r.last - 1).sentence] = draft;
      return;
    }
    Draft next;
    next.source = d.source;
    next.verb = d.verb;
    next.content = {r};
    next.direct = next.shared = next.speech = true;
    next.rule = "beside-speaker";
    next.confidence = 0.6F;
    sheet_.drafts.push_back(std::move(next));
    of_[q] = static_cast<std::int32_t>(sheet_.drafts.size()) - 1;
    last_[v_.word(r.last - 1).sentence] = of_[q];
  }

  Sheet& sheet_;
  const View& v_;
  std::vector<std::int32_t> of_;    // per quotation
  std::vector<std::int32_t> last_;  // per sentence
};

}  // namespace

void read_loose_quotations(Sheet& sheet) { LooseQuotations(sheet).read(); }

}  // namespace stemma::claims
