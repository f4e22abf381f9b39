// Memory for vectors: at a multiple of 64 bytes, so that no wide load crosses a cache line.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

namespace stemma::nn {

/// Numbers of a plain type. Keeps what it has ever had, so that a workspace asks the system once.
template <class T>
class Buffer {
 public:
  /// Room for `n` numbers; their values are whatever was there.
  T* room(std::size_t n) {
    if (n > size_) {
      memory_.reset();  // first: old and new are never held together
      memory_.reset(static_cast<T*>(::operator new(n * sizeof(T), alignment)));
      size_ = n;
    }
    return memory_.get();
  }
  /// The same, all zero.
  T* zeros(std::size_t n) {
    room(n);
    if (n != 0) std::memset(memory_.get(), 0, n * sizeof(T));
    return memory_.get();
  }
  T* data() { return memory_.get(); }
  const T* data() const { return memory_.get(); }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Free {
    void operator()(T* p) const { ::operator delete(p, alignment); }
  };
  std::unique_ptr<T, Free> memory_;
  std::size_t size_ = 0;
};

/// The next multiple of 16, the number of lanes that the kernels work in.
constexpr std::size_t whole_lanes(std::size_t n) { return (n + 15) / 16 * 16; }

}  // namespace stemma::nn
