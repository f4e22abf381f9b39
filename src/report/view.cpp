#include "report/view.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "base/utf8.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

using ByDocument = std::map<std::uint32_t, std::vector<const ClaimMember*>>;

/// Hops that we follow to find the carrier that a copy hangs under; a crafted chain of copies must not make this quadratic.
constexpr int max_hops = 64;

/// Folds the documents of one group into strands.
std::vector<Strand> strands_of(const Genealogy& genealogy, const ByDocument& by_document) {
  std::vector<std::uint32_t> documents;
  std::map<std::uint32_t, std::int32_t> position;
  for (const auto& [document, members] : by_document) {
    position[document] = static_cast<std::int32_t>(documents.size());
    documents.push_back(document);
  }
  std::vector<std::int32_t> parent(documents.size(), -1);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::uint32_t at = documents[i];
    for (int hop = 0; hop < max_hops; ++hop) {
      const DerivationEdge* edge = genealogy.main_edge(at);
      if (!edge || edge->parent == documents[i]) break;
      at = edge->parent;
      if (const auto found = position.find(at); found != position.end()) {
        parent[i] = found->second;
        break;
      }
    }
  }
  std::vector<Strand> strands;
  for (const TreeRow& row : forest(parent)) {
    if (row.depth == 0) strands.emplace_back();
    const std::uint32_t document = documents[row.node];
    strands.back().carriers.push_back({document, by_document.at(document), row.depth == 0 ? nullptr : genealogy.main_edge(document)});
  }
  return strands;
}

}  // namespace

std::vector<TreeRow> forest(std::span<const std::int32_t> parent) {
  const auto n = static_cast<std::uint32_t>(parent.size());
  std::vector<std::vector<std::uint32_t>> children(n);
  std::vector<std::uint32_t> tops;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (parent[i] < 0) tops.push_back(i);
    else children[static_cast<std::size_t>(parent[i])].push_back(i);
  }
  std::vector<TreeRow> rows, stack;
  std::vector<bool> seen(n, false);
  const auto walk = [&](std::uint32_t top) {
    stack.push_back({top, 0, true});
    while (!stack.empty()) {
      const TreeRow row = stack.back();
      stack.pop_back();
      if (seen[row.node]) continue;
      seen[row.node] = true;
      rows.push_back(row);
      const auto& below = children[row.node];
      for (std::size_t k = below.size(); k-- > 0;)
        stack.push_back({below[k], std::min(row.depth + 1, TreeRow::max_depth), k + 1 == below.size()});
    }
  };
  for (const std::uint32_t top : tops) walk(top);
  for (std::uint32_t i = 0; i < n; ++i)
    if (!seen[i]) walk(i);
  return rows;
}

Genealogy::Genealogy(const Dossier& d) : edges_(d.readings.size()) {
  for (const DerivationEdge& edge : d.model.derived) edges_[edge.child].push_back(&edge);
  for (auto& of_one : edges_)
    std::stable_sort(of_one.begin(), of_one.end(), [](const auto* a, const auto* b) { return a->child_covered > b->child_covered; });
}

const DerivationEdge* Genealogy::main_edge(std::uint32_t document) const {
  return edges_[document].empty() ? nullptr : edges_[document].front();
}

std::vector<TreeRow> Genealogy::tree(std::span<const std::uint32_t> documents) const {
  std::map<std::uint32_t, std::int32_t> position;
  for (std::size_t i = 0; i < documents.size(); ++i) position[documents[i]] = static_cast<std::int32_t>(i);
  std::vector<std::int32_t> parent(documents.size(), -1);
  for (std::size_t i = 0; i < documents.size(); ++i)
    if (const DerivationEdge* edge = main_edge(documents[i]))
      if (const auto found = position.find(edge->parent); found != position.end()) parent[i] = found->second;
  auto rows = forest(parent);
  for (TreeRow& row : rows) row.node = documents[row.node];
  return rows;
}

std::size_t RootGroup::carriers() const {
  std::size_t n = 0;
  for (const Strand& s : strands) n += s.carriers.size();
  return n;
}

ClaimView arrange(const Genealogy& genealogy, const Claim& claim) {
  ClaimView view;
  view.claim = &claim;
  std::vector<ByDocument> by_root(claim.roots.size());
  ByDocument neutral;
  for (const ClaimMember& m : claim.members) {
    ByDocument& into = m.root < 0 || m.side == Side::neutral ? neutral : by_root[static_cast<std::size_t>(m.root)];
    into[m.attribution.document].push_back(&m);
  }
  for (std::size_t r = 0; r < claim.roots.size(); ++r) {
    const Root& root = claim.roots[r];
    RootGroup group{&root, strands_of(genealogy, by_root[r])};
    const bool unknown = root.kind == RootKind::unknown;
    if (root.side == Side::denies) (unknown ? view.denying_unknown : view.denying).push_back(std::move(group));
    else (unknown ? view.unknown : view.supporting).push_back(std::move(group));
  }
  const auto most_first = [](std::vector<RootGroup>& groups) {
    std::stable_sort(groups.begin(), groups.end(), [](const RootGroup& a, const RootGroup& b) { return a.carriers() > b.carriers(); });
  };
  most_first(view.supporting);
  most_first(view.denying);
  view.neutral = strands_of(genealogy, neutral);
  return view;
}

std::vector<Reliance> reliances(const Dossier& d) {
  std::map<std::pair<std::int32_t, std::int32_t>, Reliance> by_target;
  for (const ReliesOn& r : d.model.relies) {
    const std::int32_t outlet = r.to < 0 ? r.outlet : -1;
    Reliance& of_one = by_target[{r.to, outlet}];
    of_one.to = r.to;
    of_one.outlet = outlet;
    of_one.from.push_back(&r);
  }
  std::vector<Reliance> out;
  for (auto& [target, one] : by_target) out.push_back(std::move(one));
  std::stable_sort(out.begin(), out.end(), [](const Reliance& a, const Reliance& b) {
    return std::pair(a.to < 0, b.from.size()) < std::pair(b.to < 0, a.from.size());
  });
  return out;
}

bool has_card(const Claim& c) { return c.reported_by > 1 || c.independent.denying + c.independent.denying_unknown > 0; }

Blind blind_spots(const Dossier& d) {
  Blind out;
  std::map<std::string, std::uint32_t> languages;
  std::map<CaptureFlaw, std::uint32_t> flaws;
  for (const Reading& r : d.readings) {
    for (const CaptureFlaw flaw : r.document.flaws) ++flaws[flaw];
    out.days_disputed += std::any_of(r.document.conflicts.begin(), r.document.conflicts.end(), [](const Conflict& c) { return c.field == "published"; });
    if (!is_read(r.document.language)) ++languages[language_name(r.document.language)];
    else if (r.attributions.empty()) ++out.silent;
    out.undated += r.document.published.empty();
  }
  out.languages.assign(languages.begin(), languages.end());
  out.flaws.assign(flaws.begin(), flaws.end());
  for (const ReliesOn& r : d.model.relies) out.not_seen += r.to < 0;
  for (const Claim& c : d.model.claims) out.claims_untraced += c.independent.supporting_unknown + c.independent.denying_unknown > 0;
  return out;
}

EditLines::EditLines(const Dossier& d) : d_(d), by_claim_(d.model.claims.size()) {
  for (const CaptureEdit& e : d.model.edits)
    for (const SayingEdit& s : e.sayings)
      for (const std::uint32_t c : s.claims) by_claim_[c].push_back({&e, &s});
}

const std::vector<EditLines::Line>& EditLines::of(const Claim& claim) const {
  return by_claim_[static_cast<std::size_t>(&claim - d_.model.claims.data())];
}

std::vector<bool> chosen_claims(const Dossier& d) {
  const auto n = d.model.claims.size();
  if (!d.chosen.claims.empty()) {
    std::vector<bool> out(n, false);
    for (const std::uint32_t c : d.chosen.claims) out[c] = true;
    return out;
  }
  std::vector<bool> out(n, true);
  if (d.chosen.most > 0 && d.chosen.most < n) std::fill(out.begin() + static_cast<std::ptrdiff_t>(d.chosen.most), out.end(), false);
  return out;
}

std::vector<std::string> outlets(const Dossier& d) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const Reading& r : d.readings) {
    std::string o = outlet(r.document);
    if (seen.insert(o).second) out.push_back(std::move(o));
  }
  return out;
}

std::vector<std::string> chain(const Dossier& d, const ClaimMember& m) {
  std::vector<std::string> out{outlet(document(d, m.attribution.document))};
  const auto key = [](std::string_view name) {
    std::string folded = fold(name);
    return folded.starts_with("the ") ? folded.substr(4) : folded;
  };
  const auto add = [&](std::int32_t agent) {
    if (agent < 0) return;
    std::string name = printable(squeeze(d.model.agents[static_cast<std::size_t>(agent)].name));
    if (key(name) != key(out.back())) out.push_back(std::move(name));
  };
  const Attribution& a = attribution(d, m.attribution);
  const auto& agent_of = d.model.agent_of[m.attribution.document];
  const auto in_case = [&](std::int32_t agent) { return agent < 0 ? -1 : agent_of[static_cast<std::size_t>(agent)]; };
  std::set<std::int32_t> told;
  for (const SourceLink& link : a.links)
    if (link.kind == SourceLink::Kind::told && link.agent >= 0) told.insert(in_case(link.agent));
  for (const std::uint32_t agent : m.chain)
    if (told.contains(static_cast<std::int32_t>(agent))) add(static_cast<std::int32_t>(agent));
  add(in_case(a.agent));
  for (const std::uint32_t agent : m.chain)
    if (!told.contains(static_cast<std::int32_t>(agent))) add(static_cast<std::int32_t>(agent));
  return out;
}

std::string introduction(const Document& d, const Attribution& a) {
  Spans pieces = a.source;
  pieces.insert(pieces.end(), a.cue.begin(), a.cue.end());
  std::sort(pieces.begin(), pieces.end());
  std::string out;
  for (const ByteSpan piece : pieces) {
    if (!out.empty()) out += ' ';
    out += words(d, piece, 160);
  }
  while (!out.empty() && (out.back() == ':' || out.back() == ',' || out.back() == ' ')) out.pop_back();
  return out;
}

std::vector<const Reason*> distinct(const std::vector<Reason>& reasons) {
  std::vector<const Reason*> out;
  std::set<std::string_view> seen;
  for (const Reason& r : reasons)
    if (seen.insert(r.text).second) out.push_back(&r);
  return out;
}

FigureLines::FigureLines(const Dossier& d) : d_(d), points_(d.model.claims.size()) {
  for (const FigureSeries& series : d.model.figures)
    for (const FigurePoint& p : series.points)
      if (p.claim >= 0) points_[static_cast<std::size_t>(p.claim)].emplace_back(&series, &p);
}

namespace {

std::string_view stand_words(Stand stand) {
  switch (stand) {
    case Stand::updates: return "a later number of the same speaker";
    case Stand::sums: return "a sum of others";
    case Stand::grew: return "counted up to a later day";
    case Stand::rivals: return "contradicts another number";
    case Stand::first:
    case Stand::repeats:
    case Stand::fits: break;
  }
  return {};
}

}  // namespace

std::vector<FigureLine> FigureLines::of(const Claim& claim) const {
  using Value = std::tuple<Bound, std::optional<double>, std::optional<double>, std::optional<double>>;
  std::vector<FigureLine> out;
  std::map<Value, std::pair<std::size_t, std::set<std::uint32_t>>> rows;  // of the last line: its row, the documents that give it
  const FigureSeries* last = nullptr;
  for (const auto& [series, p] : points_[static_cast<std::size_t>(&claim - d_.model.claims.data())]) {
    if (series != last) rows.clear(), out.push_back({series->quantity, {}});
    last = series;
    const Figure& f = d_.readings[p->document].figures[p->figure];
    const auto [at, is_new] = rows.try_emplace({f.bound, f.value, f.low, f.high}, out.back().rows.size(), std::set<std::uint32_t>());
    if (is_new) out.back().rows.push_back({&f, p->document, 0, true, stand_words(p->stand)});
    FigureRow& row = out.back().rows[at->second.first];
    row.superseded = row.superseded && p->superseded;
    if (at->second.second.insert(p->document).second && !is_new) ++row.more;
  }
  return out;
}

std::string said_on(const Document& d, const Attribution& a) {
  return a.said.empty() || a.said == d.published.value.substr(0, 10) ? std::string() : ", said on " + when(a.said);
}

std::size_t short_id(const Dossier& d) {
  std::vector<std::string_view> ids;
  for (const Reading& r : d.readings) ids.push_back(r.document.id);
  for (const Claim& c : d.model.claims) ids.push_back(c.id);
  std::sort(ids.begin(), ids.end());
  std::size_t length = 6;
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const auto [a, b] = std::mismatch(ids[i - 1].begin(), ids[i - 1].end(), ids[i].begin(), ids[i].end());
    if (ids[i - 1] != ids[i]) length = std::max(length, static_cast<std::size_t>(b - ids[i].begin()) + 1);
  }
  return length;
}

std::string attribution_id(const Dossier& d, AttributionRef r) {
  return document(d, r.document).id + "." + std::to_string(r.attribution);
}

}  // namespace stemma::report
