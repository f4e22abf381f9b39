// The terminal's two streams. stdout is data, stderr is talk; what a document says goes through printable() on its way here.
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"
#include "stemma/result.h"

namespace stemma::cli {

/// What a program that calls us may rely on.
enum Exit : int {
  done = 0,
  some_failed = 1,  ///< done, but some inputs failed; they were listed
  bad_usage = 2,
  no_case = 3,      ///< the case cannot be used
};

class Console {
 public:
  Console();

  /// Data. False as soon as nobody reads it any more or it cannot be written: stop then, and let finish() find the exit code.
  bool write(std::string_view text);
  /// Talk: one line, "stemma: ..." in front.
  void say(std::string_view line) const;
  /// Talk without the program's name in front: tables, bars, progress lines.
  void talk(std::string_view text) const;
  void complain(const Error& error) const { say(error.line()); }

  /// Flushes, and turns a failed write into a message and exit code. A reader that went away (`stemma report ... | head`) is no failure.
  int finish(int code);

  bool talks_to_terminal() const { return err_terminal_; }
  unsigned talk_columns() const;
  /// How dossiers are to be laid out on stdout: its width if it is a terminal, else 100 columns; colour unless NO_COLOR is set.
  report::TerminalStyle style() const;

 private:
  bool out_terminal_, err_terminal_;
  int write_error_ = 0;
};

}  // namespace stemma::cli
