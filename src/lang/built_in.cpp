#include "lang/built_in.h"

#include <cstddef>

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

STEMMA_EMBED(stemma_built_in_encoder, STEMMA_ENCODER_FILE)
STEMMA_EMBED(stemma_built_in_agent_scorer, STEMMA_AGENT_SCORER_FILE)

namespace stemma::lang {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::string_view built_in_encoder() { return between(stemma_built_in_encoder, stemma_built_in_encoder_end); }
std::string_view built_in_agent_scorer() { return between(stemma_built_in_agent_scorer, stemma_built_in_agent_scorer_end); }

}  // namespace stemma::lang
