#include "lang/agents/pairs.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace stemma::lang::agents {
namespace {

// Groups and their sizes, in the order of training/agents/pairs.py.
enum PairGroup : std::size_t {
  kDistanceSentences = 0, kDistanceMentions = kDistanceSentences + 21, kText = kDistanceMentions + 24, kPronounTo = kText + 32,
  kNounToPronoun = kPronounTo + 231, kNounToNoun = kNounToPronoun + 110, kTypes = kNounToNoun + 100, kItsRole = kTypes + 6,
  kParallel = kItsRole + 24, kAround = kParallel + 4, kClause = kAround + 6, kQuotes = kClause + 2, kSpeaker = kQuotes + 15,
  kDeterminers = kSpeaker + 20, kWhere = kDeterminers + 36, kKinds = kWhere + 4, kRecent = kKinds + 9, kProminence = kRecent + 44,
  kSpeech = kProminence + 12, kCopula = kSpeech + 4, kPremodified = kCopula + 2, kTextFar = kPremodified + 4, kOwner = kTextFar + 16,
  kRecentSubject = kOwner + 4, kNames = kRecentSubject + 44, kPairEnd = kNames + 24,
};
static_assert(kPairEnd == kPairSize);
enum OneGroup : std::size_t {
  kWhat = 0, kDet = kWhat + 21, kType = kDet + 6, kOneRole = kType + 11, kQuoted = kOneRole + 24, kLength = kQuoted + 6,
  kEarlier = kLength + 15, kSentence = kEarlier + 12, kNested = kSentence + 12, kTogether = kNested + 6, kFlags = kTogether + 2,
  kSameText = kFlags + 12, kAfterHead = kSameText + 6, kOneEnd = kAfterHead + 4,
};
static_assert(kOneEnd == kOneSize);

template <class Enum>
constexpr std::size_t n(Enum e) { return static_cast<std::size_t>(e); }

/// How many of the ascending bounds are <= x.
std::size_t bucket(std::size_t x, std::initializer_list<std::size_t> bounds) {
  return static_cast<std::size_t>(std::count_if(bounds.begin(), bounds.end(), [x](std::size_t b) { return x >= b; }));
}

/// 0 .. 10 a pronoun by class; 11 .. 20 a noun by what it may stand for and its number.
std::size_t what(const Info& a) {
  if (a.kind == Kind::pronoun) return n(a.pronoun);
  const std::size_t k = a.animate == Animate::somebody ? n(a.gender) : a.animate == Animate::nobody ? 3 : 4;
  return 11 + 2 * k + (a.plural ? 1 : 0);
}

/// 0 first and second person, 1 he, she, they, 2 everything else.
std::size_t group(const Info& a) {
  if (a.kind != Kind::pronoun) return 2;
  switch (a.pronoun) {
    case Pronoun::i: case Pronoun::we: case Pronoun::you: return 0;
    case Pronoun::he: case Pronoun::she: case Pronoun::they: return 1;
    default: return 2;
  }
}

/// Who a pronoun is in a conversation: 0 I, 1 we, 2 you, 3 he or she, 4 all else.
std::size_t voice(const Info& m) {
  if (m.kind != Kind::pronoun) return 4;
  switch (m.pronoun) {
    case Pronoun::i: return 0;
    case Pronoun::we: return 1;
    case Pronoun::you: return 2;
    case Pronoun::he: case Pronoun::she: return 3;
    default: return 4;
  }
}

bool same(const WordList& a, const WordList& b) {
  const auto x = a.all(), y = b.all();
  return std::equal(x.begin(), x.end(), y.begin(), y.end());
}
bool within(const WordList& part, const WordList& whole) {
  return std::all_of(part.all().begin(), part.all().end(), [&whole](std::uint32_t w) { return contains(whole, w); });
}
/// `letters` is one word of the first characters of the words of `name`.
bool acronym(const View& v, const WordList& letters, const WordList& name) {
  if (letters.size != 1 || name.size < 2 || v.numbered(letters.word[0]).characters < 2) return false;
  const std::string& norm = v.numbered(letters.word[0]).norm;
  std::size_t at = 0;
  for (const std::uint32_t w : name.all()) {
    const std::string& word = v.numbered(w).norm;
    while (at < norm.size() && norm[at] == '.') ++at;
    if (at == norm.size() || word.empty()) return false;
    std::size_t next = 0;
    if (next_code_point(norm, at) != next_code_point(word, next)) return false;
  }
  while (at < norm.size() && norm[at] == '.') ++at;
  return at == norm.size();
}

/// 0 the same words, 1 the same head and the later adds nothing, 2 the same head, 3 all of the later's words in the earlier, 4 the other
/// way round, 5 letters of the other, 6 some word shared, 7 none.
std::size_t text_relation(const View& v, const Info& m, const Info& a) {
  if (same(m.text, a.text)) return 0;
  if (m.head_word == a.head_word) return within(m.text, a.text) ? 1 : 2;
  if (!m.text.empty() && within(m.text, a.text)) return 3;
  if (!a.text.empty() && within(a.text, m.text)) return 4;
  if (acronym(v, m.text, a.text) || acronym(v, a.text, m.text)) return 5;
  return share(m.text, a.text) ? 6 : 7;
}

/// 0 not both names, 1 the same, 2 the later within the earlier, 3 the other way round, 4 letters of the other, 5 some word shared, 6 none,
/// 7 persons with one last word and two first words.
std::size_t name_relation(const View& v, const Info& m, const Info& a) {
  const WordList &x = m.core, &y = a.core;
  if (x.empty() || y.empty()) return 0;
  if (same(x, y)) return 1;
  if (m.full_name && a.full_name && m.last_name == a.last_name && m.first_name != a.first_name) return 7;
  if (within(x, y)) return 2;
  if (within(y, x)) return 3;
  if (acronym(v, x, y) || acronym(v, y, x)) return 4;
  return share(x, y) ? 5 : 6;
}

std::size_t types(const Info& m, const Info& a) {
  if (m.type == kNoName || a.type == kNoName) return 0;
  if (m.type != a.type) return 5;
  switch (static_cast<NameType>(m.type - 1)) {
    case NameType::person: return 1;
    case NameType::place: return 3;
    case NameType::organisation: case NameType::government: case NameType::media: return 2;
    default: return 4;
  }
}

/// 0 neither in quotation marks, 1 only the later, 2 only the earlier, 3 both in the same, 4 in two.
std::size_t quotes(const Info& m, const Info& a) {
  if (m.quotation < 0) return a.quotation < 0 ? 0 : 2;
  return a.quotation < 0 ? 1 : a.quotation == m.quotation ? 3 : 4;
}

std::size_t names_place(const View& v, const Info& m, const Info& a) {
  const std::size_t alike = m.type != a.type ? 0 : m.type == type_of(NameType::person) ? 1 : 2;
  return 3 * name_relation(v, m, a) + alike;
}

bool may_be_body(const Info& a) {
  if (a.type == kNoName) return false;
  const auto type = static_cast<NameType>(a.type - 1);
  return type != NameType::place && type != NameType::date && type != NameType::money;
}

void add_pronoun(const Info& m, const Info& a, const Between& b, std::size_t apart, Places& out) {
  const std::size_t p = n(m.pronoun);
  out.add(kPronounTo + 21 * p + what(a));
  out.add(kRecent + 4 * p + std::min<std::size_t>(b.agreeing, 3));
  out.add(kRecentSubject + 4 * p + std::min<std::size_t>(b.subjects, 3));
  out.add(kParallel + 2 * (apart == 0 ? 1 : 0) + (m.role == a.role ? 1 : 0));
  out.add(kSpeech + 2 * (m.speaks ? 1 : 0) + (a.speaks ? 1 : 0));
  out.add(kOwner + 2 * (m.role == Role::owner ? 1 : 0) + (m.governor == a.governor && m.governor >= 0 ? 1 : 0));
}

void add_nouns(const View& v, const Info& m, const Info& a, std::size_t apart, Places& out) {
  const std::size_t t = text_relation(v, m, a);
  out.add(kNounToNoun + 10 * (what(m) - 11) + what(a) - 11);
  out.add(kText + 8 * (2 * (m.kind == Kind::proper ? 1 : 0) + (a.kind == Kind::proper ? 1 : 0)) + t);
  out.add(kTextFar + 2 * t + (apart > 3 ? 1 : 0));
  out.add(kPremodified + 2 * (m.text.size > 1 ? 1 : 0) + (a.text.size > 1 ? 1 : 0));
  out.add(kNames + names_place(v, m, a));
}

}  // namespace

bool agrees(const Info& m, const Info& a) {
  if (a.kind == Kind::pronoun) return a.pronoun == m.pronoun || (m.pronoun == Pronoun::this_ && a.pronoun == Pronoun::it);
  switch (m.pronoun) {
    case Pronoun::he: return !a.plural && a.animate != Animate::nobody && a.gender != Gender::female;
    case Pronoun::she: return !a.plural && a.animate != Animate::nobody && a.gender != Gender::male;
    case Pronoun::it: case Pronoun::this_: return !a.plural && a.animate != Animate::somebody;
    case Pronoun::they: case Pronoun::these:
      return a.plural || (a.animate == Animate::nobody && may_be_body(a)) || (a.flags & kBody) != 0;
    default: return false;
  }
}

Places places_of(const Info& m) {
  const std::size_t k = n(m.kind);
  Places out;
  out.add(kWhat + what(m));
  out.add(kDet + n(m.determiner));
  out.add(kType + m.type);
  out.add(kOneRole + 3 * n(m.role) + k);
  out.add(kQuoted + 2 * k + (m.quotation >= 0 ? 1 : 0));
  out.add(kLength + 5 * k + bucket(m.mention.last - 1 - m.mention.first, {1, 2, 4, 8}));
  out.add(kEarlier + 4 * k + bucket(m.same_head, {1, 2, 4}));
  out.add(kSentence + 4 * k + bucket(m.sentence, {1, 3, 8}));
  out.add(kNested + 2 * k + (m.nested ? 1 : 0));
  out.add(kTogether + (m.mention.together ? 1 : 0));
  out.add(kSameText + 2 * k + (m.same_text ? 1 : 0));
  out.add(kAfterHead + 2 * (m.mention.last - 1 > m.mention.head ? 1 : 0) + (m.mention.first < m.mention.head ? 1 : 0));
  for (std::size_t i = 0; i < kWordFlags; ++i)
    if (m.flags >> i & 1) out.add(kFlags + i);
  return out;
}

Places places_of(const View& view, const Info& m, const Info& a, const Between& b) {
  const std::size_t k = n(m.kind), g = group(m), apart = m.sentence - a.sentence;
  Places out;
  out.add(kDistanceSentences + 7 * k + bucket(apart, {1, 2, 3, 4, 8, 16}));
  out.add(kDistanceMentions + 8 * k + bucket(b.mentions, {2, 3, 4, 6, 9, 16, 31}));
  out.add(kKinds + 3 * k + n(a.kind));
  out.add(kTypes + types(m, a));
  out.add(kItsRole + 3 * n(a.role) + g);
  out.add(kDeterminers + 6 * n(m.determiner) + n(a.determiner));
  out.add(kProminence + 3 * bucket(a.same_head, {1, 2, 4}) + k);
  out.add(kWhere + 2 * (a.sentence == 0 ? 1 : 0) + (m.block == a.block ? 1 : 0));
  out.add(kSpeaker + 5 * n(b.speaker) + voice(m));
  if (m.kind == Kind::pronoun) add_pronoun(m, a, b, apart, out);
  else if (a.kind == Kind::pronoun) out.add(kNounToPronoun + 11 * (what(m) - 11) + n(a.pronoun));
  else add_nouns(view, m, a, apart, out);
  if (a.mention.last >= m.mention.last) out.add(kAround + 2 * k + (m.role == Role::owner ? 1 : 0));
  else if (a.governor == m.governor && m.governor >= 0) out.add(kClause + (m.reflexive ? 1 : 0));
  out.add(kQuotes + 5 * g + quotes(m, a));
  const auto governs = [](const Info& x, const Info& y) { return y.governor == static_cast<std::int32_t>(x.mention.head); };
  const bool one_governs = governs(a, m) || governs(m, a);
  if (one_governs) out.add(kCopula + (a.role == Role::subject ? 1 : 0));
  return out;
}

std::vector<std::int32_t> speakers(const View& v, std::span<const Info> infos) {
  std::vector<std::int32_t> subject_of(v.size(), -1), said(v.analysis().sentences.size(), -1), out(v.analysis().quotations.size(), -1);
  for (std::size_t i = 0; i < infos.size(); ++i) {
    const Info& a = infos[i];
    const auto number = static_cast<std::int32_t>(i);
    if (a.role == Role::subject && a.governor >= 0 && !a.mention.together) {
      std::int32_t& subject = subject_of[static_cast<std::size_t>(a.governor)];
      if (subject < 0) subject = number;
    }
    if (a.speaks && a.quotation < 0 && said[a.sentence] < 0) said[a.sentence] = number;
  }
  std::int32_t last = -1, seen = -1;
  bool direct = false;
  for (std::uint32_t t = 0; t < v.size(); ++t) {
    if (t == 0 || v.block(t) != v.block(t - 1)) last = -1;
    const std::int32_t q = v.token(t).quotation;
    if (q < 0) continue;
    std::int32_t& speaker = out[static_cast<std::size_t>(q)];
    if (q != seen) {
      seen = q;
      direct = false;
      if (speaker < 0) speaker = last;
    }
    const std::int32_t h = v.token(t).head;
    const bool hangs_outside = h >= 0 && v.token(static_cast<std::uint32_t>(h)).quotation != q;
    const std::int32_t subject = hangs_outside ? subject_of[static_cast<std::size_t>(h)] : -1;
    if (!direct && subject >= 0 && infos[static_cast<std::size_t>(subject)].quotation != q) speaker = subject, direct = true;
    else if (!direct && said[v.sentence(t)] >= 0) speaker = said[v.sentence(t)];
    last = speaker;
  }
  return out;
}

std::span<const std::uint32_t> Candidates::of(std::uint32_t later) {
  out_.clear();
  const Info& m = infos_[later];
  const std::uint32_t oldest = later > kWindow ? later - kWindow : 0;
  for (std::uint32_t i = later; i-- > oldest;) out_.push_back(i);
  if (m.kind == Kind::pronoun) return out_;
  const auto words = m.core.all().first(std::min<std::size_t>(m.core.size, 4));
  const auto far = [this, oldest](std::uint32_t word) {
    const auto at = latest_.find(word);
    if (at == latest_.end() || at->second >= oldest) return;
    if (std::find(out_.begin(), out_.end(), at->second) == out_.end()) out_.push_back(at->second);
  };
  far(m.head_word);
  for (const std::uint32_t w : words) far(w);
  latest_[m.head_word] = later;
  for (const std::uint32_t w : words) latest_[w] = later;
  return out_;
}

}  // namespace stemma::lang::agents
