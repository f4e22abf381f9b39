// What the tools of bench/ share.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "stemma/result.h"

namespace stemma {

/// The value, or its error on standard error and exit code 1.
template <class T>
T value_or_exit(Result<T>&& result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().line().c_str());
    std::exit(1);
  }
  return std::move(*result);
}

}  // namespace stemma
