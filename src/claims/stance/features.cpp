#include "claims/stance/features.h"

#include <algorithm>
#include <initializer_list>

#include "base/hash.h"
#include "claims/stance/content.h"
#include "claims/stance/cue.h"

namespace stemma::claims::stance {
namespace {

/// Collects places: each feature is a kind and up to four values, hashed together.
class Collector {
 public:
  struct Value {
    std::uint64_t hash;
    Value(std::string_view s) : hash(hash64(s)) {}      // NOLINT: values are written as they come
    Value(const char* s) : hash(hash64(s)) {}           // NOLINT
    Value(const std::string& s) : hash(hash64(s)) {}    // NOLINT
    Value(bool b) : hash(b ? 2 : 1) {}                  // NOLINT
    Value(int n) : hash(static_cast<std::uint64_t>(n) + 3) {}  // NOLINT
    template <class E>
      requires std::is_enum_v<E>
    Value(E e) : hash(static_cast<std::uint64_t>(e) + 3) {}    // NOLINT
  };

  void add(std::string_view kind, std::initializer_list<Value> values = {}) {
    std::uint64_t h = hash64(kind);
    for (const Value& v : values) h = mix64(h * 0x9e3779b97f4a7c15ULL + v.hash);
    places_.push_back(static_cast<std::uint32_t>(h >> (64 - kTableBits)));
  }
  std::vector<std::uint32_t> sorted() {
    std::sort(places_.begin(), places_.end());
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
    return std::move(places_);
  }

 private:
  std::vector<std::uint32_t> places_;
};

/// What follows the cue, in the terms of the lexicon's frames.
std::uint32_t frame_of(const Content& c) {
  if (c.before) return kEnd;
  if (c.quoted) return kQuoted;
  switch (c.opening) {
    case Opening::that: return kThat;
    case Opening::to: return kInfinitive;
    case Opening::whether:
    case Opening::how: return kWh;
    case Opening::gerund: return kGerund;
    case Opening::clause: return kBare;
    default: return kNoun;
  }
}

/// The lexicon's stance for the cue, -1 if it does not know its words.
int lexicon_stance(const View& v, const Cue& cue, const Content& content) {
  for (const std::int32_t k : {cue.last_verb, cue.main}) {
    if (k < 0) continue;
    const Word& w = v.word(cue.words[static_cast<std::size_t>(k)].token);
    if (w.verb) {
      const std::string_view led_by = v.lower(cue.words.back().token);
      for (const auto& [word, stance] : w.verb->words)
        if (word == led_by) return static_cast<int>(stance);
      return static_cast<int>(w.verb->stance_for(frame_of(content)));
    }
    if (w.noun) return static_cast<int>(w.noun->stance);
  }
  for (const CueWord& w : cue.words)
    if (const CueNoun* noun = v.word(w.token).noun) return static_cast<int>(noun->stance);
  return -1;
}

/// Who speaks, as far as it bears on how a clause is meant.
std::string_view source_class(const View& v, const Ranges& source) {
  if (source.empty() || source[0].empty()) return "none";
  const std::uint32_t first = source[0].first, last = source[0].last - 1;
  if (source[0].size() == 1 && v.is(first, kSubjectPronoun)) return v.lower(first);
  if (v.tag(first) == Tag::possessive) return "possessive";
  if (v.is(first, kWho) || v.is(first, "that")) return "who";
  if (v.is(first, kNobody)) return "nobody";
  if (v.is(last, kDocument)) return "document";
  if (v.is(last, kMedia)) return "media";
  if (v.is(last, kGovernment)) return "government";
  if (v.tag(last) == Tag::name) return "name";
  return "other";
}

class Writer {
 public:
  Writer(const View& v, const Spans& s, const Words& words)
      : v_(v), s_(s), cue_(read_cue(v, s.source, s.cue, words)), content_(read_content(v, s.source, s.cue, s.content, words)), words_(words) {}

  std::vector<std::uint32_t> write() {
    out_.add("always");
    lexicon_ = lexicon_stance(v_, cue_, content_);
    of_cue();
    of_source();
    of_content();
    together();
    return out_.sorted();
  }

 private:
  std::string_view stem(std::int32_t k) const { return k < 0 ? std::string_view("-") : std::string_view(cue_.words[static_cast<std::size_t>(k)].stem); }
  SenseSet senses(std::int32_t k) const { return k < 0 ? SenseSet{0} : cue_.words[static_cast<std::size_t>(k)].senses; }

  void of_cue() {
    std::string_view before = "^";
    for (const CueWord& w : cue_.words) {
      out_.add("cue word", {w.stem});
      if (v_.tag(w.token) == Tag::determiner) continue;
      out_.add("cue pair", {before, w.stem});
      before = w.stem;
    }
    out_.add("cue pair", {before, "$"});
    out_.add("cue main", {stem(cue_.main)});
    out_.add("cue verb", {stem(cue_.last_verb)});
    out_.add("cue main+verb", {stem(cue_.main), stem(cue_.last_verb)});
    out_.add("cue colon", {cue_.colon, cue_.words.empty()});
    out_.add("cue form", {cue_.negated, cue_.refuses, cue_.passive, cue_.modal, cue_.infinitive});
    out_.add("cue size", {static_cast<int>(std::min<std::size_t>(cue_.words.size(), 4))});
    out_.add("negated", {cue_.negated});
    out_.add("main negated", {stem(cue_.main), cue_.negated, cue_.refuses});
    out_.add("verb negated", {stem(cue_.last_verb), cue_.negated, cue_.refuses});
    for (unsigned s = 0; s < kSenses; ++s) {
      const SenseSet one = static_cast<SenseSet>(1U << s);
      const int sense = static_cast<int>(s);
      if ((cue_.senses & one) != 0) {
        out_.add("sense", {sense});
        out_.add("sense negated", {sense, cue_.negated, cue_.refuses});
      }
      if ((senses(cue_.main) & one) != 0) out_.add("main sense", {sense});
      if ((senses(cue_.last_verb) & one) != 0) out_.add("verb sense", {sense, cue_.last_verb == cue_.main});
    }
    out_.add("senses", {static_cast<int>(cue_.senses)});
    out_.add("lexicon", {lexicon_});
    out_.add("lexicon negated", {lexicon_, cue_.negated, cue_.refuses});
  }

  void of_source() {
    who_ = source_class(v_, s_.source);
    out_.add("source", {who_});
    out_.add("body", {s_.body});
    out_.add("source first", {s_.source.empty() || s_.source[0].empty() ? std::string_view("-") : v_.lower(s_.source[0].first)});
    if (s_.cue.empty()) return;
    const BlockKind block = v_.block_kind(s_.cue[0].first);
    out_.add("block", {block});
  }

  void of_content() {
    for (std::size_t k = 0; k < content_.stems.size(); ++k) {
      out_.add("content word", {content_.stems[k]});
      if (k < 2) out_.add("content word at", {static_cast<int>(k), content_.stems[k]});
      if (k > 0 && k < 3) out_.add("content pair", {content_.stems[k - 1], content_.stems[k]});
      const SenseSet s = words_.senses(content_.stems[k]);
      for (unsigned b = 0; b < kSenses; ++b)
        if (k < 4 && (s & (1U << b)) != 0) out_.add("content sense", {static_cast<int>(b)});
    }
    out_.add("opening", {content_.opening, content_.quoted});
    out_.add("mood", {content_.mood, content_.own});
    out_.add("mood act", {content_.mood, content_.own, content_.act, content_.negated});
    out_.add("subject mood", {content_.subject, content_.mood});
    out_.add("content verb", {content_.verb});
    out_.add("content root", {content_.root});
    out_.add("question", {content_.question, content_.quoted});
    out_.add("denies", {content_.denies, s_.body});
    out_.add("content negated", {content_.negated, content_.falsehood});
    out_.add("falsehood", {content_.falsehood, content_.quoted});
    out_.add("obliged", {content_.obliged});
    out_.add("future", {content_.future});
    out_.add("hedges", {content_.possible, content_.probable});
    out_.add("content size", {content_.size < 3 ? 0 : content_.size < 6 ? 1 : content_.size < 14 ? 2 : 3});
    out_.add("before", {content_.before});
  }

  void together() {
    const Opening o = content_.opening;
    out_.add("main opening", {stem(cue_.main), o});
    out_.add("verb opening", {stem(cue_.last_verb), o});
    out_.add("verb mood", {stem(cue_.last_verb), content_.mood, content_.own});
    out_.add("verb question", {stem(cue_.last_verb), content_.question});
    out_.add("lexicon opening", {lexicon_, o});
    out_.add("lexicon mood", {lexicon_, content_.mood, content_.own});
    out_.add("lexicon mood act", {lexicon_, content_.mood, content_.own, content_.act});
    out_.add("lexicon denies", {lexicon_, content_.denies, s_.body});
    out_.add("lexicon content negated", {lexicon_, content_.negated, content_.quoted});
    out_.add("lexicon falsehood", {lexicon_, content_.falsehood});
    out_.add("lexicon question", {lexicon_, content_.question});
    out_.add("lexicon obliged", {lexicon_, content_.obliged});
    out_.add("lexicon future", {lexicon_, content_.future});
    out_.add("lexicon hedges", {lexicon_, content_.possible, content_.probable});
    out_.add("lexicon source", {lexicon_, who_});
    out_.add("lexicon passive", {lexicon_, cue_.passive, who_ == "none"});
    out_.add("lexicon first", {lexicon_, content_.stems.empty() ? std::string_view("-") : std::string_view(content_.stems[0])});
    out_.add("colon mood", {cue_.words.empty(), content_.mood, o});
    for (unsigned s = 0; s < kSenses; ++s)
      if ((cue_.senses & (1U << s)) != 0) {
        out_.add("sense opening", {static_cast<int>(s), o});
        out_.add("sense lexicon", {static_cast<int>(s), lexicon_});
      }
  }

  const View& v_;
  const Spans& s_;
  const Cue cue_;
  const Content content_;
  const Words& words_;
  Collector out_;
  int lexicon_ = -1;
  std::string_view who_;
};

}  // namespace

std::vector<std::uint32_t> features(const View& view, const Spans& spans, const Words& words) { return Writer(view, spans, words).write(); }

}  // namespace stemma::claims::stance
