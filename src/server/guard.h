// Who may speak to the desk at all: looked at on every request, before anything else of it.
//
// Another page in the user's browser can send requests to a loopback port, and a name of the attacker's can be made to resolve to it (DNS
// rebinding). The browser says truthfully whom it thinks that it speaks to (Host) and who makes it speak (Origin, Sec-Fetch-Site).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace stemma::server {

/// What the desk is called.
struct Site {
  std::vector<std::string> hosts;  ///< allowed values of Host, lower case, with the port where one belongs: "127.0.0.1:8021"
  bool https = false;              ///< as the browser sees it
};

/// The site of a loopback port: its number under the names that a loopback address has.
Site loopback_site(std::uint16_t port, bool https);

struct Refusal {
  int status = 0;  ///< 0: nothing is wrong
  std::string what, next;
};

/// 400 without exactly one Host; 421 a Host that is not ours (rebinding); 403 an Origin or Sec-Fetch-Site that is not ours.
Refusal check_site(const Head&, const Site&);

/// 403 unless the token of the session stands in X-Stemma-Token. In the same time for any wrong token.
Refusal check_token(const Head&, std::string_view token);

bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace stemma::server
