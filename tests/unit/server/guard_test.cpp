#include "server/guard.h"

#include <gtest/gtest.h>

namespace stemma::server {
namespace {

Head ask(Fields fields, std::string method = "GET") {
  Head h;
  h.method = std::move(method);
  h.target = "/";
  h.fields = std::move(fields);
  return h;
}

const Site site = loopback_site(8021, false);

TEST(Guard, OurOwnNamesOnly) {
  for (const char* host : {"127.0.0.1:8021", "localhost:8021", "LOCALHOST:8021", "[::1]:8021"}) EXPECT_EQ(check_site(ask({{"host", host}}), site).status, 0) << host;
  for (const char* host : {"evil.example", "evil.example:8021", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8021.evil.example", "localhost.evil.example:8021", "127.1:8021", ""})
    EXPECT_EQ(check_site(ask({{"host", host}}), site).status, 421) << host;
  EXPECT_EQ(check_site(ask({}), site).status, 400);
  EXPECT_EQ(check_site(ask({{"host", "localhost:8021"}, {"host", "evil.example"}}), site).status, 400);
}

TEST(Guard, OtherOriginsAreRefused) {
  const auto from = [&](Fields more, std::string method = "POST") {
    more.insert(more.begin(), {"host", "127.0.0.1:8021"});
    return check_site(ask(std::move(more), std::move(method)), site).status;
  };
  EXPECT_EQ(from({{"origin", "http://127.0.0.1:8021"}}), 0);
  EXPECT_EQ(from({{"sec-fetch-site", "same-origin"}}), 0);
  EXPECT_EQ(from({{"sec-fetch-site", "none"}}, "GET"), 0);
  for (const char* origin : {"http://evil.example", "null", "", "https://127.0.0.1:8021", "http://127.0.0.1:8022", "http://localhost:8021", "http://127.0.0.1:8021.evil.example"})
    EXPECT_EQ(from({{"origin", origin}}), 403) << origin;
  EXPECT_EQ(from({{"origin", "http://127.0.0.1:8021"}, {"origin", "http://evil.example"}}), 403);
  for (const char* where : {"cross-site", "same-site", "none", "", "SAME-ORIGIN"}) EXPECT_EQ(from({{"sec-fetch-site", where}}), 403) << where;
  for (const char* where : {"cross-site", "same-site"}) EXPECT_EQ(from({{"sec-fetch-site", where}}, "GET"), 403) << where;
}

TEST(Guard, TheToken) {
  EXPECT_EQ(check_token(ask({{"x-stemma-token", "abc"}}), "abc").status, 0);
  EXPECT_EQ(check_token(ask({{"x-stemma-token", "abd"}}), "abc").status, 403);
  EXPECT_EQ(check_token(ask({{"x-stemma-token", ""}}), "").status, 403);
  EXPECT_EQ(check_token(ask({}), "abc").status, 403);
  EXPECT_EQ(check_token(ask({{"x-stemma-token", "abc"}, {"x-stemma-token", "abc"}}), "abc").status, 403);
}

}  // namespace
}  // namespace stemma::server
