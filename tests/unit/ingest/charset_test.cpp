#include "ingest/html/charset.h"

#include <gtest/gtest.h>

#include <string>

namespace stemma::ingest {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  const char* http;
  const char* text;
  const char* encoding;
  const char* origin;
};

class Decoding : public testing::TestWithParam<Case> {};

TEST_P(Decoding, GivesTextEncodingAndOrigin) {
  const Case& c = GetParam();
  const Decoded d = decode(c.bytes, c.http, true);
  EXPECT_EQ(d.text, c.text);
  EXPECT_EQ(d.encoding, c.encoding);
  EXPECT_EQ(d.origin, c.origin);
}

const Case cases[] = {
    {"Empty", "", "", "", "UTF-8", "guess"},
    {"AsciiWithoutLabel", "fog, then fog", "", "fog, then fog", "UTF-8", "guess"},
    {"Utf8Bom", "\xEF\xBB\xBF" "caf\xC3\xA9", "iso-8859-1", "café", "UTF-8", "bom"},
    {"Utf16LittleBom", std::string("\xFF\xFE" "h\0\xE9\0", 6), "", "hé", "UTF-16LE", "bom"},
    {"Utf16BigBom", std::string("\xFE\xFF" "\0h\0\xE9", 6), "", "hé", "UTF-16BE", "bom"},
    {"HttpBeatsMeta", "<meta charset=koi8-r>caf\xE9", "ISO-8859-1", "<meta charset=koi8-r>café", "windows-1252", "http"},
    {"LatinOneMeansWindows", "<meta charset='iso-8859-1'>\x93quoted\x94", "", "<meta charset='iso-8859-1'>“quoted”", "windows-1252", "meta"},
    {"MetaHttpEquiv", "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>\xE4\xE0", "",
     "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>да", "windows-1251", "meta"},
    {"CommentedMetaIsNone", "<!-- <meta charset=windows-1251> -->caf\xC3\xA9", "", "<!-- <meta charset=windows-1251> -->café", "UTF-8", "guess"},
    {"SaysLatinIsUtf8", "<meta charset=latin1>caf\xC3\xA9", "", "<meta charset=latin1>café", "UTF-8", "bytes"},
    {"SaysUtf8IsNot", "<meta charset=utf-8>na\xEFve \x96 caf\xE9", "", "<meta charset=utf-8>naïve – café", "windows-1252", "bytes"},
    {"UnknownLabel", "caf\xC3\xA9", "no-such-thing", "café", "UTF-8", "guess"},
    {"XmlDeclaration", "<?xml version='1.0' encoding='iso-8859-15'?>\xA4", "", "<?xml version='1.0' encoding='iso-8859-15'?>€", "ISO-8859-15", "meta"},
    {"MetaUtf16ThatWasRead", "<meta charset=utf-16>plain", "", "<meta charset=utf-16>plain", "UTF-8", "meta"},
    {"ShiftJis", "\x93\xFA\x96\x7B", "shift_jis", "日本", "Shift_JIS", "http"},
};
INSTANTIATE_TEST_SUITE_P(Labels, Decoding, testing::ValuesIn(cases), [](const auto& i) { return std::string(i.param.name); });

TEST(Decode, NulIsReplacedAndTold) {
  const Decoded d = decode(std::string("a\0b", 3), "utf-8", true);
  EXPECT_EQ(d.text, "a\xEF\xBF\xBD" "b");
  EXPECT_TRUE(d.damaged);
}

TEST(Decode, AFewBadBytesLeaveUtf8Utf8) {
  std::string s;
  for (int i = 0; i < 50; ++i) s += "dépôt ";
  s += '\xFF';
  const Decoded d = decode(s, "utf-8", true);
  EXPECT_EQ(d.encoding, "UTF-8");
  EXPECT_EQ(d.origin, "http");
  EXPECT_TRUE(d.damaged);
}

TEST(Decode, Utf16WithoutMarkIsSeenByItsZeros) {
  std::string s;
  for (const char c : std::string("<p>The buses came on the second night.</p>")) { s += c; s += '\0'; }
  const Decoded d = decode(s, "", true);
  EXPECT_EQ(d.encoding, "UTF-16LE");
  EXPECT_EQ(d.text, "<p>The buses came on the second night.</p>");
}

TEST(Decode, CyrillicWithoutLabelIsGuessed) {
  // "Водолазы нашли тело в реке" in windows-1251, repeated: the detector wants some text.
  std::string s;
  for (int i = 0; i < 20; ++i) s += "\xC2\xEE\xE4\xEE\xEB\xE0\xE7\xFB \xED\xE0\xF8\xEB\xE8 \xF2\xE5\xEB\xEE \xE2 \xF0\xE5\xEA\xE5. ";
  const Decoded d = decode(s, "", true);
  EXPECT_EQ(d.encoding, "windows-1251");
  EXPECT_EQ(d.origin, "guess");
  EXPECT_TRUE(d.text.starts_with("Водолазы нашли"));
}

TEST(Decode, PlainTextHasNoMeta) {
  EXPECT_EQ(decode("<meta charset=windows-1251> is what the page said", "", false).origin, "guess");
}

}  // namespace
}  // namespace stemma::ingest
