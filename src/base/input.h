// The bytes of one input, read-only and behind a descriptor, so that another process can be shown them without a copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "stemma/result.h"

namespace stemma {

/// Mapped, not held: a large input costs address space only. Up to 64 MiB the bytes are a private copy that nobody can change any more
/// (a sealed file in memory).
class Input {
 public:
  static constexpr std::uint64_t copied_up_to = std::uint64_t{64} << 20;

  Input() = default;
  ~Input();
  Input(Input&& other) noexcept;
  Input& operator=(Input&& other) noexcept;

  /// A copy. Errors: io (no memory).
  static Result<Input> of_bytes(std::string_view bytes);

  /// A file as it is now. Over 64 MiB it is copied to a nameless file in `scratch_folder`; if that is empty, the file is mapped as it
  /// lies: a program that cuts it short meanwhile stops whoever reads the mapping (SIGBUS).
  /// Errors: io, over_limit beyond `max_bytes`, unsupported for pipes and the like.
  static Result<Input> of_file(const std::string& path, std::uint64_t max_bytes, const std::string& scratch_folder = {});

  /// An open file, mapped as it lies; the descriptor stays the caller's. Errors: io.
  static Result<Input> of_descriptor(int fd);

  std::string_view bytes() const { return {mapped_, size_}; }
  /// 64 hex digits. Looks at all bytes, and lets go of the memory that they took.
  std::string sha256() const;
  /// The mapping stays; what was looked at is read again when it is next needed.
  void let_go() const;
  int descriptor() const { return fd_.get(); }
  bool in_memory() const { return in_memory_; }
  /// The file behind it is shorter now than when it was mapped.
  bool cut_short() const;

 private:
  static Result<Input> map(Descriptor fd, bool in_memory);

  Descriptor fd_;
  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
  bool in_memory_ = false;
};

}  // namespace stemma
