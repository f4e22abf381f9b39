#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::cli {

std::string clock(double seconds) {
  const auto s = static_cast<std::uint64_t>(std::clamp(seconds, 0.0, 3.6e6));
  if (s >= 3600) return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  return fmt::format("{}:{:02}", s / 60, s % 60);
}

std::string progress_line(const AddProgress& p, double seconds, unsigned columns) {
  const double share = p.bytes_total > 0 ? static_cast<double>(p.bytes_done) / static_cast<double>(p.bytes_total)
                                         : static_cast<double>(p.files_done) / static_cast<double>(std::max<std::uint64_t>(p.files_total, 1));
  constexpr int width = 20;
  const int full = std::clamp(static_cast<int>(share * width), 0, width);
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < full ? "█" : "░";
  std::string out = fmt::format("{} {} of {} files · {} documents", bar, p.files_done, p.files_total, p.documents);
  if (p.failed > 0) out += fmt::format(" · {} failed", p.failed);
  if (seconds >= 1 && p.files_done > 0) {
    out += fmt::format(" · {:.1f} files/s", static_cast<double>(p.files_done) / seconds);
    if (share > 0) out += fmt::format(" · {} left", clock(seconds * (1 - share) / share));
  }
  if (!p.current.empty()) out += " · " + printable(p.current.substr(p.current.find_last_of('/') + 1));
  return ellipsize(out, columns > 1 ? columns - 1 : 1);
}

Progress::Progress(const Console& console, bool quiet) : console_(console), quiet_(quiet), start_(Clock::now()), last_(start_) {}

void Progress::show(const AddProgress& p) {
  if (quiet_) return;
  const auto now = Clock::now();
  const bool terminal = console_.talks_to_terminal();
  const auto pause = terminal ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000);
  if (now - last_ < pause) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  if (terminal) {
    console_.talk("\r\x1b[K" + progress_line(p, seconds, console_.talk_columns()));
    drawn_ = true;
  } else {
    console_.say(progress_line(p, seconds, 200));
  }
}

void Progress::clear() {
  if (drawn_) console_.talk("\r\x1b[K");
  drawn_ = false;
}

}  // namespace stemma::cli
