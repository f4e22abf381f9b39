// Includes Boost, and is the only file that does.
#include "server/http/listener.h"

#include <utility>  // before Boost.Asio 1.74, which needs it and does not say so

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <list>

#include <fmt/format.h>
#include <openssl/ssl.h>

#include "base/log.h"
#include "base/utf8.h"
#include "server/http/status.h"

namespace stemma::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr std::size_t piece = 256 * 1024;  // written under one time limit

beast::tcp_stream& lowest(beast::tcp_stream& s) { return s; }
beast::tcp_stream& lowest(TlsStream& s) { return s.next_layer(); }

std::string head_of(const Response& r) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", r.status, status_words(r.status));
  for (const auto& [name, value] : r.fields) out.append(name).append(": ").append(value).append("\r\n");
  if (!r.feed && r.status != 304) out += fmt::format("Content-Length: {}\r\n", r.file ? r.file->size : r.bytes().size());
  if (r.close || r.feed) out += "Connection: close\r\n";
  return out + "\r\n";
}

}  // namespace

struct Listener::Network {
  Network(ListenOptions o, Handler& h) : options(std::move(o)), handler(h), pool(std::max(1U, options.threads)) {}

  ListenOptions options;
  Handler& handler;
  std::size_t connections = 0;
  struct OpenFeed {
    asio::steady_timer* timer;
    bool closed = false;
  };
  std::list<OpenFeed> feeds;  // oldest first
  bool stopping = false;
  asio::io_context io{1};     // behind what its coroutines, which end with it, give back to
  asio::thread_pool pool;
  asio::ssl::context tls{asio::ssl::context::tls_server};
  tcp::acceptor acceptor{io};
  asio::signal_set signals{io};

  bool secure() const { return !options.tls_certificate.empty(); }

  asio::awaitable<void> accept() {
    for (;;) {
      error_code ec;
      tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, ec));
      if (stopping) co_return;
      if (ec) {  // out of descriptors, or a connection that was gone before we saw it
        asio::steady_timer pause(io, std::chrono::milliseconds(100));
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        continue;
      }
      socket.set_option(tcp::no_delay(true), ec);
      if (connections >= options.max_connections) {
        const std::string words = head_of(handler.refuse(503).with("Retry-After", "5"));
        socket.non_blocking(true, ec);
        socket.write_some(asio::buffer(words), ec);
        continue;
      }
      ++connections;
      beast::tcp_stream stream(std::move(socket));
      if (secure()) asio::co_spawn(io, serve_tls(TlsStream(std::move(stream), tls)), asio::detached);
      else asio::co_spawn(io, serve_plain(std::move(stream)), asio::detached);
    }
  }

  struct Counted {
    std::size_t& n;
    ~Counted() { --n; }
  };

  asio::awaitable<void> serve_plain(beast::tcp_stream stream) {
    const Counted counted{connections};
    co_await serve(stream);
    error_code ec;
    stream.socket().shutdown(tcp::socket::shutdown_send, ec);
  }

  asio::awaitable<void> serve_tls(TlsStream stream) {
    const Counted counted{connections};
    error_code ec;
    lowest(stream).expires_after(options.head_within);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, ec));
    if (ec) co_return;
    co_await serve(stream);
    lowest(stream).expires_after(std::chrono::seconds(5));
    co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, ec));
  }

  template <class Stream>
  asio::awaitable<void> serve(Stream& stream) {
    error_code ec;
    const auto peer = lowest(stream).socket().remote_endpoint(ec);
    const std::string address = ec ? std::string() : peer.address().to_string();
    beast::flat_buffer buffer(options.max_head + piece);
    for (bool go_on = true; go_on && !stopping;) {
      try {
        go_on = co_await one_request(stream, buffer, address);
      } catch (const std::exception&) {  // out of memory, mostly; never a reason to end the server
        log(LogLevel::error, "a connection was given up after an internal error");
        go_on = false;
      }
    }
  }

  /// False: hang up.
  template <class Stream>
  asio::awaitable<bool> one_request(Stream& stream, beast::flat_buffer& buffer, const std::string& peer) {
    error_code ec;
    if (buffer.size() == 0) {
      lowest(stream).expires_after(options.idle);
      const std::size_t n = co_await stream.async_read_some(buffer.prepare(4096), asio::redirect_error(asio::use_awaitable, ec));
      if (ec) co_return false;
      buffer.commit(n);
    }
    http::request_parser<http::buffer_body> parser;
    parser.header_limit(options.max_head);
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // read_body() minds it; boost::none refuses all in 1.74
    lowest(stream).expires_after(options.head_within);
    co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, ec));
    if (ec == beast::error::timeout) co_return co_await hang_up(stream, 408);
    if (ec == http::error::header_limit || ec == http::error::buffer_overflow) {
      const std::string_view seen(static_cast<const char*>(buffer.data().data()), std::min<std::size_t>(buffer.size(), options.max_target));
      co_return co_await hang_up(stream, seen.find('\n') == std::string_view::npos ? 414 : 431);
    }
    if (ec == http::error::end_of_stream || ec.category() != http::make_error_code(http::error::bad_target).category()) {
      if (ec) co_return false;
    } else if (ec) {
      co_return co_await hang_up(stream, 400);
    }
    const auto& message = parser.get();
    Head head;
    head.method = std::string(message.method_string());
    head.target = std::string(message.target());
    head.peer = peer;
    head.secure = secure();
    for (const auto& f : message) head.fields.emplace_back(ascii_lower(std::string_view(f.name_string().data(), f.name_string().size())), std::string(f.value()));
    if (head.target.size() > options.max_target) co_return co_await hang_up(stream, 414);
    const bool keep = parser.keep_alive() && message.version() == 11;

    Plan plan = handler.plan(head);
    const auto length = parser.content_length();
    if (!plan.refused && length && *length > plan.max_bytes) co_return co_await hang_up(stream, 413);
    if (plan.refused) {
      const bool no_body = parser.is_done() || (length && *length == 0);
      plan.refusal.close = plan.refusal.close || !keep || !no_body;
      co_return co_await write(stream, head, plan.refusal);
    }
    std::string body;
    const int wrong = co_await read_body(stream, buffer, parser, head, plan, body);
    if (wrong < 0) co_return false;
    if (wrong > 0) co_return co_await hang_up(stream, wrong);

    auto work = [&]() -> asio::awaitable<Response> { co_return handler.answer(head, std::move(body), plan.sink.get()); };
    Response response = co_await asio::co_spawn(pool.get_executor(), std::move(work), asio::use_awaitable);
    if (!keep) response.close = true;
    if (response.feed && head.method != "HEAD") {
      co_await feed(stream, response);
      co_return false;
    }
    co_return co_await write(stream, head, response);
  }

  /// 0: all is there. -1: the other end is gone. Otherwise a status to refuse with.
  template <class Stream, class Parser>
  asio::awaitable<int> read_body(Stream& stream, beast::flat_buffer& buffer, Parser& parser, const Head& head, Plan& plan, std::string& body) {
    error_code ec;
    if (!parser.is_done() && ascii_lower(head.field("expect")) == "100-continue") {
      static constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
      lowest(stream).expires_after(options.stall);
      co_await asio::async_write(stream, asio::buffer(go.data(), go.size()), asio::redirect_error(asio::use_awaitable, ec));
      if (ec) co_return -1;
    }
    const auto started = Clock::now();
    std::uint64_t got = 0;
    std::vector<char> chunk(parser.is_done() ? 0 : 64 * 1024);
    while (!parser.is_done()) {
      auto& into = parser.get().body();
      into.data = chunk.data();
      into.size = chunk.size();
      lowest(stream).expires_after(options.stall);
      co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, ec));
      if (ec == http::error::need_buffer) ec = {};
      if (ec == beast::error::timeout) co_return 408;
      if (ec) co_return ec.category() == http::make_error_code(http::error::bad_chunk).category() && ec != http::error::partial_message ? 400 : -1;
      const std::size_t n = chunk.size() - into.size;
      got += n;
      if (got > plan.max_bytes) co_return 413;
      const auto taken = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - started);
      if (taken > options.stall && got < static_cast<std::uint64_t>(taken.count()) * options.slowest_body) co_return 408;
      if (!plan.sink) body.append(chunk.data(), n);
      else if (!plan.sink->write({chunk.data(), n})) break;  // the handler says why; what is left of the body ends this connection
    }
    co_return 0;
  }

  template <class Stream>
  asio::awaitable<bool> hang_up(Stream& stream, int status) {
    Response response = handler.refuse(status);
    response.close = true;
    const Head nobody;  // no temporaries across co_await: GCC 12 destroys some of them twice
    co_return co_await write(stream, nobody, response);
  }

  template <class Stream>
  asio::awaitable<bool> write(Stream& stream, const Head& head, const Response& response) {
    error_code ec;
    const std::string first = head_of(response);
    std::string_view body = head.method == "HEAD" || response.status == 304 ? std::string_view() : response.bytes();
    // Small answers go out in one packet.
    const std::array<asio::const_buffer, 2> together{asio::buffer(first), asio::buffer(body.data(), std::min(body.size(), piece))};
    lowest(stream).expires_after(options.stall);
    co_await asio::async_write(stream, together, asio::redirect_error(asio::use_awaitable, ec));
    body.remove_prefix(std::min(body.size(), piece));
    while (!ec && !body.empty()) {
      lowest(stream).expires_after(options.stall);
      const auto n = std::min(body.size(), piece);
      co_await asio::async_write(stream, asio::buffer(body.data(), n), asio::redirect_error(asio::use_awaitable, ec));
      body.remove_prefix(n);
    }
    if (!ec && response.file && head.method != "HEAD" && !co_await write_file(stream, *response.file)) co_return false;
    if (!ec && response.close) co_await drain(stream);
    co_return !ec && !response.close;
  }

  /// A disk may be slow: it is read where handlers run. False: hang up, and the other end sees that it has not got all.
  template <class Stream>
  asio::awaitable<bool> write_file(Stream& stream, const FileBody& file) {
    std::vector<char> chunk(piece);
    for (std::uint64_t at = 0; at < file.size;) {
      auto read = [&]() -> asio::awaitable<ssize_t> { co_return ::pread(file.fd.get(), chunk.data(), chunk.size(), static_cast<off_t>(at)); };
      const ssize_t n = co_await asio::co_spawn(pool.get_executor(), std::move(read), asio::use_awaitable);
      if (n <= 0) co_return false;
      error_code ec;
      lowest(stream).expires_after(options.stall);
      co_await asio::async_write(stream, asio::buffer(chunk.data(), static_cast<std::size_t>(n)), asio::redirect_error(asio::use_awaitable, ec));
      if (ec) co_return false;
      at += static_cast<std::uint64_t>(n);
    }
    co_return true;
  }

  /// Reads on for a moment: closing with unread bytes resets the connection, and the other end would never see what we said.
  template <class Stream>
  asio::awaitable<void> drain(Stream& stream) {
    error_code ec, ignored;
    lowest(stream).socket().shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> sink;
    lowest(stream).expires_after(std::chrono::seconds(2));
    for (std::size_t got = 0; !ec && got < (std::size_t{1} << 20);)
      got += co_await lowest(stream).async_read_some(asio::buffer(sink), asio::redirect_error(asio::use_awaitable, ec));
  }

  template <class Stream>
  asio::awaitable<void> feed(Stream& stream, Response& response) {
    error_code ec;
    asio::steady_timer timer(io);
    if (feeds.size() >= options.max_feeds) {
      feeds.front().closed = true;
      feeds.front().timer->cancel();
    }
    const auto self = feeds.insert(feeds.end(), {&timer});
    struct Off {
      std::list<OpenFeed>& list;
      std::list<OpenFeed>::iterator at;
      ~Off() { list.erase(at); }
    } const off{feeds, self};
    std::string text = head_of(response);
    while (!ec && !stopping && !self->closed) {
      if (!text.empty()) {
        lowest(stream).expires_after(options.stall);
        co_await asio::async_write(stream, asio::buffer(text), asio::redirect_error(asio::use_awaitable, ec));
        if (ec) break;
      }
      text = response.feed->take();
      if (!text.empty()) continue;
      if (response.feed->over()) break;
      timer.expires_after(options.heartbeat);
      error_code waited;
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, waited));
      if (!waited) text = ":\n\n";
    }
  }
};

Listener::Listener(ListenOptions options, Handler& handler) : network_(std::make_unique<Network>(std::move(options), handler)) {}
Listener::~Listener() = default;

Result<std::uint16_t> Listener::open() {
  Network& n = *network_;
  const ListenOptions& o = n.options;
  error_code ec;
  const auto address = asio::ip::make_address(o.address, ec);
  if (ec) return fail(ErrorKind::usage, fmt::format("--listen {}: not an address", o.address), Error::nowhere, "give one such as 127.0.0.1, or 0.0.0.0 for all");
  if (n.secure()) {
    ::SSL_CTX_set_min_proto_version(n.tls.native_handle(), TLS1_2_VERSION);
    ::SSL_CTX_set_options(n.tls.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    n.tls.use_certificate_chain_file(o.tls_certificate, ec);
    if (ec) return fail(ErrorKind::usage, fmt::format("{}: not a certificate in PEM form that can be read", o.tls_certificate), Error::nowhere, "check --tls-cert");
    n.tls.use_private_key_file(o.tls_key, asio::ssl::context::pem, ec);
    if (ec) return fail(ErrorKind::usage, fmt::format("{}: not the private key of that certificate, in PEM form", o.tls_key), Error::nowhere, "check --tls-key");
  }
  const tcp::endpoint endpoint(address, o.port);
  n.acceptor.open(endpoint.protocol(), ec);
  if (!ec) n.acceptor.set_option(asio::socket_base::reuse_address(true), ec);
  if (!ec) n.acceptor.bind(endpoint, ec);
  if (ec == asio::error::address_in_use)
    return fail(ErrorKind::busy, fmt::format("port {} is taken by another program", o.port), Error::nowhere, "choose another with --port, or leave it out");
  if (!ec) n.acceptor.listen(asio::socket_base::max_listen_connections, ec);
  if (ec) return fail(ErrorKind::io, fmt::format("cannot listen on {} port {}: {}", o.address, o.port, ec.message()), Error::nowhere, "choose another address or port");
  const auto bound = n.acceptor.local_endpoint(ec);
  if (ec) return fail(ErrorKind::io, "the port cannot be told");
  return bound.port();
}

void Listener::run() {
  Network& n = *network_;
  asio::co_spawn(n.io, n.accept(), asio::detached);
  n.signals.add(SIGINT);
  n.signals.add(SIGTERM);
  n.signals.async_wait([this](const error_code& ec, int) {
    if (!ec) stop();
  });
  n.io.run();
  n.pool.join();
}

void Listener::stop() {
  asio::post(network_->io, [n = network_.get()] {
    n->stopping = true;
    error_code none;
    n->signals.clear(none);  // a second Ctrl-C ends at once, whatever is still being answered
    error_code ec;
    n->acceptor.close(ec);
    for (auto& f : n->feeds) f.timer->cancel();
    // What is being answered may end; nobody waits for idle connections.
    auto last = std::make_shared<asio::steady_timer>(n->io, std::chrono::milliseconds(300));
    last->async_wait([n, last](const error_code&) { n->io.stop(); });
  });
}

void Listener::wake_feeds() {
  asio::post(network_->io, [n = network_.get()] {
    for (auto& f : n->feeds) f.timer->cancel();
  });
}

}  // namespace stemma::server
