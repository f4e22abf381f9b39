// Pseudonyms: what labelled people are called outside. The key that leads from one to the other is a file of its own, never in the case or in
// anything that leaves it:
//
//     stemma pseudonyms 1
//     case 5be1...                  which case it is for: the hash of the first entry of its custody log
//     secret 9f0c...                32 random bytes; the log of the case knows their SHA-256, so that a lost key is missed
//     Witness 1<TAB>Mirelle Askand<TAB>Askand
//
// Numbers are given in an order that only the secret tells, later people the next ones: they say nothing of who was labelled when.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "protect/secrets.h"
#include "stemma/case.h"

namespace stemma::protect {

/// "Witness", "Survivor", "Minor", "Detained person", "Private person".
std::string_view pseudonym_word(std::string_view label);

struct PseudonymKey {
  std::string file;
  std::string fingerprint;  ///< SHA-256 of the secret, as the custody log names it
  bool made = false;        ///< there was none: the log has to be told
};

/// Gives each labelled person a stand_in, those of the file first, and writes the file if somebody is new. Nothing is touched if nobody is labelled.
/// Errors: usage if the log knows of a key and the file is missing (unless `anew`) or is another case's; io; malformed.
Result<PseudonymKey> give_pseudonyms(std::vector<Person>& people, const std::string& file, const std::string& case_identity,
                                     std::span<const CustodyEntry> custody, bool anew);

/// The custody log's action that notes the fingerprint of a key.
inline constexpr const char* key_action = "pseudonyms made";

}  // namespace stemma::protect
