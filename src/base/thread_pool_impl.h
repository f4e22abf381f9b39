// Body of ordered_map; include base/thread_pool.h.
#pragma once

#include <map>
#include <utility>

#include "base/thread_pool.h"

namespace stemma {

template <class T>
void ordered_map(std::size_t count, unsigned threads, std::size_t window,
                 const std::function<T(std::size_t, unsigned)>& make, const std::function<bool(std::size_t, T&&)>& take) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i)
      if (!take(i, make(i, 0))) return;
    return;
  }
  std::mutex mutex;
  std::condition_variable room, ready;
  std::map<std::size_t, T> done;
  std::size_t next_job = 0, next_out = 0;
  bool stop = false;

  auto work = [&](unsigned worker) {
    for (;;) {
      std::size_t i;
      {
        std::unique_lock lock(mutex);
        room.wait(lock, [&] { return stop || next_job >= count || next_job < next_out + window; });
        if (stop || next_job >= count) return;
        i = next_job++;
      }
      T result = make(i, worker);
      std::lock_guard lock(mutex);
      done.emplace(i, std::move(result));
      ready.notify_one();
    }
  };
  std::vector<std::jthread> pool;
  for (unsigned w = 0; w < threads; ++w) pool.emplace_back(work, w);
  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    ready.wait(lock, [&] { return done.contains(i); });
    auto node = done.extract(i);
    lock.unlock();
    const bool go_on = take(i, std::move(node.mapped()));
    lock.lock();
    next_out = i + 1;
    if (!go_on) stop = true;
    room.notify_all();
    if (stop) return;  // the jthreads join: jobs in hand finish, their results are dropped
  }
}

}  // namespace stemma
