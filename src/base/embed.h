// A file inside the program: models, fonts. For .cpp files alone.
#pragma once

#include <cstddef>
#include <string_view>

// The assembler puts a file where constants lie; CMakeLists.txt names them and builds this anew when one changes.
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

/// Its bytes, as a std::string_view.
#define STEMMA_EMBEDDED(name) std::string_view(name, static_cast<std::size_t>(name##_end - name))
