// Byte maps: making, joining, checking; and the way back from an original to what a map points into.
#include "ingest/byte_map.h"

#include <gtest/gtest.h>

#include "ingest/source.h"
#include "make.h"

namespace stemma::ingest {
namespace {

using Stretch = ByteMap::Run;

TEST(ByteMap, EqualSizesThatGoOnAreOneRun) {
  ByteMap m;
  add_run(m, 0, 4, 100, 4);
  add_run(m, 4, 2, 104, 2);
  add_run(m, 7, 3, 107, 3);  // one byte between them on both sides: a space
  add_run(m, 10, 0, 110, 4);
  EXPECT_EQ(m.runs, (std::vector<Stretch>{{0, 10, 100, 10}}));
  add_run(m, 11, 3, 112, 3);  // two bytes there, one here
  add_run(m, 14, 2, 115, 8);  // a character reference
  add_run(m, 16, 2, 123, 2);
  EXPECT_EQ(m.runs, (std::vector<Stretch>{{0, 10, 100, 10}, {11, 3, 112, 3}, {14, 2, 115, 8}, {16, 2, 123, 2}}));
}

TEST(ByteMap, ComposesThroughCharsetAndReferences) {
  // Text "Bó & Z" out of "B\xF3 &amp; Z": in UTF-8 "Bó &amp; Z".
  ByteMap charset, page;
  add_run(charset, 0, 1, 0, 1);
  add_run(charset, 1, 2, 1, 1);
  add_run(charset, 3, 8, 2, 8);
  add_run(page, 0, 4, 0, 4);
  add_run(page, 4, 1, 4, 5);
  add_run(page, 5, 2, 9, 2);
  EXPECT_EQ(compose(page, charset).runs, (std::vector<Stretch>{{0, 1, 0, 1}, {1, 2, 1, 1}, {3, 1, 2, 1}, {4, 1, 3, 5}, {5, 2, 8, 2}}));
}

TEST(ByteMap, ComposesInAnyOrderOfTheSource) {
  ByteMap outer;
  add_run(outer, 0, 3, 20, 3);  // the headline, which stands behind
  add_run(outer, 4, 3, 5, 3);
  const ByteMap m = compose(outer, straight_map(30, 1000));
  EXPECT_EQ(m.runs, (std::vector<Stretch>{{0, 3, 1020, 3}, {4, 3, 1005, 3}}));
  EXPECT_TRUE(is_sound(m, 7, 1030));
  EXPECT_FALSE(is_sound(m, 6, 1030));
  EXPECT_FALSE(is_sound(m, 7, 1022));
}

TEST(ByteMap, WhatTheInnerMapLacksIsNotCovered) {
  ByteMap outer, inner;
  add_run(outer, 0, 10, 0, 10);
  add_run(inner, 0, 3, 7, 3);
  add_run(inner, 6, 2, 50, 2);
  EXPECT_EQ(compose(outer, inner).runs, (std::vector<Stretch>{{0, 3, 7, 3}, {6, 2, 50, 2}}));
  EXPECT_TRUE(compose(inner, ByteMap{}).runs.empty());
}

TEST(ByteMap, ACharacterCutDifferentlyStaysWhole) {
  ByteMap outer, inner;
  add_run(outer, 0, 1, 1, 2);  // one byte from the middle's [1, 3)
  add_run(inner, 0, 2, 10, 5);
  add_run(inner, 2, 2, 15, 2);
  EXPECT_EQ(compose(outer, inner).runs, (std::vector<Stretch>{{0, 1, 10, 6}}));
}

TEST(ByteMap, TheSpanOfASourceRunsFromFirstToLastByte) {
  const ByteMap m{{{0, 4, 90, 4}, {5, 2, 10, 8}, {7, 3, 18, 3}}};
  EXPECT_EQ(source_span(m, {1, 3}), (SourceSpan{91, 93}));
  EXPECT_EQ(source_span(m, {5, 6}), (SourceSpan{10, 18}));
  EXPECT_EQ(source_span(m, {6, 8}), (SourceSpan{10, 19}));
  EXPECT_EQ(source_span(m, {2, 7}), (SourceSpan{10, 94}));
  EXPECT_EQ(source_span(m, {4, 5}), std::nullopt);
  EXPECT_EQ(source_span(m, {10, 12}), std::nullopt);
  EXPECT_EQ(source_span({}, {0, 1}), std::nullopt);
}

TEST(ByteMap, DoesNotGrowWithoutEnd) {
  ByteMap references, jumps;
  for (std::uint32_t i = 0; i < 5'000'000; ++i) add_run(references, i, 1, std::uint64_t{i} * 5, 5);
  EXPECT_LT(references.runs.size(), fine_runs + 2000);
  EXPECT_TRUE(is_sound(references, 5'000'000, 25'000'000));
  EXPECT_EQ(references.runs.back().text + references.runs.back().text_size, 5'000'000u);
  EXPECT_EQ(references.runs.back().source + references.runs.back().source_size, 25'000'000u);
  EXPECT_EQ(source_span(references, {10, 12}), (SourceSpan{50, 60}));
  const auto late = source_span(references, {4'000'000, 4'000'001});
  EXPECT_TRUE(late && late->begin <= 20'000'000 && late->end >= 20'000'005 && late->end - late->begin <= 5 * coarse_text);
  for (std::uint32_t i = 0; i < 3'000'000; ++i) add_run(jumps, i, 1, (i % 2 == 0 ? 0 : 1'000'000'000) + std::uint64_t{i} * 2, 2);
  EXPECT_LE(jumps.runs.size(), 2 * fine_runs);
}

TEST(ByteMap, HostileMapsAreSeen) {
  EXPECT_FALSE(is_sound({{{4, 2, 0, 2}, {5, 2, 2, 2}}}, 10, 10));
  EXPECT_FALSE(is_sound({{{0, 1, ~std::uint64_t{0}, 1}}}, 10, 10));
  EXPECT_FALSE(is_sound({{{4'000'000'000u, 4'000'000'000u, 0, 1}}}, 10, 10));
  EXPECT_FALSE(is_sound({{{0, 1, 0, 0}}}, 10, 10));
  EXPECT_TRUE(is_sound({}, 0, 0));
}

TEST(SourceBytes, UndoesCodingsInOrder) {
  const std::string inner = "head[the line]tail";
  const std::string file = "xx" + test::gzip(inner) + "yy";
  const Source s{2, file.size() - 4, {"gzip", part_coding(5, 8)}};
  const auto bytes = source_bytes(file, s, {});
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, "the line");
  EXPECT_EQ(source_bytes(test::zlib(inner), {0, test::zlib(inner).size(), {"deflate"}}, {}).value(), inner);
}

TEST(SourceBytes, RefusesWhatLiesOutside) {
  const std::string file(10, 'x');
  for (const Source& s : {Source{0, 11, {}}, Source{11, 0, {}}, Source{5, ~std::uint64_t{0}, {}}, Source{0, 10, {"part:4+7"}}, Source{0, 10, {"part:"}},
                          Source{0, 10, {"part:-1+2"}}, Source{0, 10, {"part:1+99999999999999999999"}}, Source{0, 10, {"gzip"}}, Source{0, 10, {"rot13"}}})
    EXPECT_FALSE(source_bytes(file, s, {}));
}

TEST(SourceBytes, WrappingKeepsWhereTheDocumentIs) {
  const std::string inner = "head[the line]tail", file = "xx" + test::gzip(inner);
  Document plain;
  plain.source = {5, 8, {}};
  plain.map = straight_map(8, 0);
  wrap_source(plain, 2, file.size() - 2, "gzip");
  EXPECT_EQ(plain.source.codings, (std::vector<std::string>{"gzip"}));
  EXPECT_EQ(source_bytes(file, plain.source, {}).value().substr(plain.map.runs[0].source, 8), "the line");

  const std::string twice = "yyy" + test::gzip(file);
  Document coded = plain;
  wrap_source(coded, 3, twice.size() - 3, "gzip");
  EXPECT_EQ(source_bytes(twice, coded.source, {}).value(), inner);
}

}  // namespace
}  // namespace stemma::ingest
