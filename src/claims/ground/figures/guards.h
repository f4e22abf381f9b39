// Numbers that are no figures: labels, addresses, dates, scores of games, turns of phrase.
#pragma once

#include <vector>

#include "claims/ground/figures/quantity.h"
#include "stemma/attribution.h"

namespace stemma::claims::ground {

/// Asked about the quantities of a page in order of the text.
class Guards {
 public:
  Guards(const Page& page, const Tables& tables, const std::vector<TimeExpression>& times) : page_(page), tables_(tables), times_(times) {}

  /// `bound`: words bind it ("more than 1800"), so that it is no year.
  bool rejects(const Quantity& q, bool bound);
  /// A length of time ("70 minutes"), no date and no age.
  bool is_length(const Quantity& q);
  /// Whether `one` is a number at all; if only by what befell it, the class has to be found.
  bool doubtful_one(const Quantity& q) const;
  /// It stands behind a name like a part of it ("Maroon 5"): a figure only if something is counted.
  bool behind_name(const Quantity& q) const;

 private:
  bool in_time(const Quantity& q);
  bool in_name(const Quantity& q, bool& date);
  bool is_day(const Quantity& q) const;
  bool is_label(const Quantity& q) const;
  bool is_glued(const Quantity& q) const;
  bool is_address(const Quantity& q) const;
  bool is_list_mark(const Quantity& q) const;
  bool is_score(const Quantity& q);
  bool is_idiom(const Quantity& q) const;
  bool counts_noun_behind(const Quantity& q) const;

  const Page& page_;
  const Tables& tables_;
  const std::vector<TimeExpression>& times_;
  std::size_t next_time_ = 0, next_name_ = 0;
  std::uint32_t score_sentence_ = 0xFFFFFFFF;
  bool score_words_ = false;
};

}  // namespace stemma::claims::ground
