// What the list of claims is filtered, counted and ordered by.
#include <algorithm>
#include <numeric>

#include "answers/shapes.h"
#include "answers/state.h"
#include "base/hash.h"
#include "base/search_words.h"
#include "base/time.h"
#include "link/words.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

/// Both sides well rooted first: twice the weaker side's known roots and its unknown ones, then the stronger side's.
std::uint32_t contested_by(const Independent& n) {
  const std::uint32_t a = 2 * n.supporting + n.supporting_unknown, b = 2 * n.denying + n.denying_unknown;
  return std::min(a, b) == 0 ? 0 : std::min(a, b) * 10000 + std::min(std::max(a, b), 9999U);
}

/// Many reports on few roots first: hundredths of reports a root. 0: a single report.
std::uint32_t fragile_by(const Claim& c) {
  const std::uint32_t roots = std::max(1U, c.independent.supporting + c.independent.supporting_unknown);
  return c.reported_by < 2 ? 0 : c.reported_by * 100 / roots;
}

std::uint8_t status_of(const Claim& c, bool touched, bool reviewed) {
  const Independent& n = c.independent;
  const auto supports = n.supporting + n.supporting_unknown, denies = n.denying + n.denying_unknown;
  return static_cast<std::uint8_t>((supports > 0 && denies > 0 ? contested : 0) | (c.reported_by >= 3 && supports == 1 ? fragile : 0) |
                                   (n.supporting_unknown + n.denying_unknown > 0 ? unknown : 0) | (denies > 0 ? denied : 0) |
                                   (c.reported_by == 1 ? single : 0) | (touched ? decided : 0) | (reviewed ? 0 : unreviewed));
}

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::vector<std::uint32_t> ordered(std::size_t n, const auto& before) {
  std::vector<std::uint32_t> out(n);
  std::iota(out.begin(), out.end(), 0U);
  std::stable_sort(out.begin(), out.end(), before);
  return out;
}

void arrange_orders(State& s) {
  const auto n = s.claims.size();
  const auto larger = [&](auto key) { return ordered(n, [&, key](std::uint32_t a, std::uint32_t b) { return key(a) > key(b); }); };
  s.by_contested = larger([&](std::uint32_t c) { return s.claims[c].contested; });  // equals: the model has most contested and reported first
  s.by_fragile = larger([&](std::uint32_t c) { return s.claims[c].fragile; });
  s.by_reported = larger([&](std::uint32_t c) { return s.model.claims[c].reported_by; });
  s.by_newest = larger([&](std::uint32_t c) { return s.claims[c].last == ClaimRow::none ? no_day : s.documents[s.claims[c].last].at; });
  std::vector<std::string> labels;
  for (const Claim& c : s.model.claims) labels.push_back(search_fold(c.label));
  s.by_label = ordered(n, [&](std::uint32_t a, std::uint32_t b) { return labels[a] < labels[b]; });

  std::vector<std::pair<std::uint64_t, std::uint32_t>> words;
  for (std::uint32_t c = 0; c < n; ++c)
    for (const auto key : label_keys(s.model.claims[c].label)) words.emplace_back(key, c);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == 0 || words[i].first != words[i - 1].first) {
      if (i > 0) s.word_claims.close();
      s.word_keys.push_back(words[i].first);
    }
    s.word_claims.items.push_back(words[i].second);
  }
  if (!words.empty()) s.word_claims.close();
}

/// A claim's label and the contents of its members, each once, folded.
std::string words_of(const State& s, const Claim& c, std::span<const Reading> readings) {
  std::vector<std::string> pieces{c.label};
  for (const ClaimMember& m : c.members) {
    std::string piece;
    for (const ByteSpan span : s.content(s[m.attribution])) piece += (piece.empty() ? "" : " ") + std::string(slice(readings[m.attribution.document].document, span));
    if (pieces.size() < 40 && std::find(pieces.begin(), pieces.end(), piece) == pieces.end()) pieces.push_back(std::move(piece));
  }
  std::string out;
  for (const std::string& p : pieces) out += search_fold(p);
  return out;
}

}  // namespace

std::vector<std::uint64_t> label_keys(std::string_view label) {
  std::vector<std::uint64_t> out;
  for (const SearchWord& w : search_words(label))
    if (!link::is_stop_word(w.folded)) out.push_back(hash64(link::stem(w.folded)));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void arrange_claims(State& s, std::span<const Reading> readings) {
  Pairs outlets, agents, months, documents, denials, edits, voices;
  for (std::uint32_t e = 0; e < s.model.edits.size(); ++e)
    for (std::uint32_t i = 0; i < s.model.edits[e].sayings.size(); ++i) {
      for (const auto c : s.model.edits[e].sayings[i].claims) edits.emplace_back(c, static_cast<std::uint32_t>(s.saying_edits.size()));
      s.saying_edits.emplace_back(e, i);
    }
  s.claim_edits = Lists::from(s.model.claims.size(), std::move(edits));
  std::vector<bool> touched(s.model.claims.size(), false);
  for (const Touched& t : s.touched)
    for (const auto c : t.claims) touched[c] = touched[c] || t.undone_by == 0;
  for (std::uint32_t c = 0; c < s.model.claims.size(); ++c) {
    const Claim& claim = s.model.claims[c];
    ClaimRow row;
    row.first = row.last = ClaimRow::none;
    for (const ClaimMember& m : claim.members) {
      const auto d = m.attribution.document;
      const DocumentRow& doc = s.documents[d];
      const AttributionRow& a = s[m.attribution];
      documents.emplace_back(c, d);
      outlets.emplace_back(c, doc.outlet);
      if (a.agent >= 0) agents.emplace_back(c, static_cast<std::uint32_t>(a.agent));
      voices.emplace_back(c, 4 * static_cast<std::uint32_t>(a.agent + 1) + static_cast<std::uint32_t>(m.side));
      row.reviewed += a.review != Review::none;
      if (doc.day == no_day) continue;
      const Day day = civil_from_days(doc.day);
      months.emplace_back(c, static_cast<std::uint32_t>(day.year * 12 + day.month - 1));
      if (row.first == ClaimRow::none || doc.at < s.documents[row.first].at) row.first = d;
      if (row.last == ClaimRow::none || doc.at >= s.documents[row.last].at) row.last = d;
    }
    row.members = static_cast<std::uint32_t>(claim.members.size());
    row.contested = contested_by(claim.independent);
    row.fragile = fragile_by(claim);
    row.status = status_of(claim, touched[c], row.reviewed > 0);
    for (const Root& r : claim.roots) row.root_kinds = static_cast<std::uint8_t>(row.root_kinds | 1U << static_cast<unsigned>(r.kind));
    row.rtl = right_to_left(claim.label, s.documents[claim.labelled_by.document].language);
    s.claims.push_back(row);
    s.claim_words.add(words_of(s, claim, readings));
    s.claim_by_id.emplace(claim.id, c);
  }
  const auto n = s.claims.size();
  s.claim_documents = Lists::from(n, std::move(documents));
  s.claim_outlets = Lists::from(n, std::move(outlets));
  s.claim_voices = Lists::from(n, std::move(voices));
  s.claim_agents = Lists::from(n, std::move(agents));
  s.claim_months = Lists::from(n, std::move(months));
  for (std::uint32_t i = 0; i < s.model.denials.size(); ++i) {
    const Denial& d = s.model.denials[i];
    for (const auto c : d.claims) denials.emplace_back(c, i);
    for (const auto c : d.may_cover) denials.emplace_back(c, i);
    for (const auto& l : d.later) denials.emplace_back(l.claim, i);
  }
  s.denials_of = Lists::from(n, std::move(denials));
  arrange_orders(s);
}

}  // namespace stemma::answers
