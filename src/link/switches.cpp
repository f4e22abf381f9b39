// Switches: what a count would be without one root, or without one fold. No linking: the claim knows its ends.
#include <algorithm>

#include "link/partition.h"
#include "stemma/claims.h"

namespace stemma {
namespace {

struct Side2 {
  std::uint32_t &known, &unknown, &at_most;
};

/// The numbers of one side, to be changed.
Side2 of(Counted& n, Side side) {
  if (side == Side::denies) return {n.independent.denying, n.independent.denying_unknown, n.denying_at_most};
  return {n.independent.supporting, n.independent.supporting_unknown, n.supporting_at_most};
}

/// What a root adds to the numbers of its side: itself, and those whom nothing tells apart if they were different people.
struct Weight {
  RootKind kind = RootKind::unknown;
  bool withdrawn = true;
  std::uint32_t unproved = 0;
};

void add(Counted& n, Side side, const Weight& w, int sign) {
  auto [known, unknown, at_most] = of(n, side);
  const auto change = [&](std::uint32_t& x, std::uint32_t by) { x = sign > 0 ? x + by : x - by; };
  change(w.kind == RootKind::unknown ? unknown : known, 1);
  if (w.kind != RootKind::unknown) change(at_most, 1);
  if (!w.withdrawn) change(at_most, w.unproved);
}

/// Of the ends of a set, in their order: the first names the root, and one that is not withdrawn keeps it alive.
template <class In>
Weight weight(const Root& root, const In& in) {
  Weight out;
  bool first = true;
  for (std::uint32_t e = 0; e < root.ends.size(); ++e) {
    if (!in(e)) continue;
    if (first) out.kind = root.ends[e].kind;
    first = false;
    out.withdrawn = out.withdrawn && root.ends[e].withdrawn;
  }
  if (out.withdrawn) out.kind = RootKind::unknown;
  return out;
}

Counted now(const Claim& claim) { return {claim.independent, claim.supporting_at_most, claim.denying_at_most, {}, {}}; }

}  // namespace

Counted without_root(const Claim& claim, std::uint32_t root) {
  Counted out = now(claim);
  const Root& r = claim.roots[root];
  Weight w = weight(r, [](std::uint32_t) { return true; });
  w.kind = r.kind;
  for (const Fold& f : r.folds) w.unproved += !f.proved;
  add(out, r.side, w, -1);
  for (std::uint32_t m = 0; m < claim.members.size(); ++m) {
    const auto& reaches = claim.members[m].reaches;
    if (std::find(reaches.begin(), reaches.end(), root) == reaches.end()) continue;
    (reaches.size() == 1 ? out.fall : out.move).push_back(m);
  }
  return out;
}

Counted without_fold(const Claim& claim, std::uint32_t root, std::uint32_t fold) {
  Counted out = now(claim);
  const Root& r = claim.roots[root];
  link::Partition halves(r.ends.size());
  for (std::uint32_t f = 0; f < r.folds.size(); ++f)
    if (f != fold) halves.join(r.folds[f].a, r.folds[f].b);
  const auto a = halves.head(r.folds[fold].a), b = halves.head(r.folds[fold].b);
  const auto half = [&](std::uint32_t head) { return [&halves, head](std::uint32_t e) { return halves.head(e) == head; }; };
  Weight whole = weight(r, [&](std::uint32_t e) { return half(a)(e) || half(b)(e); });
  if (whole.withdrawn) return out;  // what only withdrawn items hold is one unknown root, however it is cut
  Weight parts[] = {weight(r, half(a)), weight(r, half(b))};
  for (std::uint32_t f = 0; f < r.folds.size(); ++f) {
    if (r.folds[f].proved) continue;
    ++whole.unproved;
    if (f != fold) ++parts[halves.head(r.folds[f].a) == a ? 0 : 1].unproved;
  }
  add(out, r.side, whole, -1);
  const bool held = std::any_of(claim.roots.begin(), claim.roots.end(), [&](const Root& x) {
    return x.side == r.side && !x.ends.empty() && std::all_of(x.ends.begin(), x.ends.end(), [](const RootEnd& e) { return e.withdrawn; });
  });
  for (const auto& p : parts)
    if (!p.withdrawn || !held) add(out, r.side, p, 1);
  const auto moved = half(half(a)(0) ? b : a);  // the half that does not name the root
  for (std::uint32_t e = 0; e < r.ends.size(); ++e)
    if (moved(e)) out.move.insert(out.move.end(), r.ends[e].members.begin(), r.ends[e].members.end());
  std::sort(out.move.begin(), out.move.end());
  out.move.erase(std::unique(out.move.begin(), out.move.end()), out.move.end());
  return out;
}

}  // namespace stemma
