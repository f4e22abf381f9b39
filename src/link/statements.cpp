#include "link/statements.h"

#include <algorithm>

#include "link/denied.h"
#include "link/sides/contrasts.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_asked = 64;

class Weigher {
 public:
  Weigher(const Pile& pile, Claim& claim) : pile_(pile), claim_(claim) {}

  void side_with_themselves() {
    const auto says_nothing_else = [&](const ClaimMember& m) { return m.side == Side::neutral || only_states(m); };
    if (!std::all_of(claim_.members.begin(), claim_.members.end(), says_nothing_else)) return;
    for (auto& m : claim_.members)
      if (m.side == Side::denies) {
        m.side = Side::supports;
        m.why.clear();
      }
  }

  /// Of what is taken for a denial without a word that rejects, whether it holds a negation or not.
  void doubt_what_excludes_nothing() {
    std::vector<sides::Phrase> said;
    for (auto& m : claim_.members) {
      if (!denies(m) || rejects(pile_, m.attribution)) continue;
      if (said.empty()) said = supporting();
      if (said.empty()) return;
      if (excludes_one_of(said, phrase(m))) continue;
      m.side = Side::neutral;
      m.why = {{"It may exclude what the others say, or speak of something else.", m.attribution.document, attribution(m).content.front()}};
    }
  }

 private:
  const Attribution& attribution(const ClaimMember& m) const { return pile_.readings[m.attribution.document]->attributions[m.attribution.attribution]; }
  bool denies(const ClaimMember& m) const { return m.side == Side::denies && attribution(m).stance == Stance::denies; }
  bool only_states(const ClaimMember& m) const { return denies(m) && link::only_states(pile_, m.attribution); }
  sides::Phrase phrase(const ClaimMember& m) const {
    return sides::make_phrase(*pile_.readings[m.attribution.document], pile_.analyses[m.attribution.document], attribution(m).content);
  }
  std::vector<sides::Phrase> supporting() const {
    std::vector<sides::Phrase> out;
    for (const auto& m : claim_.members)
      if (m.side == Side::supports && out.size() < most_asked) out.push_back(phrase(m));
    return out;
  }
  static bool excludes_one_of(const std::vector<sides::Phrase>& said, const sides::Phrase& statement) {
    return std::any_of(said.begin(), said.end(), [&](const sides::Phrase& s) {
      const auto found = sides::contrasts(s, statement);
      return sides::opposed(found) && sides::sure(found);
    });
  }

  const Pile& pile_;
  Claim& claim_;
};

}  // namespace

void weigh_statements(const Pile& pile, bool large, std::vector<Claim>& claims) {
  for (auto& claim : claims) {
    Weigher w(pile, claim);
    w.side_with_themselves();
    if (large) w.doubt_what_excludes_nothing();
  }
}

}  // namespace stemma::link
