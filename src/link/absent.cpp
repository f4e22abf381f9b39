// Absent texts: what an agency must have sent out, although nobody has put it into the pile. A lost exemplar, as stemmatology calls it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/time.h"
#include "base/utf8.h"
#include "link/families.h"
#include "link/lists.h"
#include "link/partition.h"
#include "link/thresholds.h"

namespace stemma::link {
namespace {

using thresholds::shortest_held;

/// "pbi" of "pressbureau istrande": its letters in order, the first letter of each word among them.
bool is_short_for(std::string_view abbreviation, const std::string& name) {
  if (abbreviation.size() > 6 || abbreviation.size() < 2 || abbreviation.find(' ') != std::string_view::npos) return false;
  std::size_t k = 0;
  bool start = true;
  for (const char c : name) {
    if (c == ' ') {
      start = true;
      continue;
    }
    if (k < abbreviation.size() && abbreviation[k] == c) ++k;
    else if (start) return false;
    start = false;
  }
  return k == abbreviation.size();
}

class Finder {
 public:
  Finder(const Pile& pile, Families& families) : pile_(pile), out_(families) {}

  void run() {
    out_.from_absent.resize(pile_.size());
    std::vector<std::int32_t> family(pile_.size(), -1);
    std::vector<std::set<std::string>> printed_by(out_.families.size());
    for (std::size_t f = 0; f < out_.families.size(); ++f)
      for (const auto d : out_.families[f]) {
        family[d] = static_cast<std::int32_t>(f);
        if (!pile_.outlet[d].empty()) printed_by[f].insert(pile_.outlet[d]);
      }
    std::vector<std::vector<std::string>> names(pile_.size());
    for (std::uint32_t d = 0; d < pile_.size(); ++d)
      if (family[d] >= 0) names[d] = credited(pile_.document(d));
    std::map<std::string, std::vector<const Kin*>> by_name;
    for (const auto& k : out_.kin) {
      if (k.reporting < shortest_held || family[k.a] < 0 || family[k.a] != family[k.b] || out_.captures.one_page(k.a, k.b)) continue;
      std::vector<std::string> both;
      std::set_intersection(names[k.a].begin(), names[k.a].end(), names[k.b].begin(), names[k.b].end(), std::back_inserter(both));
      const auto& there = printed_by[static_cast<std::size_t>(family[k.a])];
      for (auto& name : both)
        if (std::none_of(there.begin(), there.end(), [&](const std::string& p) { return p == name || is_short_for(name, p); })) by_name[name].push_back(&k);
    }
    for (const auto& [name, kin] : by_name) collect(name, kin);
    std::sort(out_.absent.begin(), out_.absent.end(), [](const AbsentText& x, const AbsentText& y) {
      return std::tie(x.children, x.issuer) < std::tie(y.children, y.issuer);
    });
    for (std::uint32_t t = 0; t < out_.absent.size(); ++t)
      for (const auto& [d, span] : pieces_.at({out_.absent[t].issuer, out_.absent[t].children.front()})) out_.from_absent[d].push_back({span, t});
  }

 private:
  void collect(const std::string& name, const std::vector<const Kin*>& kin) {
    std::vector<std::uint32_t> documents;
    for (const Kin* k : kin) documents.push_back(k->a), documents.push_back(k->b);
    make_set(documents);
    const auto place = [&](std::uint32_t d) {
      return static_cast<std::uint32_t>(std::lower_bound(documents.begin(), documents.end(), d) - documents.begin());
    };
    Partition together(documents.size());
    for (const Kin* k : kin) together.join(place(k->a), place(k->b));
    std::map<std::uint32_t, std::vector<std::uint32_t>> sets;
    std::map<std::uint32_t, std::vector<const Kin*>> kin_of;
    for (std::uint32_t i = 0; i < documents.size(); ++i) sets[together.head(i)].push_back(documents[i]);
    for (const Kin* k : kin) kin_of[together.head(place(k->a))].push_back(k);
    for (auto& [head, children] : sets) make(name, std::move(children), kin_of[head]);
  }

  void make(const std::string& name, std::vector<std::uint32_t> children, const std::vector<const Kin*>& kin) {
    std::set<std::string> outlets;
    for (const auto d : children) outlets.insert(pile_.outlet[d].empty() ? " " + pile_.document(d).id : pile_.outlet[d]);
    if (outlets.size() < 2) return;  // versions of one report
    AbsentText t{.issuer = as_printed(children.front(), name), .agent = -1, .children = std::move(children), .no_later = {}, .held = {}, .why = {}};
    for (const auto d : t.children)
      if (t.no_later.empty() && instant(pile_.document(d).published.value)) t.no_later = pile_.document(d).published.value;
    // Words that a later child has too, and words that an earlier one has.
    std::map<std::uint32_t, std::vector<bool>> later, earlier;
    for (const Kin* k : kin)
      for (const auto& p : k->passages) {
        if (p.statement) continue;
        mark(later, k->a, p.a_first, p.a_last);
        mark(earlier, k->b, p.b_first, p.b_last);
      }
    std::vector<std::pair<std::uint32_t, ByteSpan>> pieces;
    for (const auto d : t.children) {
      std::vector<bool> first(pile_.texts[d].size(), false), any = first;
      for (std::uint32_t w = 0; w < first.size(); ++w) {
        const bool after = at(later, d, w), before = at(earlier, d, w);
        first[w] = after && !before, any[w] = after || before;
      }
      each_run(first, [&](std::uint32_t from, std::uint32_t to) { t.held.push_back({d, pile_.texts[d].bytes(from, to), to - from}); });
      each_run(any, [&](std::uint32_t from, std::uint32_t to) { pieces.emplace_back(d, pile_.texts[d].bytes(from, to)); });
      t.why.push_back({fmt::format("It credits {}.", t.issuer), d, printed_name(pile_.document(d), t.issuer)});
    }
    if (t.held.empty()) return;
    t.why.push_back({fmt::format("{} words of it stand in another text that credits {} too; what {} sent out is not in the case.", t.held.front().words, t.issuer, t.issuer),
                     t.held.front().document, t.held.front().span});
    pieces_[{t.issuer, t.children.front()}] = std::move(pieces);
    out_.absent.push_back(std::move(t));
  }

  using Marks = std::map<std::uint32_t, std::vector<bool>>;
  void mark(Marks& marks, std::uint32_t d, std::uint32_t first, std::uint32_t last) const {
    auto& words = marks[d];
    words.resize(pile_.texts[d].size(), false);
    std::fill(words.begin() + first, words.begin() + last, true);
  }
  static bool at(const Marks& marks, std::uint32_t d, std::uint32_t word) {
    const auto it = marks.find(d);
    return it != marks.end() && it->second[word];
  }
  template <class Take>
  static void each_run(const std::vector<bool>& words, Take take) {
    for (std::uint32_t from = 0, to = 0; from < words.size(); from = to + 1) {
      for (to = from; to < words.size() && words[to]; ++to) {}
      if (to - from >= shortest_held) take(from, to);
    }
  }

  std::string as_printed(std::uint32_t d, const std::string& key) const {
    const Document& doc = pile_.document(d);
    for (const auto part : split(doc.agency.value, "/"))
      if (name_key(trim(part)) == key) return std::string(trim(part));
    return doc.dateline && name_key(doc.dateline->agency) == key ? doc.dateline->agency : key;
  }

  const Pile& pile_;
  Families& out_;
  std::map<std::pair<std::string, std::uint32_t>, std::vector<std::pair<std::uint32_t, ByteSpan>>> pieces_;
};

}  // namespace

void find_absent(const Pile& pile, Families& families) { Finder(pile, families).run(); }

}  // namespace stemma::link
