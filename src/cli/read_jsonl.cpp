#include "cli/read_jsonl.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/thread_pool.h"
#include "base/utf8.h"
#include "read/json.h"

namespace stemma::cli {
namespace {

constexpr std::size_t batch_bytes = std::size_t{4} << 20;   // lines read together: enough to keep the threads busy
constexpr std::size_t line_bytes = std::size_t{200} << 20;  // no text that Limits allow needs a longer line, however it is escaped

using nlohmann::json;

Result<std::string> string_of(const json& object, const char* key, bool needed) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null())
    return needed ? Result<std::string>(fail(ErrorKind::malformed, fmt::format("\"{}\" is missing", key))) : std::string();
  if (found->is_string()) return found->get<std::string>();
  if (std::string_view(key) == "id" && found->is_number_integer()) return found->dump();
  return fail(ErrorKind::malformed, fmt::format("\"{}\" is not a string", key));
}

Result<std::string> answer(const Reader& reader, std::string_view line, Reader::Workspace& space) {
  json object;
  try {
    const auto mended = without_half_surrogates(line);
    object = json::parse(mended ? std::string_view(*mended) : line);
  } catch (const json::parse_error& e) {
    return fail(ErrorKind::malformed, "this line is not JSON", e.byte > 0 ? e.byte - 1 : 0);
  }
  if (!object.is_object()) return fail(ErrorKind::malformed, "this line is not a JSON object");
  auto id = string_of(object, "id", true), text = string_of(object, "text", true);
  auto published = string_of(object, "published", false), title = string_of(object, "title", false);
  for (const auto* part : {&id, &text, &published, &title})
    if (!*part) return tl::unexpected(part->error());
  const auto reading = reader.read_text(std::move(*id), std::move(*text), std::move(*published), std::move(*title), space);
  if (!reading) return tl::unexpected(reading.error());
  return reading_json(*reading);
}

struct Line {
  std::size_t number = 0;
  std::string_view text;
  bool too_long = false;
};

/// Cuts an input into lines, batch by batch.
class Batches {
 public:
  explicit Batches(int input) : input_(input) {}

  /// The next complete lines, blank ones left out; empty at the end of the input. The views hold until the next call.
  std::vector<Line> next() {
    std::vector<Line> lines;
    do {
      buffer_.erase(0, used_);
      used_ = 0;
      const std::size_t complete = read_some();
      while (used_ < complete || (ended_ && too_long_)) {
        const std::size_t end = std::min(buffer_.find('\n', used_), complete);
        const auto text = trim(std::string_view(buffer_).substr(used_, end - used_));
        ++number_;
        if (too_long_ || !text.empty()) lines.push_back({number_, text, too_long_});
        too_long_ = false;
        used_ = std::min(end + 1, complete);
      }
    } while (lines.empty() && !ended_);
    return lines;
  }
  int error() const { return error_; }

 private:
  /// Reads until at least one line is complete, and on while more waits and the batch has room. Returns the bytes of complete lines.
  std::size_t read_some() {
    std::size_t complete = 0;
    while (!ended_ && (complete == 0 || (buffer_.size() < batch_bytes && more_waits()))) {
      const std::size_t before = buffer_.size();
      buffer_.resize(before + (std::size_t{1} << 18));
      const ssize_t n = ::read(input_, buffer_.data() + before, buffer_.size() - before);
      buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) error_ = errno;
      if (n <= 0) ended_ = true;
      const std::size_t end = std::string_view(buffer_).substr(before).rfind('\n');
      if (end != std::string_view::npos) complete = before + end + 1;
      if (complete == 0 && buffer_.size() > line_bytes) {
        buffer_.clear();
        too_long_ = true;
      }
    }
    return ended_ ? buffer_.size() : complete;
  }
  bool more_waits() const {
    pollfd p{input_, POLLIN, 0};
    return poll(&p, 1, 0) > 0;
  }

  int input_, error_ = 0;
  std::string buffer_;
  std::size_t used_ = 0;    // bytes at the front that were handed out
  std::size_t number_ = 0;  // of the last line
  bool ended_ = false;
  bool too_long_ = false;   // the line that the buffer begins with: its start was dropped
};

}  // namespace

int read_jsonl(const Reader& reader, const std::vector<std::string>& files, std::vector<Reader::Workspace>& spaces, Console& console) {
  const auto threads = static_cast<unsigned>(spaces.size());
  bool failed = false, go_on = true;
  for (const std::string& file : files) {
    const std::string shown = file == "-" ? "standard input" : printable(file);
    const int input = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (input < 0) {
      console.say(fmt::format("{}: {}", shown, std::strerror(errno)));
      failed = true;
      continue;
    }
    Batches batches(input);
    for (auto lines = batches.next(); go_on && !lines.empty(); lines = batches.next()) {
      ordered_map<Result<std::string>>(
          lines.size(), threads, std::size_t{16} * threads,
          [&](std::size_t i, unsigned worker) -> Result<std::string> {
            if (lines[i].too_long) return fail(ErrorKind::over_limit, fmt::format("this line is longer than {} MB", line_bytes >> 20));
            return answer(reader, lines[i].text, spaces[worker]);
          },
          [&](std::size_t i, Result<std::string>&& result) {
            if (result) return go_on = console.write(*result + "\n");
            console.say(fmt::format("{}, line {}: {}", shown, lines[i].number, result.error().line()));
            failed = true;
            return true;
          });
      if (!go_on) break;
    }
    if (batches.error() != 0) {
      console.say(fmt::format("{}: {}", shown, std::strerror(batches.error())));
      failed = true;
    }
    if (input != STDIN_FILENO) ::close(input);
  }
  return failed ? some_failed : done;
}

}  // namespace stemma::cli
