// A press without end: reading number i of an invented case, the same on every machine. Stories of 1 to 30 reports on some days of a year: a
// wire text, copies of it (cut, edited, whole), reports of their own, relays that name another report, denials. Texts are ours.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/time.h"
#include "builder.h"

namespace stemma::link_test {

class GeneratedCase {
 public:
  /// `documents`: of the whole case; sets how many names there are. The same index gives the same reading for the same size only.
  explicit GeneratedCase(std::uint64_t documents) : names_(200 + documents / 8) {}

  Reading reading(std::uint64_t index) const {
    const auto [story, report, reports] = place(index);
    return write(story, report, reports, index);
  }

  /// Paragraphs that no other document has, to bring a reading's text to the length of a report (about 300 words): scenes, and strangers who
  /// say something.
  std::string filling(std::uint64_t index) const {
    Dice d{index * 2654435761 + 11};
    std::string out;
    for (int i = 0; i < 5; ++i) {
      Words w{{d.next()}};
      const std::string place = word(d.next(), 2) + " Valley", who = person(d.next());
      out += "\n" + w.scene(place) + "\n" + who + ", a " + w.trade() + " from " + place + ", said that the " + w.quality() + " " + w.thing() + " had been " + w.does() + " " +
             w.when() + " because of " + w.fault() + ".";
    }
    return out;
  }

 private:
  struct Place {
    std::uint64_t story;
    std::uint32_t report, reports;
  };
  /// A stream of numbers from a seed.
  struct Dice {
    std::uint64_t state;
    std::uint64_t next() { return mix64(state += 0x9E3779B97F4A7C15ULL); }
    std::uint64_t below(std::uint64_t n) { return next() % n; }
  };
  static constexpr std::uint64_t block = 64;  // documents, in which some stories come and end

  static Place place(std::uint64_t index) {
    Dice dice{index / block + 77};
    auto at = static_cast<std::uint32_t>(index % block);
    for (std::uint64_t s = 0, left = block; left > 0; ++s) {
      const auto kind = dice.below(10);
      const auto size = std::min<std::uint64_t>(left, kind < 3 ? 1 : kind < 8 ? 2 + dice.below(6) : 8 + dice.below(23));
      if (at < size) return {index / block * block + s, at, static_cast<std::uint32_t>(size)};
      at -= static_cast<std::uint32_t>(size);
      left -= size;
    }
    return {index, 0, 1};
  }

  static std::string word(std::uint64_t n, unsigned parts) {
    static constexpr std::array<const char*, 32> sounds = {"bar", "del", "mor", "tan", "ves", "kor", "lin", "sha", "pel", "dru", "gan", "hol", "mir", "nes", "ost", "rav",
                                                           "sil", "tor", "und", "wex", "yar", "zel", "cra", "bri", "fen", "gol", "jas", "kel", "lom", "nur", "pri", "sto"};
    std::string out;
    for (unsigned i = 0; i < parts; ++i, n /= sounds.size()) out += sounds[n % sounds.size()];
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }
  std::string town(std::uint64_t n) const { return word(mix64(n % names_ + 1), 3); }
  std::string person(std::uint64_t n) const { return word(mix64(n % 300 + 5000), 2) + " " + word(mix64(n % names_ + 9000), 3); }
  static std::string outlet(std::uint64_t n) {
    static constexpr std::array<const char*, 8> kinds = {"Herald", "Courier", "Lantern", "Gazette", "Observer", "Tribune", "Post", "Mercury"};
    return word(mix64(n % 120 + 40), 3) + " " + kinds[n % kinds.size()];
  }

  /// Words of a story's own, so that two stories share few five words in a row.
  struct Words {
    Dice dice;
    template <std::size_t N>
    std::string one_of(const std::array<const char*, N>& list) { return list[dice.below(N)]; }
    std::string quality() {
      static constexpr std::array<const char*, 40> all = {"old", "narrow", "northern", "crowded", "disused", "flooded", "private", "upper", "wooden", "coastal",
                                                          "municipal", "rented", "unfinished", "remote", "lower", "public", "western", "abandoned", "guarded", "shallow",
                                                          "rusting", "temporary", "historic", "southern", "steep", "central", "rural", "leased", "brick", "eastern",
                                                          "quiet", "sealed", "muddy", "military", "royal", "hidden", "modern", "shared", "frozen", "silent"};
      return one_of(all);
    }
    std::string thing() {
      static constexpr std::array<const char*, 48> all = {"bridge", "warehouse", "market", "silo", "railway", "quarry", "factory", "hospital", "harbour", "shipyard",
                                                          "school", "museum", "tunnel", "orchard", "dam", "chapel", "depot", "airfield", "brewery", "mine",
                                                          "stadium", "prison", "refinery", "library", "laboratory", "barracks", "greenhouse", "ferry", "theatre", "lighthouse",
                                                          "abattoir", "reservoir", "sawmill", "cemetery", "observatory", "workshop", "kennel", "courthouse", "pier", "vineyard",
                                                          "dairy", "foundry", "garage", "clinic", "monastery", "casino", "bakery", "embassy"};
      return one_of(all);
    }
    std::string event() {
      static constexpr std::array<const char*, 24> all = {"flood", "fire", "collapse", "explosion", "collision", "landslide", "leak", "outage", "shooting", "stampede", "outbreak", "robbery",
                                                          "derailment", "avalanche", "poisoning", "riot", "subsidence", "sinking", "crash", "blast", "gale", "spill", "ambush", "siege"};
      return one_of(all);
    }
    std::string act() {
      static constexpr std::array<const char*, 20> all = {"destroyed", "emptied", "wrecked", "closed", "damaged", "cut off", "blackened", "isolated", "gutted", "overran",
                                                          "split", "buried", "swamped", "levelled", "paralysed", "ruined", "scarred", "disabled", "flattened", "engulfed"};
      return one_of(all);
    }
    std::string fault() {
      static constexpr std::array<const char*, 32> all = {"rain", "wiring", "beams", "sparks", "signals", "blasting", "corrosion", "lightning", "negligence", "overloading", "meat", "locks",
                                                          "frost", "fatigue", "sabotage", "fuel", "brakes", "timber", "chemicals", "pressure", "gas", "silt", "welding", "radio",
                                                          "mould", "vermin", "smoke", "valves", "cables", "pumps", "crowding", "drought"};
      return one_of(all);
    }
    std::string trade() {
      static constexpr std::array<const char*, 24> all = {"nurse", "teacher", "baker", "engineer", "farmer", "porter", "driver", "clerk", "welder", "pilot", "cook", "miner",
                                                          "tailor", "priest", "fisherman", "student", "carpenter", "guard", "chemist", "plumber", "singer", "surgeon", "shepherd", "typist"};
      return one_of(all);
    }
    std::string does() {
      static constexpr std::array<const char*, 24> all = {"reached", "searched", "crossed", "fenced", "watched", "photographed", "avoided", "inspected", "swept", "measured", "drained", "lit",
                                                          "blocked", "visited", "cleared", "circled", "guarded", "mapped", "left", "entered", "repaired", "filmed", "surrounded", "passed"};
      return one_of(all);
    }
    std::string when() {
      static constexpr std::array<const char*, 16> all = {"before dawn", "after dark", "at noon", "within hours", "overnight", "in heavy snow", "by lamplight", "during mass",
                                                          "in silence", "without warning", "on foot", "under escort", "in turn", "by boat", "at low tide", "in thick fog"};
      return one_of(all);
    }
    std::string people() {
      static constexpr std::array<const char*, 24> all = {"Rescue crews", "Volunteers", "Soldiers", "Neighbours", "Divers", "Inspectors", "Families", "Surveyors", "Porters", "Firemen", "Traders", "Pilgrims",
                                                          "Engineers", "Passengers", "Students", "Miners", "Sailors", "Nurses", "Guards", "Drivers", "Shepherds", "Reporters", "Tenants", "Dockers"};
      return one_of(all);
    }
    std::string caused() {
      static constexpr std::array<const char*, 8> all = {"caused", "triggered", "preceded", "explained", "hastened", "fed", "worsened", "began"};
      return one_of(all);
    }
    std::string hurt(const std::string& number) {
      static constexpr std::array<const char*, 6> before = {", while ", " and left ", "; another ", ", and that ", ", with ", " besides hurting "};
      static constexpr std::array<const char*, 8> after = {" were hurt", " needed treatment", " wounded", " had been injured", " still missing", " in care", " lay in wards", " had burns"};
      return one_of(before) + number + one_of(after);
    }
    std::string saw() {
      static constexpr std::array<const char*, 8> all = {"We stood there when", "I was asleep until", "Nobody moved after", "My brother shouted as", "It was over before", "You could hear how",
                                                         "Everybody ran once", "I dropped my bag when"};
      return one_of(all);
    }
    /// A sentence of no weight.
    std::string scene(const std::string& place) {
      return people() + " " + does() + " the " + quality() + " " + thing() + " of " + place + " " + when() + ", and " + quality() + " " + thing() + " gates were " + does() +
             " " + when() + " near the " + quality() + " " + thing() + ".";
    }
  };

  /// What all reports of a story are about.
  struct Matter {
    std::string town, river, chief, witness, ministry, event, act, cause, thing, trade, heard, kept, scene, meeting, caused, hurt;
    std::uint64_t dead, day;
  };
  Matter matter(std::uint64_t story) const {
    Dice d{story * 31 + 7};
    Words w{{story * 17 + 5}};
    Matter m;
    m.town = town(d.next()), m.river = word(d.next(), 2) + " Valley", m.chief = person(d.next()), m.witness = person(d.next());
    m.ministry = "Ministry of " + word(d.next() % names_ + 3, 2) + " Affairs";
    m.event = w.event(), m.act = w.act(), m.thing = w.quality() + " " + w.thing(), m.trade = w.trade();
    m.cause = w.quality() + " " + w.fault() + " at the " + w.quality() + " " + w.thing();
    m.heard = w.saw() + " the " + w.quality() + " " + w.thing() + " shook " + w.when() + " and the " + w.fault() + " " + w.does() + " our " + w.quality() + " " + w.thing();
    m.kept = w.does() + " " + w.when() + " by " + w.quality() + " " + w.trade() + " teams";
    m.scene = w.scene(m.river);
    m.meeting = "the " + w.quality() + " " + w.thing() + " will be " + w.does() + " " + w.when() + " and its " + w.fault() + " examined by a " + w.trade();
    m.caused = w.caused(), m.hurt = w.hurt(n(10 + d.below(300)));
    m.dead = 2 + d.below(900), m.day = d.below(365);
    return m;
  }

  Reading write(std::uint64_t story, std::uint32_t report, std::uint32_t reports, std::uint64_t index) const {
    const Matter m = matter(story);
    Dice d{index * 1315423911 + 3};
    const bool wire = report == 0;
    const auto kind = wire ? 0 : d.below(10);  // 1-4: copies, 5-7: own, 8: relay, 9: denial
    const auto house = wire ? std::string("Northern Wire") : outlet(story * 7 + report);
    const auto day = m.day + (wire ? 0 : d.below(3));
    const auto clock = (wire ? 6 : 8 + d.below(12));
    const std::string date = iso(civil_from_days(days_from_civil({2031, 1, 1}) + static_cast<std::int64_t>(day))) + (clock < 10 ? "T0" : "T") +
                             std::to_string(clock) + ":" + std::to_string(10 + d.below(50)) + ":00Z";
    Doc doc("d" + sha256_hex("generated " + std::to_string(index)).substr(0, 16), house, date);
    if (wire || kind <= 4) copy(doc, m, wire ? 0 : kind);
    else if (kind <= 7) own(doc, m, house, d);
    else if (kind == 8) relay(doc, m, outlet(story * 7 + 1 + d.below(std::max(2U, reports) - 1)), d);
    else denial(doc, m);
    if (!wire && house[0] < 'M') doc.block("Read more and subscribe to our letter every morning for free here.");
    doc.block("(c) " + house);
    return doc.reading();
  }

  static std::string n(std::uint64_t x) { return std::to_string(x); }

  void copy(Doc& doc, const Matter& m, std::uint64_t kind) const {
    if (kind != 0) doc.agency("Northern Wire");
    doc.title(kind < 2 ? m.event + " in " + m.town + " kills " + n(m.dead) : m.town + ": " + n(m.dead) + " dead after " + m.event);
    const auto chief = doc.agent(m.chief, AgentKind::person, "mayor");
    const auto ministry = doc.agent(m.ministry, AgentKind::government);
    const auto witness = doc.agent(m.witness, AgentKind::person, m.trade);
    const std::string said = kind == 3 ? "told reporters" : "said";
    const std::string what = "a " + m.event + " " + m.act + " the " + m.thing + " in " + m.town + " and killed " + n(m.dead) + " people";
    doc.block("Mayor " + m.chief + " " + said + " that " + what + m.hurt + ".");
    doc.says(chief, m.chief, said, what);
    doc.counts(n(m.dead) + " people", static_cast<double>(m.dead), "person");
    if (kind != 2) {
      const std::string why = m.cause + " " + m.caused + " the " + m.event;
      doc.block("The " + m.ministry + " said " + why + ", and that the " + m.thing + " had been " + m.kept + ".");
      doc.says(ministry, "The " + m.ministry, "said", why);
    }
    doc.block("\"" + m.heard + ",\" " + m.witness + ", a " + m.trade + ", said.");
    doc.says(witness, m.witness, "said", "" + m.heard);
    if (kind < 4) {
      doc.block(m.scene);
      doc.block("In " + m.town + " " + m.meeting + ", " + m.chief + " " + said + ".");
      doc.says(chief, m.chief, said, m.meeting);
    }
  }

  void own(Doc& doc, const Matter& m, const std::string& house, Dice& d) const {
    Words w{{d.next()}};
    const std::string trade = w.trade(), name = person(d.next());
    doc.title("Grief in " + m.town + " as " + m.event + " leaves " + w.trade() + " families searching");
    const auto other = doc.agent(name, AgentKind::person, trade);
    const auto chief = doc.agent(m.chief, AgentKind::person, "mayor");
    const auto police = doc.agent(m.town + " police", AgentKind::organisation);
    doc.block("Past " + m.town + ", where the " + m.event + " came " + w.when() + ", " + name + ", a " + trade + ", " + w.does() + " a " + w.quality() + " " + w.thing() + ".");
    const std::string what = "the " + m.event + " at the " + m.thing + " killed at least " + n(m.dead) + " people";
    doc.block(name + " told the " + house + " that " + what + " and " + w.does() + " the " + w.thing() + ".");
    doc.says(other, name, "told", what);
    const std::string why = m.cause + " probably " + m.caused + " the " + m.event;
    doc.block(w.scene(m.town));
    doc.block(m.town + " police said " + why + " in the " + m.river + ".");
    doc.says(police, m.town + " police", "said", why);
    const std::string done = m.town + " had " + w.does() + " the " + w.quality() + " " + w.thing() + " " + w.when();
    doc.block("Mayor " + m.chief + " said " + done + " and asked " + w.trade() + " teams of the " + m.ministry + ".");
    doc.says(chief, m.chief, "said", done);
    
    doc.block(w.scene(m.river));
  }

  void relay(Doc& doc, const Matter& m, const std::string& from, Dice& d) const {
    Words w{{d.next()}};
    doc.title(m.event + " in " + m.town + ": what is known");
    const auto paper = doc.agent(from, AgentKind::media);
    const std::string what = "the " + m.event + " at the " + m.thing + " in " + m.town + " killed " + n(m.dead) + " people";
    doc.block("The " + from + " reported that " + what + " and that " + m.cause + " was to blame.");
    doc.says(paper, "The " + from, "reported", what);
    doc.says(paper, "The " + from, "reported", m.cause + " was to blame");
    doc.block(w.scene(m.river));
    doc.block(w.scene(m.town));
    doc.block("How many " + w.trade() + " families had " + w.does() + " the " + m.thing + " " + w.when() + " was not known.");
  }

  void denial(Doc& doc, const Matter& m) const {
    doc.title("Ministry denies blame over " + m.town + " " + m.event);
    const auto ministry = doc.agent(m.ministry, AgentKind::government);
    const std::string why = m.cause + " " + m.caused + " the " + m.event;
    doc.block("The " + m.ministry + " denied that " + why + " in " + m.town + ".");
    doc.says(ministry, "The " + m.ministry, "denied", why, Stance::denies);
    doc.block("The " + m.ministry + " said the " + m.thing + " in the " + m.river + " had been " + m.kept + " for " + m.town + ".");
    doc.says(ministry, "The " + m.ministry, "said", "the " + m.thing + " in the " + m.river + " had been " + m.kept);
    doc.block("Mayor " + m.chief + " of " + m.town + " had " + m.caused + " questions " + m.kept + ".");
  }

  std::uint64_t names_;
};

}  // namespace stemma::link_test
