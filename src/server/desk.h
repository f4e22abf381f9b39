// The desk behind its addresses: who may, what is asked, what is answered. Knows nothing of sockets.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/guard.h"
#include "server/hand_over.h"
#include "server/http/message.h"
#include "server/importer.h"
#include "server/keeper.h"
#include "server/password.h"
#include "server/routes.h"
#include "server/seen.h"
#include "server/sessions.h"
#include "server/target.h"

namespace stemma::server {

struct DeskOptions {
  Site site;
  bool loopback = true;         ///< answers may lie in the browser's cache: it is on the machine that the case is on
  std::string cookie = "stemma";
  std::string password_hash;    ///< empty: one logs in with a link
  std::function<void(const std::string& path)> tell_link;  ///< a new login link's path, for who sits at the terminal; by password: never called
  Limits limits{};
};

class Desk : public Handler {
 public:
  Desk(DeskOptions options, Keeper& keeper, Importer& importer, HandOver& hand_over, Events& events, Sessions& sessions);

  Plan plan(const Head&) override;
  Response answer(const Head&, std::string body, BodySink* sink) override;
  Response refuse(int status) override;
  /// Writes down what is not in the log yet. The last thing that is asked of a desk.
  void close();

 private:
  /// A request that was let in.
  struct Asked {
    const Head& head;
    Target target;
    Match match;
    std::optional<SessionView> session;
    bool wants_page = false;  ///< a browser that goes to the address, not a program that reads data
  };
  struct Let {
    std::optional<Asked> in;
    Response refusal;  ///< otherwise
  };

  Let let_in(const Head& head);
  Response route(const Asked& asked, std::string body, BodySink* sink);

  Response problem(int status, const std::string& title, const std::string& detail = {}, const std::string& next = {}) const;
  Response problem(const Error& error) const;
  /// As a page to a browser, as a problem to a program.
  Response say(bool page, int status, const std::string& title, const std::string& detail, const std::string& next) const;
  Response locked_out(bool page, const Head& head);
  Response finish(Response response, const Head& head, bool page) const;

  // desk_read.cpp
  Response file(const Asked& asked, std::string_view name) const;
  Response view(const Asked& asked);
  Response data(const Asked& asked);
  Response session(const Asked& asked) const;
  Response feed(const Asked& asked);
  Response original(const Asked& asked);
  Response look(const Asked& asked);
  /// A document whose data, bytes or look were given.
  void saw(const Asked& asked);
  Response export_decisions() const;
  Response handed() const;
  std::string etag() const;

  // desk_login.cpp
  Response login_link(const Asked& asked);
  Response login(const Asked& asked, const std::string& body);
  Response logged_in(const std::string& cookie) const;
  Response logout(const Asked& asked);
  std::string cookie_words(const std::string& value) const;

  // desk_write.cpp
  Response set_who(const Asked& asked, const std::string& body);
  Response decide(const Asked& asked, const std::string& body);
  Response import_decisions(const Asked& asked, const std::string& body);
  Response step(const Asked& asked, bool undo);
  Response receive(Spool::Incoming* incoming);
  Response start();
  Response hand_over(const Asked& asked, const std::string& body);
  /// `before_now`: it had been saved already, and only the answer was lost.
  Response decided(const std::vector<std::uint64_t>& numbers, const std::string& by, bool before_now = false);

  const DeskOptions options_;
  Keeper& keeper_;
  Importer& importer_;
  HandOver& hand_over_;
  Events& events_;
  Sessions& sessions_;
  Throttle throttle_;
  Seen seen_;
  const std::string run_ = random_secret().substr(0, 8);  // tells answers of this server from those of an earlier one
};

Response json_response(int status, const Json& json);

}  // namespace stemma::server
