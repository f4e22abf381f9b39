// The case as the desk shows it: one immutable snapshot at a time, loaded anew in the background whenever the file changes, whoever changed it
// (this server, another one, stemma add or decide in a terminal), and news of all that.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "answers/answers.h"
#include "server/events.h"
#include "server/writer.h"

namespace stemma::server {

using Json = nlohmann::ordered_json;

class Keeper {
 public:
  Keeper(std::string path, Events& events);
  ~Keeper();
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  /// Loads the first snapshot and begins to watch. Errors: those of Case::open.
  Result<void> open();
  void close();

  std::shared_ptr<const answers::Snapshot> now() const;
  std::uint64_t generation() const { return now()->generation(); }
  std::string state() const;  ///< CaseSummary.state
  Json summary() const;       ///< CaseSummary
  Writer& writer() { return writer_; }
  const std::string& path() const { return path_; }
  const std::string& identity() const { return identity_; }

  /// The file has been changed by us: load it soon. Gives the generation that is shown until then; the next one that is ready knows the change.
  std::uint64_t ask_reload();
  /// Waits until what was on the disk at this call is shown, or cannot be.
  void wait_until_shown();
  /// A job reads files into the case: its new claims are told of one by one.
  void set_reading(bool reading);
  /// The disk is full, or the like: told to all pages.
  void tell_trouble(const Error& error);

 private:
  struct Identity {
    std::uint64_t device = 0, inode = 0, changed = 0;
    friend bool operator==(const Identity&, const Identity&) = default;
  };
  class Watch;

  void watch();
  void load();
  void load_once();
  void publish(const std::vector<std::string>& changed) const;
  void tell_new_claims(const answers::Snapshot& snapshot, const std::vector<std::string>& fresh);
  /// Notes what claims and agents are called now, so that an id that somebody has written down leads on when they change.
  void keep_ids(const answers::Snapshot& snapshot);
  std::string state_locked() const;

  const std::string path_;
  Events& events_;
  Writer writer_;
  std::string identity_;
  std::unique_ptr<Watch> watch_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<const answers::Snapshot> snapshot_;
  std::optional<Identity> loaded_;       // what the file was when the snapshot in use was begun to be loaded
  std::uint64_t asked_ = 0, shown_ = 0;  // numbers of requests to load; all up to shown_ have been answered
  bool at_once_ = false;                 // the request is ours: no need to wait for others to finish writing
  bool stop_ = false, loading_ = false, reading_ = false, gone_ = false;
  std::thread watcher_, loader_;
};

/// RFC 9457, for events and answers alike.
Json problem_json(int status, const std::string& title, const std::string& detail, const std::string& next);
/// What an Error is for HTTP: its status and words.
Json problem_json(const Error& error);
/// On one line, valid UTF-8 whatever is in it.
std::string dump(const Json& json);
int status_of(const Error& error);

}  // namespace stemma::server
