#include "ingest/wacz/wacz.h"

#include <gtest/gtest.h>

#include "ingest/source.h"
#include "ingest/wacz/zip.h"
#include "make_zip.h"

namespace stemma::ingest {
namespace {

using namespace test;

std::string parts(const Got& got) {
  std::string out;
  for (const Document& d : got.documents) out += (out.empty() ? "" : " ") + d.part.substr(d.part.find_last_of('/') + 1);
  return out;
}

std::string said(const Got& got) {
  std::string out;
  for (const Error& e : got.errors) out += e.line() + "\n";
  return out;
}

ZipFile archive(const std::string& name, const std::string& mark) { return {"archive/" + name + ".warc.gz", gzip(response(mark))}; }

TEST(Wacz, WarcsOfOneCrawl) {
  const std::string bare = record("response", "https://fenn.example/bare", "application/http",
                                  http("Content-Type: text/html", "<html><body><p>The mill has stopped for good, the miller of Halm said on Tuesday to all who asked him.</p></body></html>"));
  const std::string pages = R"({"format": "json-pages-1.0", "id": "pages"})" "\n" R"({"url": "https://fenn.example/bare", "title": "The mill  is still"})" "\nbroken\n";
  for (const bool zip64 : {false, true})
    for (const bool deflated : {false, true}) {
      std::vector<ZipFile> files = {archive("one", "halm"), {"archive/two.warc.gz", gzip(bare)}, {"indexes/index.cdx", "no good"}, {"pages/pages.jsonl", pages, true}};
      files[0].deflated = deflated;
      const std::string bytes = wacz(files, zip64);
      EXPECT_EQ(sniff(bytes, "x"), "wacz");
      const Got got = read(bytes, "crawl.wacz");
      EXPECT_EQ(said(got), "");
      ASSERT_EQ(parts(got), "halm bare");
      EXPECT_EQ(got.documents[0].format, "wacz+html");
      EXPECT_EQ(got.documents[0].path, "crawl.wacz#https://fenn.example/halm");
      EXPECT_EQ(got.documents[0].captured.value, "2031-05-14T17:03:11Z");
      EXPECT_EQ(got.documents[0].title.origin == "pages.jsonl", false);
      EXPECT_EQ(got.documents[1].title.value, "The mill is still");
      EXPECT_EQ(got.documents[1].title.origin, "pages.jsonl");
      const auto source = source_bytes(bytes, got.documents[0].source, {});
      ASSERT_TRUE(source) << source.error().line();
      EXPECT_EQ(*source, page("halm"));
    }
}

TEST(Wacz, ARevisitMayReferToAnotherFile) {
  const std::string first = raw_record("WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://fenn.example/halm\r\n",
                                       http("Content-Type: text/html", page("halm")));
  const std::string second = raw_record("WARC-Type: revisit\r\nWARC-Refers-To: <urn:uuid:1>\r\nWARC-Target-URI: https://fenn.example/mill\r\n", http("Content-Type: text/html", ""));
  const std::string bytes = wacz({{"archive/a.warc.gz", gzip(second)}, {"archive/b.warc.gz", gzip(first)}});
  const Got got = read(bytes, "crawl.wacz");
  EXPECT_EQ(said(got), "");
  ASSERT_EQ(parts(got), "halm mill");
  EXPECT_EQ(source_bytes(bytes, got.documents[1].source, {}).value_or(""), page("halm"));
}

TEST(Wacz, WhatIsNotAsListedIsNamedAndRead) {
  std::vector<ZipFile> files = {archive("one", "halm"), archive("two", "fenn")};
  const std::string package = datapackage(files);
  files[0].data = gzip(response("other"));
  files.push_back({"datapackage.json", package});
  const Got altered = read(zip(files), "a.wacz");
  EXPECT_EQ(parts(altered), "other fenn");
  EXPECT_EQ(altered.errors.size(), 1u);
  EXPECT_TRUE(altered.says("archive/one.warc.gz is not the file that datapackage.json lists"));
  EXPECT_EQ(altered.documents[0].warnings, std::vector<std::string>{"archive/one.warc.gz is not the file that datapackage.json lists"});
  EXPECT_TRUE(altered.documents[1].warnings.empty());

  files[0] = {"archive/new.warc.gz", gzip(response("new"))};
  const Got added = read(zip(files), "a.wacz");
  EXPECT_EQ(parts(added), "new fenn");
  EXPECT_TRUE(added.says("archive/one.warc.gz is listed in datapackage.json, but not there"));
  EXPECT_EQ(added.documents[0].warnings, std::vector<std::string>{"archive/new.warc.gz is not listed in datapackage.json"});

  files = {archive("one", "halm")};
  files.push_back({"datapackage.json", datapackage(files) + " "});
  files.push_back({"datapackage-digest.json", R"({"path": "datapackage.json", "hash": "sha256:00"})"});
  EXPECT_TRUE(read(zip(files), "a.wacz").says("not the one that datapackage-digest.json vouches for"));
  files = {archive("one", "halm")};
  EXPECT_TRUE(read(zip(files), "a.wacz").says("no datapackage.json"));
  files.push_back({"datapackage.json", "[1, 2"});
  EXPECT_TRUE(read(zip(files), "a.wacz").says("datapackage.json is damaged"));
  EXPECT_TRUE(read(zip({{"datapackage.json", R"({"resources": []})"}}), "a.wacz").says("no WARC file"));
}

TEST(Wacz, PathTricksAreRefused) {
  for (const std::string name : {"archive/../../home/x.warc.gz", "/archive/x.warc.gz", "archive\\x.warc.gz", "C:archive/x.warc.gz", "archive/x\n.warc.gz", "archive/\xff.warc.gz", ".."}) {
    const Got got = read(wacz({archive("one", "halm"), {name, gzip(response("evil"))}}), "a.wacz");
    EXPECT_EQ(parts(got), "halm") << name;
    EXPECT_TRUE(got.says("not read")) << name;
  }
  const Got twice = read(wacz({archive("one", "halm"), archive("two", "fenn"), archive("two", "evil")}), "a.wacz");
  EXPECT_EQ(parts(twice), "halm");
  EXPECT_TRUE(twice.says("stands there 2 times"));
}

TEST(Wacz, LiesAboutPlacesAndSizesAreRefused) {
  const auto refused = [](std::vector<ZipFile> files, const std::string& words, bool zip64 = false) {
    const Got got = read(zip(files, zip64), "a.wacz");
    EXPECT_EQ(got.documents.size(), 0u) << words;
    EXPECT_TRUE(got.says(words)) << words << ": " << said(got);
  };
  ZipFile one = archive("one", "halm"), two = archive("two", "fenn");
  two.local_at = 0;
  refused({one, two}, "contradicts itself about");  // the header there is another's
  two.name = one.name + "2";
  two.local_name = one.name;
  refused({one, two}, "contradicts itself");
  two = archive("two", "fenn");
  two.local_at = 1L << 40;
  refused({one, two}, "has no header", true);
  two.local_at = -1;
  two.size = 1L << 50;
  refused({one, two}, "lies outside it", true);
  // The kernel of overlapping bombs: an entry whose data hold the next one.
  const std::string inner = zip({{"archive/in.warc.gz", gzip(response("in"))}});
  ZipFile shell{"archive/shell.warc", inner};
  ZipFile in{"archive/in.warc.gz", gzip(response("in"))};
  in.local_at = static_cast<long>(30 + shell.name.size());
  refused({shell, in}, "overlap");
}

TEST(Wacz, BombsAreRefused) {
  const Got got = read(wacz({archive("one", "halm"), {"archive/bomb.warc", record("resource", "https://fenn.example/bomb", "text/html", std::string(30 << 20, 'x')), true}}), "a.wacz");
  EXPECT_EQ(parts(got), "halm");
  EXPECT_TRUE(got.says("out of proportion")) << said(got);
  const Got lying = read(wacz({archive("one", "halm"), {"archive/liar.warc", response("liar"), true, "", -1, 10}}), "a.wacz");
  EXPECT_EQ(parts(lying), "halm");
  EXPECT_TRUE(lying.says("size or checksum")) << said(lying);
  Limits limits;
  limits.max_documents = 2;
  EXPECT_TRUE(read(wacz({archive("a", "a"), archive("b", "b")}), "a.wacz", limits).says("4 entries"));
}

TEST(Wacz, AFileThatIsCutGivesWhatComesBefore) {
  const std::string whole = wacz({archive("one", "halm"), archive("two", "fenn")});
  const Got most = read(whole.substr(0, whole.size() - 60), "a.wacz");
  EXPECT_EQ(parts(most), "halm fenn");
  EXPECT_TRUE(most.says("has no directory"));
  for (int k = 1; k < 20; ++k) {
    const Got got = read(whole.substr(0, whole.size() * static_cast<std::size_t>(k) / 20), "a.wacz");
    EXPECT_FALSE(got.errors.empty()) << k;
  }
}

TEST(Zip, OtherArchivesAreNamedAndNotRead) {
  EXPECT_TRUE(read(zip({{"word/document.xml", "<w/>"}}), "a.docx").says("ZIP archive"));
  Limits limits;
  EXPECT_FALSE(open_zip("", limits));
  EXPECT_FALSE(open_zip("PK\x05\x06", limits));
}

TEST(Zip, NothingCrashesOnCutOrBrokenInput) {
  const std::string small = wacz({archive("one", "halm"), {"pages/pages.jsonl", "{}", true}}, true);
  mutate(small, 3, 1500, [](const std::string& s) { read(s, "a.wacz"); });
}

}  // namespace
}  // namespace stemma::ingest
