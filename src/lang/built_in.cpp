#include "lang/built_in.h"

#include <cstddef>

// The assembler puts the file where constants lie; CMakeLists.txt names it and builds this anew when it changes.
asm(".section .rodata\n"
    ".balign 64\n"
    ".globl stemma_built_in_model\n"
    ".hidden stemma_built_in_model\n"
    "stemma_built_in_model:\n"
    ".incbin \"" STEMMA_MODEL_FILE "\"\n"
    ".globl stemma_built_in_model_end\n"
    ".hidden stemma_built_in_model_end\n"
    "stemma_built_in_model_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" {
extern const char stemma_built_in_model[];
extern const char stemma_built_in_model_end[];
}

namespace stemma::lang {

std::string_view built_in_model() {
  return {stemma_built_in_model, static_cast<std::size_t>(stemma_built_in_model_end - stemma_built_in_model)};
}

}  // namespace stemma::lang
