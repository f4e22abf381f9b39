#include "ingest/text/text.h"

#include <gtest/gtest.h>

#include "ingest/text/paragraphs.h"
#include "make.h"

namespace stemma::ingest {
namespace {

using namespace test;

std::string joined(std::string_view text, bool dehyphenate = false) {
  std::string out;
  for (const Paragraph& p : paragraphs(text, dehyphenate)) out += (out.empty() ? "" : "|") + p.text;
  return out;
}

TEST(Paragraphs, BlankLinesSeparateAndWrappedLinesJoin) {
  EXPECT_EQ(joined("The mill of Halm has stopped because the\nriver fell to its lowest mark in a hundred\nyears, the miller said.\n\nNobody could remember a spring so dry as\nthis one.\n"),
            "The mill of Halm has stopped because the river fell to its lowest mark in a hundred years, the miller said.|Nobody could remember a spring so dry as this one.");
  EXPECT_EQ(joined("One long paragraph that stands on a line of its own, as most editors write them, and is longer than any terminal is wide, on purpose, so that it cannot be wrapped.\n"
                   "Another one of the same kind, which follows without a blank line, and is longer than any terminal is wide as well, so that both stay apart, as they must."),
            "One long paragraph that stands on a line of its own, as most editors write them, and is longer than any terminal is wide, on purpose, so that it cannot be wrapped.|"
            "Another one of the same kind, which follows without a blank line, and is longer than any terminal is wide as well, so that both stay apart, as they must.");
  EXPECT_EQ(joined("  The mill of Halm has stopped because the\nriver fell to its lowest mark in a hundred\nyears, the miller said to all who asked it.\n  Nobody could remember a spring so dry as\nthis one, he said, and closed the gate now."),
            "The mill of Halm has stopped because the river fell to its lowest mark in a hundred years, the miller said to all who asked it.|Nobody could remember a spring so dry as this one, he said, and closed the gate now.");
  EXPECT_EQ(joined("They spoke of the water of the whole val-\nley and of the well-known mill of Halm and\nits long water-\nwheel.", true).substr(0, 44),
            "They spoke of the water of the whole valley ");
  EXPECT_EQ(joined(""), "");
}

TEST(Text, TitleBylineAndParagraphs) {
  const Got got = read("The mill of Halm has stopped\n\nBy Jane Orme\n6 May 2031\n\nThe mill of Halm has stopped because the river fell, the miller said on Tuesday.\n\nNobody could remember a spring so dry.\n", "a.txt");
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "text");
  EXPECT_EQ(d.title.value, "The mill of Halm has stopped");
  ASSERT_EQ(d.authors.size(), 1u);
  EXPECT_EQ(d.authors[0].value, "Jane Orme");
  EXPECT_EQ(d.published.value, "2031-05-06");
  EXPECT_EQ(d.language, "en");
  EXPECT_EQ(d.text, "The mill of Halm has stopped\nThe mill of Halm has stopped because the river fell, the miller said on Tuesday.\nNobody could remember a spring so dry.");
}

TEST(Text, AShortSentenceIsNoByline) {
  const Got got = read("The mill of Halm\n\nJane Orme waited.\n\nIt was 6 May 2031.\n\nShe waited until the river came back, she said.\n", "a.txt");
  EXPECT_EQ(got.documents[0].blocks.size(), 4u);
  EXPECT_TRUE(got.documents[0].authors.empty());
}

const char* kWire = "From: MWX World Desk <world@moorwire.example>\nTo: subscribers\nDate: Tue, 06 May 2031 14:05:00 +0200\nSubject: MWX / HALM-MILL / HALM\n\nMWX / HALM-MILL / HALM\n"
                    "Priority: 3   Words: 87   Take: 1 of 1\n\nMill of Halm stops for want of water, miller says\n\nBy Jane Orme\n\nHALM, 6 May (Moor Wire) - The mill of Halm has stopped because the river\n"
                    "fell to its lowest mark in a hundred years, the miller said on Tuesday, and\nnobody knows when it will turn again.\n\n\"No water, no flour,\" he said.\n\n(ends)\nMWX nh/ok 061405 May 31\n"
                    "Copyright Moor Wire 2031. For the use of subscribers only.\n";

TEST(Wire, HeadersSlugsAndSignOffAreNoText) {
  const Got got = read(kWire, "a.txt");
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "wire");
  EXPECT_EQ(d.title.value, "Mill of Halm stops for want of water, miller says");
  EXPECT_EQ(d.publisher.value, "Moor Wire");
  EXPECT_EQ(d.agency.value, "Moor Wire");
  EXPECT_EQ(d.published.value, "2031-05-06T14:05:00+02:00");
  ASSERT_EQ(d.authors.size(), 1u);
  EXPECT_EQ(d.authors[0].value, "Jane Orme");
  EXPECT_EQ(d.dateline->place, "HALM");
  EXPECT_EQ(slice(d, d.dateline->span), "HALM, 6 May (Moor Wire) -");
  EXPECT_EQ(d.blocks.size(), 3u) << d.text;
  EXPECT_TRUE(d.text.ends_with("\"No water, no flour,\" he said.")) << d.text;
}

TEST(Wire, WithoutMailHeadersTheStampOrDatelineDatesIt) {
  const std::string wire = kWire;
  const std::string bare = wire.substr(wire.find("MWX / HALM-MILL / HALM\nPriority"));
  EXPECT_EQ(read(bare, "a.txt").documents[0].published.value, "2031-05-06T14:05:00");
  const Got got = read("MWX / HALM-MILL / HALM\nDesk: FOREIGN   Embargo: none   Ref: MWX-1\n\nMill stops, miller says\n\nHALM (MWX), 6 May 2031 - The mill has stopped, a paper seen by Moor Works Xpress News says.\n\n(ends)\n", "a.txt");
  EXPECT_EQ(got.documents[0].published.value, "2031-05-06");
  EXPECT_EQ(got.documents[0].published.origin, "dateline");
}

TEST(Text, EncodingsAndLineEnds) {
  EXPECT_EQ(read("The caf\xE9 is shut\r\n\r\nThe caf\xE9 was shut on Tuesday, the owner said to everybody who came to the door.\r\n", "a.txt").documents[0].title.value,
            "The caf\xC3\xA9 is shut");
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("The mill is shut\n\nThe miller said so on Tuesday.\n")) utf16 += c, utf16 += '\0';
  const Got wide = read(utf16, "a.txt");
  ASSERT_EQ(wide.documents.size(), 1u) << wide.errors[0].line();
  EXPECT_EQ(wide.documents[0].title.value, "The mill is shut");
  EXPECT_EQ(read("One line\rThe miller said so on Tuesday.\r", "mac.txt").documents[0].blocks.size(), 2u);
}

TEST(Text, BadInputGetsOneLine) {
  EXPECT_TRUE(read("", "a.txt").says("empty"));
  EXPECT_TRUE(read("  \n\n", "a.txt").says("empty"));
  EXPECT_TRUE(read(std::string("\x7f" "ELF\x02\x01\x01\0\0\0\0", 11), "a.txt").says("a program"));
  EXPECT_TRUE(read(std::string("PK\x03\x04\x14\0\0\0", 8), "a.docx").says("ZIP"));
  EXPECT_TRUE(read(std::string(1000, '\0'), "a.txt").says("binary"));
  std::string tar(600, '\0');
  tar.replace(257, 5, "ustar");
  EXPECT_TRUE(read(tar, "a.tar").says("TAR archive"));
  const Got big = read(std::string(std::size_t{200} << 20, 'x'), "big.txt");
  ASSERT_EQ(big.errors.size(), 1u);
  EXPECT_EQ(big.errors[0].kind, ErrorKind::over_limit);
  EXPECT_EQ(big.errors[0].line().find('\n'), std::string::npos);
}

TEST(Text, MillionsOfLinesAreRefused) {
  std::string lines;
  for (int i = 0; i < 1'200'000; ++i) lines += "a\n";
  EXPECT_TRUE(read(lines, "a.txt").says("lines: a list"));
}

TEST(Text, OneLongLineWithoutEnd) {
  std::string text(1 << 20, 'a');
  EXPECT_EQ(read(text, "a.txt").documents.size(), 1u);
  for (std::size_t i = 0; i < text.size(); i += 2) text[i] = '\n';
  EXPECT_EQ(read(text, "a.txt").documents.size(), 1u);
  for (std::size_t i = 0; i < text.size(); i += 2) text[i] = 'Q';
  read("HALM (QQ) - " + text, "a.txt");
}

TEST(Sniff, Formats) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "empty"}, {" \n", "empty"}, {"<!DOCTYPE html><p>x", "html"}, {"\xEF\xBB\xBF<html>", "html"}, {"%PDF-1.4", "pdf"}, {"WARC/1.0\r\n", "warc"},
      {gzip("WARC/1.1\r\nx"), "warc"}, {gzip("hello"), "gzip"}, {"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "feed"}, {"<feed xmlns=\"x\">", "feed"},
      {"{\"id\":1,\"text\":\"x\"}\n", "jsonl"}, {"From: a@b.example\nSubject: x\n\ntext", "wire"}, {"ALN / HALM-MILL / HALM\n\ntext", "wire"},
      {"Nothing special here.", "text"}, {"He said <b>this</b>.</p>", "html"}, {std::string("\x89PNG\r\n\x1a\n\0\0", 10), "binary"},
  };
  for (const auto& [bytes, format] : cases) EXPECT_EQ(sniff(bytes, "file"), format) << bytes.substr(0, 30);
}

TEST(Text, NothingCrashesOnCutOrBrokenInput) {
  mutate(kWire, 1, 1500, [](const std::string& s) { read(s, "a.txt"); });
}

}  // namespace
}  // namespace stemma::ingest
