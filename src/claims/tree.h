// What hangs on what, by the trees of the language reader. A sentence has 512 tokens at most: each of these looks at one.
#pragma once

#include <initializer_list>
#include <optional>

#include "claims/view.h"

namespace stemma::claims {

/// `i` hangs on `top`, by whatever.
bool hangs_on(const View& view, std::uint32_t i, std::uint32_t top);
/// The noun phrase of `top`, without clauses and what stands behind a comma or dash.
Range noun_phrase(const View& view, std::uint32_t top);
/// The first word that hangs on `head` in one of these relations.
std::optional<std::uint32_t> child(const View& view, std::uint32_t head, std::initializer_list<lang::Relation> relations);
/// "Was called a charlatan by fellow physicians", "denied by the palace": who did it, without "by".
std::optional<Range> agent_of_passive(const View& view, std::uint32_t verb);

}  // namespace stemma::claims
