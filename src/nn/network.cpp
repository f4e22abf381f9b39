#include "nn/network.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "base/utf8.h"

namespace stemma::nn {
namespace {

// What the kernels can run, and what keeps a damaged or hostile file from asking for more memory than it has weights.
struct SizeRule {
  const char* key;
  std::size_t Sizes::* at;
  std::size_t multiple, most;
};
constexpr SizeRule size_rules[] = {
    {"word", &Sizes::word, 16, 4096}, {"sub", &Sizes::sub, 16, 4096}, {"shape", &Sizes::shape, 1, 4096}, {"flag", &Sizes::flag, 1, 4096},
    {"width", &Sizes::width, 32, 4096}, {"arc", &Sizes::arc, 16, 4096}, {"rel", &Sizes::rel, 16, 4096}, {"lemma", &Sizes::lemma, 16, 4096},
    {"bound", &Sizes::bound, 16, 4096}, {"bound_window", &Sizes::bound_window, 1, 8}, {"far", &Sizes::far, 1, 1024},
    {"subwords", &Sizes::subwords, 1, 64}};
constexpr std::size_t most_layers = 64, most_labels = 65536;

Result<Sizes> sizes_of(const ModelFile& file) {
  Sizes sizes;
  for (const SizeRule& rule : size_rules) {
    const auto n = file.size(rule.key);
    if (!n) return tl::unexpected(n.error());
    if (*n == 0 || *n % rule.multiple != 0 || *n > rule.most)
      return fail(ErrorKind::unsupported, fmt::format("the model's size {} is {}; this program runs multiples of {} up to {}", rule.key, *n,
                                                      rule.multiple, rule.most));
    sizes.*rule.at = *n;
  }
  if (sizes.input() % 16 != 0)
    return fail(ErrorKind::unsupported, fmt::format("the model's inputs are {} numbers; this program runs multiples of 16", sizes.input()));
  if (file.layers().size() > most_layers || file.layers().find_first_not_of("rc") != std::string::npos)
    return fail(ErrorKind::unsupported, fmt::format("the model has layers \"{}\"; this program runs up to {} of r and c",
                                                    printable(ellipsize(file.layers(), 80)), most_layers));
  return sizes;
}

// Fetches tensors; after the first that is not as it should be, everything is empty and `error` says why.
class Builder {
 public:
  Builder(const ModelFile& file, const Mode& mode) : file_(file), mode_(mode) {}

  Network network(const Sizes& sizes);
  const std::optional<Error>& error() const { return error_; }

 private:
  template <class T>
  std::span<const T> keep(Result<std::span<const T>>&& numbers) {
    if (numbers) return *numbers;
    if (!error_) error_ = std::move(numbers.error());
    return {};
  }
  std::span<const float> floats(const std::string& name, std::vector<std::size_t> shape) { return keep(file_.floats(name, std::move(shape))); }
  Matrix matrix(const std::string& name, std::size_t outputs, std::size_t inputs, bool bias = true);
  Matrix head(const std::string& name, const std::string& labels, std::size_t inputs);
  Table table(const std::string& name, std::size_t size);
  Norm norm(const std::string& name, std::size_t width) { return {floats(name + ".weight", {width}), floats(name + ".bias", {width})}; }
  Layer layer(std::size_t i, std::size_t width);
  void parser(Network& net);

  const ModelFile& file_;
  Mode mode_;
  std::optional<Error> error_;
};

Matrix Builder::matrix(const std::string& name, std::size_t outputs, std::size_t inputs, bool bias) {
  const auto weights = floats(name + ".weight", {outputs, inputs});
  const auto biases = bias ? floats(name + ".bias", {outputs}) : std::span<const float>{};
  return error_ ? Matrix{} : Matrix(mode_, weights, outputs, inputs, biases);
}

Matrix Builder::head(const std::string& name, const std::string& labels, std::size_t inputs) {
  const std::size_t n = file_.labels(labels).size();
  if ((n == 0 || n > most_labels) && !error_)
    error_ = Error{ErrorKind::malformed, fmt::format("the model has {} labels in the list {}", n, labels), Error::nowhere, {}};
  return matrix(name, n, inputs);
}

Table Builder::table(const std::string& name, std::size_t size) {
  const std::size_t rows = file_.rows(name + ".table");
  Table out;
  out.numbers = keep(file_.bytes8(name + ".table", {rows, size}));
  out.scale = floats(name + ".scale", {rows});
  return out;
}

Layer Builder::layer(std::size_t i, std::size_t width) {
  const std::string name = fmt::format("layer{}", i);
  Layer out;
  out.kind = file_.layers()[i];
  out.norm = norm(name + ".norm", width);
  if (out.kind == 'r') {
    out.linear = matrix(name + ".linear", 3 * width, width, false);
    out.gates = floats(name + ".gates", {8, width / 2});
  } else {
    out.linear = matrix(name + ".linear", width, 3 * width);
  }
  return out;
}

void Builder::parser(Network& net) {
  const Sizes& s = net.sizes;
  net.dep = matrix("parser.dep", s.arc, s.width);
  net.head = matrix("parser.head", s.arc, s.width);
  net.square = matrix("parser.square", s.arc, s.arc);
  net.root = floats("parser.root", {s.arc});
  net.far = floats("parser.far", {2 * s.far + 1});
  net.rel_dep = matrix("parser.rel_dep", s.rel, s.width);
  net.rel_head = matrix("parser.rel_head", s.rel, s.width, false);
  net.rel_root = floats("parser.rel_root", {s.rel});
  net.rel = head("parser.rel", "rel", s.rel);
}

Network Builder::network(const Sizes& sizes) {
  Network net;
  net.mode = mode_;
  net.sizes = sizes;
  net.word = table("word", sizes.word);
  keep(file_.words64("vocabulary", {net.word.rows() - 1}));
  net.sub = table("sub", sizes.sub);
  net.shape = floats("shape.table", {file_.rows("shape.table"), sizes.shape});
  net.flag = floats("flag.table", {file_.rows("flag.table"), sizes.flag});
  net.entry = matrix("entry", sizes.width, 3 * sizes.input());
  for (std::size_t i = 0; i < file_.layers().size() && !error_; ++i) net.layers.push_back(layer(i, sizes.width));
  net.norm = norm("norm", sizes.width);
  net.upos = head("upos", "upos", sizes.width);
  net.xpos = head("xpos", "xpos", sizes.width);
  net.name = head("name", "name", sizes.width);
  net.lemma_in = matrix("lemma_in", sizes.lemma, sizes.width);
  net.lemma = head("lemma", "lemma", sizes.lemma);
  parser(net);
  net.bound_in = matrix("bound_in", sizes.bound, (2 * sizes.bound_window + 1) * sizes.own() + 1);
  net.bound = matrix("bound", 1, sizes.bound);
  return net;
}

}  // namespace

Result<Network> build_network(const ModelFile& file, const Mode& mode) {
  const auto sizes = sizes_of(file);
  if (!sizes) return tl::unexpected(sizes.error());
  Builder builder(file, mode);
  Network net = builder.network(*sizes);
  if (builder.error()) return tl::unexpected(*builder.error());
  return net;
}

}  // namespace stemma::nn
