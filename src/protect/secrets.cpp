#include "protect/secrets.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/search_words.h"
#include "base/utf8.h"
#include "link/spots.h"

namespace stemma::protect {
namespace {

/// A passage that is somebody's name, and not that of a place.
bool named_there(const Reading& r, ByteSpan span, std::string_view words) {
  return looks_like_a_name(words) && std::none_of(r.places.begin(), r.places.end(), [&](const Place& p) { return p.span.overlaps(span); });
}

bool signs(const Document& d, std::string_view name) {
  return std::any_of(d.authors.begin(), d.authors.end(), [&](const Author& a) { return a.value == name; });
}

class Collector {
 public:
  Collector(std::span<const Reading> readings, const CaseModel& model, std::span<const std::string> allow)
      : readings_(readings), model_(model), allow_(allow) {
    for (std::uint32_t d = 0; d < readings.size(); ++d) documents_.emplace(readings[d].document.id, d);
  }

  void add(const Decision& d) {
    const std::string label = d.kind == DecisionKind::label ? d.value : std::string();
    if (allows(fmt::format("decision {}", d.number)) || (!label.empty() && allows(label))) return set_aside(d);
    std::set<std::uint32_t> agents;
    bool written_about = false;  // somebody who says nothing in the case
    for (const Spot& spot : d.first.spots) {
      const auto [from, to] = documents_.equal_range(spot.document);
      for (auto it = from; it != to; ++it) {
        const std::uint32_t document = it->second;
        const Document& text = readings_[document].document;
        if (spot.begin == spot.end) {
          const auto publisher = model_.publisher.empty() ? -1 : model_.publisher[document];
          const bool is_publisher = spot.words == d.first.label && spot.words == text.publisher.value;
          if (is_publisher && publisher >= 0) agents.insert(static_cast<std::uint32_t>(publisher));
          else if (allows(text.id)) return set_aside(d);
          else if (signs(text, spot.words) && spot.words == d.first.label) written_about = true;
          else if (!is_publisher) out_.documents.emplace(document, label);
        } else if (const auto agent = person_at(document, spot, d.first.label)) {
          agents.insert(*agent);
        } else if (const auto place = link::words_at(text, CodePointIndex(text.text), spot)) {
          if (named_there(readings_[document], *place, d.first.label)) written_about = true;
          else out_.passages.push_back({document, *place, spot.words, label, d.number});
        }
      }
    }
    for (const auto a : agents)
      if (allows(model_.agents[a].id) || allows(model_.agents[a].name)) return set_aside(d);
    if (!agents.empty() || written_about) person(d, label, agents);
  }

  Secrets take() && {
    std::sort(out_.passages.begin(), out_.passages.end(), [](const Passage& a, const Passage& b) { return std::tie(a.document, a.span) < std::tie(b.document, b.span); });
    return std::move(out_);
  }

 private:
  bool allows(std::string_view what) const {
    return std::any_of(allow_.begin(), allow_.end(), [&](const std::string& a) {
      return a == what || (a.size() >= 4 && (a.front() == 'd' || a.front() == 'a') && a.find(' ') == std::string::npos && what.size() >= 13 && what.starts_with(a));
    });
  }
  void set_aside(const Decision& d) { out_.allowed.push_back(d.number); }

  /// The agent of the case that is mentioned there, if the decision means that one and not the words.
  std::optional<std::uint32_t> person_at(std::uint32_t document, const Spot& spot, const std::string& label) {
    const auto& spots = spots_.try_emplace(document, readings_[document]).first->second;
    const auto local = spots.agent(spot);
    if (!local || model_.agent_of[document][*local] < 0) return std::nullopt;
    const auto a = static_cast<std::uint32_t>(model_.agent_of[document][*local]);
    const CaseAgent& agent = model_.agents[a];
    const Agent& here = readings_[document].agents[*local];
    const bool named = label == agent.name || label == here.name || std::find(agent.aliases.begin(), agent.aliases.end(), label) != agent.aliases.end() ||
                       std::find(here.aliases.begin(), here.aliases.end(), label) != here.aliases.end();
    return named ? std::optional(a) : std::nullopt;
  }

  void person(const Decision& d, const std::string& label, const std::set<std::uint32_t>& agents) {
    std::vector<std::string> names{d.first.label};
    const auto add = [&](const std::string& name) {
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const auto a : agents) {
      add(model_.agents[a].name);
      for (const auto& alias : model_.agents[a].aliases)
        if (looks_like_a_name(alias) || model_.agents[a].kind != AgentKind::person) add(alias);
    }
    for (Person& p : out_.people) {
      const bool same = std::any_of(agents.begin(), agents.end(), [&](auto a) { return std::find(p.agents.begin(), p.agents.end(), a) != p.agents.end(); }) ||
                        search_fold(p.names.front()) == search_fold(names.front());
      if (!same) continue;
      p.decisions.push_back(d.number);
      if (label.empty()) p.label.clear();  // a mark says less than a pseudonym
      for (auto& name : names)
        if (std::find(p.names.begin(), p.names.end(), name) == p.names.end()) p.names.push_back(std::move(name));
      return;
    }
    out_.people.push_back({std::move(names), {agents.begin(), agents.end()}, label, {}, {d.number}});
  }

  std::span<const Reading> readings_;
  const CaseModel& model_;
  std::span<const std::string> allow_;
  std::unordered_multimap<std::string, std::uint32_t> documents_;
  std::map<std::uint32_t, link::Spots> spots_;
  Secrets out_;
};

}  // namespace

bool looks_like_a_name(std::string_view words) {
  std::size_t n = 0;
  for (const auto& w : search_words(words)) {
    std::size_t at = w.span.begin;
    const char32_t first = next_code_point(words, at);
    if (equals_any(w.folded, {"al", "el", "bin", "ibn", "de", "da", "del", "della", "di", "du", "dos", "la", "le", "van", "von", "der", "den", "ter", "of"})) continue;
    if (!is_upper(first) && is_letter(first) && next_code_point(words, at = w.span.begin) < 0x0530) return false;
    if (!is_letter(first)) return false;
    if (equals_any(w.folded, {"the", "a", "an", "he", "she", "they", "we", "i", "it", "this", "that", "his", "her", "their", "ministry", "committee", "government"})) return false;
    ++n;
  }
  return n >= 1 && n <= 4;
}

Secrets secrets_of(std::span<const Reading> readings, const CaseModel& model, std::span<const Decision> decisions, std::span<const std::string> allow) {
  Collector collector(readings, model, allow);
  for (const Decision* d : holding(decisions))
    if (!concerns_linking(d->kind) && (d->kind == DecisionKind::label || d->kind == DecisionKind::redact) && !d->first.spots.empty()) collector.add(*d);
  return std::move(collector).take();
}

}  // namespace stemma::protect
