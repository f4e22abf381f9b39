#include "base/log.h"

namespace stemma {
namespace {
std::function<void(LogLevel, std::string_view)>& sink() {
  static std::function<void(LogLevel, std::string_view)> the_sink;
  return the_sink;
}
}  // namespace

void set_log_sink(std::function<void(LogLevel, std::string_view)> s) { sink() = std::move(s); }

void log(LogLevel level, std::string_view line) {
  if (sink()) sink()(level, line);
}

}  // namespace stemma
