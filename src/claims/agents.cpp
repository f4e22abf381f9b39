#include "claims/agents.h"

#include <algorithm>

#include "base/utf8.h"
#include "claims/places.h"

namespace stemma::claims {
namespace {

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> out;
  for (ByteSpan s : word_spans(name)) {
    std::string w = to_lower(slice(name, s));
    if (w != "the" && w != "s") out.push_back(std::move(w));
  }
  return out;
}

/// `part` occurs in order in `whole`.
bool within(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  std::size_t i = 0;
  for (const std::string& w : whole)
    if (i < part.size() && w == part[i]) ++i;
  return i == part.size();
}

bool acronym_of(const std::string& letters, const std::vector<std::string>& words) {
  if (letters.size() < 2 || words.size() < 2) return false;
  std::string initials;
  for (const std::string& w : words)
    if (w != "of" && w != "for" && w != "and" && w != "on" && w != "the") initials += w[0];
  return initials == letters;
}

std::string without_article(std::string_view s) {
  if (s.size() > 4 && (s.starts_with("the ") || s.starts_with("The "))) s.remove_prefix(4);
  return squeeze(s);
}

std::string_view bare(std::string_view head) { return head.starts_with("ex-") ? head.substr(3) : head; }

AgentKind agent_kind_of(std::uint64_t cls) {
  if (cls & kMedia) return AgentKind::media;
  if (cls & kGovernment) return AgentKind::government;
  if (cls & kOrganisation) return AgentKind::organisation;
  if (cls & kDocument) return AgentKind::document;
  return AgentKind::person;
}

}  // namespace

AgentBook::AgentBook(const View& view, const Phrases& phrases, std::vector<Agent>& agents) : v_(view), p_(phrases), agents_(agents) { note_names(); }

void AgentBook::note_names() {
  for (std::uint32_t i = 0; i < v_.size(); ++i) {
    if (v_.tag(i) != Tag::name || !v_.token(i).capitalised) continue;
    std::uint32_t e = i + 1;
    while (e < v_.size() && e - i < 8 && v_.tag(e) == Tag::name && v_.token(e).capitalised && v_.word(e).sentence == v_.word(i).sentence) ++e;
    std::uint32_t b = i;
    for (std::uint32_t k = i; k + 1 < e; ++k)
      if (v_.is(k, kTitle | kPersonRole)) b = k + 1;  // "Works Minister Aru Venn"
    bool body = false;
    for (std::uint32_t k = b; k < e; ++k) body = body || v_.is(k, kGovernment | kOrganisation | kMedia | kDay | kMonth);
    if (e - b >= 2 && e - b <= 4 && !body && v_.block_kind(i) != BlockKind::headline) {
      const std::string surname(v_.lower(e - 1));
      const std::string full(v_.text(Range{b, e}));
      auto [it, fresh] = full_names_.emplace(surname, full);
      if (!fresh && it->second != full) it->second.clear();
      if (i == v_.sentence_of(i).first && !place(to_lower(full))) subjects_.push_back({i, e});
    }
    if (e - i == 1 && i > 0 && (v_.is(i - 1, "in") || v_.is(i - 1, "from") || v_.is(i - 1, "to") || v_.is(i - 1, "across") || v_.is(i - 1, "near"))) ++places_[std::string(v_.lower(i))];
    i = e - 1;
  }
  if (v_.document().dateline) {
    std::string place = to_lower(v_.document().dateline->place);
    places_[place.substr(0, place.find(','))] += 2;
  }
}

void AgentBook::pass_names(std::uint32_t at) {
  for (; passed_ < subjects_.size() && subjects_[passed_].first < at; ++passed_) {
    const SourcePhrase s = parse(subjects_[passed_]);
    if (!s.named || s.agent != AgentKind::person) continue;
    const std::int32_t agent = find_named(s);
    if (agent >= 0) known_[static_cast<std::size_t>(agent)].turn = ++turn_, known_[static_cast<std::size_t>(agent)].last = subjects_[passed_].first;
    else silent_ = subjects_[passed_], silent_turn_ = ++turn_;
  }
}

bool AgentBook::place(std::string_view lower) const {
  for (std::string_view first : {"port ", "fort ", "mount ", "lake ", "cape ", "san ", "santa ", "new ", "upper ", "lower "})
    if (lower.starts_with(first)) return true;
  if (known_place(lower)) return true;
  const auto it = places_.find(std::string(lower));
  return it != places_.end();
}

AgentKind AgentBook::kind_of_name(Range name, std::string& head) const {
  // The noun before "of"/"for"/"on" rules ("Ministry of Works"), else the last word ("Harbour Gazette"), else any.
  std::uint32_t e = name.last;
  for (std::uint32_t i = name.first; i < name.last; ++i)
    if (v_.tag(i) == Tag::preposition || v_.tag(i) == Tag::conjunction) { e = i; break; }
  for (std::uint32_t i = e; i-- > name.first;) {
    const std::uint64_t cls = v_.word(i).cls;
    if (cls & (kGovernment | kOrganisation | kMedia)) {
      head = v_.lower(i);
      if ((cls & kMedia) && !(cls & (kGovernment | kOrganisation))) return AgentKind::media;
      if ((cls & kMedia) && i + 1 == e && e - name.first >= 2 && v_.token(i).capitalised && !(cls & kGovernment) && v_.is(i, "agency") == false) return AgentKind::media;
      return agent_kind_of(cls & ~static_cast<std::uint64_t>(kMedia));
    }
  }
  for (std::uint32_t i = e; i < name.last; ++i)
    if (v_.is(i, kGovernment | kOrganisation)) { head = v_.lower(i); return agent_kind_of(v_.word(i).cls & ~static_cast<std::uint64_t>(kMedia)); }
  return AgentKind::person;
}

SourcePhrase AgentBook::parse(Range r) const {
  SourcePhrase s;
  s.range = r;
  if (r.empty()) return s;
  using Pronoun = SourcePhrase::Pronoun;
  if (r.size() == 1 || (r.size() == 2 && v_.is(r.first, kSubjectPronoun))) {
    const std::uint32_t i = r.first;
    if (v_.is(i, kHeWord)) s.pronoun = Pronoun::he;
    else if (v_.is(i, kSheWord)) s.pronoun = Pronoun::she;
    else if (v_.is(i, kTheyWord)) s.pronoun = Pronoun::they;
    else if (v_.is(i, kItWord)) s.pronoun = Pronoun::it;
    else if (v_.is(i, kFirstPerson)) s.pronoun = Pronoun::first;
    else if (v_.is(i, "his")) s.pronoun = Pronoun::he;
    else if (v_.is(i, "her")) s.pronoun = Pronoun::she;
    else if (v_.is(i, "their")) s.pronoun = Pronoun::they;
    else if (v_.is(i, "its")) s.pronoun = Pronoun::it;
    else if (v_.tag(i) == Tag::pronoun || v_.is(i, "this") || v_.is(i, "that")) s.pronoun = Pronoun::other;
    if (s.pronoun != Pronoun::none) return s;
  }
  // The main phrase ends at the first comma or relative pronoun.
  std::uint32_t main = r.first;
  while (main < r.last && !v_.is(main, ",") && !v_.is(main, kWho) && !v_.dash(main)) ++main;
  if (main == r.first) return s;
  std::uint32_t apposition = main < r.last && v_.is(main, ",") ? main + 1 : r.last;
  std::uint32_t b = r.first;
  while (b < main && (v_.tag(b) == Tag::determiner || v_.open_quote(b))) {
    if (v_.is(b, "the") || v_.is(b, "this") || v_.is(b, "that")) s.definite = true;
    ++b;
  }
  if (b == main) b = r.first;
  // "the ministry's spokeswoman", "its director": the owner is the body.
  for (std::uint32_t i = b; i + 1 < main; ++i)
    if (v_.tag(i) == Tag::owner) {
      s.body = {b, i};
      b = i + 1;
      break;
    }
  if (v_.tag(b) == Tag::possessive && b + 1 < main) s.body = {b, b + 1}, ++b, s.definite = true;
  // Core: up to the first preposition or verb form.
  std::uint32_t core = b;
  while (core < main && v_.tag(core) != Tag::preposition && !v_.finite(core) && !(v_.tag(core) == Tag::participle && core > b && v_.nominal(core - 1))) ++core;
  if (core == b) core = main;
  // A run of names at the end of the core.
  std::uint32_t n = core;
  while (n > b && (v_.tag(n - 1) == Tag::name || (v_.token(n - 1).capitalised && v_.tag(n - 1) != Tag::determiner) || v_.is(n - 1, "&") || v_.is(n - 1, "and")) && !(n - 1 == r.first && n < core && !v_.token(n - 1).capitalised)) --n;
  if (n < core && v_.is(n, "and")) ++n;
  const std::uint32_t head_at = core - 1;
  std::string head;
  const bool proper = n < core && v_.tag(head_at) != Tag::number && v_.token(head_at).capitalised && v_.tag(head_at) != Tag::pronoun && !(core - n == 1 && head_at == v_.sentence_of(head_at).first && v_.tag(head_at) != Tag::name && v_.is(head_at, kGroupNoun | kDocument | kVague));
  if (proper) {
    // "Ministry of Internal Order": the name goes on behind "of".
    Range name{n, core};
    while (core < main && v_.is(core, "of") && core + 1 < main) {
      std::uint32_t e = core + 1;
      while (e < main && (v_.token(e).capitalised || ((v_.is(e, "and") || v_.is(e, "of") || v_.is(e, "the") || v_.is(e, "on") || v_.is(e, "for")) && e + 1 < main && v_.token(e + 1).capitalised))) ++e;
      if (e == core + 1) break;
      core = e;
      if (v_.is(name.first, kGovernment | kOrganisation) || v_.is(name.last - 1, kGovernment | kOrganisation | kMedia)) name.last = e;
      else break;
    }
    if (core < main && (v_.is(core, "on") || v_.is(core, "for")) && core + 1 < main && v_.token(core + 1).capitalised && v_.is(name.last - 1, kOrganisation | kGovernment)) {
      std::uint32_t e = core + 1;
      while (e < main && (v_.token(e).capitalised || ((v_.is(e, "and") || v_.is(e, "of")) && e + 1 < main && v_.token(e + 1).capitalised))) ++e;
      name.last = core = e;
    }
    AgentKind kind = kind_of_name(name, head);
    // Roles and titles in front: "Deputy Minister Tomas Orlec", "spokeswoman Mirelle Askand", "Mr Roe".
    std::uint32_t first = name.first;
    std::uint32_t role = b;
    if (kind == AgentKind::person || v_.is(name.last - 1, kPersonRole) == false) {
      while (first + 1 < name.last && v_.is(first, kTitle)) {
        const std::string_view title = v_.lower(first);
        if (title.starts_with("mr") && !title.starts_with("mrs")) s.gender = 1;
        if (title.starts_with("mrs") || title.starts_with("ms") || title == "miss" || title == "lady") s.gender = 2;
        ++first;
      }
      std::uint32_t last_role = first;
      for (std::uint32_t i = first; i + 1 < name.last; ++i)
        if (v_.is(i, kPersonRole)) last_role = i + 1;
      if (last_role > first) { first = last_role; kind = AgentKind::person; head.clear(); }
    }
    std::string role_text;
    if (first > role && kind == AgentKind::person) {
      std::uint32_t e = first;
      while (e > role && v_.is(e - 1, kTitle)) --e;
      if (e > role) role_text = std::string(v_.text(Range{role, e}));
    }
    // "a Kestria Energy spokesman", "Interior Ministry officials": a capitalised body before a role that ends the core.
    if (kind == AgentKind::person && v_.is(name.last - 1, kPersonRole | kGroupNoun) && core == name.last && first == name.last - 1 && name.size() > 1) first = name.first;
    if (kind == AgentKind::person && s.definite && role_text.empty() && s.body.empty() && first == name.first && !v_.is(name.last - 1, kPersonRole | kGroupNoun))
      kind = AgentKind::organisation;  // "the Harrow Courant"
    s.named = true;
    s.name = without_article(v_.text(Range{first, name.last}));
    s.head = head;
    s.role = role_text;
    s.range = {r.first, main};
    if (kind == AgentKind::person && apposition < r.last) {
      // "Mirelle Askand, the ministry's spokeswoman": role and body stand behind.
      std::uint32_t e = apposition;
      while (e < r.last && !v_.is(e, ",") && !v_.is(e, kWho)) ++e;
      for (std::uint32_t i = apposition; i < e; ++i) {
        if (v_.is(i, kPersonRole) && s.role.empty()) s.role = v_.text(i);
        if (v_.tag(i) == Tag::owner && i > apposition && s.body.empty()) s.body = {apposition, i};
        if (v_.tag(i) == Tag::possessive && s.body.empty()) s.body = {i, i + 1};
        if (v_.is(i, "of") && i + 1 < e && !s.role.empty() && s.body.empty()) s.body = {i + 1, e};
      }
      // "who speaks for the Ministry", "who chairs the Committee"
      if (v_.is(apposition, "who") && s.body.empty())
        for (std::uint32_t i = apposition + 1; i + 1 < r.last && i < apposition + 4; ++i)
          if (v_.is(i, "for") || v_.is(i, "leads") || v_.is(i, "chairs") || v_.is(i, "heads") || v_.is(i, "led") || v_.is(i, "represents") || v_.is(i, "runs") || v_.is(i, "directs")) {
            const std::uint32_t end = p_.noun_phrase_end(i + 1, r.last, false);
            if (end > i + 1) s.body = {i + 1, end};
            break;
          }
    }
    if (kind == AgentKind::person && core < main && (v_.is(core, "of") || v_.is(core, "from")) && s.body.empty()) s.body = {core + 1, main};
    const std::uint32_t words = name.last - first;
    if (kind == AgentKind::person && words == 1 && role_text.empty() && s.role.empty() && first == name.first) {
      const std::string w(v_.lower(first));
      const auto known = name_kinds_.find(w);
      if (known != name_kinds_.end()) kind = known->second;
      else if (!full_names_.contains(w) && place(w)) kind = AgentKind::government;
      // Persons are introduced by a full name or a title; what is not, is a body or a place that the text does not explain.
      else if (!full_names_.contains(w) && s.gender == 0) kind = AgentKind::organisation;
    } else if (kind == AgentKind::person && words >= 2 && words <= 3 && role_text.empty() && place(to_lower(s.name))) {
      kind = AgentKind::government;
    }
    if (kind == AgentKind::person && v_.is(name.last - 1, kGroupNoun)) {
      s.named = false;
      s.agent = AgentKind::collective;
      s.kind = SourceKind::collective;
      s.plural = true;
      s.head = v_.lower(name.last - 1);
      s.name = std::string(v_.text(Range{r.first, main}));
      return s;
    }
    if (kind == AgentKind::person && v_.is(name.last - 1, kPersonRole) && words >= 1 && first == name.last - 1) {
      s.named = false;  // "Minister" alone
    } else {
      s.agent = kind;
      s.kind = kind == AgentKind::person ? SourceKind::named_person : kind == AgentKind::government ? SourceKind::government :
               kind == AgentKind::media ? SourceKind::media : SourceKind::named_organisation;
      return s;
    }
  }
  // "its director, Ansel Roake", "a former clerk, Aru Venn": the name stands behind.
  if (apposition < r.last && v_.token(apposition).capitalised && v_.tag(apposition) == Tag::name && v_.is(head_at, kPersonRole)) {
    std::uint32_t e = apposition;
    while (e < r.last && v_.tag(e) == Tag::name) ++e;
    if (e - apposition >= 2 || e == r.last) {
      s.named = true;
      s.name = std::string(v_.text(Range{apposition, e}));
      s.role = v_.text(head_at);
      s.agent = AgentKind::person;
      s.kind = SourceKind::named_person;
      s.range = r;
      return s;
    }
  }
  // Common nouns.
  const std::uint64_t cls = v_.word(head_at).cls;
  s.head = v_.lower(head_at);
  s.name = std::string(v_.text(Range{r.first, r.last}));
  const bool numbered = v_.tag(b) == Tag::number || v_.is(b, kQuantity);
  s.plural = (cls & kGroupNoun) != 0 || (s.head.ends_with('s') && !(cls & kPersonRole) && !s.head.ends_with("ss"));
  if (core < main && v_.is(core, "of") && (cls & (kQuantity | kGroupNoun))) {  // "one of them", "most of the 31"
    s.agent = AgentKind::unnamed;
    s.kind = v_.is(head_at, "one") ? SourceKind::unnamed_individual : SourceKind::unnamed_group;
    s.plural = !v_.is(head_at, "one");
    return s;
  }
  if (cls & kDocument) {
    for (std::uint32_t i = core; i + 1 < main; ++i)
      if ((v_.is(i, "by") || v_.is(i, "in") || v_.is(i, "from")) && (v_.tag(i + 1) == Tag::determiner || v_.tag(i + 1) == Tag::name) && !v_.is(i + 1, kDay | kMonth)) { s.report_by = {i + 1, main}; break; }
    if (s.report_by.empty() && core < main && v_.is(core, "of") && v_.token(main - 1).capitalised) s.body = {core + 1, main};
  }
  // "a newspaper investigation": the paper's own
  if ((cls & kDocument) && head_at > b && v_.is(head_at - 1, kMedia) && s.report_by.empty()) s.report_by = {head_at - 1, head_at};
  if ((cls & kVague) && s.report_by.empty() && !s.definite && s.body.empty() && (s.plural || !(cls & kPersonRole))) {
    bool bare = true;
    for (std::uint32_t i = b; i < head_at; ++i) bare = bare && (!v_.token(i).capitalised || i == v_.sentence_of(i).first);
    s.vague = bare && core == main;
  }
  bool several = false;
  for (std::uint32_t i = core; i + 1 < main; ++i) several = several || v_.is(i, "and");
  if ((cls & kPersonRole) && !(cls & (kGroupNoun))) {
    s.agent = AgentKind::unnamed;
    s.kind = several ? SourceKind::unnamed_group : SourceKind::unnamed_individual;
    s.plural = several;
    s.role = v_.lower(head_at);
    if (core < main && (v_.is(core, "of") || v_.is(core, "for") || v_.is(core, "at") || v_.is(core, "from")) && s.body.empty()) s.body = {core + 1, main};
    return s;
  }
  if (cls & kGroupNoun) {
    static constexpr std::string_view offices[] = {"officials", "sources", "diplomats", "people", "lawyers", "prosecutors", "investigators", "aides", "advisers", "advisors", "officers",
                                                   "lawmakers", "guards", "employees", "insiders", "executives", "scientists", "researchers", "members"};
    const bool few = numbered || std::find(std::begin(offices), std::end(offices), s.head) != std::end(offices);
    if (cls & kGovernment) s.agent = AgentKind::government, s.kind = SourceKind::government;
    else s.agent = few ? AgentKind::unnamed : AgentKind::collective, s.kind = few ? SourceKind::unnamed_group : SourceKind::collective;
    if (core < main && (v_.is(core, "of") || v_.is(core, "for") || v_.is(core, "at") || v_.is(core, "from") || v_.is(core, "in")) && s.body.empty()) s.body = {core + 1, main};
    return s;
  }
  if (cls & (kMedia | kGovernment | kOrganisation | kDocument)) {
    s.agent = agent_kind_of((cls & kDocument) && !s.definite && (cls & kMedia) ? cls & ~static_cast<std::uint64_t>(kMedia) : cls);
    if ((cls & kDocument) && (cls & kMedia) && v_.is(head_at, "paper")) s.agent = AgentKind::media;
    s.kind = s.agent == AgentKind::media ? SourceKind::media : s.agent == AgentKind::government ? SourceKind::government :
             s.agent == AgentKind::document ? SourceKind::document : SourceKind::named_organisation;
    return s;
  }
  s.agent = s.plural ? AgentKind::collective : AgentKind::unnamed;
  s.kind = s.plural ? SourceKind::unnamed_group : SourceKind::unnamed_individual;
  return s;
}

std::int32_t AgentBook::resolve(Range source, SourceKind& kind, int depth) {
  kind = SourceKind::unattributed;
  if (source.empty() || depth > 3) return -1;
  // A relative pronoun stands for the noun before it.
  if (source.size() == 1 && (v_.is(source.first, kWho) || v_.is(source.first, "that"))) {
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
      kind = source_kind_of(agent);
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
      kind = inner == SourceKind::media ? SourceKind::media : SourceKind::document;
      known_[static_cast<std::size_t>(agent)].reported = true;
      return agent;
    }
  }
  std::int32_t agent = s.named ? find_named(s) : find_definite(s);
  if (agent < 0) agent = add(s);
  else mention(agent, s.range);
  if (s.agent == AgentKind::media && agents_[static_cast<std::size_t>(agent)].kind == AgentKind::organisation) {
    // "The newspaper": now we know what "the Harrow Courant" is.
    agents_[static_cast<std::size_t>(agent)].kind = known_[static_cast<std::size_t>(agent)].kind = AgentKind::media;
  }
  Agent& a = agents_[static_cast<std::size_t>(agent)];
  Known& k = known_[static_cast<std::size_t>(agent)];
  if (!s.role.empty() && a.role.empty()) a.role = s.role, k.role = to_lower(s.role.substr(s.role.rfind(' ') == std::string::npos ? 0 : s.role.rfind(' ') + 1));
  if (s.named && name_words(s.name).size() > k.words.size() && a.kind == AgentKind::person && k.named) {
    a.name = s.name;
    k.words = name_words(s.name);
  }
  if (!s.body.empty() && agents_[static_cast<std::size_t>(agent)].affiliation < 0 && s.range.first <= s.body.last) {
    SourceKind inner;
    const std::size_t before = agents_.size();
    const std::int32_t body = resolve(s.body, inner, depth + 1);
    const bool fits = body >= 0 && body != agent && (inner == SourceKind::government || inner == SourceKind::named_organisation || inner == SourceKind::media);
    if (fits) agents_[static_cast<std::size_t>(agent)].affiliation = body;
    else if (agents_.size() > before) agents_.resize(before), known_.resize(before);
    // The speaker, not the body, was mentioned last.
    known_[static_cast<std::size_t>(agent)].turn = ++turn_;
  }
  kind = s.named || agents_[static_cast<std::size_t>(agent)].kind == s.agent ? s.kind : source_kind_of(agent);
  return agent;
}

SourceKind AgentBook::source_kind_of(std::int32_t agent) const {
  const Agent& a = agents_[static_cast<std::size_t>(agent)];
  switch (a.kind) {
    case AgentKind::person: return SourceKind::named_person;
    case AgentKind::organisation: return SourceKind::named_organisation;
    case AgentKind::government: return SourceKind::government;
    case AgentKind::media: return SourceKind::media;
    case AgentKind::document: return SourceKind::document;
    case AgentKind::unnamed: return known_[static_cast<std::size_t>(agent)].plural ? SourceKind::unnamed_group : SourceKind::unnamed_individual;
    case AgentKind::collective: return SourceKind::collective;
  }
  return SourceKind::unattributed;
}

std::int32_t AgentBook::add(const SourcePhrase& s) {
  Agent a;
  a.name = s.name;
  if (s.named && s.agent == AgentKind::person && s.name.find(' ') == std::string::npos) {
    const std::string full = full_name(to_lower(s.name));
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
  k.gender = s.gender;
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
    if (!k.named) continue;
    if (k.words == words && (k.kind == s.agent || words.size() > 1)) return static_cast<std::int32_t>(i);
    const bool bare = s.agent == AgentKind::organisation && s.head.empty() && words.size() == 1 && k.kind == AgentKind::person;  // a surname alone
    if (k.kind != s.agent && !bare) continue;
    if (s.agent == AgentKind::person || bare) {
      // Surname alone, or the full name after the surname. Two bearers of one surname: none is chosen.
      const bool fits = (words.size() == 1 && k.words.back() == words[0]) || (k.words.size() == 1 && words.back() == k.words[0]);
      if (fits && best >= 0) return -1;
      if (fits) best = static_cast<std::int32_t>(i);
    } else {
      const bool fits = (words.size() < k.words.size() && within(words, k.words) && (words.back() == k.words.back() || words.front() == k.words.front())) ||
                        (words.size() > k.words.size() && within(k.words, words) && (words.back() == k.words.back() || words.front() == k.words.front())) ||
                        (words.size() == 1 && acronym_of(words[0], k.words));
      if (fits && best < 0) best = static_cast<std::int32_t>(i);
    }
  }
  return best;
}

std::int32_t AgentBook::find_definite(const SourcePhrase& s) const {
  std::int32_t best = -1;
  std::uint32_t turn = 0;
  for (std::size_t i = oldest(); i < known_.size(); ++i) {
    const Known& k = known_[i];
    if (k.turn < turn) continue;
    bool fits = false;
    if (s.agent == AgentKind::media) fits = k.kind == AgentKind::media || (k.kind == AgentKind::organisation && k.named && k.head.empty() && k.words.size() > 1);
    else if (s.agent == AgentKind::government || s.agent == AgentKind::organisation)
      fits = (k.kind == AgentKind::government || k.kind == AgentKind::organisation) &&
             (k.head == s.head || std::find(k.words.begin(), k.words.end(), s.head) != k.words.end() || (word_class(s.head) & word_class(k.head) & kCompany) != 0);
    else if (s.definite && s.kind == SourceKind::unnamed_individual)
      fits = (!k.role.empty() && k.role == s.role) || (!k.named && k.head == s.head && !k.plural);
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

std::int32_t AgentBook::find_pronoun(SourcePhrase::Pronoun pronoun, std::uint32_t at) {
  using Pronoun = SourcePhrase::Pronoun;
  if (pronoun == Pronoun::first || pronoun == Pronoun::other) return -1;
  std::int32_t best = -1;
  std::uint32_t turn = 0;
  for (std::size_t i = oldest(); i < known_.size(); ++i) {
    const Known& k = known_[i];
    if (k.turn <= turn) continue;
    if (at > k.last && at - k.last > 400) continue;  // too far away to be sure
    bool fits = false;
    const bool unexplained = k.kind == AgentKind::organisation && k.named && k.words.size() == 1 && k.head.empty();  // a bare surname
    const bool human = k.kind == AgentKind::person || unexplained || (k.kind == AgentKind::unnamed && !k.plural && (!k.role.empty() || (word_class(k.head) & kPersonRole) != 0 || k.head == "one"));
    if (pronoun == Pronoun::he) fits = human && k.gender != 2 && !k.role.ends_with("woman");
    else if (pronoun == Pronoun::she) fits = human && k.gender != 1 && !(k.role.ends_with("man") && !k.role.ends_with("woman"));
    else if (pronoun == Pronoun::they) fits = k.plural || k.kind == AgentKind::collective;
    else fits = k.kind == AgentKind::organisation || k.kind == AgentKind::government || k.kind == AgentKind::media || k.kind == AgentKind::document;
    if (fits) best = static_cast<std::int32_t>(i), turn = k.turn;
  }
  if ((pronoun == Pronoun::he || pronoun == Pronoun::she) && silent_turn_ > turn && at - silent_.first < 400) {
    const SourcePhrase s = parse(silent_);
    const int gender = pronoun == Pronoun::he ? 1 : 2;
    silent_turn_ = 0;
    if (s.gender == 0 || s.gender == gender) return add(s);
  }
  if (best >= 0 && (pronoun == Pronoun::he || pronoun == Pronoun::she) && known_[static_cast<std::size_t>(best)].kind == AgentKind::organisation)
    agents_[static_cast<std::size_t>(best)].kind = known_[static_cast<std::size_t>(best)].kind = AgentKind::person;
  return best;
}

std::string AgentBook::full_name(const std::string& surname) const {
  const auto it = full_names_.find(surname);
  return it == full_names_.end() ? std::string() : it->second;
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

std::vector<std::int32_t> AgentBook::look_ahead() {
  const std::size_t n = known_.size();
  std::vector<std::int32_t> is(n);
  for (std::size_t i = 0; i < n; ++i) is[i] = static_cast<std::int32_t>(i);
  for (std::size_t i = oldest(); i < n; ++i) {
    const Known& k = known_[i];
    const bool body = k.kind == AgentKind::media || k.kind == AgentKind::government || k.kind == AgentKind::organisation;
    if (k.named || !(body || k.headline)) continue;
    std::int32_t only = -1;
    int fits = 0;
    for (std::size_t j = oldest(); j < n; ++j) {
      const Known& other = known_[j];
      if (static_cast<std::int32_t>(j) == publisher_ || other.headline) continue;
      if (!body) {  // "official says" above, "a senior official of the ministry" below
        const bool same = k.kind == AgentKind::document ? other.reported
                          : !k.role.empty()             ? other.role == k.role && !other.plural
                                                        : other.plural == k.plural && bare(other.head) == bare(k.head) && !other.named;
        if (same) only = static_cast<std::int32_t>(j), ++fits;
        continue;
      }
      if (!other.named || other.kind != k.kind) continue;
      const bool fit = k.kind == AgentKind::media || other.head == k.head || std::find(other.words.begin(), other.words.end(), k.head) != other.words.end();
      if (fit) only = static_cast<std::int32_t>(j), ++fits;
    }
    if (fits == 1) is[i] = only;
  }
  std::vector<std::int32_t> place(n, -1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (is[i] == static_cast<std::int32_t>(i)) place[i] = static_cast<std::int32_t>(kept++);
  for (std::size_t i = 0; i < n; ++i) {
    if (is[i] == static_cast<std::int32_t>(i)) continue;
    Agent& to = agents_[static_cast<std::size_t>(is[i])];
    to.mentions.insert(to.mentions.end(), agents_[i].mentions.begin(), agents_[i].mentions.end());
    std::sort(to.mentions.begin(), to.mentions.end());
    if (std::find(to.aliases.begin(), to.aliases.end(), agents_[i].name) == to.aliases.end()) to.aliases.push_back(agents_[i].name);
  }
  std::vector<Agent> left;
  for (std::size_t i = 0; i < n; ++i) {
    Agent& a = agents_[i];
    if (a.affiliation >= 0) a.affiliation = place[static_cast<std::size_t>(is[static_cast<std::size_t>(a.affiliation)])];
    if (place[i] >= 0) left.push_back(std::move(a));
  }
  agents_ = std::move(left);
  std::vector<std::int32_t> map(n);
  for (std::size_t i = 0; i < n; ++i) map[i] = place[static_cast<std::size_t>(is[i])];
  return map;
}

bool AgentBook::issued_by_body() {
  const std::int32_t p = publisher();
  return p >= 0 && (agents_[static_cast<std::size_t>(p)].kind == AgentKind::government || agents_[static_cast<std::size_t>(p)].kind == AgentKind::organisation);
}

}  // namespace stemma::claims
