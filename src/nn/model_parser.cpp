#include "nn/model_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"

namespace stemma::nn {
namespace {

constexpr std::string_view magic = "STEMMA-MODEL";
constexpr std::uint64_t version = 1, align = 64, most_header = 1 << 20;
constexpr std::size_t version_at = 12, size_at = 16, header_size_at = 24, sum_at = 32, header_at = 64;
constexpr int most_nesting = 16;  // a header of ours has 4
constexpr std::pair<std::string_view, std::uint64_t> types[] = {{"i8", 1}, {"u16", 2}, {"u32", 4}, {"u64", 8}, {"f32", 4}};

tl::unexpected<Error> malformed(std::string what, std::uint64_t at) {
  return fail(ErrorKind::malformed, std::move(what), at, "get the model again");
}
tl::unexpected<Error> bad_header(std::string_view what) { return malformed(fmt::format("the model's header: {}", what), header_at); }

// Where brackets lie deeper than any header of ours; npos if nowhere. The parser itself would go as deep as the input.
std::size_t too_deep(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\') ++i;
    else if (c == '"') in_string = !in_string;
    else if (!in_string && (c == '{' || c == '[') && ++depth > most_nesting) return i;
    else if (!in_string && (c == '}' || c == ']')) --depth;
  }
  return std::string_view::npos;
}

}  // namespace

std::uint64_t ModelFile::Parser::number_at(std::size_t at, std::size_t size) const {
  std::uint64_t n = 0;
  for (std::size_t i = size; i-- > 0;) n = n << 8 | static_cast<unsigned char>(bytes_[at + i]);
  return n;
}

Result<void> ModelFile::Parser::preamble() {
  if (bytes_.substr(0, magic.size()) != magic.substr(0, bytes_.size()) || bytes_.empty())
    return fail(ErrorKind::malformed, "this is no model file: it does not begin with STEMMA-MODEL", 0);
  if (bytes_.size() >= size_at && number_at(version_at, 4) > version)
    return fail(ErrorKind::unsupported,
                fmt::format("model file is version {}, this program reads up to {}", number_at(version_at, 4), version), version_at,
                "update stemma");
  if (bytes_.size() < header_at) return malformed(fmt::format("the model file ends after {} bytes", bytes_.size()), bytes_.size());
  if (number_at(version_at, 4) == 0) return malformed("the model file is version 0, which there never was", version_at);
  if (number_at(size_at, 8) != bytes_.size())
    return malformed(fmt::format("the model file has {} bytes and says that it has {}", bytes_.size(), number_at(size_at, 8)), size_at);
  header_size_ = number_at(header_size_at, 8);
  if (header_size_ > std::min<std::uint64_t>(bytes_.size() - header_at, most_header))
    return malformed(fmt::format("the model's header of {} bytes is longer than {}", header_size_,
                                 header_size_ > most_header ? "any header" : "the file"), header_size_at);
  first_ = header_at + (header_size_ + align - 1) / align * align;
  room_ = bytes_.size() - std::min<std::uint64_t>(first_, bytes_.size());
  return {};
}

Result<void> ModelFile::Parser::check_sum() {
  Sha256 hash;
  hash.update(bytes_.substr(0, sum_at));
  hash.update(bytes_.substr(header_at));
  const std::string digest = hash.hex();
  if (digest != hex_of(bytes_.substr(sum_at, header_at - sum_at)))
    return malformed("the model file is damaged: its check sum does not fit", sum_at);
  file_.digest_ = digest.substr(0, 12);
  return {};
}

const ModelFile::Parser::Json& ModelFile::Parser::member(const Json& object, const char* key) const {
  static const Json none;
  if (!object.is_object()) return none;
  const auto at = object.find(key);
  return at == object.end() ? none : *at;
}

Result<std::string> ModelFile::Parser::text(const Json& object, const char* key) const {
  const Json& value = member(object, key);
  if (!value.is_string()) return bad_header(fmt::format("{} is not a text", key));
  return value.get_ref<const std::string&>();
}

Result<std::vector<std::string>> ModelFile::Parser::texts(const Json& list, std::string_view what) const {
  std::vector<std::string> out;
  if (!list.is_array()) return bad_header(fmt::format("{} is not a list", what));
  for (const Json& entry : list) {
    if (!entry.is_string()) return bad_header(fmt::format("an entry of {} is not a text", what));
    out.push_back(entry.get_ref<const std::string&>());
  }
  return out;
}

Result<void> ModelFile::Parser::header() {
  const std::string_view json = bytes_.substr(header_at, header_size_);
  if (const std::size_t at = too_deep(json); at != std::string_view::npos)
    return malformed("the model's header is nested too deeply", header_at + at);
  try {
    header_ = Json::parse(json);
  } catch (const Json::parse_error& error) {
    return malformed("the model's header is not JSON", header_at + std::min<std::uint64_t>(error.byte, json.size()));
  } catch (const Json::exception&) {
    return bad_header("a number is beyond any that can be kept");
  }
  auto name = text(header_, "name"), layers = text(header_, "layers");
  for (auto* each : {&name, &layers})
    if (!*each) return tl::unexpected(each->error());
  file_.header_ = json;
  file_.name_ = std::move(*name);
  file_.layers_ = std::move(*layers);
  if (const auto kind = text(header_, "kind"); !kind) return tl::unexpected(kind.error());
  if (const auto good = sizes_and_labels(); !good) return good;
  return example();
}

Result<void> ModelFile::Parser::sizes_and_labels() {
  const Json &sizes = member(header_, "sizes"), &labels = member(header_, "labels");
  if (!sizes.is_object()) return bad_header("sizes is not an object");
  if (!labels.is_object()) return bad_header("labels is not an object");
  for (auto size = sizes.begin(); size != sizes.end(); ++size) {
    if (!size->is_number_unsigned()) return bad_header(fmt::format("the size {} is not a whole number", ellipsize(size.key(), 40)));
    file_.sizes_.emplace(size.key(), size->get<std::size_t>());
  }
  for (auto list = labels.begin(); list != labels.end(); ++list) {
    auto names = texts(*list, "the labels " + ellipsize(list.key(), 40));
    if (!names) return tl::unexpected(names.error());
    file_.labels_.emplace(list.key(), std::move(*names));
  }
  return {};
}

Result<void> ModelFile::Parser::example() {
  const Json& test = member(header_, "self_test");
  const Json &sentences = member(test, "sentences"), &tolerance = member(test, "tolerance");
  if (!sentences.is_array()) return bad_header("self_test.sentences is not a list");
  for (const Json& sentence : sentences) {
    auto words = texts(sentence, "self_test.sentences");
    if (!words) return tl::unexpected(words.error());
    file_.test_sentences_.push_back(std::move(*words));
  }
  if (!tolerance.is_number() || !(tolerance.get<double>() >= 0 && tolerance.get<double>() <= 1))
    return bad_header("self_test.tolerance is not a number from 0 to 1");
  file_.tolerance_ = tolerance.get<double>();
  return {};
}

// Numbers in a tensor of this shape, and the shape; no product passes the bytes that the file has for tensors.
Result<std::uint64_t> ModelFile::Parser::count(const Json& shape, const std::string& shown, std::vector<std::size_t>& dimensions) const {
  std::uint64_t count = 1;
  for (const Json& dimension : shape) {
    const std::uint64_t n = dimension.is_number_unsigned() ? dimension.get<std::uint64_t>() : 0;
    if (n == 0 || n > room_ / count) return bad_header(fmt::format("tensor {} has a shape that cannot be", shown));
    dimensions.push_back(n);
    count *= n;
  }
  return count;
}

Result<void> ModelFile::Parser::tensor(const Json& entry) {
  const auto name = text(entry, "name"), type = text(entry, "type");
  for (const auto* each : {&name, &type})
    if (!*each) return tl::unexpected(each->error());
  const std::string shown = ellipsize(*name, 60);
  const auto* known = std::find_if(std::begin(types), std::end(types), [&](const auto& t) { return t.first == *type; });
  if (known == std::end(types)) return bad_header(fmt::format("tensor {} is of unknown type {}", shown, ellipsize(*type, 20)));
  const Json &shape = member(entry, "shape"), &offset = member(entry, "offset"), &size = member(entry, "size");
  if (!shape.is_array() || !offset.is_number_unsigned() || !size.is_number_unsigned())
    return bad_header(fmt::format("tensor {} lacks shape, offset or size", shown));
  std::vector<std::size_t> dimensions;
  const auto numbers = count(shape, shown, dimensions);
  if (!numbers) return tl::unexpected(numbers.error());
  const auto begin = offset.get<std::uint64_t>(), bytes = size.get<std::uint64_t>();
  if (bytes != *numbers * known->second)
    return bad_header(fmt::format("tensor {} has {} bytes, which is not what its shape asks for", shown, bytes));
  if (begin > room_ || bytes > room_ - begin)
    return malformed(fmt::format("tensor {} reaches beyond the end of the file", shown), bytes_.size());
  if (begin % align != 0) return malformed(fmt::format("tensor {} does not begin at a multiple of {}", shown, align), first_ + begin);
  places_.push_back({begin, begin + bytes, shown});
  if (!file_.tensors_.emplace(*name, Tensor{*type, std::move(dimensions), bytes_.substr(first_ + begin, bytes)}).second)
    return bad_header(fmt::format("tensor {} is listed twice", shown));
  return {};
}

Result<void> ModelFile::Parser::tensors() {
  const Json& list = member(header_, "tensors");
  if (!list.is_array()) return bad_header("tensors is not a list");
  for (const Json& entry : list)
    if (const auto good = tensor(entry); !good) return good;
  std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < places_.size(); ++i)
    if (places_[i].begin < places_[i - 1].end)
      return malformed(fmt::format("tensors {} and {} overlap", places_[i - 1].name, places_[i].name), first_ + places_[i].begin);
  return {};
}

Result<ModelFile> ModelFile::Parser::read(std::string_view kind) {
  for (const auto step : {&Parser::preamble, &Parser::check_sum, &Parser::header, &Parser::tensors})
    if (const auto good = (this->*step)(); !good) return tl::unexpected(good.error());
  const auto found = text(header_, "kind");
  if (*found != kind)
    return fail(ErrorKind::unsupported, fmt::format("this is a model of kind \"{}\", not \"{}\"", ellipsize(*found, 60), kind), header_at,
                "name a file of the kind that is wanted");
  return std::move(file_);
}

}  // namespace stemma::nn
