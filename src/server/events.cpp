#include "server/events.h"

#include <algorithm>

#include <fmt/format.h>

namespace stemma::server {

std::string event_text(std::string_view name, std::string_view data) { return fmt::format("event: {}\ndata: {}\n\n", name, data); }

std::uint64_t Events::publish(std::string_view name, std::string_view data) {
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = next_++;
    kept_.push_back(std::make_shared<const std::string>(fmt::format("id: {}\n{}", number, event_text(name, data))));
    if (kept_.size() > ring) kept_.pop_front();
  }
  wake();
  return number;
}

void Events::wake() const {
  if (wake_) wake_();
}

Events::Since Events::since(std::uint64_t last) const {
  const std::lock_guard lock(mutex_);
  Since out;
  out.last = next_ - 1;
  const std::uint64_t oldest = next_ - kept_.size();
  // A number that we have not given yet is of another server.
  out.lost = last + 1 < oldest || last >= next_;
  const std::uint64_t from = out.lost ? next_ : last + 1;
  for (std::uint64_t n = from; n < next_; ++n) out.texts.push_back(kept_[n - oldest]);
  return out;
}

std::uint64_t Events::last() const {
  const std::lock_guard lock(mutex_);
  return next_ - 1;
}

}  // namespace stemma::server
