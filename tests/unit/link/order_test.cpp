// The whole example, in any order of arrival, gives one and the same model.
#include <gtest/gtest.h>

#include <random>

#include "dump.h"
#include "gold_case.h"
#include "stemma/claims.h"

namespace stemma::link_test {
namespace {

TEST(Order, TheExampleGivesOneModelInAnyOrder) {
  auto list = gold_readings(std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch");
  ASSERT_GE(list.size(), 25u);
  const auto first = dump(list, reconcile(list));
  std::mt19937 random(11);
  for (int k = 0; k < 6; ++k) {
    std::shuffle(list.begin(), list.end(), random);
    ASSERT_EQ(dump(list, reconcile(list)), first);
  }
}

/// With the readings of the gold the families of the example come out as they were written down.
TEST(Order, TheGenealogyOfTheExample) {
  const std::string folder = std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch";
  const auto list = gold_readings(folder);
  std::ifstream in(folder + "/gold.json");
  const auto gold = nlohmann::json::parse(in);
  std::set<std::pair<std::string, std::string>> want, got;
  for (const auto& d : gold["documents"])
    for (const auto& p : d["derived_from"]) want.emplace(d["file"], p["file"]);
  for (const auto& e : reconcile(list).derived) got.emplace(list[e.child].document.path, list[e.parent].document.path);
  EXPECT_EQ(got, want);
}

TEST(Order, NothingAtAll) {
  const auto m = reconcile({});
  EXPECT_TRUE(m.claims.empty());
  const std::vector<Reading> blank(2);
  EXPECT_TRUE(reconcile(blank).claims.empty());
}

}  // namespace
}  // namespace stemma::link_test
