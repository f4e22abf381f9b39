// What linking found, kept in the case: the same bytes as a full run in memory, in whatever steps documents came, whoever was killed.
#include "store/links.h"

#include <gtest/gtest.h>

#include <random>

#include "../link/dump.h"
#include "../link/generated.h"
#include "link/blob.h"
#include "link/linker.h"
#include "store/decisions.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;
using link_test::dump;

constexpr link::MatterLimits small{50, 20, 30};
constexpr std::uint64_t documents = 200;

/// A file that holds numbers of the generated case: "12 13 14".
ReadWith press() {
  return {"press 1", giving([](std::string_view all, const std::string& path) {
            const link_test::GeneratedCase generated(documents);
            std::vector<Result<Reading>> out;
            for (std::size_t at = 0; at < all.size();) {
              const auto end = std::min(all.find(' ', at), all.size());
              Reading r = generated.reading(std::stoul(std::string(all.substr(at, end - at))));
              r.document.path = path;
              r.document.format = "text";
              out.push_back(std::move(r));
              at = end + 1;
            }
            return out;
          })};
}

struct Kept {
  explicit Kept(const Folder& at, const std::string& name) : folder(at), base(open_database(at / name, Case::Mode::create, current_schema())) {}

  void add(const std::string& numbers) {
    const std::string path = folder.write("in" + numbers.substr(0, 20) + ".txt", numbers);
    AddOptions options;
    (void)store::add(base.db, {path}, options, 1, press());
  }
  Linked link(const std::function<bool()>& stop = {}) { return link_case(base.db, small, 2, stop); }
  std::vector<Reading> readings() const {
    ReadingLoader loader(base.db);
    std::vector<Reading> out;
    const auto decisions = read_decisions(base.db);
    for (const auto id : documents_in_order(base.db)) {
      out.push_back(loader.load(id));
      correct(out.back(), decisions);
    }
    return out;
  }
  /// The model that is kept; "none" if there is none.
  std::string kept() const {
    const auto all = readings();
    const auto model = load_links(base.db, all);
    return model ? dump(all, *model) : "none";
  }
  std::string in_memory() const {
    const auto all = readings();
    const auto decisions = read_decisions(base.db);
    return dump(all, link::reconcile(all, small, 1, decisions));
  }

  const Folder& folder;
  Database base;
};

std::string numbers(std::uint64_t first, std::uint64_t last) {
  std::string out;
  for (auto i = first; i < last; ++i) out += (out.empty() ? "" : " ") + std::to_string(i);
  return out;
}

TEST(Links, KeptLinksAreThoseOfAFullRun) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  EXPECT_EQ(c.kept(), "none");
  for (const auto& [first, last] : {std::pair(0, 30), std::pair(30, 45), std::pair(45, 120), std::pair(120, 121), std::pair(121, 200)}) {
    c.add(numbers(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(last)));
    EXPECT_EQ(c.kept(), "none") << "documents that are not linked yet";
    const Linked done = c.link();
    EXPECT_GE(done.documents, static_cast<std::size_t>(last - first));
    ASSERT_EQ(c.kept(), c.in_memory()) << last;
    EXPECT_EQ(c.link().documents, 0u) << "nothing is new";
  }
}

TEST(Links, OneMoreDocumentLinksItsMatterOnly) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  c.add(numbers(0, 150)), c.add(numbers(151, 200));
  c.link();
  c.add("150");
  const Linked done = c.link();
  EXPECT_GE(done.matters, 1u);
  EXPECT_LE(done.members, 40u);
  EXPECT_EQ(c.kept(), c.in_memory());
}

TEST(Links, ADecisionLinksTheMattersThatItSpeaksOf) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  c.add(numbers(0, documents));
  c.link();
  const auto before = c.kept();
  const auto all = c.readings();
  const auto model = link::reconcile(all, small, 1);
  ASSERT_GT(model.claims.size(), 9u);
  const Decision merge{0, DecisionKind::merge, subject_of_claim(all, model, 1), subject_of_claim(all, model, 8), {}, 0, "Ada Quill", "", "2031-06-01"};
  const auto numbers = append_decisions(c.base.db, std::span(&merge, 1));
  EXPECT_EQ(c.kept(), "none") << "decided, not linked yet";
  const Linked done = c.link();
  EXPECT_EQ(done.documents, 0u);
  EXPECT_EQ(done.matters, 1u);
  EXPECT_LE(done.members, 60u);
  const auto after = c.kept();
  EXPECT_NE(after, before);
  EXPECT_EQ(after, c.in_memory());
  const auto kept = load_links(c.base.db, all);
  ASSERT_TRUE(kept && kept->rulings.size() == 1);
  EXPECT_TRUE(kept->rulings[0].applied) << kept->rulings[0].what;
  const Decision undo{0, DecisionKind::undo, {}, {}, {}, numbers[0], "Ada Quill", "", "2031-06-02"};
  append_decisions(c.base.db, std::span(&undo, 1));
  c.link();
  EXPECT_EQ(c.kept(), before);
}

TEST(Links, ACorrectedReadingIsLinkedAnewAndPlacedAnew) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  c.add(numbers(0, documents));
  c.link();
  const auto before = c.kept();
  const auto all = c.readings();
  // A report is now said to name one more outlet: its record is another.
  std::uint32_t d = 0;
  while (d < all.size() && all[d].attributions.empty()) ++d;
  ASSERT_LT(d, all.size());
  const std::string& text = all[d].document.text;
  const std::string word = text.substr(0, text.find(' '));
  const Subject who{{{all[d].document.id, 0, static_cast<std::uint32_t>(word.size()), word}}, word};
  const std::vector<Decision> both{{0, DecisionKind::speaker, subject_of_attribution(all, {d, 0}), who, "media", 0, "Ada Quill", "", "2031-06-01"},
                                   {0, DecisionKind::stance, subject_of_attribution(all, {d + 1, 0}), {}, "doubts", 0, "Ada Quill", "", "2031-06-01"}};
  const auto numbers = append_decisions(c.base.db, both);
  c.link();
  EXPECT_NE(c.kept(), before);
  EXPECT_EQ(c.kept(), c.in_memory());
  for (const auto n : numbers) {
    const Decision undo{0, DecisionKind::undo, {}, {}, {}, n, "Ada Quill", "", "2031-06-02"};
    append_decisions(c.base.db, std::span(&undo, 1));
    c.link();
    EXPECT_EQ(c.kept(), c.in_memory());
  }
  EXPECT_EQ(c.kept(), before);
}

TEST(Links, WhatIsReadAnewIsLinkedAnew) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  c.add(numbers(0, 90)), c.add(numbers(90, 120));
  c.link();
  c.base.db.run("DELETE FROM document WHERE id IN (SELECT id FROM document ORDER BY id DESC LIMIT 7)");
  EXPECT_EQ(c.kept(), "none");
  c.link();
  EXPECT_EQ(c.kept(), c.in_memory());
}

TEST(Links, StoppedOrKilledAtAnyMatter) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  c.add(numbers(0, documents));
  for (int after : {1, 5, 230}) {
    int asked = 0;
    c.link([&] { return ++asked > after; });
    EXPECT_EQ(c.kept(), "none") << after;
  }
  c.link();
  EXPECT_EQ(c.kept(), c.in_memory());
}

TEST(Links, OtherRulesAndDamageAreLinkedAnew) {
  const Folder folder;
  Kept c(folder, "a.stemma");
  c.add(numbers(0, 100));
  c.link();
  const auto good = c.kept();
  ASSERT_NE(good, "none");
  for (const char* harm : {"UPDATE meta SET value = 'rules of old 50 20 30' WHERE key IN ('links', 'ties rules')", "UPDATE link_matter SET zstd = x'00'",
                           "DELETE FROM link_matter WHERE key = (SELECT max(key) FROM link_matter)", "DELETE FROM link_document WHERE document = 3",
                           "UPDATE link_document SET record = x'ff'", "UPDATE link_matter SET members = x'01ff01'"}) {
    c.base.db.run(harm);
    EXPECT_EQ(c.kept(), "none") << harm;
    c.base.db.run("DELETE FROM link_matter; UPDATE meta SET value = '' WHERE key IN ('links', 'ties')");
    c.link();
    EXPECT_EQ(c.kept(), good) << harm;
  }
}

TEST(Links, NoBytesReadBackAsAModelThatPointsOutside) {
  const link_test::GeneratedCase all(64);
  std::vector<Reading> list;
  for (std::uint64_t i = 0; i < 40; ++i) list.push_back(all.reading(i));
  const auto model = reconcile(list);
  const std::string blob = link::to_blob(model);
  const auto back = link::model_from(blob, list.size());
  ASSERT_TRUE(back.has_value());
  EXPECT_TRUE(link::fits(*back, list));
  EXPECT_EQ(dump(list, *back), dump(list, model));
  EXPECT_EQ(link::to_blob(*back), blob);
  EXPECT_FALSE(link::model_from(blob, list.size() - 1).has_value());
  std::mt19937 random(1);
  for (int k = 0; k < 3000; ++k) {
    std::string bad = blob;
    for (int n = 0; n <= k % 3; ++n) bad[random() % bad.size()] = static_cast<char>(random());
    if (k % 5 == 0) bad.resize(random() % bad.size());
    const auto read = link::model_from(bad, list.size());
    if (read && link::fits(*read, list)) (void)dump(list, *read);
  }
}

}  // namespace
}  // namespace stemma::store
