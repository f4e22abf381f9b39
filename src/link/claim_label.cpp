#include "link/claim_label.h"

#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "link/words.h"

namespace stemma::link {
namespace {

using lang::Tag;

constexpr std::uint32_t fewest_words = 6, most_words = 22;

/// "It was a long night": who, and what, stands in another sentence.
bool stands_for_another(std::string_view w) {
  return equals_any(w, {"he", "she", "it", "they", "this", "that", "these", "those", "him", "her", "them", "his", "its", "their", "such", "there", "who", "which", "what"});
}
/// What is told by the one who says it.
bool is_first_person(std::string_view w) {
  return equals_any(w, {"i", "we", "you", "me", "us", "my", "our", "your", "i'm", "i've", "we're", "we've", "you're"});
}
/// Ties a clause to one that is not there.
bool is_tie(std::string_view w) {
  return equals_any(w, {"to", "if", "whether", "because", "although", "though", "while", "when", "where", "until", "unless", "so", "then", "than", "also", "any", "or", "nor", "as", "of", "in", "for", "not"});
}

/// How little its reader has to ask.
class Clarity {
 public:
  Clarity(const Pile& pile, const Unit& unit) : pile_(pile), unit_(unit), all_(pile.analyses[unit.document].tokens) {
    for (const auto& p : unit.pieces)
      for (auto t = lang::token_at(all_, p.begin); t < all_.size() && all_[t].span.end <= p.end; ++t) take(t);
  }

  std::int64_t points() const {
    std::int64_t out = 0;
    if (finite_ && subject_) out += 500;  // a clause that stands by itself
    if (named_subject_) out += 300;
    if (!first_person_) out += 300;
    if (!opens_badly_) out += 200;
    if (unit_.pieces.size() == 1 || joined()) out += 150;
    if (!question_) out += 150;
    out += 60 * std::min<std::int64_t>(names_, 2);
    if (words_ < fewest_words) out -= 60 * (fewest_words - words_);
    if (words_ > most_words) out -= 30 * (words_ - most_words);
    return out;
  }

 private:
  void take(std::uint32_t t) {
    const lang::Token& token = all_[t];
    if (token.kind != lang::TokenKind::word && token.kind != lang::TokenKind::number) {
      question_ = question_ || slice(pile_.text(unit_.document), token.span).starts_with('?');
      return;
    }
    const std::string word = fold(slice(pile_.text(unit_.document), token.span));
    if (words_ == 0) opens_badly_ = is_tie(word) || is_first_person(word) || stands_for_another(word) || token.tag == Tag::conjunction || token.tag == Tag::relative || is_finite(token.tag) || token.tag == Tag::verb_base;
    ++words_;
    first_person_ = first_person_ || is_first_person(word);
    if (token.capitalised && !token.sentence_start && token.tag == Tag::name) ++names_;
    if (finite_) return;
    // The pile is not parsed: what stands before the first finite verb that is not of "who ..." is taken for its subject.
    in_aside_ = in_aside_ || token.tag == Tag::relative || equals_any(word, {"who", "which", "whose", "since", "after"});
    const bool verb = is_finite(token.tag);
    if (verb && in_aside_) {
      in_aside_ = false;
      return;
    }
    finite_ = verb;
    if (finite_ || (token.tag != Tag::noun && token.tag != Tag::name && token.tag != Tag::pronoun)) return;
    subject_ = true;
    named_subject_ = token.tag != Tag::pronoun && !stands_for_another(word) && !is_first_person(word);
  }
  /// Its pieces are one stretch of the page but for marks.
  bool joined() const {
    for (std::size_t i = 1; i < unit_.pieces.size(); ++i)
      if (unit_.pieces[i].begin < unit_.pieces[i - 1].end || unit_.pieces[i].begin - unit_.pieces[i - 1].end > 2) return false;
    return true;
  }

  const Pile& pile_;
  const Unit& unit_;
  const std::vector<lang::Token>& all_;
  std::uint32_t words_ = 0;
  std::int64_t names_ = 0;
  bool in_aside_ = false, finite_ = false, subject_ = false, named_subject_ = false, first_person_ = false, opens_badly_ = false, question_ = false;
};

/// Without what only ties the words to the sentence around them.
std::string bare(std::string text) {
  for (const std::string_view opening : {", ", "; ", "and ", "but ", "that ", "whether ", "que "})
    if (text.starts_with(opening)) text.erase(0, opening.size());
  while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == ' ')) text.pop_back();
  return text;
}

/// "Managers of the mine | were warned | that the pressure had risen": the pieces of what was told, without whom it was told to.
Spans told_pieces(const Pile& pile, const Unit& u) {
  const auto tells = [](std::string_view s) { return equals_any(s, {"warn", "tell", "told", "inform", "remind", "assur", "notify", "notifi", "brief", "advis", "convinc", "persuad"}); };
  bool told = false;
  for (const auto c : pile.readings[u.document]->attributions[u.attribution].cue) {
    const std::string cue = fold(slice(pile.document(u.document), c));
    for (const auto w : word_spans(cue)) told = told || tells(stem(slice(std::string_view(cue), w)));
  }
  Spans out = u.pieces;
  if (!told) return out;
  const auto opens = [&](ByteSpan piece) { return fold(slice(pile.document(u.document), piece)).starts_with("that "); };
  const auto clause = std::find_if(out.begin() + 1, out.end(), opens);
  if (clause != out.end()) out.erase(out.begin(), clause);
  return out;
}

std::string words_of(const Pile& pile, const Unit& u) {
  std::string text;
  for (const auto& p : told_pieces(pile, u)) text += (text.empty() ? "" : " ") + squeeze(slice(pile.document(u.document), p));
  return bare(std::move(text));
}

}  // namespace

ClaimLabel label_of(const Pile& pile, const std::vector<Candidate>& candidates) {
  std::int64_t likest = 1;
  for (const auto& c : candidates) likest = std::max(likest, c.likeness);
  ClaimLabel best;
  std::tuple<std::int64_t, std::int64_t> most{};
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::string text = words_of(pile, *candidates[i].unit);
    const std::tuple score{(candidates[i].supports ? 4000 : 0) + Clarity(pile, *candidates[i].unit).points() + candidates[i].likeness * 1000 / likest, -static_cast<std::int64_t>(text.size())};
    if (i > 0 && (score < most || (score == most && text >= best.text))) continue;
    most = score;
    best = {std::move(text), i};
  }
  return best;
}

}  // namespace stemma::link
