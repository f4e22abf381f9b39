// Hand-built readings: a document grows sentence by sentence, and each sentence can be an attribution.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/hash.h"
#include "stemma/claims.h"
#include "stemma/attribution.h"

namespace stemma::link_test {

class Doc {
 public:
  Doc(const std::string& id, const std::string& publisher, const std::string& published) {
    auto& d = reading_.document;
    d.id = id;
    d.path = id + ".txt";
    d.publisher = {publisher, "test"};
    d.published = {published, "test"};
    d.language = "en";
  }

  Doc& title(const std::string& t) {
    reading_.document.title = {t, "test"};
    return block(t, BlockKind::headline);
  }
  Doc& agency(const std::string& name) {
    reading_.document.agency = {name, "test"};
    return *this;
  }
  Doc& language(const std::string& code) {
    reading_.document.language = code;
    return *this;
  }
  Doc& kill_notice() {
    reading_.document.kill_notice = true;
    return *this;
  }
  Doc& url(const std::string& u) {
    reading_.document.url = {u, "test"};
    return *this;
  }
  Doc& captured(const std::string& at) {
    reading_.document.captured = {at, "test"};
    return *this;
  }
  Doc& modified(const std::string& at) {
    reading_.document.modified = {at, "test"};
    return *this;
  }
  Doc& dated_from(const std::string& place) {
    reading_.document.dateline.emplace().place = place;
    return *this;
  }
  Doc& block(const std::string& text, BlockKind kind = BlockKind::paragraph) {
    auto& d = reading_.document;
    if (!d.text.empty()) d.text += '\n';
    const auto from = static_cast<std::uint32_t>(d.text.size());
    d.text += text;
    d.blocks.push_back({kind, {from, static_cast<std::uint32_t>(d.text.size())}});
    return *this;
  }

  std::int32_t agent(const std::string& name, AgentKind kind, const std::string& role = {}, std::int32_t affiliation = -1,
                     bool vague = false) {
    Agent a;
    a.name = name;
    a.kind = kind;
    a.role = role;
    a.affiliation = affiliation;
    a.vague = vague;
    reading_.agents.push_back(a);
    return static_cast<std::int32_t>(reading_.agents.size()) - 1;
  }

  /// The words must stand in the last block. An empty source or cue is not there.
  Attribution& says(std::int32_t who, const std::string& source, const std::string& cue, const std::string& content,
                    Stance stance = Stance::asserts) {
    Attribution a;
    if (!source.empty()) a.source = {find(source)};
    if (!cue.empty()) a.cue = {find(cue)};
    a.content = {find(content)};
    a.agent = who;
    a.stance = stance;
    if (who >= 0) {
      auto& agent = reading_.agents[static_cast<std::size_t>(who)];
      if (!a.source.empty()) agent.mentions.push_back(a.source.front());
      a.source_kind = agent.kind == AgentKind::media        ? SourceKind::media
                      : agent.kind == AgentKind::collective ? SourceKind::unnamed_group
                                                            : SourceKind::named_person;
    }
    reading_.attributions.push_back(a);
    return reading_.attributions.back();
  }
  /// Another name that the text has for the last agent.
  Doc& alias(const std::string& name) {
    reading_.agents.back().aliases.push_back(name);
    return *this;
  }
  /// Words of the last block that name an agent.
  void mention(std::int32_t agent, const std::string& words) { reading_.agents[static_cast<std::size_t>(agent)].mentions.push_back(find(words)); }
  Attribution& link(SourceLink::Kind kind, std::int32_t agent) {
    reading_.attributions.back().links.push_back({kind, {}, {}, agent});
    return reading_.attributions.back();
  }

  /// In the words of the last attribution. The value is exact.
  Figure& counts(const std::string& words, double value, const std::string& counted) {
    Figure f;
    f.span = find(words);
    f.attribution = static_cast<std::int32_t>(reading_.attributions.size()) - 1;
    f.value = f.low = f.high = value;
    f.unit = "people";
    f.counted = counted;
    reading_.figures.push_back(f);
    return reading_.figures.back();
  }
  TimeExpression& happened(const std::string& words, const std::string& earliest, const std::string& latest) {
    TimeExpression t;
    t.span = find(words);
    t.attribution = static_cast<std::int32_t>(reading_.attributions.size()) - 1;
    t.earliest = earliest;
    t.latest = latest;
    reading_.times.push_back(t);
    return reading_.times.back();
  }

  Reading reading() const {
    Reading r = reading_;
    r.document.sha256 = sha256_hex(r.document.text);
    return r;
  }

 private:
  ByteSpan find(const std::string& words) const {
    const auto& d = reading_.document;
    const auto at = d.text.find(words, d.blocks.back().span.begin);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }
  Reading reading_;
};

inline std::vector<Reading> readings(const std::vector<Doc>& docs) {
  std::vector<Reading> out;
  for (const auto& d : docs) out.push_back(d.reading());
  return out;
}

template <class Check>
void shuffled(const std::vector<Doc>& docs, Check check) {
  auto list = readings(docs);
  std::mt19937 random(7);
  for (int k = 0; k < 20; ++k) {
    check(list, reconcile(list));
    std::shuffle(list.begin(), list.end(), random);
  }
}

}  // namespace stemma::link_test
