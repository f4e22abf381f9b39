#include "link/units.h"

#include <algorithm>

#include "base/hash.h"
#include "base/thread_pool.h"
#include "base/utf8.h"
#include "link/lists.h"
#include "link/surroundings.h"
#include "link/words.h"

namespace stemma::link {
namespace {

using lang::Tag;

constexpr std::size_t most_words = 200;

/// Opens a clause that qualifies the main one: a negation behind it is not the proposition's.
bool opens_side_clause(std::string_view w) {
  return w == "though" || w == "although" || w == "because" || w == "unless" || w == "if" || w == "until" || w == "whereas" ||
         w == "aunque" || w == "porque";
}

/// Three words of matter, or two of which one is a number ("twenty dead") or says what happened ("the river was contaminated").
bool can_stand(const Unit& u) { return u.stems.size() >= 3 || (u.stems.size() == 2 && !(u.numbers.empty() && u.predicates.empty())); }

bool is_verbal(Tag t) { return is_finite(t) || t == Tag::participle || t == Tag::verb_base; }

/// Where a new proposition may begin: after a full stop or semicolon, or at a conjunction (or "where", "which") with a verb on
/// both sides. Returns tokens at which to cut.
std::vector<std::uint32_t> cuts(std::string_view text, const lang::Analysis& analysis, std::uint32_t first, std::uint32_t last) {
  std::vector<std::uint32_t> out;
  bool verb_before = false;
  for (auto i = first; i < last; ++i) {
    const auto& t = analysis.tokens[i];
    const auto word = slice(text, t.span);
    if (i > first && (word == ";" || word == "." || word == "?" || word == "!")) {
      if (i + 1 < last) out.push_back(i + 1);
      verb_before = false;
      continue;
    }
    const bool joint = t.tag == Tag::conjunction || word == "where" || word == "while" || word == "whereas";
    if (joint && verb_before && i + 1 < last) {
      bool verb_after = false;
      for (auto k = i + 1; k < last && k < i + 12 && !verb_after; ++k) {
        const auto w = slice(text, analysis.tokens[k].span);
        if (w == ";" || w == "." || (analysis.tokens[k].tag == Tag::conjunction)) break;
        verb_after = is_finite(analysis.tokens[k].tag) || (k == i + 1 && analysis.tokens[k].tag == Tag::participle);
      }
      if (verb_after) {
        out.push_back(i);
        verb_before = false;
        continue;
      }
    }
    verb_before = verb_before || is_verbal(t.tag);
  }
  return out;
}

void add_grams(std::string_view word, std::vector<std::uint32_t>& out) {
  std::string padded = "_";
  padded += word;
  padded += '_';
  if (padded.size() <= 4) {
    out.push_back(static_cast<std::uint32_t>(hash64(padded) >> (64 - gram_bits)));
    return;
  }
  for (std::size_t i = 0; i + 4 <= padded.size(); ++i)
    out.push_back(static_cast<std::uint32_t>(hash64(std::string_view(padded).substr(i, 4)) >> (64 - gram_bits)));
}

}  // namespace

Unit make_unit(const Pile& pile, std::uint32_t document, std::uint32_t attribution, Spans pieces) {
  Unit u{.document = document,
         .attribution = attribution,
         .pieces = std::move(pieces),
         .stems = {},
         .numbers = {},
         .predicates = {},
         .matter = {},
         .grams = {},
         .terms = {},
         .classes = {},
         .people = {},
         .counted = {},
         .names = {}};
  const auto& tokens = pile.analyses[document].tokens;
  std::size_t words = 0;
  bool relative = false;  // inside "which nobody...": says nothing about the main proposition
  for (const auto piece : u.pieces) {
    auto token = tokens.begin() + lang::token_at(tokens, piece.begin);
    for (; token != tokens.end() && token->span.begin < piece.end && words < most_words; ++token) {
      if (token->kind != lang::TokenKind::word && token->kind != lang::TokenKind::number) continue;
      const std::string folded = fold(slice(pile.document(document), token->span));
      const auto spans = word_spans(folded);
      const auto next = token + 1 != tokens.end() ? slice(pile.document(document), (token + 1)->span) : std::string_view();
      for (std::size_t k = 0; k < spans.size(); ++k) {
        ++words;
        const auto word = slice(std::string_view(folded), spans[k]);
        u.hash = mix64(u.hash * 0x9E3779B97F4A7C15ULL + hash64(word));
        const bool after_noun = token != tokens.begin() && ((token - 1)->tag == Tag::noun || (token - 1)->tag == Tag::name);
        relative = relative || (words > 2 && (token->tag == Tag::relative || (word == "that" && after_noun) || opens_side_clause(word)));
        const bool number_sign = token + 1 != tokens.end() && (token + 1)->kind == lang::TokenKind::number;  // "the No. 3 dam"
        const auto before = [&] { return token == tokens.begin() ? std::string() : fold(slice(pile.document(document), (token - 1)->span)); };
        const bool of_infinitive = word == "not" && negates_an_infinitive(before(), next);
        const bool bounds = token + 2 < tokens.end() && bounds_a_number(word, next, slice(pile.document(document), (token + 2)->span));
        if ((is_negation(word) && !number_sign && !of_infinitive && !bounds && !relative) || says_false(word)) u.negated = !u.negated;
        if (auto n = number_of(word); !n.empty()) {
          // "sixty-one"
          if (k + 1 < spans.size() && n.size() == 2 && n[1] == '0')
            if (const auto ones = number_of(slice(std::string_view(folded), spans[k + 1]));
                ones.size() == 1 || slice(std::string_view(folded), spans[k + 1]) == "one") {
              n[1] = ones.empty() ? '1' : ones[0];
              ++k;
            }
          add_grams(n, u.grams);
          u.stems.push_back(n);
          u.matter.push_back(n);
          u.numbers.push_back(std::move(n));
          continue;
        }
        if (is_stop_word(word)) continue;
        u.stems.emplace_back(sense(stem(word)));
        if (!token->capitalised || token->sentence_start) u.matter.push_back(u.stems.back());
        if (is_verbal(token->tag) || token->tag == Tag::gerund) u.predicates.push_back(u.stems.back());
        add_grams(word, u.grams);
      }
    }
  }
  make_set(u.stems);
  make_set(u.numbers);
  make_set(u.predicates);
  make_set(u.matter);
  if (u.matter.size() * 3 < u.stems.size()) u.matter = u.stems;  // a headline in capitals
  make_set(u.grams);
  return u;
}

namespace {

/// Of the sentences in which it stands.
std::vector<std::uint32_t> grams_around(const Pile& pile, const Unit& u) {
  const auto& sentences = pile.analyses[u.document].sentences;
  return make_unit(pile, u.document, u.attribution, {{sentences[u.first_sentence].span.begin, sentences[u.last_sentence].span.end}}).grams;
}

/// The units of one document.
std::vector<Unit> units_of(const Pile& pile, std::uint32_t d) {
  std::vector<Unit> out;
  const Surroundings surroundings(pile, d);
  const auto& attributions = pile.readings[d]->attributions;
  const auto& tokens = pile.analyses[d].tokens;
  for (std::uint32_t a = 0; a < attributions.size(); ++a) {
    if (attributions[a].rejected) continue;
    std::vector<Unit> units;
    Spans open;
    const auto close = [&] {
      if (open.empty()) return;
      Unit u = make_unit(pile, d, a, std::move(open));
      open.clear();
      // Too short to stand alone: it belongs to the proposition before it.
      if (!units.empty() && (u.stems.size() < 3 || units.back().stems.size() < 3)) {
        Spans both = units.back().pieces;
        both.insert(both.end(), u.pieces.begin(), u.pieces.end());
        units.back() = make_unit(pile, d, a, std::move(both));
      } else {
        units.push_back(std::move(u));
      }
    };
    for (const auto piece : attributions[a].content) {
      const std::uint32_t first = lang::token_at(tokens, piece.begin);
      const auto last = std::lower_bound(tokens.begin(), tokens.end(), piece.end,
                                         [](const lang::Token& t, std::uint32_t at) { return t.span.begin < at; }) -
                        tokens.begin();
      auto from = piece.begin;
      for (const auto cut : cuts(pile.text(d), pile.analyses[d], first, static_cast<std::uint32_t>(last))) {
        const auto at = tokens[cut].span.begin;
        if (at <= from || at >= piece.end) continue;
        open.push_back({from, at});
        close();
        from = at;
      }
      if (from < piece.end) open.push_back({from, piece.end});
    }
    close();
    if (units.size() == 1) units.front().weak = !can_stand(units.front());
    for (auto& u : units) {
      const auto stance = attributions[a].stance;
      u.denies = stance == Stance::denies;
      u.intent = stance == Stance::commits || stance == Stance::demands || stance == Stance::expects;
      surroundings.add_to(u);
      if (u.stands_alone()) u.grams = grams_around(pile, u);
    }
    out.insert(out.end(), std::make_move_iterator(units.begin()), std::make_move_iterator(units.end()));
  }
  return out;
}

}  // namespace

bool speaks_of(const Unit& statement, const std::vector<std::string>& stems) {
  return statement.predicates.empty() || common(statement.predicates, stems) > 0 || common(statement.matter, stems) >= 2;
}

bool share_words(const std::vector<std::string>& a, const std::vector<std::string>& b, const thresholds::WordsInCommon& least) {
  const auto both = static_cast<std::size_t>(common(a, b));
  return both >= least.words && both * 100 >= least.of_shorter * std::min(a.size(), b.size()) && both * 200 >= least.of_both * (a.size() + b.size());
}

std::vector<Unit> find_units(const Pile& pile) {
  std::vector<Unit> out;
  ordered_map<std::vector<Unit>>(
      pile.size(), pile.threads, 256,
      [&](std::size_t d, unsigned) { return units_of(pile, static_cast<std::uint32_t>(d)); },
      [&](std::size_t, std::vector<Unit>&& some) {
        out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
        return true;
      });
  return out;
}

std::vector<SameWords> same_words(const Pile& pile, const std::vector<Kin>& kin, const std::vector<Unit>& units) {
  struct Place {
    std::uint32_t first, last, unit;  // words, from the first piece to the last
  };
  std::vector<std::vector<Place>> places(pile.size());
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    const DocText& text = pile.texts[units[u].document];
    const auto first = text.within(units[u].pieces.front()).first, last = text.within(units[u].pieces.back()).second;
    if (first < last) places[units[u].document].push_back({first, last, u});
  }
  for (auto& p : places)
    std::sort(p.begin(), p.end(),
              [](const Place& x, const Place& y) { return std::tie(x.first, x.last, x.unit) < std::tie(y.first, y.last, y.unit); });
  std::vector<SameWords> out;
  for (const auto& k : kin) {
    for (const auto& p : places[k.a]) {
      // The run that holds most of it says where in b to look; runs that repeat its words elsewhere do not count.
      const auto from =
          std::upper_bound(k.runs.begin(), k.runs.end(), p.first, [](std::uint32_t w, const Run& r) { return w < r.a + r.words; });
      std::uint32_t most = 0, equal = 0;
      std::int64_t shift = 0;  // b - a
      const auto overlap = [&](const Run& r) { return std::min(r.a + r.words, p.last) - std::max(r.a, p.first); };
      for (auto run = from; run != k.runs.end() && run->a < p.last; ++run)
        if (overlap(*run) > most) {
          most = overlap(*run);
          shift = std::int64_t{run->b} - run->a;
        }
      for (auto run = from; run != k.runs.end() && run->a < p.last; ++run)
        if (std::abs(std::int64_t{run->b} - run->a - shift) <= 10) equal += overlap(*run);
      if (equal == 0 || equal * 10 < (p.last - p.first) * 6) continue;
      const auto b_first = static_cast<std::uint32_t>(std::max<std::int64_t>(0, p.first + shift));
      const auto b_last = static_cast<std::uint32_t>(std::max<std::int64_t>(0, p.last + shift));
      auto in = SameWords::In::phrase;
      for (const auto& passage : k.passages)
        if (std::min(passage.a_last, p.last) > std::max(passage.a_first, p.first) &&
            (std::min(passage.a_last, p.last) - std::max(passage.a_first, p.first)) * 10 >= (p.last - p.first) * 6)
          in = passage.statement ? SameWords::In::statement : SameWords::In::report;
      auto it =
          std::lower_bound(places[k.b].begin(), places[k.b].end(), b_first, [](const Place& q, std::uint32_t w) { return q.first < w; });
      for (std::size_t back = 0; back < 4 && it != places[k.b].begin(); ++back) --it;
      for (; it != places[k.b].end() && it->first < b_last; ++it) {
        const auto common =
            std::min(it->last, b_last) > std::max(it->first, b_first) ? std::min(it->last, b_last) - std::max(it->first, b_first) : 0;
        if (common * 10 >= (it->last - it->first) * 6 && common * 10 >= (p.last - p.first) * 6) out.push_back({p.unit, it->unit, in});
      }
    }
  }
  return out;
}

}  // namespace stemma::link
