#include "lang/tags.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace stemma::lang {
namespace {

constexpr auto kCoarse = std::to_array<std::pair<std::string_view, Tag>>({
    {"NN", Tag::noun}, {"NNS", Tag::noun}, {"NNP", Tag::name}, {"NNPS", Tag::name}, {"PRP", Tag::pronoun}, {"PRP$", Tag::possessive},
    {"WP$", Tag::relative}, {"WDT", Tag::relative}, {"WP", Tag::relative}, {"WRB", Tag::relative}, {"DT", Tag::determiner},
    {"PDT", Tag::determiner}, {"JJ", Tag::adjective}, {"JJR", Tag::adjective}, {"JJS", Tag::adjective}, {"AFX", Tag::adjective},
    {"CD", Tag::number}, {"VB", Tag::verb_base}, {"VBZ", Tag::verb_now}, {"VBP", Tag::verb_now}, {"VBD", Tag::verb_past},
    {"VBN", Tag::participle}, {"VBG", Tag::gerund}, {"MD", Tag::modal}, {"TO", Tag::to}, {"IN", Tag::preposition}, {"RB", Tag::adverb},
    {"RBR", Tag::adverb}, {"RBS", Tag::adverb}, {"CC", Tag::conjunction}, {"EX", Tag::there}, {"RP", Tag::particle}, {"POS", Tag::owner},
});

}  // namespace

std::vector<Tag> coarse_tags() {
  std::vector<Tag> out;
  for (const std::string_view penn : penn_tags()) {
    const auto it = std::find_if(kCoarse.begin(), kCoarse.end(), [&](const auto& pair) { return pair.first == penn; });
    out.push_back(it == kCoarse.end() ? Tag::other : it->second);
  }
  return out;
}

Tag tag_of(Tag coarse, TokenKind kind, std::string_view word) {
  if (kind != TokenKind::word && kind != TokenKind::number) return Tag::mark;
  if (word.size() == 2 && ascii_lower(word) == "to") return Tag::to;
  if (coarse == Tag::conjunction && word.size() > 3 && word[0] >= 'A' && word[0] <= 'Z' &&
      !equals_any(word, {"Either", "Neither", "Both", "Plus", "BOTH", "EITHER", "NEITHER"}))
    return Tag::name;
  return coarse;
}

}  // namespace stemma::lang
