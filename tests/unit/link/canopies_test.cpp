#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/hash.h"
#include "builder.h"
#include "link/canopies.h"

namespace stemma::link {
namespace {

using link_test::Doc;

Place in(const char* country) {
  Place p;
  p.matches.emplace_back().country = country;
  return p;
}

TimeExpression on(const char* day) {
  TimeExpression t;
  t.earliest = t.latest = day;
  return t;
}

const std::string ferry = "A ferry with ninety passengers ran aground on the sandbank off Corrie harbour in thick fog. Lifeboats from two villages took "
                          "the passengers off the ferry before the tide turned, the coastguard said.";
const std::string aground = "Coastguard crews and lifeboats rescued ninety people from a ferry aground on a sandbank near Corrie. Thick fog had "
                            "hidden the harbour lights, passengers said, and the tide was turning.";
const std::string budget = "The finance committee approved next year's budget after a night of talks. Spending on schools rises by four per cent, while the "
                           "levy on fuel stays as it is, the treasurer told members.";

TEST(EventRecord, KnowsDayMainDayAndCountry) {
  Reading r = Doc("a", "Lantern", "2031-05-08T09:00:00Z").title("Ferry aground off Corrie").block(ferry).reading();
  r.times = {on("2031-05-07"), on("2031-05-06"), on("2031-05-07"), on("1999-01-01"), on("1999-01-01"), on("1999-01-01")};
  r.places = {in("NO"), in("GB"), in("GB")};
  const EventRecord record = make_event_record(r);
  ASSERT_TRUE(record.day && record.event_day);
  EXPECT_EQ(*record.day - *record.event_day, 1) << "1999 is named more often, but nobody reports it in 2031";
  EXPECT_EQ(record.country, 'G' << 8 | 'B');
  std::uint64_t squares = 0;
  for (const auto& t : record.terms) squares += std::uint64_t{t.weight} * t.weight;
  EXPECT_NEAR(std::sqrt(static_cast<double>(squares)), 4096, 64);
  EXPECT_TRUE(std::is_sorted(record.terms.begin(), record.terms.end(), [](const auto& a, const auto& b) { return a.key < b.key; }));
}

TEST(EventScore, FallsWithDaysAndConflicts) {
  const auto a = make_event_record("Ferry aground", ferry, 100);
  auto b = make_event_record("Ferry aground off Corrie", aground, 100);
  const auto on_one_day = event_score(a, b);
  EXPECT_GT(on_one_day, 2 * canopy_threshold);
  EXPECT_EQ(event_score(b, a), on_one_day);
  EXPECT_LT(event_score(a, make_event_record("Budget approved", budget, 100)), canopy_threshold / 2);
  b.day = 102;
  EXPECT_LT(event_score(a, b), on_one_day / 2);
  b.day = 108;
  EXPECT_EQ(event_score(a, b), 0);
  b.day.reset();
  const auto without_day = event_score(a, b);
  EXPECT_LT(without_day, on_one_day);
  auto abroad = a;
  abroad.country = 'N' << 8 | 'O', b.country = 'G' << 8 | 'B';
  EXPECT_LT(event_score(abroad, b), without_day);
}

/// Events of three to six reports each; reports of one event share half of their words.
std::vector<EventRecord> pile_of_records(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<EventRecord> out;
  for (int event = 0; event < 40; ++event) {
    const auto reports = 3 + random() % 4;
    const int day = 1 + static_cast<int>(random() % 25);
    for (unsigned k = 0; k < reports; ++k) {
      std::string text;
      for (int w = 0; w < 60; ++w) text += "word" + std::to_string(w % 2 == 0 ? event * 100 + w : 5000 + static_cast<int>(random() % 3000)) + " ";
      const bool dated = random() % 5 != 0;
      out.push_back(make_event_record("event" + std::to_string(event), text, dated ? std::optional(day + static_cast<int>(random() % 2)) : std::nullopt));
    }
  }
  return out;
}

std::set<std::set<std::uint64_t>> partition(const std::vector<EventRecord>& records) {
  std::map<std::uint32_t, std::set<std::uint64_t>> members;
  const auto canopies = find_canopies(records);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    EXPECT_LE(canopies[i], i);
    EXPECT_EQ(canopies[canopies[i]], canopies[i]);
    members[canopies[i]].insert(records[i].hash);
  }
  std::set<std::set<std::uint64_t>> out;
  for (const auto& m : members) out.insert(m.second);
  return out;
}

TEST(Canopies, ReportsOfOneEventStandTogether) {
  const std::vector<EventRecord> records{make_event_record("Budget approved", budget, 100), make_event_record("Ferry aground", ferry, 100),
                                         make_event_record("Ninety rescued", aground, 101), make_event_record("Ferry aground", ferry, 300),
                                         make_event_record("", "", {}), make_event_record("", "", {})};
  EXPECT_EQ(find_canopies(records), (std::vector<std::uint32_t>{0, 1, 1, 3, 4, 4}));
  EXPECT_TRUE(find_canopies({}).empty());
}

TEST(Canopies, AreTheSameInAnyOrder) {
  auto records = pile_of_records(1);
  const auto wanted = partition(records);
  EXPECT_GT(wanted.size(), 30U);
  EXPECT_LT(wanted.size(), 60U);
  std::mt19937 random(3);
  for (int k = 0; k < 20; ++k) {
    std::shuffle(records.begin(), records.end(), random);
    EXPECT_EQ(partition(records), wanted);
  }
}

TEST(Canopies, AnEventOfThreeHundredReportsIsOne) {
  std::mt19937 random(5);
  std::vector<EventRecord> records;
  for (int k = 0; k < 300; ++k) {
    std::string text;
    for (int w = 0; w < 80; ++w) text += "word" + std::to_string(random() % 3 != 0 ? w : 5000 + static_cast<int>(random() % 3000)) + " ";
    records.push_back(make_event_record("", text, 100));
  }
  for (int k = 0; k < 10; ++k) records.push_back(make_event_record("Budget approved", budget + std::string(static_cast<std::size_t>(k), ' '), 100));
  const auto canopies = find_canopies(records);
  EXPECT_EQ(std::count(canopies.begin(), canopies.end(), 0U), 300);
  EXPECT_EQ(std::count(canopies.begin(), canopies.end(), 300U), 10);
}

TEST(Canopies, FiveThousandCopiesAreOne) {
  std::vector<EventRecord> records(5000, make_event_record("Ferry aground", ferry, 100));
  for (std::size_t i = 0; i < records.size(); i += 2) records[i].hash = i;  // half of them differ by a by-line
  const auto canopies = find_canopies(records);
  EXPECT_EQ(std::count(canopies.begin(), canopies.end(), 0U), 5000);
}

}  // namespace
}  // namespace stemma::link
