#include "link/sides/features.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/words.h"

namespace stemma::link::sides {
namespace {

constexpr std::size_t most_sentences = 60;

enum class CueClass : std::uint8_t { refutes, pranks, retracts, negates, doubts, hedges, alleges, reports, says, confirms, asks, ceases };
constexpr std::array<std::string_view, 12> cue_names = {"refutes", "pranks",  "retracts", "negates", "doubts",   "hedges",
                                                        "alleges", "reports", "says",     "confirms", "asks", "ceases"};
struct CueLine {
  CueClass cue;
  std::string_view words;
};
constexpr auto cue_lines = std::to_array<CueLine>({
#include "link/sides/cue_words.inc"
});

using CueSet = std::uint16_t;
constexpr bool in(CueSet set, std::size_t cue) { return (set >> cue & 1) != 0; }

CueSet cues_of(const std::string& word) {
  static const auto table = [] {
    std::unordered_map<std::string, CueSet> out;
    for (const auto& line : cue_lines)
      for (const auto span : word_spans(line.words)) out[stem(slice(line.words, span))] |= static_cast<CueSet>(1U << static_cast<unsigned>(line.cue));
    return out;
  }();
  const auto it = table.find(stem(word));
  return it == table.end() ? CueSet{0} : it->second;
}

using Counts = std::array<std::int32_t, cue_names.size()>;

/// What is known of a phrase by itself.
struct Own {
  std::vector<CueSet> cues;  ///< by word
  Counts counts{};
  std::unordered_set<std::string_view> senses;  ///< of matter
  std::int32_t names = 0, quoted = 0, numbers = 0;
  bool question = false, colon = false, marks = false;
};

Own own(const Phrase& p) {
  Own out;
  for (const auto& w : p.words) {
    out.cues.push_back(cues_of(w.word));
    for (std::size_t c = 0; c < cue_names.size(); ++c) out.counts[c] += in(out.cues.back(), c);
    if (!w.stop) out.senses.insert(w.sense);
    out.names += w.name >= 0;
    out.quoted += w.quoted;
    out.numbers += !w.number.empty();
  }
  if (p.words.empty()) return out;
  const auto& text = p.reading->document.text;
  const ByteSpan all{p.words.front().span.begin, std::min<std::uint32_t>(p.words.back().span.end + 3, static_cast<std::uint32_t>(text.size()))};
  const auto words = slice(text, all);
  out.question = words.find('?') != std::string_view::npos;
  out.colon = words.find(':') != std::string_view::npos;
  out.marks = words.find_first_of("'\"") != std::string_view::npos || words.find("‘") != std::string_view::npos || words.find("“") != std::string_view::npos;
  return out;
}

std::int32_t share(std::size_t part, std::size_t whole) { return whole == 0 ? 0 : static_cast<std::int32_t>(part * 1024 / whole); }

std::size_t common(const Own& a, const Own& b) {
  return static_cast<std::size_t>(std::count_if(a.senses.begin(), a.senses.end(), [&](std::string_view s) { return b.senses.contains(s); }));
}

std::int32_t first_of(const Own& o, std::size_t cue) {
  for (std::size_t i = 0; i < o.cues.size(); ++i)
    if (in(o.cues[i], cue)) return static_cast<std::int32_t>(i);
  return 99;
}

class Writer {
 public:
  explicit Writer(std::vector<std::string>* names) : names_(names) {}

  void put(std::string_view part, std::string_view name, std::int64_t value) {
    values_.push_back(static_cast<std::int32_t>(value));
    if (names_) names_->push_back(std::string(part) + std::string(name));
  }

  void of_claim(const Phrase& p, const Own& o) {
    for (std::size_t c = 0; c < cue_names.size(); ++c) put("claim: ", cue_names[c], o.counts[c]);
    put("claim: ", "words", static_cast<std::int64_t>(p.words.size()));
    put("claim: ", "names", o.names);
    put("claim: ", "quoted", o.quoted);
    put("claim: ", "numbers", o.numbers);
    put("claim: ", "question", o.question);
    put("claim: ", "colon", o.colon);
    put("claim: ", "refutes or ceases", o.counts[0] + o.counts[1] + o.counts[3]);
  }

  /// One sentence beside the claim.
  void of_pair(std::string_view part, const Phrase& claim, const Own& c, const Phrase& text, const Own& t) {
    const auto shared = common(c, t);
    put(part, "claim covered", share(shared, c.senses.size()));
    put(part, "text covered", share(shared, t.senses.size()));
    put(part, "new words", static_cast<std::int64_t>(t.senses.size() - shared));
    put(part, "missing words", static_cast<std::int64_t>(c.senses.size() - shared));
    const Alignment al = align(claim, text);
    put(part, "in order", share(al.matter, al.least_matter));
    std::array<bool, contrast_kinds> kinds{};
    const auto found = contrasts(claim, text);
    for (const auto& k : found) kinds[static_cast<std::size_t>(k.kind)] = true;
    constexpr std::array<std::string_view, contrast_kinds> kind_names = {"negation", "opposite", "says false", "number", "name", "swapped"};
    for (std::size_t k = 0; k < contrast_kinds; ++k) put(part, kind_names[k], kinds[k]);
    put(part, "opposed", opposed(found));
    for (std::size_t k = 0; k < cue_names.size(); ++k) put(part, cue_names[k], t.counts[k]);
    for (std::size_t k = 0; k < cue_names.size(); ++k) put(part, std::string("new ") + std::string(cue_names[k]), fresh(text, t, c, k));
    for (const std::size_t k : {0, 3, 5, 6, 7, 8}) put(part, std::string("first ") + std::string(cue_names[k]), first_of(t, k));
    put(part, "refutes near", near(text, t, c, {0, 1}));
    put(part, "negates near", near(text, t, c, {3, 11}));
    put(part, "hedges near", near(text, t, c, {5, 6}));
    put(part, "negations odd", (t.counts[3] + t.counts[0] + c.counts[3] + c.counts[0]) % 2);
    put(part, "words", static_cast<std::int64_t>(text.words.size()));
    put(part, "names", t.names);
    put(part, "quoted", t.quoted);
    put(part, "numbers", t.numbers);
    put(part, "question", t.question);
    put(part, "colon", t.colon);
    put(part, "marks", t.marks);
    put(part, "begins asking", !t.cues.empty() && in(t.cues.front(), 10));
    put(part, "begins refuting", !t.cues.empty() && (in(t.cues.front(), 0) || in(t.cues.front(), 3) || (t.cues.size() > 1 && in(t.cues[1], 3))));
    of_events(part, claim, text);
  }

  void of_body(const std::vector<Own>& owns, const std::vector<std::size_t>& shared, const Own& c, std::size_t best) {
    const std::size_t n = owns.size();
    std::unordered_set<std::string_view> all, lead;
    Counts whole{}, first{}, about{}, around{}, last{};
    std::size_t words = 0, sentences_about = 0, asked = 0, quoted = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const bool is_about = !c.senses.empty() && shared[i] * 3 >= c.senses.size();
      sentences_about += is_about;
      words += owns[i].cues.size();
      asked += owns[i].question;
      quoted += static_cast<std::size_t>(owns[i].quoted);
      for (std::size_t k = 0; k < cue_names.size(); ++k) {
        whole[k] += owns[i].counts[k];
        if (i < 3) first[k] += owns[i].counts[k];
        if (is_about) about[k] += owns[i].counts[k];
        if (i + 1 >= best && i <= best + 1) around[k] += owns[i].counts[k];
        if (i + 3 >= n) last[k] += owns[i].counts[k];
      }
      for (const auto s : owns[i].senses) {
        if (!c.senses.contains(s)) continue;
        all.insert(s);
        if (i < 3) lead.insert(s);
      }
    }
    put("body: ", "claim covered", share(all.size(), c.senses.size()));
    put("body: ", "claim covered by lead", share(lead.size(), c.senses.size()));
    put("body: ", "sentences", static_cast<std::int64_t>(n));
    put("body: ", "sentences about it", static_cast<std::int64_t>(sentences_about));
    put("body: ", "share about it", share(sentences_about, n));
    put("body: ", "best sentence", static_cast<std::int64_t>(best));
    put("body: ", "words", static_cast<std::int64_t>(words));
    put("body: ", "questions", static_cast<std::int64_t>(asked));
    put("body: ", "quoted", share(quoted, words));
    for (std::size_t k = 0; k < cue_names.size(); ++k) {
      put("body: whole ", cue_names[k], share(static_cast<std::size_t>(whole[k]), words));
      put("body: lead ", cue_names[k], first[k]);
      put("body: about ", cue_names[k], about[k]);
      put("body: around ", cue_names[k], around[k]);
      put("body: last ", cue_names[k], last[k]);
    }
  }

  std::vector<std::int32_t> take() { return std::move(values_); }

 private:
  /// Cues of the text that are not the claim's own words.
  static std::int32_t fresh(const Phrase& text, const Own& t, const Own& c, std::size_t cue) {
    std::int32_t out = 0;
    for (std::size_t i = 0; i < t.cues.size(); ++i) out += in(t.cues[i], cue) && (text.words[i].stop || !c.senses.contains(text.words[i].sense));
    return out;
  }
  /// Words between the nearest cue of some classes and a word that the claim has too; 30: none.
  static std::int32_t near(const Phrase& text, const Own& t, const Own& c, std::initializer_list<std::size_t> cues) {
    std::int32_t best = 30, last_cue = -100, last_shared = -100;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(t.cues.size()); ++i) {
      const auto& w = text.words[static_cast<std::size_t>(i)];
      const bool cue = std::any_of(cues.begin(), cues.end(), [&](std::size_t k) { return in(t.cues[static_cast<std::size_t>(i)], k); });
      if (cue) last_cue = i;
      else if (!w.stop && c.senses.contains(w.sense)) last_shared = i;
      if (last_cue >= 0 && last_shared >= 0) best = std::min(best, std::abs(last_cue - last_shared));
    }
    return best;
  }
  void of_events(std::string_view part, const Phrase& claim, const Phrase& text) {
    std::int32_t same = 0, negated = 0, maybe = 0, any_negated = 0;
    for (const auto& b : text.events) {
      any_negated += b.negated;
      for (const auto& a : claim.events) {
        if (a.sense != b.sense && (a.predicate_class.empty() || a.predicate_class != b.predicate_class)) continue;
        ++same;
        negated += a.negated != b.negated;
        maybe += b.modality == Modality::might || b.modality == Modality::would;
        break;
      }
    }
    put(part, "same events", same);
    put(part, "events turned", negated);
    put(part, "events that may be", maybe);
    put(part, "negated events", any_negated);
  }

  std::vector<std::int32_t> values_;
  std::vector<std::string>* names_;
};

std::vector<std::int32_t> write(const Phrase& claim, const Body& text, std::vector<std::string>* names) {
  Writer out(names);
  const Own c = own(claim);
  std::vector<Own> owns;
  std::vector<std::size_t> shared;
  std::size_t best = 0;
  for (const auto& s : text.sentences) {
    owns.push_back(own(s));
    shared.push_back(common(c, owns.back()));
    if (shared.back() > shared[best]) best = owns.size() - 1;
  }
  static const Phrase empty;
  static const Own none;
  const bool any = !owns.empty();
  out.of_claim(claim, c);
  out.of_pair("best: ", claim, c, any ? text.sentences[best] : empty, any ? owns[best] : none);
  out.of_pair("first: ", claim, c, any ? text.sentences.front() : empty, any ? owns.front() : none);
  out.of_body(owns, shared, c, best);
  return out.take();
}

}  // namespace

Body make_body(const Reading& reading, const lang::Analysis& analysis, ByteSpan span) {
  Body out;
  for (const auto& s : analysis.sentences) {
    const ByteSpan part{std::max(s.span.begin, span.begin), std::min(s.span.end, span.end)};
    if (part.begin >= part.end || out.sentences.size() == most_sentences) continue;
    out.sentences.push_back(make_phrase(reading, analysis, {part}));
  }
  return out;
}

std::vector<std::int32_t> features(const Phrase& claim, const Body& text) { return write(claim, text, nullptr); }

std::vector<std::uint64_t> new_words(const Phrase& claim, const Body& text) {
  std::vector<std::uint64_t> out;
  if (text.sentences.empty()) return out;
  std::unordered_set<std::string_view> own_words;
  for (const auto& w : claim.words) own_words.insert(w.sense);
  const auto& words = text.sentences.front().words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool fresh = !own_words.contains(words[i].sense);
    const auto hash = hash64(words[i].sense);
    if (fresh) out.push_back(hash);
    if (i > 0 && (fresh || !own_words.contains(words[i - 1].sense))) out.push_back(mix64(hash64(words[i - 1].sense) * 0x9E3779B97F4A7C15ULL + hash));
  }
  if (own(text.sentences.front()).question) out.push_back(hash64("?"));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> feature_names() {
  std::vector<std::string> out;
  write({}, {}, &out);
  return out;
}

}  // namespace stemma::link::sides
