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
  bool is_beside = false;         ///< a bare figure: its side follows from another member, and nobody is held against it
};

struct Stand {
  Side side = Side::neutral;
  std::vector<Reason> why;        ///< one, unless it supports
};

/// In the order of the members, which is that of the pile. Takes no side: what doubts, asks, could not be verified, withdraws the item.
///
/// Texts that assert something are placed one after the other: on the side of the three before it (of the first 64) that share most of its words,
/// or on the other side if it excludes most of them (contrasts.h); one in nearly the same words decides alone. The side that more speakers take
/// is the claim; among equals that of what was said first. "Denied that X" turns X round. Cost: linear in the members.
std::vector<Stand> decide_sides(const Pile& pile, const std::vector<Stander>& members);

}  // namespace stemma::link
