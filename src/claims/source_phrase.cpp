#include "claims/source_phrase.h"

#include <algorithm>

#include "base/utf8.h"
#include "claims/agent_words.h"

namespace stemma::claims {
namespace {

AgentKind agent_kind_of(std::uint64_t cls) {
  if (cls & kMedia) return AgentKind::media;
  if (cls & kGovernment) return AgentKind::government;
  if (cls & kOrganisation) return AgentKind::organisation;
  if (cls & kDocument) return AgentKind::document;
  return AgentKind::person;
}

class Parser {
 public:
  Parser(const View& view, const Phrases& phrases, const NameBook& names, Range source) : v_(view), p_(phrases), names_(names), r_(source) {
    s_.range = source;
  }
  SourcePhrase parse() {
    if (!r_.empty() && !read_pronoun() && cut() && !(proper_ && read_name())) read_common_noun();
    return std::move(s_);
  }

 private:
  bool read_pronoun();
  bool cut();
  Range whole_name();
  AgentKind kind_of_name(Range name, std::string& head) const;
  bool read_name();
  void read_apposition();
  void read_common_noun();

  const View& v_;
  const Phrases& p_;
  const NameBook& names_;
  const Range r_;
  SourcePhrase s_;
  // The phrase is [r_.first, main_), an apposition [apposition_, r_.last) may follow. Behind determiners and owners stands the core
  // [b_, core_) with its head; a run of names fills [n_, core_).
  std::uint32_t main_ = 0, apposition_ = 0, b_ = 0, core_ = 0, n_ = 0, head_ = 0;
  bool proper_ = false;
};

bool Parser::read_pronoun() {
  using Pronoun = SourcePhrase::Pronoun;
  if (r_.size() == 1 || (r_.size() == 2 && v_.is(r_.first, kSubjectPronoun))) {
    const std::uint32_t i = r_.first;
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

bool Parser::cut() {
  // The main phrase ends at the first comma or relative pronoun.
  main_ = r_.first;
  while (main_ < r_.last && !v_.is(main_, ",") && !v_.is(main_, kWho) && !v_.dash(main_)) ++main_;
  if (main_ == r_.first) return false;
  apposition_ = main_ < r_.last && v_.is(main_, ",") ? main_ + 1 : r_.last;
  b_ = r_.first;
  while (b_ < main_ && (v_.tag(b_) == Tag::determiner || v_.open_quote(b_))) {
    if (v_.is(b_, "the") || v_.is(b_, "this") || v_.is(b_, "that")) s_.definite = true;
    ++b_;
  }
  if (b_ == main_) b_ = r_.first;
  // "the ministry's spokeswoman", "its director": the owner is the body.
  for (std::uint32_t i = b_; i + 1 < main_; ++i)
    if (v_.tag(i) == Tag::owner) {
      s_.body = {b_, i};
      b_ = i + 1;
      break;
    }
  if (v_.tag(b_) == Tag::possessive && b_ + 1 < main_) s_.body = {b_, b_ + 1}, ++b_, s_.definite = true;
  // Core: up to the first preposition or verb form.
  core_ = b_;
  while (core_ < main_ && v_.tag(core_) != Tag::preposition && !v_.finite(core_) && !(v_.tag(core_) == Tag::participle && core_ > b_ && v_.nominal(core_ - 1))) ++core_;
  if (core_ == b_) core_ = main_;
  // A run of names at the end of the core.
  n_ = core_;
  while (n_ > b_ && (v_.tag(n_ - 1) == Tag::name || (v_.token(n_ - 1).capitalised && v_.tag(n_ - 1) != Tag::determiner) || v_.is(n_ - 1, "&") || v_.is(n_ - 1, "and")) && !(n_ - 1 == r_.first && n_ < core_ && !v_.token(n_ - 1).capitalised)) --n_;
  if (n_ < core_ && v_.is(n_, "and")) ++n_;
  head_ = core_ - 1;
  proper_ = n_ < core_ && v_.tag(head_) != Tag::number && v_.token(head_).capitalised && v_.tag(head_) != Tag::pronoun && !(core_ - n_ == 1 && head_ == v_.sentence_of(head_).first && v_.tag(head_) != Tag::name && v_.is(head_, kGroupNoun | kDocument | kVague));
  return true;
}

/// The run of names with what belongs to it behind "of", "on" and "for".
Range Parser::whole_name() {
  // "Ministry of Internal Order": the name goes on behind "of".
  Range name{n_, core_};
  while (core_ < main_ && v_.is(core_, "of") && core_ + 1 < main_) {
    std::uint32_t e = core_ + 1;
    while (e < main_ && (v_.token(e).capitalised || ((v_.is(e, "and") || v_.is(e, "of") || v_.is(e, "the") || v_.is(e, "on") || v_.is(e, "for")) && e + 1 < main_ && v_.token(e + 1).capitalised))) ++e;
    if (e == core_ + 1) break;
    core_ = e;
    if (v_.is(name.first, kGovernment | kOrganisation) || v_.is(name.last - 1, kGovernment | kOrganisation | kMedia)) name.last = e;
    else break;
  }
  if (core_ < main_ && (v_.is(core_, "on") || v_.is(core_, "for")) && core_ + 1 < main_ && v_.token(core_ + 1).capitalised && v_.is(name.last - 1, kOrganisation | kGovernment)) {
    std::uint32_t e = core_ + 1;
    while (e < main_ && (v_.token(e).capitalised || ((v_.is(e, "and") || v_.is(e, "of")) && e + 1 < main_ && v_.token(e + 1).capitalised))) ++e;
    name.last = core_ = e;
  }
  return name;
}

AgentKind Parser::kind_of_name(Range name, std::string& head) const {
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

/// Role and body that stand behind a name: "Mirelle Askand, the ministry's spokeswoman".
void Parser::read_apposition() {
  std::uint32_t e = apposition_;
  while (e < r_.last && !v_.is(e, ",") && !v_.is(e, kWho)) ++e;
  for (std::uint32_t i = apposition_; i < e; ++i) {
    if (v_.is(i, kPersonRole) && s_.role.empty()) s_.role = v_.text(i);
    if (v_.tag(i) == Tag::owner && i > apposition_ && s_.body.empty()) s_.body = {apposition_, i};
    if (v_.tag(i) == Tag::possessive && s_.body.empty()) s_.body = {i, i + 1};
    if (v_.is(i, "of") && i + 1 < e && !s_.role.empty() && s_.body.empty()) s_.body = {i + 1, e};
  }
  // "who speaks for the Ministry", "who chairs the Committee"
  if (v_.is(apposition_, "who") && s_.body.empty())
    for (std::uint32_t i = apposition_ + 1; i + 1 < r_.last && i < apposition_ + 4; ++i)
      if (v_.is(i, "for") || v_.is(i, "leads") || v_.is(i, "chairs") || v_.is(i, "heads") || v_.is(i, "led") || v_.is(i, "represents") || v_.is(i, "runs") || v_.is(i, "directs")) {
        const std::uint32_t end = p_.noun_phrase_end(i + 1, r_.last, false);
        if (end > i + 1) s_.body = {i + 1, end};
        break;
      }
}

/// True if the phrase is settled; false if its "name" is no more than a capitalised role.
bool Parser::read_name() {
  const Range name = whole_name();
  AgentKind kind = kind_of_name(name, s_.head);
  // Roles and titles in front: "Deputy Minister Tomas Orlec", "spokeswoman Mirelle Askand", "Mr Roe".
  std::uint32_t first = name.first;
  std::uint32_t role = b_;
  if (kind == AgentKind::person || v_.is(name.last - 1, kPersonRole) == false) {
    while (first + 1 < name.last && v_.is(first, kTitle)) {
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
  std::string role_text;
  if (first > role && kind == AgentKind::person) {
    std::uint32_t e = first;
    while (e > role && v_.is(e - 1, kTitle)) --e;
    if (e > role) role_text = std::string(v_.text(Range{role, e}));
  }
  // "a Kestria Energy spokesman", "Interior Ministry officials": a capitalised body before a role that ends the core.
  if (kind == AgentKind::person && v_.is(name.last - 1, kPersonRole | kGroupNoun) && core_ == name.last && first == name.last - 1 && name.size() > 1) first = name.first;
  if (kind == AgentKind::person && s_.definite && role_text.empty() && s_.body.empty() && first == name.first && !v_.is(name.last - 1, kPersonRole | kGroupNoun))
    kind = AgentKind::organisation;  // "the Harrow Courant"
  s_.named = true;
  s_.name = without_article(v_.text(Range{first, name.last}));
  s_.role = role_text;
  s_.range = {r_.first, main_};
  if (kind == AgentKind::person && apposition_ < r_.last) read_apposition();
  if (kind == AgentKind::person && core_ < main_ && (v_.is(core_, "of") || v_.is(core_, "from")) && s_.body.empty()) s_.body = {core_ + 1, main_};
  const std::uint32_t words = name.last - first;
  if (kind == AgentKind::person && words == 1 && role_text.empty() && s_.role.empty() && first == name.first) {
    const std::string w(v_.lower(first));
    if (!names_.has_full_name(w) && names_.place(w)) kind = AgentKind::government;
    // Persons are introduced by a full name or a title; what is not, is a body or a place that the text does not explain.
    else if (!names_.has_full_name(w) && s_.gender == 0) kind = AgentKind::organisation;
  } else if (kind == AgentKind::person && words >= 2 && words <= 3 && role_text.empty() && names_.place(to_lower(s_.name))) {
    kind = AgentKind::government;
  }
  if (kind == AgentKind::person && v_.is(name.last - 1, kGroupNoun)) {
    s_.named = false;
    s_.agent = AgentKind::collective;
    s_.kind = SourceKind::collective;
    s_.plural = true;
    s_.head = v_.lower(name.last - 1);
    s_.name = std::string(v_.text(Range{r_.first, main_}));
    return true;
  }
  if (kind == AgentKind::person && v_.is(name.last - 1, kPersonRole) && first == name.last - 1) {
    s_.named = false;  // "Minister" alone
    return false;
  }
  s_.agent = kind;
  s_.kind = kind == AgentKind::person ? SourceKind::named_person : kind == AgentKind::government ? SourceKind::government :
            kind == AgentKind::media ? SourceKind::media : SourceKind::named_organisation;
  return true;
}

void Parser::read_common_noun() {
  // "its director, Ansel Roake", "a former clerk, Aru Venn": the name stands behind.
  if (apposition_ < r_.last && v_.token(apposition_).capitalised && v_.tag(apposition_) == Tag::name && v_.is(head_, kPersonRole)) {
    std::uint32_t e = apposition_;
    while (e < r_.last && v_.tag(e) == Tag::name) ++e;
    if (e - apposition_ >= 2 || e == r_.last) {
      s_.named = true;
      s_.name = std::string(v_.text(Range{apposition_, e}));
      s_.role = v_.text(head_);
      s_.agent = AgentKind::person;
      s_.kind = SourceKind::named_person;
      s_.range = r_;
      return;
    }
  }
  // Common nouns.
  const std::uint64_t cls = v_.word(head_).cls;
  s_.head = v_.lower(head_);
  s_.name = std::string(v_.text(Range{r_.first, r_.last}));
  const bool numbered = v_.tag(b_) == Tag::number || v_.is(b_, kQuantity);
  s_.plural = (cls & kGroupNoun) != 0 || (s_.head.ends_with('s') && !(cls & kPersonRole) && !s_.head.ends_with("ss"));
  if (core_ < main_ && v_.is(core_, "of") && (cls & (kQuantity | kGroupNoun))) {  // "one of them", "most of the 31"
    s_.agent = AgentKind::unnamed;
    s_.kind = v_.is(head_, "one") ? SourceKind::unnamed_individual : SourceKind::unnamed_group;
    s_.plural = !v_.is(head_, "one");
    return;
  }
  if (cls & kDocument) {
    for (std::uint32_t i = core_; i + 1 < main_; ++i)
      if ((v_.is(i, "by") || v_.is(i, "in") || v_.is(i, "from")) && (v_.tag(i + 1) == Tag::determiner || v_.tag(i + 1) == Tag::name) && !v_.is(i + 1, kDay | kMonth)) { s_.report_by = {i + 1, main_}; break; }
    if (s_.report_by.empty() && core_ < main_ && v_.is(core_, "of") && v_.token(main_ - 1).capitalised) s_.body = {core_ + 1, main_};
  }
  // "a newspaper investigation": the paper's own
  if ((cls & kDocument) && head_ > b_ && v_.is(head_ - 1, kMedia) && s_.report_by.empty()) s_.report_by = {head_ - 1, head_};
  if ((cls & kVague) && s_.report_by.empty() && !s_.definite && s_.body.empty() && (s_.plural || !(cls & kPersonRole))) {
    bool bare = true;
    for (std::uint32_t i = b_; i < head_; ++i) bare = bare && (!v_.token(i).capitalised || i == v_.sentence_of(i).first);
    s_.vague = bare && core_ == main_;
  }
  bool several = false;
  for (std::uint32_t i = core_; i + 1 < main_; ++i) several = several || v_.is(i, "and");
  if ((cls & kPersonRole) && !(cls & (kGroupNoun))) {
    s_.agent = AgentKind::unnamed;
    s_.kind = several ? SourceKind::unnamed_group : SourceKind::unnamed_individual;
    s_.plural = several;
    s_.role = v_.lower(head_);
    if (core_ < main_ && (v_.is(core_, "of") || v_.is(core_, "for") || v_.is(core_, "at") || v_.is(core_, "from")) && s_.body.empty()) s_.body = {core_ + 1, main_};
    return;
  }
  if (cls & kGroupNoun) {
    static constexpr std::string_view offices[] = {"officials", "sources", "diplomats", "people", "lawyers", "prosecutors", "investigators", "aides", "advisers", "advisors", "officers",
                                                   "lawmakers", "guards", "employees", "insiders", "executives", "scientists", "researchers", "members"};
    const bool few = numbered || std::find(std::begin(offices), std::end(offices), s_.head) != std::end(offices);
    if (cls & kGovernment) s_.agent = AgentKind::government, s_.kind = SourceKind::government;
    else s_.agent = few ? AgentKind::unnamed : AgentKind::collective, s_.kind = few ? SourceKind::unnamed_group : SourceKind::collective;
    if (core_ < main_ && (v_.is(core_, "of") || v_.is(core_, "for") || v_.is(core_, "at") || v_.is(core_, "from") || v_.is(core_, "in")) && s_.body.empty()) s_.body = {core_ + 1, main_};
    return;
  }
  if (cls & (kMedia | kGovernment | kOrganisation | kDocument)) {
    s_.agent = agent_kind_of((cls & kDocument) && !s_.definite && (cls & kMedia) ? cls & ~static_cast<std::uint64_t>(kMedia) : cls);
    if ((cls & kDocument) && (cls & kMedia) && v_.is(head_, "paper")) s_.agent = AgentKind::media;
    s_.kind = s_.agent == AgentKind::media ? SourceKind::media : s_.agent == AgentKind::government ? SourceKind::government :
             s_.agent == AgentKind::document ? SourceKind::document : SourceKind::named_organisation;
    return;
  }
  s_.agent = s_.plural ? AgentKind::collective : AgentKind::unnamed;
  s_.kind = s_.plural ? SourceKind::unnamed_group : SourceKind::unnamed_individual;
}

}  // namespace

SourcePhrase parse_source(const View& view, const Phrases& phrases, const NameBook& names, Range source) {
  return Parser(view, phrases, names, source).parse();
}

}  // namespace stemma::claims
