#include "link/bodies.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "claims/ground/places/gazetteer.h"
#include "claims/ground/places/name_key.h"
#include "link/described.h"
#include "link/pile.h"

namespace stemma::link {
namespace {

using claims::ground::Feature;
using claims::ground::Gazetteer;
using claims::ground::NameKey;

const Gazetteer* gazetteer() {
  static const auto table = Gazetteer::built_in();
  return table ? &*table : nullptr;
}

/// ISO code of the country that the key's likeliest reading is.
std::string country_of(std::uint64_t key) {
  const Gazetteer* table = gazetteer();
  if (table == nullptr) return {};
  const auto hits = table->find(key);
  if (hits.empty()) return {};
  const auto row = table->row(table->hit(hits.first).row);
  return row.feature == Feature::country ? std::string(table->area(row.area).country) : std::string();
}

/// ISO code of the country of which it is the capital. A capital may be a division too; a larger namesake elsewhere leaves it open.
std::string country_of_capital(std::uint64_t key) {
  const Gazetteer* table = gazetteer();
  if (table == nullptr) return {};
  const auto hits = table->find(key);
  if (hits.empty()) return {};
  const std::string_view country = table->area(table->row(table->hit(hits.first).row).area).country;
  for (auto i = hits.first; i < std::min(hits.last, hits.first + 8); ++i) {
    const auto row = table->row(table->hit(i).row);
    if (row.feature == Feature::capital && table->area(row.area).country == country) return std::string(country);
  }
  return {};
}

std::string people_of(std::string_view word) {
  NameKey key;
  key.add(word);
  return country_of(key.people_key());
}

/// Words that belong to a state wherever they stand in a body's name.
bool is_of_state(std::string_view word) {
  static constexpr std::array<std::string_view, 16> list = {"ministry",  "government", "parliament", "senate",  "police",   "army",
                                                            "navy",      "military",   "embassy",    "cabinet", "presidency", "department",
                                                            "authorities", "foreign",  "state",      "court"};
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_small(std::string_view w) { return w == "of" || w == "the" || w == "for" || w == "on" || w == "and" || w == "s"; }

/// Nouns of which a state has many: with its owner alone they still name none.
bool is_one_of_many(std::string_view word) {
  return word == "ministry" || word == "department" || word == "committee" || word == "commission" || word == "office" || word == "agency" ||
         word == "service" || word == "court" || word == "council" || word == "board" || word == "authority" || word == "union";
}

/// Words whose owner may be any place that the pile speaks of.
bool is_of_place(std::string_view word) { return is_of_state(word) || is_one_of_many(word) || word == "inspectorate" || word == "directorate" || word == "staff" || word == "forces"; }

/// Letters that mean one body of the world wherever they stand; general knowledge. Nothing that is also a word or another body's in the news.
std::string_view spelled_out(std::string_view letters) {
  static constexpr std::pair<std::string_view, std::string_view> list[] = {
      {"un", "united nations"}, {"us", "united states"}, {"usa", "united states"}, {"uk", "united kingdom"}, {"uae", "united arab emirates"}, {"eu", "european union"}, {"nato", "north atlantic treaty organization"}, {"imf", "international monetary fund"}, {"icc", "international criminal court"},
      {"icj", "international court of justice"}, {"icrc", "international committee of red cross"}, {"iaea", "international atomic energy agency"}, {"osce", "organization for security and co operation in europe"},
      {"opcw", "organization for prohibition of chemical weapons"}, {"unhcr", "united nations high commissioner for refugees"}, {"unicef", "united nations children fund"}, {"wfp", "world food programme"},
      {"iom", "international organization for migration"}, {"hrw", "human rights watch"}, {"msf", "doctors without borders"}, {"fbi", "federal bureau of investigation"}, {"cia", "central intelligence agency"},
      {"nypd", "new york police department"}, {"lapd", "los angeles police department"}, {"idf", "israel defense forces"}, {"wto", "world trade organization"}, {"asean", "association of southeast asian nations"}};
  for (const auto& [short_form, name] : list)
    if (letters == short_form) return name;
  return {};
}

/// "U.S. State Department" with its letters in one, and these spelled out where they stand for a state or a union of states.
std::string with_letters_joined(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    std::size_t n = i;
    std::string letters;
    const auto is_letter = [&](std::size_t k) { return k < name.size() && ((name[k] >= 'a' && name[k] <= 'z') || (name[k] >= 'A' && name[k] <= 'Z')); };
    while (is_letter(n) && n + 1 < name.size() && name[n + 1] == '.' && (i == 0 || !is_letter(i - 1))) letters += name[n], n += 2;
    if (letters.size() >= 2) {
      out += letters;
      i = n;
    } else {
      out += name[i++];
    }
  }
  return out;
}

}  // namespace

BodyNames::BodyNames(const std::set<std::string>& places) : places_(places) {
  for (const auto& place : places) {
    if (place.size() < 4 || place.find(' ') != std::string::npos) continue;
    std::string stem = place;
    while (stem.size() > 3 && std::string_view("aeiouy").find(stem.back()) != std::string_view::npos) stem.pop_back();
    for (const std::string_view end : {"n", "an", "ian", "i", "ese"}) of_people_.emplace(place + std::string(end), place);
    for (const std::string_view end : {"an", "ian", "ean", "ish", "ese", "i"}) of_people_.emplace(stem + std::string(end), place);
  }
  for (const auto& place : places) of_people_.erase(place);
}

std::string BodyNames::government(std::string_view place) {
  std::string code = country_of(NameKey::of(place));
  if (code.empty()) code = country_of_capital(NameKey::of(place));
  return code.empty() ? std::string() : "@" + code;
}

BodyNames::Key BodyNames::key(std::string_view name) const {
  std::string folded = name_key(with_letters_joined(name));
  if (folded == "kremlin") return {"@RU", {}};
  const std::string first = folded.substr(0, folded.find(' '));
  if (const auto full = spelled_out(first); !full.empty() && (first == folded || first.size() <= 3)) folded = name_key(std::string(full) + folded.substr(first.size()));
  auto words = key_words(folded);
  // "Ministry of Works in Port Aldane": where it sits is no part of its name.
  const auto in = std::find_if(words.begin(), words.end(), [](std::string_view w) { return w == "in" || w == "at"; });
  if (in != words.begin()) words.erase(in, words.end());
  // "The White House and the Justice Department": two.
  if (const auto joint = std::find(words.begin(), words.end(), "and"); joint != words.begin() && joint != words.end() && joint + 1 != words.end()) {
    const std::string_view before = std::string_view(folded).substr(0, static_cast<std::size_t>(joint->data() - folded.data()) - 1);
    const bool ends_one = is_one_of_many(*(joint - 1)) || places_.contains(std::string(before));
    if (ends_one && is_one_of_many(words.back())) return {};
  }
  const auto any = [&](auto holds) { return std::any_of(words.begin(), words.end(), holds); };
  const bool office = any(is_office_word), of_state = any(is_of_state), of_place = any(is_of_place);
  Key out;
  std::vector<std::string> parts;
  bool says_which = folded.ends_with("state department"), one_of_many = false;  // of states it has one
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "government" || is_small(words[i])) continue;
    std::string owner;
    std::size_t taken = 1;
    for (std::size_t n = std::min<std::size_t>(3, words.size() - i); of_place && n > 0 && owner.empty(); --n) {
      const std::string_view run(words[i].data(), static_cast<std::size_t>(words[i + n - 1].data() + words[i + n - 1].size() - words[i].data()));
      if (of_state) {
        owner = country_of(NameKey::of(run));
        if (owner.empty() && n == 1) owner = people_of(run);
        if (!owner.empty()) owner = "@" + owner;
      }
      if (owner.empty() && places_.contains(std::string(run))) owner = run;
      const auto people = of_people_.find(run);
      if (owner.empty() && people != of_people_.end()) owner = people->second;
      taken = n;
    }
    if (!owner.empty() && out.owner.empty()) {
      out.owner = std::move(owner);
      i += taken - 1;
      continue;
    }
    says_which = says_which || (!is_office_word(words[i]) && !is_firm_word(words[i]));
    one_of_many = one_of_many || is_one_of_many(words[i]);
    parts.emplace_back(words[i]);
  }
  if (parts.empty() && !out.owner.empty()) return {out.owner, {}};
  if (says_army(folded) && std::all_of(parts.begin(), parts.end(), is_army_word)) {
    parts.assign(1, "army");
    says_which = false;
  }
  if (!says_which && (out.owner.empty() || one_of_many)) return {};
  if (office) std::sort(parts.begin(), parts.end());
  for (const auto& p : parts) out.base += (out.base.empty() ? "" : " ") + p;
  return out;
}

}  // namespace stemma::link
