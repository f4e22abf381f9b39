#include "claims/ground/events/tables.h"

#include <fmt/format.h>

#include <optional>

#include "base/embed_file.h"
#include "claims/ground/events/classes.h"
#include "claims/ground/rows.h"

STEMMA_EMBED(stemma_event_classes, STEMMA_TABLES "/classes.tsv")
STEMMA_EMBED(stemma_event_complements, STEMMA_TABLES "/complements.tsv")
STEMMA_EMBED(stemma_event_words, STEMMA_TABLES "/words.tsv")

namespace stemma::claims::ground {
namespace events {
namespace {

constexpr std::pair<std::string_view, WordEffect> effects[] = {
    {"not", kNot}, {"nobody", kNobody}, {"will", kWill}, {"must", kMust}, {"might", kMight}, {"would", kWould},
    {"if", kIf}, {"whether", kWhether}, {"light", kLight}, {"occurs", kOccurs}, {"says", kSays}, {"manner", kManner},
};
constexpr std::pair<std::string_view, Control> controls[] = {
    {"subject", Control::subject}, {"object", Control::object}, {"raise", Control::raise}};

template <class T, std::size_t N>
std::optional<T> value(const std::pair<std::string_view, T> (&names)[N], std::string_view name) {
  for (const auto& [n, v] : names)
    if (n == name) return v;
  return std::nullopt;
}

}  // namespace

bool Tables::add_class(const std::vector<std::string_view>& columns) {
  const bool named = columns[0] != "-", speech = columns[1] == "speech";
  if (!speech && columns[1] != "act") return false;
  const auto index = static_cast<std::uint16_t>(named ? classes_.size() : 0);
  if (named) {
    classes_.push_back(columns[0]);
    if (columns[2] != "-") opposites_.emplace(columns[0], columns[2]);
  }
  for (std::string_view w : listed(columns[3])) {
    VerbEntry v{index};
    v.speech = speech;
    if (w.starts_with('*')) v.undergone = true, w.remove_prefix(1);
    else if (w.starts_with('~')) v.undergone = v.by_things = true, w.remove_prefix(1);
    else if (w.starts_with('+')) v.giving = true, w.remove_prefix(1);
    else if (w.starts_with('=')) v.giving = v.to_object = true, w.remove_prefix(1);
    else if (w.starts_with('!')) v.alone = true, w.remove_prefix(1);
    if (w.empty() || !verbs_.emplace(w, v).second) return false;
    if (const std::size_t space = w.find(' '); space != std::string_view::npos) phrase_starts_.insert(w.substr(0, space));
  }
  for (std::string_view w : listed(columns[4])) {
    NounEntry n{{}, index};
    n.speech = speech;
    if (w.starts_with('<')) n.names_doer = true, w.remove_prefix(1);
    const std::size_t colon = w.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == w.size()) return false;
    n.verb = w.substr(colon + 1);
    if (!nouns_.emplace(w.substr(0, colon), n).second) return false;
  }
  for (const std::string_view w : listed(columns[5]))
    if (w.empty() || !adjectives_.emplace(w, index).second) return false;
  return true;
}

Result<Tables> Tables::parse(const TableTexts& texts) {
  Tables t;
  t.verbs_.reserve(1024), t.nouns_.reserve(512), t.complements_.reserve(256);
  using Row = const std::vector<std::string_view>&;
  Result<void> good;
  const auto table = [&](std::string_view name, std::string_view text, std::size_t columns, auto take) {
    if (good) good = each_row("events/" + std::string(name) + ".tsv", text, [&](Row c) { return c.size() == columns && take(c); });
  };
  table("classes", texts.classes, 6, [&](Row c) { return t.add_class(c); });
  table("complements", texts.complements, 4, [&](Row c) {
    const auto control = value(controls, c[1]);
    const auto modality = stemma::modality(c[2]);
    const bool negates = c[3] == "not";
    if (!control || !modality || (!negates && c[3] != "-")) return false;
    return t.complements_.emplace(c[0], Complement{*control, *modality, negates}).second;
  });
  table("words", texts.words, 2, [&](Row c) {
    const auto effect = value(effects, c[1]);
    if (effect) t.effects_[c[0]] |= *effect;
    return effect.has_value();
  });
  if (!good) return tl::unexpected(std::move(good).error());
  const std::unordered_set<std::string_view> known(t.classes_.begin(), t.classes_.end());
  for (const auto& [name, opposite] : t.opposites_)
    if (!known.contains(opposite)) return fail(ErrorKind::malformed, fmt::format("the table classes of events has no class {}", opposite));
  return t;
}

const Result<Tables>& Tables::built_in() {
  static const Result<Tables> tables = parse({embedded_bytes(stemma_event_classes, stemma_event_classes_end),
                                              embedded_bytes(stemma_event_complements, stemma_event_complements_end),
                                              embedded_bytes(stemma_event_words, stemma_event_words_end)});
  return tables;
}

const NounEntry* Tables::noun(std::string_view lower) const {
  const NounEntry* n = find(nouns_, lower);
  if (!n && lower.size() > 3 && lower.ends_with('s')) {
    n = find(nouns_, lower.substr(0, lower.size() - 1));
    if (!n && lower.ends_with("es")) n = find(nouns_, lower.substr(0, lower.size() - 2));
  }
  return n;
}

std::uint16_t Tables::adjective(std::string_view lower) const {
  const auto* a = find(adjectives_, lower);
  return a ? *a : std::uint16_t{0};
}

std::uint16_t Tables::effect(std::string_view lower) const {
  const auto* e = find(effects_, lower);
  return e ? *e : std::uint16_t{0};
}

std::string_view Tables::opposite(std::string_view predicate_class) const {
  const auto* o = find(opposites_, predicate_class);
  return o ? *o : std::string_view();
}

}  // namespace events

std::string_view opposite(std::string_view predicate_class) {
  const auto& tables = events::Tables::built_in();
  return tables ? tables->opposite(predicate_class) : std::string_view();
}

}  // namespace stemma::claims::ground
