// Who publishes in its own cause: a ministry, a firm, a union, a monitor. What its own document says is its statement; an outlet's is a
// report. Pages call both "publisher".
#pragma once

#include <set>
#include <string>

#include "link/pile.h"

namespace stemma::link {

/// Name keys of the pile's publishers that are bodies and no outlets. First the name decides: an outlet's ("Gazette", "Wire"), a credited
/// agency's, a body's ("Service", "Foods", "Committee"); then what the readings of other documents take the name for. Linear in agents.
std::set<std::string, std::less<>> find_issuers(const Pile& pile);

}  // namespace stemma::link
