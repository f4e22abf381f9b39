#include "link/sides/phrase.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/words.h"

namespace stemma::link::sides {
namespace {

using lang::Token;

class Maker {
 public:
  Maker(const Reading& reading, const lang::Analysis& analysis) : reading_(reading), analysis_(analysis) { out_.reading = &reading; }

  Phrase make(const Spans& pieces) {
    for (const auto piece : pieces) words_of(piece);
    for (const auto piece : pieces) {
      events_of(piece);
      figures_of(piece);
    }
    for (const auto& w : out_.words)
      if (!w.stop) out_.matter.push_back(hash64(w.sense));
    std::sort(out_.matter.begin(), out_.matter.end());
    out_.matter.erase(std::unique(out_.matter.begin(), out_.matter.end()), out_.matter.end());
    return std::move(out_);
  }

 private:
  void words_of(ByteSpan piece) {
    const auto& tokens = analysis_.tokens;
    auto name = std::partition_point(analysis_.names.begin(), analysis_.names.end(),
                                     [&](const lang::Name& n) { return tokens[n.last - 1].span.end <= piece.begin; });
    for (auto i = lang::token_at(tokens, piece.begin); i < tokens.size() && tokens[i].span.begin < piece.end; ++i) {
      const Token& t = tokens[i];
      if (t.kind != lang::TokenKind::word && t.kind != lang::TokenKind::number) continue;
      while (name != analysis_.names.end() && name->last <= i) ++name;
      const bool named = name != analysis_.names.end() && name->first <= i;
      const std::string folded = fold(slice(reading_.document.text, t.span));
      for (const auto span : word_spans(folded)) {
        if (out_.words.size() == most_words) return;
        add(t, slice(std::string_view(folded), span));
        if (named && !out_.words.back().stop) {
          out_.words.back().name = static_cast<std::int32_t>(name - analysis_.names.begin());
          out_.words.back().name_type = name->type;
        }
      }
    }
  }
  void add(const Token& t, std::string_view word) {
    PhraseWord w;
    w.span = t.span;
    w.word = word;
    w.number = number_of(word);
    w.sense = w.number.empty() ? std::string(sense(stem(word))) : w.number;
    w.tag = t.tag;
    w.stop = w.number.empty() && is_stop_word(word);
    w.quoted = t.quotation >= 0;
    out_.words.push_back(std::move(w));
  }

  std::uint32_t word_at(std::uint32_t byte) const {
    const auto at = std::partition_point(out_.words.begin(), out_.words.end(), [&](const PhraseWord& w) { return w.span.end <= byte; });
    return static_cast<std::uint32_t>(at - out_.words.begin());
  }

  template <class T>
  static bool lies_in(const T& x, ByteSpan piece) {
    return x.span.begin >= piece.begin && x.span.end <= piece.end;
  }
  /// The reading's lists are in order of the text; an event's or figure's span is short.
  template <class T, class Take>
  static void each_in(const std::vector<T>& list, ByteSpan piece, Take take) {
    auto it = std::partition_point(list.begin(), list.end(), [&](const T& x) { return x.span.begin < piece.begin; });
    for (; it != list.end() && it->span.begin < piece.end; ++it)
      if (lies_in(*it, piece)) take(*it);
  }

  void events_of(ByteSpan piece) {
    each_in(reading_.events, piece, [&](const Event& e) {
      PhraseEvent out;
      const auto behind = word_at(e.span.end - 1);
      if (behind >= out_.words.size()) return;
      out.at = behind;
      out.predicate_class = e.predicate_class;
      const auto space = e.predicate.rfind(' ');
      const bool is = e.predicate.starts_with("be ");
      const std::string_view head = is ? std::string_view(e.predicate).substr(space + 1) : std::string_view(e.predicate).substr(0, e.predicate.find(' '));
      out.sense = sense(stem(fold(head)));
      out.negated = e.negated;
      out.modality = e.modality;
      for (const Participant& p : e.participants) {
        if (p.role != ParticipantRole::doer && p.role != ParticipantRole::undergoer) continue;
        auto& list = p.role == ParticipantRole::doer ? out.doer : out.undergoer;
        for (auto w = word_at(p.span.begin); w < out_.words.size() && out_.words[w].span.begin < p.span.end && list.size() < 12; ++w)
          if (!out_.words[w].stop) list.push_back(w);
      }
      out_.events.push_back(std::move(out));
    });
  }

  void figures_of(ByteSpan piece) {
    each_in(reading_.figures, piece, [&](const Figure& f) {
      PhraseFigure out;
      out.figure = &f;
      out.first = word_at(f.number_span.empty() ? f.span.begin : f.number_span.begin);
      out.last = out.first;
      while (out.last < out_.words.size() && out_.words[out.last].span.begin < f.span.end) ++out.last;
      if (out.first >= out_.words.size()) return;
      for (auto w = out.last; w < out_.words.size() && w < out.last + 4 && out.counted == nowhere; ++w)
        if (!out_.words[w].stop && out_.words[w].number.empty()) out.counted = w;
      out_.figures.push_back(out);
    });
  }

  const Reading& reading_;
  const lang::Analysis& analysis_;
  Phrase out_;
};

}  // namespace

Phrase make_phrase(const Reading& reading, const lang::Analysis& analysis, const Spans& pieces) {
  return Maker(reading, analysis).make(pieces);
}

}  // namespace stemma::link::sides
