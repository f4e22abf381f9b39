#include "link/anchors.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "link/described.h"
#include "link/propositions.h"

namespace stemma::link {
namespace {

bool holds_word(std::string_view key, std::initializer_list<std::string_view> words) {
  for (const auto w : key_words(key))
    for (const auto x : words)
      if (w == x) return true;
  return false;
}

class Finder {
 public:
  Finder(const Pile& pile, const Agents& agents, const Relies& relies, AttributionRef r, const std::set<std::int32_t>& spoken_of)
      : pile_(pile),
        agents_(agents),
        spoken_of_(spoken_of),
        r_(r),
        x_(pile.readings[r.document]->attributions[r.attribution]),
        via_(relies.via[r.document][r.attribution]) {}

  Ends run() {
    const auto source = agents_.at(r_.document, x_.agent);
    const bool media = source >= 0 && agent(source).kind == AgentKind::media;
    if (!via_.empty()) {
      for (const auto& c : via_)
        if (c.document >= 0) out_.reports.push_back({static_cast<std::uint32_t>(c.document), c.why});
      const auto outlet = via_.back().outlet;
      const bool source_is_carrier =
          source >= 0 && std::any_of(via_.begin(), via_.end(), [&](const Carrier& c) { return c.outlet == source; });
      auto& ends = out_.reports.empty() ? out_.anchors : out_.unseen;
      if (source >= 0 && !media && !source_is_carrier) {
        ends.push_back(of_agent(source, x_.agent, outlet, source_span()));
      } else {
        cited(ends, outlet);
        if (ends.empty() && agent(outlet).kind != AgentKind::media) ends.push_back(speaker(outlet, source_span()));
        if (ends.empty()) ends.push_back(report(outlet));
      }
      return std::move(out_);
    }
    if (source < 0) {
      unattributed();
    } else if (media) {
      // The outlet itself, or one whose text it prints: its witnesses if it names them, else its own work.
      cited(out_.anchors, source);
      if (out_.anchors.empty()) out_.anchors.push_back(own(source));
    } else {
      out_.anchors.push_back(of_agent(source, x_.agent, house(), source_span()));
    }
    return std::move(out_);
  }

 private:
  const CaseAgent& agent(std::int32_t i) const { return agents_.all[static_cast<std::size_t>(i)]; }
  std::int32_t house() const { return agents_.publisher[r_.document]; }
  ByteSpan source_span() const { return !x_.source.empty() ? x_.source.front() : !x_.cue.empty() ? x_.cue.front() : x_.content.front(); }
  Anchor anchor(Anchor::Sort sort, std::string key, std::int32_t who, ByteSpan span, std::string why) const {
    Anchor a;
    a.sort = sort;
    a.key = std::move(key);
    a.agent = who;
    a.document = r_.document;
    a.why.push_back({std::move(why), r_.document, span});
    return a;
  }

  void cited(std::vector<Anchor>& ends, std::int32_t outlet) const {
    for (const auto& l : x_.links) {
      const auto a = agents_.at(r_.document, l.agent);
      if (a < 0 || a == outlet || l.kind != SourceLink::Kind::citing) continue;
      if (agent(a).kind == AgentKind::media) ends.push_back(report(a));
      else ends.push_back(of_agent(a, l.agent, outlet, l.span.empty() ? source_span() : l.span));
    }
  }

  Anchor speaker(std::int32_t who, ByteSpan span) const {
    const bool of_himself = spoken_of_.contains(who);
    const auto voice = of_himself ? who : agents_.voice_of(who);
    auto a = anchor(Anchor::Sort::speaker, "speaker " + agent(voice).id, voice, span, agent(who).name + " says so.");
    if (voice != who) {
      a.why.back().text = fmt::format("{} speaks for {}.", agent(who).name, agent(voice).name);
      for (const auto& w : agents_.voice[static_cast<std::size_t>(who)]) a.why.push_back(w);
    } else if (of_himself) {
      a.why.back().text = fmt::format("{} speaks of himself or herself.", agent(who).name);
    }
    return a;
  }
  Anchor report(std::int32_t outlet) const {
    return anchor(Anchor::Sort::report, "report " + agent(outlet).id, outlet, source_span(),
                  "It has this from a report that is not in the case, or does not say it there.");
  }
  Anchor own(std::int32_t outlet) const {
    auto a = anchor(Anchor::Sort::own, "own " + (outlet >= 0 ? agent(outlet).id : pile_.document(r_.document).id), outlet, source_span(),
                    "It names no source: the outlet's own reporting.");
    a.outlet = outlet;
    return a;
  }
  Anchor vague(ByteSpan span) const {
    return anchor(Anchor::Sort::vague, fmt::format("vague {} {}", r_.document, r_.attribution), -1, span,
                  "It names nobody who could be asked.");
  }

  Anchor of_agent(std::int32_t who, std::int32_t local, std::int32_t outlet, ByteSpan span) const {
    const CaseAgent& a = agent(who);
    const Agent& here = pile_.readings[r_.document]->agents[static_cast<std::size_t>(local)];
    const std::string key = name_key(a.name);
    if (a.vague || is_hearsay(a, key)) return vague(span);
    if (auto parties = joint(a, local); parties.size() > 1) {
      std::string name = "joint";
      for (const auto p : parties) name += " " + agent(p).id;
      auto j = anchor(Anchor::Sort::joint, std::move(name), who, span, "They say it together.");
      j.parties = std::move(parties);
      return j;
    }
    const auto voice = agents_.voice_of(who);
    if (a.kind == AgentKind::person || a.kind == AgentKind::organisation || a.kind == AgentKind::government || voice != who)
      return speaker(who, span);
    if (a.kind == AgentKind::media) return own(who);
    if (a.kind == AgentKind::document) {
      auto d = anchor(Anchor::Sort::document, "document " + a.id, who, span, "The document says so: " + a.name + ".");
      d.head = head_noun(a.name);
      d.outlet = outlet;
      return d;
    }
    // The outlet's own people are its own work.
    if (holds_word(fold(here.name), {"our", "own"}) &&
        holds_word(key, {"correspondent", "reporter", "reporters", "correspondents", "photographer"}))
      return own(house());
    const bool group = a.kind == AgentKind::collective || x_.source_kind == SourceKind::unnamed_group || is_plural(a.name);
    auto u = anchor(group ? Anchor::Sort::group : Anchor::Sort::individual, (group ? "group " : "unnamed ") + a.id, who, span,
                    "Not named: " + a.name + ".");
    u.outlet = outlet;
    u.head = head_noun(a.name);
    u.told_here = std::any_of(x_.links.begin(), x_.links.end(), [&](const SourceLink& l) { return l.kind == SourceLink::Kind::told && house() >= 0 && agents_.at(r_.document, l.agent) == house(); });
    return u;
  }

  /// "Widespread reports", "rumours": nobody's.
  static bool is_hearsay(const CaseAgent& a, std::string_view key) {
    const std::string head = head_noun(key);
    return a.affiliation < 0 && a.kind != AgentKind::person && is_plural(key) &&
           (head == "report" || head == "rumour" || head == "rumor" || head == "claim" || head == "speculation");
  }

  /// "the union and the company": two speakers whom the document also knows apart.
  std::vector<std::int32_t> joint(const CaseAgent& a, std::int32_t local) const {
    std::vector<std::int32_t> out;
    const std::string folded = fold(a.name);
    const auto at = folded.find(" and ");
    if (at == std::string::npos) return out;
    // "Tirsana and Morvand in their joint statement": the names end before the preposition.
    const auto end = std::min(folded.find(" in ", at), folded.find(',', at));
    const std::string parts[] = {name_key(folded.substr(0, at)), name_key(folded.substr(at + 5, end == std::string::npos ? end : end - at - 5))};
    const auto& agents = pile_.readings[r_.document]->agents;
    for (const auto& part : parts) {
      for (std::uint32_t i = 0; i < agents.size(); ++i) {
        if (static_cast<std::int32_t>(i) == local) continue;
        const std::string key = name_key(agents[i].name);
        bool same = key == part || key == "government of " + part;
        for (const auto& alias : agents[i].aliases) same = same || name_key(alias) == part;
        if (!same) continue;
        out.push_back(agents_.voice_of(agents_.at(r_.document, static_cast<std::int32_t>(i))));
        break;
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// A passive, an "it" or an adverb: nobody is meant, rather than left out.
  static bool names_nobody(const std::string& cue) {
    return holds_word(cue, {"is", "are", "was", "were", "be", "been", "being", "it", "on", "reportedly", "allegedly", "apparently", "supposedly",
                            "reports", "rumour", "rumours", "se", "es", "on", "said", "understood", "believed", "known"});
  }

  void unattributed() {
    if (!x_.cue.empty() && x_.source.empty() && !x_.links.empty()) {
      cited(out_.anchors, house());
      if (!out_.anchors.empty()) return;
    }
    if (agents_.issued_by_body(r_.document)) {
      out_.anchors.push_back(speaker(house(), source_span()));
      out_.anchors.back().why.back().text = agent(house()).name + " issued this document.";
      return;
    }
    // "It is understood that": a cue without anybody. Without even a cue it is the outlet's own voice. A verb whose subject the sentence
    // leaves out ("..., putting the silence down to one man") rests, like an own voice, on whom the text names elsewhere.
    if ((!x_.cue.empty() || !x_.source.empty()) && !speaks_of_itself(*pile_.readings[r_.document], x_)) {
      out_.own_voice = x_.source.empty() && !names_nobody(fold(slice(pile_.document(r_.document), x_.cue.front())));
      out_.anchors.push_back(vague(source_span()));
      return;
    }
    out_.own_voice = true;
    out_.anchors.push_back(own(house()));
  }

  const Pile& pile_;
  const Agents& agents_;
  const std::set<std::int32_t>& spoken_of_;
  AttributionRef r_;
  const Attribution& x_;
  const std::vector<Carrier>& via_;
  Ends out_;
};

}  // namespace

namespace {

constexpr std::uint32_t near = 8;  // attributions before it that may stand inside: those that begin where it does come in any order

/// "The Wire reported that police said two men were held": whose words are most of what the outlet says; `r` itself if nobody's.
AttributionRef passed_on(const Pile& pile, const Agents& agents, AttributionRef r) {
  const auto& all = pile.readings[r.document]->attributions;
  const auto speaker = [&](const Attribution& a) { return agents.at(r.document, a.agent); };
  const auto is_outlet = [&](std::int32_t agent) { return agent >= 0 && agents.all[static_cast<std::size_t>(agent)].kind == AgentKind::media; };
  for (bool deeper = true; deeper && is_outlet(speaker(all[r.attribution]));) {
    deeper = false;
    const Attribution& outer = all[r.attribution];
    for (auto k = r.attribution < near ? 0 : r.attribution - near; k < all.size() && all[k].content.front().begin < outer.content.back().end && !deeper; ++k) {
      const Attribution& inner = all[k];
      const bool says = !is_neutral(inner) && !inner.rejected && inner.stance != Stance::denies && speaker(inner) >= 0 && speaker(inner) != speaker(outer);
      deeper = inner.parent == static_cast<std::int32_t>(r.attribution) && says && size_of(inner.content) * 2 > size_of(outer.content);
      if (deeper) r.attribution = k;
    }
  }
  return r;
}

}  // namespace

Ends find_ends(const Pile& pile, const Agents& agents, const Relies& relies, AttributionRef r, const std::set<std::int32_t>& spoken_of) {
  return Finder(pile, agents, relies, passed_on(pile, agents, r), spoken_of).run();
}

RootKind kind_of(const Anchor& a, const Agents& agents) {
  switch (a.sort) {
    case Anchor::Sort::speaker: {
      const auto& x = agents.all[static_cast<std::size_t>(a.agent)];
      return x.kind == AgentKind::person && x.role.empty() && x.affiliation < 0 ? RootKind::witness : RootKind::statement;
    }
    case Anchor::Sort::joint: return RootKind::statement;
    case Anchor::Sort::individual:
    case Anchor::Sort::group:
      return a.agent >= 0 && agents.all[static_cast<std::size_t>(a.agent)].affiliation >= 0 ? RootKind::statement : RootKind::witness;
    case Anchor::Sort::document:
    case Anchor::Sort::report: return RootKind::document;
    case Anchor::Sort::own: return RootKind::own_reporting;
    case Anchor::Sort::vague: break;
  }
  return RootKind::unknown;
}

std::string label_of(const Anchor& a, const Pile& pile, const Agents& agents) {
  const auto name = [&](std::int32_t i) {
    return i < 0 ? std::string("an outlet that is not named") : agents.all[static_cast<std::size_t>(i)].name;
  };
  switch (a.sort) {
    case Anchor::Sort::speaker:
    case Anchor::Sort::joint: return name(a.agent);
    case Anchor::Sort::individual:
    case Anchor::Sort::group: return a.outlet >= 0 ? fmt::format("{}, to {}", name(a.agent), name(a.outlet)) : name(a.agent);
    case Anchor::Sort::document: return name(a.agent);
    case Anchor::Sort::report: return fmt::format("A report by {} that is not in the case", name(a.agent));
    case Anchor::Sort::own:
      if (!a.issuer.empty()) return fmt::format("{}, own reporting; its text is not in the case", a.issuer);
      return fmt::format("{}, own reporting", name(a.agent));
    case Anchor::Sort::vague: break;
  }
  const auto& document = pile.document(a.document);
  const std::string words =
      a.why.empty() || a.why.front().span.empty() ? std::string("nobody named") : squeeze(slice(document, a.why.front().span));
  return fmt::format("“{}”{}{}", words, document.publisher.empty() ? "" : ", ", document.publisher.value);
}

bool named_apart(const Agents& agents, const Anchor& a, const Anchor& b) {
  const auto names = [&](const Anchor& x) {
    std::set<std::string> out;
    if (x.agent < 0) return out;
    const std::string& description = agents.all[static_cast<std::size_t>(x.agent)].name;
    const auto words = word_spans(description);
    for (std::size_t i = 1; i < words.size(); ++i)
      if (const auto w = slice(std::string_view(description), words[i]); is_capitalised(w)) out.insert(fold(w));
    return out;
  };
  const auto of_a = names(a), of_b = names(b);
  return !of_a.empty() && !of_b.empty() && std::none_of(of_a.begin(), of_a.end(), [&](const std::string& w) { return of_b.contains(w); });
}

}  // namespace stemma::link
