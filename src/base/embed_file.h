// A file's bytes as constants of the program. The assembler puts them where constants lie, at a multiple of 64; the build system has to be
// told to build the source file anew when the file changes (OBJECT_DEPENDS), and names the file.
#pragma once

#include <cstddef>
#include <string_view>

/// Defines the constants NAME and NAME_end. At namespace scope, once a name in the whole program.
#define STEMMA_EMBED(name, file)           \
  asm(".section .rodata\n"                 \
      ".balign 64\n"                       \
      ".globl " #name "\n"                 \
      ".hidden " #name "\n" #name ":\n"    \
      ".incbin \"" file "\"\n"             \
      ".globl " #name "_end\n"             \
      ".hidden " #name "_end\n" #name "_end:\n" \
      ".byte 0\n"                          \
      ".previous\n");                      \
  extern "C" {                             \
  extern const char name[];                \
  extern const char name##_end[];          \
  }

namespace stemma {

/// The bytes from `begin` to `end` of a pair of such constants.
inline std::string_view embedded_bytes(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace stemma
