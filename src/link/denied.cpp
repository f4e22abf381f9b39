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

}  // namespace

Denied what_is_denied(const Pile& pile, std::uint32_t document, std::uint32_t attribution) {
  const auto& content = pile.readings[document]->attributions[attribution].content;
  const auto& tokens = pile.analyses[document].tokens;
  const auto text = pile.text(document);
  std::size_t words = 0, matter = 0;
  bool anaphor = false, all = false, plural = false, statement = false, press = false, clause = false;
  for (const auto piece : content) {
    auto it = std::lower_bound(tokens.begin(), tokens.end(), piece.begin,
                               [](const lang::Token& t, std::uint32_t at) { return t.span.begin < at; });
    for (; it != tokens.end() && it->span.end <= piece.end; ++it) {
      if (it->kind != lang::TokenKind::word && it->kind != lang::TokenKind::number) continue;
      const std::string word = fold(slice(text, it->span)), root = stem(word);
      if (words == 0 && it->tag != Tag::pronoun && (word == "that" || word == "whether" || word == "que" || word == "dass") &&
          it->span.end < content.back().end)
        continue;
      ++words;
      matter += !is_stop_word(word);
      if (statement) {
        // "the allegation that residents were made to work" says itself what is denied; a relative clause does not.
        if (word == "that" || it->tag == Tag::verb_past || it->tag == Tag::verb_now) clause = clause || word == "that";
        continue;
      }
      if (words == 1) anaphor = is_anaphor(word);
      all = all || is_all(word);
      if (is_statement_noun(root) || root == "wrongdo") {
        statement = true;
        press = is_press_noun(root);
        plural = word.ends_with("s") || root == "wrongdo";
        continue;
      }
      const bool verb = it->tag == Tag::verb_past || it->tag == Tag::verb_now || it->tag == Tag::modal;
      const bool preposition = it->tag == Tag::preposition && word != "of";
      if ((verb && !is_denying_verb(root)) || preposition || words > 8)
        return anaphor && words <= 3 && matter <= 1 ? Denied::anaphor : Denied::proposition;
    }
  }
  if (anaphor && matter <= 1) return all ? Denied::everything : Denied::anaphor;
  if (!statement || clause) return matter == 0 ? Denied::anaphor : Denied::proposition;
  return !all && !plural ? Denied::report : press ? Denied::reports : Denied::everything;
}

}  // namespace stemma::link
