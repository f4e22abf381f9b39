#include "link/denied.h"

#include <algorithm>

#include "base/utf8.h"
#include "link/words.h"

namespace stemma::link {
namespace {

using lang::Tag;

bool is_anaphor(std::string_view w) {
  return w == "it" || w == "this" || w == "that" || w == "them" || w == "these" || w == "those" || w == "so" || w == "everything" ||
         w == "lo" || w == "cela";
}
bool is_all(std::string_view w) { return w == "all" || w == "any" || w == "every" || w == "everything" || w == "todos" || w == "todas"; }
bool is_press_noun(std::string_view s) {
  return s == "report" || s == "reporting" || s == "story" || s == "articl" || s == "coverag" || s == "news";
}
bool is_denying_verb(std::string_view s) {
  return s == "deny" || s == "reject" || s == "dismiss" || s == "refut" || s == "rebut" || s == "call" || s == "denounc";
}

/// Of a cue or a content: takes issue with what somebody said.
bool is_disputing(std::string_view s) {
  return equals_any(s, {"challeng", "discredit", "debunk", "repudiat", "disown", "disagre", "push", "slander", "defamatory", "defamation", "libel", "smear", "injustic", "fairy", "confus", "misstat", "distort"});
}

bool is_opposing(std::string_view s) {
  return equals_any(s, {"oppos", "resist", "protest", "criticiz", "criticis", "condemn", "complain", "complaint", "attack", "blast", "slam", "fight", "fought", "veto", "block", "object", "disapprov", "criticism", "opposition", "against", "decry", "decri", "balk"});
}
/// What one asks for or puts to the vote: who denies a request or rejects a bill says nothing of whether anything is so.
bool is_request(std::string_view s) {
  return equals_any(s, {"request", "motion", "petition", "appeal", "bid", "effort", "attempt", "application", "permission", "access", "entry", "bail", "visa", "parole", "clemency", "asylum", "proposal", "plan", "offer", "deal", "bill", "amendment", "nomination", "measure", "budget", "resolution", "legislation", "treaty", "agreement", "invitation", "compromise", "extension", "demand", "call", "overture", "ultimatum", "candidate", "nominee", "counteroffer", "idea", "benefit", "aid", "service", "treatment", "license", "licence", "loan", "funding", "oxygen",
                          "lawsuit", "suit", "case", "action", "duty", "tariff", "threshold", "tax", "law", "policy", "rule", "order", "ban", "sanction", "cut", "nature", "approach", "strategy", "spending", "option", "system", "candidacy", "hike", "increase"});
}

bool is_pointing(std::string_view w) { return w == "this" || w == "these" || w == "those" || w == "such"; }
/// Opens what a statement is about.
bool narrows(std::string_view w) {
  return w == "of" || w == "about" || w == "concerning" || w == "regarding" || w == "over" || w == "on" || w == "around" || w == "into";
}
bool names_a_statement(std::string_view root) { return is_statement_noun(root) || root == "wrongdo"; }

/// "His innocence", "not guilty": of all that he is charged with.
bool is_of_innocence(const std::vector<std::string>& words) {
  if (words.empty()) return false;
  const auto& last = words.back();
  return last == "innocence" || last == "innocent" || (last == "guilty" && std::any_of(words.begin(), words.end(), is_negation));
}

/// The words of a content, without "that" in front.
struct Words {
  std::vector<const lang::Token*> tokens;
  std::vector<std::string> folded;
  std::uint32_t end = 0;  ///< byte
};
Words words_of(const Pile& pile, std::uint32_t document, const Spans& content) {
  Words out;
  for (const auto piece : content) {
    const auto& tokens = pile.analyses[document].tokens;
    for (auto t = lang::token_at(tokens, piece.begin); t < tokens.size() && tokens[t].span.end <= piece.end; ++t) {
      if (tokens[t].kind != lang::TokenKind::word && tokens[t].kind != lang::TokenKind::number) continue;
      std::string word = fold(slice(pile.text(document), tokens[t].span));
      const bool opening = out.tokens.empty() && tokens[t].tag != Tag::pronoun && (word == "that" || word == "whether" || word == "que" || word == "dass");
      if (opening && tokens[t].span.end < content.back().end) continue;
      out.tokens.push_back(&tokens[t]);
      out.folded.push_back(std::move(word));
    }
  }
  out.end = content.back().end;
  return out;
}

/// From word `at` to the end of the content; empty where nothing of matter stands there.
Spans rest(const Words& w, std::size_t at) {
  for (std::size_t i = at; i < w.folded.size(); ++i)
    if (!is_stop_word(w.folded[i])) return {{w.tokens[at]->span.begin, w.end}};
  return {};
}

/// "A request to delay the hearing", "the proposal", "them the vote".
bool is_asked_for(const Words& w) {
  if (w.folded.size() > 2 && equals_any(w.folded[0], {"them", "him", "her", "us", "me"}) && equals_any(w.folded[1], {"the", "a", "an", "any", "their", "his", "entry", "access", "bail"})) return true;
  for (std::size_t i = 0; i < w.folded.size(); ++i) {
    const std::string root = stem(w.folded[i]);
    if (i == 0 && is_request(root)) return true;  // "calls for a vote": a verb as like as not
    if (names_a_statement(root) || is_finite(w.tokens[i]->tag)) return false;
    const bool behind = i + 1 == w.folded.size() || (w.tokens[i + 1]->tag != Tag::noun && w.tokens[i + 1]->tag != Tag::owner);
    if (behind && w.tokens[i]->tag == Tag::noun) return is_request(root) && !(i + 1 < w.folded.size() && equals_any(w.folded[i + 1], {"that", "of"}));
  }
  return false;
}

/// "The clerk as a mere volunteer": he is there, and is not worth much. Not "the report as fiction", "the film as forged".
bool is_called_something(const Words& w) {
  const auto as = std::find(w.folded.begin(), w.folded.end(), "as");
  return as != w.folded.end() && std::none_of(w.folded.begin(), w.folded.end(), [](const std::string& x) { return says_false(x) || x == "fake" || names_a_statement(stem(x)); }) &&
         std::none_of(w.tokens.begin(), w.tokens.begin() + (as - w.folded.begin()), [](const lang::Token* t) { return is_finite(t->tag); });
}

/// Words of a statement noun at `noun`: what narrows it.
DeniedThing statement(const Words& w, std::size_t noun, bool all, bool pointing) {
  const std::string root = stem(w.folded[noun]);
  const bool plural = w.folded[noun].ends_with('s') || root == "wrongdo" || root == "coverag" || root == "news" || root == "talk";
  DeniedThing out;
  const auto next = noun + 1;
  const bool clause = next < w.folded.size() && w.folded[next] == "that";
  if (clause && !(all && plural)) return {Denied::proposition, rest(w, next + 1)};
  for (auto i = next; i < w.folded.size() && out.about.empty(); ++i) {
    const bool behind = i == next || w.folded[i] != "of";
    if (narrows(w.folded[i]) && behind) out.about = rest(w, i + 1);
    else if (w.folded[i] == "that" && i > next && !all) out.about = rest(w, i + 1);
  }
  for (std::size_t i = 0; i < noun; ++i)
    if (w.tokens[i]->tag == Tag::noun && !w.tokens[i]->capitalised && !is_stop_word(w.folded[i])) out.kind_of.push_back(w.tokens[i]->span);
  // "All the charges over the depot" are all; "all the reports about a sale, about the works and about redundancies" are three.
  if (all && std::find(w.folded.begin() + static_cast<std::ptrdiff_t>(next), w.folded.end(), "and") == w.folded.end()) out.about.clear();
  out.kind = pointing && !plural  ? Denied::anaphor
             : pointing           ? Denied::just_said
             : !all && !plural    ? Denied::report
             : is_press_noun(root) ? Denied::reports
                                   : Denied::everything;
  return out;
}

}  // namespace

DeniedThing denied_thing(const Pile& pile, std::uint32_t document, std::uint32_t attribution) {
  const Words w = words_of(pile, document, pile.readings[document]->attributions[attribution].content);
  if (w.folded.empty()) return {Denied::anaphor};
  if (is_of_innocence(w.folded)) return {Denied::everything};
  const bool anaphor = is_anaphor(w.folded[0]) || (w.folded[0] == "what" && w.folded.size() <= 6);
  std::size_t matter = 0;
  bool all = false, pointing = false;
  for (std::size_t i = 0; i < w.folded.size(); ++i) {
    const auto& word = w.folded[i];
    const std::string root = stem(word);
    all = all || is_all(word);
    pointing = pointing || is_pointing(word);
    const bool as_such = i + 1 < w.folded.size() && names_a_statement(stem(w.folded[i + 1]));  // "dismissed as rumours reports that ..."
    if (names_a_statement(root) && !as_such) return statement(w, i, all, pointing);
    matter += !is_stop_word(word) && !says_false(word);
    const auto tag = w.tokens[i]->tag;
    const bool verb = is_finite(tag) && !is_denying_verb(root);
    const bool preposition = tag == Tag::preposition && word != "of";
    if ((verb && !(anaphor && i <= 1)) || (preposition && !anaphor) || i > 8) return {anaphor && matter <= 1 ? Denied::anaphor : Denied::proposition};
  }
  if (anaphor && matter <= 2) return {all ? Denied::everything : Denied::anaphor};
  return {matter == 0 ? Denied::anaphor : Denied::proposition};
}

bool cue_rejects(const Pile& pile, AttributionRef r) {
  const Attribution& a = pile.readings[r.document]->attributions[r.attribution];
  if (a.cue.empty()) return false;
  const Words cue = words_of(pile, r.document, a.cue);
  return std::any_of(cue.folded.begin(), cue.folded.end(), [](const std::string& w) { return is_denying(stem(w)) || says_false(w); });
}

bool rejects(const Pile& pile, AttributionRef r) {
  const Attribution& a = pile.readings[r.document]->attributions[r.attribution];
  if (a.stance_decided || cue_rejects(pile, r)) return true;
  Words said = words_of(pile, r.document, a.content);
  if (is_of_innocence(said.folded)) return true;
  if (!a.cue.empty()) {
    const Words cue = words_of(pile, r.document, a.cue);
    said.folded.insert(said.folded.begin(), cue.folded.begin(), cue.folded.end());
  }
  bool negated = false, without = false;  // "is not wrong" rejects nothing; "not guilty" does
  for (const auto& w : said.folded) {
    if (without && equals_any(w, {"foundation", "basis", "substance", "merit"})) return true;
    without = w == "without" || (without && is_stop_word(w));
    if ((says_false(w) && !negated) || (negated && equals_any(w, {"guilty", "true", "correct", "happened", "so", "case"}))) return true;
    if (is_disputing(stem(w)) || is_denying(stem(w))) return true;
    negated = is_negation(w) || (negated && is_stop_word(w));
  }
  return said.folded.size() <= 3 && std::any_of(said.folded.begin(), said.folded.end(), is_negation);  // "No. Absolutely not."
}

bool only_states(const Pile& pile, AttributionRef r) {
  const Words said = words_of(pile, r.document, pile.readings[r.document]->attributions[r.attribution].content);
  return std::any_of(said.folded.begin(), said.folded.end(), is_negation) && !rejects(pile, r);
}

bool points_back(const Pile& pile, AttributionRef r) {
  const Words said = words_of(pile, r.document, pile.readings[r.document]->attributions[r.attribution].content);
  return std::find(said.folded.begin(), said.folded.end(), "such") != said.folded.end();
}

bool is_opposition(const Pile& pile, std::uint32_t document, std::uint32_t attribution) {
  const Attribution& a = pile.readings[document]->attributions[attribution];
  if (a.cue.empty()) return false;
  const Words cue = words_of(pile, document, a.cue), content = words_of(pile, document, a.content);
  const auto cue_has = [&](auto is) { return std::any_of(cue.folded.begin(), cue.folded.end(), [&](const std::string& w) { return is(stem(w)); }); };
  const bool opposes = cue_has(is_opposing);
  if (opposes && content.folded.size() > 2 && content.folded[0] == "the" && content.folded[1] == "fact") return true;  // whoever decries a fact grants it
  if (!opposes) {
    const bool rejects_a_call = cue_has(is_request);  // "rejected calls for"
    const bool finds_wanting = cue_has([](std::string_view s) { return s == "dismiss"; }) && is_called_something(content);
    return cue_has(is_denying) && (rejects_a_call || finds_wanting || is_asked_for(content));
  }
  return std::none_of(content.tokens.begin(), content.tokens.end(), [](const lang::Token* t) { return is_finite(t->tag); }) &&
         std::none_of(content.folded.begin(), content.folded.end(), [](const std::string& w) { return names_a_statement(stem(w)); });
}

}  // namespace stemma::link
