// What the language encoder costs with each set of instructions, for bench/speed.
//
//   nn_cost MODEL  ->  {"open_ms": n, "load_ms": n, "avx512": {"all": n, "encode": n, ...}, "avx2": ..., "plain": ..., "floating": ...}
//
// In microseconds a token: everything, and each step.
//
// A text of 1,024 tokens in sentences of 25, whose rows are drawn evenly from all tables (which is hard on the caches), with all heads and
// a check for a sentence end at each fifth token. Processor time of one thread, the best of 15 rounds.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/input.h"
#include "nn/encoder.h"
#include "value_or_exit.h"

namespace {

using namespace stemma::nn;
constexpr std::uint32_t tokens = 1'024, sentence = 25;
constexpr int rounds = 15;

double processor_us() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e6 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_nsec);
}

struct Text {
  std::vector<std::uint32_t> word, after;
  std::vector<std::uint16_t> sub, shape;
  std::vector<std::uint8_t> flag, gap;
  std::vector<std::int32_t> head;
};

Text random_text(const ModelFile& file, std::size_t subwords) {
  std::mt19937 random(1);
  Text text;
  for (std::uint32_t t = 0; t < tokens; ++t) {
    text.word.push_back(static_cast<std::uint32_t>(random() % file.rows("word.table")));
    for (std::size_t k = 0; k < subwords; ++k) text.sub.push_back(static_cast<std::uint16_t>(1 + random() % (file.rows("sub.table") - 1)));
    text.shape.push_back(static_cast<std::uint16_t>(random() % file.rows("shape.table")));
    text.flag.push_back(t % sentence == 0 ? 1 : t % sentence == sentence - 1 ? 2 : 0);
    const std::uint32_t first = t / sentence * sentence;
    text.head.push_back(t == first ? -1 : static_cast<std::int32_t>(first + random() % std::min(sentence, tokens - first)));
    if (t % 5 == 4) text.after.push_back(t);
  }
  text.gap.assign(text.after.size(), 1);
  return text;
}

// Microseconds of each step, the whole text.
std::map<std::string, double> one_round(const Encoder& encoder, const Text& text, Encoder::Workspace& space) {
  std::map<std::string, double> us;
  double last = processor_us();
  const auto done = [&](const char* step) {
    const double now = processor_us();
    us[step] = now - last;
    last = now;
  };
  std::vector<float> out(tokens * std::max<std::size_t>(encoder.outputs(Head::lemma), sentence + 1));
  std::vector<std::uint16_t> best(tokens);
  last = processor_us();
  encoder.embed({text.word, text.sub, text.shape}, space);
  done("embed");
  encoder.bounds(space, text.after, text.gap, out);
  done("bounds");
  encoder.encode(space, text.flag, {});
  done("encode");
  for (const Head head : {Head::upos, Head::xpos, Head::name, Head::lemma}) encoder.logits(head, 0, tokens, space, out);
  done("logits");
  for (std::uint32_t first = 0; first < tokens; first += sentence) encoder.arcs(first, std::min(tokens, first + sentence), space, out);
  done("arcs");
  encoder.relations(0, tokens, text.head, space, best);
  done("relations");
  double all = 0;
  for (const auto& [step, cost] : us) all += cost;
  us["all"] = all;
  return us;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto bytes = stemma::value_or_exit(stemma::Input::of_file(argv[1], std::uint64_t{1} << 30));
  const double start = processor_us();
  const ModelFile file = stemma::value_or_exit(ModelFile::open(bytes.bytes(), "language encoder"));
  const double opened = processor_us();
  const Encoder best = stemma::value_or_exit(Encoder::load(file));
  std::printf("{\"open_ms\": %.1f, \"load_ms\": %.1f", (opened - start) / 1e3, (processor_us() - opened) / 1e3);
  const Text text = random_text(file, best.subwords());

  struct Variant {
    const char* name;
    Arithmetic arithmetic;
    Kernels kernels;
  };
  for (const Variant& v : {Variant{"avx512", Arithmetic::whole, Kernels::avx512}, Variant{"avx2", Arithmetic::whole, Kernels::avx2},
                           Variant{"plain", Arithmetic::whole, Kernels::plain},
                           Variant{"floating", Arithmetic::floating, best_kernels()}}) {
    if (!runs_here(v.kernels)) continue;
    const Encoder encoder = stemma::value_or_exit(Encoder::load(file, v.arithmetic, v.kernels));
    Encoder::Workspace space;
    std::map<std::string, double> least = one_round(encoder, text, space);
    for (int round = 1; round < rounds; ++round) {
      const auto us = one_round(encoder, text, space);
      if (us.at("all") < least.at("all")) least = us;
    }
    std::printf(",\n \"%s\": {", v.name);
    for (const auto& [step, cost] : least) std::printf("%s\"%s\": %.2f", step == "all" ? "" : ", ", step.c_str(), cost / tokens);
    std::printf("}");
  }
  std::printf("}\n");
}
