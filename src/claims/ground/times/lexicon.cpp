#include "claims/ground/times/lexicon.h"

#include <array>
#include <charconv>
#include <string>

#include "base/embed_file.h"
#include "claims/ground/rows.h"

STEMMA_EMBED(stemma_times_words, STEMMA_TABLES "/words.tsv")
STEMMA_EMBED(stemma_times_holidays, STEMMA_TABLES "/holidays.tsv")
STEMMA_EMBED(stemma_times_zones, STEMMA_TABLES "/zones.tsv")

namespace stemma::claims::ground::times {
namespace {

constexpr std::size_t kMostWords = 3000;

constexpr std::array<std::string_view, kClasses> class_names{
    "month", "short", "weekday", "weekdays", "unit", "units", "number", "ordinal", "suffix", "vague", "season", "seasons", "part",
        "parts", "lonepart",
    "clock", "day", "tonight", "which", "mod", "compares", "approx", "onlyspan", "soft", "ago", "shift", "from", "hence", "orso",
    "every", "allof", "qh", "frequency", "times", "timesword", "per", "ref", "adjref", "refword", "adjective", "fiscal", "period",
        "decade", "era", "meridiem", "letter", "oclock",
    "past", "halfword", "quarterword", "the", "a", "of", "and", "or", "on", "in", "at", "to", "for", "by", "year", "weekbegins",
        "long", "ends", "another", "timeword",
    "leads", "lasting", "governs", "countable", "calendar", "holiday", "zone"};
constexpr std::array<std::string_view, 18> unit_names{"", "second", "minute", "hour", "day", "night", "business_day", "weekend",
    "work_week", "week",
    "fortnight", "month", "quarter", "half", "year", "decade", "century", "millennium"};
constexpr std::array<std::string_view, 5> season_names{"", "SP", "SU", "FA", "WI"};
constexpr std::array<std::string_view, 7> part_names{"", "MO", "MI", "AF", "EV", "NI", "DT"};
constexpr std::array<std::string_view, 10> which_names{"", "this", "last", "past", "next", "coming", "following", "that", "latest", "each"};
constexpr std::array<std::string_view, 9> mod_names{"", "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE",
    "EQUAL_OR_LESS"};
constexpr std::array<std::string_view, 3> ref_names{"PRESENT", "PAST", "FUTURE"};
constexpr std::array<std::string_view, 7> calendar_names{"", "fiscal", "islamic", "jewish", "persian", "chinese", "hindu"};

template <std::size_t N>
int index_of(const std::array<std::string_view, N>& names, std::string_view s) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == s && !s.empty()) return static_cast<int>(i);
  return -1;
}

bool number(std::string_view s, int& out) {
  const auto [p, e] = std::from_chars(s.data(), s.data() + s.size(), out);
  return e == std::errc() && p == s.data() + s.size();
}

/// The value of a line, by its class.
bool value_of(Class c, std::string_view s, int& out) {
  switch (c) {
    case Class::unit: case Class::units: case Class::frequency: return (out = index_of(unit_names, s)) >= 0;
    case Class::season: case Class::seasons: return (out = index_of(season_names, s)) >= 0;
    case Class::part: case Class::parts: return (out = index_of(part_names, s)) >= 0;
    case Class::which: return (out = index_of(which_names, s)) >= 0;
    case Class::mod: case Class::approx: return (out = index_of(mod_names, s)) >= 0;
    case Class::ref: return (out = index_of(ref_names, s)) >= 0;
    case Class::calendar: return (out = index_of(calendar_names, s)) >= 0;
    case Class::zone: return s == "-" ? (out = kNoOffset, true) : number(s, out);
    default: return number(s, out);
  }
}

/// "05-01", "11-4-4", "11-5-4+2", "easter-46", "islamic".
bool holiday_rule(std::string_view s, Holiday& h) {
  if (const int c = index_of(calendar_names, s); c > 0) return h.calendar = static_cast<Calendar>(c), true;
  if (s.starts_with("easter")) {
    h.easter = true;
    s.remove_prefix(6);
    if (s.starts_with('+')) s.remove_prefix(1);
    return number(s, h.nth) && h.nth > -200 && h.nth < 200;
  }
  if (s.size() > 1 && s.back() == '+') h.offset = 1, s.remove_suffix(1);
  if (s.size() < 5 || s[2] != '-' || !number(s.substr(0, 2), h.month) || h.month < 1 || h.month > 12) return false;
  s.remove_prefix(3);
  if (const std::size_t dash = s.find('-', 1); dash != std::string_view::npos)
    return number(s.substr(0, dash), h.weekday) && number(s.substr(dash + 1), h.nth) && h.weekday >= 1 && h.weekday <= 7 &&
        h.nth >= -1 && h.nth <= 5 && h.nth != 0;
  return number(s, h.nth) && h.nth >= 1 && h.nth <= 31;
}

/// The next piece of a form: a run of letters or digits, or one mark; spaces are left out.
std::string_view next_word(std::string_view& form) {
  while (form.starts_with(' ')) form.remove_prefix(1);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; };
  std::size_t n = 0;
  while (n < form.size() && letter(form[n])) ++n;
  const std::string_view out = form.substr(0, n == 0 ? std::min<std::size_t>(1, form.size()) : n);
  form.remove_prefix(out.size());
  return out;
}

}  // namespace

std::string_view name(Season s) { return season_names[static_cast<std::size_t>(s)]; }
std::string_view name(Part p) { return part_names[static_cast<std::size_t>(p)]; }
std::string_view name(Mod m) { return mod_names[static_cast<std::size_t>(m)]; }
std::string_view name(Calendar c) { return calendar_names[static_cast<std::size_t>(c)]; }
std::string_view name(Unit u) {
  switch (u) {
    case Unit::night: case Unit::business_day: return "day";
    case Unit::work_week: case Unit::fortnight: return "week";
    default: return unit_names[static_cast<std::size_t>(u)];
  }
}

std::uint32_t Lexicon::hash(std::string_view s) {
  std::uint32_t h = kSeed;
  for (const char c : s) h = step(h, static_cast<unsigned char>(c));
  return h;
}

std::uint16_t Lexicon::word(std::string_view lower, std::uint32_t h) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = h & mask;; i = (i + 1) & mask) {
    if (slots_[i].word == 0) return 0;
    if (slots_[i].key == lower) return slots_[i].word;
  }
}

std::uint16_t Lexicon::intern(std::string_view w) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash(w) & mask;
  for (; slots_[i].word != 0; i = (i + 1) & mask)
    if (slots_[i].key == w) return slots_[i].word;
  of_word_.push_back(0);
  masks_.emplace_back();
  slots_[i] = {w, static_cast<std::uint16_t>(of_word_.size() - 1)};
  return slots_[i].word;
}

std::uint32_t Lexicon::child(std::uint32_t node, std::uint16_t word) const {
  const std::size_t mask = edges_.size() - 1;
  for (std::size_t i = (node * 31U + word * 2654435761U) & mask;; i = (i + 1) & mask) {
    if (edges_[i].to == 0) return 0;
    if (edges_[i].parent == node && edges_[i].word == word) return edges_[i].to;
  }
}

std::uint32_t Lexicon::grow(std::uint32_t node, std::uint16_t word) {
  if (const std::uint32_t have = node == 0 ? of_word_[word] : child(node, word); have != 0) return have;
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  building_.emplace_back();
  if (node == 0) return of_word_[word] = fresh;
  nodes_[node].leaf = false;
  const std::size_t mask = edges_.size() - 1;
  std::size_t i = (node * 31U + word * 2654435761U) & mask;
  while (edges_[i].to != 0) i = (i + 1) & mask;
  edges_[i] = {node, fresh, word};
  return fresh;
}

void Lexicon::add(std::string_view form, Class c, std::int32_t value) {
  std::uint32_t at = 0;
  std::uint16_t first = 0;
  for (std::string_view w = next_word(form); !w.empty(); w = next_word(form)) {
    const std::uint16_t id = intern(w);
    if (at == 0) first = id;
    at = grow(at, id);
  }
  if (at == 0) return;
  building_[at].push_back({c, value});
  masks_[first][static_cast<int>(c) / 64] |= std::uint64_t{1} << (static_cast<int>(c) % 64);
}

void Lexicon::settle() {
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    nodes_[n].first_sense = static_cast<std::uint32_t>(senses_.size());
    nodes_[n].senses = static_cast<std::uint32_t>(building_[n].size());
    senses_.insert(senses_.end(), building_[n].begin(), building_[n].end());
  }
  building_ = {};
  core_.resize(masks_.size(), false);
  for (std::uint16_t w = 1; w < masks_.size(); ++w)
    for (const Class c : {Class::month, Class::weekday, Class::weekdays, Class::unit, Class::units, Class::number, Class::season,
        Class::seasons, Class::part,
                          Class::parts, Class::clock, Class::day, Class::tonight, Class::frequency, Class::refword, Class::decade,
                              Class::oclock, Class::holiday, Class::period,
                          Class::calendar})
      if (may(w, c)) core_[w] = true;
  opens_ = core_;
  for (std::uint16_t w = 1; w < masks_.size(); ++w)
    for (const Class c : {Class::ordinal, Class::vague, Class::lonepart, Class::which, Class::mod, Class::approx, Class::every,
        Class::allof, Class::qh, Class::times,
                          Class::per, Class::ref, Class::adjective, Class::fiscal, Class::era, Class::halfword, Class::quarterword,
                              Class::the, Class::another})
      if (may(w, c)) opens_[w] = true;
}

Result<Lexicon> Lexicon::parse(std::string_view words, std::string_view holidays, std::string_view zones) {
  Lexicon out;
  out.slots_.resize(4096);
  out.edges_.resize(4096);
  out.nodes_.resize(1);
  out.building_.resize(1);
  out.of_word_.resize(1);
  out.masks_.resize(1);
  const std::pair<std::string_view, std::string_view> files[] = {{"words.tsv", words}, {"holidays.tsv", holidays}, {"zones.tsv", zones}};
  for (const auto& file : files) {
    const auto good = each_row("times/" + std::string(file.first), file.second, [&](const std::vector<std::string_view>& columns) {
      return out.take(columns, file.first) && out.of_word_.size() <= kMostWords && out.nodes_.size() <= kMostWords;
    });
    if (!good) return tl::unexpected(good.error());
  }
  out.settle();
  return out;
}

/// words.tsv: class, value, words; the others: value, words.
bool Lexicon::take(const std::vector<std::string_view>& columns, std::string_view file) {
  Class c = file == "holidays.tsv" ? Class::holiday : Class::zone;
  std::size_t at = 0;
  if (file == "words.tsv") {
    const int found = index_of(class_names, columns[at++]);
    if (found < 0) return false;
    c = static_cast<Class>(found);
  }
  if (columns.size() != at + 2 || columns[at + 1].empty()) return false;
  int v = 0;
  if (c == Class::holiday) {
    Holiday h;
    if (!holiday_rule(columns[at], h)) return false;
    v = static_cast<int>(holidays_.size());
    holidays_.push_back(h);
  } else if (!value_of(c, columns[at], v)) {
    return false;
  }
  for (std::string_view words = columns[at + 1]; !words.empty();) {
    const std::size_t comma = words.find(", ");
    add(words.substr(0, comma), c, v);
    words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 2);
  }
  return true;
}

Result<Lexicon> Lexicon::built_in() {
  return parse(embedded_bytes(stemma_times_words, stemma_times_words_end), embedded_bytes(stemma_times_holidays, stemma_times_holidays_end),
               embedded_bytes(stemma_times_zones, stemma_times_zones_end));
}

}  // namespace stemma::claims::ground::times
