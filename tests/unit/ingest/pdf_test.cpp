#include "ingest/pdf/pdf.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>

#include "ingest/pdf/process.h"
#include "make.h"

namespace stemma::ingest {
namespace {

using namespace test;

bool has_pdftotext() { return access("/usr/bin/pdftotext", X_OK) == 0 || access("/usr/local/bin/pdftotext", X_OK) == 0; }
#define NEEDS_PDFTOTEXT() \
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed"

std::string release(const std::string& title_in_info = "") {
  return pdf({{{220, 780, 11, "REPUBLIC OF FENN"}, {205, 760, 11, "MINISTRY OF MILLS AND RIVERS"}, {70, 730, 9, "Press release 7/31"}, {70, 715, 9, "Halm, 9 May 2031"},
               {70, 680, 15, "Statement on the mill of Halm"},
               {70, 650, 11, "The Ministry of Mills and Rivers rejects the reports published since Tuesday about the mill, which"},
               {70, 635, 11, "are without any foundation, and regrets that the water of the whole val-"},
               {70, 620, 11, "ley has been spoken of as if it were gone."},
               {70, 595, 11, "The mill will turn again as soon as the river rises, and nobody has been sent home."}}},
             title_in_info);
}

TEST(Pdf, APressRelease) {
  NEEDS_PDFTOTEXT();
  for (const std::string title : {"", "Statement on the mill of Halm", "Microsoft Word - release_final2.doc"}) {
    const Got got = read(release(title), "release.pdf");
    ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
    const Document& d = got.documents[0];
    EXPECT_EQ(d.format, "pdf");
    EXPECT_EQ(d.title.value, "Statement on the mill of Halm");
    EXPECT_EQ(d.publisher.value, "Ministry of Mills and Rivers");
    EXPECT_EQ(d.published.value, "2031-05-09");
    ASSERT_TRUE(d.dateline);
    EXPECT_EQ(d.dateline->place, "Halm");
    EXPECT_EQ(d.text,
              "Statement on the mill of Halm\nThe Ministry of Mills and Rivers rejects the reports published since Tuesday about the mill, which are without any foundation, and regrets that the "
              "water of the whole valley has been spoken of as if it were gone.\nThe mill will turn again as soon as the river rises, and nobody has been sent home.");
  }
}

TEST(Pdf, RunningHeadsGoAndSentencesGoOnOverThePage) {
  NEEDS_PDFTOTEXT();
  std::vector<std::vector<PdfText>> pages;
  for (int i = 0; i < 4; ++i) {
    std::vector<PdfText> p{{70, 800, 9, "Report of the River Board"}, {290, 30, 9, "Page " + std::to_string(i + 1) + " of 4"}};
    if (i == 0) p.push_back({70, 740, 18, "The river in a dry spring"});
    p.push_back({70, 700, 11,
                 "In chapter " + std::string(1, static_cast<char>('a' + i)) + " the board sets out what it has seen at the weirs of the valley in April and what the"});
    p.push_back({70, 685, 11, i < 3 ? "keepers told it about the state of the gates, of the fish ladders and of the" : "keepers hope for."});
    if (i > 0)
      p[p.size() - 2].words = "banks of the river, which in chapter " + std::string(1,
                                                                                    static_cast<char>('a' + i)) + " is looked at with the keepers of the lower weirs and";
    pages.push_back(p);
  }
  const Got got = read(pdf(pages), "report.pdf");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const std::string& text = got.documents[0].text;
  EXPECT_EQ(got.documents[0].title.value, "The river in a dry spring");
  EXPECT_EQ(text.find("Page"), std::string::npos) << text;
  EXPECT_EQ(text.find("Report of the River Board"), std::string::npos) << text;
  EXPECT_NE(text.find("fish ladders and of the banks of the river, which in chapter b"), std::string::npos) << text;
  EXPECT_EQ(got.documents[0].blocks.size(), 2u) << text;
}

// Two columns on each page; the reader goes down the first, then the second, then to the next page.
TEST(Pdf, ColumnsHyphensAndPages) {
  NEEDS_PDFTOTEXT();
  const auto column = [](double x, const std::vector<std::string>& lines) {
    std::vector<PdfText> out;
    for (std::size_t i = 0; i < lines.size(); ++i) out.push_back({x, 700 - 14 * static_cast<double>(i), 10, lines[i]});
    return out;
  };
  std::vector<std::vector<PdfText>> pages(3);
  for (std::size_t i = 0; i < 3; ++i) pages[i] = {{70, 800, 9, "River Board Gazette"}, {290, 30, 9, std::to_string(i + 1)}};
  pages[0].push_back({70, 740, 18, "The river in a dry spring"});
  const auto add = [&](std::size_t page, const std::vector<PdfText>& lines) { pages[page].insert(pages[page].end(), lines.begin(), lines.end()); };
  add(0, column(70, {"The Ministry of Mills and Rivers", "rejects the reports published", "since Tuesday about the mill of", "Halm, which are without any foun-",
                     "dation, and regrets that the water", "of the whole valley has been spo-"}));
  add(0, column(320, {"ken of as if it were gone.", "The mill will turn again as soon as", "the river rises, and nobody has been", "sent home, the minister said, and the",
                      "keepers of the north-", "east weirs were told the same by"}));
  add(1, column(70, {"the board, which tells of the", "north-east weirs and of the keepers", "there, who saw no fish since April."}));
  add(1, column(320, {"Nobody in the valley knows why, it", "says in the last of its chapters."}));
  const Got got = read(pdf(pages), "gazette.pdf");
  ASSERT_EQ(got.documents.size(), 1u) << got.errors[0].line();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.text,
            "The river in a dry spring\nThe Ministry of Mills and Rivers rejects the reports published since Tuesday about the mill of Halm, which are without any foundation, and regrets that the "
            "water of the whole valley has been spoken of as if it were gone.\nThe mill will turn again as soon as the river rises, and nobody has been sent home, the minister said, and the keepers "
            "of the north-east weirs were told the same by the board, which tells of the north-east weirs and of the keepers there, who saw no fish since April.\nNobody in the valley knows why, it "
            "says in the last of its chapters.");
  ASSERT_EQ(d.pages.size(), 3u);
  EXPECT_EQ(d.pages[0].text, 0u);
  EXPECT_EQ(d.pages[1].text, d.text.find("the board, which tells"));
  EXPECT_EQ(d.pages[2].text, d.text.size());
  EXPECT_EQ(page_number(d, static_cast<std::uint32_t>(d.text.find("told the same"))), 1u);
  EXPECT_EQ(page_number(d, static_cast<std::uint32_t>(d.text.find("Nobody in the valley"))), 2u);
  EXPECT_TRUE(d.map.runs.empty());
}

TEST(Pdf, BadFilesGetOneLine) {
  NEEDS_PDFTOTEXT();
  EXPECT_TRUE(read("%PDF-1.4\nnothing of it is true", "a.pdf").says("cannot be read"));
  EXPECT_TRUE(read(pdf({{}}), "scan.pdf").says("scanned"));
  const std::string whole = release();
  for (std::size_t n = 9; n < whole.size(); n += 97) {
    const Got got = read(whole.substr(0, n), "cut.pdf");
    EXPECT_EQ(got.documents.size() + got.errors.size(), 1u);
    for (const Error& e : got.errors) EXPECT_EQ(e.line().find('\n'), std::string::npos);
  }
  mutate(whole, whole.size(), 12, [](const std::string& s) { read(s, "flip.pdf"); });
}

// Ten forms, each of which draws the next one thirty times: a small file that takes years.
TEST(Pdf, AFileThatKeepsTheToolBusyIsStopped) {
  NEEDS_PDFTOTEXT();
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                                      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>", pdf_stream("", "/X Do")};
  std::string again;
  for (int i = 0; i < 30; ++i) again += "/X Do ";
  for (int form = 6; form < 15; ++form)
    objects.push_back(pdf_stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X " + std::to_string(form + 1) + " 0 R >> >>", again));
  objects.push_back(pdf_stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "0 0 m"));
  objects.push_back("<< >>");
  Limits limits;
  limits.pdf_seconds = 1;
  EXPECT_TRUE(read(pdf_file(objects), "busy.pdf", limits).says("took more than 1 s"));
}

TEST(Layout, NothingCrashesOnCutOrBrokenInput) {
  const std::string xhtml = "<title>A &amp; B</title>\n<meta name=\"Author\" content=\"X\"/>\n<page width=\"595\" height=\"842\">\n<block xMin=\"70\">\n<line xMin=\"70\" yMin=\"100\" xMax=\"500\" yMax=\"111\">\n"
                            "<word xMin=\"1\">The</word>\n<word xMin=\"1\">mill&lt;</word>\n</line>\n<line xMin=\"nan\" yMin=\"1e999\" xMax=\"-1\" yMax=\"inf\">\n<word>stopped</word>\n</line>\n";
  mutate(xhtml, 1, 2000, [](const std::string& s) { (void)read_layout(parse_layout(s), Limits{}); });
}

TEST(Process, InputOutputAndExitCode) {
  const auto ran = run_confined({"cat"}, std::string(300'000, 'x'), {});
  ASSERT_TRUE(ran) << ran.error().line();
  EXPECT_EQ(ran->output.size(), 300'000u);
  EXPECT_EQ(ran->exit_code, 0);
  EXPECT_EQ(run_confined({"false"}, "", {})->exit_code, 1);
  EXPECT_NE(run_confined({"ls", "/nowhere/at/all"}, "", {})->messages.find("nowhere"), std::string::npos);
}

TEST(Process, MissingProgramsEndlessOutputAndSleepersEnd) {
  const auto missing = run_confined({"no-such-program-as-this"}, "", {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::unsupported);
  Confinement small;
  small.max_output = 10'000;
  EXPECT_TRUE(run_confined({"yes"}, "", small)->too_much);
  small.cpu_seconds = 1;
  EXPECT_TRUE(run_confined({"sleep", "600"}, "", small)->timed_out);
}

TEST(Process, ItCannotWriteFiles) {
  const std::string path = "/tmp/stemma-process-test-" + std::to_string(getpid());
  const auto ran = run_confined({"tee", path}, "words", {});
  ASSERT_TRUE(ran);
  EXPECT_NE(ran->exit_code, 0);
  unlink(path.c_str());
}

}  // namespace
}  // namespace stemma::ingest
