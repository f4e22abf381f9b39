// Files that people drop on the desk, read into the case while they watch: claims arrive from the first files on.
//
// The case is linked anew after 4 files, then 8, 16, 32 ... up to 512: what has been read shows soon, and the linking of a long job costs little
// more than once at its end. Between two files, and while the case is linked, others may write: a decision does not
// wait for the job.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "server/keeper.h"
#include "server/spool.h"

namespace stemma::server {

class Importer {
 public:
  Importer(Keeper& keeper, Events& events, std::string parser_program);
  ~Importer();

  /// Goes on with a job that an earlier server was stopped in. Errors: io.
  Result<void> open();
  void close();  ///< finishes the file in hand

  Result<std::unique_ptr<Spool::Incoming>> receive(std::string label) { return spool_.receive(std::move(label)); }
  Result<void> keep(Spool::Incoming& incoming);
  Result<Json> start();  ///< Job
  Json job() const;      ///< Job

 private:
  enum class State { idle, receiving, reading, linking, done, failed };
  void work();
  bool read_batch(std::size_t size);
  void progress(const AddProgress& p, const AddProgress& before);
  void tell(bool always);
  Json job_locked() const;

  Keeper& keeper_;
  Events& events_;
  Spool spool_;
  const std::string parser_program_;
  std::thread thread_;
  std::atomic<bool> stop_ = false;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::idle;
  bool wanted_ = false;
  AddProgress done_;  // of the whole job
  std::vector<std::pair<std::string, std::string>> failed_;  // label, what
  std::chrono::steady_clock::time_point began_, told_;
  std::optional<Json> problem_;
};

}  // namespace stemma::server
