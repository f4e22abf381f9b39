#include "ingest/meta/notices.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace stemma::ingest {
bool is_kill_notice(std::string_view title, std::string_view first_paragraph) {
  static constexpr auto heads = std::to_array<std::string_view>({
      "kill:", "kill -", "kill notice", "mandatory kill", "bulletin kill", "story kill", "retraction:", "retraction notice",
      "withdrawal:",
      "withdrawal notice", "story withdrawn:", "withdrawn:", "please kill", "anulaci\xC3\xB3n:", "annulation:"});
  const std::string head = ascii_lower(title.substr(0, 160));
  // "Withdrawn: headline" marks the withdrawn report itself unless its text speaks to editors.
  const std::string body = ascii_lower(first_paragraph.substr(0, 160));
  const bool to_editors = body.starts_with("editors:") || body.starts_with("eds:") || body.starts_with("editors,") ||
      body.starts_with("attention editors") ||
                          body.starts_with("to editors") || body.starts_with("note to editors") || body.starts_with("subscribers:");
  for (const std::string_view h : heads)
    if (head.starts_with(h) && (to_editors || !h.starts_with("with") || h == "withdrawal notice")) return true;
  if (!to_editors) return false;
  for (const std::string_view verb : {" kill ", " withdraw ", " retract ", " withhold ", " eliminate ", " delete ", " disregard "})
    if (body.find(verb) != std::string::npos) return true;
  return false;
}

}  // namespace stemma::ingest
