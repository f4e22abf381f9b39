// Answers of a case without a server: what each address gives (tests/cli/contract_test.py), and how fast (bench/parts/answers.py).
//
//   answers_tool get CASE ADDRESS...   each address ("/claims?q=depot"): a line of JSON with its status and body
//   answers_tool time CASE [ROUNDS]    loading, memory, and milliseconds of each kind of address, as JSON
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "answers/answers.h"

namespace {

using namespace stemma;
using answers::Answer;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

/// MiB of a line of /proc/self/status.
double memory(const std::string& key) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(key + ":")) return std::strtod(line.c_str() + key.size() + 1, nullptr) / 1024;
  return 0;
}

answers::Request request_of(const std::string& address) {
  answers::Request out;
  const auto mark = std::min(address.find('?'), address.size());
  out.path = address.substr(0, mark);
  for (std::size_t at = mark + 1; at < address.size();) {
    const auto end = std::min(address.find('&', at), address.size());
    const std::string one = address.substr(at, end - at);
    const auto equals = std::min(one.find('='), one.size());
    out.query.emplace_back(one.substr(0, equals), equals < one.size() ? one.substr(equals + 1) : "");
    at = end + 1;
  }
  return out;
}

class Timer {
 public:
  explicit Timer(const answers::Snapshot& s) : s_(s) {}
  Json get(const std::string& name, const std::string& address) {
    const auto start = Clock::now();
    const Answer a = answers::answer(s_, request_of(address));
    times_[name].push_back(ms_since(start));
    bytes_[name] = std::max(bytes_[name], a.body.size());
    if (a.status != 200) fmt::print(stderr, "{}: {}\n", address, a.body), std::exit(1);
    return Json::parse(a.body);
  }
  Json table() const {
    Json out = Json::array();
    for (const auto& [name, times] : times_) {
      auto sorted = times;
      std::sort(sorted.begin(), sorted.end());
      const auto at = [&](double share) { return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))]; };
      out.push_back({{"what", name}, {"asked", sorted.size()}, {"p50", at(0.5)}, {"p99", at(0.99)}, {"worst", sorted.back()}, {"bytes", bytes_.at(name)}});
    }
    return out;
  }

 private:
  const answers::Snapshot& s_;
  std::map<std::string, std::vector<double>> times_;
  std::map<std::string, std::size_t> bytes_;
};

int time(const char* path, std::size_t rounds) {
  const auto start = Clock::now();
  const auto loaded = answers::Snapshot::load(path, 1);
  if (!loaded) return fmt::print(stderr, "{}\n", loaded.error().line()), 1;
  const answers::Snapshot& s = **loaded;
  Json out{{"load_ms", ms_since(start)}, {"loaded_mb", memory("VmRSS")}, {"peak_mb", memory("VmHWM")}, {"case", answers::case_summary(s)}};
  Timer timer(s);
  const auto first = Clock::now();
  timer.get("claims", "/claims");
  out["first_view_ms"] = ms_since(first);
  // Spread over the whole list, so that what is kept in memory helps little.
  const auto ids = [&](const std::string& address) {
    std::vector<std::string> all;
    const auto total = answers::answer(s, request_of(address + "?limit=1"));
    const auto n = Json::parse(total.body)["total"].get<std::size_t>();
    for (std::size_t i = 0; i < rounds && n > 0; ++i) {
      const auto page = Json::parse(answers::answer(s, request_of(fmt::format("{}?limit=1&offset={}", address, i * n / rounds))).body);
      all.push_back(page["items"][0]["id"].get<std::string>());
    }
    return all;
  };
  for (const auto& id : ids("/claims")) {
    const auto claim = timer.get("claim", "/claims/" + id);
    if (!claim["roots"].empty()) timer.get("claim, a root off", "/claims/" + id + "?without=" + claim["roots"][0]["id"].get<std::string>());
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(rounds, 50); ++i) timer.get("claim, most contested", "/claims/" + Json::parse(answers::answer(s, request_of(fmt::format("/claims?limit=1&offset={}", i))).body)["items"][0]["id"].get<std::string>());
  std::string before;
  for (const auto& id : ids("/documents")) {
    timer.get("document", "/documents/" + id);
    if (!before.empty()) timer.get("difference", "/documents/" + id + "/difference?with=" + before);
    before = id;
  }
  for (const auto& id : ids("/agents")) timer.get("agent", "/agents/" + id);
  const char* sorts[] = {"contested", "fragile", "reported", "newest", "label"};
  const char* words[] = {"ministry", "the", "orchard", "fire", "killed 12", "zel", "mayor said", "hospital", "no such words", "a"};
  const char* statuses[] = {"contested", "fragile", "unknown", "denied", "single", "unreviewed"};
  for (std::size_t i = 0; i < rounds; ++i) {
    timer.get("claims", fmt::format("/claims?sort={}&offset={}", sorts[i % 5], i * 37));
    timer.get("claims, words", fmt::format("/claims?q={}&sort={}", words[i % 10], sorts[i % 5]));
    timer.get("claims, facets", fmt::format("/claims?status={}&from=2031-0{}", statuses[i % 6], 1 + i % 9));
    timer.get("search", fmt::format("/search?q={}", words[i % 10]));
    timer.get("documents", fmt::format("/documents?offset={}", i * 31));
    timer.get("agents", fmt::format("/agents?offset={}", i * 31));
    timer.get("figures", fmt::format("/figures?offset={}", i * 31));
    if (i < 20) timer.get("timeline, 10,000 entries", "/timeline?limit=10000");
    timer.get("timeline", fmt::format("/timeline?limit=500&from=2031-0{}", 1 + i % 9));
    if (i < 20) timer.get("not seen", "/not-seen");
  }
  out["addresses"] = timer.table();
  out["resident_mb"] = memory("VmRSS");
  fmt::print("{}\n", out.dump());
  return 0;
}

int get(const char* path, const std::vector<std::string>& addresses) {
  const auto loaded = answers::Snapshot::load(path, 1);
  if (!loaded) return fmt::print(stderr, "{}\n", loaded.error().line()), 1;
  for (const auto& address : addresses) {
    const Answer a = answers::answer(**loaded, request_of(address));
    fmt::print("{}\n", Json{{"address", address}, {"status", a.status}, {"type", a.type}, {"body", Json::parse(a.body, nullptr, false)}}.dump());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  if (what == "time") return time(argv[2], argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 200);
  if (what == "get") return get(argv[2], std::vector<std::string>(argv + 3, argv + argc));
  fmt::print(stderr, "usage: answers_tool get CASE ADDRESS... | time CASE [ROUNDS]\n");
  return 2;
}
