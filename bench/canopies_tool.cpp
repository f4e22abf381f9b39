// Texts -> canopies of texts on one event: bench/parts/same_event.py.
//
//   canopies_tool [--plain] [--threshold N] < texts.jsonl
//   canopies_tool speed N           seconds for N made records
//
// A line in: {"id", "title", "text", "published"?}. A line out: {"id", "canopy"}. --plain leaves out grounding: no main day, no main country.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/hash.h"
#include "base/thread_pool.h"
#include "base/time.h"
#include "link/canopies.h"
#include "stemma/reader.h"
#include "value_or_exit.h"

namespace {

using nlohmann::json;
using namespace stemma;

struct Options {
  bool plain = false;
  std::int32_t threshold = link::canopy_threshold;
};

std::vector<link::EventRecord> records_of(const std::vector<json>& lines, bool plain) {
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Reader::Workspace> spaces(threads);
  const Reader reader = value_or_exit(Reader::create());
  std::vector<link::EventRecord> out;
  const auto make = [&](std::size_t i, unsigned worker) {
    const json& l = lines[i];
    const std::string title = l.value("title", ""), published = l.value("published", "");
    if (!plain)
      return link::make_event_record(value_or_exit(reader.read_text(l.at("id"), l.at("text"), published, title, spaces[worker])));
    const auto day = parse_iso_day(published);
    const auto number = day ? std::optional(static_cast<std::int32_t>(days_from_civil(*day))) : std::nullopt;
    return link::make_event_record(title, l.at("text").get<std::string>(), number);
  };
  ordered_map<link::EventRecord>(lines.size(), threads, 256, make, [&](std::size_t, link::EventRecord&& r) {
    out.push_back(std::move(r));
    return true;
  });
  return out;
}

/// Records of 400 terms drawn as words are, a third of them of the event; five a canopy, spread over 30 days.
std::vector<link::EventRecord> made_records(std::size_t count) {
  std::mt19937 random(1);
  std::vector<link::EventRecord> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    auto& r = out[i];
    std::mt19937 of_event(static_cast<unsigned>(i / 5));
    for (int t = 0; t < 400; ++t) {
      auto& source = t % 3 == 0 ? of_event : random;
      const auto word = static_cast<std::uint32_t>(mix64(60000 / (1 + source() % 60000) * 4096 + source() % 8));  // as Zipf has it
      r.terms.push_back({word, 100 + word % 200});
    }
    std::sort(r.terms.begin(), r.terms.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    r.terms.erase(std::unique(r.terms.begin(), r.terms.end(), [](const auto& a, const auto& b) { return a.key == b.key; }), r.terms.end());
    r.day = static_cast<std::int32_t>(of_event() % 30);
    r.hash = i;
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--plain") options.plain = true;
    else if (word == "--threshold" && i + 1 < argc) options.threshold = std::atoi(argv[++i]);
    else if (word == "speed" && i + 1 < argc) {
      const auto records = made_records(static_cast<std::size_t>(std::atoll(argv[++i])));
      const auto begin = std::chrono::steady_clock::now();
      const auto canopies = link::find_canopies(records);
      std::size_t heads = 0;
      for (std::size_t k = 0; k < canopies.size(); ++k) heads += canopies[k] == k;
      std::printf("%zu records, %zu canopies: %.2f s\n", records.size(), heads,
                  std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
      return 0;
    } else {
      std::fprintf(stderr, "usage: canopies_tool [--plain] [--threshold N] < texts.jsonl | canopies_tool speed N\n");
      return 2;
    }
  }
  std::vector<json> lines;
  for (std::string line; std::getline(std::cin, line);) lines.push_back(json::parse(line));
  const auto records = records_of(lines, options.plain);
  const auto begin = std::chrono::steady_clock::now();
  const auto canopies = link::find_canopies(records, options.threshold);
  std::fprintf(stderr, "%zu records: %.2f s\n", records.size(), std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  for (std::size_t i = 0; i < lines.size(); ++i)
    std::cout << json{{"id", lines[i].at("id")}, {"canopy", lines[canopies[i]].at("id")}}.dump() << '\n';
}
