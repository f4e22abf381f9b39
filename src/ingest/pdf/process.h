// Runs a program on some bytes in confinement: no shell, bare environment, limits on processor, memory, files and time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::ingest {

struct Confinement {
  std::uint64_t cpu_seconds = 30;                       ///< and twice as much by the clock
  std::uint64_t memory = std::uint64_t{1} << 30;        ///< address space, bytes
  std::uint64_t max_output = std::uint64_t{256} << 20;  ///< bytes on stdout
};

struct Ran {
  std::string output;     ///< stdout
  std::string messages;   ///< stderr, its first 4 kB
  int exit_code = -1;     ///< -1: ended by a signal
  bool timed_out = false;
  bool too_much = false;  ///< killed because its output passed the limit
};

/// Runs `arguments` (the program's name first; looked for in /usr/bin, /usr/local/bin and PATH) with `input` as its standard input, a
/// private file in memory in which it may seek. It can read what is installed (/usr, /etc and the like) and nothing else, write no file,
/// open no connection, gain no privileges, and dies with us; so far as the kernel has the means. Any thread may call. Errors: unsupported (no such program), io (the system gives no process or memory).
Result<Ran> run_confined(const std::vector<std::string>& arguments, std::string_view input, const Confinement& limits);

/// For a process that may start nothing (a confined parser): from now on run_confined hands over to `runner`, which asks one that may.
/// A property of the process, as its rights are; not to be changed while others call.
using ProgramRunner = std::function<Result<Ran>(const std::vector<std::string>& arguments, std::string_view input, const Confinement& limits)>;
void run_programs_through(ProgramRunner runner);

}  // namespace stemma::ingest
