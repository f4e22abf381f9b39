#include "ingest/mail/mail.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "ingest/mail/codec.h"
#include "ingest/mail/message.h"
#include "map_check.h"

namespace stemma::ingest {
namespace {

using namespace test;

const std::string kHead = "Received: from mx.fenn.example by mail.lantern.example; Tue, 6 May 2031 14:05:02 +0200\r\nFrom: Edda Marlowick <edda@fenn.example>\r\n"
                          "To: desk@lantern.example\r\nDate: Tue, 06 May 2031 14:05:00 +0200\r\nMIME-Version: 1.0\r\n";
const std::string kStory = "The mill of Halm stopped on Tuesday, the miller said, because the river that drives it had fallen too low.\r\n\r\n"
                           "Nobody in the village could remember a spring so dry, and the baker buys flour elsewhere.\r\n";

std::string part(const std::string& headers, const std::string& body) { return "--xyz\r\n" + headers + "\r\n" + body + "\r\n"; }

std::string base64(const std::string& data) {
  static const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < data.size(); i += 3) {
    unsigned v = 0;
    for (std::size_t k = 0; k < 3; ++k) v = v << 8 | (i + k < data.size() ? static_cast<unsigned char>(data[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > data.size() ? '=' : digits[v >> (18 - 6 * k) & 63];
    if (i % 57 == 54) out += "\r\n";
  }
  return out;
}

TEST(Mail, PlainTextWithItsHeaders) {
  const std::string bytes = kHead + "Subject: The mill of Halm has stopped\r\n\r\n" + kStory;
  EXPECT_EQ(sniff(bytes, "x"), "mail");
  EXPECT_EQ(sniff("From edda@fenn.example Tue May  6 14:05:00 2031\n" + bytes, "x"), "mail");
  const Got got = read(bytes, "mill.eml");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "mail");
  EXPECT_EQ(d.path, "mill.eml");
  EXPECT_EQ(d.title.value, "The mill of Halm has stopped");
  EXPECT_EQ(d.published.value, "2031-05-06T14:05:00+02:00");
  ASSERT_EQ(d.authors.size(), 1u);
  EXPECT_EQ(d.authors[0].value, "Edda Marlowick");
  EXPECT_TRUE(d.publisher.empty()) << d.publisher.value;
  EXPECT_EQ(d.blocks.size(), 3u) << d.text;
  EXPECT_EQ(origin_of(bytes, d, "Nobody in the village"), "Nobody in the village");
  EXPECT_EQ(origin_of(bytes, d, "mill of Halm has stopped"), "mill of Halm has stopped");
}

TEST(Mail, CodingsAndCharsets) {
  const std::string quoted = "The caf=E9 at the mill was closed on Tuesday, the mil=\r\nler said to all who asked him.\r\n";
  const std::string bytes = kHead + "Subject: =?iso-8859-1?Q?The_caf=E9?= =?utf-8?B?" + base64(" at the mill") +
                            "?= is shut\r\nContent-Type: text/plain; charset=\"iso-8859-1\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted;
  const Got got = read(bytes, "a.eml");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  EXPECT_EQ(got.documents[0].title.value, "The caf\xC3\xA9 at the mill is shut");
  EXPECT_NE(got.documents[0].text.find("The caf\xC3\xA9 at the mill was closed on Tuesday, the miller said"), std::string::npos) << got.documents[0].text;
  EXPECT_EQ(origin_of(bytes, got.documents[0], "caf\xC3\xA9 at the mill was"), "caf=E9 at the mill was");
  EXPECT_EQ(origin_of(bytes, got.documents[0], "the miller said"), "the mil=\r\nler said");

  const std::string packed = kHead + "Subject: Mill\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(kStory);
  const Got second = read(packed, "a.eml");
  ASSERT_EQ(second.documents.size(), 1u);
  EXPECT_NE(second.documents[0].text.find("the baker buys flour elsewhere."), std::string::npos);
  EXPECT_NE(origin_of(packed, second.documents[0], "Nobody"), "(not mapped)");
}

TEST(Mail, FlowedLinesAreJoined) {
  const Got got = read(kHead + "Subject: Mill\r\nContent-Type: text/plain; format=flowed\r\n\r\nThe mill of \r\nHalm stopped on \r\nTuesday, the miller said to all who asked.\r\nA new line begins a paragraph here, he said.\r\n", "a.eml");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].text, "Mill\nThe mill of Halm stopped on Tuesday, the miller said to all who asked.\nA new line begins a paragraph here, he said.");
}

TEST(Mail, AlternativesAndAttachments) {
  const std::string html = part("Content-Type: text/html; charset=utf-8\r\n", page("oskarn"));
  const std::string head = kHead + "Subject: Mill\r\nContent-Type: multipart/alternative; boundary=\"xyz\"\r\n\r\nThis is MIME.\r\n";
  const Got both = read(head + part("Content-Type: text/plain\r\n", kStory) + html + "--xyz--\r\n", "a.eml");
  ASSERT_EQ(both.documents.size(), 1u);
  EXPECT_EQ(both.documents[0].text.find("oskarn"), std::string::npos);
  const Got poor = read(head + part("Content-Type: text/plain\r\n", "Your program shows no HTML.") + html + "--xyz--\r\n", "a.eml");
  ASSERT_EQ(poor.documents.size(), 1u);
  EXPECT_EQ(poor.documents[0].title.value, "Mill");
  EXPECT_NE(poor.documents[0].text.find("The mill of oskarn stopped on Tuesday"), std::string::npos);

  const std::string inner = kHead + "Subject: The weir\r\n\r\nThe weir at Oskarn has been open since Monday, its keeper said on Tuesday to the board of the river.\r\n";
  const std::string bytes = kHead + "Subject: Mill\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n" + part("", kStory) +
                            part("Content-Type: text/html; name=\"page.html\"\r\nContent-Disposition: attachment; filename=\"page.html\"\r\nContent-Transfer-Encoding: base64\r\n", base64(page("fenn"))) +
                            part("Content-Type: image/png\r\nContent-Disposition: attachment; filename=logo.png\r\n", "PNG") +
                            part("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''caf%C3%A9.txt\r\n", kStory) +
                            part("Content-Type: message/rfc822\r\n", inner) + "--xyz--\r\n";
  const Got got = read(bytes, "a.eml");
  std::string parts, formats;
  for (const Document& d : got.documents) parts += d.part + "|", formats += d.format + "|";
  EXPECT_EQ(parts, "|page.html|caf\xC3\xA9.txt|part 5|");
  EXPECT_EQ(formats, "mail|mail+html|mail+text|mail|");
  ASSERT_EQ(got.documents.size(), 4u);
  EXPECT_EQ(origin_of(bytes, got.documents[1], "Nobody in the village"), "Nobody in the village");
  EXPECT_EQ(got.documents[3].title.value, "The weir");
  EXPECT_EQ(origin_of(bytes, got.documents[3], "its keeper said"), "its keeper said");
}

TEST(Mail, APageSavedByABrowser) {
  const std::string bytes = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://fenn.example/mill\r\nSubject: Mill\r\nDate: Wed, 14 May 2031 17:03:11 -0000\r\nMIME-Version: 1.0\r\n"
                            "Content-Type: multipart/related; type=\"text/html\"; boundary=\"xyz\"\r\n\r\n" +
                            part("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://fenn.example/mill\r\n",
                                 "<html lang=3D\"en\"><head><title>The mill of Halm</title></head><body><article><h1>The mill of Halm</h1><p>The mill of Halm stopped on Tuesd=\r\nay, "
                                 "the miller said, because the river that drives it had fallen to its lowest mark.</p></article></body></html>") +
                            part("Content-Type: text/css\r\n", "p { color: red }") + part("Content-Type: text/html\r\nContent-ID: <frame>\r\n", page("frame")) + "--xyz--\r\n";
  const Got got = read(bytes, "mill.mhtml");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "mhtml");
  EXPECT_EQ(d.title.value, "The mill of Halm");
  EXPECT_EQ(d.url.value, "https://fenn.example/mill");
  EXPECT_EQ(d.captured.value, "2031-05-14T17:03:11+00:00");
  EXPECT_TRUE(d.published.empty());
  EXPECT_TRUE(d.authors.empty());
  EXPECT_EQ(origin_of(bytes, d, "on Tuesday, the miller"), "on Tuesd=\r\nay, the miller");
}

TEST(Mail, APdfIsReadByItsOwnReader) {
  if (access("/usr/bin/pdftotext", X_OK) != 0) GTEST_SKIP() << "pdftotext is not installed";
  const std::string file = pdf({{{70, 700, 15, "Statement on the mill of Halm"}, {70, 650, 11, "The Ministry of Mills rejects the reports published since Tuesday about the mill of Halm."}}});
  const Got got = read(kHead + "Subject: Statement\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n" + part("", "Please find our statement attached.\r\n") +
                           part("Content-Type: application/pdf; name=statement.pdf\r\nContent-Transfer-Encoding: base64\r\n", base64(file)) + "--xyz--\r\n",
                       "a.eml");
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(got.documents[1].path, "a.eml#statement.pdf");
  EXPECT_EQ(got.documents[1].format, "mail+pdf");
}

TEST(Mail, DeepLongAndEmptyMessages) {
  std::string deep = kHead + "Subject: Mill\r\n";
  std::string inner = "\r\n" + kStory;
  for (int i = 0; i < 30; ++i) inner = "Content-Type: message/rfc822\r\n\r\n" + kHead + "Subject: In " + std::to_string(i) + "\r\n" + inner;
  EXPECT_TRUE(read(deep + inner, "a.eml").says("more than 8 deep"));
  std::string nested;
  for (int i = 0; i < 2000; ++i) nested += "--b" + std::to_string(i) + "\r\nContent-Type: multipart/mixed; boundary=b" + std::to_string(i + 1) + "\r\n\r\n";
  EXPECT_FALSE(read(kHead + "Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + nested, "a.eml").errors.empty());
  std::string many = kHead + "Subject: Mill\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n";
  for (int i = 0; i < 3000; ++i) many += part("", kStory);
  const Got cut = read(many, "a.eml");
  ASSERT_EQ(cut.documents.size(), 1u);
  EXPECT_EQ(cut.documents[0].warnings, std::vector<std::string>{"more than 1000 parts: the others were left out"});
  EXPECT_TRUE(read(kHead + "Subject: Nothing\r\n\r\n", "a.eml").says("no text in this message"));
  EXPECT_TRUE(read(kHead + "Content-Type: multipart/encrypted; boundary=xyz\r\n\r\n" + part("Content-Type: application/octet-stream\r\n", "....") + "--xyz--", "a.eml").says("encrypted"));
}

TEST(Mail, Words) {
  EXPECT_EQ(decode_words("=?utf-8?q?A?= =?utf-8?q?_B?= C =?broken ?="), "A B C =?broken ?=");
  EXPECT_EQ(decode_words("=?KOI8-R?B?8NLJ18XU?="), "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82");
  EXPECT_EQ(undo_transfer("a=3D=\r\nb =\t\r\n=ZZ", "quoted-printable").text, "a=b =ZZ");
}

TEST(Mail, CutAtEveryTwentiethAndBroken) {
  const std::string bytes = kHead + "Subject: Mill\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n" + part("Content-Transfer-Encoding: quoted-printable\r\n", kStory) +
                            part("Content-Type: text/html; name=\"page.html\"\r\nContent-Transfer-Encoding: base64\r\n", base64(page("fenn"))) + "--xyz--\r\n";
  for (std::size_t k = 1; k < 20; ++k) {
    const Got got = read(bytes.substr(0, bytes.size() * k / 20), "a.eml");
    EXPECT_FALSE(got.documents.empty() && got.errors.empty()) << k;
  }
  mutate(bytes, 7, 1500, [](const std::string& s) { read(s, "a.eml"); });
}

}  // namespace
}  // namespace stemma::ingest
