// Finds temporal expressions: stretches that grow around words of time (a month, a unit, a number that can be a year), as in SynTime
// (Zhong et al. 2017), but by a grammar, so that each also tells what it means.
#pragma once

#include <vector>

#include "claims/ground/times/expression.h"
#include "claims/ground/times/pieces.h"

namespace stemma::claims::ground::times {

class Parser {
 public:
  Parser(const Page& page, const Lexicon& words, const Pieces& pieces) : page_(page), w_(words), p_(pieces.all), pieces_(pieces) {}

  /// All expressions of the page in order; those that are part of another lie in `inner`.
  void parse();
  std::vector<Expression> found, inner;

 private:
  // What stands at piece i; the answer is the piece behind it, kNo if it is not there.
  using At = std::uint32_t;
  At sense(At i, Class c, std::int32_t& value) const { return may(i, c) ? walk(i, c, value) : kNo; }
  At walk(At i, Class c, std::int32_t& value) const;
  bool is(At i, Class c) const { std::int32_t v; return sense(i, c, v) != kNo; }
  At over(At i, Class c) const { std::int32_t v; const At n = sense(i, c, v); return n == kNo ? i : n; }
  bool mark(At i, char m) const { return i < p_.size() && p_[i].kind == Piece::Kind::mark && p_[i].mark == m; }
  bool one_of(At i, std::string_view marks) const { return i < p_.size() && p_[i].kind == Piece::Kind::mark &&
      marks.find(p_[i].mark) != marks.npos; }
  /// Glued to one of these marks, or to a word: part of something longer, an amount or an address.
  bool stuck(At i, std::string_view marks) const { return i > 0 && glued(i) && (one_of(i - 1, marks) || word(i - 1)); }
  bool glued(At i) const { return i < p_.size() && p_[i].glued; }
  bool number(At i) const { return i < p_.size() && p_[i].kind == Piece::Kind::number; }
  bool letter(At i, char c) const { return starts(i, c) && p_[i].end == p_[i].begin + 1; }
  bool starts(At i, char c) const;
  bool word(At i) const { return i < p_.size() && p_[i].kind == Piece::Kind::word; }
  bool capital(At i) const;
  /// A form of class c ends before i.
  bool behind(At i, Class c) const;
  At year_end(At i, Expression& e) const;
  bool may(At i, Class c) const { return i < p_.size() && w_.may(p_[i].word, c); }
  At dash(At i) const { return mark(i, '-') ? i + 1 : i; }
  At comma(At i) const { return mark(i, ',') ? i + 1 : i; }
  At dot(At i) const { return mark(i, '.') && glued(i) ? i + 1 : i; }
  lang::Tag tag(At i) const { return page_.token(p_[i].token).tag; }

  // parse_numbers.cpp
  At quantity(At i, Quantity& q) const;
  At cardinal(At i, std::int64_t& n) const;
  At ordinal(At i, std::int32_t& n) const;
  At day_of_month(At i, Expression& e) const;
  At year(At i, Expression& e, bool bare) const;
  At year_words(At i, Expression& e) const;
  bool counts(At i, At next, std::int64_t n) const;
  // parse_clock.cpp
  At clock(At i, Clock& c, bool sure) const;
  At digital(At i, Clock& c, bool sure) const;
  At spoken(At i, Clock& c, bool sure) const;
  At meridiem(At i, Clock& c) const;
  At clock_tail(At i, Clock& c) const;
  At with_clock(At i, Expression& e);
  At with_clock_of_set(At k, Expression& e);
  // parse_dates.cpp
  At numeric(At i, Expression& e) const;
  At month(At i, std::int32_t& m, bool beside) const;
  At month_date(At i, Expression& e);
  At day_month(At i, Expression& e) const;
  At month_day(At i, Expression& e) const;
  At weekday_date(At i, Expression& e);
  At named(At i, Expression& e);
  At decade(At i, Expression& e) const;
  At of_year(At i, Expression& e, bool comma_too) const;
  // parse_units.cpp
  At which(At i, Expression& e);
  At ordinal_unit(At i, Expression& e);
  At measured(At i, Expression& e);
  At shifted(At i, Expression& e);
  At set(At i, Expression& e);
  At definite(At i, Expression& e);
  At container(At i, Expression& e, bool of);
  At adjectives(At i, Expression& e) const;
  At quarters(At i, Expression& e) const;
  At year_earlier(At i, Expression& e) const;
  bool word_unit_noise(At k, Unit u) const;
  // parser.cpp
  At one(At i, Expression& e);
  At core(At i, Expression& e);
  At dated(At i, Expression& e);
  At modified(At i, Expression& e);
  At tails(At i, Expression& e);
  At ref(At i, Expression& e) const;
  bool opens(At i) const;
  void ranges(Expression& e);
  void take(Expression& e, At last);
  std::int32_t keep(const Expression& e);

  const Page& page_;
  const Lexicon& w_;
  const std::vector<Piece>& p_;
  const Pieces& pieces_;
  const std::uint8_t plural_noun_ = lang::penn_tag("NNS").value_or(255);
  int depth_ = 0;
};

}  // namespace stemma::claims::ground::times
