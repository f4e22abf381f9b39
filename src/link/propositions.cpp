#include "link/propositions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/bare_figures.h"
#include "link/claim_label.h"
#include "link/denied.h"
#include "link/likeness.h"
#include "link/rulings.h"
#include "link/sides/decide.h"
#include "link/thresholds.h"
#include "link/words.h"

namespace stemma::link {
namespace {

using thresholds::denied_claim, thresholds::one_claim, thresholds::own_claim, thresholds::common_words, thresholds::common_words_of_many, thresholds::common_words_of_denials;

constexpr std::size_t most_asked = 200;  // of a cluster, whether they share words with a denial

class Grouper {
 public:
  Grouper(const Pile& pile, const Families& families, const Agents& agents, const Rulings* rulings)
      : pile_(pile), families_(families), agents_(agents), rulings_(rulings) {}

  Propositions run() {
    is_notice_.assign(pile_.size(), false);
    for (const auto n : families_.killed_by)
      if (n >= 0) is_notice_[static_cast<std::size_t>(n)] = true;
    Texts texts = gather_texts(pile_, families_, agents_);
    units_ = std::move(texts.units);
    node_ = std::move(texts.head);
    out_.copies = std::move(texts.copies);
    names_a_source_.assign(pile_.size(), false);
    for (const auto& u : units_)
      if (!u.own_voice) names_a_source_[u.document] = true;
    if (rulings_ != nullptr) decided_ = rulings_->links(units_);
    cluster();
    gather();
    bare_figures();
    for (auto& [cluster, members] : clusters_) make_claim(members, lonely_[cluster]);
    return std::move(out_);
  }

 private:
  struct Member {
    AttributionRef attribution;
    std::uint32_t unit = 0;
    std::int64_t beside = -1;  ///< the unit whose figure its own is set beside; -1: none
  };
  using Members = std::vector<Member>;
  struct Likest {
    std::uint32_t unit = 0;
    std::int32_t score = 0;
  };

  const Attribution& attribution(AttributionRef r) const { return pile_.readings[r.document]->attributions[r.attribution]; }
  static AttributionRef ref(const Unit& u) { return {u.document, u.attribution}; }
  AttributionRef ref(std::uint32_t unit) const { return ref(units_[unit]); }

  /// One vote for a text, however often it was printed: copies would outvote everything else.
  void cluster() {
    std::vector<std::uint32_t> heads;
    std::vector<const Unit*> units;
    std::vector<std::uint64_t> hashes;
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      if (node_[u] != u) continue;
      heads.push_back(u);
      units.push_back(&units_[u]);
      hashes.push_back(units_[u].hash);
    }
    const auto pairs = similar_units(units);
    const UnitLinks links = decided_heads(heads);
    auto clusters = average_link(units.size(), with_common_words(units, pairs), hashes, one_claim, with_whole_headlines(units, links));
    part_strangers(units, links, clusters);
    denials_to_claims(units, pairs, links, clusters);
    if (units.size() > small_pile) part_denials(units, links, clusters);
    const auto kept = keep_own_voice(units, pairs, clusters);
    cluster_.resize(units_.size());
    std::vector<std::uint32_t> of_head(units_.size());
    for (std::size_t i = 0; i < heads.size(); ++i) of_head[heads[i]] = heads[clusters[i]];
    std::vector<std::uint32_t> nodes(units_.size(), 0);
    for (std::size_t i = 0; i < heads.size(); ++i) nodes[of_head[heads[i]]] += kept[i];
    lonely_.resize(units_.size());
    dropped_.resize(units_.size());
    std::vector<bool> dropped_head(units_.size(), false);
    for (std::size_t i = 0; i < heads.size(); ++i) dropped_head[heads[i]] = !kept[i];
    for (std::uint32_t u = 0; u < units_.size(); ++u) dropped_[u] = dropped_head[node_[u]];
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      cluster_[u] = of_head[node_[u]];
      lonely_[u] = nodes[cluster_[u]] == 1;
    }
    find_agreed();
    find_likest(heads, pairs, clusters, kept);
  }

  /// Texts that two speakers share, or that one print negates or gives another number: more than one man's part of a sentence.
  void find_agreed() {
    agreed_.assign(units_.size(), false);
    std::vector<std::int32_t> voice(units_.size(), -1);
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      const auto head = node_[u];
      auto& first = voice[head];
      if (first < 0) first = units_[u].voice;
      const bool another = units_[u].voice >= 0 && units_[u].voice != first;
      if (another || units_[u].negated != units_[head].negated || units_[u].numbers != units_[head].numbers) agreed_[head] = true;
    }
  }

  bool only_one_says(std::uint32_t unit) const { return lonely_[unit] && !agreed_[node_[unit]]; }

  /// Of each head the one of its cluster that it is most like: what its being there is explained by; and how like it is to all of them.
  void find_likest(const std::vector<std::uint32_t>& heads, const std::vector<Similar>& pairs, const std::vector<std::uint32_t>& clusters,
                   const std::vector<bool>& kept) {
    likest_.assign(units_.size(), {});
    likeness_.assign(units_.size(), 0);
    const auto offer = [&](std::uint32_t to, std::uint32_t other, std::int32_t score) {
      Likest& best = likest_[heads[to]];
      likeness_[heads[to]] += score;
      const auto hash = units_[heads[other]].hash;
      if (score > best.score || (score == best.score && hash < units_[best.unit].hash)) best = {heads[other], score};
    };
    for (const auto& p : pairs) {
      if (clusters[p.a] != clusters[p.b] || !kept[p.a] || !kept[p.b]) continue;
      offer(p.a, p.b, p.score);
      offer(p.b, p.a, p.score);
    }
  }

  /// Why a unit is in its claim, by the one that it is most like, or an earlier print of its text; nothing if there is neither (a person has put
  /// it there).
  std::optional<Reason> togetherness(const Members& earlier, std::uint32_t unit) const {
    const Unit& u = units_[unit];
    const auto print = std::find_if(earlier.begin(), earlier.end(), [&](const Member& m) { return node_[m.unit] == node_[unit]; });
    const bool copy = print != earlier.end();
    const Likest& likest = likest_[node_[unit]];
    if (!copy && likest.score == 0) return std::nullopt;
    const Unit& other = units_[copy ? print->unit : likest.unit];
    const auto& publisher = pile_.document(other.document).publisher;
    const std::string where = other.document == u.document ? "elsewhere in this text"
                              : "in " + (publisher.empty() ? pile_.document(other.document).path : publisher.value);
    if (copy) return Reason{fmt::format("The same stretch of text as {}.", where), u.document, u.pieces.front()};
    std::string words = shared_words(u, other);
    return Reason{words.empty() ? fmt::format("What stands around it is like what stands around the words {}.", where)
                                : fmt::format("Says what stands {}: {}.", where, words),
                  u.document, u.pieces.front()};
  }

  /// Up to six words of the first that the second has as well, as printed.
  std::string shared_words(const Unit& u, const Unit& other) const {
    std::string out;
    std::set<std::string> seen;
    for (const auto& piece : u.pieces)
      for (const auto s : word_spans(slice(pile_.document(u.document), piece))) {
        const auto word = slice(slice(pile_.document(u.document), piece), s);
        const std::string folded = fold(word), number = number_of(folded);
        const std::string key = number.empty() ? std::string(sense(stem(folded))) : number;
        const auto& theirs = number.empty() ? other.stems : other.numbers;
        if (is_stop_word(folded) || !std::binary_search(theirs.begin(), theirs.end(), key) || seen.size() == 6 || !seen.insert(key).second) continue;
        out += (out.empty() ? "" : ", ") + std::string(word);
      }
    return out;
  }

  /// What an outlet says on nobody's word belongs to a claim only if it says clearly what others say there on somebody's; among itself, if
  /// two texts do or its own names no source for anything. Else a pile would be full of claims that nobody made.
  std::vector<bool> keep_own_voice(const std::vector<const Unit*>& units, const std::vector<Similar>& pairs,
                                   const std::vector<std::uint32_t>& clusters) const {
    const auto n = units.size();
    std::vector<std::uint32_t> sourced(n, 0), own(n, 0);
    for (std::uint32_t u = 0; u < n; ++u) ++(units[u]->own_voice ? own : sourced)[clusters[u]];
    std::vector<std::int64_t> sum(n, 0);
    for (const auto& p : pairs) {
      if (clusters[p.a] != clusters[p.b]) continue;
      const bool with_sourced = sourced[clusters[p.a]] > 0;
      if (units[p.a]->own_voice && units[p.b]->own_voice == !with_sourced) sum[p.a] += p.score;
      if (units[p.b]->own_voice && units[p.a]->own_voice == !with_sourced) sum[p.b] += p.score;
    }
    std::vector<bool> out(n, true);
    for (std::uint32_t u = 0; u < n; ++u) {
      if (!units[u]->own_voice || units[u]->stands_alone()) continue;  // a headline that stands alone is all that its outlet says
      const std::int64_t others = sourced[clusters[u]] > 0 ? sourced[clusters[u]] : own[clusters[u]] - 1;
      out[u] = others > 0 ? sum[u] >= own_claim * others : !names_a_source_[units[u]->document];
    }
    return out;
  }

  /// What people decided, in numbers of heads.
  UnitLinks decided_heads(const std::vector<std::uint32_t>& heads) const {
    UnitLinks out;
    if (decided_.empty()) return out;
    const auto item = [&](std::uint32_t unit) {
      return static_cast<std::uint32_t>(std::lower_bound(heads.begin(), heads.end(), node_[unit]) - heads.begin());
    };
    for (const auto& [a, b] : decided_.together) out.together.emplace_back(item(a), item(b));
    for (const auto& [a, b] : decided_.apart) out.apart.emplace_back(item(a), item(b));
    return out;
  }

  /// Of a headline that stands alone the parts of one voice are about one thing, unless one of them is in the negative. What people have parted stays so.
  static UnitLinks with_whole_headlines(const std::vector<const Unit*>& units, UnitLinks links) {
    std::set<std::uint32_t> apart;
    for (const auto& [a, b] : links.apart) apart.insert({a, b});
    const auto one_headline = [](const Unit& x, const Unit& y) { return x.stands_alone() && y.stands_alone() && x.document == y.document && x.voice == y.voice && x.negated == y.negated; };
    for (std::uint32_t u = 1; u < units.size(); ++u)
      if (one_headline(*units[u - 1], *units[u]) && !apart.contains(u - 1) && !apart.contains(u)) links.together.emplace_back(u - 1, u);
    return links;
  }

  /// Nobody denies what nobody has said: denials left among themselves go to the likeliest claim at a lower likeness.
  void denials_to_claims(const std::vector<const Unit*>& units, const std::vector<Similar>& pairs, const UnitLinks& links,
                         std::vector<std::uint32_t>& clusters) const {
    std::set<std::pair<std::uint32_t, std::uint32_t>> apart;
    for (const auto& [a, b] : links.apart) {
      apart.emplace(clusters[a], clusters[b]);
      apart.emplace(clusters[b], clusters[a]);
    }
    const auto n = units.size();
    std::vector<std::uint32_t> size(n, 0);
    std::vector<bool> hollow(n, true);
    for (std::uint32_t u = 0; u < n; ++u) {
      ++size[clusters[u]];
      const auto stance = attribution(ref(*units[u])).stance;
      if (stance != Stance::denies && !is_neutral(attribution(ref(*units[u])))) hollow[clusters[u]] = false;
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> sums;  // (hollow, claim)
    for (const auto& p : pairs) {
      const auto x = clusters[p.a], y = clusters[p.b];
      // "The bridge would be closed. She said the town had no money": nobody denies what he says himself.
      const bool himself = units[p.a]->voice >= 0 && units[p.a]->voice == units[p.b]->voice;
      if (hollow[x] != hollow[y] && !himself && !apart.contains({x, y})) sums[hollow[x] ? std::pair(x, y) : std::pair(y, x)] += p.score;
    }
    std::map<std::uint32_t, std::pair<std::int64_t, std::uint32_t>> best;
    for (const auto& [key, sum] : sums) {
      const auto mean = sum / (static_cast<std::int64_t>(size[key.first]) * size[key.second]);
      const std::pair<std::int64_t, std::uint32_t> offer{mean, key.second};
      auto& b = best[key.first];
      if (mean > b.first || (mean == b.first && units[key.second]->hash < units[b.second]->hash)) b = offer;
    }
    for (auto& c : clusters)
      if (const auto it = best.find(c); hollow[c] && it != best.end() && it->second.first >= denied_claim) c = it->second.second;
  }

  /// A line that stands alone has too few words to share a third of them.
  static bool of_headlines(const Unit& x, const Unit& y) { return (x.bare || y.bare) && x.document != y.document; }

  /// Texts that share next to no word are one claim only if somebody says so: what stands around them tells what they are about, not what they say.
  std::vector<Similar> with_common_words(const std::vector<const Unit*>& units, std::vector<Similar> pairs) const {
    const thresholds::WordsInCommon& least = units.size() > small_pile ? common_words_of_many : common_words;
    std::erase_if(pairs, [&](const Similar& p) {
      const Unit &x = *units[p.a], &y = *units[p.b];
      return !of_headlines(x, y) && !share_words(x.stems, y.stems, least);
    });
    return pairs;
  }

  /// Those that leave stand alone, the others of their cluster stay together under the first of them.
  static void part(const std::vector<bool>& leaves, std::vector<std::uint32_t>& clusters) {
    std::map<std::uint32_t, std::uint32_t> first;
    for (std::uint32_t u = 0; u < clusters.size(); ++u) clusters[u] = leaves[u] ? u : first.try_emplace(clusters[u], u).first->second;
  }
  static std::set<std::uint32_t> put_together(const UnitLinks& links) {
    std::set<std::uint32_t> out;
    for (const auto& [a, b] : links.together) out.insert({a, b});
    return out;
  }

  /// The line over a short post is like whatever the post is like: if it has not a word in common with any of its cluster it stands alone.
  void part_strangers(const std::vector<const Unit*>& units, const UnitLinks& links, std::vector<std::uint32_t>& clusters) const {
    const auto decided = put_together(links);
    std::map<std::uint32_t, std::uint32_t> of_document;
    for (const auto* u : units) ++of_document[u->document];
    std::vector<std::uint32_t> lines;
    std::set<std::uint32_t> theirs;
    for (std::uint32_t u = 0; u < units.size(); ++u)
      if (units[u]->bare && of_document[units[u]->document] > 1 && !decided.contains(u)) lines.push_back(u), theirs.insert(clusters[u]);
    std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> holders;
    for (std::uint32_t u = 0; u < units.size(); ++u)
      if (theirs.contains(clusters[u]))
        for (const auto& s : units[u]->stems) ++holders[{clusters[u], s}];
    std::vector<bool> leaves(units.size(), false);
    for (const auto u : lines) leaves[u] = std::none_of(units[u]->stems.begin(), units[u]->stems.end(), [&](const std::string& s) { return holders[{clusters[u], s}] > 1; });
    part(leaves, clusters);
  }

  /// In a large pile a denial of other words than all who say something in its cluster is one of something else: it stands by itself.
  void part_denials(const std::vector<const Unit*>& units, const UnitLinks& links, std::vector<std::uint32_t>& clusters) const {
    const auto decided = put_together(links);
    std::map<std::uint32_t, std::vector<std::uint32_t>> saying;
    for (std::uint32_t u = 0; u < units.size(); ++u)
      if (auto& some = saying[clusters[u]]; !units[u]->denies && some.size() < most_asked) some.push_back(u);
    std::vector<bool> leaves(units.size(), false);
    for (std::uint32_t u = 0; u < units.size(); ++u) {
      const auto& asked = saying[clusters[u]];
      if (!units[u]->denies || asked.empty() || decided.contains(u)) continue;
      leaves[u] = std::none_of(asked.begin(), asked.end(), [&](std::uint32_t s) { return of_headlines(*units[u], *units[s]) || share_words(units[u]->stems, units[s]->stems, common_words_of_denials); });
    }
    part(leaves, clusters);
  }

  /// Members of each cluster. Part of a content that only one speaker says is no claim of its own if another part is one.
  void gather() {
    std::map<AttributionRef, std::vector<std::uint32_t>> of;
    for (std::uint32_t u = 0; u < units_.size(); ++u) of[ref(u)].push_back(u);
    std::set<std::uint32_t> dropped, kept;  // kept: what a person has taken out of a claim stands by itself
    for (const auto& [a, b] : decided_.apart) kept.insert(node_[a]);
    for (std::uint32_t u = 0; u < units_.size(); ++u)
      if (dropped_[u] && !kept.contains(node_[u])) dropped.insert(node_[u]);
    for (const auto& [r, units] : of) {
      std::vector<std::uint32_t> alone;
      for (const auto u : units)
        if (node_[u] == u && only_one_says(u) && !kept.contains(u)) alone.push_back(u);
      if (alone.empty()) continue;
      const bool all_alone = std::all_of(units.begin(), units.end(), [&](std::uint32_t u) { return only_one_says(u); });
      const auto keep = *std::max_element(alone.begin(), alone.end(), [&](std::uint32_t x, std::uint32_t y) {
        return std::tuple(units_[x].stems.size(), -static_cast<std::int64_t>(x)) <
               std::tuple(units_[y].stems.size(), -static_cast<std::int64_t>(y));
      });
      for (const auto u : alone)
        if (!all_alone || u != keep) dropped.insert(u);
    }
    // "The deaths", "a request for comment": what is too short to say what it is about starts no claim.
    std::vector<bool> says_something(units_.size(), false);
    for (std::uint32_t u = 0; u < units_.size(); ++u)
      if (!units_[u].weak && !dropped.contains(node_[u])) says_something[cluster_[u]] = true;
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      if (dropped.contains(node_[u]) || (!says_something[cluster_[u]] && !kept.contains(node_[u]))) continue;
      auto& members = clusters_[cluster_[u]];
      if (members.empty() || members.back().attribution != ref(u)) members.push_back({.attribution = ref(u), .unit = u});
    }
  }

  /// "The ministry speaks of two": a bare figure belongs to the claim of the one before it, for it or against it.
  void bare_figures() {
    std::vector<std::int64_t> in_claim(units_.size(), -1);
    for (const auto& [cluster, members] : clusters_)
      for (const auto& m : members) in_claim[m.unit] = cluster;
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      if (units_[u].own_voice || is_neutral(attribution(ref(u)))) continue;
      const auto before = bare_figure_beside(pile_, units_, u);
      const auto target = before < 0 ? -1 : in_claim[static_cast<std::size_t>(before)];
      if (target < 0 || (in_claim[u] >= 0 && in_claim[u] != target && !lonely_[u])) continue;
      if (in_claim[u] >= 0) {
        const auto own = clusters_.find(static_cast<std::uint32_t>(in_claim[u]));
        std::erase_if(own->second, [&](const Member& m) { return m.unit == u; });
        if (own->second.empty()) clusters_.erase(own);
      }
      in_claim[u] = target;  // the next figure may stand beside this one
      cluster_[u] = static_cast<std::uint32_t>(target);
      lonely_[cluster_[u]] = false;
      auto& members = clusters_[cluster_[u]];
      members.insert(std::upper_bound(members.begin(), members.end(), u, [](std::uint32_t x, const Member& m) { return x < m.unit; }), {ref(u), u, before});
    }
  }

  /// Of a notice: the words of somebody whom it names.
  bool is_of_somebody_else(const Member& m) const {
    const auto voice = units_[m.unit].voice;
    const auto kind = attribution(m.attribution).agent < 0 ? AgentKind::document : pile_.readings[m.attribution.document]->agents[static_cast<std::size_t>(attribution(m.attribution).agent)].kind;
    const auto publisher = agents_.publisher[m.attribution.document];
    return voice >= 0 && !units_[m.unit].headline && (kind == AgentKind::person || kind == AgentKind::organisation || kind == AgentKind::government) && (publisher < 0 || voice != agents_.voice_of(publisher));
  }

  /// With the words of all units of the attribution that are in the claim.
  Stander stander(const Member& m) const {
    const auto voice = units_[m.unit].voice;
    const auto unnamed = agents_.at(m.attribution.document, attribution(m.attribution).agent);
    Stander out{.attribution = m.attribution,
                .pieces = {},
                .text = 0,
                .speaker = {voice >= 0 ? voice : unnamed, voice >= 0 || unnamed >= 0 ? 0 : std::int64_t{node_[m.unit]} + 1},
                .is_notice = is_notice_[m.attribution.document] && !is_of_somebody_else(m),
                .is_beside = m.beside >= 0};
    for (auto u = m.unit; u < units_.size() && ref(u) == m.attribution; ++u) {
      if (cluster_[u] != cluster_[m.unit]) continue;
      out.pieces.insert(out.pieces.end(), units_[u].pieces.begin(), units_[u].pieces.end());
      out.text = mix64(out.text + units_[u].hash);
    }
    return out;
  }

  /// On the side of the figure before it if both can be true, else on the other one.
  Stand stand_beside(const Member& m, const Members& members, const std::vector<Stand>& stands) const {
    const auto at = std::find_if(members.begin(), members.end(), [&](const Member& x) { return x.attribution == ref(static_cast<std::uint32_t>(m.beside)); });
    const Side side = stands[static_cast<std::size_t>(at - members.begin())].side;
    const ByteSpan here = units_[m.unit].pieces.front();
    if (both_can_be(pile_, units_[m.unit], units_[static_cast<std::size_t>(m.beside)])) return {side, {{"It counts what the figure before it counts.", m.attribution.document, here}}};
    return {side == Side::supports ? Side::denies : side == Side::denies ? Side::supports : side, {{"It sets another number beside the one before it.", m.attribution.document, here}}};
  }

  void make_claim(const Members& members, bool alone) {
    if (members.empty()) return;
    std::vector<Stander> standers;
    for (const auto& m : members) standers.push_back(stander(m));
    auto stands = decide_sides(pile_, standers);
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i].beside >= 0) stands[i] = stand_beside(members[i], members, stands);
    if (std::all_of(stands.begin(), stands.end(), [](const Stand& s) { return s.side == Side::neutral; })) return;
    Claim claim;
    for (std::size_t i = 0; i < members.size(); ++i) {
      auto why = i == 0 ? std::nullopt : togetherness({members.begin(), members.begin() + static_cast<std::ptrdiff_t>(i)}, members[i].unit);
      if (why) stands[i].why.insert(stands[i].why.begin(), std::move(*why));
      claim.members.push_back(
          {.attribution = members[i].attribution, .side = stands[i].side, .root = -1, .reaches = {}, .chain = {}, .why = std::move(stands[i].why)});
    }
    label(claim, members);
    std::sort(claim.members.begin(), claim.members.end(),
              [](const ClaimMember& x, const ClaimMember& y) { return x.attribution < y.attribution; });
    std::string seed = pile_.document(members.front().attribution.document).id;
    for (const auto& p : units_[members.front().unit].pieces)
      seed += "\n" + std::string(slice(pile_.document(members.front().attribution.document), p));
    claim.id = short_id('c', seed);
    out_.claims.push_back(std::move(claim));
    out_.alone.push_back(alone);
  }

  void label(Claim& claim, const Members& members) const {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < members.size(); ++i)
      candidates.push_back({&units_[members[i].unit], likeness_[node_[members[i].unit]], claim.members[i].side == Side::supports});
    auto [text, of] = label_of(pile_, candidates);
    claim.label = std::move(text);
    claim.labelled_by = members[of].attribution;
  }

  const Pile& pile_;
  const Families& families_;
  const Agents& agents_;
  const Rulings* rulings_;
  UnitLinks decided_;
  std::vector<Unit> units_;
  std::vector<std::uint32_t> node_, cluster_;
  std::vector<Likest> likest_;          // by head
  std::vector<std::int64_t> likeness_;  // by head: to all others of its claim
  std::vector<bool> lonely_, agreed_, dropped_, is_notice_, names_a_source_;
  std::map<std::uint32_t, Members> clusters_;
  Propositions out_;
};

}  // namespace

bool is_neutral(const Attribution& a) { return a.stance == Stance::doubts || a.stance == Stance::asks || a.negated || (a.certainty == Certainty::open && a.stance != Stance::denies); }

Propositions find_propositions(const Pile& pile, const Families& families, const Agents& agents, const Rulings* rulings) {
  return Grouper(pile, families, agents, rulings).run();
}

}  // namespace stemma::link
