// The words that stand for sides, roots, ways of copying and how numbers stand to each other in exports and on screen.
#include "base/enum_names.h"
#include "stemma/claims.h"

namespace stemma {
namespace {

constexpr std::array<std::pair<How, std::string_view>, 7> hows{{
    {How::verbatim, "verbatim"}, {How::cut, "cut"}, {How::light_edit, "light_edit"}, {How::rewritten, "rewritten"},
    {How::translated, "translated"}, {How::update, "update"}, {How::correction, "correction"}}};
constexpr std::array<std::pair<Side, std::string_view>, 3> sides{{
    {Side::supports, "supports"}, {Side::denies, "denies"}, {Side::neutral, "neutral"}}};
constexpr std::array<std::pair<RootKind, std::string_view>, 5> root_kinds{{
    {RootKind::statement, "statement"}, {RootKind::witness, "witness"}, {RootKind::document, "document"},
    {RootKind::own_reporting, "own_reporting"}, {RootKind::unknown, "unknown"}}};
constexpr std::array<std::pair<Stand, std::string_view>, 7> stands{{
    {Stand::first, "first"}, {Stand::repeats, "repeats"}, {Stand::updates, "updates"}, {Stand::fits, "fits"}, {Stand::sums, "sums"},
    {Stand::grew, "grew"}, {Stand::rivals, "rivals"}}};
constexpr std::array<std::pair<EditKind, std::string_view>, 7> edit_kinds{{
    {EditKind::added, "added"}, {EditKind::dropped, "dropped"}, {EditKind::number, "number"}, {EditKind::hedge, "hedge"},
    {EditKind::stance, "stance"}, {EditKind::speaker, "speaker"}, {EditKind::reworded, "reworded"}}};

}  // namespace

std::string_view name(EditKind v) { return enum_name(edit_kinds, v); }
std::string_view name(How v) { return enum_name(hows, v); }
std::string_view name(Side v) { return enum_name(sides, v); }
std::string_view name(Stand v) { return enum_name(stands, v); }
std::string_view name(RootKind v) { return enum_name(root_kinds, v); }

}  // namespace stemma
