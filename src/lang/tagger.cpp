#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "lang/cut.h"

namespace stemma::lang {
namespace {

#include "lang/tag_steps.inc"
#include "lang/tag_words.inc"

constexpr std::string_view kLetters = "NPRSDJCVZEXGMTIAKWHLOUY";
constexpr int kUnit = 8;          // costs are bits times this
constexpr int kNever = 1 << 20;
constexpr std::size_t kLongest = 40;  // longer words go by their ending

/// What a word can be, and how dearly. At most eight readings are kept.
struct Readings {
  std::array<Tag, 8> tag{};
  std::array<std::uint8_t, 8> bits{};
  std::uint8_t count = 0;
  void add(Tag t, unsigned b) {
    for (std::uint8_t i = 0; i < count; ++i)
      if (tag[i] == t) return;
    if (count < tag.size()) tag[count] = t, bits[count] = static_cast<std::uint8_t>(b), ++count;
  }
  Readings dearer(unsigned more) const {
    Readings r = *this;
    for (std::uint8_t i = 0; i < count; ++i) r.bits[i] = static_cast<std::uint8_t>(bits[i] + more);
    return r;
  }
};

class Tables {
 public:
  Tables() {
    load(kTagWords, words_);
    load(kTagCapitals, capitals_);
    load(kTagEndings, endings_);
  }
  const Readings* word(std::string_view w) const { return find(words_, w); }
  const Readings* capital(std::string_view w) const { return find(capitals_, w); }
  Readings by_ending(std::string_view w) const {
    for (std::size_t n = 4; n > 0; --n)
      if (w.size() > n + 1)
        if (const Readings* r = find(endings_, w.substr(w.size() - n))) return *r;
    Readings r;
    r.add(Tag::noun, 0);
    return r;
  }

 private:
  using Map = std::unordered_map<std::string_view, Readings>;
  static const Readings* find(const Map& m, std::string_view w) {
    const auto it = m.find(w);
    return it == m.end() ? nullptr : &it->second;
  }
  template <std::size_t N>
  static void load(const std::string_view (&lines)[N], Map& map) {
    for (std::string_view line : lines) {
      Readings r;
      std::size_t i = 0;
      for (; line[i] != ' '; i += 2) r.add(static_cast<Tag>(kLetters.find(line[i])), static_cast<unsigned>(line[i + 1] - '0'));
      while (i < line.size()) {
        const std::size_t next = std::min(line.find(' ', i + 1), line.size());
        map.emplace(line.substr(i + 1, next - i - 1), r);
        i = next;
      }
    }
  }
  Map words_, capitals_, endings_;
};

const Tables& tables() {
  static const Tables t;  // immutable; built once
  return t;
}

class Sentences {
 public:
  Sentences(std::string_view text, Analysis& analysis) : text_(text), analysis_(analysis) {}

  void tag(const Sentence& s) {
    const bool title = is_title(s);
    bool begun = false;
    Column before;
    before.readings.add(Tag::mark, 0);
    columns_.clear();
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      Column now;
      now.readings = readings(i, title, begun);
      begun = begun || is_word_like(analysis_.tokens[i]);
      for (std::uint8_t k = 0; k < now.readings.count; ++k) {
        const auto to = static_cast<std::size_t>(now.readings.tag[k]);
        int best = kNever;
        for (std::uint8_t j = 0; j < before.readings.count; ++j) {
          const int cost = before.cost[j] + kTagSteps[static_cast<std::size_t>(before.readings.tag[j])][to];
          if (cost < best) best = cost, now.from[k] = j;
        }
        now.cost[k] = best + kUnit * now.readings.bits[k] - kTagShare[to];
      }
      columns_.push_back(now);
      before = now;
    }
    if (columns_.empty()) return;
    std::uint8_t k = 0;
    for (std::uint8_t j = 1; j < before.readings.count; ++j)
      if (before.cost[j] < before.cost[k]) k = j;
    for (std::size_t n = columns_.size(); n-- > 0;) {
      analysis_.tokens[s.first + n].tag = columns_[n].readings.tag[k];
      k = columns_[n].from[k];
    }
  }

 private:
  struct Column {
    Readings readings;
    std::array<int, 8> cost{};
    std::array<std::uint8_t, 8> from{};
  };

  static bool is_word_like(const Token& t) { return t.kind == TokenKind::word || t.kind == TokenKind::number; }

  /// Headlines in title case: capitals tell nothing there.
  bool is_title(const Sentence& s) const {
    int words = 0, capitals = 0;
    for (std::uint32_t i = s.first; i < s.last; ++i)
      if (analysis_.tokens[i].kind == TokenKind::word) ++words, capitals += analysis_.tokens[i].capitalised;
    return words > 3 && capitals * 10 > words * 7;
  }

  Readings readings(std::uint32_t i, bool title, bool begun) {
    const Token& t = analysis_.tokens[i];
    Readings r;
    if (t.kind == TokenKind::number) {
      const char last = text_[t.span.end - 1];
      if (last >= '0' && last <= '9') r.add(Tag::number, 0);
      else r.add(Tag::number, 1), r.add(Tag::adjective, 1), r.add(Tag::noun, 2);
      return r;
    }
    if (t.kind != TokenKind::word) {
      r.add(Tag::mark, 0);
      return r;
    }
    lower(t.span);
    const Tables& all = tables();
    if (!t.capitalised) {
      const Readings* w = all.word(low_);
      return w ? *w : all.by_ending(low_);
    }
    if (begun && !title) {
      if (const Readings* c = all.capital(low_)) return *c;
      r.add(Tag::name, 0);
      return r;
    }
    if (const Readings* w = all.word(low_)) {
      r = *w;
      r.add(Tag::name, title ? 4 : 5);
      return r;
    }
    r = all.by_ending(low_).dearer(3);
    Readings with_name;
    with_name.add(Tag::name, 0);
    for (std::uint8_t k = 0; k < r.count; ++k) with_name.add(r.tag[k], r.bits[k]);
    return with_name;
  }

  void lower(ByteSpan s) {
    const std::string_view w = slice(text_, s);
    low_.assign(w.substr(w.size() > kLongest ? w.size() - kLongest : 0));
    for (char& c : low_)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (const std::size_t curly = low_.find("’"); curly != low_.npos) low_.replace(curly, 3, "'");
  }

  std::string_view text_;
  Analysis& analysis_;
  std::vector<Column> columns_;
  std::string low_;
};

}  // namespace

void tag_tokens(std::string_view text, Analysis& analysis) {
  Sentences sentences(text, analysis);
  for (const Sentence& s : analysis.sentences) sentences.tag(s);
}

}  // namespace stemma::lang
