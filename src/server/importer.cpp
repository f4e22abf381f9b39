#include "server/importer.h"

#include <algorithm>
#include <utility>

namespace stemma::server {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t first_batch = 4, largest_batch = 512;
constexpr std::size_t most_failures = 200;
constexpr auto told_every = 200ms;


}  // namespace

Importer::Importer(Keeper& keeper, Events& events, std::string parser_program)
    : keeper_(keeper), events_(events), spool_(keeper.path()), parser_program_(std::move(parser_program)) {}

Importer::~Importer() { close(); }

Result<void> Importer::open() {
  if (auto opened = spool_.open(); !opened) return opened;
  if (spool_.files() > 0) state_ = State::receiving;
  done_.files_total = spool_.files();
  done_.bytes_total = spool_.bytes();
  wanted_ = spool_.started_before();
  thread_ = std::thread([this] { work(); });
  return {};
}

void Importer::close() {
  stop_ = true;
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<void> Importer::keep(Spool::Incoming& incoming) {
  if (auto kept = spool_.keep(incoming); !kept) return kept;
  {
    const std::lock_guard lock(mutex_);
    if (state_ == State::idle || state_ == State::done || state_ == State::failed) {
      state_ = State::receiving;
      done_ = {};
      failed_.clear();
      problem_.reset();
    }
    done_.files_total = done_.files_done + spool_.files();
    done_.bytes_total = done_.bytes_done + spool_.bytes();
  }
  tell(false);
  return {};
}

Result<Json> Importer::start() {
  if (auto started = spool_.start(); !started) return tl::unexpected(started.error());
  {
    const std::lock_guard lock(mutex_);
    wanted_ = spool_.files() > 0;
  }
  changed_.notify_all();
  return job();
}

void Importer::work() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      while (!stop_ && !wanted_) changed_.wait_for(lock, 1s);
      if (stop_) return;
      wanted_ = false;
      state_ = State::reading;
      began_ = Clock::now();
      problem_.reset();
    }
    keeper_.set_reading(true);
    tell(true);
    bool good = true;
    for (std::size_t size = first_batch; good && !stop_ && spool_.files() > 0; size = std::min(size * 2, largest_batch)) {
      good = read_batch(size);
      keeper_.ask_reload();
    }
    {
      const std::lock_guard lock(mutex_);
      if (good) state_ = State::linking;
    }
    tell(true);
    if (good && !stop_) keeper_.wait_until_shown();
    keeper_.set_reading(false);
    if (good && spool_.files() == 0) spool_.close();
    {
      const std::lock_guard lock(mutex_);
      if (stop_) return;
      state_ = good ? State::done : State::failed;
      done_.current.clear();
    }
    tell(true);
  }
}

bool Importer::read_batch(std::size_t size) {
  const auto files = spool_.next(size);
  AddProgress before;
  {
    const std::lock_guard lock(mutex_);
    before = done_;
  }
  std::vector<std::string> paths;
  for (const auto& f : files) paths.push_back(f.path);
  const auto done = keeper_.writer().hold(
      [&](Case& opened, Writer::Turns& turns) -> Result<void> {
        opened.link_later();
        AddOptions options;
        options.parser_program = parser_program_;
        options.called = [&](const std::string& path) { return spool_.label_of(path); };
        options.progress = [&](const AddProgress& p) {
          progress(p, before);
          turns.let_in();
        };
        options.stop = [&] { return stop_.load(); };
        const auto report = opened.add(paths, options);
        if (!report) return tl::unexpected(report.error());
        Result<void> linked;
        turns.share([&](std::mutex& one) { linked = opened.link(one, options.stop); });
        std::mutex alone;
        if (linked) linked = opened.link(alone, options.stop);  // what somebody decided at the very end
        if (!linked) return linked;
        const std::lock_guard lock(mutex_);
        for (const Failure& f : report->failures)
          if (failed_.size() < most_failures) failed_.emplace_back(f.path, f.what);
        return {};
      },
      10min);
  if (!done) {
    {
      const std::lock_guard lock(mutex_);
      problem_ = problem_json(done.error());
    }
    keeper_.tell_trouble(done.error());
    return false;
  }
  if (!stop_) spool_.remove(files);  // stopped: some of them may not have been read, and those that have are known when they come again
  return true;
}

void Importer::progress(const AddProgress& p, const AddProgress& before) {
  {
    const std::lock_guard lock(mutex_);
    done_.files_done = before.files_done + p.files_done;
    done_.bytes_done = before.bytes_done + p.bytes_done;
    done_.documents = before.documents + p.documents;
    done_.attributions = before.attributions + p.attributions;
    done_.current = p.current;
  }
  tell(false);
}

void Importer::tell(bool always) {
  Json now;
  {
    const std::lock_guard lock(mutex_);
    if (!always && Clock::now() - told_ < told_every) return;
    told_ = Clock::now();
    now = job_locked();
  }
  events_.publish("progress", dump(now));
}

Json Importer::job() const {
  const std::lock_guard lock(mutex_);
  return job_locked();
}

Json Importer::job_locked() const {
  static constexpr const char* names[] = {"idle", "receiving", "reading", "linking", "done", "failed"};
  Json failed = Json::array();
  for (const auto& [path, what] : failed_) failed.push_back({{"path", path}, {"what", what}});
  Json left = nullptr;
  if (state_ == State::reading && done_.bytes_done > 0 && done_.bytes_total >= done_.bytes_done) {
    const double gone = std::chrono::duration<double>(Clock::now() - began_).count();
    if (gone > 2) left = static_cast<std::uint64_t>(gone * static_cast<double>(done_.bytes_total - done_.bytes_done) / static_cast<double>(done_.bytes_done));
  }
  return {{"state", names[static_cast<int>(state_)]}, {"files_done", done_.files_done}, {"files_total", done_.files_total},
          {"bytes_done", done_.bytes_done}, {"bytes_total", done_.bytes_total}, {"documents", done_.documents},
          {"attributions", done_.attributions}, {"failed", std::move(failed)}, {"current", done_.current.empty() ? Json(nullptr) : Json(done_.current)},
          {"seconds_left", std::move(left)}, {"problem", problem_ ? *problem_ : Json(nullptr)}};
}

}  // namespace stemma::server
