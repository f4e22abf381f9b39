// What happens, told to every open page: server-sent events, numbered, the last thousand kept for those who were away.
//
// A stream holds only the number of the last event that it sent. One that keeps up, or comes back within the ring, misses nothing; one that
// has fallen further behind is told so by an event of its own and has to ask anew for what it shows.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::server {

class Events {
 public:
  static constexpr std::size_t ring = 1000;

  /// `first`: number of the first event. Of a later server it has to be larger than all that an earlier one has given.
  explicit Events(std::uint64_t first) : next_(first) {}

  /// `data` is one line. Gives the event's number. Any thread.
  std::uint64_t publish(std::string_view name, std::string_view data);
  /// Has all streams look whether something has come, or whether they are over.
  void wake() const;
  /// Called after each event and by wake(), on the thread that did it. Set before the first.
  void on_event(std::function<void()> wake) { wake_ = std::move(wake); }

  struct Since {
    std::uint64_t last = 0;  ///< to ask with the next time
    bool lost = false;       ///< what came after the number asked with is not all there any more
    std::vector<std::shared_ptr<const std::string>> texts;  ///< each whole, as the stream has it: "id: 7\nevent: ...\ndata: ...\n\n"
  };
  Since since(std::uint64_t last) const;
  std::uint64_t last() const;

 private:
  mutable std::mutex mutex_;
  std::uint64_t next_;
  std::deque<std::shared_ptr<const std::string>> kept_;
  std::function<void()> wake_;
};

/// An event as a stream has it, without a number of its own: the browser's last number stays what it was.
std::string event_text(std::string_view name, std::string_view data);

}  // namespace stemma::server
