// The race of HTML parsers for bench/speed: each builds a tree of every page in turn, and prints MB of input a second of processor time.
//
//   html_tree FILE...  ->  {"ours": [...], "gumbo": [...], "libxml2": [...], "nodes": n}    one entry a round; rounds are interleaved
#include <gumbo.h>
#include <libxml/HTMLparser.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "ingest/html5/html5.h"

namespace {

constexpr int rounds = 5;

double seconds_of(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> pages;
  std::size_t bytes = 0, nodes = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    bytes += pages.back().size();
  }
  const auto ours = [&] {
    nodes = 0;
    for (const std::string& p : pages) nodes += stemma::ingest::html5::parse(p, {}).nodes.size();
  };
  const auto gumbo = [&] {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    for (const std::string& p : pages) gumbo_destroy_output(&options, gumbo_parse_with_options(&options, p.data(), p.size()));
  };
  const auto libxml2 = [&] {
    for (const std::string& p : pages) {
      htmlDocPtr page = htmlReadMemory(p.data(), static_cast<int>(p.size()), nullptr, "UTF-8",
                                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
      if (page) xmlFreeDoc(page);
    }
  };
  const std::vector<std::pair<const char*, std::function<void()>>> racers = {{"ours", ours}, {"gumbo", gumbo}, {"libxml2", libxml2}};
  std::vector<std::string> lists(racers.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t k = 0; k < racers.size(); ++k) {
      char number[32];
      std::snprintf(number, sizeof number, "%s%.2f", round ? ", " : "", static_cast<double>(bytes) / 1e6 / seconds_of(racers[k].second));
      lists[k] += number;
    }
  std::printf("{");
  for (std::size_t k = 0; k < racers.size(); ++k) std::printf("\"%s\": [%s], ", racers[k].first, lists[k].c_str());
  std::printf("\"nodes\": %zu}\n", nodes);
}
