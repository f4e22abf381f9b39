// Maps of bytes in the case file: small, exact, and harmless whatever the bytes say.
#include "store/map_blob.h"

#include <gtest/gtest.h>

#include "ingest/byte_map.h"
#include "store/sqlite.h"

namespace stemma::store {
namespace {

ByteMap back(const ByteMap& map, std::size_t text_size) { return map_from(map_blob(map), text_size); }

TEST(MapBlob, ComesBackAsItWas) {
  const ByteMap maps[] = {{},
                          {{{0, 10, 0, 10}}},
                          {{{5, 2, 1000, 8}, {7, 100, 1008, 100}, {108, 1, 4'000'000'000'000, 1}, {110, 3, 0, 3}}},
                          {{{0, 2, 7, 1}, {2, 2, 8, 1}, {4, 2, 9, 1}, {7, 2, 11, 1}, {9, 2, 12, 1}}},
                          {{{0, 1, 50, 1}, {1, 1, 40, 1}, {2, 1, 30, 1}}}};
  for (const ByteMap& map : maps) EXPECT_EQ(back(map, 200).runs, map.runs);
}

TEST(MapBlob, IsSmall) {
  ByteMap page, cyrillic;
  for (std::uint32_t i = 0; i < 20; ++i) ingest::add_run(page, i * 301, 300, i * 340, 300);
  EXPECT_LT(map_blob(page).size(), 20U * 8);
  for (std::uint32_t i = 0; i < 3000; ++i) ingest::add_run(cyrillic, i * 2, 2, i, 1);
  EXPECT_LT(map_blob(cyrillic).size(), 10U);
  EXPECT_EQ(back(cyrillic, 6000).runs, cyrillic.runs);
}

TEST(MapBlob, HostileBytesAreRefusedAtNoCost) {
  const std::string many = std::string("\x02\x01\x01", 3) + '\x00' + "\xFF\xFF\xFF\xFF\x0F";  // four thousand million runs
  for (const std::string& bytes : {std::string("\x01"), std::string("\x80"), std::string(40, '\xFF'), many, std::string("\x01\x00\x00", 3),
                                   std::string("\x01\x0B\x00", 3), std::string("\x05\x0A\x00", 3), std::string("\x01\x02\x01", 3), std::string("\x00\x02\x00\x00", 4)})
    EXPECT_THROW((void)map_from(bytes, 10), Failed) << ::testing::PrintToString(bytes);
  std::uint64_t state = 7;
  for (int n = 0; n < 20'000; ++n) {
    std::string bytes;
    for (int k = 0; k < 12; ++k) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      bytes += static_cast<char>((state >> 60) == 0 ? state >> 33 : (state >> 33) % 8);
    }
    try {
      EXPECT_TRUE(ingest::is_sound(map_from(bytes, 40), 40, ~std::uint64_t{0}));
    } catch (const Failed&) {
    }
  }
}

}  // namespace
}  // namespace stemma::store
