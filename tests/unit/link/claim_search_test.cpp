#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "link/claim_search.h"

namespace stemma::link {
namespace {

const std::vector<std::string> claims{"The ferry ran aground because its master was asleep", "Water in Ardle is safe to drink",
                                      "The ferry company had dismissed its inspectors", "Tap water in Ardle held lead"};

std::uint32_t best(const std::string& query) {
  const auto hits = ClaimIndex(claims).search(query, 3);
  return hits.empty() ? 99 : hits.front().claim;
}

TEST(ClaimSearch, FindsOtherFormsOfTheWords) {
  EXPECT_EQ(best("masters sleeping on ferries that run aground"), 0U);
  EXPECT_EQ(best("inspector dismissal"), 2U);
  EXPECT_EQ(best("leaded taps"), 3U);
}

TEST(ClaimSearch, ReadsPosts) {
  EXPECT_EQ(best("Is this true? #ArdleWater #safetodrink https://example.org/ferry-aground-master-asleep"), 1U);
}

TEST(ClaimSearch, WordsThatAreWrittenTogether) {
  const auto hits = ClaimIndex(claims).search("#ferrycompany", 9);
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits.front().claim, 2U);
  EXPECT_EQ(hits.front().held, 682);  // two of three: as it is written it stands nowhere
}

TEST(ClaimSearch, SaysHowManyOfTheWordsAreHeld) {
  const auto hits = ClaimIndex(claims).search("lead zeppelin", 9);
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits.front().claim, 3U);
  EXPECT_EQ(hits.front().held, 512);
}

TEST(ClaimSearch, NothingToFind) {
  EXPECT_EQ(best(""), 99U);
  EXPECT_EQ(best("the of and"), 99U);
  EXPECT_EQ(best("qqqq xxxx"), 99U);
  EXPECT_EQ(best("\xFF\xFE"), 99U);
  EXPECT_TRUE(ClaimIndex({}).search("ferry", 5).empty());
  EXPECT_EQ(ClaimIndex(claims).search("ferry water", 2).size(), 2U);
}

}  // namespace
}  // namespace stemma::link
