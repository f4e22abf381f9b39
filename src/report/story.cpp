#include "report/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>

#include "report/find.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

using nlohmann::json;

/// What of one document belongs to it.
struct Part {
  std::uint32_t document = 0;
  std::set<std::uint32_t> attributions;
  std::vector<ByteSpan> words;     ///< of these: source, cue and content
  std::vector<ByteSpan> mentions;  ///< of those who say them
};

/// Whether a decision of this kind names attributions by their words; others name people, passages or whole documents.
bool names_attributions(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::copy:
    case DecisionKind::not_a_copy:
    case DecisionKind::not_withdrawn:
    case DecisionKind::same_agent:
    case DecisionKind::not_same_agent:
    case DecisionKind::label:
    case DecisionKind::redact: return false;
    default: return true;
  }
}

class Teller {
 public:
  explicit Teller(const Dossier& d) : d_(d) {}

  void take(AttributionRef r) {
    const Attribution& a = d_.readings[r.document].attributions[r.attribution];
    Part& part = part_of(r.document);
    part.attributions.insert(r.attribution);
    for (const Spans* spans : {&a.source, &a.cue, &a.content}) part.words.insert(part.words.end(), spans->begin(), spans->end());
    if (a.agent >= 0) take(CaseAgent::Mention{r.document, static_cast<std::uint32_t>(a.agent)});
  }
  void take(CaseAgent::Mention m) {
    const Spans& mentions = d_.readings[m.document].agents[m.agent].mentions;
    Part& part = part_of(m.document);
    part.mentions.insert(part.mentions.end(), mentions.begin(), mentions.end());
  }

  Story tell(std::string about, std::string claim) {
    Story out;
    out.about = std::move(about);
    std::set<std::string_view> subjects;  // of entries that are about its documents alone
    for (const auto& [name, part] : parts_) {
      out.documents.push_back(part.document);
      subjects.insert(d_.readings[part.document].document.sha256);
      subjects.insert(name);
    }
    std::sort(out.documents.begin(), out.documents.end());
    find_decisions();
    bool there = false;  // one of its documents
    for (std::uint32_t i = 0; i < d_.custody.size(); ++i) {
      const CustodyEntry& e = d_.custody[i];
      const bool own = subjects.contains(e.subject);
      there |= own && e.action == "read";
      if (own || decided_here(e) || let_out(e) || (there && e.action == "exported" && !about_others(e, claim))) out.entries.push_back(i);
    }
    return out;
  }

 private:
  Part& part_of(std::uint32_t document) {
    Part& part = parts_[d_.readings[document].document.id];
    part.document = document;
    return part;
  }

  bool touches(const Spot& spot, DecisionKind kind) const {
    const auto found = parts_.find(spot.document);
    if (found == parts_.end()) return false;
    const Part& part = found->second;
    if (spot.begin >= spot.end) return true;  // the document as a whole
    const Reading& r = d_.readings[part.document];
    if (names_attributions(kind)) {
      const auto at = attribution_at(r, spot);
      return at && part.attributions.contains(*at);
    }
    const CodePointIndex points(r.document.text);
    const ByteSpan s{points.byte(spot.begin), points.byte(spot.end)};
    return std::any_of(part.mentions.begin(), part.mentions.end(), [&](ByteSpan m) { return m.contains(s); }) ||
           std::any_of(part.words.begin(), part.words.end(), [&](ByteSpan w) { return w.overlaps(s); });
  }

  void find_decisions() {
    for (const Decision& decision : d_.decisions) {
      const auto touched = [&](const Subject& subject, DecisionKind kind) {
        return std::any_of(subject.spots.begin(), subject.spots.end(), [&](const Spot& s) { return touches(s, kind); });
      };
      // What comes second after `spans` and `speaker` are words and people, told of by the attribution that comes first.
      const bool second = decision.kind != DecisionKind::spans && decision.kind != DecisionKind::speaker && touched(decision.second, decision.kind);
      if (second || touched(decision.first, decision.kind) || (decision.kind == DecisionKind::undo && decisions_.contains(decision.undoes)))
        decisions_.insert(decision.number);
    }
  }

  bool decided_here(const CustodyEntry& e) const {
    constexpr std::string_view before = "decision ";
    return e.action == "decided" && e.subject.starts_with(before) && decisions_.contains(std::strtoull(e.subject.c_str() + before.size(), nullptr, 10));
  }

  /// What is protected, let out by somebody's word.
  bool let_out(const CustodyEntry& e) const {
    if (e.action != "let out") return false;
    const json detail = json::parse(e.detail, nullptr, false);
    if (!detail.is_object() || !detail.contains("decisions") || !detail["decisions"].is_array()) return false;
    return std::any_of(detail["decisions"].begin(), detail["decisions"].end(), [&](const json& n) { return n.is_number_unsigned() && decisions_.contains(n.get<std::uint64_t>()); });
  }

  /// A dossier about claims, none of them this one. An id that no claim bears any more may have been this one's.
  bool about_others(const CustodyEntry& e, const std::string& claim) const {
    if (claim.empty()) return false;
    const json detail = json::parse(e.detail, nullptr, false);
    if (!detail.is_object() || !detail.contains("about") || !detail["about"].is_array()) return false;
    return std::all_of(detail["about"].begin(), detail["about"].end(), [&](const json& id) {
      return id.is_string() && id != claim && std::any_of(d_.model.claims.begin(), d_.model.claims.end(), [&](const Claim& c) { return c.id == id.get<std::string>(); });
    });
  }

  const Dossier& d_;
  std::map<std::string, Part, std::less<>> parts_;  // by the document's id
  std::set<std::uint64_t> decisions_;
};

}  // namespace

Result<Story> story(const Dossier& d, const std::string& given) {
  const auto id = current_id(d, given);
  if (!id) return tl::unexpected(id.error());
  Teller teller(d);
  const auto agents = find_agents(d, *id);
  const auto named = find(d, *id);
  if (agents.size() > 1 || (!agents.empty() && named)) return fail(ErrorKind::usage, fmt::format("{} things are called {}", agents.size() + named.has_value(), *id), Error::nowhere, "give more of the id");
  if (!agents.empty()) {
    const CaseAgent& agent = d.model.agents[agents.front()];
    for (const CaseAgent::Mention m : agent.mentions) {
      teller.take(m);
      const auto& all = d.readings[m.document].attributions;
      for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].agent == static_cast<std::int32_t>(m.agent)) teller.take(AttributionRef{m.document, i});
    }
    return teller.tell(fmt::format("{}: {}", agent.id, agent_words(d.model, static_cast<std::int32_t>(agents.front()))), {});
  }
  if (!named) return tl::unexpected(named.error());
  if (const auto* claim = std::get_if<ClaimIndex>(&*named)) {
    const Claim& c = d.model.claims[claim->value];
    for (const ClaimMember& m : c.members) teller.take(m.attribution);
    return teller.tell(fmt::format("the claim {}: {}", c.id, report::quoted(title(c))), c.id);
  }
  if (const auto* r = std::get_if<AttributionRef>(&*named)) {
    teller.take(*r);
    const Document& document = d.readings[r->document].document;
    return teller.tell(fmt::format("{}.{}: {}", document.id, r->attribution, report::quoted(words(document, d.readings[r->document].attributions[r->attribution].content))), {});
  }
  return fail(ErrorKind::usage, fmt::format("{} is a document", *id), Error::nowhere, "the log itself tells of documents");
}

}  // namespace stemma::report
