#include "lang/agents/info.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "lang/features.h"

namespace stemma::lang::agents {
namespace {

constexpr std::size_t kCore = 6;
constexpr std::uint32_t kLookedAt = 64;  // tokens of a mention, so that phrases inside phrases stay linear
constexpr std::size_t kLookedAhead = 40;  // mentions behind a pronoun
constexpr std::uint8_t kPerson = type_of(NameType::person);

using R = Relation;

Role role_of(R relation) {
  switch (relation) {
    case R::nsubj: case R::nsubj_pass: case R::nsubj_outer: return Role::subject;
    case R::obj: case R::iobj: return Role::object;
    case R::nmod_poss: return Role::owner;
    case R::obl: case R::obl_agent: case R::obl_unmarked: return Role::oblique;
    case R::nmod: case R::nmod_unmarked: return Role::of_noun;
    case R::compound: return Role::compound;
    case R::conj: return Role::joined;
    default: return Role::other;
  }
}

Gender gender_of(std::uint16_t flags) { return flags & kMale ? Gender::male : flags & kFemale ? Gender::female : Gender::unknown; }

class Describer {
 public:
  Describer(const View& view, const FirstNames& first_names) : v_(view), firsts_(first_names) { collect_surnames(); }

  Info describe(const Mention& m) {
    Info info;
    info.mention = m;
    const Token& head = v_.token(m.head);
    info.role = role_of(head.relation);
    info.sentence = v_.sentence(m.head);
    info.block = v_.block(m.head);
    info.quotation = head.quotation;
    info.governor = head.head;
    info.head_word = v_.word(m.head);
    const std::uint32_t end = std::min(m.last, m.first + kLookedAt);
    for (std::uint32_t t = m.first; t < end && !info.text.full(); ++t)
      if (!v_.word_of(t).small && v_.word_of(t).counts) info.text.add(v_.word(t));
    if (head.upos == Upos::pron && !m.together) pronoun(info);
    else noun(info);
    info.speaks = info.role == Role::subject && info.governor >= 0 && is_speech(static_cast<std::uint32_t>(info.governor));
    info.nested = m.last <= reach_;
    reach_ = std::max(reach_, m.last);
    info.same_head = heads_[info.head_word]++;
    info.same_text = !texts_.insert(hash(info.text)).second;
    return info;
  }

 private:
  bool is_speech(std::uint32_t t) const { return (v_.word_of(t).flags & kSpeech) != 0; }

  /// Two texts of one hash would only be taken for the same in one weak feature.
  static std::uint64_t hash(const WordList& text) {
    std::uint64_t h = text.size;
    for (const std::uint32_t w : text.all()) h = mix64(h * 31 + w);
    return h;
  }

  void collect_surnames() {
    for (const Name& name : v_.analysis().names) {
      if (name.type != NameType::person) continue;
      std::uint32_t first = name.first;
      const std::uint32_t last = name.last - 1;
      std::uint16_t title = first > 0 ? v_.word_of(first - 1).flags : std::uint16_t{0};
      for (; first < last && (v_.word_of(first).flags & kTitle) != 0; ++first) title |= v_.word_of(first).flags;
      Gender gender = gender_of(title);
      if (gender == Gender::unknown && first < last) gender = firsts_.gender(v_.word_of(first).norm);
      if (first == last && gender == Gender::unknown) continue;
      const auto [at, is_new] = surnames_.try_emplace(v_.word(last), Surname{gender, false});
      if (is_new) continue;
      if (at->second.torn || (at->second.gender != Gender::unknown && at->second.gender != gender)) at->second.torn = true;
      else at->second.gender = gender;
    }
  }

  Gender surname_gender(std::uint32_t word) const {
    const auto at = surnames_.find(word);
    return at == surnames_.end() || at->second.torn ? Gender::unknown : at->second.gender;
  }

  void pronoun(Info& info) const {
    const Word& word = v_.word_of(info.mention.head);
    info.kind = Kind::pronoun;
    info.pronoun = word.pronoun;
    info.reflexive = word.reflexive;
    info.determiner = Determiner::none;
    switch (info.pronoun) {
      case Pronoun::i: case Pronoun::you: info.animate = Animate::somebody; break;
      case Pronoun::we: info.animate = Animate::somebody, info.plural = true; break;
      case Pronoun::he: info.animate = Animate::somebody, info.gender = Gender::male; break;
      case Pronoun::she: info.animate = Animate::somebody, info.gender = Gender::female; break;
      case Pronoun::it: case Pronoun::this_: info.animate = Animate::nobody; break;
      case Pronoun::they: case Pronoun::these: info.plural = true; break;
      default: break;
    }
  }

  void noun(Info& info) {
    const Mention& m = info.mention;
    const Token& head = v_.token(m.head);
    std::uint32_t first = m.head, last = m.head;  // of the name, both inside
    if (v_.name(m.head) >= 0) {
      info.type = type_of(v_.name_at(m.head).type);
      first = std::max(v_.name_at(m.head).first, m.first);
      last = std::min(v_.name_at(m.head).last, m.last) - 1;
    }
    const bool named = info.type != kNoName && info.type < type_of(NameType::date);
    info.kind = head.upos == Upos::propn || named ? Kind::proper : Kind::common;
    info.flags = v_.word_of(m.head).flags;
    if (first == last && info.kind == Kind::proper && !m.together && surnames_.contains(v_.word(m.head))) info.type = kPerson;
    if (info.kind == Kind::proper && !m.together) core(info, first, last);
    if (info.type == kPerson) person_name(info, first, last);
    info.gender = noun_gender(info, first, last);
    info.plural = m.together || plural_tag(head.penn) || ((info.flags & kCollective) != 0 && (info.flags & kBody) == 0);
    const bool people = info.type == kPerson || info.type == type_of(NameType::people);
    if (info.type != kNoName) info.animate = people ? Animate::somebody : Animate::nobody;
    else if ((info.flags & (kRole | kCollective)) != 0) info.animate = Animate::somebody;
    else if ((info.flags & (kBody | kDocument | kPlace)) != 0) info.animate = Animate::nobody;
    if (m.together) info.gender = Gender::unknown, info.type = kNoName;
    info.determiner = v_.word_of(m.first).determiner;
    for (const std::uint32_t c : v_.children(m.head))
      if (v_.token(c).relation == R::nmod_poss) info.determiner = Determiner::possessed;
  }

  static bool plural_tag(std::uint8_t penn) {
    static const std::uint8_t nns = *penn_tag("NNS"), nnps = *penn_tag("NNPS");
    return penn == nns || penn == nnps;
  }

  void core(Info& info, std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t t = first; t <= last && info.core.size < kCore; ++t)
      if (!v_.word_of(t).small && (v_.word_of(t).flags & kTitle) == 0) info.core.add(v_.word(t));
  }

  /// Moves `first` behind titles.
  void person_name(Info& info, std::uint32_t& first, std::uint32_t last) const {
    info.head_word = v_.word(last);
    while (first < last && (v_.word_of(first).flags & kTitle) != 0) ++first;
    info.full_name = first < last;
    info.first_name = v_.word(first);
    info.last_name = v_.word(last);
  }

  Gender noun_gender(const Info& info, std::uint32_t first, std::uint32_t last) const {
    const std::uint32_t head = v_.word(info.mention.head);
    const auto shown = [&](std::uint32_t t) {
      const std::uint16_t flags = v_.word_of(t).flags;
      return v_.word(t) == head || (flags & kTitle) != 0 ? gender_of(flags) : Gender::unknown;
    };
    Gender out = first > 0 ? shown(first - 1) : Gender::unknown;
    if (out == Gender::unknown) out = shown(first);
    if (out == Gender::unknown) out = shown(info.mention.head);
    if (out != Gender::unknown || info.type != kPerson) return out;
    out = firsts_.gender(v_.word_of(first).norm);
    return out == Gender::unknown ? surname_gender(v_.word(last)) : out;
  }

  struct Surname {
    Gender gender;
    bool torn;  ///< two bearers differ
  };
  const View& v_;
  const FirstNames& firsts_;
  std::unordered_map<std::uint32_t, Surname> surnames_;
  std::unordered_map<std::uint32_t, std::uint32_t> heads_;
  std::unordered_set<std::uint64_t> texts_;
  std::uint32_t reach_ = 0;
};

/// Whether `name` is the object of `verb`, or the subject or object of the clause that says what it is about.
bool is_named_by(const View& view, const Info& name, std::int32_t verb) {
  if (name.role != Role::subject && name.role != Role::object) return false;
  if (name.governor == verb) return name.role == Role::object;
  if (name.governor < 0) return false;
  const Token& clause = view.token(static_cast<std::uint32_t>(name.governor));
  return clause.head == verb && (clause.relation == Relation::ccomp || clause.relation == Relation::xcomp);
}

/// Principle C of binding (Chomsky 1981): who is named below the verb of a pronoun is not whom the pronoun stands for ("He said Venn had left").
/// Deeper down the press does not keep to it ("He noted that there was an issue with Venn's microphone").
void find_named_below(const View& view, std::vector<Info>& infos) {
  for (std::size_t i = 0; i < infos.size(); ++i) {
    Info& m = infos[i];
    if (m.kind != Kind::pronoun || m.role != Role::subject || m.governor < 0) continue;
    for (std::size_t k = i + 1; k < std::min(infos.size(), i + 1 + kLookedAhead) && infos[k].sentence == m.sentence; ++k)
      if (infos[k].kind == Kind::proper && !m.named_below.full() && is_named_by(view, infos[k], m.governor))
        m.named_below.add(infos[k].head_word);
  }
}

}  // namespace

bool contains(const WordList& list, std::uint32_t word) {
  const auto all = list.all();
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool share(const WordList& a, const WordList& b) {
  return std::any_of(a.all().begin(), a.all().end(), [&b](std::uint32_t w) { return contains(b, w); });
}

Gender FirstNames::gender(std::string_view norm) const {
  const std::uint64_t h = hash_of(norm);
  const auto at = std::lower_bound(hashes_.begin(), hashes_.end(), h);
  if (at == hashes_.end() || *at != h) return Gender::unknown;
  return gender_[static_cast<std::size_t>(at - hashes_.begin())] == 1 ? Gender::male : Gender::female;
}

std::vector<Info> describe(const View& view, std::span<const Mention> mentions, const FirstNames& first_names) {
  Describer describer(view, first_names);
  std::vector<Info> out;
  out.reserve(mentions.size());
  for (const Mention& m : mentions) out.push_back(describer.describe(m));
  find_named_below(view, out);
  return out;
}

}  // namespace stemma::lang::agents
