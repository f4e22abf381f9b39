// The grammar of verbs: what stands to the right of a cue, what to the left, and the forms in which they meet. One object reads one
// sentence. Declared here, written in four files: verbs_right, verbs_left, verbs_forms, verbs_shared.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "claims/draft.h"

namespace stemma::claims {

/// What stands to the right of a cue, read by one of its frames.
struct Right {
  std::uint32_t frame = 0;
  std::uint32_t cue_end = 0;
  Range content, recipient;
  Stance stance = Stance::asserts;
  bool found() const { return frame != 0; }
};

class VerbRules {
 public:
  VerbRules(Sheet& sheet, std::uint32_t sentence)
      : sheet_(sheet), v_(sheet.view), p_(sheet.phrases), s_(v_.analysis().sentences[sentence]) {}
  void read();

 private:
  bool verbal(std::uint32_t i) const;
  void cue(std::uint32_t head);
  bool reported_headline(std::uint32_t head) const { return v_.block_kind(head) == BlockKind::headline; }
  /// "went on to say", "was not able to establish": takes the governing verbs into the group. False if the infinitive hangs on
  /// another cue ("vowed to deny") or on a noun: then it is no attribution of its own.
  bool climb(VerbGroup& g) const;

  // right side
  bool starts_noun(std::uint32_t i) const;
  Right right_of(const CueVerb& verb, std::uint32_t i, std::uint32_t highest, bool after_recipient = false) const;
  bool verb_word(const CueVerb& verb, std::uint32_t i) const;
  bool starts_clause(std::uint32_t i) const { return (starts_noun(i) && !v_.is(i, kDay)) || v_.is(i, "if") || v_.is(i, "when") || v_.open_quote(i) || v_.tag(i) == Tag::gerund; }
  /// Where content that starts at `begin` ends.
  std::uint32_t content_end(std::uint32_t begin, const CueVerb& verb) const;
  /// "put the dead at 20", "counted at least 20 dead": verbs that speak only with a number behind them.
  bool gives_number(const CueVerb& verb, std::uint32_t i, std::uint32_t highest) const;
  /// An object ends at a comma behind which another clause, an apposition or an afterthought stands.
  std::uint32_t object_end(std::uint32_t begin, std::uint32_t end) const;
  /// After "and": a verb cue in the same form as the matrix verb, with something that it can govern.
  bool coordinated(std::uint32_t k) const;
  bool right_simple(const CueVerb& verb, std::uint32_t i) const;
  /// "but Dreyse said", ", while the ministry denied": a clause of its own with its own cue follows.
  bool new_attribution(std::uint32_t i, std::uint32_t end) const;
  /// ", Mr Kettleby said." at the end of a sentence: what stands before is his, not ours.
  bool trailing_attribution(std::uint32_t i, std::uint32_t end) const;

  // left side
  struct Left {
    Ranges content;
    bool direct = false;
    bool inserted = false;  ///< a piece of a clause that goes on behind the cue
    bool found() const { return !content.empty(); }
  };
  /// Words that stand before a source or an inverted cue at token i: `"...," | said X`, `..., | the mayor said`.
  Left left_of(std::uint32_t i) const;
  bool all_marks(std::uint32_t b, std::uint32_t e) const;
  /// First token of the clause before k: behind the last cue's content or semicolon, a leading "but" left out.
  std::uint32_t clause_start(std::uint32_t lowest, std::uint32_t k) const;
  bool inverted_here(const VerbGroup& g) const;

  // the forms
  void active(const CueVerb& verb, VerbGroup g);
  /// "Asked whether the gate was shut, the clerk said ..."
  void asked_by_nobody(const CueVerb& verb, const VerbGroup& g);
  void link_recipient(Draft& d, const Right& right, const CueVerb& verb) const;
  /// Content stands before the cue; more of it may follow behind (`"...," he said, "..."`).
  void finish_left(Draft& d, const Left& left, std::uint32_t behind, std::uint32_t highest, std::string_view rule);
  /// What stands behind ", he said," is more of the same: no new speaker, no "adding that".
  bool goes_on(std::uint32_t comma, std::uint32_t highest) const;
  /// A finite verb beside those of relative clauses.
  bool main_clause(Range r) const;
  /// "said X and denied Y": the subject of the verb before.
  Range coordinated_subject(const VerbGroup& g) const;
  /// Source of the nearest earlier draft of this sentence, or of a finite clause at its start.
  Range matrix_source(std::uint32_t i) const;
  /// Draft n stands inside the content of another draft that token i is outside of.
  bool nested_apart(std::size_t n, std::uint32_t i) const;
  Range main_subject(std::uint32_t i) const;
  bool expletive(Range subject) const { return v_.tag(subject.first) == Tag::there; }
  void participle(const CueVerb& verb, VerbGroup g);
  Range following_subject() const;
  /// "..., citing interviews with nine former detainees": a link of the attribution around it, not one of its own.
  bool citing(const VerbGroup& g, std::uint32_t highest);
  std::uint32_t cited_end(std::uint32_t i, std::uint32_t highest) const;
  /// "was quoted as saying that", "is cited as saying"
  bool quoted_as_saying(std::uint32_t head, const VerbGroup& g);
  void passive(const CueVerb& verb, const VerbGroup& g);
  /// A quotation that begins in a piece of content belongs to it to its end, over sentences.
  std::uint32_t quotation_end(Range r, const Draft& d) const;
  void finish(Draft& d);

  Sheet& sheet_;
  const View& v_;
  const Phrases& p_;
  const lang::Sentence& s_;
  std::uint8_t head_forms_ = 0;  ///< of the cue in hand
  bool relative_ = false;        ///< its subject is "who" or "which"
  std::vector<LinkDraft> pending_;
};

}  // namespace stemma::claims
