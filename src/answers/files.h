// Texts and readings of single documents, from the case file when they are asked for. A few stay in memory. Safe to share between threads.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "stemma/attribution.h"
#include "stemma/decision.h"
#include "store/sqlite.h"

namespace stemma::answers {

/// Where a document stands in the file, and what it was when the snapshot was made: another reading of it has other spans.
struct Stored {
  std::int64_t row = 0;
  std::uint64_t digest = 0;  ///< hash64 of its digest
};

/// A text with the way from bytes to code points.
struct Text {
  explicit Text(std::string words) : bytes(std::move(words)), points(bytes) {}
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  std::string bytes;
  CodePointIndex points;
};

/// The last so many things that were asked for.
template <class T>
class Kept {
 public:
  explicit Kept(std::size_t most) : most_(most) {}
  std::shared_ptr<const T> find(std::int64_t key) {
    const std::lock_guard lock(mutex_);
    const auto it = at_.find(key);
    if (it == at_.end()) return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return it->second->second;
  }
  void put(std::int64_t key, std::shared_ptr<const T> what) {
    const std::lock_guard lock(mutex_);
    if (at_.contains(key)) return;
    order_.emplace_front(key, std::move(what));
    at_[key] = order_.begin();
    if (order_.size() <= most_) return;
    at_.erase(order_.back().first);
    order_.pop_back();
  }

 private:
  std::size_t most_;
  std::mutex mutex_;
  std::list<std::pair<std::int64_t, std::shared_ptr<const T>>> order_;
  std::unordered_map<std::int64_t, typename decltype(order_)::iterator> at_;
};

class Files {
 public:
  /// `decisions`: of the snapshot; readings come as these have corrected them.
  Files(std::string case_path, std::vector<Decision> decisions) : path_(std::move(case_path)), decisions_(std::move(decisions)) {}

  /// Throw Refused (503) if the file is away, damaged, or holds another reading of the document by now.
  std::shared_ptr<const Text> text(const Stored& document) const;
  std::shared_ptr<const Reading> reading(const Stored& document) const;
  /// Runs `work` with a connection that no other thread has meanwhile. The same errors.
  void with(const std::function<void(const store::Connection&)>& work) const;

  const std::vector<Decision>& decisions() const { return decisions_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::vector<Decision> decisions_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<store::Connection>> idle_;
  mutable Kept<Text> texts_{1500};       // of 2 to 10 kB each
  mutable Kept<Reading> readings_{64};
};

}  // namespace stemma::answers
