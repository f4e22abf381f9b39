#include "stemma/decision.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/enum_names.h"
#include "base/utf8.h"
#include "link/corrections.h"
#include "link/spots.h"

namespace stemma {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<DecisionKind, std::string_view>, 20> kinds{{
    {DecisionKind::merge, "merge"}, {DecisionKind::split, "split"}, {DecisionKind::copy, "copy"}, {DecisionKind::not_a_copy, "not-a-copy"},
    {DecisionKind::same_agent, "same-agent"}, {DecisionKind::not_same_agent, "not-same-agent"}, {DecisionKind::stance, "stance"},
    {DecisionKind::side, "side"}, {DecisionKind::cut_denial, "cut-denial"}, {DecisionKind::same_root, "same-root"},
    {DecisionKind::not_same_root, "not-same-root"}, {DecisionKind::not_withdrawn, "not-withdrawn"},
    {DecisionKind::accept, "accept"}, {DecisionKind::reject, "reject"}, {DecisionKind::spans, "spans"}, {DecisionKind::speaker, "speaker"},
    {DecisionKind::undo, "undo"}, {DecisionKind::label, "label"}, {DecisionKind::redact, "redact"},
    {DecisionKind::verdict, "verdict"}}};

std::string called(const Subject& s) {
  std::string words = squeeze(s.label);
  if (words.size() > 120) {
    std::size_t at = 117;
    while (at > 0 && (static_cast<unsigned char>(words[at]) & 0xC0) == 0x80) --at;
    words = words.substr(0, at) + "...";
  }
  return "“" + words + "”";
}

Json json_of(const Subject& s) {
  Json spots = Json::array();
  for (const Spot& p : s.spots) spots.push_back({{"document", p.document}, {"span", Json::array({p.begin, p.end})}, {"words", p.words}});
  return {{"label", s.label}, {"spots", std::move(spots)}};
}

/// Reads one key after the other; keeps the first thing that is wrong.
struct Reader {
  std::string wrong{};

  void complain(std::string what) {
    if (wrong.empty()) wrong = std::move(what);
  }
  std::string text(const Json& in, const char* key, bool needed) {
    const auto it = in.find(key);
    if (it == in.end() && !needed) return {};
    if (it == in.end() || !it->is_string()) {
      complain(fmt::format("\"{}\" has to be a text", key));
      return {};
    }
    return it->get<std::string>();
  }
  std::uint64_t number(const Json& value, const char* key, std::uint64_t most) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() <= most) return value.get<std::uint64_t>();
    complain(fmt::format("\"{}\" has to be a whole number", key));
    return 0;
  }
  std::uint64_t number(const Json& in, const char* key) { return in.contains(key) ? number(in[key], key, ~0ULL >> 1) : 0; }
  Subject subject(const Json& in, const char* key) {
    Subject out;
    if (!in.contains(key)) return out;
    const Json& s = in[key];
    if (!s.is_object() || !s.contains("spots") || !s["spots"].is_array()) {
      complain(fmt::format("\"{}\" names no spots", key));
      return out;
    }
    out.label = text(s, "label", false);
    for (const Json& p : s["spots"]) {
      if (!p.is_object() || !p.contains("span") || !p["span"].is_array() || p["span"].size() != 2) {
        complain(fmt::format("a spot of \"{}\" has no span", key));
        return out;
      }
      out.spots.push_back({text(p, "document", true), static_cast<std::uint32_t>(number(p["span"][0], "span", 0xFFFFFFFF)),
                           static_cast<std::uint32_t>(number(p["span"][1], "span", 0xFFFFFFFF)), text(p, "words", true)});
      if (out.spots.back().begin > out.spots.back().end) complain("a span ends before it begins");
    }
    return out;
  }
};

/// What a decision of its kind must name.
std::string missing(const Decision& d) {
  if (d.kind == DecisionKind::undo) return d.undoes == 0 ? "it names no decision to undo" : "";
  const bool one = d.kind == DecisionKind::stance || d.kind == DecisionKind::not_withdrawn || d.kind == DecisionKind::accept || d.kind == DecisionKind::reject ||
                   !concerns_linking(d.kind);
  if (d.first.spots.empty() || (!one && d.second.spots.empty())) return "it names too little of a case";
  if (d.kind == DecisionKind::stance && !stance(d.value)) return fmt::format("\"{}\" is no stance", d.value);
  if (d.kind == DecisionKind::side && d.value != "supports" && d.value != "denies" && d.value != "neutral")
    return fmt::format("\"{}\" is no side", d.value);
  if (d.kind == DecisionKind::label && !is_sensitivity(d.value)) return fmt::format("\"{}\" is no label", d.value);
  if (d.kind == DecisionKind::verdict && trim(d.value).empty()) return "it has no words";
  if (d.kind == DecisionKind::spans && !link::pieces_of(d)) return "its spans are not source, cue and content of one document";
  if (d.kind == DecisionKind::speaker && !agent_kind(d.value)) return fmt::format("\"{}\" is no kind of speaker", d.value);
  return "";
}

}  // namespace

std::string_view name(DecisionKind k) { return enum_name(kinds, k); }
std::optional<DecisionKind> decision_kind(std::string_view word) { return enum_value(kinds, word); }
bool concerns_linking(DecisionKind k) { return k != DecisionKind::label && k != DecisionKind::redact && k != DecisionKind::verdict; }
bool is_sensitivity(std::string_view word) { return equals_any(word, {"witness", "survivor", "minor", "detained", "private"}); }

std::vector<const Decision*> holding(std::span<const Decision> decisions) {
  std::set<std::uint64_t> undone;
  std::vector<const Decision*> out;
  for (auto d = decisions.rbegin(); d != decisions.rend(); ++d) {  // an undo may itself be undone by a later one
    if (undone.contains(d->number)) continue;
    if (d->kind == DecisionKind::undo) undone.insert(d->undoes);
    else out.push_back(&*d);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::string words(const Decision& d) {
  const std::string a = called(d.first), b = called(d.second);
  switch (d.kind) {
    case DecisionKind::merge: return fmt::format("{} and {} are one claim", a, b);
    case DecisionKind::split: return fmt::format("{} is another claim than {}", a, b);
    case DecisionKind::copy: return fmt::format("{} took its text from {}", a, b);
    case DecisionKind::not_a_copy: return fmt::format("{} is not a copy of {}, nor the other way round", a, b);
    case DecisionKind::same_agent: return fmt::format("{} and {} are one speaker", a, b);
    case DecisionKind::not_same_agent: return fmt::format("{} and {} are two speakers", a, b);
    case DecisionKind::stance: return fmt::format("the stance on {} is: {}", a, d.value);
    case DecisionKind::side: return fmt::format("{} stands so to {}: {}", a, b, d.value);
    case DecisionKind::cut_denial: return fmt::format("the denial {} does not speak of {}", a, b);
    case DecisionKind::same_root: return fmt::format("{} and {} are one occasion of saying", a, b);
    case DecisionKind::not_same_root: return fmt::format("{} and {} are two occasions of saying", a, b);
    case DecisionKind::not_withdrawn: return fmt::format("{} has not been withdrawn", a);
    case DecisionKind::accept: return fmt::format("{} is read right", a);
    case DecisionKind::reject: return fmt::format("nobody says anything in {}", a);
    case DecisionKind::spans: return fmt::format("the words of {} are {}", a, b);
    case DecisionKind::speaker: return fmt::format("{} says {}", b, a);
    case DecisionKind::undo: return fmt::format("decision {} no longer holds", d.undoes);
    case DecisionKind::label: return fmt::format("{} is to be protected: {}", a, d.value);
    case DecisionKind::redact: return fmt::format("{} is taken out of all that leaves the case", a);
    case DecisionKind::verdict: return fmt::format("verdict on {}: {}", a, d.value);
  }
  return {};
}

std::string reason_words(const Decision& d) {
  std::string out = "A person said so: " + words(d);
  if (!d.why.empty()) out += " (" + squeeze(d.why) + ")";
  if (!d.by.empty()) out += ", by " + squeeze(d.by);
  if (!d.at.empty()) out += ", " + d.at.substr(0, 10);
  return out + ".";
}

Subject subject_of_members(std::span<const Reading> readings, std::span<const AttributionRef> members, std::string label) {
  Subject out{{}, std::move(label)};
  for (const AttributionRef m : members) out.spots.push_back(link::spot_of(readings[m.document], m.attribution));
  return out;
}

Subject subject_of_claim(std::span<const Reading> readings, const CaseModel& model, std::uint32_t claim) {
  std::vector<AttributionRef> members;
  for (const ClaimMember& m : model.claims[claim].members) members.push_back(m.attribution);
  return subject_of_members(readings, members, model.claims[claim].label);
}

Subject subject_of_attribution(std::span<const Reading> readings, AttributionRef r) {
  Subject out = subject_of_members(readings, std::span(&r, 1), {});
  out.label = out.spots.front().words;
  return out;
}

Subject subject_of_agent(std::span<const Reading> readings, const CaseModel& model, std::uint32_t agent) {
  const CaseAgent& a = model.agents[agent];
  Subject out{{}, a.name};
  for (const auto& m : a.mentions) {
    const Reading& r = readings[m.document];
    const auto& mentions = r.agents[m.agent].mentions;
    if (mentions.empty()) continue;
    const CodePointIndex points(r.document.text);
    const ByteSpan s = mentions.front();
    out.spots.push_back({r.document.id, points.code_point(s.begin), points.code_point(s.end), std::string(slice(r.document, s))});
    if (out.spots.size() == 3) break;  // enough to find it again
  }
  if (!out.spots.empty()) return out;
  for (std::uint32_t d = 0; d < readings.size(); ++d)
    if (readings[d].document.publisher.value == a.name) {
      out.spots.push_back({readings[d].document.id, 0, 0, a.name});
      break;
    }
  return out;
}

Subject subject_of_document(std::span<const Reading> readings, std::uint32_t document) {
  const Document& d = readings[document].document;
  const std::string& who = d.publisher.empty() ? d.path : d.publisher.value;
  return {{{d.id, 0, 0, d.title.value}}, fmt::format("{}{}{}", who, d.published.empty() ? "" : ", ", d.published.value.substr(0, 10))};
}

std::optional<std::uint32_t> attribution_at(const Reading& reading, const Spot& spot) { return link::Spots(reading).attribution(spot); }

namespace {

constexpr std::size_t most_spots = 10;  // enough to find a claim again, few enough to be kept for every claim

}  // namespace

std::vector<KnownId> ids_of(std::span<const Reading> readings, const CaseModel& model) {
  std::vector<KnownId> out;
  for (const Claim& c : model.claims) {
    std::vector<AttributionRef> members;
    for (const ClaimMember& m : c.members)
      if (members.size() < most_spots) members.push_back(m.attribution);
    out.push_back({c.id, {}, {}, subject_of_members(readings, members, {}).spots});
  }
  for (std::uint32_t a = 0; a < model.agents.size(); ++a) out.push_back({model.agents[a].id, {}, {}, subject_of_agent(readings, model, a).spots});
  return out;
}

std::vector<std::string> redirect(const KnownId& known, std::span<const Reading> readings, const CaseModel& model) {
  std::set<std::size_t> claims, agents;
  std::map<std::size_t, std::set<AttributionRef>> held;  // claim -> those of its members that were in the old one
  for (const Spot& spot : known.spots) {
    const auto reading = std::find_if(readings.begin(), readings.end(), [&](const Reading& r) { return r.document.id == spot.document; });
    if (reading == readings.end()) continue;
    const auto d = static_cast<std::uint32_t>(reading - readings.begin());
    const link::Spots spots(*reading);
    if (known.id.starts_with('a')) {
      const auto local = spot.begin == spot.end ? std::nullopt : spots.agent(spot);
      if (local && model.agent_of[d][*local] >= 0) agents.insert(static_cast<std::size_t>(model.agent_of[d][*local]));
      for (std::size_t a = 0; a < model.agents.size(); ++a)  // a publisher that nothing mentions
        if (spot.begin == spot.end && model.agents[a].name == spot.words) agents.insert(a);
      continue;
    }
    const auto local = spots.attribution(spot);
    for (std::size_t c = 0; local && c < model.claims.size(); ++c)
      for (const ClaimMember& m : model.claims[c].members)
        if (m.attribution == AttributionRef{d, *local}) held[c].insert(m.attribution);
  }
  // A member may say several things: of the claims that it is in now those few count that together hold all that is left of the old one.
  while (!held.empty()) {
    const auto most = std::max_element(held.begin(), held.end(), [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    const auto covered = most->second;
    if (covered.empty()) break;
    claims.insert(most->first);
    for (auto& [claim, members] : held)
      for (const auto r : covered) members.erase(r);
  }
  std::vector<std::string> out;
  for (const auto c : claims) out.push_back(model.claims[c].id);
  for (const auto a : agents) out.push_back(model.agents[a].id);
  return out;
}

std::string to_json(const Decision& d) {
  Json out{{"decision", name(d.kind)}};
  if (d.number > 0) out["number"] = d.number;
  if (!d.first.spots.empty()) out["first"] = json_of(d.first);
  if (!d.second.spots.empty()) out["second"] = json_of(d.second);
  if (!d.value.empty()) out["value"] = d.value;
  if (d.undoes > 0) out["undoes"] = d.undoes;
  out.update({{"by", d.by}, {"at", d.at}, {"why", d.why}});
  if (!d.key.empty()) out["key"] = d.key;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Decision> decision_from_json(std::string_view line) {
  const Json in = Json::parse(line, nullptr, false);
  if (!in.is_object()) return fail(ErrorKind::malformed, "not a decision: no JSON object");
  Reader read;
  Decision d;
  const std::string word = read.text(in, "decision", true);
  const auto kind = decision_kind(word);
  if (!kind) read.complain(fmt::format("\"{}\" is no kind of decision", word.substr(0, 40)));
  d.kind = kind.value_or(DecisionKind::undo);
  d.number = read.number(in, "number");
  d.first = read.subject(in, "first");
  d.second = read.subject(in, "second");
  d.value = read.text(in, "value", false);
  d.undoes = read.number(in, "undoes");
  d.by = read.text(in, "by", false);
  d.at = read.text(in, "at", false);
  d.why = read.text(in, "why", false);
  d.key = read.text(in, "key", false);
  if (read.wrong.empty()) read.wrong = missing(d);
  if (!read.wrong.empty()) return fail(ErrorKind::malformed, "not a decision: " + read.wrong);
  return d;
}

}  // namespace stemma
