#include "base/utf8.h"

#include <gtest/gtest.h>

#include <random>

namespace stemma {
namespace {

TEST(Utf8, FindsTheFirstBadByte) {
  const std::pair<const char*, std::size_t> cases[] = {
      {"plain", std::string::npos}, {"Zoë – „ja“ 🙂", std::string::npos}, {"ab\xFF" "c", 2}, {"\xC0\x80", 0}, {"\xED\xA0\x80", 0},
      {"\xF4\x90\x80\x80", 0}, {"x\xE2\x82", 1}, {"aaaaaaaaaaaaaaaaaaaaaaaa\x80", 24},
  };
  for (const auto& [text, at] : cases) EXPECT_EQ(find_invalid_utf8(text), at) << text;
}

TEST(Utf8, RepairsAsDecodersOnTheWebDo) {
  EXPECT_EQ(to_valid_utf8("a\xE2\x82z"), "a\xEF\xBF\xBDz");      // one mark for a cut sequence
  EXPECT_EQ(to_valid_utf8("\xFF\xFE"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(to_valid_utf8(std::string_view("a\0b", 3)), "a\xEF\xBF\xBD" "b");
  EXPECT_EQ(to_valid_utf8("déjà"), "déjà");
}

TEST(Utf8, RepairedJunkIsAlwaysValid) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string junk(random() % 40, '\0');
    for (char& c : junk) c = static_cast<char>(random() % 3 ? 0x80 + random() % 0x80 : random() % 0x80);
    const std::string good = to_valid_utf8(junk);
    ASSERT_EQ(find_invalid_utf8(good), std::string::npos) << "round " << round;
    std::size_t at = 0;
    while (at < good.size()) next_code_point(good, at);
    ASSERT_EQ(at, good.size());
  }
}

TEST(Utf8, CodePointIndexConvertsBothWays) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "ä" : i % 7 == 0 ? "🙂" : "x";
  const CodePointIndex index(text);
  std::uint32_t n = 0;
  for (std::size_t at = 0; at < text.size(); ++n) {
    ASSERT_EQ(index.code_point(static_cast<std::uint32_t>(at)), n);
    ASSERT_EQ(index.byte(n), at);
    next_code_point(text, at);
  }
  EXPECT_EQ(index.code_point(static_cast<std::uint32_t>(text.size())), n);
  EXPECT_EQ(index.byte(n + 5), text.size());
  EXPECT_EQ(CodePointIndex("").code_point(0), 0u);
  const std::string exact(64, 'x');
  EXPECT_EQ(CodePointIndex(exact).code_point(64), 64u);
}

TEST(Utf8, FoldsForComparing) {
  EXPECT_EQ(fold("  The  “Drover’s”\tPOST — Straße "), "the \"drover's\" post - strasse");
  EXPECT_EQ(fold("plain ASCII  Text"), "plain ascii text");
  EXPECT_EQ(fold(""), "");
  // Whatever is folded without the tables comes out as with them, which a character of another script makes it ask.
  for (char32_t c = 0x80; c < 0x3000; ++c) {
    std::string text = " A ";
    append_utf8(text, c);
    text += "É b";
    EXPECT_EQ(fold(text) + "一", fold(text + "一")) << static_cast<unsigned>(c);
  }
}

TEST(Utf8, WordsAreRunsOfLettersDigitsAndUnderscore) {
  const std::string text = "“It’s 40°C,” said Zoë_1";
  std::vector<std::string> words;
  for (const auto s : word_spans(text)) words.emplace_back(slice(text, s));
  EXPECT_EQ(words, (std::vector<std::string>{"It", "s", "40", "C", "said", "Zoë_1"}));
}

TEST(Utf8, HalfSurrogatePairsInJsonAreReplacedInPlace) {
  EXPECT_FALSE(without_half_surrogates(R"({"text": "a \ud83d\ude00 b"})"));
  EXPECT_FALSE(without_half_surrogates(R"({"text": "\\ud800 is no escape"})"));
  EXPECT_FALSE(without_half_surrogates(R"(\u12)"));
  EXPECT_EQ(without_half_surrogates(R"("x \ud800 y")"), R"("x \ufffd y")");
  EXPECT_EQ(without_half_surrogates(R"("\uDE00\ud83d\ud83d\ude00")"), R"("\ufffd\ufffd\ud83d\ude00")");
  EXPECT_EQ(without_half_surrogates(R"(\\\ud800)"), R"(\\\ufffd)");
  EXPECT_EQ(without_half_surrogates(R"("\ud800)"), R"("\ufffd)");
}

TEST(Utf8, NothingPrintedCanDriveTheTerminal) {
  EXPECT_EQ(printable("a\x1B[31mred\x07 \xE2\x80\xAE" "evil\nline"), "a\xEF\xBF\xBD[31mred\xEF\xBF\xBD evil line");
  EXPECT_EQ(printable("bad \xFF byte"), "bad \xEF\xBF\xBD byte");
}

TEST(Utf8, WidthAndEllipsisCountColumns) {
  EXPECT_EQ(display_width("日本語"), 6u);
  EXPECT_EQ(ellipsize("日本語の新聞", 7), "日本語…");
  EXPECT_EQ(ellipsize("short", 5), "short");
  EXPECT_EQ(squeeze(" a \xC2\xA0\n b "), "a b");
  EXPECT_EQ(trim("\xC2\xA0 x \n"), "x");
}

}  // namespace
}  // namespace stemma
