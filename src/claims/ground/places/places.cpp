#include "claims/ground/places/places.h"

#include <algorithm>
#include <cmath>

#include "base/embed_file.h"
#include "claims/ground/places/addresses.h"
#include "claims/ground/places/resolve.h"

STEMMA_EMBED(stemma_places_mentions, STEMMA_TABLES "/mentions.tsv")
STEMMA_EMBED(stemma_places_alone, STEMMA_TABLES "/readings_alone.tsv")
STEMMA_EMBED(stemma_places_together, STEMMA_TABLES "/readings_together.tsv")

namespace stemma::claims::ground {
namespace {

constexpr std::size_t kMostMatches = 5;
constexpr float kLeastContext = -5, kDateline = .8F;

/// What names the sources of attributions, in order of the text.
std::vector<ByteSpan> sources(const Reading& reading) {
  std::vector<ByteSpan> out;
  for (const Attribution& a : reading.attributions) out.insert(out.end(), a.source.begin(), a.source.end());
  std::sort(out.begin(), out.end(), [](ByteSpan a, ByteSpan b) { return a.begin < b.begin; });
  return out;
}

/// "Paris denied it": the place alone is the source.
bool speaks(const Page& page, const Mention& m, const std::vector<ByteSpan>& sources) {
  const ByteSpan s = page.bytes(m.first, m.last);
  const auto at = std::upper_bound(sources.begin(), sources.end(), s.begin, [](std::uint32_t b, ByteSpan r) { return b < r.begin; });
  if (at == sources.begin()) return false;
  const ByteSpan source = *std::prev(at);
  return source.end >= s.end && source.end <= s.end + 2 && source.begin + 5 > s.begin;
}

/// "Kestria closed its ports", "struck by Kestria", "sanctions against Kestria": the subject of a verb, or whom it is done by or against.
bool acts(const Page& page, const Mention& m) {
  std::uint32_t i = m.first;
  while (i + 1 < m.last && page.token(i).head >= static_cast<std::int32_t>(m.first) && page.token(i).head < static_cast<std::int32_t>(m.last)) ++i;
  const lang::Token& t = page.token(i);
  if (t.relation == lang::Relation::obl_agent) return true;
  if (m.first > 0 && page.lower(m.first - 1) == "against") return true;
  if (t.relation != lang::Relation::nsubj || t.head < 0 || begins_dateline(page, m.first)) return false;
  return page.token(static_cast<std::uint32_t>(t.head)).upos == lang::Upos::verb;
}

PlaceMatch match(const Gazetteer& gazetteer, const Gazetteer::Row& row, float confidence) {
  PlaceMatch m;
  const Gazetteer::Area area = gazetteer.area(row.area);
  m.geonames = row.geonames;
  m.name = row.name;
  m.feature = name(row.feature);
  m.country = area.country;
  if (area.division != Gazetteer::none && row.feature != Feature::country) m.division = gazetteer.row(area.division).name;
  m.latitude = std::round(row.latitude * 100.0) / 100, m.longitude = std::round(row.longitude * 100.0) / 100;
  m.confidence = confidence;
  return m;
}

std::vector<PlaceMatch> matches(const Gazetteer& gazetteer, const Resolver& resolver, const Named& n) {
  std::vector<PlaceMatch> out;
  if (!n.choices.empty() && n.choices.front().probability >= n.unknown) {
    for (const Choice& c : n.choices)
      if (out.size() < kMostMatches && (out.empty() || c.probability >= .02F)) out.push_back(match(gazetteer, c.row, c.probability));
    return out;
  }
  // Unknown, but told where: "Smallmarsh, Ohio" lies somewhere in Ohio.
  for (const std::uint32_t t : n.told) {
    const Named& outer = resolver.names()[t];
    if (outer.choices.empty() || outer.choices.front().probability < outer.unknown || outer.choices.front().row.feature > Feature::county) continue;
    PlaceMatch m = match(gazetteer, outer.choices.front().row, outer.choices.front().probability / 2);
    m.feature = "within", m.geonames = 0;
    out.push_back(std::move(m));
    break;
  }
  return out;
}

}  // namespace

Result<Places> Places::built_in() {
  return with(embedded_bytes(stemma_places_mentions, stemma_places_mentions_end), embedded_bytes(stemma_places_alone, stemma_places_alone_end),
              embedded_bytes(stemma_places_together, stemma_places_together_end));
}

Result<Places> Places::with(std::string_view mentions, std::string_view alone, std::string_view together) {
  auto gazetteer = Gazetteer::built_in();
  if (!gazetteer) return tl::unexpected(std::move(gazetteer).error());
  auto a = Weights::parse(mentions), b = Weights::parse(alone), c = Weights::parse(together);
  for (auto* w : {&a, &b, &c})
    if (!*w) return tl::unexpected(std::move(*w).error());
  return Places(*gazetteer, *std::move(a), *std::move(b), *std::move(c));
}

Places::Places(Gazetteer gazetteer, Weights detection, Weights alone, Weights together)
    : gazetteer_(gazetteer), detection_(std::move(detection)), alone_(std::move(alone)), together_(std::move(together)) {}

Mentions Places::mentions(const Page& page) const {
  Mentions out;
  std::vector<Mention> all = candidates(page, gazetteer_);
  if (all.empty()) return out;
  const MentionFeatures features(page, gazetteer_, all);
  Features f;
  for (Mention& m : all) {
    features.describe(m, f);
    m.score = detection_.score(f);
    if (m.hits.empty() && begins_dateline(page, m.first) && page.text(m.first).size() > 3 && all_capitals(page.text(m.first)))
      m.score = std::max(m.score, kDateline);
  }
  std::stable_sort(all.begin(), all.end(), [](const Mention& a, const Mention& b) { return a.score > b.score; });
  std::vector<bool> taken(page.size());
  for (const Mention& m : all) {
    if (m.score <= kLeastContext || std::any_of(taken.begin() + m.first, taken.begin() + m.last, [](bool t) { return t; })) continue;
    std::fill(taken.begin() + m.first, taken.begin() + m.last, true);
    if (m.score > 0) out.accepted.push_back(m);
    else if (!m.hits.empty()) out.context.push_back(m);
  }
  for (auto* part : {&out.accepted, &out.context})
    std::sort(part->begin(), part->end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
  return out;
}

void Places::read(const Page& page, Reading& reading) const {
  const std::vector<Address> streets = addresses(page);
  Mentions found = Places::mentions(page);
  std::vector<Mention>& mentions = found.accepted;
  std::erase_if(mentions, [&](const Mention& m) { return covered(streets, m.first, m.last); });
  Resolver resolver(page, gazetteer_, mentions, found.context);
  const std::vector<ByteSpan> speakers = sources(reading);
  std::vector<std::uint32_t> name_of(mentions.size());
  std::vector<bool> speaking(mentions.size());
  for (std::uint32_t n = 0; n < resolver.names().size(); ++n)
    for (const std::uint32_t m : resolver.names()[n].mentions) {
      name_of[m] = n;
      speaking[m] = !mentions[m].people && speaks(page, mentions[m], speakers);
      if (speaking[m]) resolver.speaks(n);
    }
  resolver.weigh(alone_, together_);
  std::vector<Place>& out = reading.places;
  const auto begin = [&](std::uint32_t first, std::uint32_t last) -> Place& {
    Place& p = out.emplace_back();
    p.span = page.bytes(first, last);
    p.attribution = page.attribution(first);
    p.name = slice(page.document(), p.span);
    return p;
  };
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& m = mentions[i];
    Place& p = begin(m.first, m.last);
    p.confidence = 1 / (1 + std::exp(-m.score));
    p.rule = m.hits.empty() ? "name" : "gazetteer";
    p.kind = m.people ? PlaceKind::demonym : speaking[i] || acts(page, m) ? PlaceKind::metonym : PlaceKind::literal;
    if (!is_street(page, m.last - 1, m.first)) p.matches = matches(gazetteer_, resolver, resolver.names()[name_of[i]]);
  }
  for (const Address& a : streets) {
    Place& p = begin(a.first, a.last);
    p.address = true, p.confidence = .9F, p.rule = "address";
  }
  std::sort(out.begin(), out.end(), [](const Place& a, const Place& b) { return a.span.begin < b.span.begin; });
}

}  // namespace stemma::claims::ground
