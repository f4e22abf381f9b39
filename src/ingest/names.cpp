// The words of a document's enumerations in files and exports, and the look-ups in its maps.
#include <algorithm>

#include "base/enum_names.h"
#include "stemma/document.h"

namespace stemma {
namespace {

constexpr std::array<std::pair<BlockKind, std::string_view>, 9> block_kinds{{
    {BlockKind::headline, "headline"}, {BlockKind::standfirst, "standfirst"}, {BlockKind::paragraph, "paragraph"},
    {BlockKind::subheading, "subheading"}, {BlockKind::caption, "caption"}, {BlockKind::quote, "quote"},
    {BlockKind::list, "list"}, {BlockKind::correction, "correction"}, {BlockKind::speaker, "speaker"}}};

constexpr std::array<std::pair<CaptureFlaw, std::string_view>, 4> flaws{{
    {CaptureFlaw::bot_wall, "bot-wall"}, {CaptureFlaw::consent_page, "consent-page"}, {CaptureFlaw::empty_body, "empty-body"},
    {CaptureFlaw::paywall_stub, "paywall-stub"}}};

constexpr std::array<std::pair<LeftOutKind, std::string_view>, 6> left_out{{
    {LeftOutKind::comments, "comments"}, {LeftOutKind::related, "related"}, {LeftOutKind::promotion, "promotion"},
    {LeftOutKind::navigation, "navigation"}, {LeftOutKind::sharing, "sharing"}, {LeftOutKind::other, "other"}}};

}  // namespace

std::string_view name(BlockKind v) { return enum_name(block_kinds, v); }
std::optional<BlockKind> block_kind(std::string_view word) { return enum_value(block_kinds, word); }
std::string_view name(CaptureFlaw v) { return enum_name(flaws, v); }
std::optional<CaptureFlaw> capture_flaw(std::string_view word) { return enum_value(flaws, word); }
std::string_view name(LeftOutKind v) { return enum_name(left_out, v); }
std::optional<LeftOutKind> left_out_kind(std::string_view word) { return enum_value(left_out, word); }

std::optional<SourceSpan> source_span(const ByteMap& map, ByteSpan span) {
  const auto& runs = map.runs;
  std::optional<SourceSpan> out;
  for (auto r = std::partition_point(runs.begin(), runs.end(), [&](const ByteMap::Run& x) { return x.text + std::uint64_t{x.text_size} <= span.begin; });
       r != runs.end() && r->text < span.end; ++r) {
    SourceSpan s{r->source, r->source + r->source_size};
    if (r->text_size == r->source_size) {
      if (span.begin > r->text) s.begin += span.begin - r->text;
      if (span.end < r->text + std::uint64_t{r->text_size}) s.end -= r->text + std::uint64_t{r->text_size} - span.end;
    }
    if (!out) out = s;
    out->begin = std::min(out->begin, s.begin);
    out->end = std::max(out->end, s.end);
  }
  return out;
}

std::uint32_t page_number(const Document& d, std::uint32_t at) {
  const auto next = std::partition_point(d.pages.begin(), d.pages.end(), [&](const PageStart& p) { return p.text <= at; });
  return next == d.pages.begin() ? 0 : std::prev(next)->number;
}

}  // namespace stemma
