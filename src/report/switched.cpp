// What a count would be without one root, or without one fold.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "report/find.h"
#include "report/json_parts.h"
#include "report/phrases.h"
#include "report/terminal_parts.h"
#include "report/view.h"

namespace stemma::report {
namespace {

struct Found {
  const Claim* claim = nullptr;
  std::uint32_t root = 0;
  Counted counted;
};

Result<Found> count_switched(const Dossier& d, const std::string& id, const Switched& s) {
  const auto named = find(d, id);
  if (!named) return tl::unexpected(named.error());
  const auto* index = std::get_if<ClaimIndex>(&*named);
  if (index == nullptr) return fail(ErrorKind::usage, fmt::format("{} is no claim; only a claim has roots to set aside", id));
  Found out{&d.model.claims[index->value], 0, {}};
  const auto& roots = out.claim->roots;
  std::vector<std::uint32_t> found;
  for (std::uint32_t r = 0; r < roots.size(); ++r)
    if (roots[r].id.starts_with(s.root)) found.push_back(r);
  if (s.root.empty() || found.empty())
    return fail(ErrorKind::usage, fmt::format("claim {} has no root {}", out.claim->id, s.root), Error::nowhere, "stemma why CASE CLAIM --json names them");
  if (found.size() > 1) return fail(ErrorKind::usage, fmt::format("{} roots are called {}...", found.size(), s.root), Error::nowhere, "give more of the id");
  out.root = found.front();
  const auto folds = static_cast<std::int64_t>(roots[out.root].folds.size());
  if (s.fold >= folds)
    return fail(ErrorKind::usage, fmt::format("root {} has no fold {}", roots[out.root].id, s.fold), Error::nowhere,
                folds == 0 ? "nothing was folded there" : fmt::format("they are numbered 0 to {}", folds - 1));
  out.counted = s.fold < 0 ? without_root(*out.claim, out.root) : without_fold(*out.claim, out.root, static_cast<std::uint32_t>(s.fold));
  return out;
}

}  // namespace

Claim renumbered(const CaseModel& model, const Claim& claim, const Counted& n) {
  Claim out;
  out.independent = n.independent;
  out.supporting_at_most = n.supporting_at_most;
  out.denying_at_most = n.denying_at_most;
  std::vector<bool> falls(claim.members.size(), false);
  for (const auto m : n.fall) falls[m] = true;
  std::map<std::uint32_t, std::uint32_t> page;  // captures of one page are one report
  for (const auto& captures : model.captures)
    for (const auto d : captures) page.emplace(d, captures.front());
  std::vector<std::uint32_t> documents;
  for (std::uint32_t m = 0; m < claim.members.size(); ++m) {
    if (falls[m] || claim.members[m].side != Side::supports) continue;
    const auto at = page.find(claim.members[m].attribution.document);
    documents.push_back(at == page.end() ? claim.members[m].attribution.document : at->second);
  }
  std::sort(documents.begin(), documents.end());
  out.reported_by = static_cast<std::uint32_t>(std::unique(documents.begin(), documents.end()) - documents.begin());
  return out;
}

Result<std::string> explain_switched(const Dossier& d, const std::string& id, const Switched& s, const TerminalStyle& style) {
  const auto found = count_switched(d, id, s);
  if (!found) return tl::unexpected(found.error());
  const Claim& claim = *found->claim;
  const Root& root = claim.roots[found->root];
  TerminalDossier t(d, style);
  t.paper.paragraph("", "", {{report::quoted(title(claim, 600)), Ink::bold}, {" [" + t.short_of(claim.id) + "]", Ink::dim}});
  t.paper.paragraph("as it is:  ", "           ", {{headline(claim)}});
  t.paper.paragraph("then:      ", "           ", {{headline(renumbered(d.model, claim, found->counted)), Ink::bold}});
  t.paper.blank();
  const std::string label = printable(squeeze(root.label));
  if (s.fold < 0) {
    t.paper.paragraph("", "  ", {{"Without what rests on " + label + " [" + root.id + "]."}});
  } else {
    const Fold& fold = root.folds[static_cast<std::size_t>(s.fold)];
    t.paper.paragraph("", "  ", {{fmt::format("With {} and {} as two occasions of saying. They are one because:", printable(squeeze(root.ends[fold.a].label)),
                                              printable(squeeze(root.ends[fold.b].label)))}});
    t.reasons("  ", {fold.why}, 0);
  }
  const auto list = [&](std::string_view heading, const std::vector<std::uint32_t>& members) {
    if (members.empty()) return;
    t.paper.blank();
    t.paper.paragraph("", "", {{std::string(heading), Ink::bold}});
    for (const auto m : members) {
      const AttributionRef ref = claim.members[m].attribution;
      t.paper.paragraph("  ", "    ", {{signature(document(d, ref.document)), Ink::bold}, {" [" + attribution_id(d, ref) + "]", Ink::dim}});
      t.quote("    ", ref, 280);
    }
  };
  list(s.fold < 0 ? "These fall with it:" : "These fall:", found->counted.fall);
  list(s.fold < 0 ? "These rest on something else as well:" : "These are the other one's:", found->counted.move);
  return t.paper.take();
}

Result<std::string> explain_switched_json(const Dossier& d, const std::string& id, const Switched& s) {
  const auto found = count_switched(d, id, s);
  if (!found) return tl::unexpected(found.error());
  const auto& n = found->counted;
  const auto ids = [&](const std::vector<std::uint32_t>& members) {
    Json out = Json::array();
    for (const auto m : members) out.push_back(attribution_id(d, found->claim->members[m].attribution));
    return out;
  };
  const Claim then = renumbered(d.model, *found->claim, n);
  return dump({{"claim", found->claim->id}, {"root", found->claim->roots[found->root].id}, {"fold", s.fold < 0 ? Json(nullptr) : Json(s.fold)},
               {"headline", headline(then)}, {"reported_by", then.reported_by},
               {"independent", {{"supporting", n.independent.supporting}, {"supporting_unknown", n.independent.supporting_unknown},
                                {"denying", n.independent.denying}, {"denying_unknown", n.independent.denying_unknown}}},
               {"supporting_at_most", n.supporting_at_most}, {"denying_at_most", n.denying_at_most}, {"fall", ids(n.fall)}, {"move", ids(n.move)}}, 1);
}

}  // namespace stemma::report
