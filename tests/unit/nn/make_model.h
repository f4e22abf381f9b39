// A small language encoder with random weights, its self-test computed by the formulas of docs/formats/model.md as they stand there, in
// double precision and loops, with nothing of src/nn.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "make_file.h"

namespace stemma::nn::test {

using Vector = std::vector<double>;
using Vectors = std::vector<Vector>;

inline void append(Vector& to, const Vector& more) { to.insert(to.end(), more.begin(), more.end()); }
inline Vector relu(Vector v) {
  for (double& x : v) x = std::max(x, 0.0);
  return v;
}
inline double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
inline double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}
inline Vector flat(const Vectors& rows) {
  Vector out;
  for (const Vector& row : rows) append(out, row);
  return out;
}

/// What a text is to the encoder.
struct TestText {
  std::vector<std::uint32_t> word;
  std::vector<std::uint16_t> sub, shape;
  std::vector<std::uint8_t> flag;
};

struct Shape {
  std::size_t word = 16, sub = 16, shape = 11, flag = 5, width = 32, arc = 16, rel = 16, lemma = 16, bound = 16, bound_window = 2, far = 3;
  std::size_t subwords = 3, words = 20, subs = 30, shapes = 9, flags = 17, upos = 5, xpos = 18, names = 3, lemmas = 7, rels = 6;
  std::string layers = "rcr";
  std::vector<std::size_t> sentences{7, 1, 5};

  std::size_t own() const { return word + sub + shape; }
};

class RandomModel {
 public:
  explicit RandomModel(const Shape& shape = {}, unsigned seed = 1) : s(shape), random_(seed) {
    make_weights();
    make_test();
  }
  std::string file() const { return file_of(header, tensors); }
  RawTensor& tensor(std::string_view name) {
    return *std::find_if(tensors.begin(), tensors.end(), [&](const RawTensor& t) { return t.name == name; });
  }

  TestText text(std::size_t n);
  // The formulas. Rows of a text without flags; encoded; and so on.
  Vectors own(const TestText& text) const;
  Vectors encode(const TestText& text) const;
  Vector linear(const std::string& name, const Vector& v) const;
  Vectors arcs(const Vectors& z) const;
  Vector relation(const Vectors& z, std::size_t d, std::ptrdiff_t h) const;
  double bound(const Vectors& own, std::size_t after, double gap) const;

  Shape s;
  Json header;
  std::vector<RawTensor> tensors;

 private:
  double uniform(double from, double to) { return from + (to - from) * random_() / 4294967296.0; }
  std::size_t below(std::size_t n) { return random_() % n; }
  template <class T>
  void add(const std::string& name, const char* type, std::vector<std::size_t> shape, const std::vector<T>& numbers) {
    std::string bytes(numbers.size() * sizeof(T), '\0');
    if (!bytes.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
    tensors.push_back({name, type, std::move(shape), std::move(bytes)});
  }
  void floats(const std::string& name, std::vector<std::size_t> shape, double from, double to);
  void keep(const std::string& name, std::vector<std::size_t> shape, const Vector& numbers);
  void table(const std::string& name, std::size_t rows, std::size_t size);
  void matrix(const std::string& name, std::size_t outputs, std::size_t inputs, bool bias = true);
  void norm(const std::string& name) {
    floats(name + ".weight", {s.width}, 0.8, 1.2);
    floats(name + ".bias", {s.width}, -0.2, 0.2);
  }
  void make_weights();
  void make_test();
  Vector row(const std::string& name, std::size_t r, std::size_t size) const {
    const Vector& all = w_.at(name);
    return {all.begin() + static_cast<std::ptrdiff_t>(r * size), all.begin() + static_cast<std::ptrdiff_t>((r + 1) * size)};
  }
  Vector normed(const std::string& name, const Vector& v) const;
  Vectors recurrent(const std::string& name, const Vectors& x) const;
  /// [v(t - far) .. v(t + far)], zeros outside.
  static Vector around(const Vectors& v, std::size_t t, std::size_t far) {
    Vector out;
    for (std::size_t k = t; k <= t + 2 * far; ++k) append(out, k >= far && k - far < v.size() ? v[k - far] : Vector(v[0].size()));
    return out;
  }

  std::mt19937 random_;
  std::map<std::string, Vector> w_;
};

inline void RandomModel::keep(const std::string& name, std::vector<std::size_t> shape, const Vector& numbers) {
  const std::vector<float> as_floats(numbers.begin(), numbers.end());
  add(name, "f32", std::move(shape), as_floats);
}

inline void RandomModel::floats(const std::string& name, std::vector<std::size_t> shape, double from, double to) {
  std::size_t count = 1;
  for (const std::size_t n : shape) count *= n;
  Vector numbers(count);
  for (double& x : numbers) x = static_cast<float>(uniform(from, to));
  keep(name, std::move(shape), numbers);
  w_[name] = std::move(numbers);
}

inline void RandomModel::table(const std::string& name, std::size_t rows, std::size_t size) {
  std::vector<std::int8_t> numbers(rows * size);
  for (auto& q : numbers) q = static_cast<std::int8_t>(static_cast<int>(below(255)) - 127);
  add(name + ".table", "i8", {rows, size}, numbers);
  floats(name + ".scale", {rows}, 0.002, 0.01);
  w_[name + ".table"] = Vector(numbers.begin(), numbers.end());
}

inline void RandomModel::matrix(const std::string& name, std::size_t outputs, std::size_t inputs, bool bias) {
  const double reach = std::sqrt(3.0 / static_cast<double>(inputs));
  floats(name + ".weight", {outputs, inputs}, -reach, reach);
  if (bias) floats(name + ".bias", {outputs}, -0.3, 0.3);
}

inline void RandomModel::make_weights() {
  std::vector<std::uint64_t> vocabulary(s.words - 1);
  for (std::size_t i = 0; i < vocabulary.size(); ++i) vocabulary[i] = i << 40;
  add("vocabulary", "u64", {s.words - 1}, vocabulary);
  table("word", s.words, s.word);
  table("sub", s.subs, s.sub);
  floats("shape.table", {s.shapes, s.shape}, -0.5, 0.5);
  floats("flag.table", {s.flags, s.flag}, -0.5, 0.5);
  matrix("entry", s.width, 3 * (s.own() + s.flag));
  for (std::size_t i = 0; i < s.layers.size(); ++i) {
    const std::string name = "layer" + std::to_string(i);
    norm(name + ".norm");
    if (s.layers[i] == 'r') floats(name + ".gates", {8, s.width / 2}, -0.5, 0.5);
    if (s.layers[i] == 'r') matrix(name + ".linear", 3 * s.width, s.width, false);
    else matrix(name + ".linear", s.width, 3 * s.width);
  }
  norm("norm");
  matrix("upos", s.upos, s.width);
  matrix("xpos", s.xpos, s.width);
  matrix("name", s.names, s.width);
  matrix("lemma_in", s.lemma, s.width);
  matrix("lemma", s.lemmas, s.lemma);
  for (const char* name : {"parser.dep", "parser.head"}) matrix(name, s.arc, s.width);
  matrix("parser.square", s.arc, s.arc);
  floats("parser.root", {s.arc}, -1, 1);
  floats("parser.far", {2 * s.far + 1}, -1, 1);
  matrix("parser.rel_dep", s.rel, s.width);
  matrix("parser.rel_head", s.rel, s.width, false);
  floats("parser.rel_root", {s.rel}, -1, 1);
  matrix("parser.rel", s.rels, s.rel);
  matrix("bound_in", s.bound, (2 * s.bound_window + 1) * s.own() + 1);
  matrix("bound", 1, s.bound);
}

inline TestText RandomModel::text(std::size_t n) {
  TestText out;
  for (std::size_t t = 0; t < n; ++t) {
    out.word.push_back(static_cast<std::uint32_t>(below(s.words)));
    for (std::size_t k = 0; k < s.subwords; ++k) out.sub.push_back(static_cast<std::uint16_t>(below(s.subs)));
    out.shape.push_back(static_cast<std::uint16_t>(below(s.shapes)));
    out.flag.push_back(static_cast<std::uint8_t>(below(s.flags)));
  }
  return out;
}

inline Vectors RandomModel::own(const TestText& text) const {
  Vectors out;
  for (std::size_t t = 0; t < text.word.size(); ++t) {
    Vector v = row("word.table", text.word[t], s.word);
    for (double& x : v) x *= w_.at("word.scale")[text.word[t]];
    Vector sum(s.sub);
    for (std::size_t k = 0; k < s.subwords; ++k) {
      const std::size_t r = text.sub[t * s.subwords + k];
      for (std::size_t i = 0; i < s.sub && r != 0; ++i) sum[i] += w_.at("sub.table")[r * s.sub + i] * w_.at("sub.scale")[r];
    }
    append(v, sum);
    append(v, row("shape.table", text.shape[t], s.shape));
    out.push_back(std::move(v));
  }
  return out;
}

inline Vector RandomModel::linear(const std::string& name, const Vector& v) const {
  const Vector& weights = w_.at(name + ".weight");
  Vector out(weights.size() / v.size());
  for (std::size_t j = 0; j < out.size(); ++j) {
    for (std::size_t k = 0; k < v.size(); ++k) out[j] += weights[j * v.size() + k] * v[k];
    if (const auto bias = w_.find(name + ".bias"); bias != w_.end()) out[j] += bias->second[j];
  }
  return out;
}

inline Vector RandomModel::normed(const std::string& name, const Vector& v) const {
  const auto size = static_cast<double>(v.size());
  double mean = 0, square = 0;
  for (const double x : v) mean += x / size;
  for (const double x : v) square += (x - mean) * (x - mean) / size;
  Vector out;
  for (std::size_t i = 0; i < v.size(); ++i)
    out.push_back((v[i] - mean) / std::sqrt(square + 1e-5) * w_.at(name + ".weight")[i] + w_.at(name + ".bias")[i]);
  return out;
}

inline Vectors RandomModel::recurrent(const std::string& name, const Vectors& x) const {
  const std::size_t half = s.width / 2, n = x.size();
  const Vector& g = w_.at(name + ".gates");
  Vectors out(n, Vector(s.width));
  for (std::size_t side = 0; side < 2; ++side) {
    Vector c(half);
    for (std::size_t step = 0; step < n; ++step) {
      const std::size_t t = side == 0 ? step : n - 1 - step;
      const Vector u = linear(name + ".linear", normed(name + ".norm", x[t]));
      for (std::size_t i = 0; i < half; ++i) {
        const double a = u[3 * side * half + i], f = u[(3 * side + 1) * half + i], r = u[(3 * side + 2) * half + i];
        const auto gate = [&](std::size_t k) { return g[(4 * side + k) * half + i]; };
        const double forget = sigmoid(f + gate(0) * c[i] + gate(1)), reset = sigmoid(r + gate(2) * c[i] + gate(3));
        c[i] = forget * c[i] + (1 - forget) * a;
        out[t][side * half + i] = reset * c[i] + (1 - reset) * x[t][side * half + i];
      }
    }
  }
  return out;
}

inline Vectors RandomModel::encode(const TestText& text) const {
  Vectors e = own(text), x;
  for (std::size_t t = 0; t < e.size(); ++t) append(e[t], row("flag.table", text.flag[t], s.flag));
  for (std::size_t t = 0; t < e.size(); ++t) x.push_back(relu(linear("entry", around(e, t, 1))));
  for (std::size_t i = 0; i < s.layers.size(); ++i) {
    const std::string name = "layer" + std::to_string(i);
    if (s.layers[i] == 'r') {
      x = recurrent(name, x);
      continue;
    }
    Vectors y;
    for (const Vector& v : x) y.push_back(normed(name + ".norm", v));
    for (std::size_t t = 0; t < x.size(); ++t) {
      const Vector more = relu(linear(name + ".linear", around(y, t, 1)));
      for (std::size_t k = 0; k < s.width; ++k) x[t][k] += more[k];
    }
  }
  for (Vector& v : x) v = normed("norm", v);
  return x;
}

inline Vectors RandomModel::arcs(const Vectors& z) const {
  const auto far = static_cast<std::ptrdiff_t>(s.far);
  Vectors out;
  for (std::size_t d = 0; d < z.size(); ++d) {
    const Vector a = linear("parser.square", relu(linear("parser.dep", z[d])));
    Vector scores{dot(a, w_.at("parser.root")) / 4};
    for (std::size_t h = 0; h < z.size(); ++h) {
      const std::ptrdiff_t way = std::clamp(static_cast<std::ptrdiff_t>(h) - static_cast<std::ptrdiff_t>(d), -far, far);
      scores.push_back(dot(a, relu(linear("parser.head", z[h]))) / 4 + w_.at("parser.far")[static_cast<std::size_t>(far + way)]);
    }
    out.push_back(std::move(scores));
  }
  return out;
}

inline Vector RandomModel::relation(const Vectors& z, std::size_t d, std::ptrdiff_t h) const {
  const Vector head = h < 0 ? w_.at("parser.rel_root") : linear("parser.rel_head", z[static_cast<std::size_t>(h)]);
  Vector sum = linear("parser.rel_dep", z[d]);
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += head[i];
  return linear("parser.rel", relu(sum));
}

inline double RandomModel::bound(const Vectors& own, std::size_t after, double gap) const {
  Vector v = around(own, after, s.bound_window);
  v.push_back(gap);
  return linear("bound", relu(linear("bound_in", v)))[0];
}

inline void RandomModel::make_test() {
  std::size_t n = 0;
  Json sentences = Json::array();
  for (const std::size_t length : s.sentences) {
    sentences.push_back(std::vector<std::string>(length, "word"));
    n += length;
  }
  const auto names = [](std::size_t count) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back("label" + std::to_string(i));
    return out;
  };
  header = {{"kind", "language encoder"}, {"name", "a test's"}, {"licence", "none"}, {"layers", s.layers},
            {"sizes", {{"word", s.word}, {"sub", s.sub}, {"shape", s.shape}, {"flag", s.flag}, {"width", s.width}, {"arc", s.arc},
                       {"rel", s.rel}, {"lemma", s.lemma}, {"bound", s.bound}, {"bound_window", s.bound_window}, {"far", s.far},
                       {"subwords", s.subwords}}},
            {"labels", {{"upos", names(s.upos)}, {"xpos", names(s.xpos)}, {"lemma", names(s.lemmas)}, {"rel", names(s.rels)},
                        {"name", names(s.names)}}},
            {"self_test", {{"sentences", sentences}, {"tolerance", 0.0005}}}};

  const TestText example = text(n);
  const std::vector<std::uint16_t> flags(example.flag.begin(), example.flag.end());
  add("test.word", "u32", {n}, example.word);
  add("test.sub", "u16", {n, s.subwords}, example.sub);
  add("test.shape", "u16", {n}, example.shape);
  add("test.flag", "u16", {n}, flags);

  const Vectors z = encode(example), rows = own(example);
  Vectors upos, xpos, name, lemma, relations;
  Vector arc_scores, bounds;
  for (std::size_t t = 0; t < n; ++t) {
    upos.push_back(linear("upos", z[t]));
    xpos.push_back(linear("xpos", z[t]));
    name.push_back(linear("name", z[t]));
    lemma.push_back(linear("lemma", relu(linear("lemma_in", z[t]))));
    relations.push_back(relation(z, t, static_cast<std::ptrdiff_t>(t) - 1));
    bounds.push_back(bound(rows, t, 1));
  }
  auto first = z.begin();
  for (const std::size_t length : s.sentences) {
    append(arc_scores, flat(arcs(Vectors(first, first + static_cast<std::ptrdiff_t>(length)))));
    first += static_cast<std::ptrdiff_t>(length);
  }
  keep("test.encoded", {n, s.width}, flat(z));
  keep("test.upos", {n, s.upos}, flat(upos));
  keep("test.xpos", {n, s.xpos}, flat(xpos));
  keep("test.name", {n, s.names}, flat(name));
  keep("test.lemma", {n, s.lemmas}, flat(lemma));
  keep("test.arcs", {arc_scores.size()}, arc_scores);
  keep("test.relations", {n, s.rels}, flat(relations));
  keep("test.bounds", {n}, bounds);
}

}  // namespace stemma::nn::test
