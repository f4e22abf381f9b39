#include "lang/agents/words.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace stemma::lang::agents {
namespace {

constexpr std::uint16_t male = kMale, female = kFemale, title = kTitle, role = kRole, body = kBody, government = kGovernment,
                        media = kMedia, document = kDocument, collective = kCollective, place = kPlace, speech = kSpeech;

struct Word {
  std::string_view text;
  std::uint16_t flags;
};
constexpr Word kWords[] = {
#define WORD(text, flags) {text, static_cast<std::uint16_t>(flags)},
#include "lang/agents/words.inc"
#undef WORD
};

using P = Pronoun;
constexpr std::pair<std::string_view, Pronoun> kPronouns[] = {
    {"i", P::i}, {"me", P::i}, {"my", P::i}, {"mine", P::i}, {"myself", P::i},
    {"we", P::we}, {"us", P::we}, {"our", P::we}, {"ours", P::we}, {"ourselves", P::we}, {"'s", P::we},
    {"you", P::you}, {"your", P::you}, {"yours", P::you}, {"yourself", P::you}, {"yourselves", P::you},
    {"he", P::he}, {"him", P::he}, {"his", P::he}, {"himself", P::he},
    {"she", P::she}, {"her", P::she}, {"hers", P::she}, {"herself", P::she},
    {"it", P::it}, {"its", P::it}, {"itself", P::it},
    {"they", P::they}, {"them", P::they}, {"their", P::they}, {"theirs", P::they}, {"themselves", P::they}, {"themself", P::they},
    {"this", P::this_}, {"that", P::this_}, {"these", P::these}, {"those", P::these},
    {"one", P::one}, {"another", P::one}, {"other", P::one},
};

using D = Determiner;
constexpr std::pair<std::string_view, Determiner> kDeterminers[] = {
    {"the", D::definite}, {"both", D::definite}, {"this", D::demonstrative}, {"that", D::demonstrative}, {"these", D::demonstrative},
    {"those", D::demonstrative}, {"such", D::demonstrative}, {"a", D::indefinite}, {"an", D::indefinite}, {"some", D::indefinite},
    {"any", D::indefinite}, {"no", D::indefinite}, {"every", D::indefinite}, {"each", D::indefinite}, {"another", D::indefinite},
    {"many", D::indefinite}, {"several", D::indefinite}, {"few", D::indefinite}, {"most", D::indefinite}, {"all", D::indefinite},
    {"either", D::indefinite}, {"neither", D::indefinite},
};

template <class Value, std::size_t N>
Value look_up(const std::pair<std::string_view, Value> (&table)[N], std::string_view word, Value otherwise) {
  for (const auto& [text, value] : table)
    if (text == word) return value;
  return otherwise;
}

}  // namespace

std::uint16_t word_flags(std::string_view norm) {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::uint16_t> out;
    for (const Word& w : kWords) out.emplace(w.text, w.flags);
    return out;
  }();
  const auto at = table.find(norm);
  return at == table.end() ? std::uint16_t{0} : at->second;
}

Pronoun pronoun(std::string_view norm) { return look_up(kPronouns, norm, Pronoun::other); }
bool is_reflexive(std::string_view norm) { return norm.ends_with("self") || norm.ends_with("selves"); }
Determiner determiner(std::string_view norm) { return look_up(kDeterminers, norm, Determiner::bare); }

bool is_small(std::string_view norm) {
  static constexpr auto kSmall = std::to_array<std::string_view>(
      {"the", "a", "an", "of", "'s", "and", "for", "in", "on", "'", "this", "that", "these", "those"});
  return std::find(kSmall.begin(), kSmall.end(), norm) != kSmall.end();
}

}  // namespace stemma::lang::agents
