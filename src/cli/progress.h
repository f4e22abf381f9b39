// What a long `add` tells the person who waits: done and total, rate, time left, the file just finished.
#pragma once

#include <chrono>
#include <string>

#include "cli/console.h"
#include "stemma/case.h"

namespace stemma::cli {

/// "[█████░░░░░] 12 of 26 files · 14 documents · 2 failed · 3.1 files/s · 0:04 left · page.html", cut to `columns`. The time left is
/// guessed from bytes, because files differ much in size; nothing is guessed in the first second.
std::string progress_line(const AddProgress&, double seconds, unsigned columns);

/// "0:04", "12:30", "3:05:00"
std::string clock(double seconds);

/// On a terminal a bar that is redrawn in place ten times a second; elsewhere a line every ten seconds, none for short runs.
class Progress {
 public:
  Progress(const Console&, bool quiet);
  void show(const AddProgress&);
  /// Takes the bar away, so that what follows starts on a clean line.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  const Console& console_;
  bool quiet_, drawn_ = false;
  Clock::time_point start_, last_;
};

}  // namespace stemma::cli
