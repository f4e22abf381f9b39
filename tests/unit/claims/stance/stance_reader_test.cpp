// Each row: a text with its source in <>, its cue in {} and its content in [], and what the source's stand on it is.
#include "claims/stance/stance_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "claims/built_in.h"
#include "../../../paragraphs.h"
#include "claims/stance/words.h"
#include "lang/language_reader.h"

namespace stemma::claims {
namespace {

const StanceReader& reader() {
  static const auto loaded = StanceReader::load(built_in_stance());
  if (!loaded) throw std::runtime_error(loaded.error().line());
  return *loaded;
}

/// A text without its marks, and where they stood.
struct Marked {
  std::string text;
  std::map<char, Spans> spans;

  explicit Marked(std::string_view marked) {
    std::map<char, std::uint32_t> open;
    static constexpr std::string_view opening = "<{[", closing = ">}]";
    for (const char c : marked) {
      const auto at = static_cast<std::uint32_t>(text.size());
      if (const std::size_t k = opening.find(c); k != std::string_view::npos) open[opening[k]] = at;
      else if (const std::size_t n = closing.find(c); n != std::string_view::npos) spans[opening[n]].push_back({open[opening[n]], at});
      else text += c;
    }
  }
};

Ranges ranges(const View& view, const Spans& spans) {
  Ranges out;
  for (const ByteSpan s : spans) {
    Range r{view.size(), 0};
    for (std::uint32_t i = 0; i < view.size(); ++i)
      if (view.token(i).span.begin >= s.begin && view.token(i).span.end <= s.end) r.first = std::min(r.first, i), r.last = i + 1;
    if (!r.empty()) out.push_back(r);
  }
  return out;
}

StanceReading read(std::string_view text, bool body) {
  Marked marked(text);
  static const CueLexicon lexicon;
  static lang::LanguageReader::Workspace space;
  const Document document = test::paragraphs(marked.text);
  const View view(document, (*lang::LanguageReader::shared())->read(document, space), lexicon);
  return reader().read(view, ranges(view, marked.spans['<']), ranges(view, marked.spans['{']), ranges(view, marked.spans['[']), body);
}

std::string show(const StanceReading& r) {
  return std::string(name(r.stance)) + (r.negated ? " negated" : "") + (r.certainty == Certainty::certain ? "" : " " + std::string(name(r.certainty)));
}

struct Row {
  std::string want, text;
  bool body = false;
};

void expect_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(show(read(row.text, row.body)), row.want) << row.text;
}

TEST(StanceReader, WhatTheCueSays) {
  expect_rows({
      {"asserts", "<The ferry's owner> {said} [the hull was sound]."},
      {"alleges", "<The widow> {alleges} [that two guards took the purse]."},
      {"denies", "<The garrison> {denied on Monday} [that its men had opened fire].", true},
      {"denies", "<The mayor> {dismissed} [the allegations] as gossip."},
      {"confirms", "<The depot's manager> {acknowledged} [that the fire doors had been locked]."},
      {"demands", "<The nurses' union> {called on} [the clinic to reopen its night ward]."},
      {"expects", "<Forecasters> {expect} [the river to crest on Sunday]."},
      {"believes", "<Her brother> {believed} [the boat had been sold]."},
      {"declares", "<The tribunal> {ruled} [that the lease was void].", true},
  });
}

TEST(StanceReader, Negation) {
  expect_rows({
      {"denies negated", "<The trader> {did not deny} [that he had met the smuggler]."},
      {"confirms negated open", "<The ministry> {has not confirmed} [that a convoy was hit].", true},
      {"declares", "<The spokeswoman> {declined} [to comment].", true},
      {"confirms negated open", "<The air force> {would neither confirm nor deny} [that a drone was lost].", true},
  });
}

TEST(StanceReader, WhatTheContentSays) {
  expect_rows({
      {"denies", "[\"There was no raid,\"] <the ministry> {said}.", true},
      {"commits", "<The company> {said} [it would pay for the funerals].", true},
      {"asks open", "<A deputy> {asked} [whether the bridge had been inspected]."},
      {"demands", "<The coroner> {asked} [the police to hand over the logbook]."},
      {"asks open", "[\"Who closed the gate?\"] <she> {asked}."},
  });
}

TEST(StanceReader, Doubt) {
  expect_rows({
      {"doubts open", "<Hydrologists> {are sceptical} [that the dam can be mended by spring]."},
      {"doubts open", "[The toll] {could not be independently verified}."},
      {"doubts open", "<She> {doubts} [that the vote was fair]."},
  });
}

TEST(StanceReader, Certainty) {
  expect_rows({
      {"asserts probable", "<The early count> {suggests} [that turnout fell in the hill wards]."},
      {"expects possible", "<Growers> {fear} [that the frost will return]."},
  });
}

TEST(StanceReader, TakesAnySpans) {
  EXPECT_LE(read("<> {} [No one was held.]", true).confidence, 1);
  EXPECT_GE(read("[“]", false).confidence, 0);
  EXPECT_LE(read("Nothing here.", false).confidence, 1);
}

TEST(StanceReader, ConfidenceIsAShare) {
  const StanceReading sure = read("<The ministry> {denied} [that its troops had crossed the line].", true);
  EXPECT_GT(sure.confidence, 0.8F);
  EXPECT_LE(sure.confidence, 1.0F);
}

TEST(StanceReader, RefusesOtherFiles) {
  EXPECT_FALSE(StanceReader::load({}));
  alignas(64) static const char text[64] = "not a model at all, whatever its size, only some words in a row";
  EXPECT_FALSE(StanceReader::load({text, 63}));
}

TEST(StanceWords, AllFormsOfAWordHaveOneStem) {
  const stance::Words words;
  for (const auto& forms : std::vector<std::vector<std::string>>{{"deny", "denies", "denied", "denying"}, {"plan", "plans", "planned", "planning"},
                                                                  {"cite", "cites", "cited", "citing"}, {"say", "says", "said", "saying"},
                                                                  {"press", "presses", "pressed", "pressing"}, {"add", "adds", "added", "adding"}})
    for (const auto& form : forms) EXPECT_EQ(words.stem(form), words.stem(forms[0])) << form;
}

TEST(StanceWords, SensesOfOneAndTwoWords) {
  const stance::Words words;
  EXPECT_NE(words.senses(words.stem("denials")) & stance::bit(stance::Sense::denies), 0);
  EXPECT_EQ(words.senses(words.stem("harbour")), 0);
  EXPECT_NE(words.senses(words.stem("shrugged"), words.stem("off")) & stance::bit(stance::Sense::denies), 0);
  EXPECT_EQ(words.senses(words.stem("shrugged"), words.stem("on")), 0);
}

}  // namespace
}  // namespace stemma::claims
