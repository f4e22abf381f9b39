#include "link/corrections.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "claims/source_parser.h"
#include "link/spots.h"

namespace stemma {
namespace link {
namespace {

std::optional<Spans> found(const Document& d, const CodePointIndex& points, std::span<const Spot> spots) {
  Spans out;
  for (const Spot& s : spots) {
    const auto at = words_at(d, points, s);
    if (!at) return std::nullopt;
    out.push_back(*at);
  }
  std::sort(out.begin(), out.end(), [](ByteSpan a, ByteSpan b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < out.size(); ++i)
    if (out[i].begin < out[i - 1].end) return std::nullopt;
  return out;
}

/// A speaker whom a person names: several of them are a group that nobody names.
SourceKind source_kind_of(AgentKind kind) { return kind == AgentKind::collective ? SourceKind::unnamed_group : claims::source_kind_of(kind, false); }

/// One reading, being corrected.
class Corrector {
 public:
  explicit Corrector(Reading& reading) : r_(reading), points_(reading.document.text) {}

  void apply(const Decision& decision) {
    const auto index = corrected_attribution(r_, Spots(r_), decision);
    if (!index) return;
    Attribution& a = r_.attributions[*index];
    switch (decision.kind) {
      case DecisionKind::accept: a.rejected = false; break;
      case DecisionKind::reject: a.rejected = true; break;
      case DecisionKind::stance:
        a.stance = *stance(decision.value);
        a.stance_decided = true;
        a.negated = false;
        break;
      case DecisionKind::spans: spans(a, decision); break;
      case DecisionKind::speaker: speaker(a, decision); break;
      default: break;
    }
  }

  /// What stands inside words that nobody says stands inside what is around those.
  void lift() {
    for (Attribution& a : r_.attributions)
      while (a.parent >= 0 && r_.attributions[static_cast<std::size_t>(a.parent)].rejected) a.parent = r_.attributions[static_cast<std::size_t>(a.parent)].parent;
  }

 private:
  void spans(Attribution& a, const Decision& decision) {
    const Document& d = r_.document;
    const auto pieces = pieces_of(decision);
    auto source = found(d, points_, pieces->source), cue = found(d, points_, pieces->cue), content = found(d, points_, pieces->content);
    if (!source || !cue || !content) return;
    const bool other_source = a.source != *source;
    a.source = *std::move(source);
    a.cue = *std::move(cue);
    a.content = *std::move(content);
    if (!other_source) return;
    if (a.source.empty()) a.agent = -1, a.source_kind = SourceKind::unattributed;
    else names(a, a.source.front(), std::string(slice(d, a.source.front())), AgentKind::person);
  }

  void speaker(Attribution& a, const Decision& decision) {
    const auto kind = agent_kind(decision.value).value_or(AgentKind::person);
    const Spots spots(r_);
    for (const Spot& s : decision.second.spots) {
      if (s.document != r_.document.id || s.begin == s.end) continue;
      if (const auto local = spots.agent(s)) {
        is_said_by(a, static_cast<std::int32_t>(*local));
        return;
      }
      if (const auto at = words_at(r_.document, points_, s)) {
        names(a, *at, s.words, kind);
        return;
      }
    }
    names(a, a.source.empty() ? a.cue.empty() ? a.content.front() : a.cue.front() : a.source.front(), decision.second.label, kind);
  }

  /// The agent that is mentioned there under this name; else a new one.
  void names(Attribution& a, ByteSpan at, const std::string& called, AgentKind kind) {
    for (std::size_t i = 0; i < r_.agents.size(); ++i) {
      const Agent& x = r_.agents[i];
      const bool mentioned = std::find(x.mentions.begin(), x.mentions.end(), at) != x.mentions.end();
      if (!mentioned || (x.name != called && std::string(slice(r_.document, at)) != called)) continue;
      is_said_by(a, static_cast<std::int32_t>(i));
      return;
    }
    Agent made;
    made.name = called;
    made.kind = kind;
    made.mentions = {at};
    r_.agents.push_back(std::move(made));
    is_said_by(a, static_cast<std::int32_t>(r_.agents.size()) - 1);
  }

  void is_said_by(Attribution& a, std::int32_t agent) {
    a.agent = agent;
    a.source_kind = source_kind_of(r_.agents[static_cast<std::size_t>(agent)].kind);
  }

  Reading& r_;
  CodePointIndex points_;
};

}  // namespace

bool corrects(DecisionKind k) {
  return k == DecisionKind::stance || k == DecisionKind::accept || k == DecisionKind::reject || k == DecisionKind::spans || k == DecisionKind::speaker;
}

std::optional<Pieces> pieces_of(const Decision& d) {
  std::istringstream in(d.value);
  std::size_t source = 0, cue = 0, content = 0;
  const std::span<const Spot> all = d.second.spots;
  if (d.first.spots.empty() || !(in >> source >> cue >> content) || !(in >> std::ws).eof()) return std::nullopt;
  if (source > all.size() || cue > all.size() || content == 0 || content > all.size() || source + cue + content != all.size()) return std::nullopt;
  for (const Spot& s : all)
    if (s.document != d.first.spots.front().document || s.words.empty()) return std::nullopt;
  return Pieces{all.first(source), all.subspan(source, cue), all.last(content)};
}

std::optional<std::uint32_t> corrected_attribution(const Reading& reading, const Spots& spots, const Decision& decision) {
  const Spot& before = decision.first.spots.front();
  if (decision.kind == DecisionKind::spans) {  // made already?
    const auto pieces = pieces_of(decision);
    if (!pieces) return std::nullopt;
    Spot after = pieces->content.front();
    after.end = pieces->content.back().end;
    for (std::size_t i = 1; i < pieces->content.size(); ++i) after.words += " ... " + pieces->content[i].words;
    if (const auto a = spots.attribution(after); a && spot_of(reading, *a).words == after.words) return a;
  }
  return spots.attribution(before);
}

}  // namespace link

void correct(Reading& reading, std::span<const Decision> decisions) {
  const auto speaks_of_it = [&](const Decision* d) { return link::corrects(d->kind) && !d->first.spots.empty() && d->first.spots.front().document == reading.document.id; };
  if (std::none_of(decisions.begin(), decisions.end(), [&](const Decision& d) { return speaks_of_it(&d); })) return;
  link::Corrector corrector(reading);
  for (const Decision* d : holding(decisions))
    if (speaks_of_it(d)) corrector.apply(*d);
  corrector.lift();
}

}  // namespace stemma
