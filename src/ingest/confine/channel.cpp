#include "ingest/confine/channel.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace stemma::ingest::confine {
namespace {

constexpr std::size_t head_bytes = 5;
constexpr std::size_t chunk_bytes = std::size_t{128} << 10;

/// The head goes out by sendmsg where a descriptor goes with it: the only call that can pass one.
bool send_with(int socket, std::string_view bytes, int passed) {
  iovec io{const_cast<char*>(bytes.data()), bytes.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &io;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* c = CMSG_FIRSTHDR(&message);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(c), &passed, sizeof(int));
  ssize_t n;
  do n = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n == static_cast<ssize_t>(bytes.size());
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

bool send_frame(int socket, What what, std::string_view payload, int passed) {
  if (payload.size() > ~std::uint32_t{0}) return false;
  char head[head_bytes] = {static_cast<char>(what)};
  for (unsigned i = 0; i < 4; ++i) head[1 + i] = static_cast<char>(payload.size() >> (8 * i));
  std::string start(head, head_bytes);
  if (passed >= 0) return send_with(socket, start, passed) && send_all(socket, payload);
  if (payload.size() > chunk_bytes) return send_all(socket, start) && send_all(socket, payload);
  return send_all(socket, start.append(payload));  // one call wakes the other side once
}

bool Inbox::receive(int socket) {
  if (used_ > 0) buffer_.erase(0, std::exchange(used_, 0));
  const std::size_t before = buffer_.size();
  buffer_.resize(before + chunk_bytes);
  iovec io{buffer_.data() + before, chunk_bytes};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr message{};
  message.msg_iov = &io;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t n;
  do n = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
  if (n <= 0) return false;
  for (cmsghdr* c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c))
    if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(c), sizeof fd);
      passed_.reset(fd);
    }
  return true;
}

bool Inbox::next(Frame& frame) {
  const std::string_view waiting = std::string_view(buffer_).substr(used_);
  if (broken_ || waiting.size() < head_bytes) return false;
  std::uint64_t length = 0;
  for (unsigned i = 0; i < 4; ++i) length |= std::uint64_t{static_cast<unsigned char>(waiting[1 + i])} << (8 * i);
  if (length > longest_) {
    broken_ = true;
    return false;
  }
  if (waiting.size() - head_bytes < length) return false;
  frame.what = static_cast<What>(waiting[0]);
  frame.payload.assign(waiting.substr(head_bytes, length));
  frame.passed = std::move(passed_);
  used_ += head_bytes + length;
  return true;
}

}  // namespace stemma::ingest::confine
