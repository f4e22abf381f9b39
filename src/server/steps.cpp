#include "server/steps.h"

#include <map>
#include <vector>

namespace stemma::server {
namespace {

struct Steps {
  std::vector<std::uint64_t> undo;                                   // decisions that hold
  std::vector<std::pair<std::uint64_t, std::uint64_t>> redo;         // the undo, and what it undid in the end

  Steps(std::span<const Decision> decisions, const std::string& who) {
    std::map<std::uint64_t, const Decision*> by_number;
    for (const Decision& d : decisions) {
      by_number[d.number] = &d;
      if (d.kind != DecisionKind::undo) {
        if (d.by == who) undo.push_back(d.number), redo.clear();
        continue;
      }
      // An undo of an undo of a decision makes it hold again, and so on: what counts is whether their number is even.
      const Decision* end = &d;
      bool undone = false;
      while (end->kind == DecisionKind::undo) {
        const auto it = by_number.find(end->undoes);
        if (it == by_number.end() || it->second->number >= end->number) break;
        end = it->second;
        undone = !undone;
      }
      if (end->kind == DecisionKind::undo) continue;
      const auto number = end->number;
      std::erase(undo, number);
      std::erase_if(redo, [&](const auto& r) { return r.second == number; });
      if (undone && d.by == who) redo.emplace_back(d.number, number);
      if (!undone && end->by == who) undo.push_back(number);
    }
  }
};

}  // namespace

std::optional<std::uint64_t> next_undo(std::span<const Decision> decisions, const std::string& who) {
  const Steps steps(decisions, who);
  return steps.undo.empty() ? std::nullopt : std::optional(steps.undo.back());
}

std::optional<std::uint64_t> next_redo(std::span<const Decision> decisions, const std::string& who) {
  const Steps steps(decisions, who);
  return steps.redo.empty() ? std::nullopt : std::optional(steps.redo.back().first);
}

}  // namespace stemma::server
