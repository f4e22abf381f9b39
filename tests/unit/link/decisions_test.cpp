// What people decide holds in every later run, whatever arrives and in whatever order; and a switch gives what a full run would.
#include <gtest/gtest.h>

#include "builder.h"
#include "link/partition.h"
#include "stemma/decision.h"

namespace stemma::link_test {
namespace {

const std::string bridge[] = {
    "soldiers closed the bridge at Ostrel to ambulances", "the bridge at Ostrel was closed to ambulances by soldiers",
    "ambulances found the Ostrel bridge closed by soldiers", "soldiers had closed Ostrel bridge to all ambulances",
    "at Ostrel the bridge stayed closed to ambulances, by order of soldiers"};
const std::string store = "the choir of Tarn sang better than anybody had hoped";
const std::string long_text =
    "The queue on the northern bank reached the old customs shed before noon, and drivers switched off their engines to save what fuel "
    "they had brought along from the depot. Nobody in the shed would say when the road to the upper villages might be opened again.";

Doc outlet(const std::string& name, const std::string& day = "2031-03-02") { return Doc("d-" + name, "The " + name, day); }

std::int32_t sentence(Doc& d, const std::string& source, AgentKind kind, const std::string& cue, const std::string& content,
                      Stance stance = Stance::asserts, const std::string& role = {}, std::int32_t body = -1) {
  const auto who = d.agent(source, kind, role, body);
  d.block(source + " " + cue + " " + content + ".");
  d.says(who, source, cue, content, stance);
  return who;
}
Doc says(const std::string& name, const std::string& who, const std::string& what, const std::string& day = "2031-03-02",
         AgentKind kind = AgentKind::person) {
  Doc d = outlet(name, day);
  sentence(d, who, kind, "said", what);
  return d;
}

std::uint32_t document(const std::vector<Reading>& list, const std::string& id) {
  for (std::uint32_t d = 0; d < list.size(); ++d)
    if (list[d].document.id == id) return d;
  return ~0u;
}
std::int32_t claim_of(const CaseModel& m, AttributionRef r) {
  for (std::uint32_t c = 0; c < m.claims.size(); ++c)
    for (const auto& x : m.claims[c].members)
      if (x.attribution == r) return static_cast<std::int32_t>(c);
  return -1;
}
const ClaimMember* member(const CaseModel& m, AttributionRef r) {
  for (const auto& c : m.claims)
    for (const auto& x : c.members)
      if (x.attribution == r) return &x;
  return nullptr;
}
bool says_so(const std::vector<Reason>& why) {
  return std::any_of(why.begin(), why.end(), [](const Reason& r) { return r.text.starts_with("A person said so: ") && r.text.ends_with(", by Ada Quill, 2031-06-01."); });
}
Decision decided(std::uint64_t number, DecisionKind kind, Subject first, Subject second = {}, std::string value = {}) {
  return {number, kind, std::move(first), std::move(second), std::move(value), 0, "Ada Quill", "", "2031-06-01T10:00:00.000Z"};
}
std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t> numbers(const Independent& n) {
  return {n.supporting, n.supporting_unknown, n.denying, n.denying_unknown};
}

/// The decision holds for any order of arrival.
template <class Check>
void in_any_order(const std::vector<Doc>& docs, const std::vector<Decision>& decisions, Check check) {
  auto list = readings(docs);
  std::mt19937 random(3);
  for (int k = 0; k < 6; ++k) {
    check(list, reconcile(list, decisions));
    std::shuffle(list.begin(), list.end(), random);
  }
}

TEST(Decisions, TwoClaimsAreMergedAndStaySoWhenMoreArrives) {
  std::vector<Doc> docs{says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", store), says("Drum", "Oda Wick", bridge[3]),
                        says("Elm", "Pia Lund", "in Tarn the choir had sung better than anybody hoped")};
  const auto list = readings(docs);
  const auto m = reconcile(list);
  const auto a_claim = claim_of(m, {0, 0}), b_claim = claim_of(m, {1, 0});
  ASSERT_NE(a_claim, b_claim);
  const std::vector<Decision> d{decided(1, DecisionKind::merge, subject_of_claim(list, m, static_cast<std::uint32_t>(a_claim)),
                                        subject_of_claim(list, m, static_cast<std::uint32_t>(b_claim)))};
  docs.push_back(says("Cedar", "Mara Holt", bridge[1], "2031-03-01"));  // older than both, and like the one
  in_any_order(docs, d, [&](const std::vector<Reading>& all, const CaseModel& x) {
    const AttributionRef a{document(all, "d-Alder"), 0}, b{document(all, "d-Birch"), 0}, c{document(all, "d-Cedar"), 0};
    EXPECT_EQ(claim_of(x, a), claim_of(x, b));
    EXPECT_EQ(claim_of(x, a), claim_of(x, c));
    EXPECT_TRUE(says_so(member(x, b)->why));
    ASSERT_EQ(x.rulings.size(), 1u);
    EXPECT_TRUE(x.rulings[0].applied);
  });
}

TEST(Decisions, AMemberIsSplitOutAndWhatCopiesItGoesAlong) {
  std::vector<Doc> docs{says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", bridge[1]), says("Cedar", "Mara Holt", bridge[2])};
  const auto list = readings(docs);
  const auto m = reconcile(list);
  ASSERT_EQ(m.claims.size(), 1u);
  const AttributionRef out{document(list, "d-Birch"), 0};
  std::vector<AttributionRef> stay{{document(list, "d-Alder"), 0}, {document(list, "d-Cedar"), 0}};
  const std::vector<Decision> d{
      decided(1, DecisionKind::split, subject_of_attribution(list, out), subject_of_members(list, stay, m.claims[0].label))};
  in_any_order(docs, d, [&](const std::vector<Reading>& all, const CaseModel& x) {
    const AttributionRef a{document(all, "d-Alder"), 0}, b{document(all, "d-Birch"), 0}, c{document(all, "d-Cedar"), 0};
    EXPECT_EQ(claim_of(x, a), claim_of(x, c));
    EXPECT_NE(claim_of(x, a), claim_of(x, b));
    ASSERT_NE(claim_of(x, b), -1);
    EXPECT_TRUE(says_so(member(x, b)->why));
    EXPECT_TRUE(x.rulings.at(0).applied);
  });
}

TEST(Decisions, OfMergeAndSplitTheLaterHoldsAndTheOtherSaysSo) {
  const std::vector<Doc> docs{says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", bridge[1])};
  const auto list = readings(docs);
  const auto one = subject_of_attribution(list, {0, 0}), two = subject_of_attribution(list, {1, 0});
  for (const bool merge_last : {true, false}) {
    const std::vector<Decision> d{decided(1, merge_last ? DecisionKind::split : DecisionKind::merge, one, two),
                                  decided(2, merge_last ? DecisionKind::merge : DecisionKind::split, one, two)};
    const auto x = reconcile(list, d);
    EXPECT_EQ(claim_of(x, {0, 0}) == claim_of(x, {1, 0}), merge_last);
    ASSERT_EQ(x.rulings.size(), 2u);
    EXPECT_FALSE(x.rulings[0].applied);
    EXPECT_NE(x.rulings[0].what.find("later"), std::string::npos);
    EXPECT_TRUE(x.rulings[1].applied);
  }
}

TEST(Decisions, AnUndoIsADecisionAndCanBeUndone) {
  const std::vector<Doc> docs{says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", bridge[1])};
  const auto list = readings(docs);
  std::vector<Decision> d{decided(1, DecisionKind::split, subject_of_attribution(list, {0, 0}), subject_of_attribution(list, {1, 0}))};
  EXPECT_EQ(reconcile(list, d).claims.size(), 2u);
  d.push_back({2, DecisionKind::undo, {}, {}, {}, 1, "Ada Quill", "", ""});
  EXPECT_EQ(reconcile(list, d).claims.size(), 1u);
  EXPECT_TRUE(reconcile(list, d).rulings.empty());
  d.push_back({3, DecisionKind::undo, {}, {}, {}, 2, "Ada Quill", "", ""});
  EXPECT_EQ(reconcile(list, d).claims.size(), 2u);
}

TEST(Decisions, WhatIsGoneIsListedAsNotApplied) {
  const auto list = readings({says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", store)});
  const std::vector<Decision> d{decided(1, DecisionKind::merge, subject_of_attribution(list, {0, 0}), subject_of_attribution(list, {1, 0}))};
  const auto x = reconcile(std::span(list).first(1), d);
  ASSERT_EQ(x.rulings.size(), 1u);
  EXPECT_FALSE(x.rulings[0].applied);
  EXPECT_NE(x.rulings[0].what.find("not in the case"), std::string::npos);
}

/// A better reader may cut a content elsewhere, and shift all that stands behind a new caption.
TEST(Decisions, SubjectsAreFoundAgainInANewReading) {
  auto list = readings({says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", bridge[1])});
  const std::vector<Decision> d{decided(1, DecisionKind::split, subject_of_attribution(list, {0, 0}), subject_of_attribution(list, {1, 0}))};
  list[0].attributions[0].content[0].begin += 9;  // without "soldiers "
  const std::string more = "A caption. ";
  auto& second = list[1];
  second.document.text.insert(0, more);
  for (auto& b : second.document.blocks) b.span.end += static_cast<std::uint32_t>(more.size());
  for (auto* spans : {&second.attributions[0].source, &second.attributions[0].cue, &second.attributions[0].content, &second.agents[0].mentions})
    for (auto& s : *spans) s = {s.begin + static_cast<std::uint32_t>(more.size()), s.end + static_cast<std::uint32_t>(more.size())};
  EXPECT_TRUE(reconcile(list, d).rulings.at(0).applied);
}

std::vector<Doc> wire_and_copy() {
  Doc a = outlet("Alder"), b = outlet("Birch", "2031-03-03");
  for (Doc* d : {&a, &b}) {
    d->block(long_text);
    const auto who = d->agent("A porter", AgentKind::unnamed);
    d->block("A porter said that " + bridge[0] + ".");
    d->says(who, "A porter", "said", bridge[0]);
  }
  return {a, b};
}

TEST(Decisions, NotACopyAndACopy) {
  const auto list = readings(wire_and_copy());
  ASSERT_EQ(reconcile(list).derived.size(), 1u);
  const auto a = subject_of_document(list, 0), b = subject_of_document(list, 1);
  std::vector<Decision> d{decided(1, DecisionKind::not_a_copy, b, a)};
  auto x = reconcile(list, d);
  EXPECT_TRUE(x.derived.empty());
  EXPECT_TRUE(x.families.empty());
  EXPECT_TRUE(says_so(x.rulings.at(0).why));
  d.push_back(decided(2, DecisionKind::copy, a, b));  // and the other way round
  x = reconcile(list, d);
  ASSERT_EQ(x.derived.size(), 1u);
  EXPECT_EQ(x.derived[0].child, 0u);
  EXPECT_EQ(x.derived[0].parent, 1u);
  EXPECT_TRUE(says_so(x.derived[0].why));
  EXPECT_FALSE(x.rulings.at(0).applied);

  const auto apart = readings({says("Alder", "A porter", bridge[0], "2031-03-02", AgentKind::unnamed), says("Birch", "A medic", bridge[1], "2031-03-03", AgentKind::unnamed)});
  EXPECT_EQ(reconcile(apart).claims[0].independent.supporting, 2u);
  const std::vector<Decision> copy{decided(1, DecisionKind::copy, subject_of_document(apart, 1), subject_of_document(apart, 0))};
  const auto y = reconcile(apart, copy);
  EXPECT_EQ(y.families.size(), 1u);
  EXPECT_EQ(y.claims[0].members[0].root, y.claims[0].members[1].root);
}

TEST(Decisions, ACopyThatWouldMakeACircleIsRefused) {
  Doc a = outlet("Alder", "2031-03-01"), b = outlet("Birch"), c = outlet("Cedar", "2031-03-03");
  const auto list = readings({a, b, c});
  const auto doc = [&](std::uint32_t i) { return subject_of_document(list, i); };
  const std::vector<Decision> d{decided(1, DecisionKind::copy, doc(1), doc(0)), decided(2, DecisionKind::copy, doc(2), doc(1)),
                                decided(3, DecisionKind::copy, doc(0), doc(2))};
  const auto x = reconcile(list, d);
  EXPECT_EQ(x.derived.size(), 2u);
  EXPECT_FALSE(x.rulings.at(2).applied);
}

TEST(Decisions, OneSpeakerOrTwo) {
  const auto list = readings({says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ines Pell", bridge[1]), says("Cedar", "Pell", bridge[2])});
  const auto m = reconcile(list);
  ASSERT_EQ(m.agent_of[0][0], m.agent_of[1][0]);
  ASSERT_NE(m.agent_of[0][0], m.agent_of[2][0]);
  const auto of = [&](std::uint32_t d) { return Subject{{{list[d].document.id, 0, static_cast<std::uint32_t>(list[d].agents[0].name.size()), list[d].agents[0].name}}, list[d].agents[0].name}; };
  std::vector<Decision> d{decided(1, DecisionKind::not_same_agent, of(0), of(1)), decided(2, DecisionKind::same_agent, of(0), of(2))};
  auto x = reconcile(list, d);
  EXPECT_NE(x.agent_of[0][0], x.agent_of[1][0]);
  EXPECT_EQ(x.agent_of[0][0], x.agent_of[2][0]);
  EXPECT_EQ(x.claims[0].independent.supporting, 2u);
  EXPECT_TRUE(x.rulings[0].applied && x.rulings[1].applied);
  d.push_back(decided(3, DecisionKind::same_agent, of(1), of(2)));  // then all three are one, whatever was decided first
  x = reconcile(list, d);
  EXPECT_EQ(x.agent_of[1][0], x.agent_of[2][0]);
  EXPECT_EQ(x.agent_of[0][0], x.agent_of[2][0]);
  EXPECT_FALSE(x.rulings[0].applied);
}

TEST(Decisions, StanceAndSide) {
  const auto list = readings({says("Alder", "Ines Pell", bridge[0]), says("Birch", "Ruben Tace", bridge[1])});
  for (const bool by_stance : {true, false}) {
    const std::vector<Decision> d{by_stance ? decided(1, DecisionKind::stance, subject_of_attribution(list, {1, 0}), {}, "denies")
                                            : decided(1, DecisionKind::side, subject_of_attribution(list, {1, 0}),
                                                      subject_of_attribution(list, {0, 0}), "denies")};
    const auto x = reconcile(list, d);
    ASSERT_NE(member(x, {1, 0}), nullptr);
    EXPECT_EQ(member(x, {1, 0})->side, Side::denies);
    EXPECT_TRUE(says_so(member(x, {1, 0})->why));
    EXPECT_EQ(numbers(x.claims.at(0).independent), std::tuple(1u, 0u, 1u, 0u));
  }
}

TEST(Decisions, ADenialIsCutFromAClaimAndStaysInSight) {
  Doc d = outlet("Alder");
  sentence(d, "The Harbour Guild", AgentKind::organisation, "alleged that", bridge[0], Stance::alleges);
  sentence(d, "The Harbour Guild", AgentKind::organisation, "alleged that", "customs officers burned forty crates of seed potatoes", Stance::alleges);
  sentence(d, "The Ministry of Works", AgentKind::government, "denied", "all the allegations", Stance::denies);
  const auto list = readings({d, says("Birch", "Ines Pell", bridge[1], "2031-03-05"),
                              says("Cedar", "Mara Holt", "forty crates of seed potatoes were burned by customs officers", "2031-03-05")});
  const auto m = reconcile(list);
  ASSERT_EQ(m.denials.size(), 1u);
  ASSERT_FALSE(m.denials[0].claims.empty());
  const auto cut = m.denials[0].claims[0];
  const std::vector<Decision> decisions{decided(1, DecisionKind::cut_denial, subject_of_attribution(list, {0, 2}), subject_of_claim(list, m, cut))};
  const auto x = reconcile(list, decisions);
  const Claim& c = x.claims.at(static_cast<std::size_t>(claim_of(x, m.claims[cut].labelled_by)));
  for (const auto& denial : x.denials)
    for (const auto of : denial.claims) EXPECT_NE(x.claims[of].id, c.id);
  EXPECT_EQ(m.claims[cut].independent.denying, 1u);
  EXPECT_EQ(c.independent.denying, 0u);
  const auto is_denial = [](const ClaimMember& y) { return y.attribution == AttributionRef{0, 2} && y.side == Side::neutral && says_so(y.why); };
  EXPECT_TRUE(std::any_of(c.members.begin(), c.members.end(), is_denial));
  EXPECT_TRUE(x.rulings.at(0).applied);
}

TEST(Decisions, NotWithdrawn) {
  Doc flash = outlet("Alder", "2031-03-02T10:00:00Z");
  flash.title("Soldiers close Ostrel bridge to ambulances");
  sentence(flash, "A medic", AgentKind::unnamed, "said", bridge[0]);
  Doc kill("d-kill", "The Alder", "2031-03-02T12:00:00Z");
  kill.title("KILL: Ostrel flash").kill_notice().block("Editors: kill the flash headed \"Soldiers close Ostrel bridge to ambulances\".");
  const auto list = readings({flash, kill});
  const auto count = [&](const CaseModel& m) { return numbers(m.claims.at(static_cast<std::size_t>(claim_of(m, {0, 0}))).independent); };
  EXPECT_EQ(count(reconcile(list)), std::tuple(0u, 1u, 0u, 0u));
  const std::vector<Decision> d{decided(1, DecisionKind::not_withdrawn, subject_of_document(list, 0))};
  EXPECT_EQ(count(reconcile(list, d)), std::tuple(1u, 0u, 0u, 0u));
}

TEST(Decisions, OneOccasionOrTwo) {
  auto list = readings({says("Alder", "A diplomat", bridge[0], "2031-03-02", AgentKind::unnamed),
                        says("Birch", "a diplomat", bridge[1], "2031-03-02", AgentKind::unnamed),
                        says("Cedar", "Ines Pell", bridge[2])});
  const auto m = reconcile(list);
  EXPECT_EQ(m.claims.at(0).independent.supporting, 2u);
  const auto of = [&](std::uint32_t d) { return subject_of_attribution(list, {d, 0}); };
  const std::vector<Decision> apart{decided(1, DecisionKind::not_same_root, of(0), of(1))};
  EXPECT_EQ(reconcile(list, apart).claims.at(0).independent.supporting, 3u);
  const std::vector<Decision> together{decided(1, DecisionKind::same_root, of(0), of(2))};
  const auto x = reconcile(list, together);
  EXPECT_EQ(x.claims.at(0).independent.supporting, 1u);
  EXPECT_TRUE(says_so(x.claims[0].roots[0].why));
}

TEST(Decisions, JsonAndBack) {
  const auto list = readings({says("Alder", "Ines Pell", "the café “Löwe” was closed"), says("Birch", "Ruben Tace", store)});
  auto d = decided(7, DecisionKind::side, subject_of_attribution(list, {0, 0}), subject_of_attribution(list, {1, 0}), "denies");
  d.why = "line one\nline \"two\"";
  const auto back = decision_from_json(to_json(d));
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), to_json(d));
  EXPECT_EQ(back->first, d.first);
  EXPECT_EQ(back->first.spots[0].end - back->first.spots[0].begin, 26u);  // code points
  for (const std::string bad : {"", "[]", "{}", R"({"decision":"praise"})", R"({"decision":"merge"})", R"({"decision":"undo"})",
                                R"({"decision":"merge","first":{"spots":[{"document":"d","span":[2,1],"words":""}]},"second":{"spots":[{"document":"d","span":[0,1],"words":""}]}})",
                                R"({"decision":"stance","value":"sings","first":{"spots":[{"document":"d","span":[0,1],"words":""}]}})"})
    EXPECT_FALSE(decision_from_json(bad)) << bad;
}

TEST(Partition, WhatIsPartedStaysSoThroughUnions) {
  link::Partition p(6);
  EXPECT_TRUE(p.part(0, 5));
  EXPECT_TRUE(p.join(0, 1));
  EXPECT_TRUE(p.join(4, 5));
  EXPECT_TRUE(p.join(1, 2));
  EXPECT_FALSE(p.join(2, 4));
  EXPECT_TRUE(p.join(2, 3));
  EXPECT_FALSE(p.part(3, 0));
  EXPECT_FALSE(p.join(5, 3));
}

/// Invented piles: people, groups, officials and relays, some withdrawn, in random company.
std::vector<Doc> random_pile(std::mt19937& random) {
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  static const std::pair<const char*, AgentKind> sources[] = {
      {"Ines Pell", AgentKind::person},      {"Ruben Tace", AgentKind::person},     {"A diplomat", AgentKind::unnamed},
      {"A medic", AgentKind::unnamed},       {"Residents", AgentKind::collective},  {"Ministry of Works", AgentKind::government},
      {"Six nurses", AgentKind::collective}, {"A memo", AgentKind::document},       {"Widespread reports", AgentKind::unnamed}};
  std::vector<Doc> docs;
  const std::size_t n = 4 + pick(5);
  for (std::size_t i = 0; i < n; ++i) {
    const std::string name = std::string(1, static_cast<char>('A' + i)) + "lder";
    Doc d = outlet(name, "2031-03-0" + std::to_string(1 + i));
    const auto what = bridge[pick(5)];
    if (i > 0 && pick(3) == 0) {
      sentence(d, std::string("The ") + static_cast<char>('A' + pick(i)) + "lder", AgentKind::media, "reported that", what);
    } else {
      const auto& [who, kind] = sources[pick(std::size(sources))];
      const bool denies = pick(5) == 0;
      const auto a = d.agent(who, kind, {}, -1, std::string(who).starts_with("Wide"));
      d.block(std::string(who) + (denies ? " denied that " : " said that ") + what + ".");
      d.says(a, who, denies ? "denied" : "said", what, denies ? Stance::denies : Stance::asserts);
    }
    docs.push_back(d);
  }
  return docs;
}

TEST(Switches, WithoutARootIsTheCountOfTheRest) {
  std::mt19937 random(5);
  int compared = 0;
  for (int k = 0; k < 60; ++k) {
    const auto list = readings(random_pile(random));
    const auto m = reconcile(list);
    for (const auto& claim : m.claims)
      for (std::uint32_t r = 0; r < claim.roots.size(); ++r) {
        const auto without = without_root(claim, r);
        if (!without.move.empty()) continue;  // copies of one text with two sources: nothing to take away that rests on the one only
        std::vector<Reading> rest;
        std::set<std::uint32_t> fallen;
        for (const auto i : without.fall) fallen.insert(claim.members[i].attribution.document);
        for (std::uint32_t d = 0; d < list.size(); ++d)
          if (!fallen.contains(d)) rest.push_back(list[d]);
        const auto x = reconcile(rest);
        // One attribution a document: the claim is the one that holds the same documents.
        if (m.claims.size() != 1 || x.claims.size() != 1 || x.claims[0].members.size() + without.fall.size() != claim.members.size()) continue;
        ++compared;
        EXPECT_EQ(numbers(x.claims[0].independent), numbers(without.independent)) << k;
        EXPECT_EQ(x.claims[0].supporting_at_most, without.supporting_at_most) << k;
        EXPECT_EQ(x.claims[0].denying_at_most, without.denying_at_most) << k;
      }
  }
  EXPECT_GT(compared, 60);
}

TEST(Switches, WithoutAFoldIsWhatADecisionGives) {
  std::mt19937 random(9);
  int compared = 0;
  for (int k = 0; k < 240; ++k) {
    auto list = readings(random_pile(random));
    if (k % 3 == 0) list[random() % list.size()].document.withdrawn = true;
    const auto m = reconcile(list);
    for (std::uint32_t c = 0; c < m.claims.size(); ++c)
      for (std::uint32_t r = 0; r < m.claims[c].roots.size(); ++r)
        for (std::uint32_t f = 0; f < m.claims[c].roots[r].folds.size(); ++f) {
          const Root& root = m.claims[c].roots[r];
          const auto subject = [&](std::uint32_t e) {
            std::vector<AttributionRef> members;
            for (const auto i : root.ends[e].members) members.push_back(m.claims[c].members[i].attribution);
            return subject_of_members(list, members, root.ends[e].label);
          };
          const std::vector<Decision> d{decided(1, DecisionKind::not_same_root, subject(root.folds[f].a), subject(root.folds[f].b))};
          const auto x = reconcile(list, d);
          const auto want = x.claims.at(static_cast<std::size_t>(claim_of(x, m.claims[c].members[0].attribution)));
          const auto got = without_fold(m.claims[c], r, f);
          ++compared;
          EXPECT_EQ(numbers(want.independent), numbers(got.independent)) << k << ' ' << root.label;
          EXPECT_EQ(want.supporting_at_most, got.supporting_at_most) << k;
          EXPECT_EQ(want.denying_at_most, got.denying_at_most) << k;
          EXPECT_TRUE(x.rulings.at(0).applied);
        }
  }
  EXPECT_GT(compared, 60);
}

}  // namespace
}  // namespace stemma::link_test
