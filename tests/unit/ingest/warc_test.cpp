#include "ingest/warc/warc.h"

#include <gtest/gtest.h>

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
      {"X-Nothing: here", html},
  };
  for (const auto& [headers, body] : cases) {
    const Got got = read(record("response", "https://fenn.example/halm", "application/http", http(headers, body)), "a.warc");
    ASSERT_EQ(got.documents.size(), 1u) << headers << (got.errors.empty() ? "" : got.errors[0].line());
    EXPECT_NE(got.documents[0].text.find("lowest mark in a hundred years"), std::string::npos) << headers;
  }
  const Got brotli = read(record("response", "https://fenn.example/halm", "application/http",
                                 http("Content-Type: text/html\r\nContent-Encoding: br", "\x1b\x0f\xf8\xff\x8e\x9d")), "a.warc");
  EXPECT_TRUE(brotli.says("compressed as \"br\"")) << brotli.errors.size();
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
  EXPECT_EQ(got.documents[0].warnings[0], "records of the WARC passed over: 1 not a page, 1 revisit, 1 status 404");
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
