// Who writes to the case: short work gets its turn while long work holds it, in the middle of linking too.
#include "server/writer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "../folder.h"

namespace stemma::server {
namespace {

using namespace std::chrono_literals;

class Turns : public ::testing::Test {
 protected:
  std::vector<std::string> pages(int from, int to) {
    std::vector<std::string> out;
    for (int n = from; n < to; ++n) {
      out.push_back(folder / (std::to_string(n) + ".html"));
      std::ofstream(out.back()) << "<html><head><title>Page " << n << "</title></head><body><article><h1>Page " << n << "</h1><p>The harbour board of Tolley said on Monday that shed "
                                << n << " had been closed and that nobody had been hurt in it. Its chair denied that the keys were lost.</p></article></body></html>";
    }
    return out;
  }
  void SetUp() override {
    auto made = Case::open(path, Case::Mode::create);
    ASSERT_TRUE(made->add(pages(0, 2)));
  }
  Decision of_two() {
    const auto readings = Case::open(path, Case::Mode::read)->readings();
    Decision d;
    d.kind = DecisionKind::not_a_copy;
    d.first.spots.push_back({(*readings)[0].document.id, {}, {}, {}});
    d.second.spots.push_back({(*readings)[1].document.id, {}, {}, {}});
    d.by = "Ada Quill";
    return d;
  }
  static std::string dump(const CaseModel& m) {
    std::string out;
    for (const auto& c : m.claims) out += c.label + "\n";
    return out + std::to_string(m.rulings.size());
  }

  Folder folder;
  const std::string path = folder / "case.stemma";
};

TEST_F(Turns, ADecisionIsMadeInTheMiddleOfLinking) {
  Decision undo;
  undo.kind = DecisionKind::undo;
  undo.undoes = 1;
  undo.by = "Ada Quill";
  const Decision decisions[] = {of_two(), undo};
  Writer writer(path);
  std::vector<Result<void>> decided;
  int asked = 0;
  const auto held = writer.hold(
      [&](Case& opened, Writer::Turns& turns) -> Result<void> {
        opened.link_later();
        if (auto added = opened.add(pages(2, 12)); !added) return tl::unexpected(added.error());
        Result<void> linked;
        turns.share([&](std::mutex& one) {
          linked = opened.link(one, [&] {
            ++asked;
            if (asked != 4 && asked != 12) return false;  // while the ten new documents are taken in; once a matter has been linked
            auto other = std::async(std::launch::async, [&] {
              return writer.run([&](Case& c) -> Result<void> {
                auto numbers = c.decide(std::span(&decisions[decided.size()], 1));
                return numbers ? Result<void>() : tl::unexpected(numbers.error());
              }, 10s);
            });
            decided.push_back(other.get());  // before the linking goes on
            return false;
          });
        });
        return linked;
      },
      10s);
  ASSERT_TRUE(held) << held.error().line();
  ASSERT_EQ(decided.size(), 2U);
  for (const auto& result : decided) ASSERT_TRUE(result) << result.error().line();
  const auto after = Case::open(path, Case::Mode::read);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->decisions()->size(), 2U);
  const auto readings = after->readings();
  EXPECT_EQ(readings->size(), 12U);
  EXPECT_TRUE(after->linked());  // with the decision
  EXPECT_EQ(dump(*after->links(*readings)), dump(reconcile(*readings, *after->decisions())));
}

TEST_F(Turns, LinkedLaterIsLinkedAlike) {
  {
    auto opened = Case::open(path, Case::Mode::write);
    opened->link_later();
    ASSERT_TRUE(opened->add(pages(2, 6)));
    EXPECT_FALSE(opened->linked());
    std::mutex alone;
    ASSERT_TRUE(opened->link(alone, [] { return true; }));  // stopped
    EXPECT_FALSE(opened->linked());
    ASSERT_TRUE(opened->link(alone));
    EXPECT_TRUE(opened->linked());
  }
  const auto after = Case::open(path, Case::Mode::read);
  const auto readings = after->readings();
  EXPECT_EQ(dump(*after->links(*readings)), dump(reconcile(*readings, {})));
}

TEST_F(Turns, ShortWorkRunsBetweenTwoFiles) {
  Writer writer(path);
  std::future<Result<void>> logged;
  const auto held = writer.hold(
      [&](Case&, Writer::Turns& turns) -> Result<void> {
        logged = std::async(std::launch::async, [&] { return writer.run([](Case& c) { return c.log("checked", "case", "{}"); }, 10s); });
        for (int n = 0; n < 2000 && logged.wait_for(10ms) != std::future_status::ready; ++n) turns.let_in();
        return {};
      },
      10s);
  ASSERT_TRUE(held);
  EXPECT_TRUE(logged.get());
  EXPECT_EQ(Case::open(path, Case::Mode::read)->custody()->back().action, "checked");
}

}  // namespace
}  // namespace stemma::server
