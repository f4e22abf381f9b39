#include "link/relies.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "link/namings.h"
#include "link/printed.h"
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
      if (!agents.issued_by_body(d)) continue;
      const auto voice = agents.voice_of(agents.publisher[d]);
      if (!by_voice_.contains(voice)) issuers_.add(pile.document(d).publisher.value, static_cast<std::uint32_t>(agents.publisher[d]));
      by_voice_[voice].push_back(d);
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
             {agents_.publisher[d], static_cast<std::int32_t>(d), {"It withdraws that item.", static_cast<std::uint32_t>(n), first_words(static_cast<std::uint32_t>(n))}});
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

  ByteSpan first_words(std::uint32_t d) const {
    return pile_.document(d).blocks.empty() ? ByteSpan{} : pile_.document(d).blocks.front().span;
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
      if (attributions[a].rejected) continue;
      const auto add = [&](std::int32_t local, ByteSpan span, bool report) {
        const auto agent = agents_.at(d, local);
        if (agent < 0 || agents_.all[static_cast<std::size_t>(agent)].vague) return;
        const auto& x = agents_.all[static_cast<std::size_t>(agent)];
        const bool outlet = x.kind == AgentKind::media && !house.contains(agent) && !credits(d, agent);
        if (!outlet && (!named[a].empty() || !issues_report(d, a, agent, report))) return;
        if (attributions[a].stance == Stance::denies && agents_.issued_by_body(d)) return;
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
    bodies(d);
    unnamed_outlets(d, house);
  }

  /// A name beside a word of sourcing that belongs to no attribution read so far.
  void printed(std::uint32_t d, const Naming& n, const std::set<std::int32_t>& house) {
    const bool itself = n.outlet == agents_.publisher[d];
    if (agents_.issued_by_body(d) && rejects(d, n.sentence)) return;
    if (!itself && (house.contains(n.outlet) || credits(d, n.outlet))) return;
    const DocText& text = pile_.texts[d];
    const auto block = pile_.document(d).blocks.empty() ? n.sentence : pile_.document(d).blocks[text.block[text.within(n.span).first]].span;
    const Carrier c{n.outlet,
                    choose(d, n.outlet, {itself || n.loose ? n.sentence : block}, nullptr, n.loose || itself ? 35 : 20),
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

  /// A body's own document in the pile that this attribution speaks of: "a report by the committee", "the ministry said in a statement";
  /// of those who look into other people's affairs (monitors, rights groups) whatever they "say" or "count". What a ministry's or a
  /// company's spokesman said that day he said to reporters.
  bool issues_report(std::uint32_t d, std::uint32_t a, std::int32_t agent, bool says_report) {
    const auto* documents = issued_by(d, agent);
    if (documents == nullptr) return false;
    const auto& x = pile_.readings[d]->attributions[a];
    if (!says_report) says_report = names_statement(d, a);
    const bool observer = is_observer(agent);
    if (!says_report && !observer) return false;
    const auto words = stems(d, x.content);
    return std::any_of(documents->begin(), documents->end(), [&](std::uint32_t e) {
      return e != d && not_later(e, d) && (says_report ? held(words, e) >= 50 : within_days(e, d, 7) && held(words, e) >= 60);
    });
  }

  /// Documents of a body that is not the publisher of d; nullptr: none.
  const std::vector<std::uint32_t>* issued_by(std::uint32_t d, std::int32_t agent) const {
    const auto voice = agents_.voice_of(agent);
    const auto it = by_voice_.find(voice);
    if (it == by_voice_.end() || (agents_.publisher[d] >= 0 && agents_.voice_of(agents_.publisher[d]) == voice)) return nullptr;
    return &it->second;
  }

  /// Those whose business it is to look into what others do.
  bool is_observer(std::int32_t agent) const {
    static constexpr std::array<std::string_view, 21> words = {
        "watch",  "rights",  "observer",  "observers",    "observation", "monitor",  "monitors", "monitoring", "audit",       "auditors", "inquiry",
        "count",  "relief",  "charity",   "inspectorate", "ombudsman",   "tribunal", "docket",   "survey",     "observatory", "amnesty"};
    const auto& x = agents_.all[static_cast<std::size_t>(agent)];
    if (x.kind == AgentKind::person) return false;
    const std::string key = name_key(x.name);
    for (const auto w : key_words(key))
      if (std::find(words.begin(), words.end(), w) != words.end()) return true;
    return false;
  }

  /// "a newspaper", "the local weekly": an outlet that is not named, if one report holds what the sentence says and no other does.
  void unnamed_outlets(std::uint32_t d, const std::set<std::int32_t>& house) {
    static const std::vector<std::uint64_t> kinds = hashes({"newspaper", "weekly", "daily", "paper", "tabloid", "broadsheet", "broadcaster"});
    const DocText& text = pile_.texts[d];
    for (std::uint32_t i = 1; i < text.size(); ++i) {
      if (!std::binary_search(kinds.begin(), kinds.end(), text.words[i])) continue;
      auto before = i;
      while (before > 0 && before + 2 > i && !is_determiner(text.words[before - 1])) --before;
      if (before == 0 || !is_determiner(text.words[before - 1])) continue;
      const auto sentence = sentence_at(d, text.spans[i]);
      if (named_in(d, sentence)) continue;
      const auto e = only_holder(d, sentence, house);
      if (e < 0) continue;
      const auto outlet = agents_.publisher[static_cast<std::size_t>(e)];
      note(d, {outlet, e, {"It speaks of a report without a name; only one in the case says this.", d, text.spans[i]}});
    }
  }
  static std::vector<std::uint64_t> hashes(std::initializer_list<std::string_view> words) {
    std::vector<std::uint64_t> out;
    for (const auto w : words) out.push_back(hash64(w));
    std::sort(out.begin(), out.end());
    return out;
  }
  static bool is_determiner(std::uint64_t word) {
    static const auto list = hashes({"a", "the", "one", "another"});
    return std::binary_search(list.begin(), list.end(), word);
  }
  /// Another outlet's name stands in the sentence: then that one is meant.
  bool named_in(std::uint32_t d, ByteSpan sentence) const {
    if (std::any_of(namings_[d].begin(), namings_[d].end(), [&](const Naming& n) { return sentence.contains(n.span); })) return true;
    const auto& attributions = pile_.readings[d]->attributions;
    for (std::uint32_t a = 0; a < attributions.size(); ++a)
      if (!out_.via[d][a].empty() && sentence.contains(attributions[a].content.front())) return true;
    return false;
  }
  /// The report of another house, among the last hundred documents before d, that holds 60 % of the words, 20 more than any other outlet's.
  std::int32_t only_holder(std::uint32_t d, ByteSpan sentence, const std::set<std::int32_t>& house) {
    const auto words = stems(d, {sentence});
    if (words.size() < 4) return -1;
    int best_share = 0, second = 0;
    std::int32_t best = -1;
    for (std::uint32_t e = d > 100 ? d - 100 : 0; e < d; ++e) {
      const auto outlet = agents_.publisher[e];
      if (outlet < 0 || agents_.issued_by_body(e) || house.contains(outlet) || !parents_[e].empty()) continue;
      const int share = held(words, e);
      if (share > best_share) {
        if (best < 0 || agents_.publisher[static_cast<std::size_t>(best)] != outlet) second = best_share;
        best_share = share;
        best = static_cast<std::int32_t>(e);
      } else if (best >= 0 && agents_.publisher[static_cast<std::size_t>(best)] != outlet) {
        second = std::max(second, share);
      }
    }
    return best_share >= 60 && best_share >= second + 20 ? best : -1;
  }
  /// The sentence turns down what it names.
  bool rejects(std::uint32_t d, ByteSpan sentence) const {
    const std::string folded = fold(slice(pile_.document(d), sentence));
    const auto words = word_spans(folded);
    return std::any_of(words.begin(), words.end(), [&](ByteSpan w) {
      const auto word = slice(std::string_view(folded), w);
      return says_false(word) || is_denying(stem(word));
    });
  }

  /// A mention of a body beside a word for what it publishes ("the union's leaflet", "a bulletin of the board"), or of an observer in a
  /// sentence whose words its document holds, although no attribution was read there.
  void bodies(std::uint32_t d) {
    const auto& agents = pile_.readings[d]->agents;
    std::vector<std::pair<ByteSpan, std::int32_t>> mentions;
    for (std::uint32_t i = 0; i < agents.size(); ++i)
      for (const auto span : agents[i].mentions) mentions.emplace_back(span, agents_.at(d, static_cast<std::int32_t>(i)));
    const DocText& text = pile_.texts[d];
    for (const auto& f : issuers_.find(text)) mentions.emplace_back(text.bytes(f.first, f.first + f.words), static_cast<std::int32_t>(f.name));
    std::sort(mentions.begin(), mentions.end());
    mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
    for (const auto& [span, agent] : mentions) {
      if (agent < 0 || issued_by(d, agent) == nullptr) continue;
      const bool release = beside_release(d, span);
      const auto sentence = sentence_at(d, span);
      if (!release && (!is_observer(agent) || named_in(d, sentence))) continue;
      if (agents_.issued_by_body(d) && rejects(d, sentence)) continue;
      const auto e = choose(d, agent, {sentence}, nullptr, release ? 30 : 40);
      if (e < 0 || !not_later(static_cast<std::uint32_t>(e), d)) continue;
      if (!release && !within_days(static_cast<std::uint32_t>(e), d, 7)) continue;
      note(d, {agent, e, {"It speaks of what " + agents_.all[static_cast<std::size_t>(agent)].name + " has published.", d, span}});
    }
  }
  bool is_release(std::string_view word) const {
    static constexpr std::array<std::string_view, 16> words = {"statement", "releas", "communiqu", "bulletin",  "announcement", "notic",   "leaflet", "observation",
                                                               "document",  "survey", "study",     "finding",   "report",       "circular", "summary", "communique"};
    return std::find(words.begin(), words.end(), word) != words.end();
  }
  /// "the union's leaflet", "Tamsel's first notice", "a report by the board", "a statement from the ministry".
  bool beside_release(std::uint32_t d, ByteSpan mention) const {
    const DocText& text = pile_.texts[d];
    const auto [first, last] = text.within(mention);
    if (first == last) return false;
    const auto word = [&](std::uint32_t i) { return stem(fold(slice(pile_.document(d), text.spans[i]))); };
    const bool possessive = word(last - 1) == "s" || (last < text.size() && text.words[last] == hash64("s"));
    for (auto i = last; possessive && i < text.size() && i < last + 4 && text.block[i] == text.block[first]; ++i)
      if (is_release(word(i))) return true;
    auto before = first;
    while (before > 0 && text.words[before - 1] == hash64("the")) --before;
    if (before < 2) return false;
    const auto link = text.words[before - 1];
    return (link == hash64("by") || link == hash64("from") || link == hash64("of")) && is_release(word(before - 2));
  }
  ByteSpan sentence_at(std::uint32_t d, ByteSpan span) const {
    const auto& all = pile_.analyses[d].sentences;
    const auto s =
        std::upper_bound(all.begin(), all.end(), span.begin, [](std::uint32_t at, const lang::Sentence& x) { return at < x.span.begin; });
    return s == all.begin() ? span : (s - 1)->span;
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
          if (is_statement_noun(word) || is_release(word)) return true;
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
  bool holds(std::uint32_t e, std::uint64_t word) {
    const auto& there = vocabulary(e);
    return std::binary_search(there.begin(), there.end() - 1, word);
  }
  std::vector<std::uint64_t> stems(std::uint32_t d, const Spans& spans) const {
    std::string text;
    for (const auto& s : spans) text.append(slice(pile_.document(d), s)).append(1, '\n');
    return stems(fold(text));
  }

  /// The document of this outlet that holds most of the words, those that few of its documents hold before others; one of the day that
  /// the text names for the report; the latest before d among equals. -1: none holds `least` of 100.
  std::int32_t choose(std::uint32_t d, std::int32_t outlet, const Spans& spans, const std::int32_t* fallback, int least = 20) {
    const std::vector<std::uint32_t>* documents = nullptr;
    bool body = false;
    if (const auto it = by_outlet_.find(outlet); it != by_outlet_.end()) documents = &it->second;
    else if (const auto v = by_voice_.find(agents_.voice_of(outlet)); v != by_voice_.end()) documents = &v->second, body = true;
    if (documents == nullptr) return -1;
    const auto words = stems(d, spans);
    // The last reports before it: an outlet with ten thousand pages in the pile is not read through for every sentence.
    const auto here = std::lower_bound(documents->begin(), documents->end(), d) - documents->begin();
    const auto from = std::max<std::ptrdiff_t>(0, here - 100), to = std::min<std::ptrdiff_t>(std::ssize(*documents), here + 20);
    std::vector<std::uint32_t> candidates;
    for (auto i = from; i < to; ++i) {
      const auto e = (*documents)[static_cast<std::size_t>(i)];
      const bool fits = e != d && (not_later(e, d) || (!body && held(words, e) >= std::max(least, 50)));
      if (fits && held(words, e) >= least) candidates.push_back(e);
    }
    std::vector<int> holders(words.size(), 0);
    for (const auto e : candidates)
      for (std::size_t i = 0; i < words.size(); ++i) holders[i] += holds(e, words[i]);
    std::int32_t best = -1;
    std::tuple<bool, int, std::uint32_t> rank{};
    for (const auto e : candidates) {
      int score = named_day(d, spans, e) ? 100 : 0;
      for (std::size_t i = 0; i < words.size(); ++i)
        if (holds(e, words[i])) score += 100 / holders[i];
      // Two that hold as much but for a word or so: the later one, as an update replaces what came before.
      const std::tuple<bool, int, std::uint32_t> r{not_later(e, d), score / 60, e};
      if (best < 0 || r > rank) {
        best = static_cast<std::int32_t>(e);
        rank = r;
      }
    }
    if (fallback != nullptr && *fallback >= 0 && (best < 0 || held(words, static_cast<std::uint32_t>(best)) < 40)) return *fallback;
    return best;
  }

  /// The sentences name a day, and e came out on it.
  bool named_day(std::uint32_t d, const Spans& spans, std::uint32_t e) const {
    const std::string day = pile_.document(e).published.value.substr(0, 10);
    if (day.size() < 10 || spans.empty()) return false;
    const auto first = sentence_at(d, spans.front());
    return std::any_of(pile_.readings[d]->times.begin(), pile_.readings[d]->times.end(), [&](const TimeExpression& t) {
      const bool near = first.contains(t.span) || std::any_of(spans.begin(), spans.end(), [&](ByteSpan s) { return s.contains(t.span); });
      return near && !t.earliest.empty() && t.earliest.substr(0, 10) <= day && day <= t.latest.substr(0, 10) && t.earliest.substr(0, 10) == t.latest.substr(0, 10);
    });
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
  PrintedNames issuers_;  // of documents of bodies
  std::vector<std::vector<Naming>> namings_;
  std::vector<std::vector<std::uint64_t>> vocabulary_;  // stems of each document, made when first asked for
  std::map<std::tuple<std::uint32_t, std::int32_t, std::int32_t>, ReliesOn> edges_;
  Relies out_;
};

}  // namespace

Relies find_relies(const Pile& pile, const Families& families, const Agents& agents) { return Finder(pile, families, agents).run(); }

}  // namespace stemma::link
