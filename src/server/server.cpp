#include "server/server.h"

#include <ctime>

#include <fmt/format.h>

#include "base/utf8.h"
#include "server/desk.h"

namespace stemma::server {
namespace {

/// Larger than any number that an earlier server has given, for a million events a second.
std::uint64_t first_event() { return static_cast<std::uint64_t>(std::time(nullptr)) << 20; }

Result<void> check_exposure(const ServeOptions& o) {
  const bool tls = !o.listen.tls_certificate.empty() || !o.listen.tls_key.empty();
  if (tls && (o.listen.tls_certificate.empty() || o.listen.tls_key.empty()))
    return fail(ErrorKind::usage, "--tls-cert and --tls-key belong together", Error::nowhere, "give both");
  if (tls && o.behind_proxy) return fail(ErrorKind::usage, "either a proxy does the TLS or the desk", Error::nowhere, "leave out --behind-proxy, or --tls-cert and --tls-key");
  const bool reachable = !is_loopback(o.listen.address) || o.behind_proxy;
  if (reachable && o.password_file.empty())
    return fail(ErrorKind::usage, "a desk that others can reach needs a password", Error::nowhere, "make one with: stemma self password > FILE, and give --password-file FILE");
  if (reachable && !tls && !o.behind_proxy)
    return fail(ErrorKind::usage, "a desk that others can reach needs TLS", Error::nowhere, "give --tls-cert and --tls-key, or --behind-proxy if a proxy does it");
  const bool any = o.listen.address == "0.0.0.0" || o.listen.address == "::";
  if ((any || o.behind_proxy) && o.hosts.empty())
    return fail(ErrorKind::usage, "the desk does not know by which name it will be reached", Error::nowhere, "give it with --host, such as --host desk.example.org");
  return {};
}

Site site_of(const ServeOptions& o, std::uint16_t port) {
  const bool https = o.behind_proxy || !o.listen.tls_certificate.empty();
  Site out{{}, https};
  for (const auto& host : o.hosts) {
    const bool whole = o.behind_proxy || host.find(':') != std::string::npos || port == (https ? 443 : 80);
    out.hosts.push_back(whole ? ascii_lower(host) : fmt::format("{}:{}", ascii_lower(host), port));
  }
  if (is_loopback(o.listen.address)) {
    for (auto& host : loopback_site(port, https).hosts) out.hosts.push_back(std::move(host));
  } else if (o.hosts.empty()) {
    out.hosts.push_back(fmt::format("{}{}{}:{}", o.listen.address.find(':') == std::string::npos ? "" : "[", o.listen.address, o.listen.address.find(':') == std::string::npos ? "" : "]", port));
  }
  return out;
}

}  // namespace

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1" || address == "localhost"; }

struct Server::Parts {
  explicit Parts(const ServeOptions& o)
      : events(first_event()), keeper(o.case_path, events), importer(keeper, events, o.parser_program), hand_over(keeper, events, o.parser_program), sessions({.idle = o.idle}) {}

  Events events;
  Keeper keeper;
  Importer importer;
  HandOver hand_over;
  Sessions sessions;
  std::unique_ptr<Desk> desk;
  std::unique_ptr<Listener> listener;
  std::string address;
  bool by_password = false;
  /// The network is known before the desk is: its port is part of the desk's name.
  struct Late : Handler {
    Desk* desk = nullptr;
    Plan plan(const Head& head) override { return desk->plan(head); }
    Response answer(const Head& head, std::string body, BodySink* sink) override { return desk->answer(head, std::move(body), sink); }
    Response refuse(int status) override { return desk->refuse(status); }
  } late;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  parts_->hand_over.close();
  parts_->importer.close();
  parts_->desk->close();
  parts_->keeper.close();
}

Result<std::unique_ptr<Server>> Server::open(ServeOptions options) {
  if (options.listen.address == "localhost") options.listen.address = "127.0.0.1";
  if (auto good = check_exposure(options); !good) return tl::unexpected(good.error());
  std::string hash;
  if (!options.password_file.empty()) {
    auto read = read_password_file(options.password_file);
    if (!read) return tl::unexpected(read.error());
    hash = std::move(*read);
  }
  auto parts = std::make_unique<Parts>(options);
  parts->listener = std::make_unique<Listener>(options.listen, parts->late);
  const auto port = parts->listener->open();
  if (!port) return tl::unexpected(port.error());
  parts->events.on_event([listener = parts->listener.get()] { listener->wake_feeds(); });
  if (auto opened = parts->keeper.open(); !opened) return tl::unexpected(opened.error());
  if (auto opened = parts->importer.open(); !opened) return tl::unexpected(opened.error());

  parts->hand_over.open();

  DeskOptions desk;
  desk.site = site_of(options, *port);
  desk.loopback = is_loopback(options.listen.address) && !options.behind_proxy;
  // Cookies know no ports: two desks of one machine would take each other's. The prefix has browsers refuse one that a neighbour name sets.
  desk.cookie = desk.site.https ? fmt::format("__Host-stemma-{}", *port) : fmt::format("stemma-{}", *port);
  desk.password_hash = std::move(hash);
  parts->by_password = !desk.password_hash.empty();
  parts->address = fmt::format("{}://{}", desk.site.https ? "https" : "http", desk.site.hosts.front());
  desk.tell_link = [tell = options.tell_link, address = parts->address](const std::string& path) {
    if (tell) tell(address + path);
  };
  parts->desk = std::make_unique<Desk>(std::move(desk), parts->keeper, parts->importer, parts->hand_over, parts->events, parts->sessions);
  parts->late.desk = parts->desk.get();
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

const std::string& Server::address() const { return parts_->address; }
std::string Server::login_url() { return parts_->by_password ? parts_->address : parts_->address + "/login/" + parts_->sessions.new_link(); }
void Server::run() { parts_->listener->run(); }
void Server::stop() { parts_->listener->stop(); }

}  // namespace stemma::server
