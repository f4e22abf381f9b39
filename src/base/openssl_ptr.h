// Owners of what OpenSSL allocates.
#pragma once

#include <memory>

namespace stemma {

/// A deleter: std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>.
template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* p) const {
    Free(p);
  }
};

}  // namespace stemma
