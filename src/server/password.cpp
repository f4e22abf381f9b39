#include "server/password.h"

#include <argon2.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/files.h"
#include "base/utf8.h"

namespace stemma::server {
namespace {

constexpr std::uint32_t passes = 3, kibibytes = 65536, lanes = 1;
constexpr std::size_t hash_bytes = 32, salt_bytes = 16, shortest = 12;
constexpr unsigned free_failures = 5;
constexpr std::size_t most_peers = 10000;
constexpr std::chrono::hours remembered{1};

}  // namespace

Result<std::string> password_hash(std::string_view password) {
  if (password.size() < shortest) return fail(ErrorKind::usage, fmt::format("a password needs at least {} characters", shortest), Error::nowhere, "take a few words");
  std::array<unsigned char, salt_bytes> salt{};
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1) return fail(ErrorKind::io, "the operating system gives no random bytes");
  std::string out(argon2_encodedlen(passes, kibibytes, lanes, salt_bytes, hash_bytes, Argon2_id), '\0');
  const int rc = argon2id_hash_encoded(passes, kibibytes, lanes, password.data(), password.size(), salt.data(), salt.size(), hash_bytes, out.data(), out.size());
  if (rc != ARGON2_OK) return fail(ErrorKind::over_limit, fmt::format("the password cannot be hashed: {}", argon2_error_message(rc)), Error::nowhere, "close other programs");
  out.resize(out.find('\0'));
  return out;
}

Result<std::string> read_password_file(const std::string& path) {
  auto text = read_whole_file(path, 4096);
  if (!text) return tl::unexpected(text.error());
  std::string line(trim(std::string_view(*text).substr(0, text->find('\n'))));
  if (!line.starts_with("$argon2id$"))
    return fail(ErrorKind::usage, path + ": holds no Argon2id hash", Error::nowhere, "make one with: stemma self password > " + path);
  return line;
}

bool password_fits(const std::string& hash, std::string_view password) {
  static std::mutex one_at_a_time;  // 64 MiB each
  const std::lock_guard lock(one_at_a_time);
  return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

std::chrono::seconds Throttle::wait(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  const auto it = peers_.find(peer);
  if (it == peers_.end() || it->second.until <= now_()) return std::chrono::seconds(0);
  return std::chrono::duration_cast<std::chrono::seconds>(it->second.until - now_()) + std::chrono::seconds(1);
}

void Throttle::failed(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  const auto now = now_();
  std::erase_if(peers_, [&](const auto& p) { return now - p.second.last > remembered; });
  if (peers_.size() >= most_peers)
    peers_.erase(std::min_element(peers_.begin(), peers_.end(), [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
  Peer& p = peers_[peer];
  ++p.failures;
  p.last = now;
  if (p.failures >= free_failures) p.until = now + std::min(std::chrono::seconds(300), std::chrono::seconds(1 << std::min(p.failures - free_failures, 9U)));
}

void Throttle::passed(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  peers_.erase(peer);
}

}  // namespace stemma::server
