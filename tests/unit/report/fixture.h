// A small case made by hand: a wire, a copy and an update of it, a paper with witnesses of its own, a ministry that denies, and a
// hostile page whose title, names and words try to break out of every renderer. Everything in it is invented.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace stemma::report::test {

inline const std::string hostile = "<script>alert(1)</script> \x1b[31mred\x1b[0m \xE2\x80\xAE" "evil & \"quoted\" 'single' *md* [x](y) `code`";

struct Fixture {
  std::vector<Reading> readings;
  CaseModel model;
  std::vector<Failure> failures;

  Fixture() {
    wire();
    copy();
    update();
    weekly();
    ministry();
    bad_page();
    link();
    failures.push_back({"inbox/scan<1>.pdf", "", ErrorKind::malformed, "the PDF has no end", "2031-05-07T10:00:00.000Z"});
  }

  Dossier dossier() const { return {readings, model, failures, "dam.stemma", "0.1.0", "floor 1", "", "ab12"}; }

 private:
  std::uint32_t add(const std::string& id, const std::string& outlet, const std::string& published, const std::string& title,
                    const std::vector<std::string>& paragraphs) {
    Reading r;
    Document& d = r.document;
    d.id = id;
    d.path = "pages/" + id + ".html";
    d.sha256 = std::string(64 - id.size(), '0') + id;
    d.format = "html";
    d.language = "en";
    d.title = {title, "<title>"};
    if (!outlet.empty()) d.publisher = {outlet, "og:site_name"};
    if (!published.empty()) d.published = {published, "json-ld"};
    d.url = {"https://" + id + ".example/a?b=1&c=2", "canonical"};
    block(d, BlockKind::headline, title);
    for (const std::string& p : paragraphs) block(d, BlockKind::paragraph, p);
    readings.push_back(std::move(r));
    return static_cast<std::uint32_t>(readings.size() - 1);
  }
  static void block(Document& d, BlockKind kind, const std::string& words) {
    if (!d.text.empty()) d.text += '\n';
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    d.text += words;
    d.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(d.text.size())}});
  }
  ByteSpan span(std::uint32_t document, const std::string& words) const {
    const auto at = readings[document].document.text.find(words);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }
  std::int32_t agent(std::uint32_t document, const std::string& name, AgentKind kind, std::int32_t in_case) {
    Agent a;
    a.name = name;
    a.kind = kind;
    readings[document].agents.push_back(a);
    if (model.agent_of.size() <= document) model.agent_of.resize(document + 1);
    model.agent_of[document].push_back(in_case);
    return static_cast<std::int32_t>(readings[document].agents.size() - 1);
  }
  AttributionRef say(std::uint32_t document, const std::string& source, const std::string& cue, const std::string& content, Stance stance, std::int32_t who,
                     std::int32_t parent = -1) {
    Attribution a;
    if (!source.empty()) a.source = {span(document, source)};
    if (!cue.empty()) a.cue = {span(document, cue)};
    a.content = {span(document, content)};
    a.stance = stance;
    a.agent = who;
    a.parent = parent;
    a.rule = "test";
    a.confidence = 0.5;
    readings[document].attributions.push_back(a);
    return {document, static_cast<std::uint32_t>(readings[document].attributions.size() - 1)};
  }

  void wire() {
    const auto d = add("d1", "Osprey Wire", "2031-05-06T06:00:00+01:00", "Guard says eleven died at the quarry",
                       {"Eleven people died in the quarry at Sorrel, a former guard said on Monday.", "“Nobody wrote their names down,” he said."});
    const auto guard = agent(d, "a former guard", AgentKind::unnamed, 0);
    wire_says = say(d, "a former guard", "said", "Eleven people died in the quarry at Sorrel", Stance::asserts, guard);
    wire_names = say(d, "he", "said", "Nobody wrote their names down", Stance::asserts, guard);
  }
  void copy() {
    const auto d = add("d2", "The Fen Courier", "2031-05-06", "Eleven dead at Sorrel, says guard",
                       {"Eleven people died in the quarry at Sorrel, a former guard said on Monday."});
    copy_says = say(d, "a former guard", "said", "Eleven people died in the quarry at Sorrel", Stance::asserts, agent(d, "a former guard", AgentKind::unnamed, 0));
  }
  void update() {
    const auto d = add("d3", "Osprey Wire", "2031-05-07", "Eleven died at quarry, ministry silent",
                       {"Eleven people died in the quarry at Sorrel, a former guard said on Monday.", "It was widely reported that the dead were more."});
    update_says = say(d, "a former guard", "said", "Eleven people died in the quarry at Sorrel", Stance::asserts, agent(d, "a former guard", AgentKind::unnamed, 0));
    update_vague = say(d, "", "It was widely reported that", "the dead were more", Stance::asserts, -1);
  }
  void weekly() {
    const auto d = add("d4", "Marsh Weekly", "2031-05-08", "What the cook saw", {"“I counted eleven,” the cook told the Weekly.", "Osprey Wire first reported the deaths."});
    weekly_says = say(d, "the cook", "told", "I counted eleven", Stance::asserts, agent(d, "the cook", AgentKind::unnamed, 1));
  }
  void ministry() {
    const auto d = add("d5", "Ministry of Works", "2031-05-09", "Statement on Sorrel", {"The ministry rejects all allegations about the quarry."});
    ministry_denies = say(d, "The ministry", "rejects", "all allegations about the quarry", Stance::denies, agent(d, "The ministry", AgentKind::government, 2));
  }
  void bad_page() {
    const auto d = add("d6", hostile, "", hostile, {"Eleven died, " + hostile + " said."});
    bad_says = say(d, hostile, "said", "Eleven died", Stance::asserts, agent(d, hostile, AgentKind::person, 3));
  }

  CaseAgent case_agent(const std::string& id, const std::string& name, AgentKind kind) const {
    CaseAgent a;
    a.id = id;
    a.name = name;
    a.kind = kind;
    return a;
  }

  void link() {
    model.agents = {case_agent("aguard", "a former guard", AgentKind::unnamed), case_agent("acook", "the cook", AgentKind::unnamed),
                    case_agent("aministry", "Ministry of Works", AgentKind::government), case_agent("abad", hostile, AgentKind::person)};
    model.withdrawn.assign(readings.size(), false);
    DerivationEdge copied{1, 0, How::verbatim, {}, 1.0f, 0.8f, {{"13 of its 13 words are the wire's", 1, span(1, "Eleven people died in the quarry at Sorrel, a former guard said on Monday.")}}};
    copied.passages = {{span(1, "Eleven people died"), span(0, "Eleven people died"), 3}};
    DerivationEdge updated{2, 0, How::update, {}, 0.6f, 0.5f, {{"same wire, a day later", 2, {}}}};
    model.derived = {copied, updated};
    model.families = {{0, 1, 2}};
    model.relies = {{3, 0, -1, {{"names Osprey Wire", 3, span(3, "Osprey Wire first reported")}}}, {3, -1, -1, {}}};

    Claim c;
    c.id = "c4f2e1000000";
    c.label = "Eleven people died in the quarry at Sorrel";
    c.labelled_by = wire_says;
    Root guard{"r1", 0, RootKind::witness, Side::supports, "A former guard", false, {{"counted once: both copies are the wire's text", 1, span(1, "a former guard said")}}, {}, {}};
    Root cook{"r2", 1, RootKind::witness, Side::supports, "The cook, interviewed by Marsh Weekly", false, {}, {}, {}};
    Root vague{"r3", -1, RootKind::unknown, Side::supports, "", false, {{"“widely reported” names nobody", 2, span(2, "It was widely reported that")}}, {}, {}};
    Root ministry_root{"r4", 2, RootKind::statement, Side::denies, "Ministry of Works", false, {}, {}, {}};
    Root bad{"r5", 3, RootKind::statement, Side::supports, hostile, true, {{hostile, 5, span(5, hostile)}}, {}, {}};
    c.roots = {guard, cook, vague, ministry_root, bad};
    const auto member = [](AttributionRef r, Side side, std::int32_t root) {
      ClaimMember m;
      m.attribution = r;
      m.side = side;
      m.root = root;
      return m;
    };
    c.members = {member(wire_says, Side::supports, 0), member(copy_says, Side::supports, 0), member(update_says, Side::supports, 0),
                 member(update_vague, Side::supports, 2), member(weekly_says, Side::supports, 1), member(ministry_denies, Side::denies, 3),
                 member(bad_says, Side::supports, 4)};
    c.members[4].why = {{"the cook told it to the Weekly itself", 3, span(3, "the cook told")}};
    c.independent = {3, 1, 1, 0};
    c.reported_by = 5;
    Claim single;
    single.id = "c4f2e2000000";
    single.label = "Nobody wrote their names down";
    single.labelled_by = wire_names;
    single.members = {member(wire_names, Side::supports, 0)};
    single.roots = {guard};
    single.independent = {1, 0, 0, 0};
    single.reported_by = 1;
    model.claims = {c, single};
    readings[0].attributions[0].said = "2031-05-05";
    FigureSeries dead{.quantity = "people, killed", .points = {}, .changed = {}};
    for (const AttributionRef& r : {wire_says, copy_says, weekly_says}) {
      Figure f;
      f.span = span(r.document, r == weekly_says ? "eleven" : "Eleven");
      f.attribution = static_cast<std::int32_t>(r.attribution);
      f.value = f.low = 11;
      f.bound = r == weekly_says ? Bound::exact : Bound::at_least;
      if (r == weekly_says) f.high = 11;
      f.unit = "people";
      f.counted = "killed";
      readings[r.document].figures.push_back(f);
      dead.points.push_back({.document = r.document, .figure = 0, .claim = 0, .root = 0, .as_of = {}, .why = {}});
    }
    Figure odd;
    odd.span = span(5, "Eleven");
    odd.attribution = 0;
    odd.kind = FigureKind::money;
    odd.bound = Bound::between;
    odd.low = 1234567.5, odd.high = 2e15;
    odd.unit = hostile;
    readings[5].figures.push_back(odd);
    model.figures = {dead, {hostile, {{.document = 5, .figure = 0, .claim = 0, .root = -1, .as_of = {}, .why = {}}}, {}}};
    model.timeline = {{"2031-05-05", "", true, 0, span(0, "Eleven people died in the quarry at Sorrel"), {0}}};
    model.denials = {{ministry_denies, {0}, true, {{"“all allegations” covers what was raised before", 4, span(4, "all allegations")}}, {}, {}}};
  }

 public:
  AttributionRef wire_says, wire_names, copy_says, update_says, update_vague, weekly_says, ministry_denies, bad_says;
};

}  // namespace stemma::report::test
