// Word vectors by structured skip-gram: a word predicts each neighbour with an output matrix of that neighbour's place, so that vectors
// keep word order and serve tagging and parsing (Ling et al. 2015, "Two/Too Simple Adaptations of Word2Vec for Syntax Problems");
// negative sampling, sub-sampling and learning rate as in word2vec (Mikolov et al. 2013).
//
// usage: vectors RAW.txt VOCABULARY.txt OUT.f32 [EPOCHS]
// RAW: norms of tokens (features.py) with one space between, a paragraph a line. VOCABULARY (written): "word count", most frequent first.
// OUT: kVocabulary x kSize little-endian floats. One thread and a fixed seed: the same input gives the same bytes.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr std::size_t kSize = 96;
constexpr std::size_t kVocabulary = 50000;
constexpr int kWindow = 3, kNegatives = 4;
constexpr float kRate = 0.03F;
constexpr double kSample = 1e-4;

struct Random {  // xorshift64*, Vigna 2016
  std::uint64_t state = 20261125;
  std::uint64_t operator()() {
    state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
    return state * 0x2545F4914F6CDD1DULL;
  }
  float unit() { return static_cast<float>((*this)() >> 40) / static_cast<float>(1 << 24); }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fprintf(stderr, "usage: vectors RAW.txt VOCABULARY.txt OUT.f32 [EPOCHS]\n"), 2;
  const int epochs = argc > 4 ? std::atoi(argv[4]) : 3;
  std::ifstream in(argv[1], std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});

  std::unordered_map<std::string_view, std::uint32_t> counts;
  const auto each_word = [&](auto&& word, auto&& line_end) {
    std::size_t i = 0;
    while (i < text.size()) {
      const std::size_t end = std::min(text.find_first_of(" \n", i), text.size());
      if (end > i) word(std::string_view(text).substr(i, end - i));
      if (end == text.size() || text[end] == '\n') line_end();
      i = end + 1;
    }
  };
  each_word([&](std::string_view w) { ++counts[w]; }, [] {});
  std::vector<std::pair<std::string_view, std::uint32_t>> words(counts.begin(), counts.end());
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (words.size() > kVocabulary) words.resize(kVocabulary);
  std::ofstream vocabulary(argv[2], std::ios::binary);
  std::unordered_map<std::string_view, std::uint32_t> index;
  double total = 0;
  for (const auto& [w, n] : words) {
    vocabulary << w << ' ' << n << '\n';
    index.emplace(w, static_cast<std::uint32_t>(index.size()));
    total += n;
  }
  vocabulary.close();

  constexpr std::uint32_t kLineEnd = 0xffffffff;
  std::vector<std::uint32_t> stream;
  each_word([&](std::string_view w) { if (const auto it = index.find(w); it != index.end()) stream.push_back(it->second); },
            [&] { if (!stream.empty() && stream.back() != kLineEnd) stream.push_back(kLineEnd); });

  const std::size_t v = words.size();
  Random random;
  std::vector<float> input(v * kSize), output(2 * kWindow * v * kSize);
  for (float& x : input) x = (random.unit() - 0.5F) / kSize;
  std::vector<float> keep(v);
  std::vector<std::uint32_t> noise;
  noise.reserve(1 << 24);
  double powers = 0;
  for (const auto& w : words) powers += std::pow(w.second, 0.75);
  for (std::size_t i = 0; i < v; ++i) {
    const double f = words[i].second / total;
    keep[i] = static_cast<float>(std::min(1.0, std::sqrt(kSample / f) + kSample / f));
    const double share = std::pow(words[i].second, 0.75) / powers;
    noise.insert(noise.end(), static_cast<std::size_t>(std::ceil(share * (1 << 24))), static_cast<std::uint32_t>(i));
  }

  std::vector<std::uint32_t> line;
  std::vector<float> change(kSize);
  const double all = static_cast<double>(stream.size()) * epochs;
  std::size_t done = 0;
  double loss = 0;
  std::uint64_t pairs = 0;
  const auto train_line = [&](float rate) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      float* centre = &input[line[i] * kSize];
      for (int d = -kWindow; d <= kWindow; ++d) {
        const auto j = static_cast<std::ptrdiff_t>(i) + d;
        if (d == 0 || j < 0 || j >= static_cast<std::ptrdiff_t>(line.size())) continue;
        float* matrix = &output[static_cast<std::size_t>(d < 0 ? d + kWindow : d + kWindow - 1) * v * kSize];
        std::fill(change.begin(), change.end(), 0.0F);
        for (int n = 0; n <= kNegatives; ++n) {
          const std::uint32_t target = n == 0 ? line[static_cast<std::size_t>(j)] : noise[random() % noise.size()];
          if (n > 0 && target == line[static_cast<std::size_t>(j)]) continue;
          float* row = matrix + target * kSize;
          float dot = 0;
          for (std::size_t k = 0; k < kSize; ++k) dot += centre[k] * row[k];
          const float p = 1 / (1 + std::exp(-std::clamp(dot, -12.0F, 12.0F)));
          const float step = rate * ((n == 0 ? 1.0F : 0.0F) - p);
          if (n == 0) loss -= std::log(p + 1e-9F), ++pairs;
          for (std::size_t k = 0; k < kSize; ++k) change[k] += step * row[k];
          for (std::size_t k = 0; k < kSize; ++k) row[k] += step * centre[k];
        }
        for (std::size_t k = 0; k < kSize; ++k) centre[k] += change[k];
      }
    }
  };
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (const std::uint32_t w : stream) {
      ++done;
      if (w != kLineEnd) {
        if (random.unit() < keep[w]) line.push_back(w);
        continue;
      }
      train_line(static_cast<float>(std::max(0.02, 1 - static_cast<double>(done) / all)) * kRate);
      line.clear();
      if (pairs > 20000000) {
        const double percent = 100.0 * static_cast<double>(done) / all;
        std::cerr << static_cast<int>(percent) << " % loss " << loss / static_cast<double>(pairs) << std::endl;
        loss = 0, pairs = 0;
      }
    }
    std::ofstream out(argv[3], std::ios::binary);
    out.write(reinterpret_cast<const char*>(input.data()), static_cast<std::streamsize>(input.size() * sizeof(float)));
  }
}
