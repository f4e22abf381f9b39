// A request and its response, free of any HTTP library: what the desk's logic and its tests speak.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/descriptor.h"

namespace stemma::server {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// What stands before a request's body.
struct Head {
  std::string method;  ///< as sent: "GET"
  std::string target;  ///< as sent: "/claims.json?q=depot"
  Fields fields;       ///< names in lower case, values trimmed, in the order in which they came
  std::string peer;    ///< address of the other end, without its port
  bool secure = false; ///< came through our own TLS

  /// The first field of that name; empty if there is none.
  std::string_view field(std::string_view name) const {
    for (const auto& [n, v] : fields)
      if (n == name) return v;
    return {};
  }
  std::size_t count(std::string_view name) const {
    std::size_t n = 0;
    for (const auto& f : fields) n += f.first == name;
    return n;
  }
};

/// A body without end: text that comes bit by bit. Called on the network's thread, so never waits.
class Feed {
 public:
  virtual ~Feed() = default;
  virtual std::string take() = 0;  ///< what has come since the last call; empty: nothing yet
  virtual bool over() = 0;         ///< nothing will come any more: close
};

/// A body that lies in a file, read piece by piece while it is sent.
struct FileBody {
  Descriptor fd;
  std::uint64_t size = 0;
};

struct Response {
  int status = 200;
  Fields fields;
  std::string body;
  std::shared_ptr<const std::string> shared;  ///< in place of `body`, for what many are sent
  std::shared_ptr<const FileBody> file;       ///< in place of both
  std::unique_ptr<Feed> feed;                 ///< in place of all
  bool close = false;                         ///< hang up afterwards

  std::string_view bytes() const { return shared ? std::string_view(*shared) : std::string_view(body); }
  Response& with(std::string name, std::string value) {
    fields.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

/// Takes a body as it arrives, so that it need not fit into memory.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual bool write(std::string_view bytes) = 0;  ///< false: no more is wanted; the handler says why
};

/// What is to become of a request's body: known from its head alone.
struct Plan {
  bool refused = false;
  Response refusal;            ///< of a refused one; its body is not read
  std::uint64_t max_bytes = 0; ///< a longer body is refused with 413
  std::unique_ptr<BodySink> sink;  ///< absent: the body is kept in memory
};

/// What the network calls. answer() on any of several threads at once, the others on the network's own thread.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual Plan plan(const Head&) = 0;
  virtual Response answer(const Head&, std::string body, BodySink* sink) = 0;
  /// For what was no request, or too large, or too slow: 400, 408, 413, 414, 431, 503.
  virtual Response refuse(int status) = 0;
};

}  // namespace stemma::server
