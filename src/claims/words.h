// What single words can be to the grammar: small closed lists as bits, so that a rule tests a word with one instruction.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace stemma::claims {

enum WordClass : std::uint64_t {
  kBe = 1u << 0, kHave = 1u << 1, kDo = 1u << 2, kNot = 1u << 3,
  kWho = 1u << 4,         ///< who, which, whose, whom
  kWhether = 1u << 5,     ///< whether, if, why, how, what, when, where
  kSubordinator = 1u << 6,///< because, although, after...
  kDay = 1u << 7,         ///< Monday, yesterday
  kTimeNoun = 1u << 8,    ///< week, month, morning, March
  kTimeModifier = 1u << 9,///< last, earlier, next
  kSubjectPronoun = 1u << 10, kObjectPronoun = 1u << 11,
  kPersonRole = 1u << 12, ///< spokeswoman, minister, clerk
  kGroupNoun = 1u << 13,  ///< officials, residents, witnesses
  kGovernment = 1u << 14, ///< ministry, police, army
  kOrganisation = 1u << 15, kMedia = 1u << 16, kDocument = 1u << 17,
  kVague = 1u << 18,      ///< reports, rumours, sources
  kSpokes = 1u << 19,     ///< spokesman, spokeswoman, spokesperson
  kTitle = 1u << 20,      ///< Mr, Dr, Judge
  kFirstPerson = 1u << 21, kNobody = 1u << 22,
  kStatement = 1u << 23,  ///< statement, interview, briefing: the manner of a saying
  kMonth = 1u << 24,
  kQuantity = 1u << 25,   ///< many, several, most, all, some
  kOffice = 1u << 26,     ///< a role in which one speaks for a body
  kSheWord = 1u << 27, kHeWord = 1u << 28, kTheyWord = 1u << 29, kItWord = 1u << 30,
  kCompany = 1ull << 31,  ///< what "the company" can mean
  kCollective = 1ull << 32,  ///< voters, critics, the public: so many that nobody could count or ask them
  kShare = 1ull << 33,       ///< most, half, percent: a part of a collective
  kCount = 1ull << 34,       ///< number, section, dozens: some of a group
  kState = 1ull << 35,       ///< national, parliamentary, electoral: before an office, of a state
  kBureau = 1ull << 36,      ///< office, board, committee: of a state if its description says so
  kServiceArm = 1ull << 37,  ///< coast, general: before "guard", "staff"
  kIssued = 1ull << 38,      ///< published, written: a document's author follows
  kEvidence = 1ull << 39,    ///< poll, records, footage: a document whoever gathered it
  kMediaFront = 1ull << 40,  ///< Radio, Channel: media as the first word of a name
};

/// Bits of a lower-case word; 0 for most.
std::uint64_t word_class(std::string_view lower);
/// "WHO", "MARLOWICK": two letters or more, all capitals.
bool in_capitals(std::string_view word);

}  // namespace stemma::claims
