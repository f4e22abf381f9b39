// GET /claims/{id}: one claim with its members in their words, its roots, and everything that touches it.
#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "answers/routes.h"
#include "base/utf8.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most_figures = 200;  // of a series; its own address has them all
constexpr std::size_t most_around = 400;  // bytes on either side of a content: a sentence, not a page

bool ends_sentence(char32_t c) { return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' || c == U'؟' || c == U'।'; }
bool closes(char32_t c) { return c == U'"' || c == U'\'' || c == U'”' || c == U'’' || c == U'»' || c == U')' || c == U'」'; }
bool ideographic_end(char32_t c) { return c == U'。' || c == U'！' || c == U'？'; }

/// The character before `at`, which moves to where it begins. REQUIRES: at > 0.
char32_t back(std::string_view text, std::size_t& at) {
  const char32_t c = previous_code_point(text, at);
  at = character_start(text, at - 1);
  return c;
}

/// A white space at `at` follows the end of a sentence, with marks that close behind it or not.
bool follows_end(std::string_view text, std::size_t at) {
  while (at > 0) {
    const char32_t c = back(text, at);
    if (!closes(c)) return ends_sentence(c);
  }
  return false;
}

/// Where the sentence around [begin, end) starts and stops, as far as marks and line breaks tell.
ByteSpan sentence_around(std::string_view text, ByteSpan content) {
  std::size_t begin = content.begin, end = content.end;
  for (std::size_t at = begin; at > 0; begin = at) {
    const char32_t c = back(text, at);
    if (c == U'\n' || content.begin - at > most_around || ideographic_end(c) || (is_space(c) && follows_end(text, at))) break;
  }
  bool over = false;
  for (std::size_t at = end; at < text.size(); end = at) {
    const char32_t c = next_code_point(text, at);
    if (c == U'\n' || at - content.end > most_around || (over && !ends_sentence(c) && !closes(c))) break;
    over = over || ideographic_end(c) || (ends_sentence(c) && (at == text.size() || !is_word(static_cast<unsigned char>(text[at]))));
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Json member(const State& s, const Claim& claim, const ClaimMember& m) {
  const AttributionRow& a = s[m.attribution];
  const auto text = s.files.text(s.documents[m.attribution.document].stored);
  const auto content = s.content(a);
  const ByteSpan whole{content.front().begin, content.back().end};
  const ByteSpan around = sentence_around(text->bytes, whole);
  const auto words = [&](std::uint32_t begin, std::uint32_t end) { return printable(squeeze(slice(text->bytes, {begin, end}))); };
  Json chain = Json::array(), reaches = Json::array();
  for (const auto agent : m.chain) chain.push_back(agent_ref(s, static_cast<std::int32_t>(agent)));
  for (const auto r : m.reaches) reaches.push_back(claim.roots[r].id);
  return {{"attribution", attribution_id(s, m.attribution)}, {"document", document_ref(s, m.attribution.document)}, {"side", name(m.side)},
          {"stance", name(a.stance)}, {"negated", a.negated}, {"certainty", name(a.certainty)}, {"source_kind", name(a.source_kind)},
          {"own_voice", a.own_voice}, {"agent", agent_ref(s, a.agent)}, {"chain", std::move(chain)}, {"before", words(around.begin, whole.begin)},
          {"quote", quote(*text, content)}, {"after", words(whole.end, around.end)}, {"source", spans_json(*text, s.source(a))}, {"cue", spans_json(*text, s.cue(a))},
          {"content", spans_json(*text, content)}, {"root", m.root < 0 ? Json(nullptr) : Json(claim.roots[static_cast<std::size_t>(m.root)].id)},
          {"reaches", std::move(reaches)}, {"confidence", rounded(a.confidence)}, {"rule", s.rules[a.rule]}, {"review", name(a.review)}, {"why", reasons(s, m.why)}};
}

Json root(const State& s, const Claim& claim, std::uint32_t index) {
  const Root& r = claim.roots[index];
  Json ends = Json::array(), folds = Json::array();
  for (const RootEnd& e : r.ends) ends.push_back({{"label", shown(e.label)}, {"kind", name(e.kind)}, {"withdrawn", e.withdrawn}, {"members", e.members.size()}});
  for (const Fold& f : r.folds) folds.push_back({{"a", f.a}, {"b", f.b}, {"proved", f.proved}, {"why", fold_reason(s, f)}});
  const auto members = std::count_if(claim.members.begin(), claim.members.end(), [&](const ClaimMember& m) { return m.root == static_cast<std::int32_t>(index); });
  return {{"id", r.id}, {"label", root_label(s, r)}, {"kind", name(r.kind)}, {"side", name(r.side)}, {"agent", agent_ref(s, r.agent)}, {"not_seen", r.not_seen},
          {"members", members}, {"ends", std::move(ends)}, {"folds", std::move(folds)}, {"why", reasons(s, r.why)}};
}

}  // namespace

Json claim_view(const State& s, std::string_view id, const Query& q) {
  const auto found = s.claim_by_id.find(id);
  if (found == s.claim_by_id.end()) vanished(s, "claim", id);
  const std::uint32_t c = found->second;
  const Claim claim = s.whole(c);
  Json out = row_of(s, c);
  out["generation"] = s.generation;
  const AttributionRow& labelled = s[claim.labelled_by];
  const auto text = s.files.text(s.documents[claim.labelled_by.document].stored);
  const auto content = s.content(labelled);
  out["label_at"] = {{"document", document_ref(s, claim.labelled_by.document)}, {"span", span_json(*text, {content.front().begin, content.back().end})}};
  Json members = Json::array(), roots = Json::array(), figures = Json::array();
  for (const ClaimMember& m : claim.members) members.push_back(member(s, claim, m));
  for (std::uint32_t r = 0; r < claim.roots.size(); ++r) roots.push_back(root(s, claim, r));
  for (const auto series : s.claim_series.of(c)) figures.push_back(series_json(s, series, Page{0, most_figures}));
  out["member_list"] = std::move(members);
  out["roots"] = std::move(roots);
  out["graph"] = graph(s, claim);
  out["denials"] = denial_cells(s, c, claim);
  out["figures"] = std::move(figures);
  out["edits"] = claim_edits(s, c);
  Json may_be_one = Json::array();
  for (const MayBeOne& m : claim.may_be_one) may_be_one.push_back({{"a", claim.roots[m.a].id}, {"b", claim.roots[m.b].id}, {"why", reason(s, m.why)}});
  out["may_be_one"] = std::move(may_be_one);
  out["switched"] = switched(s, claim, q);
  out["decisions"] = decisions_touching(s, &Touched::claims, c);
  out["near"] = near_claims(s, c);
  return out;
}

Json claim_edits(const State& s, std::uint32_t claim) {
  Json out = Json::array();
  for (const auto i : s.claim_edits.of(claim)) {
    const CaptureEdit& e = s.model.edits[s.saying_edits[i].first];
    Json one = saying_edit(s, e, e.sayings[s.saying_edits[i].second], false);
    one["before"] = document_ref(s, e.before), one["after"] = document_ref(s, e.after);
    out.push_back(std::move(one));
  }
  return out;
}

Json near_claims(const State& s, std::uint32_t claim) {
  std::unordered_map<std::uint32_t, double> score;
  const double n = static_cast<double>(s.claims.size());
  for (const std::uint64_t key : label_keys(s.model.claims[claim].label)) {
    const auto at = std::lower_bound(s.word_keys.begin(), s.word_keys.end(), key);
    if (at == s.word_keys.end() || *at != key) continue;
    const auto claims = s.word_claims.of(static_cast<std::size_t>(at - s.word_keys.begin()));
    if (claims.size() > std::max<std::size_t>(200, s.claims.size() / 10)) continue;  // says nothing
    for (const auto c : claims) score[c] += std::log(1 + n / static_cast<double>(claims.size()));
  }
  score.erase(claim);
  const auto agents = s.claim_agents.of(claim);
  std::vector<std::pair<double, std::uint32_t>> best;
  for (const auto& [c, words] : score) {
    const auto of_other = s.claim_agents.of(c);
    const auto common = std::count_if(agents.begin(), agents.end(), [&](auto a) { return std::binary_search(of_other.begin(), of_other.end(), a); });
    best.emplace_back(-words * (common > 0 ? 1.5 : 1.0), c);
  }
  const auto shown = std::min<std::size_t>(10, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(shown), best.end());
  Json out = Json::array();
  for (std::size_t i = 0; i < shown; ++i) out.push_back(row_of(s, best[i].second));
  return out;
}

}  // namespace stemma::answers
