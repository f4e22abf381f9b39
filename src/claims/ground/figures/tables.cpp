#include "claims/ground/figures/tables.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/embed_file.h"
#include "claims/ground/rows.h"

STEMMA_EMBED(stemma_figures_numbers, STEMMA_TABLES "/numbers.tsv")
STEMMA_EMBED(stemma_figures_units, STEMMA_TABLES "/units.tsv")
STEMMA_EMBED(stemma_figures_currencies, STEMMA_TABLES "/currencies.tsv")
STEMMA_EMBED(stemma_figures_bounds, STEMMA_TABLES "/bounds.tsv")
STEMMA_EMBED(stemma_figures_guards, STEMMA_TABLES "/guards.tsv")
STEMMA_EMBED(stemma_figures_classes, STEMMA_TABLES "/classes.tsv")
STEMMA_EMBED(stemma_figures_nouns, STEMMA_TABLES "/nouns.tsv")
STEMMA_EMBED(stemma_figures_persons, STEMMA_TABLES "/persons.tsv")

namespace stemma::claims::ground {
namespace {

/// Takes rows, each by the method that is called like its table.
class Parser {
 public:
  explicit Parser(Tables& out) : out_(out) {}

  bool number(const std::vector<std::string_view>& f) {
    static constexpr auto forms = std::to_array<std::string_view>({"", "cardinal", "ordinal", "scale", "suffix", "money", "plural", "parts",
        "dozen", "half", "quarter",
                                                                   "vague", "couple", "nobody", "no"});
    const auto form = std::find(forms.begin() + 1, forms.end(), f[1]);
    NumberWord w;
    if (form == forms.end() || !whole(f[2], w.value)) return false;
    w.form = static_cast<NumberForm>(form - forms.begin());
    out_.numbers[f[0]] = w;
    return true;
  }

  bool unit(const std::vector<std::string_view>& f) {
    Unit u;
    u.code = f[0];
    if (f[1] == "temperature") u.kind = Unit::Kind::temperature;
    else if (f[1] == "degree") u.kind = Unit::Kind::degree;
    else if (f[1] == "percent") u.kind = Unit::Kind::percent;
    else if (f[1] == "length") u.kind = Unit::Kind::length;
    if (f[4] != "-") {
      u.to = f[4];
      if (!real(f[5], u.factor) || !real(f[6], u.offset)) return false;
    }
    out_.units.push_back(u);
    phrases(f[2], false, false);
    phrases(f[3], true, false);
    return true;
  }

  bool currency(const std::vector<std::string_view>& f) {
    Unit u;
    u.kind = Unit::Kind::money;
    if (f[0] != "-") u.code = f[0];
    if (!real(f[1], u.factor)) return false;
    u.pound = f[2] == "pound";
    u.guessed = u.pound || f[2] == "guess";
    if (f[2] != "name" && f[2] != "code" && f[2] != "sign" && !u.guessed) return false;
    out_.units.push_back(u);
    phrases(f[3], f[2] == "code", f[2] != "name" && f[2] != "pound" && f[0] != "-");
    return true;
  }

  bool bound(const std::vector<std::string_view>& f) {
    static constexpr auto bounds = std::to_array<std::string_view>({"exact", "at_least", "more_than", "at_most", "less_than", "about",
        "inclusive"});
    const auto b = std::find(bounds.begin(), bounds.end(), f[2]);
    BoundPhrase p{split(f[1], ' '), static_cast<BoundWord>(b - bounds.begin())};
    if (b == bounds.end() || f[1].empty() || (f[0] != "before" && f[0] != "after")) return false;
    auto& list = f[0] == "before" ? out_.bounds_before[p.words.back()] : out_.bounds_after[p.words.front()];
    const auto at = std::find_if(list.begin(), list.end(), [&](const BoundPhrase& o) { return o.words.size() < p.words.size(); });
    list.insert(at, std::move(p));
    return true;
  }

  bool guard(const std::vector<std::string_view>& f) {
    static constexpr auto kinds =
        std::to_array<std::string_view>({"before", "street", "idiom", "score", "change", "one", "prior", "time", "whole", "turn", "weight",
            "money", "month", "seem"});
    const auto kind = std::find(kinds.begin(), kinds.end(), f[0]);
    if (kind == kinds.end()) return false;
    for (const std::string_view w : split(f[1], ' ')) out_.guards[w] |= static_cast<std::uint16_t>(1u << (kind - kinds.begin()));
    return true;
  }

  bool counted(const std::vector<std::string_view>& f) {
    const auto index = static_cast<std::int16_t>(out_.classes.size());
    out_.classes.push_back({f[0], f[1] != "-", f[1] == "only"});
    if (f[1] != "people" && f[1] != "only" && f[1] != "-") return false;
    for (const std::string_view v : listed(f[2])) {
      const bool subject = v[0] == '*', passive = v[0] == '^';
      ClassWord& w = out_.class_words[v.substr(subject || passive ? 1 : 0)];
      (subject ? w.verb_subject : w.verb_passive) = index;
      if (!subject && !passive) w.verb_object = index;
    }
    for (const std::string_view n : listed(f[3])) out_.class_words[n].noun = index;
    for (const std::string_view n : listed(f[4])) out_.class_words[n].other = index;
    return true;
  }

  bool noun(const std::vector<std::string_view>& f) {
    out_.nouns[f[0]] = f[1];
    return true;
  }

  bool person(const std::vector<std::string_view>& f) {
    out_.persons[f[0]] = f.size() < 2;
    return true;
  }

 private:
  static bool whole(std::string_view s, std::uint64_t& out) {
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
    return error == std::errc() && end == s.data() + s.size();
  }
  static bool real(std::string_view s, double& out) {
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
    return error == std::errc() && end == s.data() + s.size();
  }

  /// Ways to write the last unit.
  void phrases(std::string_view list, bool exact_case, bool sign) {
    for (const std::string_view written : listed(list, '|')) {
      UnitPhrase p{split(written, ' '), static_cast<std::uint32_t>(out_.units.size() - 1), exact_case, sign};
      const auto number = static_cast<std::uint32_t>(out_.unit_phrases.size());
      const auto add = [&](std::vector<std::uint32_t>& to) {
        const auto shorter = [&](std::uint32_t o) { return out_.unit_phrases[o].words.size() < p.words.size(); };
        const auto at = std::find_if(to.begin(), to.end(), shorter);
        to.insert(at, number);
      };
      add(out_.units_by_first[p.words.front()]);
      if (sign) add(out_.signs_by_last[p.words.back()]);
      out_.unit_phrases.push_back(std::move(p));
    }
  }

  Tables& out_;
};

}  // namespace

Result<Tables> Tables::built_in() {
  Tables out;
  Parser p(out);
  using Row = const std::vector<std::string_view>&;
  Result<void> good;
  const auto table = [&](std::string_view name, std::string_view text, std::size_t least, bool (Parser::*take)(Row)) {
    if (good) good = each_row("figures/" + std::string(name) + ".tsv", text, [&](Row f) { return f.size() >= least && (p.*take)(f); });
  };
  table("numbers", embedded_bytes(stemma_figures_numbers, stemma_figures_numbers_end), 3, &Parser::number);
  table("units", embedded_bytes(stemma_figures_units, stemma_figures_units_end), 7, &Parser::unit);
  table("currencies", embedded_bytes(stemma_figures_currencies, stemma_figures_currencies_end), 4, &Parser::currency);
  table("bounds", embedded_bytes(stemma_figures_bounds, stemma_figures_bounds_end), 3, &Parser::bound);
  table("guards", embedded_bytes(stemma_figures_guards, stemma_figures_guards_end), 2, &Parser::guard);
  table("classes", embedded_bytes(stemma_figures_classes, stemma_figures_classes_end), 5, &Parser::counted);
  table("persons", embedded_bytes(stemma_figures_persons, stemma_figures_persons_end), 1, &Parser::person);
  table("nouns", embedded_bytes(stemma_figures_nouns, stemma_figures_nouns_end), 2, &Parser::noun);
  if (!good) return tl::unexpected(std::move(good).error());
  if (!out.units_by_first.find("lb")) return fail(ErrorKind::malformed, "figures/units.tsv: no lb");
  return out;
}

}  // namespace stemma::claims::ground
