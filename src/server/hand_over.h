// What leaves the case by the desk: the pre-flight, then one file in the form that somebody chose. One at a time, in a process of its own (the program's
// `self hand-over`): a large case is not in the server's memory twice, and stopping is killing.
//
// The file has no name on the disk from the moment when it is whole: nothing is left behind, however the server ends. Until then it lies in a folder
// beside the case that only its owner may look into.
#pragma once

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/http/message.h"
#include "server/keeper.h"

namespace stemma::server {

class HandOver {
 public:
  /// `program`: the stemma program, as in AddOptions::parser_program.
  HandOver(Keeper& keeper, Events& events, std::string program);
  ~HandOver();

  /// Takes away what a server that was killed has left.
  void open();
  void close();  ///< stops what runs

  /// HandOver of desk/src/api.ts.
  Json view() const;
  /// Begins: {"what": "preflight" or a form, "bom", "allow", "why"}, as `who`. What was made before is gone then. Errors: usage (no such form, something let
  /// out without a reason), busy (another is under way), io.
  Result<void> start(const Json& order, const std::string& who);
  /// Ends what runs, or throws away what was made.
  void stop();

  struct File {
    std::shared_ptr<const FileBody> body;
    std::string name;
  };
  /// What was made; nothing if there is nothing.
  std::optional<File> file() const;

 private:
  enum class State { idle, working, done, failed, stopped };
  void work(Json order, std::string folder, Descriptor lock);
  Result<void> run(const Json& order, const std::string& folder);
  Result<void> take(const Json& line, std::vector<LogNote>& notes, Json& made);
  Result<void> hand_out(const std::string& folder, Json made, const std::vector<LogNote>& notes);
  Json news_locked() const;
  void tell(const std::string& phase);
  void settle(State state, std::optional<Json> problem);

  Keeper& keeper_;
  Events& events_;
  const std::string program_;
  std::thread thread_;

  mutable std::mutex mutex_;
  State state_ = State::idle;
  bool stop_ = false;
  pid_t child_ = -1;
  std::string what_, phase_, by_;
  Json checked_, made_;  // null: there is none
  std::optional<Json> problem_;
  std::shared_ptr<const FileBody> body_;
};

}  // namespace stemma::server
