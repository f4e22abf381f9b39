#include "claims/source_phrase.h"

#include <algorithm>

#include "base/utf8.h"
#include "claims/agent_words.h"
#include "claims/source_parser.h"

namespace stemma::claims {

using lang::NameType;
using lang::Relation;

namespace {

constexpr std::uint32_t kTitles = 8;  // tokens of title before a name that are looked at

}  // namespace

AgentKind agent_kind_of(std::uint64_t cls) {
  if (cls & kMedia) return AgentKind::media;
  if (cls & kGovernment) return AgentKind::government;
  if (cls & kOrganisation) return AgentKind::organisation;
  if (cls & kDocument) return AgentKind::document;
  return AgentKind::person;
}

SourceKind source_kind_of(AgentKind kind, bool plural) {
  switch (kind) {
    case AgentKind::person: return SourceKind::named_person;
    case AgentKind::organisation: return SourceKind::named_organisation;
    case AgentKind::government: return SourceKind::government;
    case AgentKind::media: return SourceKind::media;
    case AgentKind::document: return SourceKind::document;
    case AgentKind::unnamed: return plural ? SourceKind::unnamed_group : SourceKind::unnamed_individual;
    case AgentKind::collective: return SourceKind::collective;
  }
  return SourceKind::unattributed;
}

bool SourceParser::read_pronoun() {
  using Pronoun = SourcePhrase::Pronoun;
  // "names of 17 she says died": the number belongs to what is said.
  const bool counted = r_.size() == 2 && v_.tag(r_.first) == Tag::number && v_.is(r_.last - 1, kHeWord | kSheWord | kTheyWord);
  if (r_.size() == 1 || counted || (r_.size() == 2 && v_.is(r_.first, kSubjectPronoun))) {
    const std::uint32_t i = counted ? r_.last - 1 : r_.first;
    if (v_.is(i, kHeWord)) s_.pronoun = Pronoun::he;
    else if (v_.is(i, kSheWord)) s_.pronoun = Pronoun::she;
    else if (v_.is(i, kTheyWord)) s_.pronoun = Pronoun::they;
    else if (v_.is(i, kItWord)) s_.pronoun = Pronoun::it;
    else if (v_.is(i, kFirstPerson)) s_.pronoun = Pronoun::first;
    else if (v_.is(i, "his")) s_.pronoun = Pronoun::he;
    else if (v_.is(i, "her")) s_.pronoun = Pronoun::she;
    else if (v_.is(i, "their")) s_.pronoun = Pronoun::they;
    else if (v_.is(i, "its")) s_.pronoun = Pronoun::it;
    else if (v_.tag(i) == Tag::pronoun || v_.is(i, "this") || v_.is(i, "that")) s_.pronoun = Pronoun::other;
    return s_.pronoun != Pronoun::none;
  }
  return false;
}

/// The word that the others hang on: the subject if one is, else a noun, else the first noun ("three people present"), else any word. r_.last if there is none.
std::uint32_t SourceParser::chief() const {
  std::uint32_t top = r_.last, noun = r_.last, other = r_.last;
  const auto noun_like = [&](std::uint32_t i) { return v_.nominal(i) && v_.tag(i) != Tag::number; };
  bool clause = false;  // "the other, who has left the hospital" is no hospital
  for (std::uint32_t i = r_.first; i < r_.last; ++i) {
    if (v_.mark(i)) continue;
    clause = clause || v_.is(i, kWho);
    if (noun == r_.last && !clause && noun_like(i) && !noun_like(i + 1)) noun = i;
    const std::int32_t head = v_.token(i).head;
    if (head >= static_cast<std::int32_t>(r_.first) && head < static_cast<std::int32_t>(r_.last)) continue;
    const Relation relation = v_.token(i).relation;
    if (v_.nominal(i) && (relation == Relation::nsubj || relation == Relation::nsubj_pass)) return i;
    if (noun_like(i) && top == r_.last) top = i;
    if (other == r_.last && v_.tag(i) != Tag::preposition && v_.tag(i) != Tag::conjunction) other = i;
  }
  while (top + 1 < r_.last && v_.token(top).relation == Relation::compound && noun_like(top + 1)) ++top;  // "border guard" of "border guard spokesman"
  if (top < r_.last) return top;
  return noun < r_.last && !v_.is(other, kShare | kCount) ? noun : other;
}

bool SourceParser::cut() {
  head_ = s_.head_at = chief();
  if (head_ == r_.last) return false;
  // The main phrase ends at the first comma or relative pronoun behind its head.
  main_ = head_ + 1;
  while (main_ < r_.last && !v_.is(main_, ",") && !v_.is(main_, kWho) && !v_.dash(main_) && !v_.is(main_, "(")) ++main_;
  apposition_ = main_ < r_.last && v_.is(main_, ",") ? main_ + 1 : r_.last;
  b_ = r_.first;
  for (std::uint32_t i = r_.first; i < head_; ++i) {
    const bool leads = i == b_ || v_.token(i).head == static_cast<std::int32_t>(head_);
    if (!leads || (v_.tag(i) != Tag::determiner && !v_.open_quote(i))) continue;
    if (v_.is(i, "the") || v_.is(i, "this") || v_.is(i, "that") || v_.is(i, "these") || v_.is(i, "those")) s_.definite = true;
    b_ = i + 1;
  }
  // "the ministry's spokeswoman", "its director": the owner is the body.
  for (std::uint32_t i = b_; i < head_; ++i)
    if (v_.tag(i) == Tag::owner && i > b_ && (v_.name_at(i) == nullptr || v_.name_at(i) != v_.name_at(head_))) {
      s_.body = {b_, i};
      b_ = i + 1;
      break;
    }
  if (v_.tag(b_) == Tag::possessive && b_ < head_) s_.body = {b_, b_ + 1}, ++b_, s_.definite = true;
  core_ = head_ + 1;
  find_name();
  return true;
}

/// A name behind the head that says who it is: "the owner, Osk Minerals", "Deputy Minister Tomas Orlec", "the accused, Joash Mwalo".
bool SourceParser::hangs_on_head(Range name) const {
  const lang::Name& n = *v_.name_at(name.first);
  if (v_.plural(head_) || (v_.is(head_, kDocument | kGroupNoun) && !v_.is(head_, "one")) || n.type == NameType::people) return false;
  if (n.type == NameType::place && name.size() == 1) return false;
  std::uint32_t before = name.first;
  while (before > head_ + 1 && name.first - before < kTitles && (v_.is(before - 1, kTitle) || (v_.token(before - 1).capitalised && v_.tag(before - 1) == Tag::name))) --before;
  if (before == head_ + 1) return true;
  for (std::uint32_t i = before; i < name.last; ++i) {
    const lang::Token& t = v_.token(i);
    if (t.head == static_cast<std::int32_t>(head_) && (t.relation == Relation::appos || t.relation == Relation::flat || t.relation == Relation::nmod_desc)) return true;
  }
  const bool ends = name.last == r_.last || v_.is(name.last, ",") || v_.is(name.last, "(");
  if (!ends) return false;
  if (v_.is(before - 1, "the") && v_.is(before - 2, ",")) return true;
  if (v_.is(before - 1, ",")) return true;
  return n.type == NameType::person && v_.is(head_, kPersonRole) && !v_.is(head_, kSpokes) && v_.nominal(before - 1);
}

/// "COC" where not all around it is in capitals.
bool SourceParser::is_abbreviation(std::uint32_t i) const {
  return in_capitals(v_.text(i)) && v_.text(i).size() <= 6 && !(i + 1 < v_.size() && in_capitals(v_.text(i + 1)));
}

/// Where the name stands: around the head, behind it, or a run of capitals that ends in it.
void SourceParser::find_name() {
  if (const lang::Name* n = v_.name_at(head_)) {
    n_ = std::max(n->first, b_);
    core_ = std::max(head_ + 1, std::min(n->last, r_.last));
    main_ = std::max(main_, core_);
    const bool role = n->last - n_ == 1 && v_.is(head_, kPersonRole | kGroupNoun) && n->type != NameType::people && n->type != NameType::person;
    proper_ = !role;
    if (proper_) return;
  }
  for (std::uint32_t i = head_ + 1; i < r_.last; ++i) {
    const lang::Name* n = v_.name_at(i);
    if (n == nullptr) continue;
    const Range name{i, std::min(n->last, r_.last)};
    if (hangs_on_head(name)) {
      n_ = name.first, core_ = name.last, main_ = r_.last, apposition_ = r_.last;
      proper_ = true;
      return;
    }
    i = name.last - 1;
  }
  find_run_of_names();
}

/// "Sessions said", where the text has a Jeff Sessions.
bool SourceParser::is_surname(std::uint32_t i) const {
  return r_.size() == 1 && v_.token(i).capitalised && v_.word(i).cls == 0 && names_.has_full_name(std::string(v_.lower(i)));
}

void SourceParser::find_run_of_names() {
  core_ = head_ + 1;
  while (core_ < main_ && v_.token(head_).capitalised && v_.tag(core_) == Tag::name && v_.token(core_).capitalised) ++core_;  // "Ms Aldrake"
  n_ = core_;
  const auto part = [&](std::uint32_t i) { return v_.tag(i) == Tag::name || (v_.token(i).capitalised && v_.tag(i) != Tag::determiner) || v_.is(i, "&") || v_.is(i, "and"); };
  while (n_ > b_ && part(n_ - 1)) --n_;
  if (n_ < core_ && v_.is(n_, "and")) ++n_;
  head_ = core_ - 1;
  proper_ = n_ < core_ && v_.tag(head_) != Tag::number && v_.token(head_).capitalised && v_.tag(head_) != Tag::pronoun;
  if (!proper_ || core_ - n_ > 1) return;
  // One capital alone: the first word of a sentence, or an office ("the Minister").
  const bool first = head_ == v_.sentence_of(head_).first || v_.open_quote(head_ - 1);
  if (v_.is(head_, kPersonRole | kGroupNoun | kCollective) || (first && (v_.tag(head_) != Tag::name || v_.word(head_).cls != 0) && !is_surname(head_) && !is_abbreviation(head_))) proper_ = false;
}

/// The run of names with what belongs to it behind "of", "on" and "for".
Range SourceParser::whole_name() {
  // "Ministry of Internal Order": the name goes on behind "of".
  Range name{n_, core_};
  while (core_ < main_ && v_.is(core_, "of") && core_ + 1 < main_) {
    const std::uint32_t of = core_;
    std::uint32_t e = core_ + 1;
    while (e < main_ && (v_.token(e).capitalised || ((v_.is(e, "and") || v_.is(e, "of") || v_.is(e, "the") || v_.is(e, "on") || v_.is(e, "for")) && e + 1 < main_ && v_.token(e + 1).capitalised))) ++e;
    if (e == core_ + 1) break;
    core_ = e;
    if (v_.is(name.first, kGovernment | kOrganisation) || v_.is(name.last - 1, kGovernment | kOrganisation | kMedia)) name.last = e;
    else {
      core_ = of;  // "Lea Brun of the Centre for Open Cells"
      break;
    }
  }
  if (core_ < main_ && (v_.is(core_, "on") || v_.is(core_, "for")) && core_ + 1 < main_ && v_.token(core_ + 1).capitalised && v_.is(name.last - 1, kOrganisation | kGovernment)) {
    std::uint32_t e = core_ + 1;
    while (e < main_ && (v_.token(e).capitalised || ((v_.is(e, "and") || v_.is(e, "of")) && e + 1 < main_ && v_.token(e + 1).capitalised))) ++e;
    name.last = core_ = e;
  }
  return name;
}

/// By its own words: the noun before "of", "for", "on" rules ("Ministry of Works"), else the last word ("Harbour Gazette"); any other only if
/// the language reader does not know the name.
AgentKind SourceParser::kind_of_name(Range name, std::string& head) const {
  std::uint32_t e = name.last;
  for (std::uint32_t i = name.first; i < name.last; ++i)
    if (v_.tag(i) == Tag::preposition || v_.tag(i) == Tag::conjunction) { e = i; break; }
  for (std::uint32_t i = name.first; i + 1 < e; ++i)  // "General Staff of Morvand"
    if (v_.is(i, kServiceArm) && (v_.is(i + 1, "guard") || v_.is(i + 1, "staff"))) return head = v_.lower(i + 1), AgentKind::government;
  const bool known = kind_by_type(name) != AgentKind::unnamed;
  for (std::uint32_t i = e; i-- > name.first;) {
    const std::uint64_t cls = v_.word(i).cls;
    if (known && i + 1 < e && !(i == name.first && v_.is(i, kMediaFront))) continue;
    if ((cls & (kGovernment | kOrganisation | kMedia)) == 0) continue;
    head = v_.lower(i);
    if (i == name.first && (cls & kMediaFront)) return AgentKind::media;
    if ((cls & kMedia) && !(cls & (kGovernment | kOrganisation))) return AgentKind::media;
    if ((cls & kMedia) && i + 1 == e && e - name.first >= 2 && v_.token(i).capitalised && !(cls & kGovernment) && !v_.is(i, "agency")) return AgentKind::media;
    if (is_bureau(v_, name.first, i)) return AgentKind::government;
    return agent_kind_of(cls & ~static_cast<std::uint64_t>(kMedia));
  }
  for (std::uint32_t i = e; i < name.last; ++i)
    if (v_.is(i, kGovernment | kOrganisation)) { head = v_.lower(i); return agent_kind_of(v_.word(i).cls & ~static_cast<std::uint64_t>(kMedia)); }
  return AgentKind::person;
}

/// "Ministry of Works", "National Guard", "Kestria": of several words one says so, or a place does. "Human Rights Watch" is no government.
bool SourceParser::is_of_state(Range name) const {
  if (name.size() == 1) return true;
  for (std::uint32_t i = name.first; i < name.last; ++i)
    if (v_.is(i, kGovernment | kState | kBureau | kServiceArm) || names_.place(v_.lower(i))) return true;
  return names_.place(to_lower(without_article(v_.text(name))));
}

/// As the language reader takes the name in this text; unnamed if it does not know.
AgentKind SourceParser::kind_by_type(Range name) const {
  NameType type = names_.type(to_lower(without_article(v_.text(name))));
  if (const lang::Name* n = v_.name_at(name.last - 1); type == NameType::other && n != nullptr) type = n->type;
  switch (type) {
    case NameType::person: return AgentKind::person;
    case NameType::organisation: return AgentKind::organisation;
    case NameType::government: return is_of_state(name) ? AgentKind::government : AgentKind::organisation;
    case NameType::place:  // "Lantern Rights" is none
      return name.size() > 1 && !names_.place(to_lower(without_article(v_.text(name)))) ? AgentKind::organisation : AgentKind::government;
    case NameType::media: return AgentKind::media;
    case NameType::document: return AgentKind::document;
    case NameType::people: return AgentKind::collective;
    default: return AgentKind::unnamed;
  }
}

/// What stands beside the name tells: "the news site Ondra", "engineering group Kessmer", "The Lamp, an opposition daily".
AgentKind SourceParser::kind_by_description(Range name, AgentKind kind) {
  const std::uint32_t before = head_ < name.first ? head_ : name.first - 1;
  if (name.first > b_ && (v_.tag(before) == Tag::noun || v_.tag(before) == Tag::adjective || head_ < name.first) && v_.is(before, kGovernment | kOrganisation | kMedia) && !v_.is(before, kPersonRole | kGroupNoun)) {
    s_.head = v_.lower(before);
    return agent_kind_of(v_.word(before).cls);
  }
  if (kind == AgentKind::person || apposition_ >= r_.last || v_.tag(apposition_) != Tag::determiner) return kind;
  std::uint32_t noun = apposition_ + 1;
  while (noun + 1 < r_.last && v_.tag(noun + 1) != Tag::preposition && !v_.is(noun + 1, ",") && !v_.is(noun + 1, kWho)) ++noun;
  return noun < r_.last && v_.is(noun, kGovernment | kMedia) ? agent_kind_of(v_.word(noun).cls) : kind;
}

/// Role and body that stand behind a name: "Mirelle Askand, the ministry's spokeswoman".
void SourceParser::read_apposition() {
  std::uint32_t e = apposition_;
  while (e < r_.last && !v_.is(e, ",") && !v_.is(e, kWho)) ++e;
  for (std::uint32_t i = apposition_; i < e; ++i) {
    if (v_.is(i, kPersonRole) && s_.role.empty()) s_.role = v_.text(i);
    if (v_.tag(i) == Tag::owner && i > apposition_ && s_.body.empty()) s_.body = {apposition_, i};
    if (v_.tag(i) == Tag::possessive && s_.body.empty()) s_.body = {i, i + 1};
    // "Director of the office", "a spokeswoman for the ministry", "an analyst with the institute".
    const bool of = v_.is(i, "of") || v_.is(i, "for") || v_.is(i, "at") || v_.is(i, "with");
    if (of && i + 1 < e && !s_.role.empty() && s_.body.empty()) s_.body = {i + 1, e};
  }
  // "who speaks for the Ministry", "who chairs the Committee"
  if (v_.is(apposition_, "who") && s_.body.empty())
    for (std::uint32_t i = apposition_ + 1; i + 1 < r_.last && i < apposition_ + 4; ++i)
      if (v_.is(i, "for") || v_.is(i, "leads") || v_.is(i, "chairs") || v_.is(i, "heads") || v_.is(i, "led") || v_.is(i, "represents") || v_.is(i, "runs") || v_.is(i, "directs")) {
        std::uint32_t end = p_.noun_phrase_end(i + 1, r_.last, false);
        if (end + 1 < r_.last && v_.is(end, "'") && v_.token(end + 1).capitalised) end = p_.noun_phrase_end(end + 1, r_.last, false);  // "the Food Workers' Union"
        if (end > i + 1) s_.body = {i + 1, end};
        break;
      }
}

/// "Interior Ministry spokesman Oleg Drun", "EU foreign policy chief Kaja Lund", "police spokesman Ivo Lund": the words of the body in front of the role; empty
/// if there are none. An "Interior Minister" and a "former ministry spokesman" speak for none that stands there; a "US attorney" not for the US.
Range SourceParser::body_before_role(Range role) const {
  if (role.first + 1 >= role.last) return {};
  if (v_.is(role.first, "former") || v_.is(role.first, "ex") || v_.lower(role.first).starts_with("ex-")) return {};
  const auto is_rest = [&](std::uint32_t i) { return !v_.token(i).capitalised || v_.is(i, kPersonRole | kTitle) || v_.is(i, "general"); };
  const std::uint32_t last = role.last - 1;
  for (std::uint32_t end = role.first; end < last; ++end) {
    const bool plain = end + 1 == last;
    if (plain && (v_.is(last, "minister") || v_.is(last, "secretary"))) return {};
    bool rest = v_.is(last, kPersonRole | kTitle) || v_.is(last, "general");
    for (std::uint32_t i = end + 1; i < last; ++i) rest = rest && is_rest(i);
    if (!rest) continue;
    const lang::Name* name = v_.name_at(end);
    const bool known = name != nullptr && name->last == end + 1 && (name->type == NameType::organisation || name->type == NameType::government || name->type == NameType::media);
    const bool guard = end > role.first && v_.is(end - 1, kServiceArm) && (v_.is(end, "guard") || v_.is(end, "staff"));
    const bool kind = guard || (v_.is(end, kGovernment | kOrganisation | kMedia) && !v_.is(end, kPersonRole | kGroupNoun));
    const bool small = !v_.token(end).capitalised;
    if (!(known && !small) && !(kind && (!small || v_.is(last, kSpokes | kOffice))) && !is_abbreviation(end)) continue;
    const bool state = names_.place(v_.lower(end)) || v_.is(end, "us") || v_.is(end, "u.s.") || v_.is(end, "uk") || v_.is(end, "u.k.");
    if (state && end == role.first && !v_.is(last, kSpokes) && !v_.is(last, "president") && !v_.is(last, "ambassador") && !v_.is(last, "envoy")) return {};
    return {known ? std::max(name->first, role.first) : role.first, end + 1};
  }
  return {};
}

/// "Republicans", "a Nevada Democrat".
bool SourceParser::read_people(Range name) {
  const bool plural = v_.plural(name.last - 1) || v_.lower(name.last - 1).ends_with('s');
  s_.named = false;
  s_.head = v_.lower(name.last - 1);
  s_.name = std::string(v_.text(Range{r_.first, main_}));
  s_.range = {r_.first, main_};
  is(plural ? SourceKind::collective : SourceKind::unnamed_individual, plural ? AgentKind::collective : AgentKind::unnamed, plural);
  return true;
}

/// "H.T., 51, a butcher", "Ms. B.", "Witness S-19": initials keep a name back. "MCAs": several who bear a title.
bool SourceParser::read_initials(Range name) {
  const std::string_view last = v_.text(name.last - 1);
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool several = last.size() > 2 && last.back() == 's' && std::all_of(last.begin(), last.end() - 1, capital);
  bool initials = true;
  for (std::uint32_t i = name.first; i < name.last; ++i) {
    if (v_.is(i, kTitle)) continue;
    const std::string_view w = v_.text(i);
    const bool dotted = w.size() >= 2 && w.size() % 2 == 0 && w[1] == '.' && w.back() == '.';
    const bool numbered = w.size() > 2 && w[1] == '-' && w[2] >= '0' && w[2] <= '9';
    initials = initials && capital(w[0]) && (w.size() == 1 || dotted || numbered);
  }
  if (!several && !initials) return false;
  s_.named = false;
  s_.head = several ? v_.lower(name.last - 1) : std::string_view("person");
  s_.name = std::string(v_.text(r_));
  is(several ? SourceKind::unnamed_group : SourceKind::unnamed_individual, AgentKind::unnamed, several);
  return true;
}

void SourceParser::is(SourceKind kind, AgentKind agent, bool plural) {
  s_.kind = kind;
  s_.agent = agent;
  s_.plural = plural;
}

/// A name of one word, without a title: a person whom the text introduces, else a place or a body.
AgentKind SourceParser::kind_of_bare_name(Range name, std::uint32_t first, AgentKind kind) const {
  const std::string w(v_.lower(first));
  if (names_.has_full_name(w) || (first > 0 && v_.is(first - 1, kTitle))) return kind;
  if (names_.place(w)) return AgentKind::government;
  // Persons are introduced by a full name or a title; what is not, is a body or a place that the text does not explain.
  return s_.gender != 0 || kind_by_type(name) == AgentKind::person ? kind : AgentKind::organisation;
}

/// True if the phrase is settled; false if its "name" is no more than a capitalised role.
bool SourceParser::read_name() {
  const Range name = whole_name();
  const AgentKind type = kind_by_type(name);
  const bool of_nobody = type == AgentKind::person || type == AgentKind::unnamed;
  if (!s_.definite && of_nobody && read_initials(name)) return true;  // "the U.N." is no person who holds the name back
  AgentKind kind = kind_of_name(name, s_.head);
  if (s_.head.empty() && type == AgentKind::collective) return read_people(name);
  if (s_.head.empty() && type != AgentKind::unnamed && type != AgentKind::collective) kind = type;
  // Roles and titles in front: "Deputy Minister Tomas Orlec", "spokeswoman Mirelle Askand", "Mr Roe".
  std::uint32_t first = name.first;
  const std::uint32_t role = b_;
  if (kind == AgentKind::person || (s_.head.empty() && !v_.is(name.last - 1, kPersonRole))) {
    // "General Staff of Morvand" has no title.
    bool person = true;
    for (std::uint32_t i = first; i < name.last; ++i) person = person && v_.tag(i) != Tag::preposition;
    while (person && first + 1 < name.last && v_.is(first, kTitle)) {
      const std::string_view title = v_.lower(first);
      if (title.starts_with("mr") && !title.starts_with("mrs")) s_.gender = 1;
      if (title.starts_with("mrs") || title.starts_with("ms") || title == "miss" || title == "lady") s_.gender = 2;
      ++first;
    }
    std::uint32_t last_role = first;
    for (std::uint32_t i = first; i + 1 < name.last; ++i)
      if (v_.is(i, kPersonRole)) last_role = i + 1;
    if (last_role > first) { first = last_role; kind = AgentKind::person; s_.head.clear(); }
  }
  kind = kind_by_description(name, kind);
  const auto role_before = [&](std::uint32_t end) {  // without titles
    while (end > role && (v_.is(end - 1, kTitle) || v_.mark(end - 1))) --end;
    return Range{role, end};
  };
  std::string role_text;
  if (const Range said = first > role && kind == AgentKind::person ? role_before(first) : Range{}; !said.empty()) role_text = std::string(v_.text(said));
  // "a Kestria Energy spokesman", "Interior Ministry officials": a capitalised body before a role that ends the core.
  if (kind == AgentKind::person && v_.is(name.last - 1, kPersonRole | kGroupNoun) && core_ == name.last && first == name.last - 1 && name.size() > 1) first = name.first;
  if (kind == AgentKind::person && s_.definite && role_text.empty() && s_.body.empty() && first == name.first && name.first == b_ && !v_.is(name.last - 1, kPersonRole | kGroupNoun))
    kind = AgentKind::organisation;  // "the Harrow Courant"
  if (!role_text.empty() && s_.body.empty()) {
    const Range said = role_before(first);
    s_.body = body_before_role(said);
    if (!s_.body.empty()) role_text = std::string(v_.text(Range{s_.body.last, said.last}));
  }
  s_.named = true;
  for (std::uint32_t i = name.first > r_.first ? name.first - 1 : name.first; i < first; ++i) s_.doctor = s_.doctor || v_.is(i, "dr.") || v_.is(i, "dr");
  s_.name = without_article(v_.text(Range{first, name.last}));
  s_.role = role_text;
  s_.range = {r_.first, main_};
  if (kind == AgentKind::person && apposition_ < r_.last) read_apposition();
  if (kind == AgentKind::person && core_ < main_ && (v_.is(core_, "of") || v_.is(core_, "from")) && s_.body.empty()) s_.body = {core_ + 1, main_};
  const std::uint32_t words = name.last - first;
  const bool bare = kind == AgentKind::person && role_text.empty();
  if (bare && words == 1 && s_.role.empty() && first == name.first) kind = kind_of_bare_name(name, first, kind);
  else if (bare && type != AgentKind::person && words >= 2 && words <= 3 && names_.place(to_lower(s_.name))) kind = AgentKind::government;
  if (kind == AgentKind::person && (v_.is(name.last - 1, kGroupNoun) || (v_.is(name.last - 1, kPersonRole) && first == name.last - 1))) {
    s_.named = false;  // "Minister" alone, "Interior Ministry officials"
    s_.role.clear();
    if (name.size() > 1 && s_.body.empty()) s_.body = {name.first, name.last - 1};
    head_ = name.last - 1;
    return false;
  }
  is(source_kind_of(kind, false), kind, false);
  return true;
}

SourcePhrase parse_source(const View& view, const Phrases& phrases, const NameBook& names, Range source) {
  return SourceParser(view, phrases, names, source).parse();
}

}  // namespace stemma::claims
