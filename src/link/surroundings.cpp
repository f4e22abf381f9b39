#include "link/surroundings.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/idf.h"
#include "link/lists.h"
#include "link/stories.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr std::uint8_t own = 4, in_sentence = 2, beside = 1;  // quarters
constexpr std::uint32_t headline_words = 40;

/// Calls `take` with every stem of matter in a folded text.
template <class Take>
void each_stem(std::string_view folded, Take take) {
  for (const auto span : word_spans(folded)) {
    const auto word = slice(folded, span);
    if (is_stop_word(word) || !number_of(word).empty()) continue;
    const std::string root = stem(word);
    take(sense(root));
  }
}

}  // namespace

Surroundings::Surroundings(const Pile& pile, std::uint32_t document) : pile_(pile), document_(document) {
  const Idf& idf = Idf::built_in();
  for (const auto& t : pile.analyses[document].tokens) {
    if (t.kind != lang::TokenKind::word) continue;
    each_stem(fold(slice(pile.document(document), t.span)), [&](std::string_view s) {
      words_.push_back({t.span.begin, hash64(s), static_cast<std::uint16_t>(idf.stem(s))});
    });
  }
  names_ = std::make_shared<const std::vector<DocumentName>>(names_of(pile, document));
}

void Surroundings::add_words(ByteSpan span, std::uint8_t weight, std::vector<Term>& out) const {
  auto it = std::lower_bound(words_.begin(), words_.end(), span.begin, [](const Word& w, std::uint32_t at) { return w.begin < at; });
  for (; it != words_.end() && it->begin < span.end; ++it) out.push_back({it->stem, it->rarity, weight});
}

void Surroundings::add_to(Unit& u) const {
  const auto& sentences = pile_.analyses[document_].sentences;
  if (u.pieces.empty() || sentences.empty()) return;
  u.names = names_;
  const ByteSpan whole{u.pieces.front().begin, u.pieces.back().end};
  const auto first = std::partition_point(sentences.begin(), sentences.end(), [&](const lang::Sentence& s) { return s.span.end <= whole.begin; });
  auto last = std::partition_point(first, sentences.end(), [&](const lang::Sentence& s) { return s.span.begin < whole.end; });
  // A content in pieces may span half a page; what lies between them is not its own.
  if (last - first > 3) last = first + 3;
  u.first_sentence = static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(first - sentences.begin(), std::ssize(sentences) - 1));
  u.last_sentence = std::max(u.first_sentence, static_cast<std::uint32_t>(last - sentences.begin()) - (last == sentences.begin() ? 0 : 1));
  const auto& blocks = pile_.document(document_).blocks;
  u.paragraph = sentences[u.first_sentence].block;
  u.headline = u.paragraph < blocks.size() && blocks[u.paragraph].kind == BlockKind::headline;
  u.bare = pile_.texts[document_].size() <= headline_words;
  for (const auto piece : u.pieces) add_words(piece, own, u.terms);
  // A headline that stands alone is compared as a whole: there is nothing else to tell what a part of it is about.
  for (auto s = first; s != last; ++s) add_words(s->span, u.stands_alone() ? own : in_sentence, u.terms);
  if (first != sentences.begin()) add_words((first - 1)->span, beside, u.terms);
  if (last != sentences.end()) add_words(last->span, beside, u.terms);
  // Of each stem the greatest weight.
  std::sort(u.terms.begin(), u.terms.end(), [](const Term& x, const Term& y) { return std::pair(x.stem, y.weight) < std::pair(y.stem, x.weight); });
  u.terms.erase(std::unique(u.terms.begin(), u.terms.end(), [](const Term& x, const Term& y) { return x.stem == y.stem; }), u.terms.end());
  add_grounding(u);
}

void Surroundings::add_grounding(Unit& u) const {
  const Reading& r = *pile_.readings[document_];
  const auto inside = [&](ByteSpan s) {
    return std::any_of(u.pieces.begin(), u.pieces.end(), [&](ByteSpan p) { return s.begin < p.end && p.begin < s.end; });
  };
  for (const auto& e : r.events) {
    if (!inside(e.span)) continue;
    if (!e.predicate_class.empty()) u.classes.push_back(hash64(e.predicate_class));
    for (const auto& p : e.participants) each_stem(fold(p.name), [&](std::string_view s) { u.people.push_back(hash64(s)); });
  }
  for (const auto& f : r.figures) {
    if (!inside(f.span)) continue;
    if (!f.counted.empty()) u.counted.push_back(hash64(f.counted));
  }
  make_set(u.classes);
  make_set(u.people);
  make_set(u.counted);
}

}  // namespace stemma::link
