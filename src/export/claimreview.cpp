// ClaimReview of schema.org, for claims on which a person has given a verdict, in that person's words. The program rates nothing.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "export/linked.h"
#include "export/readme.h"
#include "export/table.h"

namespace stemma::exports {
namespace {

/// The claim that a verdict is on now: the one that has most of the attributions which it named.
const Claim* claim_of(const Rows& rows, const Decision& d) {
  std::map<const Claim*, std::size_t> hits;
  for (std::uint32_t i = 0; i < rows.readings.size(); ++i)
    for (const Spot& s : d.first.spots) {
      if (s.document != rows.readings[i].document.id) continue;
      const auto at = attribution_at(rows.readings[i], s);
      for (const Claim& c : rows.model.claims)
        if (at && std::any_of(c.members.begin(), c.members.end(), [&](const ClaimMember& m) { return m.attribution == AttributionRef{i, *at}; })) ++hits[&c];
    }
  const Claim* best = nullptr;
  for (const Claim& c : rows.model.claims)
    if (hits.contains(&c) && (best == nullptr || hits[&c] > hits[best])) best = &c;
  return best;
}

/// "3/5 mostly right" -> rating 3 of 1 to 5: only where the person gave numbers.
Json rating(const std::string& words) {
  Json out{{"@type", "Rating"}, {"alternateName", words}};
  int value = 0, best = 0, read = 0;
  if (std::sscanf(words.c_str(), "%d/%d%n", &value, &best, &read) == 2 && read > 0 && value >= 0 && value <= best)
    out.update({{"ratingValue", value}, {"bestRating", best}, {"worstRating", std::min(value, 1)}});
  return out;
}

Json review(const Rows& rows, const Decision& d, const Claim& c) {
  Json appearances = Json::array(), first = nullptr;
  std::string earliest;
  for (const ClaimMember& m : c.members) {
    if (m.side != Side::supports) continue;
    const Document& doc = rows.readings[m.attribution.document].document;
    Json one{{"@type", "NewsArticle"}, {"identifier", doc.id}};
    if (!doc.url.empty()) one["url"] = doc.url.value;
    if (!doc.title.empty()) one["headline"] = doc.title.value;
    if (!doc.published.empty()) one["datePublished"] = doc.published.value;
    if (!doc.publisher.empty()) one["publisher"] = {{"@type", "Organization"}, {"name", doc.publisher.value}};
    if (!doc.published.empty() && (earliest.empty() || doc.published.value < earliest)) earliest = doc.published.value, first = one;
    if (std::find(appearances.begin(), appearances.end(), one) == appearances.end()) appearances.push_back(std::move(one));
  }
  Json item{{"@type", "Claim"}, {"identifier", c.id}, {"text", c.label}, {"appearance", std::move(appearances)}};
  if (!first.is_null()) item["firstAppearance"] = first, item["datePublished"] = earliest;
  for (const Root& r : c.roots)
    if (r.agent >= 0 && r.side == Side::supports) {
      const CaseAgent& a = rows.model.agents[static_cast<std::size_t>(r.agent)];
      item["author"] = {{"@type", a.kind == AgentKind::person ? "Person" : "Organization"}, {"name", a.name}};
      break;
    }
  return {{"@context", "https://schema.org"}, {"@type", "ClaimReview"}, {"url", fmt::format("urn:x-stemma:case:{}:verdict:{}", rows.out.case_id, d.number)},
          {"datePublished", d.at.substr(0, 10)}, {"author", {{"@type", "Person"}, {"name", d.by}}}, {"claimReviewed", c.label}, {"itemReviewed", std::move(item)},
          {"reviewRating", rating(d.value)}, {"reviewBody", d.why}};
}

}  // namespace

Result<Written> write_claimreview(const Outgoing& out, const std::string& path) {
  const Rows rows(out);
  Json all = Json::array();
  std::uint64_t gone = 0;
  std::map<std::string, std::size_t> by_claim;  // the later verdict on a claim holds
  for (const Decision* d : holding(out.decisions)) {
    if (d->kind != DecisionKind::verdict) continue;
    const Claim* c = claim_of(rows, *d);
    if (c == nullptr) {
      ++gone;
      continue;
    }
    Json one = review(rows, *d, *c);
    if (const auto known = by_claim.find(c->id); known != by_claim.end()) all[known->second] = std::move(one);
    else by_claim[c->id] = all.size(), all.push_back(std::move(one));
  }
  if (all.empty())
    return fail(ErrorKind::usage, "nobody has given a verdict on a claim of this case, and the program gives none: nothing was written", Error::nowhere,
                "stemma decide CASE verdict CLAIM WORDS gives one");
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  auto file = folder->file("claimreview.jsonld");
  if (!file) return tl::unexpected(file.error());
  file->write(report::dump(all, 1));
  if (auto kept = folder->keep(*file, "claimreview.jsonld", "reviews", all.size()); !kept) return tl::unexpected(kept.error());
  std::string text;
  if (auto read = each_piece(folder->path_of("claimreview.jsonld"), [&](std::string_view piece) { text += piece; }); !read) return tl::unexpected(read.error());
  if (auto same = same_count("claimreview.jsonld", all.size(), Json::parse(text, nullptr, false).size()); !same) return tl::unexpected(same.error());
  const std::string about =
      "`claimreview.jsonld` is a list of ClaimReview (schema.org), one for each claim on which a person has given a verdict. `alternateName` of the\n"
      "rating is that person's own words; a number stands there only where the person gave one (\"3/5 ...\"). `url` names the verdict in the case: put\n"
      "the address of the published review there.\n";
  return finish(*folder, "claimreview", out, about,
                {{"claims without a verdict", out.model.claims.size() - all.size(), "nobody has given one, and the program gives none"},
                 {"verdicts on what is gone", gone, "nothing is left of the claim that they are on"}});
}

}  // namespace stemma::exports
