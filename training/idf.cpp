// Counts in how many articles of news a word and a stem stand, and writes the table of docs/formats/idf.md:
//
//   xz -dc allsides-articles-?.jsonl.xz | idf_maker exclude-ids.txt words.idf
//
// A line in: {"id", "title", "text"}. Words are cut, folded and stemmed by the program's own functions. The same input gives the same bytes.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/idf.h"
#include "link/words.h"

namespace {

using namespace stemma;

constexpr std::uint32_t buckets = 4096;
constexpr std::uint32_t least_words = 3, least_stems = 3;  // articles that hold it; what is rarer is unknown

void put(std::string& out, std::uint32_t n) {
  for (int i = 0; i < 4; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
}

/// 16 (ln((1 + N) / (1 + df)) + 1), rounded.
std::uint32_t weight(std::uint32_t articles, double frequency) {
  return static_cast<std::uint32_t>(std::lround(16 * (std::log((1.0 + articles) / (1.0 + frequency)) + 1)));
}

struct Counts {
  std::unordered_map<std::string, std::uint32_t> words, stems;
  std::uint32_t articles = 0;

  void add(const std::string& text) {
    std::set<std::string> seen, roots;
    for (const ByteSpan span : word_spans(text)) seen.insert(fold(slice(std::string_view(text), span)));
    for (const std::string& w : seen) {
      ++words[w];
      roots.insert(link::stem(w));
    }
    for (const std::string& s : roots) ++stems[s];
    ++articles;
  }
};

std::string table(const Counts& counts) {
  std::map<std::uint64_t, std::uint32_t> by_key;  // the first 44 bits; of two words with one key the commoner
  const auto take = [&](const auto& list, std::uint32_t least, auto key) {
    for (const auto& entry : list) {
      if (entry.second < least) continue;
      auto& frequency = by_key[key(entry.first) >> 20];
      frequency = std::max(frequency, entry.second);
    }
  };
  take(counts.words, least_words, [](const std::string& w) { return hash64(w); });
  take(counts.stems, least_stems, [](const std::string& s) { return link::Idf::stem_key(s); });
  std::string out = "STWIDF01";
  put(out, counts.articles);
  put(out, static_cast<std::uint32_t>(by_key.size()));
  put(out, weight(counts.articles, 1));
  auto at = by_key.begin();
  std::uint32_t number = 0;
  for (std::uint32_t b = 0; b <= buckets; ++b) {
    for (; at != by_key.end() && at->first >> 32 < b; ++at) ++number;
    put(out, number);
  }
  for (const auto& entry : by_key) put(out, static_cast<std::uint32_t>(entry.first));
  for (const auto& entry : by_key) out += static_cast<char>(weight(counts.articles, entry.second));
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: idf_maker EXCLUDE-IDS OUT < ARTICLES\n");
    return 2;
  }
  std::set<std::string> excluded;
  std::ifstream ids(argv[1]);
  for (std::string id; ids >> id;) excluded.insert(id);
  Counts counts;
  for (std::string line; std::getline(std::cin, line);) {
    const auto article = nlohmann::json::parse(line);
    if (excluded.contains(article.at("id").get<std::string>())) continue;
    const auto title = article.find("title");
    const bool titled = title != article.end() && title->is_string();
    counts.add((titled ? title->get<std::string>() + "\n" : std::string()) + article.at("text").get<std::string>());
  }
  const std::string bytes = table(counts);
  std::ofstream(argv[2], std::ios::binary) << bytes;
  std::fprintf(stderr, "%u articles, %zu words, %zu stems; %zu bytes\n", counts.articles, counts.words.size(), counts.stems.size(), bytes.size());
}
