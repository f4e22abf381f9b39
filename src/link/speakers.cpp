// Who says what stands in the case: sources, and publishers where their own documents speak.
#include <algorithm>

#include "base/utf8.h"
#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma {

bool speaks_of_itself(const Reading& reading, const Attribution& a) {
  if (a.source.size() != 1 || a.agent >= 0 || a.parent >= 0) return false;
  const std::string words = fold(slice(reading.document, a.source.front()));
  return words == "we" || words == "our" || words == "us";
}

namespace {

/// "Reports of a closure are without foundation", "residents are asked to stay indoors", where nobody is named: in a body's own document it is
/// the body that finds or asks so. Not "it is alleged": that may be anybody.
bool is_verdict(const Attribution& a) {
  return a.parent < 0 && (a.stance == Stance::denies || a.stance == Stance::doubts || a.stance == Stance::demands);
}

bool is_headline(const Document& document, const Attribution& a) {
  const auto block = link::block_of(document, a.content.front().begin);
  return block > 0 && document.blocks[block - 1].kind == BlockKind::headline && document.blocks[block - 1].span.contains(a.content.front());
}

}  // namespace

std::vector<std::int32_t> speakers(const CaseModel& model, const Reading& reading, std::uint32_t document) {
  const std::int32_t publisher = document < model.publisher.size() ? model.publisher[document] : -1;
  const bool body = publisher >= 0 && model.agents[static_cast<std::size_t>(publisher)].kind != AgentKind::media;
  const bool alone = std::none_of(reading.attributions.begin(), reading.attributions.end(), [&](const Attribution& a) {
    return !a.source.empty() && !speaks_of_itself(reading, a);
  });
  std::vector<std::int32_t> out;
  for (const Attribution& a : reading.attributions) {
    const bool own = a.source.empty() && (a.cue.empty() ? body || alone || is_headline(reading.document, a) : body && is_verdict(a));
    if (a.agent >= 0) out.push_back(model.agent_of[document][static_cast<std::size_t>(a.agent)]);
    else out.push_back(own || speaks_of_itself(reading, a) ? publisher : -1);
  }
  return out;
}

}  // namespace stemma
