#include "link/fold.h"

#include <algorithm>
#include <map>

#include "link/partition.h"

namespace stemma::link {
namespace {

using Sort = Anchor::Sort;

class Folder {
 public:
  Folder(const std::vector<Anchor>& anchors, const Agents& agents)
      : anchors_(anchors),
        agents_(agents),
        one_(anchors.size()),
        reasons_(anchors.size()) {}

  Folded run(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties, const DecidedFolds& decided) {
    for (const auto& [a, b] : decided.apart) one_.part(a, b);
    for (const auto& f : decided.together) join(f.a, f.b, f.why);
    same_key();
    unnamed();
    officials();
    groups();
    joint();
    for (const auto& [a, b] : ties)
      if (!two_named(a, b)) join(a, b, {"Both give the same words: one occasion of speaking.", anchors_[b].document, place(b)});
    Folded out;
    out.of.resize(anchors_.size());
    std::map<std::uint32_t, std::uint32_t> number;
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      const auto [it, fresh] = number.emplace(one_.head(i), static_cast<std::uint32_t>(out.groups.size()));
      if (fresh) {
        out.groups.emplace_back();
        out.why.emplace_back();
      }
      out.of[i] = it->second;
      out.groups[it->second].push_back(i);
      auto& why = out.why[it->second];
      why.insert(why.end(), reasons_[i].begin(), reasons_[i].end());
    }
    for (auto& g : out.groups)
      std::stable_sort(g.begin(), g.end(), [&](std::uint32_t x, std::uint32_t y) { return rank(x) < rank(y); });
    out.unproved.assign(out.groups.size(), 0);
    for (const auto& f : folds_) out.unproved[out.of[f.a]] += !f.proved;
    out.folds = std::move(folds_);
    return out;
  }

 private:
  /// `told`: stands among the root's reasons as well.
  void join(std::uint32_t a, std::uint32_t b, Reason why, bool proved = true, bool told = true) {
    if (!one_.join(a, b)) return;
    if (told) reasons_[b].push_back(why);
    folds_.push_back({a, b, std::move(why), proved});
  }
  ByteSpan place(std::uint32_t i) const { return anchors_[i].why.empty() ? ByteSpan{} : anchors_[i].why.front().span; }
  std::int32_t affiliation(std::uint32_t i) const {
    return anchors_[i].agent < 0 ? -1 : agents_.voice_of(agents_.all[static_cast<std::size_t>(anchors_[i].agent)].affiliation);
  }
  bool two_named(std::uint32_t a, std::uint32_t b) const {
    const auto named = [](Sort s) { return s == Sort::speaker || s == Sort::joint; };
    return named(anchors_[a].sort) && named(anchors_[b].sort);
  }
  /// Which member of a group names the root: a group before one of its people, a joint statement before one party.
  static int rank(Sort s) { return s == Sort::joint ? 0 : s == Sort::speaker ? 1 : s == Sort::group ? 2 : static_cast<int>(s); }
  int rank(std::uint32_t i) const { return rank(anchors_[i].sort); }

  void same_key() {
    std::map<std::string, std::uint32_t> first;
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      const auto [it, fresh] = first.emplace(anchors_[i].key, i);
      if (fresh) continue;
      // The reason for the voice (a spokesman's ministry) stands with the anchor; here it is the saying again that adds nothing.
      const auto& a = anchors_[i];
      const bool again = a.document != anchors_[it->second].document && !a.why.empty();
      join(it->second, i, {again ? "The same speaker again: " + a.why.front().text : "The same speaker in the same text.", a.document, place(i)}, true, again);
    }
  }

  /// "a diplomat" in two outlets: one, unless the texts tell two apart (both in one document, another body).
  void unnamed() {
    struct Person {
      std::int32_t affiliation;
      std::uint32_t first;
      std::map<std::uint32_t, std::int32_t> in;  // document -> agent
    };
    std::map<std::pair<Sort, std::string>, std::vector<Person>> alike;
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      const auto& a = anchors_[i];
      if ((a.sort != Sort::individual && a.sort != Sort::document) || a.head.empty()) continue;
      bool found = false;
      auto& people = alike[{a.sort, a.head}];
      for (auto& p : people) {
        if (p.affiliation >= 0 && affiliation(i) >= 0 && p.affiliation != affiliation(i)) continue;
        if (named_apart(agents_, anchors_[p.first], a)) continue;
        const auto here = p.in.find(a.document);
        if (here != p.in.end() && here->second != a.agent) continue;
        join(p.first, i,
             {a.sort == Sort::document ? "Nothing in the texts tells the two documents apart."
                                       : "Nothing in the texts tells the two apart: counted once.",
              a.document, place(i)},
             false);
        p.in[a.document] = a.agent;
        if (p.affiliation < 0) p.affiliation = affiliation(i);
        found = true;
        break;
      }
      if (!found) people.push_back({affiliation(i), i, {{a.document, a.agent}}});
    }
  }

  /// "provincial health officials", "health officials in the province": people who speak for one office, whichever outlet prints it.
  void officials() {
    std::vector<std::uint32_t> seen;
    for (std::uint32_t i = 0; i < anchors_.size() && seen.size() < 50; ++i) {
      const auto& a = anchors_[i];
      if (a.sort != Sort::group ||
          (a.head != "official" && a.head != "authority" && a.head != "inspector" && a.head != "investigator" && a.head != "prosecutor"))
        continue;
      bool found = false;
      for (const auto k : seen)
        if (!found && anchors_[k].head == a.head && alike(a.agent, anchors_[k].agent)) {
          join(k, i, {"The same officials, by their description.", a.document, place(i)});
          found = true;
        }
      for (std::uint32_t k = 0; k < anchors_.size() && !found; ++k)
        if (anchors_[k].sort == Sort::speaker && belongs_to(a.agent, anchors_[k].agent)) {
          join(k, i, {"Officials of that office.", a.document, place(i)});
          found = true;
        }
      seen.push_back(i);
    }
  }
  /// Beginnings of the words that say which officials.
  std::vector<std::string> marks(std::int32_t agent) const {
    std::vector<std::string> out;
    const std::string key = name_key(agents_.all[static_cast<std::size_t>(agent)].name);
    for (const auto w : key_words(key))
      if (w.size() >= 5 && !w.starts_with("offic") && !w.starts_with("author") && !w.starts_with("senior") && !w.starts_with("inspec") &&
          !w.starts_with("invest") && !w.starts_with("prosec"))
        out.emplace_back(w.substr(0, 6));
    return out;
  }
  bool alike(std::int32_t a, std::int32_t b) const {
    const auto x = marks(a), y = marks(b);
    return std::any_of(x.begin(), x.end(), [&](const std::string& m) { return std::find(y.begin(), y.end(), m) != y.end(); });
  }
  bool belongs_to(std::int32_t officials, std::int32_t body) const {
    const auto x = marks(officials), y = marks(body);
    return x.size() >= 2 &&
           std::all_of(x.begin(), x.end(), [&](const std::string& m) { return std::find(y.begin(), y.end(), m) != y.end(); });
  }

  /// People interviewed by one outlet are one group, and one of them quoted alone belongs to it.
  void groups() {
    std::map<std::pair<std::string, std::int32_t>, std::uint32_t> group;
    std::map<std::int32_t, std::uint32_t> by_agent, by_outlet;
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      const auto& a = anchors_[i];
      if (a.sort != Sort::group) continue;
      by_agent.emplace(a.agent, i);
      if (a.head.empty()) continue;
      by_outlet.emplace(a.outlet, i);
      const auto [it, fresh] = group.emplace(std::pair(a.head, a.outlet), i);
      if (!fresh) join(it->second, i, {"The same group, interviewed by the same outlet.", a.document, place(i)});
    }
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      const auto& a = anchors_[i];
      // "All nine", "one of them": only counts or points, so it speaks of the group that the outlet interviewed.
      if (const auto it = by_outlet.find(a.outlet);
          a.head.empty() && a.outlet >= 0 && it != by_outlet.end() && (a.sort == Sort::group || a.sort == Sort::individual))
        join(it->second, i, {"Speaks of the group that the outlet interviewed.", a.document, place(i)});
      if (a.sort != Sort::individual) continue;
      const auto body = agents_.all[static_cast<std::size_t>(a.agent)].affiliation;
      if (const auto it = by_agent.find(body); body >= 0 && it != by_agent.end())
        join(it->second, i, {"One of the group, quoted alone.", a.document, place(i)});
      if (const auto it = group.find({a.head, a.outlet}); it != group.end() && !a.head.empty())
        join(it->second, i, {"One of the group, quoted alone.", a.document, place(i)});
    }
  }

  void joint() {
    std::map<std::int32_t, std::uint32_t> speakers;
    std::map<std::string, std::uint32_t> unexplained;  // in a text that does not say who they are that say it together
    const auto called = [&](const Anchor& a) { return name_key(agents_.all[static_cast<std::size_t>(a.agent)].name); };
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      if (anchors_[i].sort == Sort::speaker) speakers.emplace(anchors_[i].agent, i);
      if (anchors_[i].sort == Sort::group || anchors_[i].sort == Sort::individual) unexplained.emplace(called(anchors_[i]), i);
    }
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      if (anchors_[i].sort != Sort::joint) continue;
      if (const auto it = unexplained.find(called(anchors_[i])); it != unexplained.end())
        join(i, it->second, {"The same joint statement.", anchors_[it->second].document, place(it->second)});
      for (const auto p : anchors_[i].parties)
        if (const auto it = speakers.find(p); it != speakers.end())
          join(i, it->second, {"A party of the joint statement, alone.", anchors_[it->second].document, place(it->second)});
    }
  }

  const std::vector<Anchor>& anchors_;
  const Agents& agents_;
  Partition one_;
  std::vector<std::vector<Reason>> reasons_;
  std::vector<AnchorFold> folds_;
};

}  // namespace

Folded fold_anchors(const std::vector<Anchor>& anchors, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties,
                    const Agents& agents, const DecidedFolds& decided) {
  return Folder(anchors, agents).run(ties, decided);
}

}  // namespace stemma::link
