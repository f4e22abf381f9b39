#include "ingest/newsml/newsml.h"

#include <gtest/gtest.h>

#include "map_check.h"

namespace stemma::ingest {
namespace {

using namespace test;

std::string item(const std::string& status, const std::string& body, const std::string& meta = "", const std::string& guid = "tag:boreal.example,2031:halm-mill") {
  return R"(<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid=")" + guid + R"(" version="2" standard="NewsML-G2" standardversion="2.33" xml:lang="en">
<rightsInfo><copyrightHolder literal="Boreal Press"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="bp:1"><name>Boreal Press</name></provider><versionCreated>2031-05-06T15:10:00+02:00</versionCreated>
<firstCreated>2031-05-06T14:05:00+02:00</firstCreated><pubStatus qcode="stat:)" + status + R"("/><service><name>Boreal World</name></service>)" + meta + R"(</itemMeta>
<contentMeta><urgency>3</urgency><headline>Mill of Halm stops &amp; baker worries</headline><by>By Jane Orme and Piers Aldwin</by><creditline>Boreal Press</creditline>
<dateline>HALM, Fenn, May 6 (Boreal Press) -</dateline><language tag="en"/></contentMeta>
<contentSet>)" + body + "</contentSet></newsItem>";
}

const std::string kNitf = R"(<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>x</title></head><body><body.head><hedline><hl1>Other words</hl1></hedline></body.head>
<body.content><p>The mill of Halm stopped on Tuesday, the <org>River Board</org> said, because the river &lt;the Fenn&gt; had fallen.</p><hl2>Flour</hl2><p>The baker buys flour elsewhere.</p>
<media><media-reference mime-type="image/jpeg">mill.jpg</media-reference><media-caption>The mill on Tuesday</media-caption></media></body.content></body></nitf></inlineXML>)";

TEST(NewsMl, AnItemWithNitf) {
  const std::string bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + item("usable", kNitf);
  EXPECT_EQ(sniff(bytes, "x"), "newsml");
  const Got got = read(bytes, "a.xml");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "newsml");
  EXPECT_EQ(d.path, "a.xml");
  EXPECT_EQ(d.title.value, "Mill of Halm stops & baker worries");
  ASSERT_EQ(d.authors.size(), 2u);
  EXPECT_EQ(d.authors[1].value, "Piers Aldwin");
  EXPECT_EQ(d.publisher.value, "Boreal Press");
  EXPECT_EQ(d.agency.value, "Boreal Press");
  EXPECT_EQ(d.published.value, "2031-05-06T14:05:00+02:00");
  EXPECT_EQ(d.modified.value, "2031-05-06T15:10:00+02:00");
  EXPECT_EQ(d.section.value, "Boreal World");
  ASSERT_TRUE(d.dateline);
  EXPECT_EQ(d.dateline->place, "HALM, Fenn");
  EXPECT_FALSE(d.withdrawn);
  EXPECT_EQ(d.text, "Mill of Halm stops & baker worries\nThe mill of Halm stopped on Tuesday, the River Board said, because the river <the Fenn> had fallen.\nFlour\nThe baker buys flour elsewhere.\nThe mill on Tuesday");
  EXPECT_EQ(d.blocks[2].kind, BlockKind::subheading);
  EXPECT_EQ(d.blocks[4].kind, BlockKind::caption);
  EXPECT_EQ(origin_of(bytes, d, "the river <the Fenn> had"), "the river &lt;the Fenn&gt; had");
  EXPECT_EQ(origin_of(bytes, d, "stops & baker"), "stops &amp; baker");
  EXPECT_EQ(origin_of(bytes, d, "the River Board said"), "the <org>River Board</org> said");
}

TEST(NewsMl, XhtmlAndPlainBodies) {
  for (const std::string body : {R"(<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body><p>The mill of Halm stopped on Tuesday.</p><p>The baker worries.</p></body></html></inlineXML>)",
                                 R"(<remoteContent href="x.jpg"/><inlineData contenttype="text/plain">The mill of Halm stopped on Tuesday.
The baker worries.</inlineData>)",
                                 R"(<inlineData contenttype="text/html">&lt;p&gt;The mill of Halm stopped on Tuesday.&lt;/p&gt;&lt;p&gt;The baker worries.&lt;/p&gt;</inlineData>)"}) {
    const Got got = read(item("usable", body), "a.xml");
    ASSERT_EQ(got.documents.size(), 1u) << body;
    EXPECT_EQ(got.documents[0].text, "Mill of Halm stops & baker worries\nThe mill of Halm stopped on Tuesday.\nThe baker worries.");
    EXPECT_EQ(origin_of(item("usable", body), got.documents[0], "The baker worries."), "The baker worries.");
  }
}

TEST(NewsMl, KillsCorrectionsAndWithheldItems) {
  const Got kill = read(item("canceled", "", "<edNote>Editors: kill the item on the mill of Halm. The river never fell.</edNote>"), "a.xml");
  ASSERT_EQ(kill.documents.size(), 1u) << kill.errors[0].line();
  EXPECT_TRUE(kill.documents[0].withdrawn);
  EXPECT_TRUE(kill.documents[0].kill_notice);
  EXPECT_EQ(kill.documents[0].blocks.back().kind, BlockKind::correction);
  const Got withheld = read(item("withheld", kNitf), "a.xml");
  EXPECT_TRUE(withheld.documents[0].withdrawn);
  EXPECT_FALSE(withheld.documents[0].kill_notice);
  const Got corrected = read(item("usable", kNitf, "<edNote>River Board, not Mill Board</edNote><signal qcode=\"sig:correction\"/>"), "a.xml");
  EXPECT_FALSE(corrected.documents[0].withdrawn);
  EXPECT_EQ(corrected.documents[0].blocks[1].kind, BlockKind::correction);
  EXPECT_EQ(slice(corrected.documents[0], corrected.documents[0].blocks[1].span), "River Board, not Mill Board");
  const std::string by_uri = item("usable", kNitf).replace(item("usable", kNitf).find("qcode=\"stat:usable\""), 19, "uri=\"http://cv.iptc.org/newscodes/pubstatusg2/canceled\"");
  EXPECT_TRUE(read(by_uri, "a.xml").documents[0].withdrawn);
  const Got added = read(item("usable", kNitf, "<edNote>ADDS quotes</edNote>"), "a.xml");
  EXPECT_EQ(added.documents[0].text.find("ADDS"), std::string::npos);
}

TEST(NewsMl, MessagesOfSeveralItems) {
  const Got got = read("<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2031-05-06T15:10:00Z</sent></header><itemSet>" + item("usable", kNitf, "", "urn:1") +
                           item("usable", "<remoteContent href=\"mill.jpg\"/>", "", "urn:2") + item("usable", kNitf, "", "urn:1") + "</itemSet></newsMessage>",
                       "a.xml");
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(got.documents[0].part, "urn:1");
  EXPECT_EQ(got.documents[1].part, "urn:1 (2)");
  EXPECT_TRUE(got.says("a news item without text"));
}

TEST(NewsMl, Nitf) {
  const Got got = read(R"(<nitf><head><docdata management-status="canceled"><doc-id id-string="halm-mill"/><date.issue norm="20310506T140500Z"/><doc.copyright holder="Quillon Newswire" year="2031"/></docdata></head>
<body><body.head><hedline><hl1>Mill of Halm stops</hl1></hedline><byline>By <person>Jane Orme</person><byttl>Staff</byttl></byline><dateline><location>PORT ALDANE, Kestria</location></dateline></body.head>
<body.content><p>The mill of Halm stopped on Tuesday, the miller said.</p></body.content></body></nitf>)",
                       "a.xml");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.title.value, "Mill of Halm stops");
  EXPECT_EQ(d.publisher.value, "Quillon Newswire");
  EXPECT_EQ(d.agency.value, "Quillon Newswire");
  EXPECT_TRUE(d.kill_notice);
  ASSERT_EQ(d.authors.size(), 1u);
  EXPECT_EQ(d.authors[0].value, "Jane Orme");
  EXPECT_EQ(d.dateline->place, "PORT ALDANE");
}

TEST(NewsMl, BadInput) {
  EXPECT_TRUE(read("<packageItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><groupSet/></packageItem>", "a.xml").says("no news item"));
  EXPECT_TRUE(read("<!DOCTYPE newsItem [<!ENTITY a \"aaaa\">]><newsItem guid=\"x\">&a;</newsItem>", "a.xml").says("declares entities"));
  const std::string whole = "<newsMessage><itemSet>" + item("usable", kNitf, "", "urn:1") + item("usable", kNitf, "", "urn:2") + "</itemSet></newsMessage>";
  for (std::size_t k = 1; k < 20; ++k) {
    const Got got = read(whole.substr(0, whole.size() * k / 20), "a.xml");
    EXPECT_FALSE(got.errors.empty()) << k;
    EXPECT_EQ(got.documents.size(), k >= 10 ? 1u : 0u) << k;
  }
  mutate(whole, 11, 1500, [](const std::string& s) { read(s, "a.xml"); });
}

const std::string kNinjs = R"({"uri": "https://boreal.example/item/7", "type": "text", "versioncreated": "2031-05-06T15:10:00+02:00", "firstcreated": "2031-05-06T14:05:00+02:00", "pubstatus": "usable", "urgency": 3,
 "headline": "Mill of Halm \"stops\"", "byline": "By Jane Orme", "located": "Port Aldane", "copyrightholder": "Boreal Press", "language": "en", "infosource": [{"name": "Boreal Press"}],
 "body_xhtml": "<p>The caf\u00e9 at the mill of Halm closed on Tuesday, the miller said.<\/p><p>The baker worries.<\/p>"})";

TEST(Ninjs, FirstAndSecondVersion) {
  EXPECT_EQ(sniff(kNinjs, "x"), "ninjs");
  const Got got = read(kNinjs, "a.json");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "ninjs");
  EXPECT_EQ(d.title.value, "Mill of Halm \"stops\"");
  EXPECT_EQ(d.text, "Mill of Halm \"stops\"\nThe caf\xC3\xA9 at the mill of Halm closed on Tuesday, the miller said.\nThe baker worries.");
  EXPECT_EQ(d.authors[0].value, "Jane Orme");
  EXPECT_EQ(d.publisher.value, "Boreal Press");
  EXPECT_EQ(d.agency.value, "Boreal Press");
  EXPECT_EQ(d.published.value, "2031-05-06T14:05:00+02:00");
  EXPECT_EQ(d.url.value, "https://boreal.example/item/7");
  EXPECT_EQ(d.dateline->place, "Port Aldane");
  EXPECT_EQ(origin_of(kNinjs, d, "caf\xC3\xA9 at the mill"), "caf\\u00e9 at the mill");
  EXPECT_EQ(origin_of(kNinjs, d, "\"stops\""), "\\\"stops\\\"");

  const std::string second = R"({"uri": "urn:x", "versionCreated": "2031-05-06T15:10:00Z", "pubStatus": "canceled", "headlines": [{"role": "short", "value": "Mill"}, {"role": "main", "value": "Mill of Halm stops"}],
 "bodies": [{"role": "main", "contentType": "text/plain", "value": "The mill of Halm stopped on Tuesday.\nThe baker worries."}], "edNote": "Kill this item."})";
  const Got two = read(second, "b.json");
  ASSERT_EQ(two.documents.size(), 1u) << two.errors[0].line();
  EXPECT_EQ(two.documents[0].text, "Mill of Halm stops\nKill this item.\nThe mill of Halm stopped on Tuesday.\nThe baker worries.");
  EXPECT_TRUE(two.documents[0].kill_notice);
  EXPECT_TRUE(two.documents[0].withdrawn);
  EXPECT_EQ(origin_of(second, two.documents[0], "The baker worries."), "The baker worries.");
}

TEST(Ninjs, AsNewsroomsWriteIt) {
  const Got got = read(R"({"guid": "urn:newsroom:7", "type": "text", "versioncreated": "2031-05-06T15:10:00+0000", "pubstatus": "usable", "headline": "Mill of Halm stops", "source": "Quillon Newswire",
 "service": [{"name": "Politics", "code": "p"}], "authors": [{"name": "Jane Orme", "role": "writer"}], "body_html": "<p>The mill of Halm stopped on Tuesday, the miller said.</p>"})", "a.json");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  EXPECT_EQ(got.documents[0].format, "ninjs");
  EXPECT_EQ(got.documents[0].authors[0].value, "Jane Orme");
  EXPECT_EQ(got.documents[0].publisher.value, "Quillon Newswire");
  EXPECT_EQ(got.documents[0].section.value, "Politics");
}

TEST(Ninjs, BadInput) {
  EXPECT_TRUE(read(R"({"uri": "urn:x", "versioncreated": "2031-05-06", "type": "picture"})", "a.json").says("of type picture"));
  for (std::size_t k = 6; k < 20; ++k) EXPECT_FALSE(read(kNinjs.substr(0, kNinjs.size() * k / 20), "a.json").errors.empty()) << k;
  mutate(kNinjs, 3, 1500, [](const std::string& s) { read(s, "a.json"); });
}

}  // namespace
}  // namespace stemma::ingest
