// What confinement costs, for bench/speed: the same files read with parsers in processes of their own and in this one, in turns.
//
//   confine_cost STEMMA THREADS FILE...  ->  {"confined": [...], "inside": [...], "documents": n}    one entry a round
//
// STEMMA is the program that the parsers are started as. An entry: {"cpu": seconds of the processor, all processes together; "wall": ...}.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/thread_pool.h"
#include "stemma/reader.h"

namespace {

constexpr int rounds = 5;

double processor_seconds() {
  double sum = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    getrusage(who, &used);
    for (const timeval& t : {used.ru_utime, used.ru_stime}) sum += static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  }
  return sum;
}

std::size_t read_all(const std::vector<std::string>& files, unsigned threads, const std::string& program) {
  const auto reader = stemma::Reader::create({}, program);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().line().c_str());
    std::exit(1);
  }
  std::vector<stemma::Reader::Workspace> spaces(threads);
  std::size_t documents = 0;
  stemma::ordered_map<std::size_t>(
      files.size(), threads, std::size_t{4} * threads,
      [&](std::size_t i, unsigned worker) {
        std::size_t n = 0;
        reader->each_in_file(files[i], spaces[worker], [&](stemma::Result<stemma::Reading>&& r) {
          n += r.has_value();
          return true;
        });
        return n;
      },
      [&](std::size_t, std::size_t&& n) {
        documents += n;
        return true;
      });
  return documents;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::vector<std::string> files(argv + 3, argv + argc);
  const auto threads = static_cast<unsigned>(std::atoi(argv[2]));
  std::string lists[2];
  std::size_t documents[2] = {};
  for (int round = 0; round < rounds; ++round)
    for (const int inside : {0, 1}) {
      const double cpu = processor_seconds();
      const auto wall = std::chrono::steady_clock::now();
      documents[inside] = read_all(files, threads, inside ? "" : argv[1]);
      char entry[100];
      std::snprintf(entry, sizeof entry, "%s{\"cpu\": %.6f, \"wall\": %.6f}", round ? ", " : "", processor_seconds() - cpu,
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count());
      lists[inside] += entry;
    }
  if (documents[0] != documents[1]) {
    std::fprintf(stderr, "%zu documents confined, %zu inside\n", documents[0], documents[1]);
    return 1;
  }
  std::printf("{\"confined\": [%s], \"inside\": [%s], \"documents\": %zu}\n", lists[0].c_str(), lists[1].c_str(), documents[0]);
}
