// The cases of tests/data/html5/*.dat, by clause of the standard.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "../../html5/check_tree.h"
#include "ingest/html5/dump.h"
#include "ingest/html5/html5.h"

namespace stemma::ingest::html5 {
namespace {

struct Case {
  std::string about, context, data, document;
};

std::string unescaped(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const std::size_t which = s[i] == '\\' && i + 1 < s.size() ? std::string_view("0rnf\\").find(s[i + 1]) : std::string_view::npos;
    if (which == std::string_view::npos) {
      out.push_back(s[i]);
    } else {
      out.push_back("\0\r\n\f\\"[which]);
      ++i;
    }
  }
  return out;
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(in), {});
  std::vector<Case> cases;
  std::size_t at = all.find("\n#about ");
  while (at != std::string::npos) {
    const std::size_t next = all.find("\n#about ", at + 1);
    const std::string_view text = std::string_view(all).substr(at + 8, (next == std::string::npos ? all.size() : next) - at - 8);
    at = next;
    Case c;
    const std::size_t data = text.find("\n#data\n"), document = text.find("\n#document\n");
    std::string_view head = text.substr(0, data);
    if (const std::size_t fragment = head.find("\n#fragment "); fragment != std::string_view::npos) {
      c.context = head.substr(fragment + 11);
      head = head.substr(0, fragment);
    }
    c.about = head;
    // An empty page leaves the two marks side by side.
    c.data = document >= data + 7 ? unescaped(text.substr(data + 7, document - data - 7)) : "";
    c.document = text.substr(document + 11);
    while (c.document.ends_with("\n\n")) c.document.pop_back();
    if (!c.document.empty() && c.document.back() != '\n') c.document.push_back('\n');
    cases.push_back(std::move(c));
  }
  return cases;
}

TEST(Html5, ConformsClauseByClause) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(STEMMA_SOURCE_DIR "/tests/data/html5")) {
    for (const Case& c : read_cases(entry.path())) {
      SCOPED_TRACE(entry.path().filename().string() + ": " + c.about);
      const Tree tree = c.context.empty() ? parse(c.data, {}) : parse_fragment(c.data, c.context, {});
      const std::string got = dump(tree);
      EXPECT_EQ(got.empty() ? "\n" : got, c.document.empty() ? "\n" : c.document);
      EXPECT_EQ(wrong_in(tree, c.data), "");
      ++count;
    }
  }
  EXPECT_GT(count, 200U);
}

// However a page is cut off, there is a tree.
TEST(Html5, TakesEveryPrefixOfEveryCase) {
  for (const auto& entry : std::filesystem::directory_iterator(STEMMA_SOURCE_DIR "/tests/data/html5")) {
    for (const Case& c : read_cases(entry.path())) {
      for (std::size_t length = 0; length < c.data.size(); ++length) {
        const std::string cut = c.data.substr(0, length);
        EXPECT_EQ(wrong_in(parse(cut, {}), cut), "") << c.about << ", " << length;
        EXPECT_EQ(wrong_in(parse(cut, Limits::tight()), cut), "") << c.about << ", " << length;
      }
    }
  }
}

}  // namespace
}  // namespace stemma::ingest::html5
