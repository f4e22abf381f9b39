#include "store/wal_scan.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>
#include <thread>

#include "base/files.h"
#include "store/big_endian.h"

namespace stemma::store {
namespace {

constexpr std::size_t header_bytes = 32, frame_header_bytes = 24;
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 40;

std::uint32_t little(std::string_view s, std::size_t at) {
  std::uint32_t w = 0;
  for (std::size_t k = 4; k-- > 0;) w = (w << 8) | static_cast<unsigned char>(s[at + k]);
  return w;
}

struct Sums {
  std::uint32_t a = 0, b = 0;
  void add(std::string_view s, bool big_endian) {
    for (std::size_t at = 0; at + 8 <= s.size(); at += 8) {
      a += (big_endian ? big(s, at) : little(s, at)) + b;
      b += (big_endian ? big(s, at + 4) : little(s, at + 4)) + a;
    }
  }
};

std::vector<Fault> faults_of(const std::string& path, std::string_view log) {
  const auto fault = [&](std::uint64_t from, std::uint64_t to, std::string what) { return std::vector<Fault>{{path, from, to, 0, std::move(what)}}; };
  if (log.size() < header_bytes) return {};  // a writer was killed before its first frame
  const std::uint32_t magic = big(log, 0);
  const bool big_endian = (magic & 1U) != 0;
  Sums sums;
  sums.add(log.substr(0, 24), big_endian);
  const std::uint32_t page_size = big(log, 8);
  if ((magic & 0xFFFFFFFEU) != 0x377f0682U || sums.a != big(log, 24) || sums.b != big(log, 28) || page_size < 512 || page_size > 65536)
    return log.size() == header_bytes ? std::vector<Fault>{}
                                      : fault(0, header_bytes, "the head of the log was changed: what was written last is in this log and would be lost");
  const std::size_t frame_bytes = frame_header_bytes + page_size;
  std::optional<std::size_t> bad;
  for (std::size_t at = header_bytes; at + frame_bytes <= log.size(); at += frame_bytes) {
    const auto frame = log.substr(at, frame_bytes);
    const bool of_this_run = frame.substr(8, 8) == log.substr(16, 8);  // its salts are those of the header
    if (!bad) {
      sums.add(frame.substr(0, 8), big_endian);
      sums.add(frame.substr(frame_header_bytes), big_endian);
      if (of_this_run && sums.a == big(frame, 16) && sums.b == big(frame, 20)) continue;
      bad = at;
    }
    // What follows the last good frame is left over from before, or was never finished, unless it ends a transaction of this run.
    if (of_this_run && big(frame, 4) != 0)
      return fault(*bad, *bad + frame_bytes, "a frame of the log was changed: it and all that was written after it would be lost");
  }
  return {};
}

}  // namespace

std::vector<Fault> scan_log(const std::string& case_path) {
  const std::string path = case_path + "-wal";
  std::vector<Fault> out;
  for (int attempt = 0; attempt < 3; ++attempt) {  // somebody may be writing the last frame
    const auto log = read_whole_file(path, most_bytes);
    if (!log) return {};
    out = faults_of(path, *log);
    if (out.empty()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return out;
}

}  // namespace stemma::store
