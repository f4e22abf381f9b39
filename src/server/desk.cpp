#include "server/desk.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "base/utf8.h"
#include "server/gzip.h"
#include "server/http/status.h"
#include "server/look.h"
#include "server/pages.h"

namespace stemma::server {
namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
constexpr std::string_view data_policy = "default-src 'none'; frame-ancestors 'none'; sandbox";
constexpr std::size_t worth_packing = 1400;  // less fits into one packet

bool compressible(std::string_view type) { return type.starts_with("text/") || type.find("json") != std::string_view::npos || type.find("svg") != std::string_view::npos; }

std::string_view field_of(const Response& r, std::string_view name) {
  for (const auto& [n, v] : r.fields)
    if (n == name) return v;
  return {};
}

/// The value of a cookie of that name; nothing if there is none, or several: somebody has put another beside ours then.
std::optional<std::string> cookie_of(const Head& head, std::string_view name) {
  std::optional<std::string> out;
  for (const auto& [field, value] : head.fields) {
    if (field != "cookie") continue;
    for (const auto piece : split(value, ";")) {
      const std::string_view pair = trim(piece);
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      if (out) return std::nullopt;
      out = std::string(pair.substr(equals + 1));
    }
  }
  return out;
}

/// A browser that goes to an address names HTML first; a program that reads data asks for JSON, or for anything.
bool asks_for_page(const Head& head) {
  if (head.field("sec-fetch-mode") == "navigate") return true;
  return head.field("accept").find("text/html") != std::string_view::npos;
}

}  // namespace

Response json_response(int status, const Json& json) {
  Response r;
  r.status = status;
  r.body = dump(json) + "\n";
  return std::move(r.with("Content-Type", "application/json"));
}

Desk::Desk(DeskOptions options, Keeper& keeper, Importer& importer, HandOver& hand_over, Events& events, Sessions& sessions)
    : options_(std::move(options)), keeper_(keeper), importer_(importer), hand_over_(hand_over), events_(events), sessions_(sessions) {}

Response Desk::problem(int status, const std::string& title, const std::string& detail, const std::string& next) const {
  Response r = json_response(status, problem_json(status, title, detail, next));
  r.fields.front().second = "application/problem+json";
  return r;
}

Response Desk::problem(const Error& error) const {
  const Json p = problem_json(error);
  Response r = json_response(p.value("status", 500), p);
  r.fields.front().second = "application/problem+json";
  if (r.status == 503) r.with("Retry-After", "2");
  return r;
}

Response Desk::say(bool page, int status, const std::string& title, const std::string& detail, const std::string& next) const {
  if (!page) return problem(status, title, detail, next);
  Response r;
  r.status = status;
  r.body = words_page(title, detail, next);
  return std::move(r.with("Content-Type", "text/html; charset=utf-8"));
}

Response Desk::refuse(int status) {
  const auto words = [&]() -> std::pair<const char*, const char*> {
    switch (status) {
      case 408: return {"the request took too long to arrive", "try again"};
      case 413: return {"what was sent is larger than this address takes", "send less at a time"};
      case 414: return {"the address is too long", "ask for less at a time"};
      case 431: return {"the request has too much before its body", "clear the cookies of this site"};
      case 503: return {"too many connections at once", "close some pages and try again"};
      default: return {"this is no request that can be understood", "open the desk with a browser"};
    }
  }();
  return finish(problem(status, words.first, {}, words.second), Head{}, false);
}

Response Desk::locked_out(bool page, const Head& head) {
  if (!options_.password_hash.empty()) {
    if (!page) return problem(401, "this session has ended, or there was none", {}, "log in again; what you decided is saved");
    Response r;
    r.status = 401;
    r.body = login_page({});
    return std::move(r.with("Content-Type", "text/html; charset=utf-8"));
  }
  // Who opens the desk anew finds a fresh link where the server runs. Only one waits at a time: nobody can flood that terminal.
  if (page && head.method == "GET" && !sessions_.link_waits() && options_.tell_link) options_.tell_link("/login/" + sessions_.new_link());
  return say(page, 401, "This session has ended, or there was none", "The desk opens with a link that is good for one use; what you decided is saved.",
             "Open the link that stands last in the terminal where stemma serve runs.");
}

Desk::Let Desk::let_in(const Head& head) {
  const bool page = asks_for_page(head);
  if (const auto wrong = check_site(head, options_.site); wrong.status != 0) return {{}, say(page, wrong.status, wrong.what, {}, wrong.next)};
  auto target = parse_target(head.target);
  if (!target) return {{}, say(page, 400, target.error().what, {}, target.error().next)};
  Match matched = match(head.method, target->path);
  const bool is_file = matched.allow.empty() && !desk_file(std::string_view(target->path).substr(1)).empty();
  if (!matched.row && (!matched.allow.empty() || (is_file && head.method != "GET" && head.method != "HEAD"))) {
    Response r = say(false, 405, "this address does not take " + printable(head.method), {}, "see /openapi.json");
    r.with("Allow", is_file ? "GET, HEAD" : matched.allow);
    return {{}, std::move(r)};
  }
  Asked asked{head, std::move(*target), std::move(matched), {}, false};
  asked.wants_page = page && !asked.target.json && (is_file || !asked.match.row || asked.match.row->page);
  const Route at = asked.match.row ? asked.match.row->route : Route::view;
  if (at != Route::login && at != Route::login_link && at != Route::login_form) {
    if (const auto cookie = cookie_of(head, options_.cookie))
      asked.session = sessions_.find(*cookie, at == Route::events ? Sessions::Use::only_looks : Sessions::Use::counts);
    if (!asked.session) return {{}, locked_out(page && !asked.target.json && !is_file, head)};
    if (head.method == "POST") {
      if (const auto wrong = check_token(head, asked.session->token); wrong.status != 0) return {{}, problem(wrong.status, wrong.what, {}, wrong.next)};
    }
  }
  if (!asked.match.row && !is_file) return {{}, say(page, 404, "There is nothing at this address", {}, "Go to / and from there.")};
  return {std::move(asked), {}};
}

Plan Desk::plan(const Head& head) {
  Plan out;
  auto let = let_in(head);
  if (let.in && let.in->match.row && let.in->match.row->route == Route::receive) {
    auto incoming = importer_.receive(std::string(let.in->target.value("path")));
    if (incoming) out.sink = std::move(*incoming);
    else let.in.reset(), let.refusal = problem(incoming.error());
  }
  if (!let.in) {
    out.refused = true;
    out.refusal = finish(std::move(let.refusal), head, false);
    return out;
  }
  out.max_bytes = let.in->match.row ? let.in->match.row->max_body : 0;
  return out;
}

Response Desk::answer(const Head& head, std::string body, BodySink* sink) {
  try {
    auto let = let_in(head);  // again: a session may have ended while the body came
    if (!let.in) return finish(std::move(let.refusal), head, false);
    const bool page = let.in->wants_page;
    return finish(route(*let.in, std::move(body), sink), head, page);
  } catch (const std::bad_alloc&) {
    return finish(problem(503, "not enough memory for this", {}, "ask for less at a time, or close other programs"), head, false);
  } catch (const std::exception&) {
    log(LogLevel::error, "a request was answered with an internal error");
    return finish(problem(500, "a mistake of ours", {}, "try again; if it stays, report it with what you did"), head, false);
  }
}

Response Desk::route(const Asked& asked, std::string body, BodySink* sink) {
  if (!asked.match.row) return file(asked, std::string_view(asked.target.path).substr(1));
  switch (asked.match.row->route) {
    case Route::root: return asked.wants_page ? view(asked) : session(asked);
    case Route::view: return asked.wants_page ? view(asked) : data(asked);
    case Route::job: return asked.wants_page ? view(asked) : json_response(200, importer_.job());
    case Route::session: return session(asked);
    case Route::events: return feed(asked);
    case Route::openapi: return file(asked, "openapi.json");
    case Route::original: return original(asked);
    case Route::look: return look(asked);
    case Route::export_decisions: return export_decisions();
    case Route::login_link: return login_link(asked);
    case Route::login_form: return locked_out(true, Head{});
    case Route::login: return login(asked, body);
    case Route::logout: return logout(asked);
    case Route::set_who: return set_who(asked, body);
    case Route::decide: return decide(asked, body);
    case Route::import_decisions: return import_decisions(asked, body);
    case Route::undo: return step(asked, true);
    case Route::redo: return step(asked, false);
    case Route::receive: return receive(dynamic_cast<Spool::Incoming*>(sink));
    case Route::start: return start();
    case Route::handing: return asked.wants_page ? view(asked) : json_response(200, hand_over_.view());
    case Route::handed: return handed();
    case Route::hand_over: return hand_over(asked, body);
    case Route::stop_handing: hand_over_.stop(); return json_response(200, hand_over_.view());
  }
  return problem(404, "there is nothing at this address");
}

Response Desk::finish(Response r, const Head& head, bool page) const {
  const std::string type(field_of(r, "Content-Type"));
  r.with("X-Content-Type-Options", "nosniff").with("Referrer-Policy", "no-referrer").with("Cross-Origin-Opener-Policy", "same-origin");
  r.with("Cross-Origin-Resource-Policy", "same-origin").with("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (options_.site.https) r.with("Strict-Transport-Security", "max-age=31536000");
  if (field_of(r, "Content-Security-Policy").empty()) {
    r.with("Content-Security-Policy", std::string(page || type.starts_with("text/html") || type.starts_with("text/javascript") ? page_policy : data_policy));
    r.with("X-Frame-Options", "DENY");
  } else {
    r.with("X-Frame-Options", "SAMEORIGIN");
  }
  if (field_of(r, "Cache-Control").empty()) r.with("Cache-Control", "no-store");
  r.with("Vary", "Accept, Accept-Encoding, Cookie");
  if (r.feed || r.status == 304 || r.bytes().size() < worth_packing || !compressible(type) || !takes_gzip(head.field("accept-encoding"))) return r;
  std::string packed = gzip(r.bytes(), 5);
  if (packed.empty()) return r;
  r.shared.reset();
  r.body = std::move(packed);
  return std::move(r.with("Content-Encoding", "gzip"));
}

}  // namespace stemma::server
