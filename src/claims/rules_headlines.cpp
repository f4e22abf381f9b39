// Headlines and other short lines: "Ministry: no one is detained", "At least 20 dead - rescuers", "Kestria 'denies all the charges'".
#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kLongestSource = 9;

bool all_capitals(std::string_view w) {
  return w.size() > 1 && std::none_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class HeadlineRules {
 public:
  HeadlineRules(Sheet& sheet, std::uint32_t sentence) : sheet_(sheet), v_(sheet.view), p_(sheet.phrases), s_(v_.analysis().sentences[sentence]) {}

  void read() {
    if (speaker_colon()) return;
    if (v_.document().blocks[s_.block].kind != BlockKind::headline) return;
    tail();
    quotation_colon();
  }

 private:
  /// "Ministry: ..." and, in transcripts, "MARLOWICK: ...".
  bool speaker_colon() {
    const bool headline = v_.document().blocks[s_.block].kind == BlockKind::headline;
    for (std::uint32_t i = s_.first + 1; i < std::min(s_.last, s_.first + kLongestSource); ++i) {
      if (v_.word(i).verb && v_.word(i).verb->speech && v_.finite(i)) return false;
      if (v_.mark(i) && !v_.is(i, ":") && !v_.is(i, ".") && !v_.is(i, "&")) return false;
      if (!v_.is(i, ":")) continue;
      if (i + 2 >= s_.last) return false;
      const Range source{s_.first, i};
      if (!speaks_before_colon(sheet_, source, headline)) return false;
      Draft d;
      d.source = {source};
      d.cue = {{i, i + 1}};
      const bool quoted = v_.open_quote(i + 1);
      d.content = {{i + 1, p_.ceiling(i + 1, i + 1)}};
      d.direct = quoted;
      d.speech = true;
      d.rule = "speaker-colon";
      d.confidence = 0.75F;
      sheet_.add(std::move(d));
      return true;
    }
    return false;
  }
  /// "... - rescuers", "... – officials", "...: coastguard": the source after the last dash or colon.
  void tail() {
    for (std::uint32_t i = s_.last - 1; i > s_.first + 1 && s_.last - i < kLongestSource; --i) {
      if (!v_.dash(i) && !v_.is(i, ":")) continue;
      std::uint32_t e = s_.last;
      while (e > i + 1 && v_.mark(e - 1)) --e;
      if (i + 1 >= e || (v_.dash(i) && v_.token(i).span.begin == v_.token(i - 1).span.end)) return;
      if (v_.is(i, ":") && v_.tag(i + 1) == Tag::determiner) return;  // "Ostrel: a city in ruins"
      if (e > i + 2 && p_.noun_phrase_end(i + 1, e, false) != e) return;  // a word alone is taken for what not
      const std::uint32_t head = e - 1;
      if (!v_.is(head, kPersonRole | kGroupNoun | kGovernment | kOrganisation | kDocument | kMedia)) return;
      for (std::uint32_t k = i + 1; k < e; ++k)
        if (v_.word(k).verb && v_.word(k).verb->speech && v_.finite(k)) return;
      Draft d;
      d.source = {{i + 1, e}};
      d.cue = {{i, i + 1}};
      d.content = {{s_.first, i}};
      d.rule = "headline-tail";
      d.confidence = 0.7F;
      sheet_.add(std::move(d));
      return;
    }
  }

  /// "'They took my son': survivors recall Ostrel raid": whoever the clause behind it is about.
  void quotation_colon() {
    if (!v_.open_quote(s_.first) || v_.quotation(s_.first) < 0) return;
    const Range quoted = v_.quotation_range(v_.quotation(s_.first));
    if (quoted.last + 2 >= s_.last || !v_.is(quoted.last, ":")) return;
    const std::uint32_t end = p_.noun_phrase_end(quoted.last + 1, s_.last, false);
    if (end <= quoted.last + 1 || !v_.is(end - 1, kPersonRole | kGroupNoun)) return;
    Draft d;
    d.source = {{quoted.last + 1, end}};
    d.cue = {{quoted.last, quoted.last + 1}};
    d.content = {quoted};
    d.direct = d.speech = true;
    d.rule = "quotation-colon";
    d.confidence = 0.7F;
    sheet_.add(std::move(d));
  }

  Sheet& sheet_;
  const View& v_;
  const Phrases& p_;
  const lang::Sentence& s_;
};

}  // namespace

bool speaks_before_colon(const Sheet& sheet, Range r, bool headline) {
  const View& v = sheet.view;
  if (sheet.phrases.noun_phrase_end(r.first, r.last, false) != r.last) return false;
  if (is_desk_label(v, r)) return false;
  const std::uint32_t head = r.last - 1;
  if (v.is(head, kPersonRole | kGroupNoun | kGovernment | kMedia | kOrganisation | kSpokes)) return true;
  if (v.is(head, kDocument | kVague)) return headline;
  if (v.tag(head) != Tag::name) return false;
  if (!headline) return r.size() <= 3 && all_capitals(v.text(r.first));
  return r.size() <= 2 || v.is(r.first, kPersonRole | kTitle);
}

void read_headline(Sheet& sheet, std::uint32_t sentence) { HeadlineRules(sheet, sentence).read(); }

}  // namespace stemma::claims
