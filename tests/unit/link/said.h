// Outlets in which people say things: what tests of claims, sides and denials are made of.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "builder.h"
#include "stemma/reader.h"

namespace stemma::link_test {

inline Doc outlet(const std::string& name, const std::string& day = "2031-03-02") { return Doc("d-" + name, "The " + name, day); }

/// A paragraph with one attribution: "SOURCE CUE CONTENT."
inline std::int32_t sentence(Doc& d, const std::string& source, AgentKind kind, const std::string& cue, const std::string& content,
                      Stance stance = Stance::asserts, const std::string& role = {}, std::int32_t body = -1, bool vague = false) {
  const auto who = d.agent(source, kind, role, body, vague);
  d.block(source + " " + cue + " " + content + ".");
  d.says(who, source, cue, content, stance);
  return who;
}

inline Side side_in(const CaseModel& m, std::uint32_t document, std::uint32_t attribution) {
  for (const auto& c : m.claims)
    for (const auto& x : c.members)
      if (x.attribution == AttributionRef{document, attribution}) return x.side;
  ADD_FAILURE() << "in no claim";
  return Side::neutral;
}


inline Reading read(const std::string& title, const std::string& text, const std::string& id = "d") {
  static const auto reader = Reader::create();
  Reader::Workspace space;
  return reader->read_text(id, title + "\n\n" + text, "2031-03-02", title, space).value();
}

}  // namespace stemma::link_test
