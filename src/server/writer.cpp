#include "server/writer.h"

namespace stemma::server {
namespace {

using Clock = std::chrono::steady_clock;

Error still_busy() {
  return Error{ErrorKind::busy, "the case is being written to", Error::nowhere, "nothing was saved; try again in a moment"};
}

}  // namespace

void Writer::expect(std::string identity) {
  const std::lock_guard lock(mutex_);
  identity_ = std::move(identity);
}

/// REQUIRES: held_ by us. The lock is not held while the file is opened.
Result<Case> Writer::open(std::unique_lock<std::mutex>& lock, Clock::time_point until) {
  const std::string expected = identity_;
  for (;;) {
    lock.unlock();
    auto opened = Case::open(path_, Case::Mode::write);
    if (opened && !expected.empty()) {
      if (const auto found = opened->identity(); !found || *found != expected)
        opened = fail(ErrorKind::case_file, "another case lies at this place now", Error::nowhere, "nothing was saved; start stemma serve anew, or bring the case back");
    }
    lock.lock();
    if (opened || opened.error().kind != ErrorKind::busy || Clock::now() >= until) return opened;
    changed_.wait_for(lock, std::chrono::milliseconds(100));
  }
}

void Writer::serve(std::unique_lock<std::mutex>& lock, Case& opened) {
  while (!jobs_.empty()) {
    Job& job = *jobs_.front();
    jobs_.pop_front();
    job.state = Job::runs;
    lock.unlock();
    auto result = job.work(opened);
    lock.lock();
    job.result = std::move(result);
    job.state = Job::done;
    changed_.notify_all();
  }
}

Result<void> Writer::run(const Work& work, std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  Job job{work};
  std::unique_lock lock(mutex_);
  jobs_.push_back(&job);
  while (job.state != Job::done) {
    if (!held_) {
      held_ = true;
      auto opened = open(lock, until);
      if (opened) serve(lock, *opened);
      const auto failed = opened ? std::nullopt : std::optional(opened.error());
      lock.unlock();
      { const auto closed = std::move(opened); }
      lock.lock();
      held_ = false;
      changed_.notify_all();
      if (failed && job.state == Job::waits) {
        jobs_.remove(&job);
        return tl::unexpected(failed->kind == ErrorKind::busy ? Error{failed->kind, failed->what, Error::nowhere, "nothing was saved; " + failed->next} : *failed);
      }
    } else if (job.state == Job::runs) {
      changed_.wait(lock);
    } else if (shared_ != nullptr) {
      jobs_.remove(&job);
      job.state = Job::runs;
      ++sharing_;
      Case& opened = *shared_;
      std::mutex& one = *turn_;
      lock.unlock();
      auto result = [&] {
        const std::lock_guard turn(one);
        return work(opened);
      }();
      lock.lock();
      job.result = std::move(result);
      job.state = Job::done;
      --sharing_;
      changed_.notify_all();
    } else if (changed_.wait_until(lock, until) == std::cv_status::timeout && job.state == Job::waits && held_) {
      jobs_.remove(&job);
      return tl::unexpected(still_busy());
    }
  }
  return std::move(job.result);
}

void Writer::Turns::let_in() {
  std::unique_lock lock(writer_.mutex_);
  writer_.serve(lock, opened_);
}

void Writer::Turns::share(const std::function<void(std::mutex&)>& work) {
  std::mutex one;
  {
    const std::lock_guard lock(writer_.mutex_);
    writer_.shared_ = &opened_;
    writer_.turn_ = &one;
  }
  writer_.changed_.notify_all();
  work(one);
  std::unique_lock lock(writer_.mutex_);
  writer_.shared_ = nullptr;
  writer_.changed_.wait(lock, [&] { return writer_.sharing_ == 0; });
}

Result<void> Writer::hold(const std::function<Result<void>(Case&, Turns&)>& work, std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  std::unique_lock lock(mutex_);
  while (held_)
    if (changed_.wait_until(lock, until) == std::cv_status::timeout && held_) return tl::unexpected(still_busy());
  held_ = true;
  Result<void> result;
  {
    auto opened = open(lock, until);
    if (opened) {
      serve(lock, *opened);
      lock.unlock();
      Turns turns(*this, *opened);
      result = work(*opened, turns);
      lock.lock();
      serve(lock, *opened);
    } else {
      result = tl::unexpected(opened.error());
    }
    lock.unlock();
    { const auto closed = std::move(opened); }
  }
  lock.lock();
  held_ = false;
  changed_.notify_all();
  return result;
}

}  // namespace stemma::server
