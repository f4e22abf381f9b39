// The side of each member of a claim, decided after the claim is put together: what most speakers assert is the claim, and whoever says what
// excludes it is on the denying side, as is who denies it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma::link {

/// A member of a claim, before it has a side.
struct Stander {
  AttributionRef attribution;
  Spans pieces;                   ///< the words by which it is a member
  std::uint64_t text = 0;         ///< hash of the words: equal where they are the same
  std::pair<std::int64_t, std::int64_t> speaker;  ///< equal where one speaker speaks twice
  bool is_notice = false;         ///< it withdraws the item
};

struct Stand {
  Side side = Side::neutral;
  std::vector<Reason> why;        ///< one, unless it supports
};

/// In the order of the members, which is that of the pile. Takes no side: what doubts, asks, could not be verified, withdraws the item.
///
/// Members that assert something are compared (contrasts.h), 16 as the claim with 64 others; the one with which most speakers agree, less
/// those whom it contradicts, is the claim, among equals what was said first, and those that agree with it speak for it. Each other member is compared with the three of these
/// that share most of its words, and is opposed if it excludes most of them; one in nearly the same words decides alone. "Denied that X"
/// turns X round once more. Cost: linear in the members.
std::vector<Stand> decide_sides(const Pile& pile, const std::vector<Stander>& members);

}  // namespace stemma::link
