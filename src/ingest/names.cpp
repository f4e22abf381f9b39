// The words that stand for the kinds of blocks in files and exports.
#include "base/enum_names.h"
#include "stemma/document.h"

namespace stemma {
namespace {

constexpr std::array<std::pair<BlockKind, std::string_view>, 9> block_kinds{{
    {BlockKind::headline, "headline"}, {BlockKind::standfirst, "standfirst"}, {BlockKind::paragraph, "paragraph"},
    {BlockKind::subheading, "subheading"}, {BlockKind::caption, "caption"}, {BlockKind::quote, "quote"},
    {BlockKind::list, "list"}, {BlockKind::correction, "correction"}, {BlockKind::speaker, "speaker"}}};

}  // namespace

std::string_view name(BlockKind v) { return enum_name(block_kinds, v); }
std::optional<BlockKind> block_kind(std::string_view word) { return enum_value(block_kinds, word); }

}  // namespace stemma
