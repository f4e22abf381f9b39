// From what an expression says to what it means on this page: against the day of writing, or against the dates of the narrative.
#pragma once

#include <optional>

#include "claims/ground/times/moment.h"
#include "claims/ground/times/parser.h"
#include "claims/ground/times/tense.h"
#include "stemma/grounding.h"

namespace stemma::claims::ground::times {

class Resolver {
 public:
  Resolver(const Page& page, const Lexicon& words, const Pieces& pieces, const Parser& parsed);

  /// Call in the order of the text, once for each expression.
  TimeExpression resolve(const Expression& e);

 private:
  using What = Expression::What;
  void find_day_of_writing();
  void set_day_of_writing(const Expression& e);
  void judge_text();
  const Expression& inner(const Expression& e) const { return parsed_.inner[static_cast<std::size_t>(e.inner)]; }
  std::string_view before(const Expression& e) const;
  Tense tense_of(const Expression& e);

  /// The day that relative expressions count from; nothing if the page tells none.
  std::optional<Moment> base(bool of_text);
  /// Nothing: not resolved.
  std::optional<Moment> moment(const Expression& e);
  std::optional<Moment> calendar(const Expression& e);
  std::optional<Moment> in_container(const Expression& e, const Moment& m) const;
  std::optional<Moment> weekday(const Expression& e);
  std::optional<Moment> of_some_year(const Expression& e);
  std::optional<Moment> unit(const Expression& e);
  std::optional<Moment> offset(const Expression& e);
  std::optional<Moment> ordinal(const Expression& e);
  std::optional<Moment> holiday(const Expression& e);
  std::optional<Moment> clock(const Expression& e);
  std::optional<Moment> earlier(const Expression& e);
  std::optional<Moment> quarter(int n, const Expression& e);
  std::optional<std::int64_t> holiday_in(const Holiday& h, int year) const;
  int full_year(const Expression& e) const;

  bool leads_on(const Expression& e);
  bool aside(const Moment& m) const;
  void write(const Expression& e, const std::optional<Moment>& m, TimeExpression& out) const;
  void unresolved(const Expression& e, TimeExpression& out) const;
  void numeric(const Expression& e, TimeExpression& out);
  void write_set(const Expression& e, TimeExpression& out) const;
  void write_amount(const Expression& e, TimeExpression& out) const;

  const Page& page_;
  const Lexicon& w_;
  const std::vector<Piece>& p_;
  const Parser& parsed_;
  std::optional<Day> written_;  ///< of the expression in hand: what stands before a dateline was not written on its day
  std::optional<Day> published_, dated_;
  int written_minute_ = -1;     ///< of the day
  const char* writing_ = "";    ///< "published", "dateline"
  bool narrative_ = false;      ///< its dates follow each other, not the day of writing
  int day_first_ = 0;           ///< "03/04": 1 day first, -1 month first, 0 nothing tells
  std::optional<Moment> text_;  ///< the last date that the text told
  std::optional<Moment> quarter_;  ///< the quarter that the report is about
  const char* anchor_ = "";     ///< of the expression in hand
  bool as_point_ = false;          ///< what is resolved is counted from: its verb is not about it
};

}  // namespace stemma::claims::ground::times
