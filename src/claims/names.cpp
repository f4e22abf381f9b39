// The words that stand for stances and kinds of sources in files, exports and on screen.
#include "base/enum_names.h"
#include "stemma/attribution.h"

namespace stemma {
namespace {

constexpr std::array<std::pair<Stance, std::string_view>, 11> stances{{
    {Stance::asserts, "asserts"}, {Stance::alleges, "alleges"}, {Stance::denies, "denies"}, {Stance::confirms, "confirms"},
    {Stance::doubts, "doubts"}, {Stance::demands, "demands"}, {Stance::commits, "commits"}, {Stance::expects, "expects"},
    {Stance::believes, "believes"}, {Stance::asks, "asks"}, {Stance::declares, "declares"}}};
constexpr std::array<std::pair<Certainty, std::string_view>, 4> certainties{{
    {Certainty::certain, "certain"}, {Certainty::probable, "probable"}, {Certainty::possible, "possible"}, {Certainty::open, "open"}}};
constexpr std::array<std::pair<SourceKind, std::string_view>, 9> source_kinds{{
    {SourceKind::named_person, "named person"}, {SourceKind::named_organisation, "named organisation"},
    {SourceKind::government, "government"}, {SourceKind::media, "media"}, {SourceKind::document, "document"},
    {SourceKind::unnamed_individual, "unnamed individual"}, {SourceKind::unnamed_group, "unnamed group"},
    {SourceKind::collective, "collective"}, {SourceKind::unattributed, "unattributed"}}};
constexpr std::array<std::pair<AgentKind, std::string_view>, 7> agent_kinds{{
    {AgentKind::person, "person"}, {AgentKind::organisation, "organisation"}, {AgentKind::government, "government"},
    {AgentKind::media, "media"}, {AgentKind::document, "document"}, {AgentKind::unnamed, "unnamed"},
    {AgentKind::collective, "collective"}}};
constexpr std::array<std::pair<SourceLink::Kind, std::string_view>, 3> link_kinds{{
    {SourceLink::Kind::citing, "citing"}, {SourceLink::Kind::told, "told"}, {SourceLink::Kind::report, "report"}}};

}  // namespace

std::string_view name(Stance v) { return enum_name(stances, v); }
std::string_view name(Certainty v) { return enum_name(certainties, v); }
std::string_view name(SourceKind v) { return enum_name(source_kinds, v); }
std::string_view name(AgentKind v) { return enum_name(agent_kinds, v); }
std::string_view name(SourceLink::Kind v) { return enum_name(link_kinds, v); }
std::optional<Stance> stance(std::string_view word) { return enum_value(stances, word); }
std::optional<Certainty> certainty(std::string_view word) { return enum_value(certainties, word); }
std::optional<SourceKind> source_kind(std::string_view word) { return enum_value(source_kinds, word); }
std::optional<AgentKind> agent_kind(std::string_view word) { return enum_value(agent_kinds, word); }

}  // namespace stemma
