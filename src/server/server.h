// The desk as a server: everything put together, with the rules for who may reach it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/listener.h"
#include "stemma/result.h"

namespace stemma::server {

struct ServeOptions {
  std::string case_path;
  ListenOptions listen;
  std::vector<std::string> hosts;    ///< names that browsers reach it by, with the port where it is not the usual one; loopback's own need not be named
  bool behind_proxy = false;         ///< a proxy on this machine or network does the TLS
  std::string password_file;         ///< see password.h
  std::string parser_program;        ///< as in AddOptions; what leaves by the desk is made by it too
  std::chrono::seconds idle{7200};
  std::function<void(const std::string& url)> tell_link;  ///< a login link to be shown to who sits at the terminal; on any thread
};

/// Whether an address of this form is the machine itself.
bool is_loopback(std::string_view address);

class Server {
 public:
  /// Opens the case and the port. Errors: those of Case::open and Listener::open; usage for an address that others can reach without a password and TLS
  /// (or a proxy that does it).
  static Result<std::unique_ptr<Server>> open(ServeOptions options);
  ~Server();

  const std::string& address() const;  ///< "http://127.0.0.1:8021"
  std::string login_url();             ///< for one use; of a server with a password the address itself
  void run();                          ///< until SIGINT or SIGTERM, or stop()
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stemma::server
