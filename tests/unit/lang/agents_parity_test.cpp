// The trainer's mentions, features and clusters against ours: training/agents/parity.py says what the lines mean.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

#include "lang/agents/agents.h"
#include "lang/agents/clusters.h"
#include "lang/agents/pairs.h"
#include "lang/features.h"

namespace stemma::lang::agents {
namespace {

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
  return out;
}

std::string joined(const Places& places) {
  std::vector<std::uint16_t> all(places.all().begin(), places.all().end());
  std::sort(all.begin(), all.end());
  std::string out;
  for (const std::uint16_t p : all) out += (out.empty() ? "" : ",") + std::to_string(p);
  return out;
}

struct Case {
  Document document;
  Analysis analysis;
  std::vector<std::vector<std::string>> mentions;

  void token(const std::vector<std::string>& c) {
    const auto number = static_cast<std::uint32_t>(analysis.tokens.size());
    if (c[8] != "-") {
      if (c[8] == "P") document.blocks.emplace_back();
      if (!analysis.sentences.empty()) analysis.sentences.back().last = number;
      analysis.sentences.push_back({{}, number, number, static_cast<std::uint32_t>(document.blocks.size() - 1)});
    }
    Token t;
    t.span.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += c[1];
    t.span.end = static_cast<std::uint32_t>(document.text.size());
    document.text += ' ';
    t.upos = *upos(c[2]);
    t.penn = *penn_tag(c[3]);
    t.head = std::stoi(c[4]);
    t.relation = *relation(c[5]);
    t.quotation = std::stoi(c[7]);
    if (t.quotation >= 0) analysis.quotations.resize(std::max(analysis.quotations.size(), static_cast<std::size_t>(t.quotation) + 1));
    if (c[6][0] == 'B') analysis.names.push_back({number, number + 1, *name_type(c[6].substr(2))});
    if (c[6][0] == 'I') analysis.names.back().last = number + 1;
    analysis.tokens.push_back(t);
    analysis.sentences.back().last = number + 1;
  }
};

/// Where the rows of a table of first names lie; they must stay there.
struct Firsts {
  std::vector<std::uint64_t> hashes;
  std::vector<std::int8_t> gender;
  explicit Firsts(const std::vector<std::string>& c) {
    std::map<std::uint64_t, std::int8_t> all;
    for (std::size_t i = 1; i + 1 < c.size(); i += 2) all[hash_of(c[i])] = static_cast<std::int8_t>(std::stoi(c[i + 1]));
    for (const auto& entry : all) hashes.push_back(entry.first), gender.push_back(entry.second);
  }
};

void compare(const Case& c, const FirstNames& firsts) {
  const View view(c.document, c.analysis);
  const std::vector<Mention> found = find_mentions(view);
  ASSERT_EQ(found.size(), c.mentions.size());
  const std::vector<Info> infos = describe(view, found, firsts);
  const std::vector<std::int32_t> voices = speakers(view, infos);
  Candidates candidates(infos);
  for (std::uint32_t j = 0; j < found.size(); ++j) {
    const std::vector<std::string>& want = c.mentions[j];
    const Info& m = infos[j];
    ASSERT_EQ(std::to_string(found[j].head), want[1]);
    ASSERT_EQ(std::to_string(found[j].first), want[2]);
    ASSERT_EQ(std::to_string(found[j].last - 1), want[3]) << view.text(found[j].first, found[j].last);
    ASSERT_EQ(std::to_string(found[j].together ? 1 : 0), want[4]);
    EXPECT_EQ(joined(places_of(m)), want[5]) << view.text(found[j].first, found[j].last);
    Between between;
    std::string all;
    for (const std::uint32_t i : candidates.of(j)) {
      between.mentions = j - i;
      const std::int32_t speaker = m.quotation < 0 ? -1 : voices[static_cast<std::size_t>(m.quotation)];
      between.speaker = m.quotation < 0 ? Speaker::no_quotation : speaker < 0 ? Speaker::unknown
                        : speaker == static_cast<std::int32_t>(i) ? Speaker::this_one : Speaker::another;
      all += std::to_string(i) + ":" + joined(places_of(view, m, infos[i], between)) + ";";
      if (m.kind != Kind::pronoun || !agrees(m, infos[i])) continue;
      ++between.agreeing;
      if (infos[i].role == Role::subject && infos[i].quotation < 0) ++between.subjects;
    }
    EXPECT_EQ(hash_of(all), std::stoull(want[6], nullptr, 16)) << view.text(found[j].first, found[j].last) << " " << all;
  }
}

void compare_clusters(const Case& c, std::span<const float> encoded, const Scorer& scorer) {
  const Agents agents = find_agents(c.document, c.analysis, encoded, scorer);
  ASSERT_EQ(agents.mentions.size(), c.mentions.size());
  for (std::size_t j = 0; j < c.mentions.size(); ++j) ASSERT_EQ(std::to_string(agents.mentions[j].agent), c.mentions[j][7]) << j;
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(AgentParity, MentionsFeaturesAndClustersAreTheTrainers) {
  const char* other = std::getenv("STEMMA_AGENT_CASES");
  const char* model = std::getenv("STEMMA_AGENT_MODEL");
  std::ifstream in(other ? std::string(other) + ".tsv" : STEMMA_SOURCE_DIR "/tests/unit/lang/agents_cases.tsv");
  std::string line;
  ASSERT_TRUE(std::getline(in, line));
  const Firsts firsts(cells(line));
  const std::string bytes = model ? file_bytes(model) : "", vectors = other ? file_bytes(std::string(other) + ".f32") : "";
  std::vector<char> aligned(bytes.size() + 64);
  char* start = aligned.data() + (64 - reinterpret_cast<std::uintptr_t>(aligned.data()) % 64) % 64;
  std::copy(bytes.begin(), bytes.end(), start);
  Result<Scorer> scorer = Scorer::load({start, bytes.size()});
  ASSERT_TRUE(!model || scorer) << scorer.error().what;
  std::size_t at = 0, documents = 0;
  for (Case c; std::getline(in, line);) {
    const std::vector<std::string> row = cells(line);
    if (row[0] == "T") c.token(row);
    if (row[0] == "M") c.mentions.push_back(row);
    if (row[0] != "E") continue;
    ASSERT_NO_FATAL_FAILURE(compare(c, FirstNames(firsts.hashes, firsts.gender)));
    if (model) {
      std::vector<float> encoded(c.analysis.tokens.size() * scorer->width());
      std::memcpy(encoded.data(), vectors.data() + at, encoded.size() * sizeof(float));
      at += encoded.size() * sizeof(float);
      ASSERT_NO_FATAL_FAILURE(compare_clusters(c, encoded, *scorer)) << documents;
    }
    ++documents;
    c = Case();
  }
  EXPECT_GT(documents, 0U);
}

}  // namespace
}  // namespace stemma::lang::agents
