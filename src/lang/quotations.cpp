#include <optional>

#include "base/utf8.h"
#include "lang/cut.h"

namespace stemma::lang {
namespace {

enum class Mark : std::uint8_t { none, double_open, double_close, double_either, single_open, single_close, single_either };

Mark mark_of(std::string_view w) {
  if (w == "\"" || w == "''") return Mark::double_either;
  if (w == "“" || w == "„" || w == "«" || w == "``") return Mark::double_open;
  if (w == "”" || w == "»" || w == "’’") return Mark::double_close;
  if (w == "‘" || w == "‚" || w == "`") return Mark::single_open;
  if (w == "’") return Mark::single_close;
  if (w == "'") return Mark::single_either;
  return Mark::none;
}

class Finder {
 public:
  Finder(const Document& document, Analysis& analysis) : text_(document.text), analysis_(analysis) {}

  void block(std::uint32_t number, std::uint32_t first, std::uint32_t last) {
    block_ = number;
    const std::int32_t unfinished = unfinished_;
    unfinished_ = -1;
    look_ahead(first, last);
    for (std::uint32_t i = first; i < last; ++i) {
      step(i, first, last);
      const std::int32_t now = single_ >= 0 ? single_ : double_;
      if (analysis_.tokens[i].quotation < 0) analysis_.tokens[i].quotation = now;
    }
    if (first == last) {
      unfinished_ = unfinished;  // an empty block (a picture) does not end a speech
      return;
    }
    const std::int32_t opening = analysis_.tokens[first].quotation;
    if (unfinished >= 0 && opening >= 0 && analysis_.tokens[first].kind == TokenKind::open_quote)
      analysis_.quotations[static_cast<std::size_t>(opening)].continues = unfinished;
    if (single_ >= 0) end(single_, last - 1, false);
    if (double_ >= 0) unfinished_ = double_, end(double_, last - 1, false);
    single_ = double_ = -1;
  }

 private:
  std::string_view word(std::uint32_t i) const { return slice(text_, analysis_.tokens[i].span); }
  bool touches_left(std::uint32_t i, std::uint32_t first) const {
    return i > first && analysis_.tokens[i - 1].span.end == analysis_.tokens[i].span.begin;
  }
  bool touches_right(std::uint32_t i, std::uint32_t last) const {
    return i + 1 < last && analysis_.tokens[i + 1].span.begin == analysis_.tokens[i].span.end;
  }
  bool is_word_token(std::uint32_t i) const {
    return analysis_.tokens[i].kind == TokenKind::word || analysis_.tokens[i].kind == TokenKind::number;
  }
  bool opener_position(std::uint32_t i, std::uint32_t first, std::uint32_t last) const {
    if (!touches_right(i, last)) return false;
    if (!touches_left(i, first)) return true;
    const std::string_view before = word(i - 1);
    return before == "(" || before == "[" || before == "—" || before == "–" || before == "-" || before == "--" ||
           analysis_.tokens[i - 1].kind == TokenKind::open_quote;
  }
  bool closer_position(std::uint32_t i, std::uint32_t first, std::uint32_t last) const {
    return touches_left(i, first) && !(touches_right(i, last) && is_word_token(i + 1));
  }

  /// later_[i - first]: a mark that can close a single quotation stands at or after token i of this block.
  void look_ahead(std::uint32_t first, std::uint32_t last) {
    later_.assign(last - first + 1, false);
    for (std::uint32_t i = last; i-- > first;) {
      const Mark m = mark_of(word(i));
      later_[i - first] = later_[i - first + 1] || ((m == Mark::single_close || m == Mark::single_either) && closer_position(i, first, last));
      if (m == Mark::single_open) later_[i - first] = false;
    }
  }

  void step(std::uint32_t i, std::uint32_t first, std::uint32_t last) {
    const Mark m = mark_of(word(i));
    switch (m) {
      case Mark::none: return;
      case Mark::double_open:
        if (double_ >= 0 && closer_position(i, first, last) && !touches_right(i, last)) return close_double(i);  // “not,“ he said
        if (double_ >= 0 && single_ < 0) end(double_, i - 1, false);  // the printer forgot to close
        double_ = begin(i, false);
        return;
      case Mark::double_close:
        if (double_ >= 0) close_double(i);
        return;
      case Mark::double_either: {
        const bool opens = opener_position(i, first, last);
        if (double_ >= 0 && !(opens && i > first && !touches_left(i, first))) return close_double(i);
        if (double_ >= 0) end(double_, i - 1, false);
        if (double_ < 0 && touches_left(i, first) && analysis_.tokens[i - 1].kind == TokenKind::number) return;  // 5" is inches
        if (!touches_right(i, last) && i > first && touches_left(i, first)) return;  // a closing mark without its opening one
        double_ = begin(i, false);
        return;
      }
      case Mark::single_open:
        if (single_ < 0 && later_[i - first + 1]) single_ = begin(i, true);
        return;
      case Mark::single_either:
        if (single_ < 0) {
          const bool decade = i + 1 < last && analysis_.tokens[i + 1].kind == TokenKind::number && word(i + 1).ends_with('s');
          if (opener_position(i, first, last) && !decade && later_[i - first + 1]) single_ = begin(i, true);
          return;
        }
        [[fallthrough]];
      case Mark::single_close:
        if (single_ < 0 || !closer_position(i, first, last)) return;
        // ‘the guards’ names’: a plural's apostrophe, as another mark can still close.
        if (word(i - 1).ends_with('s') && later_[i - first + 1] && i + 1 < last && analysis_.tokens[i + 1].kind == TokenKind::word) return;
        end(single_, i, true);
        analysis_.tokens[i].kind = TokenKind::close_quote;
        analysis_.tokens[i].quotation = single_;
        single_ = -1;
        return;
    }
  }

  std::int32_t begin(std::uint32_t i, bool is_single) {
    Quotation q;
    const ByteSpan mark = analysis_.tokens[i].span;
    q.span = {mark.begin, mark.end};
    q.inner = {mark.end, mark.end};
    q.block = block_;
    q.is_single = is_single;
    analysis_.quotations.push_back(q);
    analysis_.tokens[i].kind = TokenKind::open_quote;
    const auto number = static_cast<std::int32_t>(analysis_.quotations.size()) - 1;
    analysis_.tokens[i].quotation = number;
    return number;
  }
  void end(std::int32_t number, std::uint32_t i, bool closed) {
    Quotation& q = analysis_.quotations[static_cast<std::size_t>(number)];
    const ByteSpan last = analysis_.tokens[i].span;
    q.span.end = std::max(q.span.end, last.end);
    q.inner.end = std::max(q.inner.begin, closed ? last.begin : last.end);
    q.closed = closed;
  }
  void close_double(std::uint32_t i) {
    if (single_ >= 0) end(single_, i - 1, false), single_ = -1;
    end(double_, i, true);
    analysis_.tokens[i].kind = TokenKind::close_quote;
    analysis_.tokens[i].quotation = double_;
    double_ = -1;
  }

  std::string_view text_;
  Analysis& analysis_;
  std::vector<bool> later_;
  std::uint32_t block_ = 0;
  std::int32_t double_ = -1, single_ = -1, unfinished_ = -1;
};

}  // namespace

void find_quotations(const Document& document, const std::vector<std::uint32_t>& block_tokens, Analysis& analysis) {
  Finder finder(document, analysis);
  for (std::uint32_t b = 0; b + 1 < block_tokens.size(); ++b) finder.block(b, block_tokens[b], block_tokens[b + 1]);
}

}  // namespace stemma::lang
