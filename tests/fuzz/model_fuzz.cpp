// Any bytes as a model file; and a small good one with any changes, its size and check sum put right. What loads also reads a text.
#include "nn/encoder.h"

#include "../unit/nn/make_model.h"
#include "fuzz.h"

namespace {

using namespace stemma;

const std::string& good_file() {
  static const std::string file = nn::test::RandomModel(nn::test::Shape{.layers = "rc", .sentences = {3, 1}}).file();
  return file;
}

// `edits`: places and what to put there, five bytes each.
std::string edited(std::string_view edits) {
  std::string file = good_file();
  for (; edits.size() >= 5; edits.remove_prefix(5)) {
    std::uint32_t at = 0;
    std::memcpy(&at, edits.data(), 4);
    file[at % file.size()] = edits[4];
  }
  return file;
}

// The good file's tensors behind another header.
std::string with_header(std::string_view header) {
  const std::string& good = good_file();
  std::uint64_t size = 0;
  std::memcpy(&size, good.data() + 24, 8);
  return good.substr(0, 24) + nn::test::little(header.size(), 8) + good.substr(32, 32) + nn::test::padded(std::string(header)) +
      good.substr(64 + (size + 63) / 64 * 64);
}

void read_a_text(const nn::Encoder& encoder) {
  constexpr std::uint32_t n = 3;
  const std::vector<std::uint32_t> word{0, 7, 0xFFFFFFFF}, after{0, 2};
  const std::vector<std::uint16_t> sub(n * encoder.subwords(), 2), shape{1, 3, 0xFFFF};
  const std::vector<std::uint8_t> flag{1, 0, 255}, gap{1, 0};
  const std::vector<std::int32_t> head{-1, 0, 1};
  nn::Encoder::Workspace space;
  std::vector<float> out(n * std::max<std::size_t>(n + 1, encoder.outputs(nn::Head::lemma)));
  std::vector<std::uint16_t> best(n);
  encoder.embed({word, sub, shape}, space);
  encoder.bounds(space, after, gap, out);
  encoder.encode(space, flag, {});
  encoder.logits(nn::Head::lemma, 0, n, space, out);
  encoder.arcs(0, n, space, out);
  encoder.relations(0, n, head, space, best);
  fuzz::require(encoder.encoded(space).size() == n * encoder.width(), "not all tokens were encoded");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t choice = input.choice() % 4;
  std::string bytes = choice == 2 ? with_header(input.rest()) : choice == 3 ? edited(input.rest()) : std::string(input.rest());
  if (choice != 0) nn::test::repair(bytes.data(), bytes.size());
  const nn::test::AlignedBytes aligned(bytes);
  const auto file = nn::ModelFile::open(aligned.view(), "language encoder");
  if (!file) {
    fuzz::require(!file.error().what.empty() && file.error().line().find('\n') == std::string::npos, "an error that is not one line");
    return 0;
  }
  const auto encoder = nn::Encoder::load(*file);
  if (encoder) read_a_text(*encoder);
  else fuzz::require(!encoder.error().what.empty(), "an error without words");
  return 0;
}
