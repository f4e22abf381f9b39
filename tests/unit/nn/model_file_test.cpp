#include "nn/model_file.h"

#include <gtest/gtest.h>

#include "make_file.h"

namespace stemma::nn {
namespace {

using test::AlignedBytes;
using test::Json;
using test::RawTensor;

Json small_header() {
  return Json::parse(R"({"kind": "toy", "name": "Ada's", "layers": "rc", "sizes": {"width": 7}, "labels": {"upos": ["NOUN", "VERB"]},
                         "self_test": {"sentences": [["Quay", "."]], "tolerance": 0.25}})");
}
std::vector<RawTensor> small_tensors() {
  return {{"a", "i8", {2, 3}, std::string("\1\2\3\4\5\xff")}, {"b", "f32", {2}, std::string("\0\0\x80\x3f\0\0\0\xc0", 8)},
          {"c", "u16", {1}, std::string("\1\2")}, {"d", "u64", {1}, std::string("\1\0\0\0\0\0\0\1", 8)}};
}

// What opening the bytes ends in: its error, or one that says "opened".
Error opening(std::string_view bytes, std::string_view kind = "toy") {
  const AlignedBytes aligned(bytes);
  const auto file = ModelFile::open(aligned.view(), kind);
  return file ? Error{ErrorKind::internal, "opened"} : file.error();
}

// Of the small file with a header that `change` has spoilt.
template <class Change>
Error opening_changed(const Change& change) {
  return opening(test::file_of(small_header(), small_tensors(), change));
}

TEST(ModelFile, GivesWhatIsInIt) {
  const AlignedBytes bytes(test::file_of(small_header(), small_tensors()));
  const auto file = ModelFile::open(bytes.view(), "toy");
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->name(), "Ada's");
  EXPECT_EQ(file->layers(), "rc");
  EXPECT_EQ(file->digest().size(), 12U);
  EXPECT_EQ(*file->size("width"), 7U);
  EXPECT_FALSE(file->size("height"));
  EXPECT_EQ(file->labels("upos"), (std::vector<std::string>{"NOUN", "VERB"}));
  EXPECT_TRUE(file->labels("xpos").empty());
  EXPECT_EQ(file->tolerance(), 0.25);
  EXPECT_EQ(file->test_sentences(), (std::vector<std::vector<std::string>>{{"Quay", "."}}));
  EXPECT_EQ(file->rows("a"), 2U);
  EXPECT_EQ(file->rows("z"), 0U);
  EXPECT_EQ((*file->bytes8("a", {2, 3}))[5], -1);
  EXPECT_EQ((*file->floats("b", {2}))[1], -2.0F);
  EXPECT_EQ((*file->words16("c", {1}))[0], 0x201);
  EXPECT_EQ((*file->words64("d", {1}))[0], 0x0100000000000001ULL);
  EXPECT_EQ(file->bytes8("a", {3, 2}).error().what, "the model's tensor a is i8 2 x 3 instead of i8 3 x 2");
  EXPECT_EQ(file->words32("c", {1}).error().what, "the model's tensor c is u16 1 instead of u32 1");
  EXPECT_EQ(file->floats("e", {1}).error().what, "the model has no tensor e");
}

TEST(ModelFile, IsRefusedCutAtEveryByte) {
  const std::string bytes = test::file_of(small_header(), small_tensors());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    const Error error = opening(bytes.substr(0, n));
    EXPECT_EQ(error.kind, ErrorKind::malformed) << n << ": " << error.line();
  }
  EXPECT_EQ(opening(bytes).what, "opened");
}

TEST(ModelFile, IsRefusedWithAnyBitFlipped) {
  std::string bytes = test::file_of(small_header(), small_tensors());
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << bit);
      EXPECT_NE(opening(bytes).what, "opened") << at << " " << bit;
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << bit);
    }
}

TEST(ModelFile, SaysWhatIsWrongAtItsFront) {
  std::string bytes = test::file_of(small_header(), small_tensors());
  EXPECT_EQ(opening("GIF89a").line(), "this is no model file: it does not begin with STEMMA-MODEL (at byte 0)");
  EXPECT_EQ(opening("").kind, ErrorKind::malformed);
  EXPECT_EQ(opening("STEMMA-MO").line(), "the model file ends after 9 bytes (at byte 9); get the model again");
  EXPECT_EQ(opening(bytes + "x").at, 16U);
  const auto with = [&](std::size_t at, const std::string& put) {
    std::string changed = bytes;
    changed.replace(at, put.size(), put);
    return opening(changed);
  };
  EXPECT_EQ(with(12, test::little(2, 4)).line(), "model file is version 2, this program reads up to 1 (at byte 12); update stemma");
  EXPECT_EQ(with(12, test::little(2, 4)).kind, ErrorKind::unsupported);
  EXPECT_EQ(with(12, test::little(0, 4)).at, 12U);
  EXPECT_EQ(with(24, test::little(1 << 19, 8)).what, "the model's header of 524288 bytes is longer than the file");
  EXPECT_EQ(with(24, test::little(~std::uint64_t{0}, 8)).at, 24U);
  EXPECT_EQ(with(40, "x").line(), "the model file is damaged: its check sum does not fit (at byte 32); get the model again");
  EXPECT_EQ(opening(bytes, "language encoder").what, "this is a model of kind \"toy\", not \"language encoder\"");
  EXPECT_EQ(opening(bytes, "language encoder").kind, ErrorKind::unsupported);
}

TEST(ModelFile, SaysWhatIsWrongInItsHeader) {
  const auto what = [](auto change) { return opening_changed(change).what; };
  for (const char* key : {"kind", "name", "layers"})
    EXPECT_EQ(what([&](Json& h) { h[key] = 1; }), std::string("the model's header: ") + key + " is not a text");
  EXPECT_EQ(what([](Json& h) { h.erase("sizes"); }), "the model's header: sizes is not an object");
  EXPECT_EQ(what([](Json& h) { h["sizes"]["width"] = -7; }), "the model's header: the size width is not a whole number");
  EXPECT_EQ(what([](Json& h) { h["labels"] = Json::array(); }), "the model's header: labels is not an object");
  EXPECT_EQ(what([](Json& h) { h["labels"]["upos"] = Json::array({1}); }), "the model's header: an entry of the labels upos is not a text");
  EXPECT_EQ(what([](Json& h) { h["self_test"] = 5; }), "the model's header: self_test.sentences is not a list");
  for (const Json& bad : {Json(-1), Json(2), Json("0.1"), Json()})
    EXPECT_EQ(what([&](Json& h) { h["self_test"]["tolerance"] = bad; }),
              "the model's header: self_test.tolerance is not a number from 0 to 1");
  EXPECT_EQ(what([](Json& h) { h["tensors"] = 0; }), "the model's header: tensors is not a list");
  EXPECT_EQ(what([](Json& h) { h = Json::array(); }), "the model's header: name is not a text");
}

TEST(ModelFile, SaysWhatIsWrongWithATensor) {
  const auto what = [](const char* key, const Json& value) {
    return opening_changed([&](Json& h) { h["tensors"][1][key] = value; }).what;
  };
  const std::uint64_t huge = std::uint64_t{1} << 63;
  EXPECT_EQ(what("name", "a"), "the model's header: tensor a is listed twice");
  EXPECT_EQ(what("type", "f64"), "the model's header: tensor b is of unknown type f64");
  EXPECT_EQ(what("type", "i8"), "the model's header: tensor b has 8 bytes, which is not what its shape asks for");
  EXPECT_EQ(what("size", 12), "the model's header: tensor b has 12 bytes, which is not what its shape asks for");
  for (const Json& shape : {Json::array({0}), Json::array({-2}), Json::array({2.0}), Json::array({huge, 2}), Json::array({huge, huge}),
                            Json::array({std::uint64_t{1} << 32, std::uint64_t{1} << 32})})
    EXPECT_EQ(what("shape", shape), "the model's header: tensor b has a shape that cannot be");
  EXPECT_EQ(what("shape", 2), "the model's header: tensor b lacks shape, offset or size");
  EXPECT_EQ(what("offset", -64), "the model's header: tensor b lacks shape, offset or size");
  for (const std::uint64_t offset : {std::uint64_t{256}, huge, ~std::uint64_t{63}})
    EXPECT_EQ(what("offset", offset), "tensor b reaches beyond the end of the file");
  EXPECT_EQ(what("offset", 65), "tensor b does not begin at a multiple of 64");
  EXPECT_EQ(what("offset", 0), "tensors a and b overlap");
}

// A header may be any bytes once the check sum fits.
Error opening_with_header(const std::string& text) {
  std::string file = "STEMMA-MODEL" + test::little(1, 4) + test::little(0, 8) + test::little(text.size(), 8) + std::string(32, '\0') +
      test::padded(text);
  test::repair(file.data(), file.size());
  return opening(file);
}

TEST(ModelFile, StandsAnyHeader) {
  EXPECT_EQ(opening_with_header("").what, "the model's header is not JSON");
  EXPECT_EQ(opening_with_header("{\"a\": 1").what, "the model's header is not JSON");
  EXPECT_EQ(opening_with_header("{\"a\": \"\xff\"}").at, 64U + 8);
  EXPECT_EQ(opening_with_header("[1e999]").what, "the model's header: a number is beyond any that can be kept");
  const Error deep = opening_with_header(std::string(1 << 20, '['));
  EXPECT_EQ(deep.what, "the model's header is nested too deeply");
  EXPECT_EQ(deep.at, 64U + 16);
  EXPECT_EQ(opening_with_header("[\"[[[[[[[[[[[[[[[[[[[[\\\"[\"]").what, "the model's header: name is not a text");
  EXPECT_EQ(opening_with_header(std::string((1 << 20) + 1, ' ')).what, "the model's header of 1048577 bytes is longer than any header");
}

TEST(ModelFile, WantsItsBytesAligned) {
  const AlignedBytes bytes("x" + test::file_of(small_header(), small_tensors()));
  const auto file = ModelFile::open(bytes.view().substr(1), "toy");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace stemma::nn
