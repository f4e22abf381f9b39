// Undo and redo as people expect them from an editor, on a list that is never shortened: an undo is a decision that names what it undoes, a redo is
// one that names the undo.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "stemma/decision.h"

namespace stemma::server {

/// The decision that `who` would undo next: their last one that still holds. Nothing: there is none left.
std::optional<std::uint64_t> next_undo(std::span<const Decision> decisions, const std::string& who);
/// The undo of theirs that they would take back next: the last one since their last new decision.
std::optional<std::uint64_t> next_redo(std::span<const Decision> decisions, const std::string& who);

}  // namespace stemma::server
