// The network: accepts connections, reads requests within limits, writes responses. HTTP/1.1 with keep-alive; TLS if asked for.
//
// One thread does all reading and writing, as coroutines; handlers run on a small pool. Boost appears in listener.cpp and nowhere else.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "server/http/message.h"
#include "stemma/result.h"

namespace stemma::server {

struct ListenOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                  ///< 0: any that is free
  std::string tls_certificate, tls_key;    ///< PEM files; both empty: no TLS
  unsigned threads = 2;                    ///< that run handlers

  std::uint32_t max_head = 32 * 1024;      ///< bytes of a request's line and fields
  std::uint32_t max_target = 8 * 1024;     ///< bytes of its target
  std::size_t max_connections = 1024;      ///< those beyond get 503
  std::size_t max_feeds = 512;             ///< the one that was opened first is closed for one more
  std::chrono::seconds head_within{10};    ///< from a request's first byte to the last of its head: so long may a slow client take
  std::chrono::seconds idle{75};           ///< between requests of one connection
  std::chrono::seconds stall{30};          ///< without a byte, in the middle of a body or a response
  std::uint32_t slowest_body = 1024;       ///< bytes a second that a body must bring on average, after the first `stall`
  std::chrono::seconds heartbeat{15};      ///< a feed that is silent for so long gets a comment
};

class Listener {
 public:
  Listener(ListenOptions options, Handler& handler);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Binds. Gives the port. Errors: usage (an address that is none, a certificate that cannot be used), busy (the port is taken), io.
  Result<std::uint16_t> open();
  /// Serves until stop() or SIGINT or SIGTERM.
  void run();
  void stop();        ///< from any thread
  void wake_feeds();  ///< from any thread: a feed may have something

 private:
  struct Network;
  std::unique_ptr<Network> network_;
};

}  // namespace stemma::server
