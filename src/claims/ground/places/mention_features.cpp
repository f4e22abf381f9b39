#include <algorithm>
#include <iterator>

#include "claims/ground/places/mentions.h"
#include "claims/ground/places/name_key.h"

namespace stemma::claims::ground {
namespace {

/// "all": no small letter; "one": a single capital letter begins it; "mixed".
std::string_view letter_case(std::string_view word) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto big = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::none_of(word.begin(), word.end(), small)) return std::count_if(word.begin(), word.end(), big) > 3 ? "all" : "short";
  return "mixed";
}

bool is_title(std::string_view word) {
  constexpr std::string_view kTitles[] = {"capt.", "col.", "dame", "dr.", "gen.", "judge", "justice", "lady", "lord",
                                         "lt.", "maj.", "officer", "prof.", "rep.", "rev.", "sen.", "sgt.", "sir"};
  return std::binary_search(std::begin(kTitles), std::end(kTitles), word);
}

std::string_view size_class(const Gazetteer::Row& r) {
  if (r.size >= 152) return "500k";
  if (r.size >= 133) return "100k";
  if (r.size >= 111) return "15k";
  return r.size >= 88 ? "2k" : "small";
}

}  // namespace

MentionFeatures::MentionFeatures(const Page& page, const Gazetteer& gazetteer, const std::vector<Mention>& candidates)
    : page_(page), gazetteer_(gazetteer), name_of_(page.size(), -1), area_begins_(page.size() + 2), one_ends_(page.size() + 2) {
  for (const Mention& m : candidates) {
    one_ends_[m.last] = true;
    if (!m.hits.empty() && !m.people && gazetteer.row(gazetteer.hit(m.hits.first).row).feature <= Feature::county) area_begins_[m.first] = true;
  }
  const auto& names = page.analysis().names;
  for (std::size_t n = 0; n < names.size(); ++n) {
    const lang::Name& name = names[n];
    const std::uint32_t first = first_capital(page, name);
    begins_.push_back(first);
    std::fill(name_of_.begin() + first, name_of_.begin() + name.last, static_cast<std::int32_t>(n));
    if (name.type == lang::NameType::person) surnames_.push_back(NameKey::of(page.text(name.last - 1)));
    if (name.type == lang::NameType::place) places_.push_back(NameKey::of(slice(page.document(), page.bytes(std::min(first, name.last - 1), name.last))));
  }
  for (auto* keys : {&surnames_, &places_}) {
    std::sort(keys->begin(), keys->end());
    keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
  }
}

bool MentionFeatures::seen(const std::vector<std::uint64_t>& keys, std::uint64_t key) const { return std::binary_search(keys.begin(), keys.end(), key); }

void MentionFeatures::describe(const Mention& m, Features& out) const {
  out.clear();
  out.add("bias");
  const lang::Sentence& sentence = page_.sentence_of(m.first);
  const std::uint32_t last = m.last - 1;

  // What the gazetteer says.
  std::string gazetteer = "none";
  if (!m.hits.empty()) {
    const Gazetteer::Hit hit = gazetteer_.hit(m.hits.first);
    const Gazetteer::Row row = gazetteer_.row(hit.row);
    gazetteer = m.people ? "people" : std::string(ground::name(row.feature));
    if (row.feature == Feature::city && !m.people) gazetteer += size_class(row);
    if (hit.by_other_name) gazetteer += "-other";
    if (m.exact) gazetteer += "-exact";
  }
  out.add("gazetteer", gazetteer);

  // What the language reader says.
  std::string named = "none";
  if (const std::int32_t n = name_of_[m.first]; n >= 0) {
    const lang::Name& name = page_.analysis().names[static_cast<std::size_t>(n)];
    named = lang::name(name.type);
    named += begins_[static_cast<std::size_t>(n)] == m.first ? (name.last == m.last ? "-all" : name.last > m.last ? "-begin" : "-over")
                                  : (name.last == m.last ? "-end" : name.last > m.last ? "-inside" : "-over");
    out.add("name", named);
    if (m.last < name.last) out.add("name-goes-on", std::string(lang::name(name.type)) + ':' + std::string(page_.lower(name.last - 1)));
  } else if (name_of_[last] >= 0) {
    out.add("name", named = "later");
  } else {
    out.add("name", named);
  }
  out.add(named, gazetteer);

  // The name itself.
  const std::uint32_t words = m.last - m.first;
  out.add("words", words > 3 ? 4 : static_cast<int>(words));
  out.add("case", letter_case(page_.text(m.first)));
  if (words > 1) out.add("ends", page_.lower(last)), out.add("begins", page_.lower(m.first));
  else out.add("word", page_.lower(m.first));
  out.add("class", lang::name(page_.token(last).upos));
  out.add("relation", lang::name(page_.token(last).relation));
  const std::uint64_t key = m.people || m.exact ? NameKey::of(slice(page_.document(), page_.bytes(m.first, m.last))) : m.key;
  if (words == 1 && seen(surnames_, key)) out.add("a-surname-elsewhere", named.substr(0, 5));
  if (seen(places_, key)) out.add("a-place-elsewhere", named.substr(0, 5));

  // Its neighbours.
  const auto context = [&](std::string_view what, std::uint32_t i, bool inside) {
    if (!inside) return out.add(what, "edge");
    const lang::Token& t = page_.token(i);
    if (t.kind == lang::TokenKind::word && t.capitalised) {
      const std::int32_t n = name_of_[i];
      out.add(std::string(what) + "-capital", n < 0 ? "no-name" : lang::name(page_.analysis().names[static_cast<std::size_t>(n)].type));
    }
    out.add(what, t.kind == lang::TokenKind::number ? "0" : page_.lower(i));
    out.add(std::string(what) + "-class", lang::name(t.upos));
  };
  context("before", m.first - 1, m.first > sentence.first);
  context("after", m.last, m.last < sentence.last);
  if (m.first > sentence.first + 1) out.add("two-before", page_.token(m.first - 2).kind == lang::TokenKind::number ? "0" : page_.lower(m.first - 2));
  if (m.last + 1 < sentence.last) out.add("two-after", page_.token(m.last + 1).kind == lang::TokenKind::number ? "0" : page_.lower(m.last + 1));
  if (page_.lower(m.last) == "," && area_begins_[m.last + 1]) out.add("in-area", named);
  if (m.first > 1 && page_.lower(m.first - 1) == "," && one_ends_[m.first - 1]) out.add("area-of-one", gazetteer);
  if (m.first > 0 && is_title(page_.lower(m.first - 1))) out.add("title-before");
  if (begins_dateline(page_, m.first)) out.add("dateline", letter_case(page_.text(m.first)));
  if (page_.token(m.first).sentence_start) out.add("first-word", named);
}

}  // namespace stemma::claims::ground
