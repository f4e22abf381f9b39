// A short invented page around given markup, read as a whole: for tests of metadata.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "page.h"

namespace stemma::ingest::test {

inline const std::string quay_paragraphs =
    "<p>The evening ferry ran aground on the Cackle bank on Monday, the harbour master said, with 40 people and two goats on board.</p>"
    "<p>Nobody was hurt, but the goats, which belong to the mayor, refused to leave the deck until the tide had turned.</p>";

/// `head` in <head>, `above` and `below` around two paragraphs (or around `text`).
inline Document quay(std::string_view head, std::string_view above = "<h1>Ferry runs aground</h1>", std::string_view below = "",
    std::string_view url = "",
                     std::string_view text = quay_paragraphs) {
  PageContext context;
  context.url = url;
  auto d = read_page("<!DOCTYPE html><html><head>" + std::string(head) + "</head><body>" + std::string(above) + std::string(text) + std::string(below) + "</body></html>", context,
                     Limits{});
  EXPECT_TRUE(d);
  return d ? std::move(*d) : Document();
}

inline std::string ld(std::string_view json) { return "<script type=\"application/ld+json\">" + std::string(json) + "</script>"; }

/// "Edda Marlowick; Boreal Press (organisation); Wilf Ashby (unsure)"
inline std::string signed_by(const Document& d) {
  std::string s;
  for (const Author& a : d.authors) s += (s.empty() ? "" : "; ") + a.value + (a.organisation ? " (organisation)" : "") + (a.unsure ?
      " (unsure)" : "");
  return s;
}

/// "title: kept | other" for each conflict, one a line.
inline std::string conflicts(const Document& d) {
  std::string s;
  for (const Conflict& c : d.conflicts) s += c.field + ": " + c.kept.value + " | " + c.other.value + "\n";
  return s;
}

}  // namespace stemma::ingest::test
