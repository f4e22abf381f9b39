// A draft: one attribution while the grammar works on it, in tokens. And the sheet on which all drafts of a document are collected.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "claims/phrases.h"
#include "claims/view.h"

namespace stemma::claims {

struct LinkDraft {
  SourceLink::Kind kind = SourceLink::Kind::citing;
  Range cue, span;
};

struct Draft {
  Ranges source, cue, content;
  Stance stance = Stance::asserts;
  bool negated = false;
  const CueVerb* verb = nullptr;
  std::optional<std::uint32_t> anchor;  ///< token that says inside whose content it stands; none: the first of the cue, or of the content
  float confidence = 0.5F;
  std::string_view rule;
  std::vector<LinkDraft> links;
  bool direct = false;      ///< content is a quotation: quoted sentences that follow go on with it
  bool shared = false;      ///< source taken from an earlier draft (coordination, participle)
  bool speech = false;      ///< a verb of speech: undirected quotations nearby are its speaker's
};

/// Draft::rule of what the network has found.
inline constexpr std::string_view kNetwork = "network";
/// "Was quoted (by the Courier) as saying", "quoted him as saying".
inline constexpr std::string_view kQuotedAsSaying = "quoted-as-saying";

/// Rules read the view and add drafts; a token belongs to the cue of one draft at most.
struct Sheet {
  explicit Sheet(const View& v) : view(v), phrases(v), taken(v.size(), false) {}
  const View& view;
  Phrases phrases;
  std::vector<Draft> drafts;
  std::vector<bool> taken;      ///< tokens that are in a cue
  bool statement = false;       ///< the text is a statement of who publishes it, as its words tell

  void add(Draft d) {
    for (const Range& r : d.cue)
      for (std::uint32_t i = r.first; i < r.last; ++i) taken[i] = true;
    drafts.push_back(std::move(d));
  }
};

/// Content pieces for the quotation q that closes or stands before a cue: the whole speech, with the paragraphs that it came from.
Ranges speech_before(const View& view, std::int32_t q);
/// The same forward: q and the paragraphs in which it goes on.
Ranges speech_after(const View& view, std::int32_t q);

/// Puts right what the network gets wrong where the grammar leaves no choice: who is accused says nothing; the subject of the cue speaks, or whom a
/// participle goes with ("denying that he had fled, the banker said ..."), or who stands behind "by" ("was called a hoax by the mayor").
void mend(Sheet& sheet);
/// Adds what the network leaves out and the grammar is sure of: first of all denials. Linear.
void read_gaps(Sheet& sheet);
/// Takes away drafts in which nobody says anything. Before own voice, whose the words are then.
void drop_unsaid(Sheet& sheet);
/// "Ministry: ...": whether these words before a colon are somebody who may be speaking. `headline`: papers and polls may there, too.
bool speaks_before_colon(const Sheet& sheet, Range source, bool headline);
/// "URGENT", "KILL NOTICE" before a colon: the desk to its clients.
bool is_desk_label(const View& view, Range words);
/// The first token behind such a label and its colon, or behind "Story highlights", as CNN opens its summaries: `first` where there is none.
std::uint32_t past_label(const View& view, Range words);
/// "reportedly": an adverb by which something is told on nobody's word.
bool is_hearsay(std::string_view lower);

// The rules, in the order in which they are applied. Each is linear.
void read_phrases(Sheet& sheet, std::uint32_t sentence);    ///< according to, in X's view, reportedly
void read_headline(Sheet& sheet, std::uint32_t sentence);   ///< "Ministry: ...", "... - rescuers"
void read_verbs(Sheet& sheet, std::uint32_t sentence);      ///< verbs of the lexicon
void read_nouns(Sheet& sheet, std::uint32_t sentence);      ///< "the claim that", "denial by"
void read_loose_quotations(Sheet& sheet);                   ///< quotations that no cue claims
void read_labels(Sheet& sheet);                             ///< transcripts, lists of quotations: where no cue has been found
void read_own_voice(Sheet& sheet);                          ///< clauses in nobody's words; after all others

}  // namespace stemma::claims
