// Countries and capitals that speak for a government ("Paris denied", "Kenya says"). General knowledge; places of an unknown country
// are recognised by grammar instead (see AgentBook).
#pragma once

#include <string_view>

namespace stemma::claims {

/// `lower`: a lower-case name of one or more words.
bool known_place(std::string_view lower);

}  // namespace stemma::claims
