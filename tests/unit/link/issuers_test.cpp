// Which publishers are bodies that speak for themselves, and which are the press.
#include <gtest/gtest.h>

#include "builder.h"
#include "link/issuers.h"
#include "link/pile.h"

namespace stemma::link_test {
namespace {

/// Others take "The Summit" for a firm, or for a place that speaks; its own documents give the words of others: it is the press.
TEST(Issuers, WhoGivesTheWordsOfOthersIsThePress) {
  const auto issues = [](int documents, int speakers, AgentKind taken_for) {
    std::vector<Doc> docs;
    for (int k = 0; k < documents; ++k) {
      Doc d("d-" + std::to_string(k), "The Summit", "2031-05-01");
      for (int i = 0; i < speakers; ++i) {
        const std::string who = std::string("Speaker ") + static_cast<char>('A' + i);
        d.block(who + " said that the wall had fallen.");
        d.says(d.agent(who, AgentKind::person), who, "said", "the wall had fallen");
      }
      d.block("It rained.");
      docs.push_back(d);
    }
    Doc other("d-other", "The Alder", "2031-05-01");
    other.block("The Summit said that it rained.");
    other.says(other.agent("The Summit", taken_for), "The Summit", "said", "it rained");
    docs.push_back(other);
    const auto list = readings(docs);
    return link::find_issuers(link::make_pile(list)).contains("summit");
  };
  EXPECT_TRUE(issues(3, 0, AgentKind::organisation));
  EXPECT_FALSE(issues(3, 4, AgentKind::organisation));
  EXPECT_FALSE(issues(1, 0, AgentKind::government));
}

/// A word for an outlet at the end of a name says more than one for a body in it.
TEST(Issuers, AWireIsNoUnion) {
  std::vector<Doc> docs;
  for (const std::string name : {"Union Wire", "Dockers Union"}) {
    Doc d("d-" + name, name, "2031-05-01");
    d.block("It rained.");
    docs.push_back(d);
  }
  const auto list = readings(docs);
  const auto issuers = link::find_issuers(link::make_pile(list));
  EXPECT_FALSE(issuers.contains("union wire"));
  EXPECT_TRUE(issuers.contains("dockers union"));
}

}  // namespace
}  // namespace stemma::link_test
