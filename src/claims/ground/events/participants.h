// Participants of an event: who is meant by a phrase, and in which role.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claims/ground/events/tree.h"
#include "claims/ground/page.h"

namespace stemma::claims::ground::events {

/// Names the participants of a document's events.
class Namer {
 public:
  Namer(const Page& page, const Reading& reading, const Tree& tree);

  /// Adds whom token `head` and what is coordinated with it stand for to `event`. Nothing from token `until` on is of their phrases.
  void add(Event& event, ParticipantRole role, std::uint32_t head, std::string_view preposition = {}, std::uint32_t until = ~0u) const;
  /// A person or body is meant by what token i heads.
  bool acting(std::uint32_t i) const;
  /// The token stands in an expression of time.
  bool temporal(std::uint32_t i) const { return temporal_[i]; }
  static constexpr std::size_t most = 8;  ///< participants of an event

 private:
  bool fits(std::uint32_t head, std::uint32_t agent) const;
  void trim(Phrase& phrase, std::uint32_t head) const;
  void add_one(Event& event, ParticipantRole role, std::uint32_t head, std::string_view preposition, std::uint32_t until) const;

  const Page& page_;
  const Reading& reading_;
  const Tree& tree_;
  std::vector<std::int32_t> speaker_;  ///< by agent of lang::Agents: the index into Reading::agents of the same; -1 none
  std::vector<bool> temporal_;
};

}  // namespace stemma::claims::ground::events
