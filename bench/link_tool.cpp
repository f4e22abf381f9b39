// Times the linking of generated cases, whose readings are made one by one (tests/unit/link/generated.h): bench/parts/scale.py.
//
//   link_tool whole N [THREADS]     N documents, matter by matter, each model counted and dropped: seconds by step, as JSON
//   link_tool one N [THREADS]       one more document into N - 1, twenty times: milliseconds of each, as JSON
//   link_tool articles N            N documents as JSON lines that stemma add reads, about 300 words each
//   link_tool families FILE         documents of a file, a JSON string a line: words, pairs found and proved, processor seconds of one core
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/thread_pool.h"
#include "generated.h"
#include "link/copies.h"
#include "link/linker.h"

namespace {

using namespace stemma;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }
/// Seconds of all cores that the process has used: what other programs do moves this less.
double used() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void add(link::Linker& linker, const link_test::GeneratedCase& all, std::uint64_t first, std::uint64_t last, unsigned threads) {
  ordered_map<link::Record>(
      last - first, threads, 256, [&](std::size_t i, unsigned) { return link::make_record(all.reading(first + i)); },
      [&](std::size_t, link::Record&& r) {
        linker.add(std::move(r), 0);
        return true;
      });
}

CaseModel link_one(const link::Linker& linker, const link_test::GeneratedCase& all, const link::Matter& matter, unsigned threads) {
  std::vector<Reading> readings;
  for (const auto d : matter.members) readings.push_back(all.reading(d));
  const auto house = linker.house(matter);
  return link::link_matter(readings, matter.whole ? nullptr : &house, threads);
}

int whole(std::uint64_t documents, unsigned threads) {
  const link_test::GeneratedCase all(documents);
  link::Linker linker;
  auto start = Clock::now();
  add(linker, all, 0, documents, threads);
  const double records = since(start);
  start = Clock::now();
  linker.update(threads);
  const double matters = since(start);
  start = Clock::now();
  std::size_t claims = 0, derived = 0, largest = 0;
  std::vector<link::Part> parts;
  const bool keep = documents <= 100000;
  ordered_map<CaseModel>(
      linker.matters().size(), threads, 64,
      [&](std::size_t m, unsigned) { return link_one(linker, all, linker.matters()[m], linker.matters().size() == 1 ? threads : 1); },
      [&](std::size_t m, CaseModel&& model) {
        claims += model.claims.size(), derived += model.derived.size();
        largest = std::max(largest, linker.matters()[m].members.size());
        if (keep) parts.push_back({linker.matters()[m].members, std::move(model)});
        return true;
      });
  const double linking = since(start);
  start = Clock::now();
  if (keep) (void)link::unite(std::move(parts), linker.ranks());
  const double uniting = since(start);
  fmt::print("{{\"documents\": {}, \"matters\": {}, \"largest\": {}, \"claims\": {}, \"derived\": {}, \"records_s\": {:.2f}, \"matters_s\": {:.2f}, "
             "\"link_s\": {:.2f}, \"unite_s\": {:.2f}, \"total_s\": {:.2f}}}\n",
             documents, linker.matters().size(), largest, claims, derived, records, matters, linking, uniting,
             records + matters + linking + uniting);
  return 0;
}

int one(std::uint64_t documents, unsigned threads) {
  constexpr std::uint64_t times = 20;
  const link_test::GeneratedCase all(documents);
  link::Linker linker;
  // Numbers spread over the case, so that each comes into a story that is there.
  std::vector<std::uint64_t> numbers, late;
  for (std::uint64_t i = 0; i < documents; ++i) (i % (documents / times) == documents / times / 2 + 1 && late.size() < times ? late : numbers).push_back(i);
  for (const auto i : numbers) linker.add(link::make_record(all.reading(i)), 0);
  linker.update(threads);
  std::unordered_set<std::string> linked;
  for (const auto& m : linker.matters()) linked.insert(m.key);
  std::vector<double> ms, place_ms, cpu_ms, place_cpu_ms;
  std::size_t relinked = 0, read = 0;
  for (const auto i : late) {
    numbers.push_back(i);
    const auto start = Clock::now();
    const double before = used();
    linker.add(link::make_record(all.reading(i)), 0);
    linker.update(threads);
    place_ms.push_back(1000 * since(start));
    place_cpu_ms.push_back(1000 * (used() - before));
    for (const auto& m : linker.matters()) {
      if (!linked.insert(m.key).second) continue;
      std::vector<Reading> readings;
      for (const auto d : m.members) readings.push_back(all.reading(numbers[d]));
      const auto house = linker.house(m);
      (void)link::link_matter(readings, &house, threads);
      ++relinked, read += m.members.size();
    }
    ms.push_back(1000 * since(start));
    cpu_ms.push_back(1000 * (used() - before));
  }
  fmt::print("{}\n", nlohmann::json{{"documents", documents}, {"ms", ms}, {"place_ms", place_ms}, {"cpu_ms", cpu_ms}, {"place_cpu_ms", place_cpu_ms}, {"matters", relinked}, {"members", read}}.dump());
  return 0;
}

int articles(std::uint64_t documents) {
  const link_test::GeneratedCase all(documents);
  for (std::uint64_t i = 0; i < documents; ++i) {
    const Document d = all.reading(i).document;
    fmt::print("{}\n", nlohmann::json{{"id", d.id}, {"text", d.text + all.filling(i)}, {"title", d.title.value}, {"published", d.published.value},
                                      {"publisher", d.publisher.value}, {"agency", d.agency.value}, {"language", "en"}}.dump());
  }
  return 0;
}

int families(const char* path) {
  std::ifstream in(path);
  std::vector<Reading> readings;
  for (std::string line; std::getline(in, line);) {
    Reading r;
    r.document.text = nlohmann::json::parse(line).get<std::string>();
    r.document.id = "d" + sha256_hex(r.document.text).substr(0, 16);
    r.document.language = "zz";  // no language is read: the words alone are timed
    r.document.blocks.push_back({BlockKind::paragraph, {0, static_cast<std::uint32_t>(r.document.text.size())}});
    readings.push_back(std::move(r));
  }
  link::Pile pile = link::make_pile(readings, 1);
  std::uint64_t words = 0;
  for (const auto& t : pile.texts) words += t.size();
  auto start = used();
  std::uint64_t cut_words = 0;
  for (const auto& r : readings) cut_words += link::cut_words(r.document).size();
  const double cut = used() - start;
  if (cut_words != words) return 1;
  start = used();
  link::mark_furniture(pile);
  const double house = used() - start;
  start = used();
  const auto candidates = link::copy_candidates(pile, 16, 2).size();
  const double candidate = used() - start;
  start = used();
  const auto kin = link::find_kin(pile);  // candidates once more
  const double found = used() - start;
  fmt::print("{{\"documents\": {}, \"words\": {}, \"candidates\": {}, \"kin\": {}, \"cut_s\": {:.4f}, \"house_s\": {:.4f}, \"candidates_s\": {:.4f}, "
             "\"seconds\": {:.4f}}}\n",
             readings.size(), words, candidates, kin.size(), cut, house, candidate, found);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  const unsigned threads = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : std::max(1U, std::thread::hardware_concurrency());
  if (what == "whole") return whole(std::strtoull(argv[2], nullptr, 10), threads);
  if (what == "one") return one(std::strtoull(argv[2], nullptr, 10), threads);
  if (what == "articles") return articles(std::strtoull(argv[2], nullptr, 10));
  if (what == "families") return families(argv[2]);
  fmt::print(stderr, "usage: link_tool whole|one DOCUMENTS [THREADS] | articles DOCUMENTS | families FILE\n");
  return 2;
}
