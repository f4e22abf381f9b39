#include "server/keeper.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "store/open.h"

namespace stemma::server {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto look_every = 500ms;
constexpr auto quiet_for = 1500ms;      // another program that adds file after file is let finish
constexpr auto at_most_behind = 10s;    // but not for ever
constexpr std::size_t told_at_once = 100;
constexpr std::size_t ids_kept_up_to = 2000;  // documents: noting ids reads every text

std::string identity_of(const answers::Snapshot& snapshot) { return answers::case_summary(snapshot).value("identity", ""); }

constexpr const char* moved_back = "move it back there, or start stemma serve anew with its new place; nothing that was saved is lost, nothing else has been saved";

}  // namespace

/// Sees that a file has changed: SQLite counts what other connections commit.
class Keeper::Watch {
 public:
  explicit Watch(std::string path) : path_(std::move(path)) {}

  static std::optional<Identity> look(const std::string& path) {
    struct stat st {};
    if (::stat(path.c_str(), &st) != 0) return std::nullopt;
    return Identity{static_cast<std::uint64_t>(st.st_dev), static_cast<std::uint64_t>(st.st_ino), 0};
  }

  /// Which file lies there, and how often it has been changed. Nothing if there is none that can be read.
  std::optional<Identity> sample() {
    const std::lock_guard lock(mutex_);
    auto now = look(path_);
    if (!now || !opened_ || *now != file_) opened_.reset();
    if (!now) return std::nullopt;
    file_ = *now;
    auto done = store::guarded([&] {
      if (!opened_) ++epoch_, opened_.emplace(store::open_database(path_, Case::Mode::read, store::current_schema()));
      // A case in a folder that cannot be written to is opened as if it could not change: look at its times instead.
      struct stat st {};
      const bool frozen = opened_->db.readonly() && ::stat(path_.c_str(), &st) == 0;
      now->changed = frozen ? static_cast<std::uint64_t>(st.st_mtim.tv_sec) * 1000000000 + static_cast<std::uint64_t>(st.st_mtim.tv_nsec)
                            : static_cast<std::uint64_t>(opened_->db.integer("PRAGMA data_version")) + (epoch_ << 32);
      if (frozen && now->changed != frozen_) opened_.reset(), frozen_ = now->changed;
    });
    if (!done) opened_.reset();
    return now;
  }

 private:
  const std::string path_;
  std::mutex mutex_;
  std::optional<store::Database> opened_;
  Identity file_;
  std::uint64_t epoch_ = 0;   // connections opened so far: each counts changes from the start
  std::uint64_t frozen_ = 0;  // time of the last change seen
};

namespace {

bool says(const Error& error, std::string_view words) { return error.what.find(words) != std::string::npos; }
bool disk_full(const Error& error) { return says(error, "disk is full") || says(error, "No space left") || says(error, "quota") || says(error, "File too large"); }

bool read_only(const Error& error) { return says(error, "cannot be written to") || says(error, "Permission denied") || says(error, "Read-only"); }

}  // namespace

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

int status_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::usage:
    case ErrorKind::malformed: return 422;
    case ErrorKind::unsupported: return 415;
    case ErrorKind::over_limit: return 413;
    case ErrorKind::busy: return 503;
    case ErrorKind::io: return disk_full(error) ? 507 : read_only(error) ? 403 : 503;
    case ErrorKind::case_file: return 503;
    case ErrorKind::internal: return 500;
  }
  return 500;
}

Json problem_json(int status, const std::string& title, const std::string& detail, const std::string& next) {
  Json out{{"type", "about:blank"}, {"title", title}, {"status", status}};
  if (!detail.empty()) out["detail"] = detail;
  if (!next.empty()) out["next"] = next;
  return out;
}

Json problem_json(const Error& error) {
  if (error.kind == ErrorKind::internal) return problem_json(500, "a mistake of ours", {}, "try again; if it stays, report it with what you did");
  if (says(error, "no such case")) return problem_json(503, "the case is not where it was", error.what, moved_back);
  if (error.kind == ErrorKind::io && read_only(error))
    return problem_json(403, "the case cannot be written to", error.what, "copy it to a place of yours, or give yourself permission; nothing was saved");
  if (status_of(error) == 507) return problem_json(507, "the disk is full", error.what, "free some disk space and do it again; what was saved before stays saved");
  return problem_json(status_of(error), error.what, {}, error.next);
}

Keeper::Keeper(std::string path, Events& events) : path_(std::move(path)), events_(events), writer_(path_), watch_(std::make_unique<Watch>(path_)) {}

Keeper::~Keeper() { close(); }

Result<void> Keeper::open() {
  loaded_ = watch_->sample();
  auto first = answers::Snapshot::load(path_, 1);
  if (!first) return tl::unexpected(first.error());
  snapshot_ = std::move(*first);
  identity_ = identity_of(*snapshot_);
  writer_.expect(identity_);
  watcher_ = std::thread([this] { watch(); });
  loader_ = std::thread([this] {
    keep_ids(*now());
    load();
  });
  return {};
}

void Keeper::close() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  if (watcher_.joinable()) watcher_.join();
  if (loader_.joinable()) loader_.join();
}

std::shared_ptr<const answers::Snapshot> Keeper::now() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

std::string Keeper::state_locked() const {
  if (gone_) return "gone";
  if (reading_) return "reading";
  if (loading_ || shown_ < asked_) return "linking";
  return "ready";
}

std::string Keeper::state() const {
  std::shared_ptr<const answers::Snapshot> snapshot;
  {
    const std::lock_guard lock(mutex_);
    if (const auto s = state_locked(); s != "ready") return s;
    snapshot = snapshot_;
  }
  return answers::case_summary(*snapshot).value("state", "ready");
}

Json Keeper::summary() const {
  Json out = answers::case_summary(*now());
  if (const auto s = state(); s != "ready") out["state"] = s;
  return out;
}

std::uint64_t Keeper::ask_reload() {
  std::uint64_t before = 0;
  {
    const std::lock_guard lock(mutex_);
    ++asked_;
    at_once_ = true;
    before = snapshot_->generation();
  }
  changed_.notify_all();
  return before;
}

void Keeper::wait_until_shown() {
  std::unique_lock lock(mutex_);
  const auto mine = asked_;
  changed_.wait(lock, [&] { return stop_ || shown_ >= mine; });
}

void Keeper::set_reading(bool reading) {
  {
    const std::lock_guard lock(mutex_);
    reading_ = reading;
  }
  publish({});
}

void Keeper::tell_trouble(const Error& error) { events_.publish("gone", dump(problem_json(error))); }

void Keeper::publish(const std::vector<std::string>& changed) const {
  Json ids = Json::array();
  for (const auto& id : changed) {
    if (ids.size() == told_at_once) break;
    ids.push_back(id);
  }
  events_.publish("generation", dump({{"generation", generation()}, {"state", state()}, {"changed", {{"claims", std::move(ids)}}}}));
}

void Keeper::watch() {
  std::optional<Identity> seen;
  {
    const std::lock_guard lock(mutex_);
    seen = loaded_;
  }
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (changed_.wait_for(lock, look_every, [&] { return stop_; })) return;
    }
    const auto now = watch_->sample();
    if (now == seen) continue;
    seen = now;
    bool was_gone = false, is_gone = !now, ours = false;
    {
      const std::lock_guard lock(mutex_);
      was_gone = std::exchange(gone_, is_gone);
      ours = now == loaded_;
      if (!is_gone && !ours) ++asked_;
    }
    changed_.notify_all();
    if (is_gone && !was_gone)
      events_.publish("gone", dump(problem_json(503, "the case is not where it was", path_, moved_back)));
    if (was_gone && !is_gone && ours) publish({});
  }
}

void Keeper::load() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stop_ || asked_ > shown_; });
      const auto latest = Clock::now() + at_most_behind;
      for (auto last = asked_; !stop_ && !at_once_ && Clock::now() < latest; last = asked_)
        if (!changed_.wait_for(lock, quiet_for, [&] { return stop_ || at_once_ || asked_ != last; })) break;
      if (stop_) return;
      loading_ = true;
      at_once_ = false;
    }
    load_once();
  }
}

void Keeper::load_once() {
  publish({});
  std::uint64_t answered = 0, next = 0;
  std::shared_ptr<const answers::Snapshot> before;
  const auto sampled = watch_->sample();
  {
    const std::lock_guard lock(mutex_);
    answered = asked_;
    before = snapshot_;
    next = before->generation() + 1;
    if (sampled) loaded_ = sampled;
  }
  Result<std::shared_ptr<const answers::Snapshot>> loaded = answers::Snapshot::load(path_, next);
  const bool other = loaded && identity_of(**loaded) != identity_;
  if (!loaded || other) {
    const Error error = other ? Error{ErrorKind::case_file, "another case lies where this one was", Error::nowhere, "start stemma serve anew to open it, or bring this one back"} : loaded.error();
    {
      const std::lock_guard lock(mutex_);
      loading_ = false;
      shown_ = std::max(shown_, answered);
      gone_ = gone_ || other;
    }
    changed_.notify_all();
    tell_trouble(error);
    return;
  }
  const auto old_ids = before->claim_ids(), new_ids = (*loaded)->claim_ids();
  before.reset();
  std::vector<std::string> changed, fresh;
  std::set_symmetric_difference(old_ids.begin(), old_ids.end(), new_ids.begin(), new_ids.end(), std::back_inserter(changed));
  std::set_difference(new_ids.begin(), new_ids.end(), old_ids.begin(), old_ids.end(), std::back_inserter(fresh));
  bool reading = false;
  {
    const std::lock_guard lock(mutex_);
    snapshot_ = *loaded;
    loading_ = false;
    shown_ = std::max(shown_, answered);
    reading = reading_;
  }
  changed_.notify_all();
  publish(changed);
  if (reading) tell_new_claims(**loaded, fresh);
  else keep_ids(**loaded);
}

void Keeper::keep_ids(const answers::Snapshot& snapshot) {
  if (answers::case_summary(snapshot).value("documents", std::size_t{0}) > ids_kept_up_to) return;
  const auto ids = answers::known_ids(snapshot);
  if (!ids) return;
  // No harm if it cannot be done now: the next change does it.
  (void)writer_.run(
      [&](Case& opened) -> Result<void> {
        const auto before = watch_->sample();
        auto kept = opened.keep_ids(*ids);
        const auto after = watch_->sample();
        const std::lock_guard lock(mutex_);
        if (before == loaded_) loaded_ = after;  // nobody else can have written meanwhile: there is nothing new to load
        return kept;
      },
      0ms);
}

void Keeper::tell_new_claims(const answers::Snapshot& snapshot, const std::vector<std::string>& fresh) {
  Json items = Json::array();
  for (const auto& id : fresh) {
    if (items.size() == told_at_once) break;
    if (const auto claim = answers::find_claim(snapshot, id)) items.push_back(answers::claim_row(snapshot, *claim));
  }
  if (!items.empty()) events_.publish("claims", dump({{"items", std::move(items)}}));
}

}  // namespace stemma::server
