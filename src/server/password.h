// The password of a desk that others can reach, and what slows down those who guess it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::server {

/// "$argon2id$v=19$m=65536,t=3,p=1$..." (RFC 9106, second recommended choice with one lane). Some tenths of a second, 64 MiB.
/// Errors: usage for fewer than 12 characters, over_limit for no memory.
Result<std::string> password_hash(std::string_view password);
/// The hash in a password file: its first line. Errors: io; usage if it is no Argon2id hash (a password in clear, say).
Result<std::string> read_password_file(const std::string& path);
bool password_fits(const std::string& hash, std::string_view password);

/// Counts failures by peer: after five, each costs twice the wait of the one before, up to five minutes. Forgets a peer an hour after its last.
class Throttle {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Throttle(std::function<Clock::time_point()> now = Clock::now) : now_(std::move(now)) {}
  /// How long this peer has to wait before it may try; zero: now.
  std::chrono::seconds wait(const std::string& peer);
  void failed(const std::string& peer);
  void passed(const std::string& peer);

 private:
  struct Peer {
    unsigned failures = 0;
    Clock::time_point last, until;
  };
  const std::function<Clock::time_point()> now_;
  std::mutex mutex_;
  std::map<std::string, Peer> peers_;
};

}  // namespace stemma::server
