#include "base/enum_names.h"
#include "stemma/grounding.h"

namespace stemma {
namespace {

template <class E, std::size_t N>
using Words = std::array<std::pair<E, std::string_view>, N>;

constexpr Words<TimeKind, 4> time_kinds{{{TimeKind::date, "date"}, {TimeKind::time, "time"}, {TimeKind::duration, "duration"}, {TimeKind::set, "set"}}};
constexpr Words<TimeExpression::Role, 2> time_roles{{{TimeExpression::Role::happened, "happened"}, {TimeExpression::Role::said, "said"}}};
constexpr Words<FigureKind, 6> figure_kinds{{{FigureKind::count, "count"}, {FigureKind::money, "money"}, {FigureKind::measure, "measure"},
    {FigureKind::percentage, "percentage"}, {FigureKind::age, "age"}, {FigureKind::ordinal, "ordinal"}}};
constexpr Words<Bound, 8> bounds{{{Bound::exact, "exact"}, {Bound::at_least, "at_least"}, {Bound::more_than, "more_than"},
    {Bound::at_most, "at_most"}, {Bound::less_than, "less_than"}, {Bound::about, "about"}, {Bound::between, "between"}, {Bound::vague, "vague"}}};
constexpr Words<PlaceKind, 3> place_kinds{{{PlaceKind::literal, "literal"}, {PlaceKind::demonym, "demonym"}, {PlaceKind::metonym, "metonym"}}};
constexpr Words<Modality, 5> modalities{{{Modality::did, "did"}, {Modality::will, "will"}, {Modality::must, "must"}, {Modality::might, "might"},
    {Modality::would, "would"}}};
constexpr Words<ParticipantRole, 4> participant_roles{{{ParticipantRole::doer, "doer"}, {ParticipantRole::undergoer, "undergoer"},
    {ParticipantRole::recipient, "recipient"}, {ParticipantRole::other, "other"}}};

}  // namespace

std::string_view name(TimeKind v) { return enum_name(time_kinds, v); }
std::optional<TimeKind> time_kind(std::string_view word) { return enum_value(time_kinds, word); }
std::string_view name(TimeExpression::Role v) { return enum_name(time_roles, v); }
std::optional<TimeExpression::Role> time_role(std::string_view word) { return enum_value(time_roles, word); }
std::string_view name(FigureKind v) { return enum_name(figure_kinds, v); }
std::optional<FigureKind> figure_kind(std::string_view word) { return enum_value(figure_kinds, word); }
std::string_view name(Bound v) { return enum_name(bounds, v); }
std::optional<Bound> bound(std::string_view word) { return enum_value(bounds, word); }
std::string_view name(PlaceKind v) { return enum_name(place_kinds, v); }
std::optional<PlaceKind> place_kind(std::string_view word) { return enum_value(place_kinds, word); }
std::string_view name(Modality v) { return enum_name(modalities, v); }
std::optional<Modality> modality(std::string_view word) { return enum_value(modalities, word); }
std::string_view name(ParticipantRole v) { return enum_name(participant_roles, v); }
std::optional<ParticipantRole> participant_role(std::string_view word) { return enum_value(participant_roles, word); }

}  // namespace stemma
