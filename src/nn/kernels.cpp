#include "nn/kernels.h"

namespace stemma::nn {

bool runs_here(Kernels kernels) {
#ifdef __x86_64__
  switch (kernels) {
    case Kernels::plain: return true;
    case Kernels::avx2: return __builtin_cpu_supports("avx2");
    case Kernels::avx512:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  }
#endif
  return kernels == Kernels::plain;
}

Kernels best_kernels() {
  for (const Kernels kernels : {Kernels::avx512, Kernels::avx2})
    if (runs_here(kernels)) return kernels;
  return Kernels::plain;
}

const KernelTable& table_of(Kernels kernels) {
#ifdef __x86_64__
  if (kernels == Kernels::avx512) return avx512_kernels;
  if (kernels == Kernels::avx2) return avx2_kernels;
#endif
  static_cast<void>(kernels);
  return plain_kernels;
}

}  // namespace stemma::nn
