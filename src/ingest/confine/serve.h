// The other side: a process that parses what it is given, and can do nothing else.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ingest/ingest.h"

namespace stemma::ingest::confine {

inline constexpr int parser_socket = 3, parser_life = 4;  ///< descriptors it is started with

/// Parses one input: ingest's parse_each in the program, what the tests need in theirs.
using Parse = std::function<void(std::string_view bytes, const std::string& path, const Limits& limits, const Sink& sink)>;

/// Gives up all rights, then answers jobs until its owner closes the socket or dies. False at once if it was not started by a Child.
/// REQUIRES: no other threads.
bool serve(const Parse& parse);

}  // namespace stemma::ingest::confine
