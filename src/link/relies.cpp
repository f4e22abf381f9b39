#include "link/relies.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "link/namings.h"
#include "link/words.h"

namespace stemma::link {
namespace {

class Finder {
 public:
  Finder(const Pile& pile, const Families& families, const Agents& agents) : pile_(pile), families_(families), agents_(agents) {
    parents_.resize(pile.size());
    for (const auto& e : families.derived) parents_[e.child].push_back(e.parent);
    for (std::uint32_t d = 0; d < pile.size(); ++d) {
      if (agents.publisher[d] < 0) continue;
      by_outlet_[agents.publisher[d]].push_back(d);
      if (agents.issued_by_body(d)) by_voice_[agents.voice_of(agents.publisher[d])].push_back(d);
    }
    vocabulary_.resize(pile.size());
    namings_ = find_namings(pile, agents);
  }

  Relies run() {
    out_.via.resize(pile_.size());
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      out_.via[d].resize(pile_.readings[d]->attributions.size());
      read(d);
    }
    for (std::uint32_t d = 0; d < pile_.size(); ++d)
      if (const auto n = families_.killed_by[d]; n >= 0)
        note(static_cast<std::uint32_t>(n),
             {agents_.publisher[d], static_cast<std::int32_t>(d), {"It withdraws that item.", static_cast<std::uint32_t>(n), {}}});
    for (auto& [key, edge] : edges_) out_.edges.push_back(std::move(edge));
    return std::move(out_);
  }

 private:
  /// Outlets whose words the document prints as its own: its publisher, those it credits, those of the texts that it took over.
  std::set<std::int32_t> own_house(std::uint32_t d) const {
    std::set<std::int32_t> out;
    std::set<std::uint32_t> seen;
    std::vector<std::uint32_t> todo{d};
    while (!todo.empty()) {
      const auto x = todo.back();
      todo.pop_back();
      if (!seen.insert(x).second) continue;
      if (agents_.publisher[x] >= 0) out.insert(agents_.publisher[x]);
      todo.insert(todo.end(), parents_[x].begin(), parents_[x].end());
    }
    return out;
  }

  bool credits(std::uint32_t d, std::int32_t outlet) const {
    const auto names = credited(pile_.document(d));
    return std::find(names.begin(), names.end(), name_key(agents_.all[static_cast<std::size_t>(outlet)].name)) != names.end();
  }

  void read(std::uint32_t d) {
    const auto house = own_house(d);
    const auto& attributions = pile_.readings[d]->attributions;
    // First each outlet as a whole, so that a short content goes to the report to which the longer ones beside it go.
    std::map<std::int32_t, Spans> through;
    std::vector<std::vector<std::pair<std::int32_t, ByteSpan>>> named(attributions.size());
    for (std::uint32_t a = 0; a < attributions.size(); ++a) {
      const auto add = [&](std::int32_t local, ByteSpan span, bool report) {
        const auto agent = agents_.at(d, local);
        if (agent < 0 || agents_.all[static_cast<std::size_t>(agent)].vague) return;
        const auto& x = agents_.all[static_cast<std::size_t>(agent)];
        const bool outlet = x.kind == AgentKind::media && !house.contains(agent) && !credits(d, agent);
        if (!outlet && !issues_report(d, a, agent, report)) return;
        for (const auto& n : named[a])
          if (n.first == agent) return;
        named[a].emplace_back(agent, span);
        const auto& content = pile_.readings[d]->attributions[a].content;
        through[agent].insert(through[agent].end(), content.begin(), content.end());
      };
      const auto& x = attributions[a];
      const auto source = x.source.empty() ? ByteSpan{} : x.source.front();
      add(x.agent, source, false);
      for (const auto& l : x.links) add(l.agent, l.span, l.kind == SourceLink::Kind::report);
    }
    std::map<std::int32_t, std::int32_t> whole;
    for (const auto& [agent, spans] : through) whole[agent] = choose(d, agent, spans, nullptr);
    for (std::uint32_t a = 0; a < attributions.size(); ++a) {
      auto& via = out_.via[d][a];
      // What stands inside another's words came through that other.
      if (const auto p = attributions[a].parent; p >= 0 && static_cast<std::uint32_t>(p) < a)
        via = out_.via[d][static_cast<std::size_t>(p)];
      for (const auto& [agent, span] : named[a]) {
        const auto fallback = whole[agent];
        const Carrier c{agent,
                        choose(d, agent, attributions[a].content, &fallback),
                        {"It names " + agents_.all[static_cast<std::size_t>(agent)].name + " as where it has this from.", d, span}};
        if (std::none_of(via.begin(), via.end(), [&](const Carrier& o) { return o.outlet == c.outlet; })) via.push_back(c);
        note(d, c);
      }
    }
    for (const auto& n : namings_[d]) printed(d, n, house);
  }

  /// A name beside a word of sourcing that belongs to no attribution read so far.
  void printed(std::uint32_t d, const Naming& n, const std::set<std::int32_t>& house) {
    const bool itself = n.outlet == agents_.publisher[d];
    if (!itself && (house.contains(n.outlet) || credits(d, n.outlet))) return;
    const DocText& text = pile_.texts[d];
    const auto block = pile_.document(d).blocks.empty() ? n.sentence : pile_.document(d).blocks[text.block[text.within(n.span).first]].span;
    const Carrier c{n.outlet,
                    choose(d, n.outlet, {itself ? n.sentence : block}, nullptr),
                    {"It names " + agents_.all[static_cast<std::size_t>(n.outlet)].name + " as a source.", d, n.span}};
    if (c.document < 0) return;
    note(d, c);
    if (!n.as_source) return;
    const auto& attributions = pile_.readings[d]->attributions;
    for (std::uint32_t a = 0; a < attributions.size(); ++a) {
      const auto& content = attributions[a].content;
      const bool before = !content.empty() && block.contains(content.front()) && content.front().begin < n.span.begin;
      if (before && out_.via[d][a].empty() && is_nobody(agents_.at(d, attributions[a].agent))) out_.via[d][a].push_back(c);
    }
  }
  bool is_nobody(std::int32_t agent) const {
    if (agent < 0) return true;
    const auto& x = agents_.all[static_cast<std::size_t>(agent)];
    return x.vague || x.kind == AgentKind::unnamed;
  }

  /// A body's own document in the pile that this attribution speaks of: "a report by the committee", "the ministry said in a statement".
  bool issues_report(std::uint32_t d, std::uint32_t a, std::int32_t agent, bool says_report) {
    const auto voice = agents_.voice_of(agent);
    const auto it = by_voice_.find(voice);
    if (it == by_voice_.end()) return false;
    if (agents_.publisher[d] >= 0 && agents_.voice_of(agents_.publisher[d]) == voice) return false;
    if (!says_report) says_report = names_statement(d, a);
    const auto words = stems(d, pile_.readings[d]->attributions[a].content);
    for (const auto e : it->second) {
      if (e == d || !not_later(e, d)) continue;
      const auto share = held(words, e);
      if ((says_report && share >= 50) || (within_days(e, d, 1) && share >= 75)) return true;
    }
    return false;
  }

  /// "statement", "report" or the like stands in the source, the cue or just before them ("a statement in which the ministry said").
  bool names_statement(std::uint32_t d, std::uint32_t a) const {
    const auto& x = pile_.readings[d]->attributions[a];
    const DocText& text = pile_.texts[d];
    for (const auto* spans : {&x.source, &x.cue})
      for (const auto span : *spans) {
        const auto [first, last] = text.within(span);
        if (first == last) continue;
        auto from = first;
        while (spans == &x.source && from > 0 && from + 6 > first && text.block[from - 1] == text.block[first] &&
               !ends_sentence(d, text.spans[from - 1].end))
          --from;
        const std::string folded = fold(slice(pile_.document(d), text.bytes(from, last)));
        for (const auto w : word_spans(folded)) {
          const auto word = stem(slice(std::string_view(folded), w));
          if (is_statement_noun(word) || word == "releas" || word == "communiqu" || word == "observation" || word == "document")
            return true;
        }
      }
    return false;
  }

  bool ends_sentence(std::uint32_t d, std::uint32_t at) const {
    const auto text = pile_.text(d);
    return at < text.size() && (text[at] == '.' || text[at] == '?' || text[at] == '!' || text[at] == ';');
  }

  bool not_later(std::uint32_t e, std::uint32_t d) const {
    if (!pile_.at[e] || !pile_.at[d]) return true;
    if (*pile_.at[e] <= *pile_.at[d]) return true;
    const auto x = parse_iso_day(pile_.document(e).published.value), y = parse_iso_day(pile_.document(d).published.value);
    const bool timed = pile_.document(e).published.value.size() > 10 && pile_.document(d).published.value.size() > 10;
    return !timed && x && y && *x <= *y;
  }
  bool within_days(std::uint32_t e, std::uint32_t d, std::int64_t days) const {
    return pile_.at[e] && pile_.at[d] && std::abs(*pile_.at[e] - *pile_.at[d]) <= days * 86400 + 43200;
  }

  const std::vector<std::uint64_t>& vocabulary(std::uint32_t d) {
    auto& v = vocabulary_[d];
    if (v.empty()) {
      const std::string folded = fold(pile_.document(d).title.value + "\n" + pile_.document(d).text);
      v = stems(folded);
      v.push_back(~std::uint64_t{0});  // made, even if there are no words
    }
    return v;
  }
  static std::vector<std::uint64_t> stems(const std::string& folded) {
    std::vector<std::uint64_t> out;
    for (const auto w : word_spans(folded)) {
      const auto word = slice(std::string_view(folded), w);
      if (const auto n = number_of(word); !n.empty()) out.push_back(hash64(n));
      else if (!is_stop_word(word)) out.push_back(hash64(stem(word)));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  /// Of 100: how many of the words attributed stand in document e.
  int held(const std::vector<std::uint64_t>& words, std::uint32_t e) {
    const auto& there = vocabulary(e);
    std::size_t found = 0;
    for (const auto w : words) found += std::binary_search(there.begin(), there.end() - 1, w);
    return words.empty() ? 0 : static_cast<int>(found * 100 / words.size());
  }
  std::vector<std::uint64_t> stems(std::uint32_t d, const Spans& spans) const {
    std::string text;
    for (const auto& s : spans) text.append(slice(pile_.document(d), s)).append(1, '\n');
    return stems(fold(text));
  }

  /// The document of this outlet that holds most of the words; nearest before d among equals. -1: none that fits.
  std::int32_t choose(std::uint32_t d, std::int32_t outlet, const Spans& spans, const std::int32_t* fallback) {
    const std::vector<std::uint32_t>* documents = nullptr;
    if (const auto it = by_outlet_.find(outlet); it != by_outlet_.end()) documents = &it->second;
    else if (const auto v = by_voice_.find(agents_.voice_of(outlet)); v != by_voice_.end()) documents = &v->second;
    if (documents == nullptr) return -1;
    const auto words = stems(d, spans);
    std::int32_t best = -1;
    std::tuple<int, int, std::uint32_t> rank{};
    // The last reports before it: an outlet with ten thousand pages in the pile is not read through for every sentence.
    const auto here = std::lower_bound(documents->begin(), documents->end(), d) - documents->begin();
    const auto from = std::max<std::ptrdiff_t>(0, here - 100), to = std::min<std::ptrdiff_t>(std::ssize(*documents), here + 20);
    for (auto i = from; i < to; ++i) {
      const auto e = (*documents)[static_cast<std::size_t>(i)];
      if (e == d) continue;
      const int share = held(words, e);
      const std::tuple<int, int, std::uint32_t> r{not_later(e, d), share, e};
      if (share >= 20 && (not_later(e, d) || share >= 50) && (best < 0 || r > rank)) {
        best = static_cast<std::int32_t>(e);
        rank = r;
      }
    }
    if (fallback != nullptr && (best < 0 || std::get<1>(rank) < 40) && *fallback >= 0) return *fallback;
    return best;
  }

  void note(std::uint32_t from, const Carrier& c) {
    auto& e = edges_[{from, c.document, c.document >= 0 ? -1 : c.outlet}];
    e.from = from;
    e.to = c.document;
    e.outlet = c.outlet;
    e.why.push_back(c.why);
  }

  const Pile& pile_;
  const Families& families_;
  const Agents& agents_;
  std::vector<std::vector<std::uint32_t>> parents_;
  std::map<std::int32_t, std::vector<std::uint32_t>> by_outlet_, by_voice_;
  std::vector<std::vector<Naming>> namings_;
  std::vector<std::vector<std::uint64_t>> vocabulary_;  // stems of each document, made when first asked for
  std::map<std::tuple<std::uint32_t, std::int32_t, std::int32_t>, ReliesOn> edges_;
  Relies out_;
};

}  // namespace

Relies find_relies(const Pile& pile, const Families& families, const Agents& agents) { return Finder(pile, families, agents).run(); }

}  // namespace stemma::link
