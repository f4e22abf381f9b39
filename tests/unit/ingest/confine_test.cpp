#include "ingest/confine/parsers.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/sanitized.h"
#include "ingest/confine/form.h"
#include "ingest/pdf/process.h"

namespace stemma::ingest::confine {
namespace {

struct Gave {
  std::vector<std::string> texts;
  std::vector<Error> errors;
  std::string error() const { return errors.size() == 1 ? errors[0].line() : std::to_string(errors.size()) + " errors"; }
};

class Confine : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Limits limits;
    limits.parse_seconds = 1;
    limits.max_documents = 50;
    auto started = Parsers::start(STEMMA_HOSTILE_PARSER, limits);
    ASSERT_TRUE(started) << started.error().line();
    parsers = started->release();
  }
  static void TearDownTestSuite() { delete parsers; }

  static Gave read(const std::string& words) {
    Gave gave;
    const auto input = Input::of_bytes(words);
    parsers->read(*input, "page", [&](Result<Document>&& d) {
      if (d) gave.texts.push_back(d->text);
      else gave.errors.push_back(d.error());
      return true;
    });
    return gave;
  }
  /// It gave one error, and the next file is read all the same.
  static std::string error_of(const std::string& words) {
    const Gave gave = read(words);
    EXPECT_TRUE(gave.texts.empty()) << words << " gave: " << gave.texts.front();
    EXPECT_EQ(read("say still here").texts, std::vector<std::string>{"still here"}) << "after " << words;
    return gave.error();
  }

  static const Parsers* parsers;
};
const Parsers* Confine::parsers = nullptr;

TEST_F(Confine, GivesDocumentsAndErrorsInOrder) {
  const Gave gave = read("two");
  EXPECT_EQ(gave.texts, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(gave.error(), "a fault (at byte 3); mend it");
  EXPECT_EQ(read("say " + std::string(3 << 20, 'x')).texts.at(0).size(), std::size_t{3} << 20);
}

TEST_F(Confine, ACrashCostsOneFile) {
  if (!sanitized) {  // they catch the signal, report, and exit
    EXPECT_EQ(error_of("crash"), "the parser stopped: signal 11; the file is kept; please report it");
    EXPECT_EQ(error_of("abort"), "the parser stopped: signal 6; the file is kept; please report it");
  }
  EXPECT_EQ(error_of("exit"), "the parser stopped in the middle; the file is kept; please report it");
}

TEST_F(Confine, ALoopIsStoppedAfterItsTime) { EXPECT_EQ(error_of("loop"), "reading it took more than 1 s; split the file, or give its text"); }

TEST_F(Confine, MemoryHasAnEnd) {
  if (sanitized) GTEST_SKIP() << "their shadow memory leaves no room for a limit";
  EXPECT_EQ(error_of("memory"), "not enough memory to read it; split the file, or close other programs");
}

TEST_F(Confine, AFileThatIsCutShortMeanwhileIsNoMistakeOfOurs) {
  if (sanitized) GTEST_SKIP() << "they catch the signal";
  const std::string path = std::filesystem::temp_directory_path() / ("stemma-cut-" + std::to_string(getpid()));
  std::ofstream(path) << "touch ";
  std::filesystem::resize_file(path, Input::copied_up_to + 5);
  const auto input = Input::of_file(path, std::uint64_t{1} << 30);
  ASSERT_TRUE(input) << input.error().line();
  std::filesystem::resize_file(path, 10);
  std::string what;
  parsers->read(*input, path, [&](Result<Document>&& d) { return what = d ? d->text : d.error().what, true; });
  std::filesystem::remove(path);
  EXPECT_EQ(what, "the file was cut short while it was read");
}

TEST_F(Confine, FilesCannotBeOpenedNorMade) {
  if (parsers->gaps().landlock && parsers->gaps().seccomp) GTEST_SKIP() << "this kernel has neither Landlock nor seccomp";
  EXPECT_EQ(read("open /etc/passwd").texts.at(0), "Permission denied");
  const std::string path = std::filesystem::temp_directory_path() / ("stemma-confine-" + std::to_string(getpid()));
  EXPECT_EQ(read("create " + path).texts.at(0), "Permission denied");
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(Confine, WhatAParserNeverDoesEndsIt) {
  if (parsers->gaps().seccomp) GTEST_SKIP() << "this kernel has no seccomp";
  for (const char* act : {"socket", "fork", "exec", "kill", "trace", "code", "terminal"})
    EXPECT_EQ(error_of(act), "the parser was stopped: it tried what it may not (signal 31); the file is kept; please report it") << act;
}

TEST_F(Confine, NonsenseIsNotBelieved) {
  const std::string nonsense = "the parser gave something that makes no sense";
  for (const std::string& bytes : {std::string("x\0\0\0\0", 5), std::string("d\xFF\xFF\xFF\xFF", 5), std::string("d\1\0\0\0\xFF", 6),
                                  std::string("z\2\0\0\0\0\0e", 8), std::string("j\0\0\0\0", 5)})
    EXPECT_TRUE(error_of("garbage " + bytes).starts_with(nonsense)) << bytes;
  const Gave flood = read("flood");
  EXPECT_EQ(flood.texts.size(), 50U);
  EXPECT_TRUE(flood.error().starts_with(nonsense)) << flood.error();
}

TEST_F(Confine, RunsTheOneProgramThatItMayAskFor) {
  const auto text = read("pdf").texts.at(0);
  EXPECT_TRUE(text == "ended with 1" || text == "the program pdftotext is not installed") << text;
  for (const char* act : {"cat", "pdf-file"}) EXPECT_TRUE(error_of(act).starts_with("the parser gave something that makes no sense")) << act;
}

TEST_F(Confine, ManyThreadsManyCrashesNoTraces) {
  const auto descriptors = [] { return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}); };
  error_of("exit");
  const auto before = descriptors();
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([t] {
      for (int i = 0; i < 6; ++i) {
        const std::string words = std::to_string(t) + "/" + std::to_string(i);
        EXPECT_EQ(read("say " + words).texts, std::vector<std::string>{words});
        EXPECT_EQ(read("exit").errors.size(), 1U);
      }
    });
  threads.clear();
  EXPECT_LE(descriptors(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child was left behind";
}

TEST_F(Confine, AThreadThatEndsTakesNoParserWithIt) {
  std::jthread([] {
    EXPECT_EQ(read("exit").errors.size(), 1U);
    EXPECT_EQ(read("say started by a thread").texts.size(), 1U);
  }).join();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(read("say here").error(), "0 errors");
}

TEST_F(Confine, StopsWhenTheReaderHasEnough) {
  const auto input = Input::of_bytes("two");
  int seen = 0;
  parsers->read(*input, "page", [&](Result<Document>&&) { return ++seen < 1; });
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(read("say next").texts.size(), 1U);
}

TEST(ConfineStart, AProgramThatIsNoParserIsRefused) {
  for (const char* program : {"/bin/true", "/bin/cat", "/no/such/program"}) {
    const auto started = Parsers::start(program, {});
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, ErrorKind::unsupported) << started.error().line();
  }
}

TEST(ConfinedProgram, ReadsWhatIsInstalledAndNothingElse) {
  EXPECT_EQ(run_confined({"cat", "/usr/bin/cat"}, "", {})->exit_code, 0);
  const std::string path = std::filesystem::temp_directory_path() / ("stemma-secret-" + std::to_string(getpid()));
  EXPECT_EQ(std::system(("echo secret > " + path).c_str()), 0);
  const auto ran = run_confined({"cat", path}, "", {});
  std::filesystem::remove(path);
  EXPECT_TRUE(ran->output.empty());
  EXPECT_NE(ran->messages.find("Permission denied"), std::string::npos) << ran->messages;
}

Document full() {
  Document d;
  d.part = "http://lantern.example/a";
  d.format = "warc+html";
  d.title = {"Harbour – open", "json-ld", true};
  d.authors = {Author{{"Edda Marlowick", "byline"}, false}, Author{{"Boreal Press", "byline", true}, true}};
  d.publisher = {"Tidewater Lantern", "og:site_name"};
  d.agency = {"Boreal Press", "credit"};
  d.published = {"2031-05-06", "json-ld"};
  d.modified = {"2031-05-07T06:00:00+01:00", "meta"};
  d.captured = {"2031-06-01T00:00:00Z", "warc"};
  d.text = "Harbour – open\nPORT ALDANE, 6 May – It is open.";
  d.dateline = Dateline{"PORT ALDANE", "2031-05-06", "Boreal Press", {17, 35}};
  d.url = {"http://lantern.example/a", "canonical"};
  d.section = {"World", "meta"};
  d.conflicts = {{"title", {"a", "b"}, {"c", "d", true}}};
  d.flaws = {CaptureFlaw::bot_wall, CaptureFlaw::paywall_stub};
  d.language = "en";
  d.withdrawn = d.kill_notice = d.repaired = true;
  d.blocks = {{BlockKind::headline, {0, 16}}, {BlockKind::speaker, {17, 51}}};
  d.entries = {{{0, 16}, {"t", "o"}, {"p", "o"}, {Author{{"Q", "o"}, false}}}};
  d.left_out = {{LeftOutKind::comments, 3, 400}, {LeftOutKind::other, 1, 1}};
  d.source = {7, std::uint64_t{1} << 40, {"gzip", "http"}};
  d.map.runs = {{0, 16, 100, 20}, {17, 34, 130, 34}};
  d.pages = {{0, 1}, {17, 2}};
  d.warnings = {"odd"};
  return d;
}

TEST(Form, EveryFieldComesBack) {
  const Document d = full();
  const std::string bytes = encode(d);
  const auto back = decode_document(bytes, {});
  ASSERT_TRUE(back) << back.error().line();
  EXPECT_EQ(encode(*back), bytes);  // as there is one list of fields, one that is left out would be left out twice:
  EXPECT_EQ(back->title.unsure, true);
  EXPECT_EQ(back->authors[1].organisation, true);
  EXPECT_EQ(back->captured.value, d.captured.value);
  EXPECT_EQ(back->dateline->span, d.dateline->span);
  EXPECT_EQ(back->section.value, "World");
  EXPECT_EQ(back->conflicts[0].other.value, "c");
  EXPECT_EQ(back->flaws, d.flaws);
  EXPECT_EQ(back->entries[0].authors[0].value, "Q");
  EXPECT_EQ(back->left_out[1].bytes, 1U);
  EXPECT_EQ(back->source.codings, d.source.codings);
  EXPECT_EQ(back->map.runs, d.map.runs);
  EXPECT_EQ(back->pages[1].number, 2U);
  EXPECT_EQ(back->warnings, d.warnings);
}

TEST(Form, DamageIsSeenOrHarmless) {
  const std::string bytes = encode(full());
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_document(std::string_view(bytes).substr(0, n), {})) << n;
  EXPECT_FALSE(decode_document(bytes + '\0', {}));
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (const int flip : {1, 0x80, 0xFF}) {
      std::string other = bytes;
      other[i] = static_cast<char>(other[i] ^ flip);
      const auto d = decode_document(other, {});
      if (!d) continue;
      for (const Block& b : d->blocks) ASSERT_LE(b.span.end, d->text.size());
      for (const auto& r : d->map.runs) ASSERT_LE(r.text + std::uint64_t{r.text_size}, d->text.size());
    }
}

TEST(Form, SpansMustFitTheText) {
  const auto wrong = [](auto&& change) {
    Document d = full();
    change(d);
    return !decode_document(encode(d), {});
  };
  EXPECT_TRUE(wrong([](Document& d) { d.blocks[1].span.end = 52; }));
  EXPECT_TRUE(wrong([](Document& d) { d.blocks[1].span.begin = 9; }));   // over the first
  EXPECT_TRUE(wrong([](Document& d) { d.blocks[0].span.end = 9; }));     // inside the dash
  EXPECT_TRUE(wrong([](Document& d) { d.blocks[0].kind = static_cast<BlockKind>(40); }));
  EXPECT_TRUE(wrong([](Document& d) { d.dateline->span = {20, 19}; }));
  EXPECT_TRUE(wrong([](Document& d) { d.entries[0].span = {0, 1000}; }));
  EXPECT_TRUE(wrong([](Document& d) { d.map.runs[1].text_size = 35; }));
  EXPECT_TRUE(wrong([](Document& d) { std::swap(d.map.runs[0], d.map.runs[1]); }));
  EXPECT_TRUE(wrong([](Document& d) { d.map.runs[1].source = ~std::uint64_t{0}; }));
  EXPECT_TRUE(wrong([](Document& d) { d.pages[1].text = 99; }));
  EXPECT_TRUE(wrong([](Document& d) { d.flaws = {CaptureFlaw::bot_wall, CaptureFlaw::bot_wall}; }));
  EXPECT_TRUE(wrong([](Document& d) { d.title.value = "\xC3"; }));
  EXPECT_TRUE(wrong([](Document& d) { d.text += '\xFF'; }));
  EXPECT_FALSE(wrong([](Document&) {}));
  Limits small;
  small.max_text_bytes = 10;
  EXPECT_FALSE(decode_document(encode(full()), small));
}

TEST(Form, ErrandsAndAnswersComeBack) {
  const auto errand = decode_errand(encode(Errand{{"pdftotext", "-"}, std::string("\xFF\0x", 3), {1, 2, 3}}));
  ASSERT_TRUE(errand);
  EXPECT_EQ(errand->arguments.size(), 2U);
  EXPECT_EQ(errand->input, std::string("\xFF\0x", 3));
  EXPECT_EQ(errand->limits.max_output, 3U);
  const auto ran = decode_ran(encode(Result<Ran>(Ran{"out", "err", -1, true, false})));
  ASSERT_TRUE(ran && *ran);
  EXPECT_EQ((*ran)->exit_code, -1);
  EXPECT_TRUE((*ran)->timed_out);
  const auto failed = decode_ran(encode(Result<Ran>(fail(ErrorKind::unsupported, "none"))));
  ASSERT_TRUE(failed && !*failed);
  EXPECT_EQ(failed->error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace stemma::ingest::confine
