// Sessions: a one-time login link becomes a cookie, and a cookie a session, until nobody has used it for a while.
//
// Secrets are 256 bits from the operating system; only their hashes are kept, so that finding one takes the same time whatever is guessed. All
// functions may be called by several threads at once. Nothing is written to disk: a server that ends takes its sessions with it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace stemma::server {

/// 43 letters of base64url: 256 random bits of the operating system. Throws std::runtime_error if it gives none.
std::string random_secret();

struct SessionView {
  std::string key;    ///< names the session inside the server; no secret
  std::string token;  ///< for X-Stemma-Token
  std::string who;
};

class Sessions {
 public:
  using Clock = std::chrono::steady_clock;
  struct Rules {
    std::chrono::seconds link_lives{600};
    std::chrono::seconds idle{7200};
    std::size_t most = 64;  ///< the one that was used least recently ends for one more
  };
  explicit Sessions(Rules rules, std::function<Clock::time_point()> now = Clock::now) : rules_(rules), now_(std::move(now)) {}

  /// A secret for a login link; an earlier one that nobody used is void.
  std::string new_link();
  /// Whether a link is waiting to be used.
  bool link_waits() const;
  /// The cookie's value, once for each link; nothing for a wrong, used or old one.
  std::optional<std::string> use_link(std::string_view secret);
  /// A session for somebody who has shown otherwise who they are. Gives the cookie's value.
  std::string begin();

  enum class Use { counts, only_looks };  ///< whether it puts off the end of the session: what a page does by itself should not
  std::optional<SessionView> find(std::string_view cookie, Use use);
  bool lives(const std::string& key) const;
  void set_who(const std::string& key, std::string who);
  void end(const std::string& key);

 private:
  struct Session {
    std::string token, who;
    Clock::time_point used;
  };
  std::string begin_locked();
  bool over(const Session& s) const { return now_() - s.used > rules_.idle; }

  const Rules rules_;
  const std::function<Clock::time_point()> now_;
  mutable std::mutex mutex_;
  std::string link_;  // hash of the secret; empty: none waits
  Clock::time_point link_made_;
  std::map<std::string, Session, std::less<>> sessions_;  // by hash of the cookie
};

}  // namespace stemma::server
