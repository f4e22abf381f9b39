// A fixed set of threads that take numbered jobs; results are consumed in the order of the numbers.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stemma {

/// Runs make(i, worker) for i in [0, count) on `threads` threads and take(i, result) on the calling thread, in order of i.
/// At most `window` results wait at a time, so memory stays bounded. If take returns false no further jobs are started.
/// A result never depends on the number of threads.
template <class T>
void ordered_map(std::size_t count, unsigned threads, std::size_t window,
                 const std::function<T(std::size_t, unsigned)>& make, const std::function<bool(std::size_t, T&&)>& take);

}  // namespace stemma

#include "base/thread_pool_impl.h"
