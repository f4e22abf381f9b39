// Sources that bear no name: "a guard at the camp", "most voters", "the ministry", "a report by the committee".
#include <algorithm>

#include "claims/source_parser.h"

namespace stemma::claims {

bool is_bureau(const View& view, std::uint32_t first, std::uint32_t head) {
  if (!view.is(head, kBureau)) return false;
  for (std::uint32_t i = first; i < head; ++i)
    if (view.is(i, kState)) return true;
  return false;
}

void SourceParser::read_common_noun() {
  core_ = head_ + 1;
  // "its director, Ansel Roake", "a former clerk, Aru Venn": a name that only its tags show stands behind.
  if (apposition_ < r_.last && v_.token(apposition_).capitalised && v_.tag(apposition_) == Tag::name && v_.is(head_, kPersonRole)) {
    std::uint32_t e = apposition_;
    while (e < r_.last && v_.tag(e) == Tag::name) ++e;
    if (e - apposition_ >= 2 || e == r_.last) {
      s_.named = true;
      s_.name = std::string(v_.text(Range{apposition_, e}));
      s_.role = v_.text(head_);
      s_.range = r_;
      is(SourceKind::named_person, AgentKind::person, false);
      return;
    }
  }
  s_.head = v_.lower(head_);
  // "An opposition lawmaker on Wednesday": when they spoke is no part of who they are.
  std::uint32_t e = r_.last;
  if (e > head_ + 2 && v_.is(e - 1, kDay) && v_.is(e - 2, "on")) e -= 2;
  s_.name = std::string(v_.text(Range{r_.first, e}));
  if (read_share()) return;
  if (v_.is(head_, kDocument)) read_document();
  settle_noun();
  read_vague();
}

/// "most of the 31", "59 percent", "few in the valley", "a number of families", "one of them".
bool SourceParser::read_share() {
  const bool of = v_.is(core_, "of");
  if (v_.is(head_, "one") && (of || v_.tag(core_) != Tag::noun)) return is(SourceKind::unnamed_individual, AgentKind::unnamed, false), true;
  std::uint32_t inner = core_;
  while (of && inner + 1 < main_ && v_.tag(inner + 1) != Tag::preposition && v_.tag(inner + 1) != Tag::participle && !v_.finite(inner + 1)) ++inner;
  const bool share = v_.is(head_, kShare);
  if (!share && !(of && v_.is(head_, kCount))) return false;
  if (of && v_.is(inner, kDocument)) is(SourceKind::document, AgentKind::document, true);
  else if (share) is(SourceKind::collective, AgentKind::collective, true);
  else is(SourceKind::unnamed_group, AgentKind::unnamed, true);
  return true;
}

/// Who wrote it: "a report by the committee", "a newspaper investigation".
void SourceParser::read_document() {
  for (std::uint32_t i = core_; i + 1 < main_; ++i) {
    const bool passed_on = v_.tag(i - 1) == Tag::participle && !v_.is(i - 1, kIssued);  // "documents obtained by the Argus"
    if (passed_on) break;
    if ((v_.is(i, "by") || v_.is(i, "in") || v_.is(i, "from")) && (v_.tag(i + 1) == Tag::determiner || v_.tag(i + 1) == Tag::name) && !v_.is(i + 1, kDay | kMonth)) {
      s_.report_by = {i + 1, main_};
      return;
    }
  }
  if (v_.is(core_, "of") && core_ + 1 < main_ && v_.token(main_ - 1).capitalised) s_.body = {core_ + 1, main_};
  if (head_ == b_) return;
  const lang::Name* n = v_.name_at(head_ - 1);
  const bool of_body = n != nullptr && n->last == head_ && (n->type == lang::NameType::organisation || n->type == lang::NameType::government);
  if (v_.is(head_ - 1, kMedia)) s_.report_by = {n == nullptr ? head_ - 1 : std::max(n->first, b_), head_};
  else if (s_.body.empty() && of_body) s_.body = {std::max(n->first, b_), head_};  // "an Interior Ministry statement"
  else if (s_.body.empty() && (v_.is(head_ - 1, kGovernment | kOrganisation) || (v_.token(head_ - 1).capitalised && b_ > r_.first))) s_.body = {b_, head_};  // "an Open Cells report"
}

/// The body for which somebody speaks or at which he works.
void SourceParser::read_body() {
  if (!s_.body.empty()) return;
  if (core_ + 1 < main_ && (v_.is(core_, "of") || v_.is(core_, "for") || v_.is(core_, "at") || v_.is(core_, "from"))) s_.body = {core_ + 1, main_};
  else if (const lang::Name* n = head_ > b_ ? v_.name_at(head_ - 1) : nullptr;
           n != nullptr && (n->type == lang::NameType::organisation || n->type == lang::NameType::government || n->type == lang::NameType::media))
    s_.body = {std::max(n->first, b_), head_};
  else if (v_.is(head_, kSpokes) || v_.is(head_ - 1, "press") || v_.is(head_ - 1, "duty"))  // "a ministry press officer"
    for (std::uint32_t i = b_; i < head_; ++i)
      if (v_.is(i, kGovernment | kOrganisation)) s_.body = {b_, i + 1};
}

void SourceParser::read_vague() {
  if (!v_.is(head_, kVague) || !s_.report_by.empty() || s_.definite || !s_.body.empty() || (!s_.plural && v_.is(head_, kPersonRole))) return;
  bool bare = core_ == main_;
  for (std::uint32_t i = b_; i < head_; ++i) bare = bare && (!v_.token(i).capitalised || i == v_.sentence_of(i).first);
  s_.vague = bare;
}

void SourceParser::settle_noun() {
  const std::uint64_t cls = v_.word(head_).cls;
  const std::uint32_t before = head_ > b_ ? head_ - 1 : head_;
  const bool many = v_.is(b_, kShare) || (b_ > r_.first && v_.is(b_ - 1, kShare));
  const bool none = v_.is(r_.first, kNobody);
  bool several = false;
  for (std::uint32_t i = core_; i + 1 < main_; ++i) several = several || v_.is(i, "and");
  if ((cls & kCollective) || (many && v_.is(head_, "people"))) return is(SourceKind::collective, AgentKind::collective, true);
  if (none && !(cls & kDocument)) return is(SourceKind::unnamed_group, AgentKind::unnamed, true);
  if (is_bureau(v_, b_, head_)) return is(SourceKind::government, AgentKind::government, false);
  if (v_.is(before, kServiceArm) && (v_.is(head_, "guard") || v_.is(head_, "staff"))) return is(SourceKind::government, AgentKind::government, false);
  if (cls & kDocument) {
    const bool media = (cls & kMedia) && (s_.definite || v_.is(head_, "paper"));
    return media ? is(SourceKind::media, AgentKind::media, false) : is(SourceKind::document, AgentKind::document, v_.plural(head_));
  }
  if ((cls & kPersonRole) && !(cls & (kGroupNoun | kOrganisation))) {
    is(several ? SourceKind::unnamed_group : SourceKind::unnamed_individual, AgentKind::unnamed, several);
    s_.role = s_.head;
    return read_body();
  }
  if (cls & kGroupNoun) {
    const bool body = (cls & kGovernment) != 0;
    is(body ? SourceKind::government : SourceKind::unnamed_group, body ? AgentKind::government : AgentKind::unnamed, true);
    if (core_ + 1 < main_ && v_.is(core_, "in") && s_.body.empty()) s_.body = {core_ + 1, main_};
    return read_body();
  }
  if (cls & (kMedia | kGovernment | kOrganisation)) {
    const AgentKind kind = agent_kind_of(cls);
    return is(source_kind_of(kind, false), kind, v_.plural(head_));
  }
  const bool plural = v_.plural(head_) || v_.tag(head_) == Tag::number;
  is(plural ? SourceKind::unnamed_group : SourceKind::unnamed_individual, AgentKind::unnamed, plural);
}

}  // namespace stemma::claims
