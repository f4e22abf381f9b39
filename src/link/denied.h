// What a denial is about: a proposition of its own, somebody's report, or everything that was said.
#pragma once

#include <cstdint>

#include "link/pile.h"

namespace stemma::link {

enum class Denied : std::uint8_t {
  proposition,  ///< "denied that anybody was beaten": wording decides
  anaphor,      ///< "denies it", "called that untrue": what was said just before
  report,       ///< "rejected Mr Roe's account", "called the story an invention": one statement, named or just mentioned
  just_said,    ///< "called such reports a fabrication": the statements just before
  everything,   ///< "denied all the charges": all that was raised
  reports,      ///< "rejects the reports in foreign media": all that others have published
};

/// What is denied, and the words that narrow it: "the allegations concerning ballot boxes and agents", "all talk of bullets". Empty: all of it.
struct DeniedThing {
  Denied kind = Denied::proposition;
  Spans about = {};
  Spans kind_of = {};  ///< "the fuel tax accusation": fuel, tax
};

/// Only meaningful where the stance is `denies` or `doubts`.
DeniedThing denied_thing(const Pile& pile, std::uint32_t document, std::uint32_t attribution);
inline Denied what_is_denied(const Pile& pile, std::uint32_t document, std::uint32_t attribution) {
  return denied_thing(pile, document, attribution).kind;
}

/// Its cue turns its content round: "denied that", "rejected as untrue".
bool cue_rejects(const Pile& pile, AttributionRef);
/// Its own words reject something said: its cue, or its content ("that is a lie", "pleaded not guilty"); or a person said that it denies.
bool rejects(const Pile& pile, AttributionRef);
/// Rejects nothing but has a negation: "there was no money". The contrary of something, if anybody says so; what that is only its wording can show.
bool only_states(const Pile& pile, AttributionRef);

/// "No record of any such paper": of what was said just before.
bool points_back(const Pile& pile, AttributionRef);

/// "Opposed the war", "protested against the cuts": against what is or is to be, and not against what is said. Such words deny nothing.
bool is_opposition(const Pile& pile, std::uint32_t document, std::uint32_t attribution);

}  // namespace stemma::link
