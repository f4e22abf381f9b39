// The labels of Universal Dependencies 2 for English, of the Penn Treebank, and our types of names, as numbers that do not depend on the
// model: a model file lists its own order by these names, and one that has a label which is not here is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace stemma::lang {

/// universaldependencies.org/u/pos, in alphabetical order.
enum class Upos : std::uint8_t { adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x };
std::string_view name(Upos);  ///< "NOUN"
std::optional<Upos> upos(std::string_view name);

/// universaldependencies.org/en/dep with the subtypes of EWT and GUM, in alphabetical order.
enum class Relation : std::uint8_t {
  acl, acl_relcl, advcl, advcl_relcl, advmod, amod, appos, aux, aux_pass, case_, cc, cc_preconj, ccomp, compound, compound_prt, conj, cop,
  csubj, csubj_outer, csubj_pass, dep, det, det_predet, discourse, dislocated, expl, fixed, flat, goeswith, iobj, list, mark, nmod,
  nmod_desc, nmod_poss, nmod_unmarked, nsubj, nsubj_outer, nsubj_pass, nummod, obj, obl, obl_agent, obl_unmarked, orphan, parataxis, punct,
  reparandum, root, vocative, xcomp,
};
std::string_view name(Relation);  ///< "nsubj:pass"
std::optional<Relation> relation(std::string_view name);

/// The 49 tags of the Penn Treebank as EWT uses them, in alphabetical order; Token::penn is an index into it.
std::span<const std::string_view> penn_tags();
std::optional<std::uint8_t> penn_tag(std::string_view name);

enum class NameType : std::uint8_t {
  person, organisation, government, place, media, document,
  people,  ///< nationalities, religions, members of a party
  other, date, money,
};
std::string_view name(NameType);  ///< "person"
std::optional<NameType> name_type(std::string_view name);

}  // namespace stemma::lang
