#include "server/hand_over.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/files.h"
#include "base/time.h"

namespace stemma::server {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view forms[] = {"preflight", "csv", "jsonl", "warc", "wacz", "ftm", "annotations", "prov", "graphml", "claimreview", "case", "html"};
constexpr const char* names[] = {"idle", "working", "done", "failed", "stopped"};  // of HandOver::State
constexpr std::string_view folder_tail = "-handover.";
constexpr auto patience = 20s;  // for another program that writes to the case
constexpr std::size_t most_allowed = 1000, longest_words = 2000;

/// A folder of our own beside the case, and what shows others that it is in use.
Result<std::pair<std::string, Descriptor>> make_folder(const std::string& case_path) {
  std::string name = case_path + std::string(folder_tail) + "XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) return tl::unexpected(file_error(case_path + std::string(folder_tail), "make", errno));
  Descriptor lock(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (lock) ::flock(lock.get(), LOCK_EX | LOCK_NB);
  return std::pair(std::move(name), std::move(lock));
}

/// The program as a child: what it is told, and what it says line by line.
class Child {
 public:
  static Result<Child> start(const std::string& program, const std::string& order) {
    int in[2], out[2];
    if (::pipe2(in, O_CLOEXEC) != 0) return no_process(errno);
    Descriptor their_in(in[0]), our_in(in[1]);
    if (::pipe2(out, O_CLOEXEC) != 0) return no_process(errno);
    Descriptor our_out(out[0]), their_out(out[1]);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, their_in.get(), 0);
    posix_spawn_file_actions_adddup2(&files, their_out.get(), 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);  // a Ctrl-C on our terminal is for us
    std::string name = "stemma", self = "self", verb = "hand-over";
    char* const words[] = {name.data(), self.data(), verb.data(), nullptr};
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, program.c_str(), &files, &how, words, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    if (error != 0) return no_process(error);
    (void)write_all(our_in.get(), order);  // it may have ended: its silence says so
    return Child(pid, std::move(our_out));
  }

  pid_t pid() const { return pid_; }
  /// The next line; nothing at the end.
  std::optional<std::string> line() {
    for (;;) {
      if (const auto end = waiting_.find('\n'); end != std::string::npos) {
        std::string out = waiting_.substr(0, end);
        waiting_.erase(0, end + 1);
        return out;
      }
      char piece[1 << 16];
      const ssize_t n = ::read(out_.get(), piece, sizeof piece);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return std::nullopt;
      waiting_.append(piece, static_cast<std::size_t>(n));
    }
  }

 private:
  Child(pid_t pid, Descriptor out) : pid_(pid), out_(std::move(out)) {}
  static tl::unexpected<Error> no_process(int error) {
    return fail(ErrorKind::io, std::string("no process can be started: ") + std::strerror(error), Error::nowhere, "close other programs and try again");
  }

  pid_t pid_;
  Descriptor out_;
  std::string waiting_;
};

Error wrong(std::string what, std::string next) { return {ErrorKind::usage, std::move(what), Error::nowhere, std::move(next)}; }

/// The order as the program takes it. Errors: usage.
Result<Json> checked(const Json& order) {
  const auto is_text = [](const Json& o, const char* key) { return o.contains(key) && o[key].is_string() && o[key].get_ref<const std::string&>().size() <= longest_words; };
  if (!order.is_object() || !is_text(order, "what") || std::find(std::begin(forms), std::end(forms), order["what"].get<std::string>()) == std::end(forms))
    return tl::unexpected(wrong("there is no such form", "choose one of csv, jsonl, warc, wacz, ftm, annotations, prov, graphml, claimreview, case, html; or preflight"));
  Json out{{"what", order["what"]}, {"bom", order.contains("bom") && order["bom"] == true}, {"allow", Json::array()}, {"why", ""}};
  if (is_text(order, "why")) out["why"] = order["why"];
  if (!order.contains("allow")) return out;
  if (!order["allow"].is_array() || order["allow"].size() > most_allowed) return tl::unexpected(wrong("what is let out is no list of words", "nothing has left the case"));
  for (const Json& one : order["allow"]) {
    if (!one.is_string() || one.get_ref<const std::string&>().empty() || one.get_ref<const std::string&>().size() > longest_words)
      return tl::unexpected(wrong("what is let out is no list of words", "nothing has left the case"));
    out["allow"].push_back(one);
  }
  if (!out["allow"].empty() && out["why"].get_ref<const std::string&>().find_first_not_of(" \t\r\n") == std::string::npos)
    return tl::unexpected(wrong("something that is protected is let out, and there is no reason", "give the reason; the log of custody keeps it. Nothing has left the case"));
  return out;
}

}  // namespace

HandOver::HandOver(Keeper& keeper, Events& events, std::string program) : keeper_(keeper), events_(events), program_(std::move(program)) {}
HandOver::~HandOver() { close(); }

void HandOver::open() {
  const fs::path path(keeper_.path());
  const std::string begin = path.filename().string() + std::string(folder_tail);
  std::error_code ec;
  for (fs::directory_iterator it(path.has_parent_path() ? path.parent_path() : fs::path("."), ec), end; !ec && it != end; it.increment(ec)) {
    if (!it->path().filename().string().starts_with(begin)) continue;
    const Descriptor fd(::open(it->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    struct stat st {};
    if (!fd || ::fstat(fd.get(), &st) != 0 || st.st_uid != ::geteuid() || ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) continue;  // of another server
    std::error_code ignored;
    fs::remove_all(it->path(), ignored);
  }
}

void HandOver::close() {
  stop();
  if (thread_.joinable()) thread_.join();
}

Json HandOver::view() const {
  const std::lock_guard lock(mutex_);
  Json out = news_locked();
  out.update({{"by", by_}, {"checked", checked_}, {"made", made_}, {"problem", problem_ ? *problem_ : Json(nullptr)}});
  return out;
}

Result<void> HandOver::start(const Json& order, const std::string& who) {
  auto good = checked(order);
  if (!good) return tl::unexpected(good.error());
  std::unique_lock lock(mutex_);
  if (state_ == State::working) return fail(ErrorKind::busy, "another hand-over is under way", Error::nowhere, "wait until it is done, or stop it");
  auto folder = make_folder(keeper_.path());
  if (!folder) return tl::unexpected(folder.error());
  (*good)["case"] = keeper_.path();
  (*good)["identity"] = keeper_.identity();
  (*good)["parent"] = ::getpid();
  (*good)["folder"] = folder->first;
  (*good)["by"] = who;
  state_ = State::working;
  stop_ = false;
  what_ = (*good)["what"].get<std::string>();
  phase_ = "protecting";
  by_ = who;
  problem_.reset();
  made_ = nullptr;
  body_.reset();
  std::thread before = std::move(thread_);
  lock.unlock();
  if (before.joinable()) before.join();  // its work has ended: the state said so
  thread_ = std::thread([this, order = *std::move(good), folder = std::move(folder->first), held = std::move(folder->second)]() mutable { work(std::move(order), std::move(folder), std::move(held)); });
  return {};
}

void HandOver::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (state_ == State::working) {
      stop_ = true;
      if (child_ > 0) ::kill(child_, SIGKILL);
      return;
    }
    if (made_.is_null()) return;
    made_ = nullptr;
    body_.reset();
    what_.clear();
  }
  settle(State::idle, std::nullopt);
}

std::optional<HandOver::File> HandOver::file() const {
  const std::lock_guard lock(mutex_);
  if (!body_) return std::nullopt;
  return File{body_, made_["file"].get<std::string>()};
}

void HandOver::work(Json order, std::string folder, Descriptor) {
  tell("protecting");
  const auto ran = run(order, folder);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  const bool stopped = [&] {
    const std::lock_guard lock(mutex_);
    return stop_;
  }();
  if (ran) settle(State::done, std::nullopt);
  else if (stopped) settle(State::stopped, std::nullopt);
  else settle(State::failed, problem_json(ran.error()));
}

Result<void> HandOver::run(const Json& order, const std::string& folder) {
  auto child = Child::start(program_, dump(order));
  if (!child) return tl::unexpected(child.error());
  {
    const std::lock_guard lock(mutex_);
    child_ = child->pid();
    if (stop_) ::kill(child_, SIGKILL);
  }
  std::vector<LogNote> notes;
  Json made;
  Result<void> good;
  while (const auto line = child->line())
    if (auto taken = take(Json::parse(*line, nullptr, false), notes, made); !taken && good) good = std::move(taken);
  int status = -1;
  {
    const std::lock_guard lock(mutex_);  // stop() knows no process that has been waited for
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {}
    child_ = -1;
    if (stop_ && good) good = fail(ErrorKind::usage, "it was stopped", Error::nowhere, {});
  }
  if (!good) return good;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return fail(ErrorKind::io, "the work ended before it was done", Error::nowhere, "nothing has left the case; is there enough memory? Close other programs and try again");
  if (order["what"] == "preflight") return {};
  return hand_out(folder, std::move(made), notes);
}

Result<void> HandOver::take(const Json& line, std::vector<LogNote>& notes, Json& made) {
  if (!line.is_object()) return fail(ErrorKind::internal, "a line that is none");
  if (line.contains("phase")) tell(line["phase"].get<std::string>());
  if (line.contains("note")) notes.push_back({line["note"]["action"], line["note"]["subject"], line["note"]["detail"]});
  if (line.contains("made")) made = line["made"];
  if (line.contains("error"))
    return tl::unexpected(Error{static_cast<ErrorKind>(line["error"]["kind"].get<int>()), line["error"]["what"], Error::nowhere, line["error"]["next"]});
  if (line.contains("checked")) {
    const std::lock_guard lock(mutex_);
    checked_ = line["checked"];
    checked_["at"] = utc_now();
  }
  return {};
}

/// Notes in the log that it leaves, and only then lets it.
Result<void> HandOver::hand_out(const std::string& folder, Json made, const std::vector<LogNote>& notes) {
  tell("noting");
  const std::string path = folder + "/" + made["file"].get<std::string>();
  auto body = std::make_shared<FileBody>();
  body->fd = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat st {};
  if (!body->fd || ::fstat(body->fd.get(), &st) != 0) return tl::unexpected(file_error(path, "read", errno));
  body->size = static_cast<std::uint64_t>(st.st_size);
  const auto noted = keeper_.writer().run(
      [&](Case& opened) -> Result<void> {
        for (const LogNote& n : notes)
          if (auto logged = opened.log(n.action, n.subject, n.detail); !logged) return logged;
        return {};
      },
      patience);
  // Somebody else who writes all the time, or a case on a read-only disk, does not keep it from leaving: the command line does the same.
  if (!noted && noted.error().kind != ErrorKind::busy && noted.error().kind != ErrorKind::io) return noted;
  made["noted"] = noted.has_value();
  made["at"] = utc_now();
  const std::lock_guard lock(mutex_);
  if (stop_) return fail(ErrorKind::usage, "it was stopped", Error::nowhere, {});
  made_ = std::move(made);
  body_ = std::move(body);
  return {};
}

Json HandOver::news_locked() const { return {{"state", names[static_cast<int>(state_)]}, {"what", what_.empty() ? Json(nullptr) : Json(what_)}, {"phase", phase_.empty() ? Json(nullptr) : Json(phase_)}}; }

void HandOver::tell(const std::string& phase) {
  Json news;
  {
    const std::lock_guard lock(mutex_);
    phase_ = phase;
    news = news_locked();
  }
  events_.publish("handover", dump(news));
}

void HandOver::settle(State state, std::optional<Json> problem) {
  Json news;
  {
    const std::lock_guard lock(mutex_);
    state_ = state;
    problem_ = std::move(problem);
    phase_.clear();
    news = news_locked();
  }
  events_.publish("handover", dump(news));
}

}  // namespace stemma::server
