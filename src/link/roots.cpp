#include "link/roots.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "link/components.h"
#include "link/fold.h"
#include "link/partition.h"
#include "link/rulings.h"

namespace stemma::link {
namespace {

using Sort = Anchor::Sort;

/// Mentions that are one text, and what they rest on.
struct Class {
  std::vector<std::uint32_t> members;   // indices into Claim::members
  std::vector<std::uint32_t> documents; // sorted
  std::vector<Ends> ends;               // of each member
  std::vector<Anchor> anchors;
  std::set<std::uint32_t> to;           // classes whose word it passes on
  std::vector<Reason> passes_on;
  bool withdrawn = false, own_voice = true, vague = true;
};

/// What is the same for every claim of the case.
struct Ties {
  std::map<AttributionRef, std::vector<std::pair<AttributionRef, bool>>> copies;  // bool: a statement
  std::vector<std::vector<std::uint32_t>> reports, parents;                       // by document
  std::map<AttributionRef, AttributionRef> newer;                                 // the same saying in the next capture of its page
};

class Counter {
 public:
  Counter(const Pile& pile, const Families& families, const Agents& agents, const Relies& relies, const Ties& ties, Rulings* rulings,
          const std::set<std::int32_t>& spoken_of, Claim& claim, Side side)
      : pile_(pile), families_(families), agents_(agents), relies_(relies), ties_(ties), rulings_(rulings), spoken_of_(spoken_of), claim_(claim), side_(side) {
    for (const auto& r : claim.roots) ids_.insert(r.id);
  }

  void run() {
    contract();
    if (classes_.empty()) return;
    for (std::uint32_t c = 0; c < classes_.size(); ++c) connect(c);
    std::vector<std::vector<std::uint32_t>> to;
    for (const auto& c : classes_) to.emplace_back(c.to.begin(), c.to.end());
    components_ = strong_components(to, component_);
    write();
  }

 private:
  void contract() {
    std::map<AttributionRef, std::uint32_t> place;
    std::vector<std::uint32_t> members;
    for (std::uint32_t m = 0; m < claim_.members.size(); ++m) {
      if (claim_.members[m].side != side_) continue;
      place.emplace(claim_.members[m].attribution, static_cast<std::uint32_t>(members.size()));
      members.push_back(m);
    }
    Partition same(members.size());
    for (const auto& [r, i] : place) {
      const auto it = ties_.copies.find(r);
      if (it == ties_.copies.end()) continue;
      for (const auto& [other, statement] : it->second)
        if (const auto o = place.find(other); !statement && o != place.end()) same.join(i, o->second);
    }
    std::map<std::uint32_t, std::uint32_t> number;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      const auto [it, fresh] = number.emplace(same.head(i), static_cast<std::uint32_t>(classes_.size()));
      if (fresh) classes_.emplace_back();
      classes_[it->second].members.push_back(members[i]);
      const auto d = claim_.members[members[i]].attribution.document;
      in_document_[d].insert(it->second);
    }
    for (auto& c : classes_) {
      for (const auto m : c.members) c.documents.push_back(claim_.members[m].attribution.document);
      std::sort(c.documents.begin(), c.documents.end());
      // The head of the family first: of several copies its outlet did the work.
      std::stable_sort(c.members.begin(), c.members.end(), [&](std::uint32_t x, std::uint32_t y) { return is_copy(x, c) < is_copy(y, c); });
      for (const auto m : c.members) {
        const auto r = claim_.members[m].attribution;
        c.withdrawn = c.withdrawn || families_.withdrawn[r.document];
        c.ends.push_back(find_ends(pile_, agents_, relies_, r, spoken_of_));
        c.own_voice = c.own_voice && c.ends.back().own_voice;
        c.vague = c.vague && is_vague(c.ends.back());
      }
    }
  }
  bool is_copy(std::uint32_t m, const Class& c) const {
    const auto& parents = ties_.parents[claim_.members[m].attribution.document];
    return std::any_of(parents.begin(), parents.end(),
                       [&](std::uint32_t p) { return std::binary_search(c.documents.begin(), c.documents.end(), p); });
  }

  const std::set<std::uint32_t>& in(std::uint32_t document) const {
    static const std::set<std::uint32_t> none;
    const auto it = in_document_.find(document);
    return it == in_document_.end() ? none : it->second;
  }
  void point(Class& from, std::uint32_t to, Reason why) {
    if (&from == &classes_[to]) return;
    from.to.insert(to);
    from.passes_on.push_back(std::move(why));
  }

  /// Anchors and edges of a class; of its members' chains the richest count: a copy that dropped "police said" inherits it.
  void connect(std::uint32_t number) {
    Class& c = classes_[number];
    const auto old = replaced(c);
    for (std::size_t i = 0; i < c.members.size(); ++i) {
      const auto r = claim_.members[c.members[i]].attribution;
      auto& ends = c.ends[i];
      if (old[i]) continue;
      bool held = false;
      for (const auto& to : ends.reports)
        for (const auto k : in(to.document)) {
          held = true;
          point(c, k, to.why);
        }
      auto& anchors = ends.reports.empty() ? ends.anchors : ends.unseen;
      if (held) continue;
      for (auto& a : anchors) {
        const bool poor = (a.sort == Sort::vague && !c.vague) || (ends.own_voice && !c.own_voice);
        if (poor || leans(c, number, r.document, a, ends.own_voice)) continue;
        if (ends.own_voice && a.sort == Sort::own) to_absent(a);
        add(c, a);
      }
    }
  }

  /// By member: a newer capture of the page has it in this class too and names somebody for it: that stands.
  std::vector<bool> replaced(const Class& c) const {
    std::vector<bool> out(c.members.size(), false);
    if (ties_.newer.empty()) return out;
    std::map<AttributionRef, std::size_t> place;
    for (std::size_t i = 0; i < c.members.size(); ++i) place.emplace(claim_.members[c.members[i]].attribution, i);
    std::vector<bool> known(c.members.size(), false);
    for (std::size_t i = 0; i < c.members.size(); ++i) {
      std::vector<std::size_t> older;
      for (std::size_t k = i; !known[k];) {
        known[k] = true;
        const auto next = ties_.newer.find(claim_.members[c.members[k]].attribution);
        const auto at = next == ties_.newer.end() ? place.end() : place.find(next->second);
        if (at == place.end()) break;
        older.push_back(k);
        k = at->second;
      }
      for (; !older.empty(); older.pop_back()) {
        const auto next = place.at(ties_.newer.at(claim_.members[c.members[older.back()]].attribution));
        out[older.back()] = out[next] || (!c.ends[next].own_voice && !is_vague(c.ends[next]));
      }
    }
    return out;
  }
  static bool is_vague(const Ends& e) {
    return e.reports.empty() && !e.anchors.empty() && std::all_of(e.anchors.begin(), e.anchors.end(), [](const Anchor& x) { return x.sort == Sort::vague; });
  }

  /// An end that is none: the outlet's own voice where the same document names a source, or an unnamed source that a report which the
  /// document relies on has interviewed.
  bool leans(Class& c, std::uint32_t number, std::uint32_t d, const Anchor& a, bool own_voice) {
    bool found = false;
    const auto to = [&](std::uint32_t k, std::string why) {
      if (k == number) return;
      found = true;
      point(c, k, {std::move(why), d, a.why.front().span});
    };
    if (own_voice) {
      for (const auto k : in(d))
        if (!classes_[k].own_voice) to(k, "It says this in its own voice and names a source for it elsewhere in the text.");
      if (found) return true;
      for (const auto x : ties_.parents[d])
        for (const auto k : in(x)) to(k, "Its text comes from a report that says this.");
      if (found) return true;
      for (const auto x : ties_.reports[d])
        for (const auto k : in(x)) to(k, "It relies on a report that says this.");
      return found;
    }
    if (a.told_here || (a.sort != Sort::individual && a.sort != Sort::group && a.sort != Sort::vague)) return false;
    for (const auto x : ties_.reports[d])
      for (const auto k : in(x)) {
        const Class& other = classes_[k];
        for (const auto& e : other.ends)
          for (const auto& b : e.anchors) {
            const bool same = a.sort == Sort::vague ? b.sort == Sort::vague
                                                    : (b.sort == Sort::individual || b.sort == Sort::group) &&
                                                          (b.agent == a.agent || (!a.head.empty() && b.head == a.head));
            if (same) to(k, "The report that it relies on has this from the same people.");
          }
      }
    return found;
  }

  /// What stands in an agency's text that several print is no work of theirs.
  void to_absent(Anchor& a) const {
    const ByteSpan at = a.why.front().span;
    const auto& pieces = families_.from_absent[a.document];
    const auto it = std::find_if(pieces.begin(), pieces.end(), [&](const Families::Piece& p) { return p.span.overlaps(at); });
    if (it == pieces.end()) return;
    const AbsentText& text = families_.absent[it->text];
    a.agent = a.outlet = text.agent;
    a.issuer = text.issuer;
    a.key = "own " + (text.agent >= 0 ? agents_.all[static_cast<std::size_t>(text.agent)].id : "text of " + name_key(text.issuer));
    a.why.back().text = fmt::format("It stands in a text of {} that {} print and that is not in the case.", text.issuer, text.children.size());
  }

  void add(Class& c, const Anchor& a) {
    for (const auto& b : c.anchors) {
      if (b.key == a.key) return;
      // Copies of one sentence have one source, and one outlet that did the work: the head's.
      if (b.document != a.document && b.sort == a.sort &&
          (a.sort == Sort::own || a.sort == Sort::vague || (!a.head.empty() && b.head == a.head && !named_apart(agents_, a, b))))
        return;
    }
    c.anchors.push_back(a);
  }

  void write() {
    std::vector<Anchor> anchors;
    std::vector<std::uint32_t> owner;
    for (std::uint32_t c = 0; c < classes_.size(); ++c)
      for (const auto& a : classes_[c].anchors) {
        anchors.push_back(a);
        owner.push_back(c);
      }
    const auto folded = fold_anchors(anchors, ties(anchors, owner), agents_, decided(anchors, owner));
    // Roots that only withdrawn items hold are one unknown root.
    std::vector<std::int32_t> root_of(folded.groups.size(), -1);
    std::int32_t withdrawn = -1;
    for (std::uint32_t g = 0; g < folded.groups.size(); ++g) {
      const bool alive =
          std::any_of(folded.groups[g].begin(), folded.groups[g].end(), [&](std::uint32_t i) { return !classes_[owner[i]].withdrawn; });
      if (!alive && withdrawn >= 0) {
        root_of[g] = withdrawn;
        claim_.roots[static_cast<std::size_t>(withdrawn)].why.push_back(withdrawal(anchors[folded.groups[g].front()].document));
        add_ends(claim_.roots[static_cast<std::size_t>(withdrawn)], folded, anchors, owner, g);
        continue;
      }
      root_of[g] = static_cast<std::int32_t>(claim_.roots.size());
      claim_.roots.push_back(make_root(folded, anchors, g, alive));
      add_ends(claim_.roots.back(), folded, anchors, owner, g);
      if (alive) (side_ == Side::supports ? claim_.supporting_at_most : claim_.denying_at_most) += folded.unproved[g];
      if (!alive) withdrawn = root_of[g];
    }
    // Components come in an order in which those pointed to are numbered first.
    std::vector<std::set<std::int32_t>> reached(components_);
    std::vector<std::vector<std::uint32_t>> inside(components_);
    for (std::uint32_t c = 0; c < classes_.size(); ++c) inside[component_[c]].push_back(c);
    std::vector<std::set<std::int32_t>> own(classes_.size());
    for (std::uint32_t i = 0; i < anchors.size(); ++i) own[owner[i]].insert(root_of[folded.of[i]]);
    for (std::uint32_t k = 0; k < components_; ++k) {
      for (const auto c : inside[k]) {
        reached[k].insert(own[c].begin(), own[c].end());
        for (const auto to : classes_[c].to)
          if (component_[to] != k) reached[k].insert(reached[component_[to]].begin(), reached[component_[to]].end());
      }
      if (reached[k].empty()) {
        reached[k].insert(static_cast<std::int32_t>(claim_.roots.size()));
        claim_.roots.push_back(circle(inside[k]));
      }
    }
    for (std::uint32_t c = 0; c < classes_.size(); ++c) {
      const auto& from = own[c].empty() ? reached[component_[c]] : own[c];
      const auto best = *std::min_element(from.begin(), from.end(), [&](std::int32_t x, std::int32_t y) { return rank(x) < rank(y); });
      std::set<std::int32_t> all = own[c];
      all.insert(reached[component_[c]].begin(), reached[component_[c]].end());
      finish_members(classes_[c], best, all);
    }
    auto& n = claim_.independent;
    for (const auto& r : claim_.roots) {
      if (r.side != side_) continue;
      const bool unknown = r.kind == RootKind::unknown;
      ++(side_ == Side::supports ? (unknown ? n.supporting_unknown : n.supporting) : (unknown ? n.denying_unknown : n.denying));
    }
    // Two diplomats that nothing tells apart are counted once, but may be two.
    if (side_ == Side::supports) claim_.supporting_at_most += n.supporting;
    else claim_.denying_at_most += n.denying;
  }

  std::tuple<int, std::int32_t> rank(std::int32_t root) const {
    const auto& r = claim_.roots[static_cast<std::size_t>(root)];
    const int kind = r.kind == RootKind::statement       ? 0
                     : r.kind == RootKind::document      ? 1
                     : r.kind == RootKind::witness       ? 2
                     : r.kind == RootKind::own_reporting ? 3
                                                         : 4;
    return {kind, root};
  }

  /// Anchors of different classes behind one shared quotation.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ties(const std::vector<Anchor>&, const std::vector<std::uint32_t>& owner) const {
    std::map<AttributionRef, std::uint32_t> class_of;
    for (std::uint32_t c = 0; c < classes_.size(); ++c)
      for (const auto m : classes_[c].members) class_of[claim_.members[m].attribution] = c;
    std::vector<std::vector<std::uint32_t>> anchors_of(classes_.size());
    for (std::uint32_t i = 0; i < owner.size(); ++i) anchors_of[owner[i]].push_back(i);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    for (const auto& [r, c] : class_of) {
      const auto it = ties_.copies.find(r);
      if (it == ties_.copies.end()) continue;
      for (const auto& [other, statement] : it->second) {
        const auto o = class_of.find(other);
        if (!statement || o == class_of.end() || o->second <= c) continue;
        if (anchors_of[c].size() == 1 && anchors_of[o->second].size() == 1)
          out.emplace_back(anchors_of[c].front(), anchors_of[o->second].front());
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// What people decided on the ends that members of this claim and side rest on.
  DecidedFolds decided(const std::vector<Anchor>& anchors, const std::vector<std::uint32_t>& owner) {
    DecidedFolds out;
    if (rulings_ == nullptr) return out;
    const auto ends = [&](const std::vector<AttributionRef>& members, const std::string& label) {
      std::vector<std::uint32_t> all, named;
      for (std::uint32_t i = 0; i < anchors.size(); ++i) {
        const auto& of = classes_[owner[i]].members;
        const bool theirs = std::any_of(of.begin(), of.end(), [&](std::uint32_t m) {
          return std::find(members.begin(), members.end(), claim_.members[m].attribution) != members.end();
        });
        if (!theirs) continue;
        all.push_back(i);
        if (label_of(anchors[i], pile_, agents_) == label) named.push_back(i);
      }
      return named.empty() ? all : named;
    };
    const auto each = [&](DecisionKind kind, auto&& take) {
      for (Found* f : rulings_->of(kind)) {
        const auto first = ends(f->first, f->decision->first.label), second = ends(f->second, f->decision->second.label);
        if (first.empty() || second.empty()) continue;
        const Anchor& a = anchors[first.front()];
        const Reason why = f->reason(a.document, a.why.empty() ? ByteSpan{} : a.why.front().span);
        f->applied(why);
        take(first, second, why);
      }
    };
    each(DecisionKind::same_root, [&](const auto& first, const auto& second, const Reason& why) {
      out.together.push_back({first.front(), second.front(), why, true});
    });
    each(DecisionKind::not_same_root, [&](const auto& first, const auto& second, const Reason&) {
      for (const auto a : first)
        for (const auto b : second) out.apart.emplace_back(a, b);
    });
    return out;
  }

  void add_ends(Root& root, const Folded& folded, const std::vector<Anchor>& anchors, const std::vector<std::uint32_t>& owner, std::uint32_t g) {
    std::map<std::uint32_t, std::uint32_t> place;
    for (const auto i : folded.groups[g]) {
      place.emplace(i, static_cast<std::uint32_t>(root.ends.size()));
      const Class& c = classes_[owner[i]];
      root.ends.push_back({label_of(anchors[i], pile_, agents_), kind_of(anchors[i], agents_), c.withdrawn, c.members});
    }
    for (const auto& f : folded.folds)
      if (folded.of[f.a] == g) root.folds.push_back({place.at(f.a), place.at(f.b), f.why, f.proved});
  }

  std::string unique_id(const std::string& seed) {
    std::string id = short_id('r', seed);
    for (int n = 1; !ids_.insert(id).second; ++n) id = short_id('r', seed + "\n" + std::to_string(n));
    return id;
  }
  /// What a key says, without numbers that depend on the pile.
  std::string seed(const Anchor& a) const {
    return a.sort == Sort::vague ? "vague " + pile_.document(a.document).id + " " + std::to_string(a.why.front().span.begin) : a.key;
  }

  Root make_root(const Folded& folded, const std::vector<Anchor>& anchors, std::uint32_t g, bool alive) {
    const Anchor& a = anchors[folded.groups[g].front()];
    Root r{.id = unique_id(seed(a)), .agent = a.agent, .kind = alive ? kind_of(a, agents_) : RootKind::unknown, .side = side_,
           .label = label_of(a, pile_, agents_), .not_seen = a.sort == Sort::report || !a.issuer.empty(), .why = a.why, .ends = {}, .folds = {}};
    if (!alive) r.why.push_back(withdrawal(a.document));
    r.why.insert(r.why.end(), folded.why[g].begin(), folded.why[g].end());
    return r;
  }

  Reason withdrawal(std::uint32_t d) const {
    const auto notice = families_.killed_by[d];
    const auto shown = notice >= 0 ? static_cast<std::uint32_t>(notice) : d;
    const auto& blocks = pile_.document(shown).blocks;
    return {"Withdrawn; nothing else says it.", shown, blocks.empty() ? ByteSpan{} : blocks.front().span};
  }

  Root circle(const std::vector<std::uint32_t>& inside) {
    std::set<std::string> names;
    std::string key = "circle";
    for (const auto c : inside)
      for (const auto d : classes_[c].documents) {
        names.insert(pile_.document(d).publisher.value);
        key += " " + pile_.document(d).id;
      }
    Root r{.id = unique_id(key), .agent = -1, .kind = RootKind::unknown, .side = side_, .label = {}, .not_seen = false, .why = {}, .ends = {}, .folds = {}};
    for (const auto& n : names) r.label += (r.label.empty() ? "" : ", ") + n;
    r.label += names.size() > 1 ? ": each names the other" : ": names itself";
    for (const auto c : inside) r.why.insert(r.why.end(), classes_[c].passes_on.begin(), classes_[c].passes_on.end());
    return r;
  }

  void finish_members(const Class& c, std::int32_t root, const std::set<std::int32_t>& reached) {
    for (const auto m : c.members) {
      auto& member = claim_.members[m];
      member.root = root;
      for (const auto r : reached) member.reaches.push_back(static_cast<std::uint32_t>(r));
      const auto r = member.attribution;
      const auto& x = pile_.readings[r.document]->attributions[r.attribution];
      const auto source = agents_.at(r.document, x.agent);
      const auto pass = [&](std::int32_t a) {
        if (a >= 0 && a != source &&
            std::find(member.chain.begin(), member.chain.end(), static_cast<std::uint32_t>(a)) == member.chain.end())
          member.chain.push_back(static_cast<std::uint32_t>(a));
      };
      for (const auto& v : relies_.via[r.document][r.attribution]) pass(v.outlet);
      for (const auto& l : x.links)
        if (l.kind == SourceLink::Kind::citing) pass(agents_.at(r.document, l.agent));
      for (const auto& why : c.passes_on)
        if (why.document == r.document) member.why.push_back(why);
      if (m != c.members.front()) {
        const auto head = claim_.members[c.members.front()].attribution;
        member.why.push_back({fmt::format("Counted once: the same text as in {}.", pile_.document(head.document).publisher.empty()
                                                                                       ? pile_.document(head.document).path
                                                                                       : pile_.document(head.document).publisher.value),
                              r.document, x.content.front()});
      }
    }
  }

  const Pile& pile_;
  const Families& families_;
  const Agents& agents_;
  const Relies& relies_;
  const Ties& ties_;
  Rulings* rulings_;
  const std::set<std::int32_t>& spoken_of_;
  Claim& claim_;
  Side side_;
  std::vector<Class> classes_;
  std::map<std::uint32_t, std::set<std::uint32_t>> in_document_;
  std::vector<std::uint32_t> component_;
  std::uint32_t components_ = 0;
  std::set<std::string> ids_;
};

}  // namespace

namespace {

/// Where one of two documents that may be one report has its own people or its own word for a claim, and the other a root too, the two roots may
/// be one. They stay two; the lower bound has them as one.
void bound(const std::vector<KinHint>& hints, Claim& claim) {
  std::map<std::uint32_t, std::set<std::uint32_t>> roots_of;  // document -> roots
  for (const auto& m : claim.members)
    if (m.root >= 0) roots_of[m.attribution.document].insert(static_cast<std::uint32_t>(m.root));
  const auto loose = [&](std::uint32_t r) { return claim.roots[r].kind == RootKind::own_reporting || claim.roots[r].kind == RootKind::witness; };
  Partition one(claim.roots.size());
  std::uint32_t supporting = 0, denying = 0;
  for (const auto& h : hints) {
    const auto a = roots_of.find(h.a), b = roots_of.find(h.b);
    if (a == roots_of.end() || b == roots_of.end()) continue;
    for (const auto x : a->second)
      for (const auto y : b->second) {
        const Root &p = claim.roots[x], &q = claim.roots[y];
        if (x == y || p.side != q.side || p.kind == RootKind::unknown || q.kind == RootKind::unknown || (!loose(x) && !loose(y))) continue;
        if (a->second.contains(y) || b->second.contains(x) || !one.join(x, y)) continue;
        ++(p.side == Side::supports ? supporting : denying);
        claim.may_be_one.push_back({std::min(x, y), std::max(x, y), h.why.front()});
      }
  }
  claim.supporting_at_least = claim.independent.supporting - supporting;
  claim.denying_at_least = claim.independent.denying - denying;
}

/// People whom the contents of others in the claim name, of those who speak for somebody. "She" may be meant of anybody.
std::set<std::int32_t> people_spoken_of(const Pile& pile, const Agents& agents, const Claim& claim) {
  std::set<std::int32_t> out;
  for (const auto& m : claim.members) {
    const auto d = m.attribution.document;
    const auto& reading = *pile.readings[d];
    const auto& said = reading.attributions[m.attribution.attribution];
    for (std::size_t i = 0; i < reading.agents.size(); ++i) {
      const Agent& agent = reading.agents[i];
      const auto who = agents.at(d, static_cast<std::int32_t>(i));
      if (who < 0 || static_cast<std::int32_t>(i) == said.agent || agent.kind != AgentKind::person || agents.voice_of(who) == who) continue;
      const auto by_name = [&](ByteSpan mention) {
        if (std::none_of(said.content.begin(), said.content.end(), [&](ByteSpan piece) { return piece.contains(mention); })) return false;
        const std::string key = name_key(agent.name);
        const auto words = key_words(key);
        return words.empty() || fold(slice(reading.document.text, mention)).find(words.back()) != std::string::npos;
      };
      if (std::any_of(agent.mentions.begin(), agent.mentions.end(), by_name)) out.insert(who);
    }
  }
  return out;
}

/// Captures of one page are one report. A member that only older captures have stays, and says so.
void count_reports(const Pile& pile, const Captures& captures, Claim& claim) {
  std::set<std::uint32_t> reports, standing;
  for (const auto& m : claim.members) {
    if (m.side != Side::supports) continue;
    const auto d = m.attribution.document;
    reports.insert(captures.report(d));
    if (captures.newest(d) == d) standing.insert(captures.report(d));
  }
  claim.reported_by = static_cast<std::uint32_t>(reports.size());
  claim.dropped_by = static_cast<std::uint32_t>(reports.size() - standing.size());
  if (claim.dropped_by == 0) return;
  for (auto& m : claim.members) {
    const auto d = m.attribution.document;
    if (m.side != Side::supports || standing.contains(captures.report(d))) continue;
    const std::string& date = edition_date(pile.document(captures.newest(d)));
    m.why.push_back({fmt::format("The newest capture of this page{} no longer says it.", date.empty() ? "" : " (" + date + ")"), d,
                     pile.readings[d]->attributions[m.attribution.attribution].content.front()});
  }
}

}  // namespace

void count_roots(const Pile& pile, const Families& families, const Agents& agents, const Relies& relies, Propositions& propositions,
                 const std::vector<CapturePair>& captures, Rulings* rulings) {
  Ties ties;
  for (const auto& p : propositions.copies) {
    ties.copies[p.a].emplace_back(p.b, p.statement);
    ties.copies[p.b].emplace_back(p.a, p.statement);
  }
  for (const auto& pair : captures)
    for (const auto& [x, y] : pair.sayings) {
      const AttributionRef before{pair.before, x}, after{pair.after, y};
      ties.copies[before].emplace_back(after, false);
      ties.copies[after].emplace_back(before, false);
      ties.newer.emplace(before, after);
    }
  ties.reports.resize(pile.size());
  ties.parents.resize(pile.size());
  for (const auto& e : relies.edges)
    if (e.to >= 0) ties.reports[e.from].push_back(static_cast<std::uint32_t>(e.to));
  for (const auto& e : families.derived) ties.parents[e.child].push_back(e.parent);
  for (auto& claim : propositions.claims) {
    const auto spoken_of = people_spoken_of(pile, agents, claim);
    for (const Side side : {Side::supports, Side::denies}) Counter(pile, families, agents, relies, ties, rulings, spoken_of, claim, side).run();
    bound(families.hints, claim);
    count_reports(pile, families.captures, claim);
  }
}

}  // namespace stemma::link
