// How one becomes known to the desk.
#include "server/desk.h"
#include "server/pages.h"

namespace stemma::server {

Response Desk::logged_in(const std::string& cookie) const {
  Response r;
  r.status = 303;
  return std::move(r.with("Location", "/").with("Set-Cookie", cookie_words(cookie)));
}

std::string Desk::cookie_words(const std::string& value) const { return options_.cookie + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (options_.site.https ? "; Secure" : ""); }

/// Ends the session for all tabs of the browser: their streams say so, and end.
Response Desk::logout(const Asked& asked) {
  sessions_.end(asked.session->key);
  events_.wake();
  return std::move(json_response(200, {{"ended", true}}).with("Set-Cookie", cookie_words("") + "; Max-Age=0"));
}

Response Desk::login_link(const Asked& asked) {
  if (!options_.password_hash.empty()) return locked_out(true, asked.head);
  // What only looks ahead would use the link up.
  if (asked.head.method != "GET" || asked.head.count("purpose") != 0 || asked.head.count("sec-purpose") != 0)
    return say(true, 403, "This link has to be opened, not looked at", {}, "Open it in a browser.");
  if (const auto cookie = sessions_.use_link(asked.match.id)) return logged_in(*cookie);
  if (!sessions_.link_waits() && options_.tell_link) options_.tell_link("/login/" + sessions_.new_link());
  return say(true, 403, "This link has been used already, or is too old", "Each link opens the desk once, within ten minutes.",
             "A new one stands in the terminal where stemma serve runs.");
}

Response Desk::login(const Asked& asked, const std::string& body) {
  if (options_.password_hash.empty()) return locked_out(true, Head{});
  const auto again = [&](int status, std::string_view wrong) {
    Response r;
    r.status = status;
    r.body = login_page(wrong);
    return std::move(r.with("Content-Type", "text/html; charset=utf-8"));
  };
  // A form of another page cannot be told by a token here: there is no session yet. check_site() has looked at Origin; it has to be there.
  if (asked.head.count("origin") != 1) return again(403, "Log in with the form on this page.");
  if (const auto wait = throttle_.wait(asked.head.peer); wait.count() > 0)
    return std::move(again(429, "Too many wrong passwords. Wait " + std::to_string(wait.count()) + " seconds.").with("Retry-After", std::to_string(wait.count())));
  const auto form = parse_form(body);
  std::string given;
  if (form)
    for (const auto& [name, value] : *form)
      if (name == "password") given = value;
  if (!password_fits(options_.password_hash, given)) {
    throttle_.failed(asked.head.peer);
    return again(403, "That is not the password.");
  }
  throttle_.passed(asked.head.peer);
  return logged_in(sessions_.begin());
}

}  // namespace stemma::server
