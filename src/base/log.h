// Talk for the person at the terminal. Nothing below cli prints: stages return warnings; only cli sets a sink.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace stemma {

enum class LogLevel { debug, info, warning, error };

/// Where log lines go; none by default. Set once at program start, before threads. Lines hold no document text (platforms S15).
void set_log_sink(std::function<void(LogLevel, std::string_view)> sink);
void log(LogLevel level, std::string_view line);

}  // namespace stemma
