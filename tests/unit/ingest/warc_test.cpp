#include "ingest/warc/warc.h"

#include <gtest/gtest.h>

#include "ingest/source.h"
#include "ingest/warc/http.h"
#include "make.h"

namespace stemma::ingest {
namespace {

using namespace test;

std::string parts(const Got& got) {
  std::string out;
  for (const Document& d : got.documents) out += (out.empty() ? "" : " ") + d.part.substr(d.part.find_last_of('/') + 1);
  return out;
}

TEST(Warc, ABodyOfAFewBytesIsReadAsItStands) {  // found by warc_fuzz: it was read where it had been before it was moved
  const std::string body = "<title>Open";
  for (const auto& [headers, sent] : {std::pair<std::string, std::string>{"Content-Type: text/html", body},
                                      {"Content-Type: text/html\r\nTransfer-Encoding: chunked", "b\r\n" + body + "\r\n0\r\n\r\n"}}) {
    const Got got = read(record("response", "https://fenn.example/a", "application/http", http(headers, sent)), "a.warc");
    ASSERT_EQ(got.documents.size(), 1u) << headers;
    EXPECT_EQ(got.documents[0].title.value, "Open");
  }
}

TEST(Warc, PlainAndCompressedGiveTheSame) {
  const std::vector<std::string> records = {
      "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 17\r\n\r\nsoftware: pencil\n\r\n\r\n", response("halm"),
      record("request", "https://fenn.example/halm", "application/http", "GET / HTTP/1.1\r\n\r\n"), response("oskarn")};
  std::string plain, members, one_member;
  for (const std::string& r : records) plain += r, members += gzip(r);
  one_member = gzip(plain);
  std::string crumbs;  // members that do not end where records end
  for (std::size_t i = 0; i < plain.size(); i += 7) crumbs += gzip(plain.substr(i, 7));
  for (const std::string& bytes : {plain, members, one_member, crumbs}) {
    const Got got = read(bytes, "crawl.warc");
    EXPECT_EQ(parts(got), "halm oskarn");
    EXPECT_TRUE(got.errors.empty()) << got.errors[0].line();
    ASSERT_EQ(got.documents.size(), 2u);
    const Document& d = got.documents[0];
    EXPECT_EQ(d.path, "crawl.warc#https://fenn.example/halm");
    EXPECT_EQ(d.format, "warc+html");
    EXPECT_EQ(d.title.value, "The mill of halm");
    EXPECT_TRUE(d.published.empty());  // the day of capture is not the day of publication
    EXPECT_TRUE(d.warnings.empty());
    EXPECT_EQ(d.id, document_id(d.sha256, d.part));
  }
}

TEST(Warc, LineFeedsAloneAreAccepted) {
  const std::string block = "HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + page("halm");
  const std::string bytes = "WARC/1.0\nWARC-Type: response\nWARC-Target-URI: <https://fenn.example/halm>\nContent-Type: application/http\nContent-Length: " +
                            std::to_string(block.size()) + "\n\n" + block + "\n\n";
  const Got got = read(bytes, "a.warc");
  EXPECT_EQ(parts(got), "halm");
  EXPECT_TRUE(got.errors.empty());
}

TEST(Warc, PayloadCodings) {
  const std::string html = page("halm");
  char size[16];
  std::snprintf(size, sizeof size, "%zx", html.size() - 100);
  const std::string chunked = "64\r\n" + html.substr(0, 100) + "\r\n" + size + ";x=y\r\n" + html.substr(100) + "\r\n0\r\n\r\n";
  const std::pair<std::string, std::string> cases[] = {
      {"Content-Type: text/html\r\nTransfer-Encoding: chunked", chunked},
      {"Content-Type: text/html\r\nTransfer-Encoding: chunked", html},  // header kept, coding undone
      {"Content-Type: text/html\r\nContent-Encoding: gzip", gzip(html)},
      {"Content-Type: text/html\r\nContent-Encoding: gzip", html},
      {"Content-Type: text/html\r\nContent-Encoding: deflate", zlib(html)},
      {"Content-Type: text/html\r\nContent-Encoding: br", html},
      {"Content-Type: text/html\r\nContent-Encoding: br", brotli(html)},
      {"Content-Type: text/html\r\nContent-Encoding: zstd", zstd(html)},
      {"Content-Type: text/html\r\nContent-Encoding: gzip, br", brotli(gzip(html))},
      {"Content-Type: text/html\r\nContent-Encoding: identity", html},
      {"X-Nothing: here", html},
  };
  for (const auto& [headers, body] : cases) {
    const Got got = read(record("response", "https://fenn.example/halm", "application/http", http(headers, body)), "a.warc");
    ASSERT_EQ(got.documents.size(), 1u) << headers << (got.errors.empty() ? "" : got.errors[0].line());
    EXPECT_NE(got.documents[0].text.find("lowest mark in a hundred years"), std::string::npos) << headers;
  }
  for (const std::string coding : {"br", "dcb"}) {
    const Got damaged = read(record("response", "https://fenn.example/halm", "application/http",
                                    http("Content-Type: text/html\r\nContent-Encoding: " + coding, "\x1b\x0f\xf8\xff\x8e\x9d")), "a.warc");
    EXPECT_TRUE(damaged.says(coding == "br" ? "brotli data" : "compressed as \"dcb\"")) << damaged.errors.size();
  }
}

TEST(Warc, TheCharsetOfTheHeaderCounts) {
  const std::string block = http("Content-Type: text/html; charset=\"windows-1252\"",
                                 "<html><body><article><p>The caf\xE9 at the mill was closed on Tuesday, the miller said to all who asked.</p></article></body></html>");
  const Got got = read(record("response", "https://fenn.example/cafe", "application/http", block), "a.warc");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_NE(got.documents[0].text.find("caf\xC3\xA9"), std::string::npos);
}

TEST(Warc, ResourceAndConversionRecords) {
  const Got got = read(record("resource", "https://fenn.example/page", "text/html", page("page")) +
                           record("conversion", "https://fenn.example/text", "text/plain",
                                  "The mill has stopped\n\nThe miller said on Tuesday that the river had fallen too low.\n"),
                       "a.warc");
  EXPECT_EQ(parts(got), "page text");
  EXPECT_EQ(got.documents[1].format, "warc+text");
}

TEST(Warc, WhatIsPassedOverIsCounted) {
  const Got got = read(response("halm") + record("response", "https://fenn.example/gone", "application/http", http("Content-Type: text/html", "gone", "404 Not Found")) +
                           record("response", "https://fenn.example/logo", "application/http", http("Content-Type: image/png", "PNG")) + record("revisit",
                               "https://fenn.example/halm", "application/http", "x"),
                       "a.warc");
  ASSERT_EQ(got.documents.size(), 1u);
  ASSERT_EQ(got.documents[0].warnings.size(), 1u);
  EXPECT_EQ(got.documents[0].warnings[0], "records of the WARC passed over: 1 not a page, 1 status 404");
  EXPECT_TRUE(got.says("1 revisit record"));
  const Got none = read(record("response", "https://fenn.example/gone", "application/http", http("", "x", "404 Not Found")), "a.warc");
  EXPECT_TRUE(none.says("no pages in this WARC")) << none.errors.size();
}

TEST(Warc, TheSameAddressTwiceGivesTwoParts) {
  const Got got = read(response("halm") + response("halm"), "a.warc");
  EXPECT_EQ(parts(got), "halm halm (2)");
  EXPECT_NE(got.documents[0].id, got.documents[1].id);
}

TEST(Warc, ALyingLengthCostsThatRecordOnly) {
  const std::size_t honest = http("Content-Type: text/html; charset=utf-8", page("oskarn")).size();
  for (const long lie : {0L, 10L, static_cast<long>(honest) - 3, static_cast<long>(honest) + 30, 100'000'000L, 999'999'999'999'999'999L}) {
    const std::string first = response("halm"), liar = response("oskarn", lie), last = response("fenn");
    const Got plain = read(first + liar + last, "a.warc");
    EXPECT_EQ(parts(plain), "halm fenn") << lie;
    ASSERT_EQ(plain.errors.size(), 1u) << lie;
    EXPECT_EQ(plain.errors[0].at, first.size()) << lie;
    EXPECT_TRUE(plain.says("record says")) << plain.errors[0].line();

    const Got packed = read(gzip(first) + gzip(liar) + gzip(last), "a.warc.gz");
    EXPECT_EQ(parts(packed), "halm fenn") << lie;
    EXPECT_GE(packed.errors.size(), 1u) << lie;
    EXPECT_EQ(packed.errors[0].at, gzip(first).size()) << lie;
  }
}

TEST(Warc, GarbageBetweenRecords) {
  const std::string junk = "\n<!-- nobody knows where this came from -->\n";
  const Got got = read(response("halm") + junk + response("fenn"), "a.warc");
  EXPECT_EQ(parts(got), "halm fenn");
  EXPECT_TRUE(got.says("belong to no record"));

  const std::string packed = gzip(response("halm"));
  const Got zipped = read(packed + "junk \x1f\x8b\x08 and more" + gzip(response("fenn")), "a.warc.gz");
  EXPECT_EQ(parts(zipped), "halm fenn");
  ASSERT_EQ(zipped.errors.size(), 1u);
  EXPECT_EQ(zipped.errors[0].at, packed.size());
}

TEST(Warc, ATruncatedFileGivesWhatCameBefore) {
  const std::string one = gzip(response("halm")), two = gzip(response("fenn"));
  const Got got = read(one + two.substr(0, two.size() / 2), "a.warc.gz");
  EXPECT_EQ(parts(got), "halm");
  EXPECT_TRUE(got.says("end too soon")) << got.errors[0].line();
  EXPECT_GE(got.errors[0].at, one.size());
}

TEST(Warc, BrokenHeaders) {
  const std::string good = response("fenn");
  EXPECT_EQ(parts(read("WARC/1.0\r\nno colon here\r\n\r\n" + good, "a.warc")), "fenn");
  EXPECT_EQ(parts(read("WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + good, "a.warc")), "fenn");
  EXPECT_EQ(parts(read("WARC/1.0\r\nContent-Length: many\r\n\r\nx\r\n\r\n" + good, "a.warc")), "fenn");
  EXPECT_TRUE(read("WARC/1.0\r\n" + std::string(200'000, 'x'), "a.warc").says("header"));
}

TEST(Warc, AThousandFaultsAreCountedNotListed) {
  std::string bad;
  for (int i = 0; i < 5000; ++i) bad += "WARC/1.0\n";
  const Got got = read(bad + "\n" + response("halm"), "a.warc");
  EXPECT_EQ(parts(got), "halm");
  EXPECT_EQ(got.errors.size(), 101u);
  EXPECT_TRUE(got.says("more faults in this file"));
}

TEST(Warc, LimitsHold) {
  Limits limits;
  limits.max_page_bytes = 2000;
  const std::string big = record("response", "https://fenn.example/big", "application/http", http("Content-Type: text/html", std::string(5000, 'x')));
  for (const std::string& bytes : {response("halm") + big + response("fenn"), gzip(response("halm")) + gzip(big) + gzip(response("fenn")),
                                   gzip(response("halm") + big + response("fenn"))}) {
    const Got got = read(bytes, "a.warc", limits);
    EXPECT_EQ(parts(got), "halm fenn");
    EXPECT_TRUE(got.says("skipped")) << got.errors.size();
  }
  limits = {};
  limits.max_documents = 2;
  const Got many = read(response("a") + response("b") + response("c"), "a.warc", limits);
  EXPECT_LE(many.documents.size(), 2u);
  EXPECT_TRUE(many.says("more than 2 documents"));

  limits = {};
  limits.max_expansion = 20;
  const std::string bomb = gzip(record("resource", "https://fenn.example/bomb", "text/html", std::string(30 << 20, 'x')));
  const Got bombed = read(gzip(response("halm")) + bomb + gzip(response("fenn")), "a.warc.gz", limits);
  EXPECT_EQ(parts(bombed), "halm fenn");
  EXPECT_TRUE(bombed.says("out of proportion"));
}

TEST(Warc, ASinkThatSaysStopIsObeyed) {
  int seen = 0;
  ingest_each(response("a") + response("b") + response("c"), "a.warc", {}, [&](Result<Document>&&) { return ++seen < 1; });
  EXPECT_EQ(seen, 1);
}

TEST(Warc, NothingCrashesOnCutOrBrokenInput) {
  const std::string plain = response("halm") + record("resource", "https://fenn.example/r", "text/html", page("r"));
  mutate(plain, 1, 600, [](const std::string& s) { read(s, "a.warc"); });
  mutate(gzip(response("halm")) + gzip(response("fenn")), 1, 600, [](const std::string& s) { read(s, "a.warc.gz"); });
  mutate(zstd(response("halm")) + zstd(response("fenn")), 3, 400, [](const std::string& s) { read(s, "a.warc.zst"); });
}

std::string id_of(int n) { return "<urn:uuid:00000000-0000-4000-8000-00000000000" + std::to_string(n) + ">"; }

std::string captured(int id, const std::string& mark, const std::string& more = "") {
  return raw_record("WARC-Type: response\r\nWARC-Record-ID: " + id_of(id) + "\r\nWARC-Target-URI: https://fenn.example/" + mark +
                        "\r\nWARC-Date: 2031-05-14T17:03:11Z\r\nContent-Type: application/http\r\n" + more,
                    http("Content-Type: text/html", page(mark)));
}

std::string request(const std::string& method, const std::string& concurrent) {
  return raw_record("WARC-Type: request\r\nWARC-Record-ID: " + id_of(9) + "\r\nWARC-Concurrent-To: " + concurrent + "\r\n",
                    method + " /halm HTTP/1.1\r\nHost: fenn.example\r\n\r\n");
}

std::string revisit(int id, const std::string& mark, const std::string& refers, const std::string& profile = "identical-payload-digest") {
  return raw_record("WARC-Type: revisit\r\nWARC-Record-ID: " + id_of(id) + "\r\nWARC-Target-URI: https://fenn.example/" + mark +
                        "\r\nWARC-Date: 2031-06-01T08:00:00Z\r\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/" + profile +
                        "\r\nContent-Type: application/http\r\n" + refers,
                    http("Content-Type: text/html", ""));
}

TEST(Warc, TheDayOfCaptureIsKept) {
  const Got got = read(captured(1, "halm"), "a.warc");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].captured.value, "2031-05-14T17:03:11Z");
  EXPECT_EQ(got.documents[0].captured.origin, "WARC-Date");
  EXPECT_TRUE(got.documents[0].published.empty());
}

TEST(Warc, AnAnswerToAPostRequestSaysSo) {
  const std::string note = "it answers a POST request: the address alone does not bring it back";
  for (const std::string& bytes : {request("POST", id_of(1)) + captured(1, "halm"), captured(1, "halm") + request("POST", id_of(1)),
                                   request("POST", id_of(7)) + captured(1, "halm", "WARC-Concurrent-To: " + id_of(9) + "\r\n")}) {
    const Got got = read(bytes, "a.warc");
    ASSERT_EQ(got.documents.size(), 1u);
    EXPECT_EQ(got.documents[0].warnings, std::vector<std::string>{note});
  }
  EXPECT_TRUE(read(request("GET", id_of(1)) + captured(1, "halm"), "a.warc").documents[0].warnings.empty());
  EXPECT_TRUE(read(request("HEAD", id_of(1)) + captured(1, "halm"), "a.warc").says("answer to HEAD"));
}

TEST(Warc, RevisitsHaveTheTextOfWhatTheyReferTo) {
  const std::string named = "WARC-Refers-To: " + id_of(1) + "\r\n";
  const std::string captures = "WARC-Refers-To-Target-URI: https://fenn.example/halm\r\nWARC-Refers-To-Date: 2031-05-14T17:03:11Z\r\n";
  const std::string digest = "WARC-Payload-Digest: sha1:HALMHALMHALMHALMHALMHALMHALMHALM\r\n";
  for (const std::string& refers : {named, captures, digest}) {
    const std::vector<std::string> records = {captured(1, "halm", digest), revisit(2, "mill", refers), captured(3, "fenn")};
    std::string plain, members, frames;
    for (const std::string& r : records) plain += r, members += gzip(r), frames += zstd(r);
    for (const std::string& bytes : {plain, members, frames, gzip(plain), records[1] + records[0] + records[2]}) {
      const Got got = read(bytes, "a.warc");
      EXPECT_TRUE(got.errors.empty()) << got.errors[0].line();
      ASSERT_EQ(parts(got), "halm fenn mill");
      const Document& d = got.documents[2];
      EXPECT_EQ(d.title.value, "The mill of halm");
      EXPECT_EQ(d.captured.value, "2031-06-01T08:00:00Z");
      EXPECT_EQ(d.text, got.documents[0].text);
      ASSERT_EQ(d.warnings.size(), 1u);
      EXPECT_NE(d.warnings[0].find("a revisit"), std::string::npos);
    }
  }
}

TEST(Warc, NotModifiedMeansTheLastCaptureOfThatAddress) {
  const Got got = read(captured(1, "halm") + revisit(2, "halm", "", "server-not-modified") + revisit(3, "gone", "", "server-not-modified"), "a.warc");
  EXPECT_EQ(parts(got), "halm halm (2)");
  ASSERT_EQ(got.errors.size(), 1u);
  EXPECT_TRUE(got.says("1 revisit record of captures that are not in this file, first: https://fenn.example/gone")) << got.errors[0].line();
}

TEST(Warc, MissingAndCyclicRevisitsAreNamed) {
  const auto to = [](int n) { return "WARC-Refers-To: " + id_of(n) + "\r\n"; };
  const Got missing = read(captured(1, "halm") + revisit(2, "a", to(7)) + revisit(3, "b", to(8)), "a.warc");
  EXPECT_EQ(parts(missing), "halm");
  EXPECT_TRUE(missing.says("2 revisit records of captures that are not in this file, first: https://fenn.example/a"));
  const Got circle = read(captured(1, "halm") + revisit(2, "a", to(3)) + revisit(3, "b", to(2)) + revisit(4, "c", to(4)), "a.warc");
  EXPECT_EQ(parts(circle), "halm");
  EXPECT_TRUE(circle.says("3 revisit records that refer to each other in a circle"));
  const Got chain = read(captured(1, "halm") + revisit(2, "a", to(1)) + revisit(3, "b", to(2)), "a.warc");
  EXPECT_EQ(parts(chain), "halm a b");
}

TEST(Warc, ManyRevisitsOfOneLargeRecordAreBounded) {
  std::string large = page("halm");
  large.insert(large.find("</article>"), "<p>" + std::string(1 << 20, 'x') + "</p>");
  std::string bytes = gzip(raw_record("WARC-Type: resource\r\nWARC-Record-ID: " + id_of(1) + "\r\nContent-Type: text/html\r\n", large));
  for (int i = 0; i < 3000; ++i) bytes += gzip(revisit(2, "a" + std::to_string(i), "WARC-Refers-To: " + id_of(1) + "\r\n"));
  Limits limits;
  limits.max_page_bytes = 4 << 20;
  limits.max_expansion = 5000;
  const Got got = read(bytes, "a.warc.gz", limits);
  EXPECT_LT(got.documents.size(), 20u);
  EXPECT_TRUE(got.says("more revisit records were not followed"));
}

TEST(Warc, ConversionsOfPagesThatWereReadAreLeftOut) {
  const auto conversion = [](int of) {
    return raw_record("WARC-Type: conversion\r\nWARC-Target-URI: https://fenn.example/c" + std::to_string(of) + "\r\nWARC-Refers-To: " + id_of(of) +
                          "\r\nContent-Type: text/plain\r\n",
                      "The mill has stopped\n\nThe miller said on Tuesday that the river had fallen too low.\n");
  };
  const Got got = read(captured(1, "halm") + conversion(1) + conversion(7), "a.warc");
  EXPECT_EQ(parts(got), "halm c7");
  EXPECT_NE(got.documents[1].warnings.back().find("1 conversion of a page that was read"), std::string::npos);
}

TEST(Warc, CutRecordsSaySo) {
  const Got got = read(captured(1, "halm", "WARC-Truncated: length\r\n") + captured(2, "fenn", "WARC-Segment-Number: 1\r\n"), "a.warc");
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_TRUE(got.documents[0].repaired);
  EXPECT_EQ(got.documents[0].warnings[0], "the crawler cut the record short (length)");
  EXPECT_NE(got.documents[1].warnings[0].find("only its first segment"), std::string::npos);
}

TEST(Warc, WhatIsNoPageHasItsOwnReader) {
  std::string story;
  for (int i = 0; i < 6; ++i) story += "The miller said on Tuesday that the river had fallen too low to drive the mill.\\n";
  const auto of = [](const std::string& name, const std::string& type, const std::string& body) {
    return record("response", "https://fenn.example/" + name, "application/http", http("Content-Type: " + type, body));
  };
  std::string text = story;
  for (std::size_t at; (at = text.find("\\n")) != std::string::npos;) text.replace(at, 2, "\n");
  const Got got = read(of("text", "text/plain", text) + of("robots.txt", "text/plain", text) + of("data", "application/json", R"({"a": [1, 2]})") +
                           of("story", "application/json", R"({"id": "7", "title": "Mill stops", "text": ")" + story + "\"}") +
                           of("feed", "application/rss+xml", "<rss version=\"2.0\"><channel><title>Moor Wire</title><item><title>Mill stops</title><guid>g1</guid>"
                              "<description>The mill has stopped, the miller said.</description></item></channel></rss>") +
                           of("script", "text/plain", "var a=[1,2,3];" + std::string(400, ';')),
                       "a.warc");
  ASSERT_EQ(parts(got), "text story#7 feed#g1") << (got.errors.empty() ? "" : got.errors[0].line());
  EXPECT_EQ(got.documents[0].format, "warc+text");
  EXPECT_EQ(got.documents[1].format, "warc+jsonl");
  EXPECT_EQ(got.documents[2].format, "warc+feed");
  EXPECT_EQ(got.documents[2].warnings.back(), "records of the WARC passed over: 3 not a page");
}

// The source of a document, undone, is the page that it was read from.
TEST(Warc, SourcesLeadBackToThePage) {
  const std::string html = page("halm");
  char size[16];
  std::snprintf(size, sizeof size, "%zx", html.size());
  const std::string response = raw_record("WARC-Type: response\r\nWARC-Target-URI: https://fenn.example/halm\r\n",
                                          http("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br",
                                               "0003\r\n" + brotli(html).substr(0, 3) + "\r\n" + size + "\r\n" + brotli(html).substr(3, html.size()) + "\r\n1\r\n\x03\r\n0\r\n\r\n"));
  const std::string one = captured(1, "fenn"), dictionary = page("oskarn");
  const std::string head = from_hex("5d2a4d18") + std::string{static_cast<char>(dictionary.size()), static_cast<char>(dictionary.size() >> 8), 0, 0} + dictionary;
  for (const std::string& bytes : {one + response, gzip(one) + gzip(response), gzip(one + response), zstd(one) + zstd(response),
                                   head + zstd(one, dictionary) + zstd(response, dictionary)}) {
    const Got got = read(bytes, "a.warc");
    ASSERT_EQ(got.documents.size(), 2u) << got.errors[0].line();
    const auto first = source_bytes(bytes, got.documents[0].source, {}), second = source_bytes(bytes, got.documents[1].source, {});
    ASSERT_TRUE(first && second) << (first ? second.error().line() : first.error().line());
    EXPECT_EQ(*first, page("fenn"));
    EXPECT_EQ(*second, html);
    const auto span = source_span(got.documents[1].map, got.documents[1].blocks.back().span);
    ASSERT_TRUE(span);
    EXPECT_EQ(second->substr(span->begin, span->end - span->begin), slice(got.documents[1], got.documents[1].blocks.back().span));
  }
}

TEST(Warc, ZstdFilesAndTheirDictionary) {
  const std::string dictionary = page("oskarn"), packed = zstd(dictionary);
  const auto frame = [](const std::string& content) {
    return from_hex("5d2a4d18") + std::string{static_cast<char>(content.size()), static_cast<char>(content.size() >> 8), 0, 0} + content;
  };
  for (const std::string& head : {frame(dictionary), frame(packed)}) {
    const std::string bytes = head + zstd(response("halm"), dictionary) + zstd(response("fenn"), dictionary);
    EXPECT_EQ(sniff(bytes, "x"), "warc");
    EXPECT_EQ(parts(read(bytes, "a.warc.zst")), "halm fenn");
  }
  const std::string lost = zstd(response("halm")) + zstd(response("fenn"), dictionary);
  EXPECT_EQ(parts(read(lost, "a.warc.zst")), "halm");
  EXPECT_FALSE(read(lost, "a.warc.zst").errors.empty());
  const std::string junk = zstd(response("halm")) + "junk \x28\xB5\x2F\xFD more" + zstd(response("fenn"));
  EXPECT_EQ(parts(read(junk, "a.warc.zst")), "halm fenn");
  EXPECT_TRUE(read(junk, "a.warc.zst").says("not zstd"));

  Limits limits;
  limits.max_expansion = 20;
  const std::string bomb = zstd(record("resource", "https://fenn.example/bomb", "text/html", std::string(30 << 20, 'x')));
  const Got bombed = read(zstd(response("halm")) + bomb + zstd(response("fenn")), "a.warc.zst", limits);
  EXPECT_EQ(parts(bombed), "halm fenn");
  EXPECT_TRUE(bombed.says("out of proportion"));
}

TEST(Warc, CutAtEveryTwentieth) {
  const std::string plain = captured(1, "halm") + revisit(2, "mill", "WARC-Refers-To: " + id_of(1) + "\r\n") + captured(3, "fenn");
  for (const std::string& bytes : {plain, gzip(plain), gzip(captured(1, "halm")) + gzip(captured(3, "fenn")), zstd(plain)})
    for (int k = 1; k < 20; ++k) {
      const Got got = read(bytes.substr(0, bytes.size() * static_cast<std::size_t>(k) / 20), "a.warc");
      EXPECT_FALSE(got.errors.empty() && got.documents.empty()) << k;
    }
}

TEST(Http, ParseHttp) {
  const auto r = parse_http("HTTP/1.0 203 Non-Authoritative\nCONTENT-TYPE: Text/HTML;charset='utf-8'\n\nbody");
  ASSERT_TRUE(r);
  EXPECT_EQ(r->status, 203);
  EXPECT_EQ(r->type, "text/html");
  EXPECT_EQ(r->charset, "utf-8");
  EXPECT_EQ(r->body, "body");
  EXPECT_FALSE(parse_http("HTTP/1.1 200 OK\r\nContent-Type: text/html"));
  EXPECT_FALSE(parse_http("GET / HTTP/1.1\r\n\r\n"));
}

}  // namespace
}  // namespace stemma::ingest
