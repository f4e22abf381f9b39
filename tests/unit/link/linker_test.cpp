// A case that is too large to be linked as a whole: the same model whatever the order, the shards, the steps and the threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <set>

#include "base/sanitized.h"
#include "dump.h"
#include "generated.h"
#include "gold_case.h"
#include "link/linker.h"
#include "stemma/decision.h"

namespace stemma::link_test {
namespace {

using link::Linker;
using link::Matter;

constexpr link::MatterLimits small{50, 20, 30};
constexpr std::uint64_t documents = 600;

std::vector<Reading> generated(std::uint64_t count = documents) {
  const GeneratedCase all(count);
  std::vector<Reading> out;
  for (std::uint64_t i = 0; i < count; ++i) out.push_back(all.reading(i));
  return out;
}

/// Some on one day, so that a story outgrows its limit.
std::vector<Reading> one_day() {
  auto out = generated();
  for (auto& r : out) r.document.published.value.replace(0, 10, "2031-03-04");
  return out;
}

std::set<std::string> keys(const Linker& linker) {
  std::set<std::string> out;
  for (const Matter& m : linker.matters()) out.insert(m.key);
  return out;
}

Linker linked(const std::vector<Reading>& list) {
  Linker out(small);
  for (const auto& r : list) out.add(link::make_record(r), 0);
  out.update(1);
  return out;
}

TEST(Linker, OneModelInAnyOrderAndWithAnyThreads) {
  for (auto list : {generated(), one_day()}) {
    const auto first = dump(list, link::reconcile(list, small, 1));
    EXPECT_EQ(dump(list, link::reconcile(list, small, 8)), first);
    std::mt19937 random(3);
    for (int k = 0; k < 3; ++k) {
      std::shuffle(list.begin(), list.end(), random);
      ASSERT_EQ(dump(list, link::reconcile(list, small, 2)), first);
    }
  }
}

TEST(Linker, AnyNumberOfShards) {
  const auto list = generated();
  const auto whole = dump(list, link::reconcile(list, small, 2));
  const Linker linker = linked(list);
  for (const std::size_t shards : {2u, 16u}) {
    std::vector<std::vector<link::Part>> done(shards);
    for (std::size_t m = 0; m < linker.matters().size(); ++m) {
      const Matter& matter = linker.matters()[m];
      std::vector<Reading> members;
      for (const auto d : matter.members) members.push_back(list[d]);
      const auto house = linker.house(matter);
      done[m % shards].push_back({matter.members, link::link_matter(members, &house, 1)});
    }
    std::vector<link::Part> parts;
    for (auto& shard : done) std::move(shard.rbegin(), shard.rend(), std::back_inserter(parts));
    EXPECT_EQ(dump(list, link::unite(std::move(parts), linker.ranks(), list)), whole);
  }
}

TEST(Linker, StepByStepEndsWhereAFullRunWould) {
  for (auto list : {generated(), one_day()}) {
    const auto full = keys(linked(list));
    ASSERT_GT(full.size(), 20u);
    std::mt19937 random(5);
    for (const std::size_t step : {1u, 7u, 150u}) {
      std::shuffle(list.begin(), list.end(), random);
      Linker linker(small);
      for (std::size_t i = 0; i < list.size(); ++i) {
        linker.add(link::make_record(list[i]), 0);
        if ((i + 1) % step == 0) linker.update(2);
      }
      linker.update(2);
      ASSERT_EQ(keys(linker), full) << step;
    }
  }
}

/// A case divided by the limits of the program: shuffled, in shards, in steps, with one thread and with eight.
TEST(Linker, FiveRoadsToOneModelOfALargeCase) {
  if (sanitized) GTEST_SKIP() << "a large case is small cases of the other tests, many times over: ten minutes here";
  auto list = generated(link::MatterLimits{}.one_matter + 40);
  const auto by_one = dump(list, link::reconcile(list, {}, 1));
  EXPECT_EQ(dump(list, link::reconcile(list, {}, 8)), by_one) << "eight threads";
  std::mt19937 random(17);
  std::shuffle(list.begin(), list.end(), random);
  EXPECT_EQ(dump(list, reconcile(list)), by_one) << "shuffled";
  // Steps, each model kept by its key, as a case keeps it; then put together from shards that know nothing of each other.
  Linker linker;
  std::map<std::string, CaseModel> kept;
  for (std::size_t i = 0; i < list.size(); ++i) {
    linker.add(link::make_record(list[i]), 0);
    if ((i + 1) % 700 != 0 && i + 1 != list.size()) continue;
    linker.update(2);
    if (i + 1 < link::MatterLimits{}.one_matter) continue;
    for (const Matter& matter : linker.matters()) {
      if (kept.contains(matter.key)) continue;
      std::vector<Reading> members;
      for (const auto d : matter.members) members.push_back(list[d]);
      const auto house = linker.house(matter);
      kept.emplace(matter.key, link::link_matter(members, matter.whole ? nullptr : &house, 1));
    }
  }
  std::vector<std::vector<link::Part>> shards(16);
  for (std::size_t m = 0; m < linker.matters().size(); ++m) shards[m % 16].push_back({linker.matters()[m].members, kept.at(linker.matters()[m].key)});
  std::vector<link::Part> parts;
  for (auto& shard : shards) std::move(shard.rbegin(), shard.rend(), std::back_inserter(parts));
  EXPECT_EQ(dump(list, link::unite(std::move(parts), linker.ranks(), list)), by_one) << "in steps and shards";
}

/// People's decisions are content as documents are: the same model in any order, with any threads, in one matter or divided.
TEST(Linker, OneModelWithDecisions) {
  auto list = generated(300);
  const auto before = reconcile(list);
  ASSERT_FALSE(before.derived.empty());
  const auto large = std::find_if(before.claims.begin(), before.claims.end(), [](const Claim& c) { return c.members.size() >= 4 && c.roots.size() >= 2; });
  ASSERT_NE(large, before.claims.end());
  const auto c = static_cast<std::uint32_t>(large - before.claims.begin());
  std::vector<Decision> decisions;
  const auto decide = [&](DecisionKind kind, Subject first, Subject second) {
    decisions.push_back({decisions.size() + 1, kind, std::move(first), std::move(second), {}, 0, "Ada Quill", "", "2031-06-01T10:00:00.000Z"});
  };
  decide(DecisionKind::not_a_copy, subject_of_document(list, before.derived.front().child), subject_of_document(list, before.derived.front().parent));
  const auto last = large->members.back().attribution, first = large->members.front().attribution;
  decide(DecisionKind::split, subject_of_attribution(list, last), subject_of_attribution(list, first));
  decide(DecisionKind::merge, subject_of_claim(list, before, c), subject_of_claim(list, before, c == 0 ? 1 : 0));
  std::string by_limits[2];
  std::mt19937 random(23);
  for (int k = 0; k < 6; ++k) {
    const unsigned threads = k % 2 ? 8 : 1;
    for (const bool divided : {false, true}) {
      const auto m = link::reconcile(list, divided ? small : link::MatterLimits{}, threads, decisions);
      EXPECT_TRUE(std::any_of(m.rulings.begin(), m.rulings.end(), [](const Ruling& r) { return r.applied; }));
      auto text = dump(list, m);
      for (const auto& r : m.rulings) text += std::to_string(r.decision) + (r.applied ? " applied" : r.what) + "\n";
      if (k == 0) by_limits[divided] = text;
      ASSERT_EQ(text, by_limits[divided]) << k << (divided ? " divided" : "");
    }
    std::shuffle(list.begin(), list.end(), random);
  }
}

TEST(Linker, OneMoreDocumentTouchesItsNeighbourhoodOnly) {
  auto list = generated(2000);
  const Reading last = list[1000];
  list.erase(list.begin() + 1000);
  Linker linker = linked(list);
  const auto before = keys(linker);
  linker.add(link::make_record(last), 0);
  const auto changed = linker.update(1);
  EXPECT_LT(changed.size(), 60u);
  std::size_t anew = 0;
  for (const Matter& m : linker.matters()) anew += before.contains(m.key) ? 0 : m.members.size();
  EXPECT_GE(anew, 1u);
  EXPECT_LT(anew, 100u);
}

Decision decided(std::uint64_t number, DecisionKind kind, Subject first, Subject second) {
  return {number, kind, std::move(first), std::move(second), {}, 0, "Ada Quill", "", "2031-06-01T10:00:00.000Z"};
}

/// Decisions of several kinds, each on things of two matters.
std::vector<Decision> across_matters(const std::vector<Reading>& list) {
  const Linker linker = linked(list);
  std::map<std::uint32_t, std::size_t> matter;
  for (std::size_t m = 0; m < linker.matters().size(); ++m)
    for (const auto d : linker.matters()[m].members) matter[d] = m;
  const auto model = link::reconcile(list, small, 1);
  std::vector<std::uint32_t> claims;  // of different matters
  std::set<std::size_t> seen;
  for (std::uint32_t c = 0; c < model.claims.size() && claims.size() < 6; ++c)
    if (seen.insert(matter[model.claims[c].members.front().attribution.document]).second) claims.push_back(c);
  const auto where = [&](std::size_t i) { return model.claims[claims[i]].members.front().attribution; };
  const auto claim = [&](std::size_t i) { return subject_of_claim(list, model, claims[i]); };
  const auto document = [&](std::size_t i) { return subject_of_document(list, where(i).document); };
  return {decided(1, DecisionKind::merge, claim(0), claim(1)), decided(2, DecisionKind::copy, document(2), document(3)),
                            decided(3, DecisionKind::same_root, subject_of_attribution(list, where(4)), subject_of_attribution(list, where(5))),
                            decided(4, DecisionKind::merge, claim(4), claim(5))};
}

TEST(Linker, WhatIsDecidedAcrossMattersHoldsAsInAnUndividedCase) {
  auto list = generated(300);
  const auto decisions = across_matters(list);
  constexpr link::MatterLimits limits{50, 20, 100};  // two matters fit into one
  const auto divided = link::reconcile(list, limits, 1, decisions), whole = link::reconcile(list, {1000, 300, 4000}, 2, decisions);
  ASSERT_EQ(divided.rulings.size(), decisions.size());
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    EXPECT_TRUE(divided.rulings[i].applied) << i << divided.rulings[i].what;
    EXPECT_EQ(divided.rulings[i].applied, whole.rulings[i].applied) << i;
    EXPECT_EQ(divided.rulings[i].what, whole.rulings[i].what) << i;
  }
  for (const auto* model : {&divided, &whole}) {
    const auto claim_of = [&](const Spot& spot) -> std::string {
      for (const auto& c : model->claims)
        for (const auto& m : c.members) {
          const Reading& r = list[m.attribution.document];
          if (r.document.id == spot.document && attribution_at(r, spot) == m.attribution.attribution) return c.id;
        }
      return "none";
    };
    EXPECT_EQ(claim_of(decisions[0].first.spots.front()), claim_of(decisions[0].second.spots.front()));
    EXPECT_NE(claim_of(decisions[0].first.spots.front()), "none");
    EXPECT_TRUE(std::any_of(model->derived.begin(), model->derived.end(), [&](const DerivationEdge& e) {
      return list[e.child].document.id == decisions[1].first.spots.front().document && list[e.parent].document.id == decisions[1].second.spots.front().document;
    }));
  }
  const auto first = dump(list, divided);
  EXPECT_NE(first, dump(list, link::reconcile(list, limits, 1)));
  std::mt19937 random(7);
  for (int k = 0; k < 2; ++k) {
    std::shuffle(list.begin(), list.end(), random);
    ASSERT_EQ(dump(list, link::reconcile(list, limits, 2, decisions)), first);
  }
}

TEST(Linker, ADecisionTiesTheMattersThatItSpeaksOfAndNoOthers) {
  auto list = generated();
  Linker linker = linked(list);
  const auto plain = keys(linker);
  const auto documents_of = [&](std::size_t m) { return linker.matters()[m].members; };
  std::vector<std::uint32_t> one = documents_of(2), other = documents_of(7), third = documents_of(11);
  linker.bind({{{other.back(), one.front()}, 5}, {{third.front()}, 6}, {{}, 7}});
  linker.update(1);
  std::size_t anew = 0;
  for (const Matter& m : linker.matters()) {
    if (plain.contains(m.key)) continue;
    ++anew;
    const bool tied = m.members != third;
    EXPECT_EQ(m.members.size(), tied ? one.size() + other.size() : third.size());
    EXPECT_EQ(m.bonds, std::vector<std::uint32_t>{tied ? 0u : 1u});
  }
  EXPECT_EQ(anew, 2u);
  EXPECT_EQ(linker.matters().size(), plain.size() - 1);
  const auto bound = keys(linker);
  // Bound step by step, or once more: the same. Another decision on the same: another key. None: as if there had been none.
  Linker again(small);
  std::vector<std::uint32_t> order(list.size());
  for (std::uint32_t d = 0; d < order.size(); ++d) order[d] = d;
  again.bind({{{other.back(), one.front()}, 5}, {{third.front()}, 6}, {{}, 7}});
  for (const auto d : order) {
    if (d % 97 == 0 && d > std::max({other.back(), one.front(), third.front()})) again.update(1);
    again.add(link::make_record(list[d]), 0);
  }
  again.update(1);
  EXPECT_EQ(keys(again), bound);
  linker.bind({{{other.back(), one.front()}, 9}, {{third.front()}, 6}});
  linker.update(1);
  EXPECT_NE(keys(linker), bound);
  linker.bind({});
  linker.update(1);
  EXPECT_EQ(keys(linker), plain);
}

TEST(Linker, NoDecisionTiesMoreThanTheLimit) {
  const auto list = generated();
  Linker linker = linked(list);
  link::Bond all{{}, 1};
  for (std::uint32_t d = 0; d < linker.size(); ++d) all.documents.push_back(d);
  linker.bind({all});
  linker.update(1);
  std::size_t members = 0;
  for (const Matter& m : linker.matters()) {
    EXPECT_LE(m.members.size(), small.copies);
    EXPECT_FALSE(m.bonds.empty());
    members += m.members.size();
  }
  EXPECT_EQ(members, list.size());
}

TEST(Linker, TheLimitsHold) {
  for (const auto& list : {generated(), one_day()}) {
    const Linker linker = linked(list);
    std::size_t members = 0;
    for (const Matter& m : linker.matters()) {
      EXPECT_LE(m.members.size(), small.copies);
      members += m.members.size();
    }
    EXPECT_EQ(members, list.size());
  }
}

/// The example as a large case would have it: nothing of it is one matter by decree.
TEST(Linker, TheExampleMatterByMatter) {
  auto list = gold_readings(std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch");
  constexpr link::MatterLimits apart{10, 300, 4000};
  const auto first = dump(list, link::reconcile(list, apart, 2));
  std::mt19937 random(11);
  for (int k = 0; k < 3; ++k) {
    std::shuffle(list.begin(), list.end(), random);
    ASSERT_EQ(dump(list, link::reconcile(list, apart, 1)), first);
  }
  // What is copied stays together.
  const auto whole = reconcile(list), parts = link::reconcile(list, apart, 1);
  EXPECT_EQ(parts.families.size(), whole.families.size());
}

TEST(Linker, FiveThousandCopiesOfOnePage) {
  const auto page = generated(64)[0];
  std::vector<Reading> list;
  for (int i = 0; i < 5000; ++i) {
    list.push_back(page);
    list.back().document.id = "d" + std::to_string(i);
    list.back().document.publisher.value = "Outlet " + std::to_string(i % 700);
  }
  Linker linker;
  for (const auto& r : list) linker.add(link::make_record(r), 0);
  linker.update(2);
  std::size_t members = 0;
  for (const Matter& m : linker.matters()) {
    EXPECT_LE(m.members.size(), link::MatterLimits{}.copies);
    members += m.members.size();
  }
  EXPECT_EQ(members, list.size());
  EXPECT_LE(linker.matters().size(), 20u);
}

TEST(Linker, AThousandPagesThatShareOnlyFurniture) {
  const std::string house = "Read more and subscribe to our daily letter for all that matters in the valley and beyond, free for a month.";
  std::vector<Reading> list;
  std::mt19937_64 random(9);
  for (int i = 0; i < 1000; ++i) {
    Doc d("f" + std::to_string(i), "The Valley Herald", "2031-02-" + std::string(i % 20 < 9 ? "0" : "") + std::to_string(i % 20 + 1));
    const auto word = [&] { return "w" + std::to_string(random() % 1000000); };
    d.title(word() + " " + word() + " " + word());
    for (int b = 0; b < 4; ++b) {
      std::string text;
      for (int k = 0; k < 45; ++k) text += word() + " ";
      d.block(text + "end.");
    }
    d.block(house);
    list.push_back(d.reading());
  }
  const Linker linker = linked(list);
  EXPECT_EQ(linker.matters().size(), list.size());
  for (std::uint32_t d = 0; d < linker.size(); ++d) EXPECT_FALSE(linker.place(d).house.empty());
  EXPECT_TRUE(link::reconcile(list, small, 2).derived.empty());
}

TEST(Linker, NothingAndUndated) {
  EXPECT_TRUE(link::reconcile({}, link::MatterLimits{0, 20, 30}, 1).claims.empty());
  auto list = generated(100);
  for (std::size_t i = 0; i < list.size(); i += 3) list[i].document.published.value = i % 2 ? "" : "soon";
  const auto first = dump(list, link::reconcile(list, small, 1));
  std::reverse(list.begin(), list.end());
  EXPECT_EQ(dump(list, link::reconcile(list, small, 1)), first);
}

}  // namespace
}  // namespace stemma::link_test
