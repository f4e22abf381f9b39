#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "lang/name_agreement.h"
#include "lang/name_lists.h"

namespace stemma::lang {
namespace {

struct Lists {
  std::vector<std::uint64_t> hashes;
  std::vector<std::int8_t> kinds;
  Lists(const std::map<std::string, int>& names) {
    std::map<std::uint64_t, int> sorted;
    for (const auto& name : names) sorted[hash_of(name.first)] = name.second;
    for (const auto& entry : sorted) hashes.push_back(entry.first), kinds.push_back(static_cast<std::int8_t>(entry.second));
  }
};

std::string codes(const NameLists& lists, const std::vector<std::string_view>& words) {
  FeatureMaker features;
  std::vector<std::uint8_t> out(words.size());
  lists.codes(words, features, out);
  std::string text;
  for (const int code : out) text += std::to_string(code) + " ";
  return text;
}

TEST(NameLists, TakesTheLongestNameThatBeginsWithACapital) {
  const Lists data({{"port", 2}, {"port aldane", 2}, {"aldane", 1}, {"boreal press", 4}, {"saint - orlo", 2}});
  const auto lists = NameLists::checked(data.hashes, data.kinds);
  ASSERT_TRUE(lists);
  EXPECT_EQ(codes(*lists, {"In", "Port", "Aldane", ",", "Boreal", "Press", "said"}), "0 3 4 0 7 8 0 ");
  EXPECT_EQ(codes(*lists, {"the", "port", "of", "Aldane"}), "0 0 0 1 ");
  EXPECT_EQ(codes(*lists, {"Saint", "–", "Orlo"}), "3 4 4 ");
  EXPECT_EQ(codes(*lists, {}), "");
  EXPECT_EQ(codes(NameLists(), {"Port"}), "0 ");
}

TEST(NameLists, RefusesWhatCannotBe) {
  const std::vector<std::uint64_t> good{1, 2}, bad{2, 1};
  const std::vector<std::int8_t> kinds{1, 2}, unknown{1, 8};
  EXPECT_TRUE(NameLists::checked(good, kinds));
  EXPECT_FALSE(NameLists::checked(bad, kinds));
  EXPECT_FALSE(NameLists::checked(good, unknown));
}

TEST(NameAgreement, ASurnameIsWhatTheFullNameIs) {
  const std::string text = "Edda Orlo met Orlo in Orlo .";
  Analysis a;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    Token t;
    t.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    a.tokens.push_back(t);
    at = end + 1;
  }
  a.names = {{0, 2, NameType::person}, {3, 4, NameType::place}, {5, 6, NameType::place}};
  const auto vote = [](float person, float place) {
    NameVotes v{};
    v[static_cast<std::size_t>(NameType::person)] = person;
    v[static_cast<std::size_t>(NameType::place)] = place;
    return v;
  };
  FeatureMaker features;
  agree_on_types(text, {vote(9, 1), vote(1, 2), vote(1, 3)}, features, a);
  for (const Name& name : a.names) EXPECT_EQ(name.type, NameType::person);
  a.names[0].type = NameType::place;  // then its last word is no surname
  agree_on_types(text, {vote(1, 9), vote(4, 2), vote(1, 2)}, features, a);
  EXPECT_EQ(a.names[0].type, NameType::place);
  EXPECT_EQ(a.names[1].type, NameType::person);
  EXPECT_EQ(a.names[2].type, NameType::person);
}

}  // namespace
}  // namespace stemma::lang
