// Where, when and up to which day a figure counts: from the places and times that stand in its clause.
#pragma once

#include "claims/ground/page.h"
#include "stemma/attribution.h"

namespace stemma::claims::ground {

/// Asked about the figures of a page in order of the text; `reading` holds its times and places.
class Scopes {
 public:
  Scopes(const Page& page, const Reading& reading) : page_(page), reading_(reading) {}

  /// Whether the verb over `token` is negated by a word before `token`: "at no time housed", "never exceeded".
  bool negated(std::uint32_t token) const;
  /// Fills place, time and as_of. `token`: one of the number's.
  void fill(std::uint32_t token, Figure& figure);

 private:
  std::uint32_t token_at(std::uint32_t byte) const;
  std::int32_t clause(std::uint32_t token) const;

  const Page& page_;
  const Reading& reading_;
  std::size_t time_ = 0, place_ = 0;  ///< the first that ends behind the last figure asked about
};

}  // namespace stemma::claims::ground
