// The classes of predicates that events are compared by; the table is classes.tsv.
#pragma once

#include <string_view>

namespace stemma::claims::ground {

/// The class that says the contrary of the same thing: "released" of "held". Empty: none, or no such class.
std::string_view opposite(std::string_view predicate_class);

}  // namespace stemma::claims::ground
