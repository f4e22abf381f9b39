// Giving up rights, for good: what the kernel then refuses, no mistake in a parser can do.
//
// Landlock (no file access; kernel 5.13), seccomp-bpf (which system calls; kernel 3.5), PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE. Each is
// used as far as the kernel has it. All functions here are safe between fork and exec: system calls only, no allocation.
#pragma once

#include <cstdint>

namespace stemma::ingest::confine {

/// What could not be had.
struct Gaps {
  bool landlock = false, seccomp = false;
};

/// For a parser: from now on this process computes, takes memory, and reads and writes on the socket `socket`. Opening a file fails
/// with EACCES (libraries try that and can do without); any other call ends the process with SIGSYS.
Gaps give_up_all(int socket);

/// For a program of others, before exec: reads and runs what is installed (/usr, /lib, /etc and so on, and `program`), writes no file,
/// opens no socket, traces nobody. Such calls fail with EPERM or EACCES.
Gaps give_up_most(const char* program);

}  // namespace stemma::ingest::confine
