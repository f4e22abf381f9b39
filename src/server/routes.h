// Every address of the server, in one table: what is routed, what openapi.json has to describe, what may be sent there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stemma::server {

enum class Route : std::uint8_t {
  root, view, login_link, login_form, login, logout, session, set_who, events, openapi, job, original, look, export_decisions,
  decide, undo, redo, import_decisions, receive, start, handing, hand_over, stop_handing, handed,
};

struct RouteRow {
  std::string_view method;   ///< "GET" also answers HEAD
  std::string_view pattern;  ///< "/claims/{id}"
  Route route;
  bool page = false;         ///< a view: the desk's page to a browser, JSON under ".json" or to who asks for it
  std::uint64_t max_body = 0;
};

std::span<const RouteRow> routes();

struct Match {
  const RouteRow* row = nullptr;  ///< null: `allow` tells whether it is the address or the method that is wrong
  std::string id;                 ///< what stood at {id}
  std::string allow;              ///< methods of this address, as in the field of that name; empty: no such address
};
/// `path` without ".json".
Match match(std::string_view method, std::string_view path);

}  // namespace stemma::server
