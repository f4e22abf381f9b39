// Errors as values. Stemma's functions throw nothing of their own: what can fail returns Result<T>.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stemma {

/// What went wrong, by whose fault: a malformed input is not an unsupported one, and neither is our own mistake.
enum class ErrorKind : std::uint8_t {
  malformed,    ///< the input breaks its own format
  unsupported,  ///< a format, language or version that this program does not read
  over_limit,   ///< larger, deeper or slower than Limits allow
  io,           ///< the system said no: unreadable, disk full, no such file
  busy,         ///< another program holds the case
  case_file,    ///< the case file is not one, is newer than this program, or is damaged
  usage,        ///< the caller asked for something that makes no sense
  internal,     ///< a mistake of ours
};

std::string_view name(ErrorKind);

/// One failure, fit to be shown: `what` is one line in plain words, `next` says what the user can do about it.
struct Error {
  static constexpr std::uint64_t nowhere = ~std::uint64_t{0};

  ErrorKind kind = ErrorKind::internal;
  std::string what;
  std::uint64_t at = nowhere;  ///< byte offset in the input where reading stopped; `nowhere` if it has none
  std::string next{};          ///< what to do now; may be empty

  /// "what (at byte N); next", one line.
  std::string line() const;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string what, std::uint64_t at = Error::nowhere, std::string next = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(what), at, std::move(next)});
}

}  // namespace stemma
