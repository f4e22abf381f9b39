#include "link/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>

#include "base/utf8.h"
#include "link/series.h"
#include "link/timeline.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_compared = 60;  ///< points before one with which it is compared, the nearest
constexpr std::size_t most_summands = 8;   ///< points of one text that are tried as parts of a sum

class Ledgers {
 public:
  Ledgers(const Pile& pile, const Families& families, const Agents& agents, CaseModel& model)
      : pile_(pile), families_(families), agents_(agents), model_(model), memberships_(pile, model) {}

  void run() {
    std::vector<Counted> counted;
    for (std::uint32_t d = 0; d < pile_.size(); ++d)
      for (std::uint32_t i = 0; i < pile_.readings[d]->figures.size(); ++i)
        if (comparable(pile_.readings[d]->figures[i])) counted.push_back({d, i, claims_of(d, i)});
    const auto series_of = same_quantity(pile_, counted);
    std::map<std::uint32_t, FigureSeries> series;
    for (std::uint32_t n = 0; n < counted.size(); ++n) series[series_of[n]].points.push_back(point(counted[n]));
    for (auto& [n, s] : series) {
      for (std::size_t i = 0; i < s.points.size(); ++i) stand(s.points, i);
      supersede(s.points);
      s.quantity = quantity(s.points);
      changed_in_copies(s);
      model_.figures.push_back(std::move(s));
    }
  }

 private:
  const Figure& figure(const FigurePoint& p) const { return pile_.readings[p.document]->figures[p.figure]; }
  const Attribution* attribution(const FigurePoint& p) const {
    const auto a = figure(p).attribution;
    const Attribution* x = a < 0 ? nullptr : &pile_.readings[p.document]->attributions[static_cast<std::size_t>(a)];
    return x == nullptr || x->rejected ? nullptr : x;
  }

  /// Ages and ranks belong to one person or thing; "one" without a noun is a pronoun.
  static bool comparable(const Figure& f) {
    if (f.kind == FigureKind::age || f.kind == FigureKind::ordinal || (!f.value && !f.low && !f.high)) return false;
    return f.kind != FigureKind::count || f.value != 1.0 || !f.counted.empty();
  }

  std::vector<std::uint32_t> claims_of(std::uint32_t d, std::uint32_t i) const {
    std::vector<std::uint32_t> out;
    for (const auto& m : memberships_.of(d, pile_.readings[d]->figures[i].attribution)) out.push_back(m.claim);
    std::sort(out.begin(), out.end());
    return out;
  }

  FigurePoint point(const Counted& c) const {
    const Figure& f = pile_.readings[c.document]->figures[c.figure];
    FigurePoint p{.document = c.document, .figure = c.figure, .as_of = {}, .why = {}};
    if (const auto& m = memberships_.of(c.document, f.attribution); !m.empty()) {
      p.claim = static_cast<std::int32_t>(m.front().claim);
      p.root = m.front().root;
    }
    const Attribution* a = attribution(p);
    p.agent = a != nullptr && a->agent >= 0 ? agents_.at(c.document, a->agent) : a == nullptr ? agents_.publisher[c.document] : -1;
    const Document& d = pile_.document(c.document);
    p.stated = !f.as_of.empty();
    p.as_of = p.stated                               ? f.as_of
              : a != nullptr && !a->said.empty()     ? a->said
              : d.dateline && !d.dateline->date.empty() ? d.dateline->date
                                                     : d.published.value.substr(0, 10);
    return p;
  }

  bool same_number(const FigurePoint& x, const FigurePoint& y) const {
    const Figure &a = figure(x), &b = figure(y);
    return std::tie(a.value, a.low, a.high) == std::tie(b.value, b.low, b.high);
  }
  std::int32_t voice(const FigurePoint& p) const { return agents_.voice_of(p.agent); }
  static std::string day(const FigurePoint& p) { return p.as_of.empty() ? std::string("an unknown day") : p.as_of; }

  void set(std::vector<FigurePoint>& points, std::size_t i, std::size_t to, Stand stand, std::string words) const {
    points[i].stand = stand;
    points[i].to = static_cast<std::int32_t>(to);
    points[i].why = {std::move(words), points[i].document, figure(points[i]).span};
  }

  /// Against the nearest before it that shows most: the same number, the same speaker, a number that it contradicts, any other.
  void stand(std::vector<FigurePoint>& points, std::size_t i) const {
    const FigurePoint& p = points[i];
    const Interval mine = interval(figure(p));
    const std::size_t from = i - std::min(i, most_compared);
    std::optional<std::size_t> equal, own, rival, grown, fits;
    for (std::size_t k = i; k-- > from;) {
      const FigurePoint& q = points[k];
      if (same_number(p, q)) {
        if (!equal || (voice(q) == voice(p) && voice(points[*equal]) != voice(p))) equal = k;
        continue;
      }
      if (voice(p) >= 0 && voice(q) == voice(p)) {
        if (!own) own = k;
        continue;
      }
      const Interval theirs = interval(figure(q));
      if (mine.meets(theirs)) fits = fits ? fits : k;
      else if (grows(p, q) && mine.low > theirs.high) grown = grown ? grown : k;
      else rival = rival ? rival : k;
    }
    if (equal) return set(points, i, *equal, Stand::repeats, voice(points[*equal]) == voice(p) && voice(p) >= 0 ? "The same speaker, the same number." : "The same number.");
    if (own && !points[*own].superseded && p.as_of >= points[*own].as_of)
      return set(points, i, *own, Stand::updates, fmt::format("The same speaker, as of {}: it takes the place of the number of {}.", day(p), day(points[*own])));
    if (const auto parts = sum(points, i); !parts.empty())
      return set(points, i, parts.front(), Stand::sums, fmt::format("The sum of {} others in this text.", parts.size()));
    if (rival) return set(points, i, *rival, Stand::rivals, "Another speaker, and not both numbers can be true.");
    if (grown) return set(points, i, *grown, Stand::grew, fmt::format("Another speaker, counted up to {}, later than {}: the number has grown.", day(p), day(points[*grown])));
    if (fits) return set(points, i, *fits, Stand::fits, "Another speaker; both numbers can be true.");
  }

  /// Of what only becomes more, and counted up to a later day.
  bool grows(const FigurePoint& p, const FigurePoint& q) const {
    static const std::set<std::string_view> growing = {"killed", "injured", "casualty", "arrested", "displaced", "infected", "destroyed", "damaged"};
    return (growing.contains(figure(p).counted) || growing.contains(figure(q).counted)) && !p.as_of.empty() && p.as_of > q.as_of && !q.as_of.empty();
  }

  /// Two or three other points of the same text whose numbers add up to this one: "17 dead, 12 soldiers and 5 civilians".
  std::vector<std::size_t> sum(const std::vector<FigurePoint>& points, std::size_t i) const {
    const Figure& f = figure(points[i]);
    if (!f.value || f.bound != Bound::exact || *f.value <= 1) return {};
    std::vector<std::size_t> parts;
    for (std::size_t k = 0; k < points.size() && parts.size() < most_summands; ++k)
      if (k != i && points[k].document == points[i].document && figure(points[k]).value && figure(points[k]).bound == Bound::exact)
        parts.push_back(k);
    const auto at = [&](std::size_t n) { return *figure(points[parts[n]]).value; };
    for (std::size_t a = 0; a < parts.size(); ++a)
      for (std::size_t b = a + 1; b < parts.size(); ++b) {
        if (at(a) + at(b) == *f.value) return {parts[a], parts[b]};
        for (std::size_t c = b + 1; c < parts.size(); ++c)
          if (at(a) + at(b) + at(c) == *f.value) return {parts[a], parts[b], parts[c]};
      }
    return {};
  }

  /// A speaker's numbers with an earlier day than his latest other one.
  void supersede(std::vector<FigurePoint>& points) const {
    std::map<std::int32_t, std::size_t> latest;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (voice(points[i]) < 0) continue;
      const auto [at, is_new] = latest.try_emplace(voice(points[i]), i);
      if (!is_new && points[i].as_of > points[at->second].as_of) at->second = i;
    }
    for (auto& p : points) {
      const auto at = latest.find(voice(p));
      if (at == latest.end() || voice(p) < 0) continue;
      const FigurePoint& last = points[at->second];
      p.superseded = p.as_of < last.as_of && !same_number(p, last);
    }
  }

  /// Within one family: the child's number where the parent's text has another.
  void changed_in_copies(FigureSeries& s) const {
    std::map<std::uint32_t, std::vector<std::size_t>> by_document;
    for (std::size_t i = 0; i < s.points.size(); ++i) by_document[s.points[i].document].push_back(i);
    for (const auto& [child, mine] : by_document)
      for (auto e = std::lower_bound(families_.derived.begin(), families_.derived.end(), child,
                                     [](const DerivationEdge& x, std::uint32_t c) { return x.child < c; });
           e != families_.derived.end() && e->child == child; ++e) {
        const auto theirs = by_document.find(e->parent);
        if (theirs == by_document.end() || e->how == How::update || e->how == How::correction || !correction_note(pile_.document(child)).empty()) continue;
        for (const auto i : mine) drift(s, i, theirs->second, *e);
      }
  }
  void drift(FigureSeries& s, std::size_t i, const std::vector<std::size_t>& theirs, const DerivationEdge& e) const {
    if (std::any_of(theirs.begin(), theirs.end(), [&](std::size_t k) { return same_number(s.points[i], s.points[k]); })) return;
    const ByteSpan at = figure(s.points[i]).span;
    for (const Passage& p : e.passages) {
      if (!p.in_child.overlaps(at)) continue;
      for (const auto k : theirs)
        if (p.in_parent.overlaps(figure(s.points[k]).span) && voice(s.points[i]) == voice(s.points[k]))
          return s.changed.push_back({fmt::format("The text that it was taken from says \"{}\" here, and no note says that it was changed.",
                                                  squeeze(slice(pile_.text(e.parent), figure(s.points[k]).span))),
                                      e.child, at});
    }
  }

  /// The words of the first point that tells what it counts ("people", "litres of diesel"), and the class where that is another word;
  /// without any, the kind of figure.
  std::string quantity(const std::vector<FigurePoint>& points) const {
    std::string words, counted;
    for (const auto& p : points) {
      const Figure& f = figure(p);
      if (words.empty() && f.counted_span) words = squeeze(slice(pile_.text(p.document), *f.counted_span));
      if (counted.empty() && !f.counted.empty() && f.unit == "people" && f.counted != "person") counted = f.counted;
      if (!words.empty() && !counted.empty()) break;
    }
    const Figure& f = figure(points.front());
    if (words.empty() && f.kind == FigureKind::count) words = f.unit;
    words.erase(0, std::min(words.find_first_not_of("\"' "), words.size()));
    if (words.empty() && counted.empty()) return std::string(name(f.kind));
    const bool is_class = !counted.empty() && words.find(counted.substr(0, 4)) == std::string::npos;
    return words.empty() ? counted : words + (is_class ? ", " + counted : "");
  }

  const Pile& pile_;
  const Families& families_;
  const Agents& agents_;
  CaseModel& model_;
  Memberships memberships_;
};

}  // namespace

void keep_ledgers(const Pile& pile, const Families& families, const Agents& agents, CaseModel& model) {
  Ledgers(pile, families, agents, model).run();
  keep_timeline(pile, model);
}

}  // namespace stemma::link
