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

bool is_pointing(std::string_view w) { return w == "this" || w == "these" || w == "those" || w == "such"; }
/// Opens what a statement is about.
bool narrows(std::string_view w) {
  return w == "of" || w == "about" || w == "concerning" || w == "regarding" || w == "over" || w == "on" || w == "around" || w == "into";
}
bool names_a_statement(std::string_view root) { return is_statement_noun(root) || root == "wrongdo"; }
bool is_finite(Tag t) { return t == Tag::verb_past || t == Tag::verb_now || t == Tag::modal; }

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
  // "All the charges over the depot" are all; "all the reports about a sale, about the works and about redundancies" are three.
  if (all && std::find(w.folded.begin() + static_cast<std::ptrdiff_t>(next), w.folded.end(), "and") == w.folded.end()) out.about.clear();
  out.kind = pointing             ? Denied::just_said
             : !all && !plural    ? Denied::report
             : is_press_noun(root) ? Denied::reports
                                   : Denied::everything;
  return out;
}

}  // namespace

DeniedThing denied_thing(const Pile& pile, std::uint32_t document, std::uint32_t attribution) {
  const Words w = words_of(pile, document, pile.readings[document]->attributions[attribution].content);
  if (w.folded.empty()) return {Denied::anaphor, {}};
  const bool anaphor = is_anaphor(w.folded[0]) || (w.folded[0] == "what" && w.folded.size() <= 6);
  std::size_t matter = 0;
  bool all = false, pointing = false;
  for (std::size_t i = 0; i < w.folded.size(); ++i) {
    const auto& word = w.folded[i];
    const std::string root = stem(word);
    all = all || is_all(word);
    pointing = pointing || is_pointing(word);
    if (names_a_statement(root)) return statement(w, i, all, pointing);
    matter += !is_stop_word(word) && !says_false(word);
    const auto tag = w.tokens[i]->tag;
    const bool verb = is_finite(tag) && !is_denying_verb(root);
    const bool preposition = tag == Tag::preposition && word != "of";
    if ((verb && !(anaphor && i <= 1)) || (preposition && !anaphor) || i > 8) return {anaphor && matter <= 1 ? Denied::anaphor : Denied::proposition, {}};
  }
  if (anaphor && matter <= 2) return {all ? Denied::everything : Denied::anaphor, {}};
  return {matter == 0 ? Denied::anaphor : Denied::proposition, {}};
}

bool is_opposition(const Pile& pile, std::uint32_t document, std::uint32_t attribution) {
  const Attribution& a = pile.readings[document]->attributions[attribution];
  const auto opposes = [](std::string_view root) {
    return equals_any(root, {"oppos", "resist", "protest", "criticiz", "criticis", "condemn", "complain", "complaint", "attack", "blast", "slam", "fight", "fought", "veto", "block", "object", "disapprov", "criticism", "opposition", "against", "decry", "decri", "balk"});
  };
  if (a.cue.empty()) return false;
  const Words cue = words_of(pile, document, a.cue);
  if (std::none_of(cue.folded.begin(), cue.folded.end(), [&](const std::string& w) { return opposes(stem(w)); })) return false;
  const Words content = words_of(pile, document, a.content);
  return std::none_of(content.tokens.begin(), content.tokens.end(), [](const lang::Token* t) { return is_finite(t->tag); }) &&
         std::none_of(content.folded.begin(), content.folded.end(), [](const std::string& w) { return names_a_statement(stem(w)); });
}

}  // namespace stemma::link
