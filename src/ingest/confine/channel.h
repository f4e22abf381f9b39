// Frames over a socket pair between a parser and its owner: one byte says what it is, four its length (little-endian), then the bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/descriptor.h"

namespace stemma::ingest::confine {

enum class What : char {
  hello = 'h',     ///< parser: I am confined; the payload says what could not be had
  job = 'j',       ///< owner: read this; a descriptor of the bytes comes with it
  document = 'd',  ///< parser
  error = 'e',     ///< parser: a part that could not be read
  errand = 'r',    ///< parser: run a program for me
  ran = 'a',       ///< owner: what it gave
  done = 'z',      ///< parser: the job is over
};

struct Frame {
  What what{};
  std::string payload;
  Descriptor passed;  ///< a descriptor that came with it, if any
};

/// False if the other side is gone, or the payload is longer than 4 GiB.
bool send_frame(int socket, What what, std::string_view payload, int passed = -1);

/// What waits on a socket, in pieces: frames are complete when they come out of `next`.
class Inbox {
 public:
  explicit Inbox(std::uint64_t longest) : longest_(longest) {}

  /// Receives once; blocks if nothing waits. False at the end of the stream or on an error.
  bool receive(int socket);
  /// The next complete frame. `broken` is set by one that is longer than `longest`.
  bool next(Frame& frame);
  bool broken() const { return broken_; }
  bool empty() const { return used_ == buffer_.size(); }

 private:
  std::uint64_t longest_;
  std::string buffer_;
  std::size_t used_ = 0;
  Descriptor passed_;
  bool broken_ = false;
};

}  // namespace stemma::ingest::confine
