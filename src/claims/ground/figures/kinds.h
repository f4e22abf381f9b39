// Of what kind a figure is: money, a measure, an age, a bare count; and its unit.
#pragma once

#include "claims/ground/figures/bounds.h"
#include "claims/ground/figures/counted.h"
#include "claims/ground/figures/quantity.h"

namespace stemma::claims::ground {

class Kinds {
 public:
  /// `counted` must outlive it.
  Kinds(const Page& page, const Tables& tables, const CountedReader& counted) : page_(page), tables_(tables), counted_(counted) {}

  /// Fills kind, unit, what it is converted to, confidence and rule. `behind_age`: an age and "," or "and" stand right before.
  void fill(const Quantity& q, const Binding& b, bool behind_age, Figure& f) const;

 private:
  void convert(const Unit& unit, Figure& f) const;
  const Unit* pound_weight() const;
  bool beside(const Quantity& q, Guard bit) const;
  bool is_turn(const Quantity& q) const;
  bool is_weight(const Quantity& q) const;
  void fill_bare_age(const Quantity& q, const Binding& b, bool behind_age, Figure& f) const;
  bool is_years_of(const Quantity& q, std::uint32_t verb) const;
  bool noun_next(const Quantity& q) const;

  const Page& page_;
  const Tables& tables_;
  const CountedReader& counted_;
};

}  // namespace stemma::claims::ground
