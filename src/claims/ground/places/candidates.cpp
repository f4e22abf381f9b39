#include <algorithm>
#include <iterator>

#include "claims/ground/places/mentions.h"
#include "claims/ground/places/name_key.h"

namespace stemma::claims::ground {
namespace {

constexpr std::uint32_t kLongest = 7;  // tokens of a name

/// Words that stand inside names of places without a capital.
bool links(std::string_view word) {
  constexpr std::string_view kLinks[]{"'s", "-", "al", "an", "and", "as", "d'", "da", "de", "del", "der", "di",
                                                   "do", "dos", "du", "e", "el", "la", "le", "les", "of", "on", "the", "upon"};
  return std::binary_search(std::begin(kLinks), std::end(kLinks), word);
}

/// Nouns that make a name of a place of the words before them: "Marl Creek", "Ashby Township".
bool closes(std::string_view word) {
  constexpr std::string_view kNouns[]{
      "bay",    "beach",  "borough", "canyon", "cape",     "coast",     "co.",       "county",  "creek",    "district", "estuary", "falls",
      "forest", "gulf",   "harbor",  "harbour", "heights", "hill",      "hills",     "island",  "islands",  "lake",     "lakes",   "mountain",
      "mountains", "oblast", "parish", "park", "peninsula", "plateau",  "prefecture", "province", "river",  "road",     "sound",   "springs",
      "square", "strait", "street",  "territory", "town",  "township",  "twp.",      "valley",  "village"};
  return std::find(std::begin(kNouns), std::end(kNouns), word) != std::end(kNouns);
}

/// Nouns that begin one: "Lake Orvin".
bool opens(std::string_view word) {
  return word == "lake" || word == "mount" || word == "mt." || word == "river" || word == "fort" || word == "cape" || word == "port";
}

bool is_dash(std::string_view word) { return word == "-" || word == "--" || word == "\u2013" || word == "\u2014"; }

class Finder {
 public:
  Finder(const Page& page, const Gazetteer& gazetteer) : page_(page), gazetteer_(gazetteer) {}

  std::vector<Mention> take() {
    const auto& names = page_.analysis().names;
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < page_.size(); ++i) {
      if (page_.token(i).capitalised && !courtesy(i)) {
        from(i);
        if (i == page_.sentence_of(i).first && begins_dateline(page_, i)) dateline(i);
      }
      for (; next < names.size() && names[next].last <= i + 1; ++next)
        if (names[next].type == lang::NameType::place || names[next].type == lang::NameType::people) named(names[next]);
    }
    return std::move(out_);
  }

 private:
  bool capital(std::uint32_t i) const { return page_.token(i).capitalised && page_.token(i).kind == lang::TokenKind::word; }
  std::uint32_t end_of_sentence(std::uint32_t i) const { return page_.sentence_of(i).last; }

  /// "Ms. London"
  bool courtesy(std::uint32_t i) const {
    constexpr std::string_view kWords[] = {"miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms."};
    return i > 0 && std::find(std::begin(kWords), std::end(kWords), page_.lower(i - 1)) != std::end(kWords);
  }

  /// The two longest names of the gazetteer that begin here, and a run of capitals that ends in a river.
  void from(std::uint32_t i) {
    NameKey key;
    Mention found[2];
    std::size_t n = 0;
    const std::uint32_t end = std::min(end_of_sentence(i), i + kLongest);
    const bool begins = i == page_.sentence_of(i).first || !capital(i - 1);
    std::uint32_t run = 0;
    for (std::uint32_t j = i; j < end; ++j) {
      const bool is_capital = capital(j), link = !is_capital && links(page_.lower(j));
      if (!is_capital && !link) break;
      if (j > i && !page_.glued(j)) key.space();
      key.add(page_.text(j));
      if (link && page_.lower(j) != "'s") continue;
      if (is_capital && j > i && ((begins && closes(page_.lower(j))) || (opens(page_.lower(i)) && j == i + 1))) run = j + 1;
      if (Mention m; look_up(key, i, j + 1, m)) {
        if (n == 2) found[0] = found[1], n = 1;
        found[n++] = m;
      }
    }
    for (std::size_t k = n; k-- > 0;) out_.push_back(found[k]);
    if (run > 0 && (n == 0 || std::none_of(found, found + n, [&](const Mention& m) { return m.last == run; }))) out_.push_back(bare(i, run));
  }

  bool look_up(const NameKey& key, std::uint32_t first, std::uint32_t last, Mention& m) const {
    m.first = first, m.last = last;
    const ByteSpan bytes = page_.bytes(first, last);
    if (bytes.end - bytes.begin <= 10) {
      m.key = NameKey::exact(slice(page_.document(), bytes));
      m.hits = gazetteer_.find(m.key);
      m.exact = !m.hits.empty();
      if (m.exact) return true;
    }
    m.key = key.people_key();  // before the towns that are called so: Canadian, Texas
    m.hits = gazetteer_.find(m.key);
    m.people = !m.hits.empty();
    if (m.people) return true;
    m.key = key.key();
    m.hits = gazetteer_.find(m.key);
    return !m.hits.empty();
  }

  /// One that no gazetteer has.
  Mention bare(std::uint32_t first, std::uint32_t last) const {
    Mention m;
    m.first = first, m.last = last;
    m.key = NameKey::of(slice(page_.document(), page_.bytes(first, last)));
    return m;
  }

  /// What the language reader takes for a place, without its article.
  void named(const lang::Name& name) {
    const std::uint32_t first = first_capital(page_, name);
    if (first >= name.last || name.last - first > 2 * kLongest || courtesy(first)) return;
    for (std::size_t k = out_.size(); k-- > 0 && out_[k].first >= first;)
      if (out_[k].first == first && out_[k].last == name.last) return;
    out_.push_back(bare(first, name.last));
  }

  void dateline(std::uint32_t i) {
    std::uint32_t last = i;
    while (last < i + 3 && last < end_of_sentence(i) && capital(last) && all_capitals(page_.text(last))) ++last;
    const bool known = !out_.empty() && out_.back().first == i;
    if (last > i && !known) out_.push_back(bare(i, last));
  }

  const Page& page_;
  const Gazetteer& gazetteer_;
  std::vector<Mention> out_;
};

}  // namespace

bool all_capitals(std::string_view word) {
  return word.size() > 2 && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::uint32_t first_capital(const Page& page, const lang::Name& name) {
  std::uint32_t first = name.first;
  while (first < name.last && !page.token(first).capitalised) ++first;
  return first;
}

bool begins_dateline(const Page& page, std::uint32_t i) {
  const lang::Sentence& s = page.sentence_of(i);
  if (s.first != i || (page.sentence(i) > 0 && page.analysis().sentences[page.sentence(i) - 1].block == s.block)) return false;
  if (!page.token(i).capitalised) return false;
  for (std::uint32_t j = i + 1; j < s.last && j < i + 10; ++j) {
    if (is_dash(page.text(j))) return !page.glued(j) || page.text(j) != "-";
    if (page.token(j).upos == lang::Upos::verb && !page.token(j).capitalised) return false;
  }
  return false;
}

std::vector<Mention> candidates(const Page& page, const Gazetteer& gazetteer) {
  std::vector<Mention> out = Finder(page, gazetteer).take();
  std::stable_sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
  return out;
}

}  // namespace stemma::claims::ground
