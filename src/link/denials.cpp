#include "link/denials.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "link/denied.h"
#include "link/profiles.h"
#include "link/statements.h"
#include "link/thresholds.h"
#include "link/units.h"
#include "link/words.h"

namespace stemma::link {
namespace {

// CONSTANT: of 1024; tuned on denials_tool over the example and the invented families in bench/sets/cases.
constexpr std::int32_t same_block = 200, block_before = 150, same_document = 100, from_report = 60, grouped_with = 200;
constexpr std::int32_t passed_on_bonus = 60;
using thresholds::least_about, thresholds::least_about_before, thresholds::least_may_cover;
constexpr std::size_t most_may_cover = 10;
constexpr std::int32_t by_member = 7;
constexpr std::int32_t least_likeness = 120, least_score = 220;

class Resolver {
 public:
  Resolver(const Pile& pile, const Agents& agents, const Relies& relies, Propositions& p)
      : pile_(pile), agents_(agents), relies_(relies), propositions_(p), claims_(p.claims), profiles_(pile, p.claims), raised_(pile.size()), of_(pile.size()) {
    for (std::uint32_t c = 0; c < claims_.size(); ++c) note(c);
    reports_.resize(pile.size());
    std::size_t said = 0;
    for (const auto* r : pile.readings) said += r->attributions.size();
    is_large_ = said > small_pile;
    for (const auto& e : relies.edges)
      if (e.to >= 0) reports_[e.from].push_back(static_cast<std::uint32_t>(e.to));
  }

  std::vector<Denial> run() {
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      const auto& all = pile_.readings[d]->attributions;
      for (std::uint32_t a = 0; a < all.size(); ++a) {
        const bool denies = !all[a].negated && all[a].stance == Stance::denies;
        if (all[a].rejected || !(denies || is_neutral(all[a])) || nobody_denies(d, a) || is_opposition(pile_, d, a)) continue;
        if (denies) resolve(d, a);
        else if (what_is_denied(pile_, d, a) != Denied::proposition) doubt({d, a});
      }
    }
    for (const auto& b : blanket_) {
      denials_[b.by].blanket = true;
      if (b.thing.kind == Denied::everything) everything(b.by, b.denier, b.thing.about);
      else reports(b.by, b.denier, b.thing.about);
    }
    weigh_statements(pile_, is_large_, claims_);
    join_quotations(pile_, agents_, propositions_);  // a quotation stands where the sentence before it has come to stand
    for (auto& [r, denial] : denials_) leave(r, denial);
    for (std::uint32_t c = 0; c < claims_.size(); ++c)
      for (const auto& m : claims_[c].members)
        if (m.side == Side::denies && attribution(m.attribution).stance == Stance::denies && denials_.contains(m.attribution) &&
            denials_[m.attribution].claims.empty())
          list(m.attribution, c, "The same speaker goes on to deny it.", m.attribution.document,
               attribution(m.attribution).content.front());
    std::vector<Denial> out;
    for (auto& [r, denial] : denials_)
      if (!denial.claims.empty()) out.push_back(std::move(denial));
    drop_hollow(out);
    for (auto& d : out) add_later(d);
    return out;
  }

 private:
  struct Raised {
    std::uint32_t claim;
    AttributionRef by;
    std::uint32_t at;  // where in the text
  };

  const Attribution& attribution(AttributionRef r) const { return pile_.readings[r.document]->attributions[r.attribution]; }
  std::int32_t voice(AttributionRef r) const {
    const auto agent = agents_.at(r.document, attribution(r).agent);
    if (agent >= 0) return agents_.voice_of(agent);
    return agents_.issued_by_body(r.document) ? agents_.voice_of(agents_.publisher[r.document]) : -1;
  }

  /// "Nobody was paid", in an outlet's own voice: a report, no denial, unless it calls something said before false.
  bool nobody_denies(std::uint32_t d, std::uint32_t a) const {
    const Attribution& x = pile_.readings[d]->attributions[a];
    return x.source.empty() && x.cue.empty() && x.agent < 0 && !agents_.issued_by_body(d) && what_is_denied(pile_, d, a) == Denied::proposition;
  }

  void note(std::uint32_t c) {
    for (const auto& m : claims_[c].members) {
      const auto d = m.attribution.document;
      of_[d].emplace_back(m.attribution.attribution, c);
      if (m.side == Side::supports && attribution(m.attribution).stance != Stance::denies)
        raised_[d].push_back({c, m.attribution, attribution(m.attribution).content.front().begin});
    }
  }

  /// Claims raised in document x by others than the denier, those before `at` first; nearest last.
  std::vector<Raised> raised_by_others(std::uint32_t x, std::int32_t denier) const {
    std::vector<Raised> out;
    for (const auto& r : raised_[x])
      if (denier < 0 || voice(r.by) != denier) out.push_back(r);
    std::sort(out.begin(), out.end(), [](const Raised& p, const Raised& q) { return std::tie(p.at, p.claim) < std::tie(q.at, q.claim); });
    return out;
  }

  void resolve(std::uint32_t d, std::uint32_t a) {
    const AttributionRef r{d, a};
    auto& denial = denials_[r];
    denial.attribution = r;
    const auto denier = voice(r);
    const auto thing = denied_thing(pile_, d, a);
    // "Investigates the claims", "no charges have been filed" reject nothing; "it has no file number" may contradict somebody.
    if (thing.kind != Denied::proposition && !rejects(pile_, r)) {
      if (only_states(pile_, r) && points_back(pile_, r)) nearest(r, denier, "It answers what was said just before.", false);
      else if (thing.kind == Denied::anaphor) proposition(r, denier, {});
      return;
    }
    switch (thing.kind) {
      case Denied::proposition: proposition(r, denier, thing.about); break;
      case Denied::anaphor: nearest(r, denier, "It answers what was said just before.", false); break;
      case Denied::just_said: nearest(r, denier, "It rejects the statements just before.", true); break;
      case Denied::report: report(r, denier, is_large_ && thing.about.empty() ? thing.kind_of : thing.about); break;
      case Denied::everything:
      case Denied::reports: blanket_.push_back({r, denier, thing}); break;  // what else its speaker denies shows what is raised against him
    }
  }

  /// "The report could not be verified": takes no side on all that the document has from that report.
  void doubt(AttributionRef r) {
    for (const auto& x : raised_by_others(r.document, -1)) {
      if (x.by == r || relies_.via[r.document][x.by.attribution].empty()) continue;
      auto& members = claims_[x.claim].members;
      if (std::none_of(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == r; }))
        members.push_back({.attribution = r,
                           .side = Side::neutral,
                           .root = -1,
                           .reaches = {},
                           .chain = {},
                           .why = {{"It takes no side on what the report says.", r.document, attribution(r).content.front()}}});
    }
  }

  void cover(AttributionRef r, std::uint32_t c, std::string why, std::uint32_t document, ByteSpan span) {
    if (!list(r, c, why, document, span)) return;
    if (!denials_[r].blanket) denied_by_[voice(r)].insert(c);
    auto& members = claims_[c].members;
    const auto it = std::find_if(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == r; });
    if (it != members.end()) {
      if (it->side != Side::denies) it->why.push_back({std::move(why), document, span});
      it->side = Side::denies;
      return;
    }
    members.push_back({.attribution = r, .side = Side::denies, .root = -1, .reaches = {}, .chain = {}, .why = {{std::move(why), document, span}}});
  }

  bool list(AttributionRef r, std::uint32_t c, std::string why, std::uint32_t document, ByteSpan span) {
    auto& denial = denials_[r];
    if (std::find(denial.claims.begin(), denial.claims.end(), c) != denial.claims.end()) return false;
    denial.claims.push_back(c);
    denial.why.push_back({std::move(why), document, span});
    return true;
  }

  /// A quotation that went to the claim of the sentence before it stands no more in those that it was grouped with.
  void leave(AttributionRef r, Denial& denial) const {
    for (auto i = denial.claims.size(); i-- > 0;) {
      const auto& members = claims_[denial.claims[i]].members;
      if (std::any_of(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == r && m.side == Side::denies; })) continue;
      denial.claims.erase(denial.claims.begin() + static_cast<std::ptrdiff_t>(i));
      denial.why.erase(denial.why.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  /// The claim that each of its clauses speaks of: by wording in all of the pile, with a head start for what stands near.
  void proposition(AttributionRef r, std::int32_t denier, const Spans& about) {
    const auto clauses = about.empty() ? clauses_of(r) : std::vector<Spans>{about};
    bool any = false;
    for (const auto& clause : clauses) {
      const Unit own = make_unit(pile_, r.document, r.attribution, clause);
      if (own.stems.empty()) continue;
      if (const auto found = best_claim(own, r, denier, clauses.size() == 1)) {
        any = true;
        deny(r, *found);
      }
    }
    if (!any && (!is_large_ || rejects(pile_, r)) && make_unit(pile_, r.document, r.attribution, attribution(r).content).stems.size() <= (is_large_ ? 1U : 2U))
      nearest(r, denier, "It answers what was said just before.", false);
  }

  struct Match {
    std::uint32_t claim = 0;
    std::int32_t score = 0;
    std::optional<AttributionRef> near;  ///< who raises it in this document or one relied on
  };

  /// `alone`: the denial has no other clause, and where its wording was grouped counts.
  std::optional<Match> best_claim(const Unit& own, AttributionRef r, std::int32_t denier, bool alone) {
    std::map<std::uint32_t, Match> found;
    const auto offer = [&](std::uint32_t c, std::int32_t bonus, std::optional<AttributionRef> near) {
      auto& m = found[c];
      m.claim = c;
      if (bonus <= m.score && (m.near || !near)) return;
      m.score = std::max(m.score, bonus);
      if (near) m.near = near;
    };
    for (const auto c : profiles_.candidates(own))
      if (said_by_others(c, denier)) offer(c, 0, std::nullopt);
    for (const auto x : reports_[r.document])
      for (const auto& raised : raised_by_others(x, denier)) offer(raised.claim, from_report, raised.by);
    const auto here = attribution(r).content.front().begin;
    const auto block = block_of(r.document, here);
    for (const auto& raised : raised_by_others(r.document, denier)) {
      const auto theirs = block_of(r.document, raised.at);
      const bool before = raised.at <= here;
      offer(raised.claim, before && theirs == block ? same_block : before && theirs + 1 == block ? block_before : same_document, raised.by);
    }
    for (const auto& [a, c] : of_[r.document])
      if (alone && a == r.attribution && said_by_others(c, denier)) offer(c, found[c].score + grouped_with, std::nullopt);
    const bool states = only_states(pile_, r);
    std::optional<Match> best;
    for (auto& [c, m] : found) {
      if (is_large_ && !profiles_.shares_words(own, c)) continue;
      if (states && (is_large_ ? !profiles_.contradicts(own, c) : profiles_.agrees(own, c) || !profiles_.speaks_of_it(own, c))) continue;
      const auto like = (profiles_.likeness(own, c) * (10 - by_member) + profiles_.nearest_member(own, c) * by_member) / 10;
      if (like < least_likeness || (own.stems.size() == 1 && !m.near)) continue;
      m.score += like;
      if (m.score >= least_score && (!best || m.score > best->score)) best = m;
    }
    return best;
  }

  /// Somebody else than the denier says it.
  bool said_by_others(std::uint32_t c, std::int32_t denier) const {
    return std::any_of(claims_[c].members.begin(), claims_[c].members.end(), [&](const ClaimMember& m) {
      return m.side == Side::supports && attribution(m.attribution).stance != Stance::denies && (denier < 0 || voice(m.attribution) != denier);
    });
  }

  std::uint32_t block_of(std::uint32_t d, std::uint32_t byte) const {
    return link::block_of(pile_.document(d), byte);
  }

  /// "No box was filled, nobody was chased away and not one number was touched": a new clause where a comma or "and" is followed by a negation.
  std::vector<Spans> clauses_of(AttributionRef r) const {
    std::vector<Spans> out(1);
    const auto& tokens = pile_.analyses[r.document].tokens;
    const auto word = [&](std::size_t t) { return t < tokens.size() ? fold(slice(pile_.text(r.document), tokens[t].span)) : std::string(); };
    for (const auto piece : attribution(r).content) {
      auto from = piece.begin;
      for (std::size_t t = lang::token_at(tokens, piece.begin); t < tokens.size() && tokens[t].span.end <= piece.end; ++t) {
        const auto w = word(t);
        if (w != "," && w != ";" && w != "." && w != "and") continue;
        std::size_t next = t + 1;
        while (word(next) == "and" || word(next) == "that") ++next;
        if (next >= tokens.size() || tokens[next].span.end > piece.end) break;
        const bool negated = is_negation(word(next)) || is_negation(word(next + 1)) || is_negation(word(next + 2));
        if (!negated || tokens[next].span.begin <= from) continue;
        out.back().push_back({from, tokens[t].span.begin});
        out.emplace_back();
        from = tokens[next].span.begin;
      }
      if (from < piece.end) out.back().push_back({from, piece.end});
    }
    std::erase_if(out, [](const Spans& s) { return s.empty(); });
    return out;
  }

  /// Puts the denial with the claim that it speaks of, and takes it out of those that its wording was grouped with by mistake.
  void deny(AttributionRef r, const Match& match) {
    const auto span = attribution(match.near.value_or(r)).content.front();
    cover(r, match.claim, match.near ? "It denies this, in these or other words." : "It denies this in so many words.", match.near.value_or(r).document, span);
    for (const auto& [a, c] : of_[r.document]) {
      if (a != r.attribution || c == match.claim || !said_by_others(c, -1)) continue;
      const auto& covered = denials_[r].claims;
      if (std::find(covered.begin(), covered.end(), c) == covered.end())
        std::erase_if(claims_[c].members, [&](const ClaimMember& m) { return m.attribution == r; });
    }
  }

  /// What stands before it, the nearer and the more alike to the sentences around the denial the better. `all`: every claim of that
  /// paragraph.
  void nearest(AttributionRef r, std::int32_t denier, const char* why, bool all) {
    const auto here = attribution(r).content.front().begin;
    const auto block = block_of(r.document, here);
    const Unit around = context(r);
    struct Found {
      Raised raised;
      std::int32_t score;
    };
    std::vector<Found> found;
    for (const auto& x : raised_by_others(r.document, denier)) {
      if (x.at >= here || x.by == r) continue;
      const auto theirs = block_of(r.document, x.at);
      const bool passed_on = !relies_.via[r.document][x.by.attribution].empty();
      found.push_back({x, (theirs == block ? same_block : theirs + 1 == block ? block_before : same_document - static_cast<std::int32_t>(std::min<std::uint32_t>(40, 4 * (block - theirs)))) +
                              (passed_on ? passed_on_bonus : 0) + profiles_.likeness(around, x.claim) / 2});
    }
    const auto best = std::max_element(found.begin(), found.end(), [](const Found& x, const Found& y) {
      return std::tuple(x.score, x.raised.at, y.raised.claim) < std::tuple(y.score, y.raised.at, x.raised.claim);
    });
    if (best == found.end()) {
      if (const auto other = best_claim(around, r, denier, false)) deny(r, *other);
      return;
    }
    for (const auto& f : found)
      if (f.raised.claim == best->raised.claim || (all && block_of(r.document, f.raised.at) == block_of(r.document, best->raised.at)))
        cover(r, f.raised.claim, why, f.raised.by.document, attribution(f.raised.by).content.front());
  }

  /// The paragraph of the denial up to it, with the one before where that is short.
  Unit context(AttributionRef r) const {
    const auto& content = attribution(r).content;
    const auto& blocks = pile_.document(r.document).blocks;
    const auto b = block_of(r.document, content.front().begin);
    Spans out;
    if (b > 1) out.push_back(blocks[b - 2].span);
    if (b > 0) out.push_back({blocks[b - 1].span.begin, content.back().end});
    return make_unit(pile_, r.document, r.attribution, out.empty() ? content : out);
  }

  /// "Mr Roe's account", "the deckhand's story": what this speaker says here or in the reports relied on; of it what is narrowed to.
  void report(AttributionRef r, std::int32_t denier, const Spans& about) {
    const std::set<std::int32_t> named = named_in(r, denier);
    std::vector<Raised> theirs;
    const auto from = [&](std::uint32_t x) {
      for (const auto& raised : raised_by_others(x, denier)) {
        bool of_them = named.contains(voice(raised.by));
        for (const auto& c : relies_.via[x][raised.by.attribution]) of_them = of_them || named.contains(agents_.voice_of(c.outlet));
        if (of_them) theirs.push_back(raised);
      }
    };
    if (!named.empty()) from(r.document);
    if (theirs.empty() && !named.empty())
      for (const auto x : reports_[r.document]) from(x);
    if (!theirs.empty()) {
      for (const auto& x : narrowed(theirs, r, about))
        cover(r, x.claim, "It rejects what this source says.", x.by.document, attribution(x.by).content.front());
      return;
    }
    if (!about.empty()) {
      const Unit own = make_unit(pile_, r.document, r.attribution, about);
      if (const auto found = best_claim(own, r, denier, false)) return deny(r, *found);
    }
    nearest(r, denier, "It rejects the report just mentioned.", false);
  }

  /// Agents of the document that the content names, or calls by a word of theirs: "the deckhand" of "a deckhand who gave no name".
  std::set<std::int32_t> named_in(AttributionRef r, std::int32_t denier) const {
    std::set<std::int32_t> named;
    const auto& agents = pile_.readings[r.document]->agents;
    std::set<std::string> words;
    for (const auto& piece : attribution(r).content) {
      const std::string folded = fold(slice(pile_.text(r.document), piece));
      for (const auto w : word_spans(folded))
        if (const auto word = slice(std::string_view(folded), w); word.size() >= 4 && !is_stop_word(word) && !is_statement_noun(stem(word))) words.insert(stem(word));
    }
    for (std::uint32_t i = 0; i < agents.size(); ++i) {
      bool here = false;
      for (const auto& m : agents[i].mentions)
        for (const auto& piece : attribution(r).content) here = here || piece.contains(m);
      const std::string folded = fold(agents[i].name + " " + agents[i].role);
      for (const auto w : word_spans(folded)) here = here || words.contains(stem(slice(std::string_view(folded), w)));
      if (here) named.insert(agents_.voice_of(agents_.at(r.document, static_cast<std::int32_t>(i))));
    }
    named.erase(denier);
    named.erase(-1);
    return named;
  }

  /// Those that are about what narrows a denial; all, if it narrows nothing or none is about that.
  std::vector<Raised> narrowed(const std::vector<Raised>& raised, AttributionRef r, const Spans& about) const {
    if (about.empty()) return raised;
    std::vector<std::int32_t> best(raised.size(), 0);
    std::vector<Raised> out;
    for (const auto& piece : parts(r.document, about)) {
      const Unit own = make_unit(pile_, r.document, r.attribution, {piece});
      if (own.stems.empty()) continue;
      std::int32_t most = 0;
      std::vector<std::int32_t> like(raised.size());
      for (std::size_t i = 0; i < raised.size(); ++i) {
        like[i] = std::max(profiles_.likeness(own, raised[i].claim), profiles_.about(own, raised[i].claim) * 3 / 4);
        most = std::max(most, like[i]);
      }
      for (std::size_t i = 0; i < raised.size(); ++i)
        if (like[i] >= least_about && like[i] * 10 >= most * 7) best[i] = std::max(best[i], like[i]);
    }
    for (std::size_t i = 0; i < raised.size(); ++i)
      if (best[i] > 0) out.push_back(raised[i]);
    return out.empty() && !is_large_ ? raised : out;
  }
  /// "ballot boxes, agents and result forms": three things.
  Spans parts(std::uint32_t d, const Spans& about) const {
    Spans out;
    const auto& tokens = pile_.analyses[d].tokens;
    for (const auto piece : about) {
      auto from = piece.begin;
      for (auto t = lang::token_at(tokens, piece.begin); t < tokens.size() && tokens[t].span.end <= piece.end; ++t) {
        const auto w = slice(pile_.text(d), tokens[t].span);
        if (w != "," && w != "and" && w != "or") continue;
        if (from < tokens[t].span.begin) out.push_back({from, tokens[t].span.begin});
        from = tokens[t].span.end;
      }
      if (from < piece.end) out.push_back({from, piece.end});
    }
    return out;
  }

  /// Where some of what is raised is alleged or passed on from a report, only that: the rest is background.
  std::vector<Raised> charges(std::uint32_t x, std::int32_t denier) const {
    auto raised = raised_by_others(x, denier);
    const auto is_charge = [&](const Raised& y) {
      return attribution(y.by).stance == Stance::alleges || !relies_.via[x][y.by.attribution].empty();
    };
    if (std::any_of(raised.begin(), raised.end(), is_charge)) std::erase_if(raised, [&](const Raised& y) { return !is_charge(y); });
    if (is_large_ && denier >= 0) std::erase_if(raised, [&](const Raised& y) { return !names_denier(y, denier); });
    return raised;
  }
  /// Its paragraph names the denier: a report that charges one man tells of others as well.
  bool names_denier(const Raised& raised, std::int32_t denier) const {
    const auto d = raised.by.document;
    const auto block = block_of(d, raised.at);
    const auto& agents = pile_.readings[d]->agents;
    for (std::size_t i = 0; i < agents.size(); ++i) {
      const auto agent = agents_.at(d, static_cast<std::int32_t>(i));
      if (agent < 0 || agents_.voice_of(agent) != denier) continue;
      if (std::any_of(agents[i].mentions.begin(), agents[i].mentions.end(), [&](ByteSpan m) { return block_of(d, m.begin) == block; })) return true;
    }
    return false;
  }
  void cover_all(AttributionRef r, const std::vector<Raised>& raised, const Spans& about, const char* why) {
    for (const auto& y : narrowed(raised, r, about)) cover(r, y.claim, why, y.by.document, attribution(y.by).content.front());
  }

  void everything(AttributionRef r, std::int32_t denier, const Spans& about) {
    if (const auto here = charges(r.document, denier); !here.empty()) return cover_all(r, here, about, "It denies all that is raised here.");
    if (is_large_ && !raised_by_others(r.document, denier).empty()) return;
    std::vector<Raised> theirs;
    for (const auto x : reports_[r.document]) {
      const auto more = charges(x, denier);
      theirs.insert(theirs.end(), more.begin(), more.end());
    }
    if (!theirs.empty()) return cover_all(r, theirs, about, "It denies all that the report says.");
    before(r, denier, about);
  }

  /// What the document has from reports that it names; else what was published before.
  void reports(AttributionRef r, std::int32_t denier, const Spans& about) {
    auto raised = raised_by_others(r.document, denier);
    std::erase_if(raised, [&](const Raised& y) { return relies_.via[r.document][y.by.attribution].empty(); });
    if (!raised.empty()) return cover_all(r, raised, about, "It rejects the report from which this is taken.");
    before(r, denier, about);
  }

  /// It names no claims: what others published before it about what it speaks of, or against its speaker.
  void before(AttributionRef r, std::int32_t denier, const Spans& about) {
    const Unit own = make_unit(pile_, r.document, r.attribution, about.empty() ? attribution(r).content : about);
    std::vector<Raised> raised;
    std::set<std::uint32_t> seen, may_cover;
    const auto from = r.document > 200 ? r.document - 200 : 0;  // the last reports before it
    for (auto x = from; x < r.document; ++x)
      for (const auto& y : raised_by_others(x, denier)) {
        const bool theirs = denier >= 0 && denied_by_[denier].contains(y.claim);
        const auto about_it = profiles_.about(own, y.claim);
        if ((theirs || about_it >= least_about_before) && seen.insert(y.claim).second) raised.push_back(y);
        else if (about_it >= least_may_cover) may_cover.insert(y.claim);
      }
    for (const auto c : may_cover)
      if (!seen.contains(c) && denials_[r].may_cover.size() < most_may_cover) denials_[r].may_cover.push_back(c);
    for (const auto& y : raised) cover(r, y.claim, "It rejects the reports, of which this is one.", y.by.document, attribution(y.by).content.front());
  }

  /// What nobody but the denier has said is no claim: "denied that X" alone is kept only where nothing else holds its words.
  void drop_hollow(std::vector<Denial>& out) {
    std::set<AttributionRef> placed;
    std::set<std::uint32_t> covered;
    for (const auto& d : out) {
      placed.insert(d.attribution);
      covered.insert(d.claims.begin(), d.claims.end());
    }
    std::vector<std::int32_t> index(claims_.size(), -1);
    std::vector<Claim> kept;
    for (std::uint32_t c = 0; c < claims_.size(); ++c) {
      const bool hollow = std::all_of(claims_[c].members.begin(), claims_[c].members.end(), [&](const ClaimMember& m) {
        const Attribution& a = attribution(m.attribution);
        return placed.contains(m.attribution) || (m.side == Side::neutral && (is_neutral(a) || a.stance == Stance::denies));
      });
      if (hollow && !covered.contains(c)) continue;
      index[c] = static_cast<std::int32_t>(kept.size());
      kept.push_back(std::move(claims_[c]));
    }
    claims_ = std::move(kept);
    for (auto& d : out) {
      for (auto& c : d.claims) c = static_cast<std::uint32_t>(index[c]);
      std::erase_if(d.may_cover, [&](std::uint32_t c) { return index[c] < 0; });
      for (auto& c : d.may_cover) c = static_cast<std::uint32_t>(index[c]);
    }
  }

  /// "The ministry admitted on Tuesday what it had denied on Friday".
  void add_later(Denial& d) const {
    const auto denier = voice(d.attribution);
    if (denier < 0) return;
    for (const auto c : d.claims)
      for (const auto& m : claims_[c].members)
        if (m.side == Side::supports && m.attribution.document > d.attribution.document && voice(m.attribution) == denier)
          d.later.push_back({m.attribution, c,
                             {"The same speaker says it later; the denial before it stays on record.", m.attribution.document,
                              attribution(m.attribution).content.front()}});
    std::sort(d.later.begin(), d.later.end(), [](const Denial::Later& x, const Denial::Later& y) {
      return std::tie(x.attribution, x.claim) < std::tie(y.attribution, y.claim);
    });
  }

  const Pile& pile_;
  const Agents& agents_;
  const Relies& relies_;
  Propositions& propositions_;
  std::vector<Claim>& claims_;
  Profiles profiles_;
  std::vector<std::vector<Raised>> raised_;                              // by document
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> of_; // by document: (attribution, claim)
  std::vector<std::vector<std::uint32_t>> reports_;                      // by document: those it relies on
  bool is_large_ = false;                                               // the pile
  std::map<AttributionRef, Denial> denials_;
  struct Blanket {
    AttributionRef by;
    std::int32_t denier;
    DeniedThing thing;
  };
  std::vector<Blanket> blanket_;                                // after all the others
  std::map<std::int32_t, std::set<std::uint32_t>> denied_by_;   // voice -> claims that it denies by name
};

}  // namespace

std::vector<Denial> find_denials(const Pile& pile, const Agents& agents, const Relies& relies, Propositions& propositions) {
  return Resolver(pile, agents, relies, propositions).run();
}

}  // namespace stemma::link
