// Numbers with their units: money, measures, percentages, ages, and ranges of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "claims/ground/figures/numbers.h"

namespace stemma::claims::ground {

struct Quantity {
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last), unit and currency sign included
  ByteSpan span;                      ///< the same in bytes
  ByteSpan number;                    ///< the number alone, of a range from the first to the last
  std::uint32_t number_first = 0, number_last = 0;  ///< tokens of that
  Number said;                        ///< the number, of a range the first
  Decimal low, high;                  ///< both the value, or the ends of a range
  bool range = false;
  bool ordinal = false;
  const Unit* unit = nullptr;
  std::string per;                    ///< of a speed: "s" of "m/s"
  std::string age;                    ///< "year", "month": it is an age
  bool time_unit = false;             ///< a unit of time follows: a length of time, no figure
  bool glued_word = false;            ///< letters stand glued behind that are no unit: "737s", "45rpm"
};

class QuantityReader {
 public:
  QuantityReader(const Page& page, const Tables& tables) : page_(page), tables_(tables), numbers_(page, tables) {}

  /// The quantity whose number token `i` begins. What stands before token `floor` is not looked at, nor from token `limit` on.
  std::optional<Quantity> read(std::uint32_t i, std::uint32_t floor, std::uint32_t limit);
  /// "millions of dollars", "hundreds of miles": the unit behind "of". `of`: its token.
  void unit_behind_of(std::uint32_t of, Quantity& q);
  /// Looks for a unit behind a bound that parts it from the number: "20 or more kilometres". `from`: the first token behind the bound.
  void unit_behind(std::uint32_t from, Quantity& q);
  /// Whether a number begins at token `i`.
  bool number_at(std::uint32_t i) const { return numbers_.number_word(numbers_.start(i)).form != NumberForm::none ||
      page_.token(i).kind == lang::TokenKind::number; }

 private:
  std::optional<Quantity> part(std::uint32_t i, std::uint32_t floor);
  void sign_before(Quantity& q, std::uint32_t floor) const;
  const UnitPhrase* currency_before(std::uint32_t at, std::uint32_t floor) const;
  const UnitPhrase* unit_at(Cursor c, Cursor& behind) const;
  void unit_after(Quantity& q, Cursor c);
  void take_unit(Quantity& q, const UnitPhrase& phrase, Cursor behind);
  void more_units(Quantity& q);
  bool prefixed_code(std::string_view word, Quantity& q) const;
  bool age_after(Quantity& q, Cursor c) const;
  bool million_after(Quantity& q, Cursor c) const;
  void second(Quantity& q, std::uint32_t floor);
  void ratio(Quantity& q, std::uint32_t join);
  void set_end(Quantity& q, Cursor behind) const;
  void scale_by(Quantity& q, int power) const;

  const Page& page_;
  const Tables& tables_;
  NumberReader numbers_;
  std::uint32_t limit_ = 0;
};

/// A hyphen or the dash of ranges.
inline bool is_dash(std::string_view w) { return w == "-" || w == "–" || w == "‐" || w == "‑"; }

/// What the number has to be taken times: of cents a hundredth, since their unit is the dollar.
double unit_factor(const Quantity& q);

}  // namespace stemma::claims::ground
