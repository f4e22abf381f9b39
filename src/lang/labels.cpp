#include "lang/labels.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace stemma::lang {
namespace {

constexpr auto kUpos = std::to_array<std::string_view>({
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
});
static_assert(kUpos.size() == static_cast<std::size_t>(Upos::x) + 1);

constexpr auto kRelations = std::to_array<std::string_view>({
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp",
    "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse",
    "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked",
    "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct",
    "reparandum", "root", "vocative", "xcomp",
});
static_assert(kRelations.size() == static_cast<std::size_t>(Relation::xcomp) + 1);

constexpr auto kPenn = std::to_array<std::string_view>({
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS",
    "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD",
    "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``",
});

constexpr auto kNameTypes = std::to_array<std::string_view>({
    "person", "organisation", "government", "place", "media", "document", "people", "other", "date", "money",
});
static_assert(kNameTypes.size() == static_cast<std::size_t>(NameType::money) + 1);

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<Enum>(std::distance(names.begin(), it));
}

}  // namespace

std::string_view name(Upos u) { return kUpos[static_cast<std::size_t>(u)]; }
std::optional<Upos> upos(std::string_view name) { return find<Upos>(kUpos, name); }

std::string_view name(Relation r) { return kRelations[static_cast<std::size_t>(r)]; }
std::optional<Relation> relation(std::string_view name) { return find<Relation>(kRelations, name); }

std::span<const std::string_view> penn_tags() { return kPenn; }
std::optional<std::uint8_t> penn_tag(std::string_view name) { return find<std::uint8_t>(kPenn, name); }

std::string_view name(NameType t) { return kNameTypes[static_cast<std::size_t>(t)]; }
std::optional<NameType> name_type(std::string_view name) { return find<NameType>(kNameTypes, name); }

}  // namespace stemma::lang
