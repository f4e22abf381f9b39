// What finding copies costs and misses: candidates, passages and speed by the product's own code.
//
//   copies_tool ARTICLES.jsonl     (lines of {"id", "text", "title", "published", "publisher"})
//
// First a line {"documents", "words", "candidates", "fingerprint_seconds", "verify_seconds"}, processor seconds; then one for each pair
// with passages: {"a", "b", "equal", "reporting", "a_words", "b_words"}.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "link/copies.h"
#include "link/pile.h"

namespace {

using nlohmann::json;
using namespace stemma;

Reading reading_of(const json& article) {
  Reading r;
  auto& d = r.document;
  const auto text = [&](const char* key) { return article.contains(key) && article[key].is_string() ? article[key].get<std::string>() : std::string(); };
  d.id = text("id");
  d.text = text("text");
  d.title = {text("title"), "set"};
  d.published = {text("published"), "set"};
  d.publisher = {text("publisher"), "set"};
  d.language = "en";
  d.sha256 = sha256_hex(d.text);
  for (std::size_t at = 0; at < d.text.size();) {
    const auto end = std::min(d.text.find('\n', at), d.text.size());
    if (end > at) d.blocks.push_back({BlockKind::paragraph, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}});
    at = end + 1;
  }
  return r;
}

/// Processor seconds of this program: only one of its threads runs while something is timed.
double used() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: copies_tool ARTICLES.jsonl\n"), 2;
  std::vector<Reading> readings;
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) readings.push_back(reading_of(json::parse(line)));
  link::Pile pile = link::make_pile(readings);
  link::mark_furniture(pile);
  std::size_t words = 0;
  for (const auto& t : pile.texts) words += t.size();
  auto start = used();
  const auto candidates = link::copy_candidates(pile, 16, 2).size();
  const double fingerprint = used() - start;
  start = used();
  const auto kin = link::find_kin(pile);  // fingerprints once more
  const double both = used() - start;
  std::printf("%s\n", json{{"documents", pile.size()}, {"words", words}, {"candidates", candidates}, {"fingerprint_seconds", fingerprint},
                           {"verify_seconds", both}}.dump().c_str());
  for (const auto& k : kin) {
    std::uint32_t equal = 0;
    for (const auto& p : k.passages) equal += p.equal;
    std::printf("%s\n", json{{"a", pile.document(k.a).id}, {"b", pile.document(k.b).id}, {"equal", equal}, {"reporting", k.reporting},
                             {"a_words", pile.texts[k.a].size()}, {"b_words", pile.texts[k.b].size()}}.dump().c_str());
  }
}
