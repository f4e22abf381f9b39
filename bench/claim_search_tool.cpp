// Queries -> the claims that they are about: bench/parts/claim_retrieval.py.
//
//   claim_search_tool CLAIMS.jsonl < queries.jsonl
//
// Claims: {"id", "text"}. A line in: {"id", "text"}. A line out: {"id", "claims": [the ids of the best 20]}.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "link/claim_search.h"

int main(int argc, char** argv) {
  using nlohmann::json;
  if (argc != 2) {
    std::fprintf(stderr, "usage: claim_search_tool CLAIMS.jsonl < queries.jsonl\n");
    return 2;
  }
  std::vector<std::string> ids, texts;
  std::ifstream claims(argv[1]);
  for (std::string line; std::getline(claims, line);) {
    const auto claim = json::parse(line);
    ids.push_back(claim.at("id"));
    texts.push_back(claim.at("text"));
  }
  const stemma::link::ClaimIndex index(texts);
  for (std::string line; std::getline(std::cin, line);) {
    const auto query = json::parse(line);
    json found = json::array();
    for (const auto& hit : index.search(query.at("text").get<std::string>(), 20)) found.push_back(ids[hit.claim]);
    std::cout << json{{"id", query.at("id")}, {"claims", found}}.dump() << '\n';
  }
}
