#include "server/sessions.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/hash.h"

namespace stemma::server {

std::string random_secret() {
  std::array<unsigned char, 33> bytes{};  // 264 bits: 44 letters without a rest, of which 43 are used
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::runtime_error("the operating system gives no random bytes");
  static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const unsigned n = static_cast<unsigned>(bytes[i]) << 16 | static_cast<unsigned>(bytes[i + 1]) << 8 | bytes[i + 2];
    for (const int shift : {18, 12, 6, 0}) out += letters[n >> shift & 63];
  }
  out.resize(43);
  return out;
}

std::string Sessions::new_link() {
  std::string secret = random_secret();
  const std::lock_guard lock(mutex_);
  link_ = sha256_hex(secret);
  link_made_ = now_();
  return secret;
}

bool Sessions::link_waits() const {
  const std::lock_guard lock(mutex_);
  return !link_.empty() && now_() - link_made_ <= rules_.link_lives;
}

std::optional<std::string> Sessions::use_link(std::string_view secret) {
  const std::string hash = sha256_hex(secret);
  const std::lock_guard lock(mutex_);
  if (link_.empty() || hash != link_ || now_() - link_made_ > rules_.link_lives) return std::nullopt;
  link_.clear();
  return begin_locked();
}

std::string Sessions::begin() {
  const std::lock_guard lock(mutex_);
  return begin_locked();
}

std::string Sessions::begin_locked() {
  std::erase_if(sessions_, [&](const auto& s) { return over(s.second); });
  while (sessions_.size() >= rules_.most)
    sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  std::string cookie = random_secret();
  sessions_[sha256_hex(cookie)] = {random_secret(), {}, now_()};
  return cookie;
}

std::optional<SessionView> Sessions::find(std::string_view cookie, Use use) {
  const std::string key = sha256_hex(cookie);
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(key);
  if (it == sessions_.end()) return std::nullopt;
  if (over(it->second)) {
    sessions_.erase(it);
    return std::nullopt;
  }
  if (use == Use::counts) it->second.used = now_();
  return SessionView{key, it->second.token, it->second.who};
}

bool Sessions::lives(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(key);
  return it != sessions_.end() && !over(it->second);
}

void Sessions::set_who(const std::string& key, std::string who) {
  const std::lock_guard lock(mutex_);
  if (const auto it = sessions_.find(key); it != sessions_.end()) it->second.who = std::move(who);
}

void Sessions::end(const std::string& key) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(key);
}

}  // namespace stemma::server
