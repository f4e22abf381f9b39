#include "server/target.h"

#include <gtest/gtest.h>

#include "server/routes.h"

namespace stemma::server {
namespace {

TEST(Target, PathQueryAndForm) {
  const auto t = parse_target("/claims/c12.json?q=night+shift&q=%D8%AF&side=");
  ASSERT_TRUE(t);
  EXPECT_EQ(t->path, "/claims/c12");
  EXPECT_TRUE(t->json);
  ASSERT_EQ(t->query.size(), 3U);
  EXPECT_EQ(t->query[0].second, "night shift");
  EXPECT_EQ(t->query[1].second, "\xD8\xAF");
  EXPECT_EQ(t->value("side"), "");
  EXPECT_FALSE(parse_target("/")->json);
}

TEST(Target, TricksAreRefused) {
  for (const char* trick : {"", "claims", "*", "http://evil.example/", "//evil.example/x", "/a/../b", "/a/./b", "/%2e%2e/x", "/a//b", "/a%2fb", "/a%5Cb", "/a\\b", "/a%00b", "/%zz", "/%4",
                            "/a%0d%0aSet-Cookie:x", "/%ff", "/%c0%af", "/a#b", "/x?q=%", "/x?q=%00", "/a/"})
    EXPECT_FALSE(parse_target(trick)) << trick;
  std::string many = "/x?";
  for (int i = 0; i < 101; ++i) many += "a=1&";
  EXPECT_FALSE(parse_target(many));
}

TEST(Target, EncodingIsUndoneByDecoding) {
  const std::string all = "Zoë & “q”/\\?#%+ \x7e";
  EXPECT_EQ(*percent_decoded(percent_encoded(all), false), all);
}

TEST(Routes, AddressAndMethod) {
  EXPECT_EQ(match("GET", "/claims/c1").id, "c1");
  EXPECT_EQ(match("HEAD", "/claims").row->route, Route::view);
  EXPECT_EQ(match("POST", "/decisions").row->route, Route::decide);
  EXPECT_EQ(match("GET", "/documents/d1/look").row->route, Route::look);
  EXPECT_EQ(match("GET", "/").row->route, Route::root);
  const auto wrong = match("DELETE", "/decisions");
  EXPECT_EQ(wrong.row, nullptr);
  EXPECT_EQ(wrong.allow, "GET, HEAD, POST");
  EXPECT_EQ(match("GET", "/nowhere").allow, "");
  EXPECT_EQ(match("GET", "/claims/c1/more").allow, "");
  EXPECT_EQ(match("get", "/claims").row, nullptr);
}

}  // namespace
}  // namespace stemma::server
