#include "claims/agents.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "claims/agent_words.h"
#include "claims/source_parser.h"

namespace stemma::claims {
namespace {

/// `part` occurs in order in `whole`.
bool within(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  std::size_t i = 0;
  for (const std::string& w : whole)
    if (i < part.size() && w == part[i]) ++i;
  return i == part.size();
}

/// "Tirsana" in "Ministry of Defence of Tirsana": whose it is, no short form of it.
bool only_owner(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  if (part.size() >= whole.size() || !std::equal(part.rbegin(), part.rend(), whole.rbegin())) return false;
  const std::string& before = whole[whole.size() - part.size() - 1];
  return before == "of" || before == "for" || before == "in";
}

bool acronym_of(const std::string& letters, const std::vector<std::string>& words) {
  if (letters.size() < 2 || words.size() < 2) return false;
  std::string initials;
  for (const std::string& w : words)
    if (w != "of" && w != "for" && w != "and" && w != "on" && w != "the") initials += w[0];
  return initials == letters;
}

/// "spokeswoman, Lieutenant Colonel": 1 he, 2 she, 0 not told.
int gender_of_role(std::string_view role) {
  for (const std::string& w : name_words(role)) {
    if (w.ends_with("woman")) return 2;
    if (w.ends_with("man") && w.size() > 4) return 1;
  }
  return 0;
}

}  // namespace

AgentBook::AgentBook(const View& view, const Phrases& phrases, const Antecedents& antecedents, std::vector<Agent>& agents)
    : v_(view), p_(phrases), antecedents_(antecedents), agents_(agents), agent_at_(view.size(), -1), names_(view) {}

SourcePhrase AgentBook::parse(Range source) const {
  SourcePhrase s = parse_source(v_, p_, names_, source);
  const std::string lower = to_lower(s.name);
  if (!s.named || lower.find(' ') != std::string::npos || lower == s.name || (s.agent == AgentKind::person && s.gender != 0)) return s;
  Range full = names_.spelled_out(lower);  // "the IRC"
  const bool may_be_short = s.agent != AgentKind::person && !names_.place(lower) && s.head.empty();
  if (full.empty() && may_be_short) full = names_.longer_name(lower);  // "Halcyon"
  if (full.empty()) return s;
  SourcePhrase whole = parse_source(v_, p_, names_, full);
  if (!whole.named || whole.agent == AgentKind::person) return s;
  s.name = std::move(whole.name), s.agent = whole.agent, s.kind = whole.kind, s.head = std::move(whole.head);
  return s;
}

void AgentBook::pass_names(std::uint32_t at) {
  for (; passed_ < names_.subjects().size() && names_.subjects()[passed_].first < at; ++passed_) {
    const SourcePhrase s = parse(names_.subjects()[passed_]);
    if (!s.named || s.agent != AgentKind::person) continue;
    const std::int32_t agent = find_named(s);
    if (agent >= 0) known_[static_cast<std::size_t>(agent)].turn = ++turn_, known_[static_cast<std::size_t>(agent)].last = names_.subjects()[passed_].first;
    else silent_ = names_.subjects()[passed_], silent_turn_ = ++turn_;
  }
}

std::int32_t AgentBook::speaker(Range source, SourceKind& kind) {
  const std::int32_t agent = resolve(source, kind);
  if (agent < 0 || source.empty()) return agent;
  speaker_ = agent, spoke_ = source;
  Known& k = known_[static_cast<std::size_t>(agent)];
  if (k.kind == AgentKind::person && k.named && k.gender == 0) k.gender = gender_shown(source);
  return agent;
}

/// "X said he had found her", "X, who met his client": what the words right around a name show. 0: nothing.
int AgentBook::gender_shown(Range source) const {
  const auto of = [&](std::uint32_t i) { return v_.is(i, kHeWord) || v_.is(i, "his") ? 1 : v_.is(i, kSheWord) ? 2 : 0; };
  bool clause = false;
  for (std::uint32_t i = source.first; i < source.last; ++i) {
    clause = clause || v_.is(i, kWho);
    if (clause && of(i) != 0) return of(i);
  }
  bool said = false;
  for (std::uint32_t i = source.last; i < std::min<std::uint32_t>(v_.size(), source.last + 4); ++i) {
    if (said && v_.is(i, kSubjectPronoun)) return of(i);
    if (v_.word(i).verb && v_.word(i).verb->speech && v_.finite(i)) said = true;
    else if (!v_.is(i, ",") && !(said && v_.is(i, "that"))) return 0;
  }
  return 0;
}

std::int32_t AgentBook::resolve(Range source, SourceKind& kind, int depth) {
  kind = SourceKind::unattributed;
  if (source.empty() || depth > 3) return -1;
  // A relative pronoun stands for the noun before it.
  if (source.size() == 1 && (v_.is(source.first, kWho) || v_.is(source.first, "that"))) {
    if (const auto noun = antecedents_.relative(source.first)) {
      Range words{noun->words.first, std::min(noun->words.last, source.first)};
      while (words.size() > 1 && v_.mark(words.last - 1)) --words.last;
      std::int32_t agent = agent_at_[noun->head];
      if (agent < 0) agent = resolve(words, kind, depth + 1);
      if (agent < 0) return agent;
      if (v_.is(source.first, "who")) make_person(agent);
      kind = kind_of(agent);
      mention(agent, source);
      return agent;
    }
    const std::uint32_t lowest = p_.floor(source.first);
    std::uint32_t e = source.first;
    if (e > lowest && v_.is(e - 1, ",")) --e;
    if (e > lowest && v_.tag(e - 1) == Tag::conjunction) {  // "X, who led it and who said": the first "who" knows
      for (std::uint32_t k = e - 1; k > lowest && e - k < kReach; --k)
        if (v_.is(k, kWho)) return resolve({k, k + 1}, kind, depth + 1);
      return -1;
    }
    std::uint32_t b = p_.noun_phrase_start(e, lowest);
    if (b > lowest + 1 && b < e && v_.is(b - 1, ",") && v_.tag(b - 2) == Tag::name) b = p_.noun_phrase_start(b - 1, lowest);
    return b < e ? resolve({b, e}, kind, depth + 1) : -1;
  }
  if (depth == 0) pass_names(source.first);
  const SourcePhrase s = parse(source);
  if (s.pronoun != SourcePhrase::Pronoun::none) {
    const std::int32_t agent = find_pronoun(s.pronoun, source.first);
    if (agent >= 0) {
      kind = kind_of(agent);
      mention(agent, source);
      if (s.pronoun == SourcePhrase::Pronoun::he) known_[static_cast<std::size_t>(agent)].gender = 1;
      if (s.pronoun == SourcePhrase::Pronoun::she) known_[static_cast<std::size_t>(agent)].gender = 2;
    } else if (s.pronoun == SourcePhrase::Pronoun::he || s.pronoun == SourcePhrase::Pronoun::she) {
      kind = SourceKind::unnamed_individual;
    } else if (s.pronoun == SourcePhrase::Pronoun::they) {
      kind = SourceKind::unnamed_group;
    }
    return agent;
  }
  if (s.name.empty()) return -1;
  kind = s.kind;
  if (!s.report_by.empty()) {
    SourceKind inner;
    const std::int32_t agent = resolve(s.report_by, inner, depth + 1);
    if (agent >= 0 && (inner == SourceKind::media || inner == SourceKind::government || inner == SourceKind::named_organisation)) {
      kind = inner == SourceKind::media && !v_.is(s.head_at, kEvidence) ? SourceKind::media : SourceKind::document;
      known_[static_cast<std::size_t>(agent)].reported = true;
      return agent;
    }
  }
  if (const std::int32_t bearer = find_bearer(s); bearer >= 0) {
    kind = kind_of(bearer);
    mention(bearer, s.range);
    return bearer;
  }
  const bool itself = speaks_of_itself(s);
  std::int32_t agent = s.named ? find_named(s) : itself ? publisher() : met_here(s);
  if (agent < 0 && !s.named && !itself) agent = find_definite(s);
  if (agent < 0) agent = add(s);
  else mention(agent, s.range);
  if (s.agent == AgentKind::media && agents_[static_cast<std::size_t>(agent)].kind == AgentKind::organisation) {
    // "The newspaper": now we know what "the Harrow Courant" is.
    agents_[static_cast<std::size_t>(agent)].kind = known_[static_cast<std::size_t>(agent)].kind = AgentKind::media;
  }
  Agent& a = agents_[static_cast<std::size_t>(agent)];
  Known& k = known_[static_cast<std::size_t>(agent)];
  if (k.gender == 0) k.gender = gender_of_role(s.role);
  k.doctor = k.doctor || s.doctor;
  if (!s.role.empty() && a.role.empty()) a.role = s.role, k.role = to_lower(s.role.substr(s.role.rfind(' ') == std::string::npos ? 0 : s.role.rfind(' ') + 1));
  if (s.named && name_words(s.name).size() > k.words.size() && a.kind == AgentKind::person && k.named) {
    a.name = s.name;
    k.words = name_words(s.name);
  }
  if (!s.body.empty() && agents_[static_cast<std::size_t>(agent)].affiliation < 0 && s.range.first <= s.body.last) {
    SourceKind inner;
    const std::size_t before = agents_.size(), marks = marks_.size(), ties = ties_.size();
    const std::int32_t body = resolve(s.body, inner, depth + 1);
    const bool fits = body >= 0 && body != agent && (inner == SourceKind::government || inner == SourceKind::named_organisation || inner == SourceKind::media ||
                                                             (inner == SourceKind::named_person && s.head == "office"));  // "Lind's office"
    if (fits) agents_[static_cast<std::size_t>(agent)].affiliation = body, ties_.push_back(agent);
    else if (agents_.size() > before) forget(before, marks, ties);
    // The speaker, not the body, was mentioned last.
    known_[static_cast<std::size_t>(agent)].turn = ++turn_;
  }
  kind = agents_[static_cast<std::size_t>(agent)].kind == s.agent ? s.kind : kind_of(agent);
  return agent;
}

/// Takes back the agents from number `agents` on, and what was set since there were `marks` and `ties`.
void AgentBook::forget(std::size_t agents, std::size_t marks, std::size_t ties) {
  agents_.resize(agents);
  known_.resize(agents);
  if (publisher_ >= static_cast<std::int32_t>(agents)) publisher_ = -2;
  for (; ties_.size() > ties; ties_.pop_back()) {
    const auto who = static_cast<std::size_t>(ties_.back());
    if (who < agents && agents_[who].affiliation >= static_cast<std::int32_t>(agents)) agents_[who].affiliation = -1;
  }
  for (; marks_.size() > marks; marks_.pop_back()) agent_at_[marks_.back().token] = marks_.back().before;
}

SourceKind AgentBook::kind_of(std::int32_t agent) const {
  return source_kind_of(agents_[static_cast<std::size_t>(agent)].kind, known_[static_cast<std::size_t>(agent)].plural);
}

std::int32_t AgentBook::add(const SourcePhrase& s) {
  Agent a;
  a.name = s.name;
  if (s.named && s.agent == AgentKind::person && s.name.find(' ') == std::string::npos) {
    const std::string full = names_.full_name(to_lower(s.name));
    if (!full.empty()) a.name = full, a.aliases.push_back(s.name);
  }
  a.kind = s.agent;
  a.role = s.role;
  a.vague = s.vague;
  Known k;
  k.words = name_words(a.name);
  k.head = s.head;
  k.role = to_lower(s.role.substr(s.role.rfind(' ') == std::string::npos ? 0 : s.role.rfind(' ') + 1));
  k.kind = s.agent;
  k.named = s.named;
  k.plural = s.plural;
  k.gender = s.gender != 0 ? s.gender : gender_of_role(s.role);
  k.doctor = s.doctor;
  k.itself = !s.named && speaks_of_itself(s);
  k.headline = !s.range.empty() && v_.block_kind(s.range.first) == BlockKind::headline;
  agents_.push_back(std::move(a));
  known_.push_back(std::move(k));
  const auto agent = static_cast<std::int32_t>(agents_.size()) - 1;
  mention(agent, s.range);
  return agent;
}

void AgentBook::mention(std::int32_t agent, Range at) {
  Known& k = known_[static_cast<std::size_t>(agent)];
  k.turn = ++turn_;
  if (at.empty()) return;
  k.last = at.first;
  for (std::uint32_t t = at.first; t < at.last; ++t) marks_.push_back({t, std::exchange(agent_at_[t], agent)});
  Agent& a = agents_[static_cast<std::size_t>(agent)];
  const ByteSpan span = v_.bytes(at);
  if (a.mentions.empty() || a.mentions.back() != span) a.mentions.push_back(span);
  if (at.size() == 1 && (v_.tag(at.first) == Tag::pronoun || v_.tag(at.first) == Tag::possessive || v_.is(at.first, kSubjectPronoun))) return;
  const std::string text = squeeze(v_.text(at));
  if (text != a.name && std::find(a.aliases.begin(), a.aliases.end(), text) == a.aliases.end() && a.aliases.size() < 16) a.aliases.push_back(text);
}

std::int32_t AgentBook::find_named(const SourcePhrase& s) const {
  const auto words = name_words(s.name);
  if (words.empty()) return -1;
  std::int32_t best = -1;
  for (std::size_t i = known_.size(); i-- > oldest();) {
    const Known& k = known_[i];
    if (!k.named || k.words.empty()) continue;
    const bool titled = s.agent == AgentKind::person && (s.gender != 0 || !s.role.empty());
    if (k.words == words && (k.kind == s.agent || words.size() > 1 || !titled)) return static_cast<std::int32_t>(i);
    const bool bare = s.agent == AgentKind::organisation && s.head.empty() && words.size() == 1 && k.kind == AgentKind::person;  // a surname alone
    if (k.kind != s.agent && !bare) continue;
    if (s.agent == AgentKind::person || bare) {
      // Surname alone, or the full name after the surname. Two bearers of one surname: none is chosen.
      const bool fits = (words.size() == 1 && k.words.back() == words[0]) || (k.words.size() == 1 && words.back() == k.words[0]);
      if (fits && best >= 0) return -1;
      if (fits) best = static_cast<std::int32_t>(i);
    } else {
      if (only_owner(words, k.words) || only_owner(k.words, words)) continue;
      const bool fits = (words.size() < k.words.size() && within(words, k.words) && (words.back() == k.words.back() || words.front() == k.words.front())) ||
                        (words.size() > k.words.size() && within(k.words, words) && (words.back() == k.words.back() || words.front() == k.words.front())) ||
                        (words.size() == 1 && acronym_of(words[0], k.words));
      if (fits && best < 0) best = static_cast<std::int32_t>(i);
    }
  }
  return best;
}

/// "The governor", "a widow" who is named elsewhere in the text; "the owner", if that is a body.
std::int32_t AgentBook::find_bearer(const SourcePhrase& s) {
  if (s.named || s.plural || s.role.empty() || s.kind != SourceKind::unnamed_individual) return -1;
  const bool indefinite = v_.tag(s.range.first) == Tag::determiner && !s.definite;
  const auto named = antecedents_.named(s.head_at, indefinite || !s.body.empty() ? std::string_view() : std::string_view(s.head));
  if (!named) return -1;
  // "Reinhold Lindqvale, who leads the observers": introduced by himself, he is not "a poll worker" from before.
  const std::uint32_t behind = named->words.last;
  const bool headline = v_.block_kind(s.range.first) == BlockKind::headline;
  bool introduced = behind + 1 < v_.size() && v_.is(behind, ",") && v_.is(behind + 1, kWho);
  for (std::uint32_t i = named->words.first; i < named->words.last; ++i) introduced = introduced || v_.is(i, kWho);
  if ((indefinite || headline) && introduced) return -1;
  const SourcePhrase who = parse(named->words);
  const bool body = who.agent == AgentKind::organisation && (v_.is(s.head_at, kOrganisation) || v_.is(s.head_at, "owner"));
  if (!who.named || (who.agent != AgentKind::person && !body)) return -1;
  // A lone word may be anything; a surname alone does not introduce whom a headline or an "a" has described.
  if (!body && who.name.find(' ') == std::string::npos && (indefinite || headline || !names_.has_full_name(to_lower(who.name)))) return -1;
  const std::int32_t agent = find_named(who);
  if (agent < 0) return add(who);
  // Whom the text has named already it does not call "a poll worker" from then on: that is somebody new.
  const Agent& a = agents_[static_cast<std::size_t>(agent)];
  const bool met = !a.mentions.empty() && a.mentions.front().begin < v_.bytes(s.range).begin && !known_[static_cast<std::size_t>(agent)].headline;
  return indefinite && met ? -1 : agent;
}

/// Whom the same words at the same place stood for: "a surgeon" who said one thing and contradicted another.
std::int32_t AgentBook::met_here(const SourcePhrase& s) const {
  const std::int32_t agent = s.head_at < agent_at_.size() ? agent_at_[s.head_at] : -1;
  if (agent < 0 || agents_[static_cast<std::size_t>(agent)].mentions.empty()) return -1;
  return agents_[static_cast<std::size_t>(agent)].mentions.back() == v_.bytes(s.range) ? agent : -1;
}

/// "This newspaper" in an outlet's own text.
bool AgentBook::speaks_of_itself(const SourcePhrase& s) {
  return s.agent == AgentKind::media && (v_.is(s.range.first, "this") || v_.is(s.range.first, "our")) && !issued_by_body();
}

/// "The mayor's office" beside "the public prosecutor's office of the city": the same noun, and nothing else in common.
bool AgentBook::told_apart(const SourcePhrase& s, const Known& k) const {
  if (k.named && std::find(k.words.begin(), k.words.end(), s.head) == k.words.end()) return false;  // "the rights group" of Free Pens Watch
  const auto say = [&](std::vector<std::string> words) {
    std::erase_if(words, [&](const std::string& w) { return w.size() < 4 || w == s.head || w == k.head || equals_any(w, {"this", "that", "their", "same", "other"}); });
    return words;
  };
  const auto of_s = say(name_words(s.name)), of_k = say(k.words);
  const auto alike = [](const std::string& x, const std::string& y) { return std::string_view(x).substr(0, 5) == std::string_view(y).substr(0, 5); };
  return !of_s.empty() && !of_k.empty() &&
         std::none_of(of_s.begin(), of_s.end(), [&](const std::string& x) { return std::any_of(of_k.begin(), of_k.end(), [&](const std::string& y) { return alike(x, y); }); });
}

std::int32_t AgentBook::find_definite(const SourcePhrase& s) const {
  std::int32_t best = -1;
  std::uint32_t turn = 0;
  // "Citing state television": without an article, outside a headline, none that the text has named.
  const bool bare = s.agent == AgentKind::media && !s.range.empty() && !s.definite && v_.tag(s.range.first) != Tag::determiner && v_.block_kind(s.range.first) != BlockKind::headline;
  for (std::size_t i = oldest(); i < known_.size(); ++i) {
    const Known& k = known_[i];
    if (k.turn < turn) continue;
    bool fits = false;
    if (bare) fits = k.kind == AgentKind::media && agents_[i].name == s.name;
    else if (s.agent == AgentKind::media) fits = k.kind == AgentKind::media || (k.kind == AgentKind::organisation && k.named && k.head.empty() && k.words.size() > 1);
    else if (s.agent == AgentKind::government || s.agent == AgentKind::organisation)
      fits = (k.kind == AgentKind::government || k.kind == AgentKind::organisation) &&
             (k.head == s.head || std::find(k.words.begin(), k.words.end(), s.head) != k.words.end() || (word_class(s.head) & word_class(k.head) & kCompany) != 0) &&
             !told_apart(s, k);
    else if (s.definite && s.kind == SourceKind::unnamed_individual)
      fits = (!k.role.empty() && k.role == s.role) || (k.doctor && s.head == "doctor") || (!k.named && k.head == s.head && !k.plural);
    else if (s.agent == AgentKind::document) fits = s.definite && k.kind == AgentKind::document && k.head == s.head;
    else if (s.definite || s.plural) fits = !k.named && k.plural && k.head == s.head && (s.definite || agents_[i].name == s.name);
    if (fits) best = static_cast<std::int32_t>(i), turn = k.turn;
  }
  if (!s.definite && s.agent != AgentKind::media && best >= 0 && s.body.empty() && agents_[static_cast<std::size_t>(best)].name != s.name) {
    // "a ministry": an indefinite phrase opens a new agent, headline style excepted ("minister says").
    const bool headline = v_.block_kind(s.range.first) == BlockKind::headline;
    if (!headline && v_.tag(s.range.first) == Tag::determiner) return -1;
  }
  return best;
}

bool AgentBook::may_be(SourcePhrase::Pronoun pronoun, const Known& k) const {
  using Pronoun = SourcePhrase::Pronoun;
  const bool unexplained = k.kind == AgentKind::organisation && k.named && k.words.size() == 1 && k.head.empty();  // a bare surname
  const bool human = k.kind == AgentKind::person || unexplained ||
                     (k.kind == AgentKind::unnamed && !k.plural && (!k.role.empty() || (word_class(k.head) & kPersonRole) != 0 || k.head == "one"));
  switch (pronoun) {
    case Pronoun::he: return human && k.gender != 2 && !k.role.ends_with("woman");
    case Pronoun::she: return human && k.gender != 1 && !(k.role.ends_with("man") && !k.role.ends_with("woman"));
    case Pronoun::they: return k.plural || k.kind == AgentKind::collective;
    default: return k.kind == AgentKind::organisation || k.kind == AgentKind::government || k.kind == AgentKind::media || k.kind == AgentKind::document;
  }
}

/// Whom the language reader takes it for; -1 if it knows none whom the pronoun fits.
std::int32_t AgentBook::find_antecedent(SourcePhrase::Pronoun pronoun, std::uint32_t at) {
  const auto mentions = antecedents_.before(at);
  for (const Antecedents::Mention& m : mentions)
    if (const std::int32_t agent = agent_at_[m.head]; agent >= 0 && may_be(pronoun, known_[static_cast<std::size_t>(agent)])) return agent;
  if (pronoun != SourcePhrase::Pronoun::he && pronoun != SourcePhrase::Pronoun::she) return -1;
  for (const Antecedents::Mention& m : mentions) {
    const SourcePhrase s = parse(m.words);
    if (!s.named || s.agent != AgentKind::person) continue;
    const std::int32_t agent = find_named(s);
    if (agent < 0) return add(s);
    if (may_be(pronoun, known_[static_cast<std::size_t>(agent)])) return agent;
  }
  return -1;
}

std::int32_t AgentBook::find_pronoun(SourcePhrase::Pronoun pronoun, std::uint32_t at) {
  using Pronoun = SourcePhrase::Pronoun;
  if (pronoun == Pronoun::first || pronoun == Pronoun::other) return -1;
  const bool one = pronoun == Pronoun::he || pronoun == Pronoun::she;
  std::int32_t agent = one ? find_speaker(pronoun, at) : -1;
  if (agent < 0) agent = find_antecedent(pronoun, at);
  if (agent < 0) agent = find_latest(pronoun, at);
  if (agent >= 0 && one) make_person(agent);
  return agent;
}

/// Who spoke last, if no more than one sentence outside quotations lies between, and no name of the other gender is known for him.
std::int32_t AgentBook::find_speaker(SourcePhrase::Pronoun pronoun, std::uint32_t at) const {
  if (speaker_ < 0 || at < spoke_.first || !may_be(pronoun, known_[static_cast<std::size_t>(speaker_)])) return -1;
  const auto& sentences = v_.analysis().sentences;
  std::uint32_t told = 1;
  for (auto s = v_.word(spoke_.first).sentence + 1; s < v_.word(at).sentence && told < 2; ++s) told += v_.quotation(sentences[s].first) < 0;
  const int other = pronoun == SourcePhrase::Pronoun::he ? 2 : 1;
  if (told >= 2 || antecedents_.gender(spoke_) == other) return -1;
  // Of a speaker nothing tells that it is one; of somebody beside it something does: "its spokeswoman dismissed a film shown by Bel Ahour".
  const Known& speaker = known_[static_cast<std::size_t>(speaker_)];
  if (speaker.gender != 0 || !speaker.role.empty()) return speaker_;
  std::int32_t best = speaker_;
  std::uint32_t turn = 0;
  for (std::size_t i = oldest(); i < known_.size(); ++i) {
    const Known& k = known_[i];
    if (k.gender == 3 - other && k.kind == AgentKind::person && k.turn > turn && v_.word(k.last).sentence >= v_.word(spoke_.first).sentence) best = static_cast<std::int32_t>(i), turn = k.turn;
  }
  return best;
}

/// "He" or "who" stands for it: a name that was taken for an organisation, since no word in it says what it is.
void AgentBook::make_person(std::int32_t agent) {
  Known& k = known_[static_cast<std::size_t>(agent)];
  if (k.kind == AgentKind::organisation && k.named && k.head.empty()) k.kind = agents_[static_cast<std::size_t>(agent)].kind = AgentKind::person;
}

/// The latest that the pronoun fits.
std::int32_t AgentBook::find_latest(SourcePhrase::Pronoun pronoun, std::uint32_t at) {
  using Pronoun = SourcePhrase::Pronoun;
  std::int32_t best = -1;
  std::uint32_t turn = 0;
  for (std::size_t i = oldest(); i < known_.size(); ++i) {
    const Known& k = known_[i];
    if (k.turn <= turn) continue;
    if (at > k.last && at - k.last > 400) continue;  // too far away to be sure
    if (may_be(pronoun, k)) best = static_cast<std::int32_t>(i), turn = k.turn;
  }
  if ((pronoun == Pronoun::he || pronoun == Pronoun::she) && silent_turn_ > turn && at - silent_.first < 400) {
    const SourcePhrase s = parse(silent_);
    const int gender = pronoun == Pronoun::he ? 1 : 2;
    silent_turn_ = 0;
    if (s.gender == 0 || s.gender == gender) return add(s);
  }
  return best;
}

std::int32_t AgentBook::publisher() {
  if (publisher_ != -2) return publisher_;
  publisher_ = -1;
  const std::string& name = v_.document().publisher.value;
  if (name.empty()) return -1;
  std::uint64_t cls = 0;
  for (const std::string& w : name_words(name)) cls |= word_class(w);
  SourcePhrase s;
  s.named = true;
  s.name = without_article(name);
  s.agent = (cls & kGovernment) ? AgentKind::government : (cls & kMedia) || !(cls & kOrganisation) ? AgentKind::media : AgentKind::organisation;
  for (const std::string& w : name_words(name))
    if (word_class(w) & (kGovernment | kOrganisation)) { s.head = w; break; }
  publisher_ = find_named(s);
  if (publisher_ < 0) publisher_ = add(s);
  return publisher_;
}

void AgentBook::speaks_for_itself() {
  const std::int32_t p = publisher();
  if (p >= 0 && !issued_by_body()) agents_[static_cast<std::size_t>(p)].kind = known_[static_cast<std::size_t>(p)].kind = AgentKind::organisation;
}

bool AgentBook::issued_by_body() {
  const std::int32_t p = publisher();
  return p >= 0 && (agents_[static_cast<std::size_t>(p)].kind == AgentKind::government || agents_[static_cast<std::size_t>(p)].kind == AgentKind::organisation);
}

}  // namespace stemma::claims
