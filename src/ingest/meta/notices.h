// Notices that take another report back.
#pragma once

#include <string_view>

namespace stemma::ingest {

/// The headline or first words of a kill or retraction notice: "KILL: ...", "MANDATORY KILL", "Editors: kill the ...",
/// "EDS: Please withhold ...", "Retraction: ...". A headline that reports on a retraction is none.
bool is_kill_notice(std::string_view title, std::string_view first_paragraph);

}  // namespace stemma::ingest
