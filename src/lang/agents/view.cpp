#include "lang/agents/view.h"

#include <algorithm>

#include "base/utf8.h"
#include "lang/chars.h"
#include "lang/features.h"

namespace stemma::lang::agents {
namespace {

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Word describe(std::string norm) {
  Word out;
  out.flags = word_flags(norm);
  out.pronoun = pronoun(norm);
  out.determiner = determiner(norm);
  out.reflexive = is_reflexive(norm);
  out.small = is_small(norm);
  for (const char c : norm) out.characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  out.counts = !norm.empty() && (in_class(char_at(norm, 0).c, kAlnum) || out.characters > 2);
  out.norm = std::move(norm);
  return out;
}

}  // namespace

View::View(const Document& document, const Analysis& analysis) : d_(document), a_(analysis) {
  const std::size_t n = a_.tokens.size();
  std::unordered_map<std::string, std::uint32_t> numbers;
  FeatureMaker maker;
  word_.reserve(n);
  for (const Token& token : a_.tokens) {
    const std::string_view form = slice(d_, token.span);
    std::string norm(has_digit(form) ? form : maker.norm(form));
    const auto [at, is_new] = numbers.try_emplace(norm, static_cast<std::uint32_t>(words_.size()));
    if (is_new) words_.push_back(describe(std::move(norm)));
    word_.push_back(at->second);
  }
  sentence_.assign(n, 0);
  for (std::size_t s = 0; s < a_.sentences.size(); ++s)
    std::fill(sentence_.begin() + a_.sentences[s].first, sentence_.begin() + a_.sentences[s].last, static_cast<std::uint32_t>(s));
  name_.assign(n, -1);
  for (std::size_t k = 0; k < a_.names.size(); ++k)
    std::fill(name_.begin() + a_.names[k].first, name_.begin() + a_.names[k].last, static_cast<std::int32_t>(k));
  starts_.assign(n + 1, 0);
  for (const Token& token : a_.tokens)
    if (token.head >= 0) ++starts_[static_cast<std::size_t>(token.head) + 1];
  for (std::size_t t = 0; t < n; ++t) starts_[t + 1] += starts_[t];
  children_.resize(starts_[n]);
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t t = 0; t < n; ++t)
    if (a_.tokens[t].head >= 0) children_[next[static_cast<std::size_t>(a_.tokens[t].head)]++] = static_cast<std::uint32_t>(t);
}

std::string View::text(std::uint32_t first, std::uint32_t last) const {
  if (first >= last) return {};
  return squeeze(slice(d_, ByteSpan{a_.tokens[first].span.begin, a_.tokens[last - 1].span.end}));
}

}  // namespace stemma::lang::agents
