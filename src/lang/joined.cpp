#include "lang/joined.h"

#include "lang/chars.h"

namespace stemma::lang {
namespace {

class Joiner {
 public:
  Joiner(const Document& document, const Analysis& analysis) : document_(document), in_(analysis), place_(analysis.tokens.size() + 1) {}

  Analysis join() {
    out_.quotations = in_.quotations;
    out_.tokens.reserve(in_.tokens.size());
    for (const Sentence& s : in_.sentences) sentence(s);
    place_.back() = size();
    for (Token& t : out_.tokens)
      if (t.head >= 0) t.head = static_cast<std::int32_t>(place_[static_cast<std::size_t>(t.head)]);
    for (const Name& n : in_.names) out_.names.push_back({place_[n.first], place_[n.last - 1] + 1, n.type});
    return std::move(out_);
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.tokens.size()); }
  std::string_view text(std::uint32_t i) const { return slice(document_, in_.tokens[i].span); }
  bool touches(std::uint32_t i) const { return in_.tokens[i - 1].span.end == in_.tokens[i].span.begin; }
  bool word_like(std::uint32_t i) const { return in_.tokens[i].kind == TokenKind::word || in_.tokens[i].kind == TokenKind::number; }

  /// A hyphen at token i ties the words on both sides together.
  bool ties(std::uint32_t i, const Sentence& s) const {
    if (i == s.first || i + 1 >= s.last || !touches(i) || !touches(i + 1) || !word_like(i - 1) || !word_like(i + 1)) return false;
    const Char sign = char_at(text(i), 0);  // "--" is a dash, not a hyphen
    return is_hyphen(sign.c) && sign.next == text(i).size() && is_word(char_at(text(i + 1), 0).c);
  }

  void sentence(const Sentence& s) {
    Sentence joined = s;
    joined.first = size();
    for (std::uint32_t i = s.first; i < s.last;) {
      std::uint32_t end = i + 1;
      while (end < s.last && ties(end, s)) end += 2;
      for (std::uint32_t k = i; k < end; ++k) place_[k] = size();
      out_.tokens.push_back(end == i + 1 ? in_.tokens[i] : one(i, end, s));
      i = end;
    }
    joined.last = size();
    out_.sentences.push_back(joined);
  }

  /// Tokens [first, end) as one.
  Token one(std::uint32_t first, std::uint32_t end, const Sentence& s) const {
    const Token& begin = in_.tokens[first];
    Token t = in_.tokens[end - 1];
    for (std::uint32_t k = first; k < end; ++k)  // the part that leads out of the word
      if (in_.tokens[k].head < static_cast<std::int32_t>(first) || in_.tokens[k].head >= static_cast<std::int32_t>(end)) {
        t.head = in_.tokens[k].head;
        t.relation = in_.tokens[k].relation;
      }
    t.span = {begin.span.begin, t.span.end};
    t.kind = begin.kind;
    t.capitalised = begin.capitalised;
    t.sentence_start = begin.sentence_start;
    const Tag next = end < s.last ? in_.tokens[end].tag : Tag::mark;
    const bool describes = t.tag == Tag::participle || t.tag == Tag::gerund || t.tag == Tag::noun || t.tag == Tag::number;
    if (describes && (next == Tag::noun || next == Tag::name || next == Tag::adjective)) t.tag = Tag::adjective;
    return t;
  }

  const Document& document_;
  const Analysis& in_;
  std::vector<std::uint32_t> place_;  ///< new number of each token
  Analysis out_;
};

}  // namespace

Analysis join_hyphens(const Document& document, const Analysis& analysis) { return Joiner(document, analysis).join(); }

}  // namespace stemma::lang
