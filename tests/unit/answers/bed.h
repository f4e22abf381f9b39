// What the tests of answers share: a case of pages in a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../folder.h"
#include "answers/answers.h"
#include "stemma/case.h"

namespace stemma::answers::testing {

using Json = nlohmann::ordered_json;

inline const std::string example = std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch/articles";

/// A page of a site that does not exist.
inline std::string page(const std::string& title, const std::string& outlet, const std::string& day, const std::vector<std::string>& paragraphs) {
  std::string out = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title><meta property=\"og:site_name\" content=\"" + outlet +
                    "\"><meta property=\"article:published_time\" content=\"" + day + "\"></head><body><article><h1>" + title + "</h1>";
  for (const auto& p : paragraphs) out += "<p>" + p + "</p>";
  return out + "</article></body></html>";
}

inline AddOptions on_threads(unsigned n) {
  AddOptions out;
  out.threads = n;
  return out;
}

class Bed : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
  }
  void add(const std::vector<std::string>& paths) {
    auto opened = Case::open(path, Case::Mode::create);
    ASSERT_TRUE(opened) << opened.error().line();
    const auto report = opened->add(paths, on_threads(1));
    ASSERT_TRUE(report) << report.error().line();
  }
  std::shared_ptr<const Snapshot> load(std::uint64_t generation = 1) {
    auto loaded = Snapshot::load(path, generation);
    EXPECT_TRUE(loaded) << loaded.error().line();
    return loaded ? *loaded : nullptr;
  }
  static Json body(const Answer& a) { return Json::parse(a.body); }
  /// Expects 200.
  static Json get(const Snapshot& s, const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
    const Answer a = answer(s, {path, std::move(query)});
    EXPECT_EQ(a.status, 200) << path << ": " << a.body;
    return body(a);
  }
  static int status(const Snapshot& s, const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
    const Answer a = answer(s, {path, std::move(query)});
    if (a.status != 200) {
      EXPECT_EQ(a.type, "application/problem+json");
      EXPECT_FALSE(body(a)["title"].get<std::string>().empty());
      EXPECT_FALSE(body(a)["next"].get<std::string>().empty()) << a.body;
    }
    return a.status;
  }

  Folder folder;
  std::string path = folder / "case.stemma";
};

/// The example case, read once for all tests of the program; those that change it take a copy.
inline const std::string& example_case() {
  static const Folder shared;
  static const std::string path = [] {
    auto opened = Case::open(shared / "brannoch.stemma", Case::Mode::create);
    EXPECT_TRUE(opened && opened->add({example}, on_threads(2)));
    return shared / "brannoch.stemma";
  }();
  return path;
}

class Example : public Bed {
 protected:
  static const Snapshot& s() {
    static const auto snapshot = *Snapshot::load(example_case(), 7);
    return *snapshot;
  }
};

}  // namespace stemma::answers::testing
