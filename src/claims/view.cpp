#include "claims/view.h"

#include <algorithm>

#include "lang/joined.h"

namespace stemma::claims {

View::View(const Document& document, const lang::Analysis& cut, const CueLexicon& lexicon)
    : document_(document), analysis_(lang::join_hyphens(document, cut)) {
  const lang::Analysis& analysis = analysis_;
  const std::size_t n = analysis.tokens.size();
  words_.resize(n);
  lower_.reserve(document.text.size());
  std::vector<std::size_t> at(n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    at[i] = lower_.size();
    const std::string_view w = slice(document, analysis.tokens[i].span);
    for (std::size_t k = 0; k < w.size(); ++k) {
      if (w.compare(k, 3, "’") == 0) lower_ += '\'', k += 2;
      else lower_ += w[k] >= 'A' && w[k] <= 'Z' ? static_cast<char>(w[k] + 32) : w[k];
    }
  }
  at[n] = lower_.size();
  for (std::size_t i = 0; i < n; ++i) {
    Word& w = words_[i];
    w.lower = std::string_view(lower_).substr(at[i], at[i + 1] - at[i]);
    if (analysis.tokens[i].kind != TokenKind::word) continue;
    w.cls = word_class(w.lower);
    if (slice(document, analysis.tokens[i].span) == "WHO" && !(i + 1 < n && in_capitals(slice(document, analysis.tokens[i + 1].span)))) w.cls = 0;  // the organisation
    const auto hit = lexicon.verb(w.lower);
    w.verb = hit.verb;
    w.forms = hit.forms;
    w.noun = lexicon.noun(w.lower);
  }
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s)
    for (std::uint32_t i = analysis.sentences[s].first; i < analysis.sentences[s].last; ++i) words_[i].sentence = s;

  for (std::size_t k = 0; k < analysis.names.size(); ++k) {
    const lang::Name& name = analysis.names[k];
    if (name.type == lang::NameType::date || name.type == lang::NameType::money) continue;
    for (std::uint32_t i = name.first; i < name.last; ++i) words_[i].name = static_cast<std::int32_t>(k);
  }

  quotations_.resize(analysis.quotations.size());
  std::uint32_t i = 0;
  for (std::size_t q = 0; q < quotations_.size(); ++q) {  // quotations are in order of their beginnings
    while (i < n && analysis.tokens[i].span.begin < analysis.quotations[q].span.begin) ++i;
    std::uint32_t e = i;
    while (e < n && analysis.tokens[e].span.end <= analysis.quotations[q].span.end) ++e;
    quotations_[q] = {i, e};
  }
}

bool View::plural(std::uint32_t i) const {
  static const std::uint8_t nouns = *lang::penn_tag("NNS"), names = *lang::penn_tag("NNPS");
  return i < words_.size() && (token(i).penn == nouns || token(i).penn == names);
}

bool View::dash(std::uint32_t i) const {
  if (i >= words_.size()) return false;
  const std::string_view w = words_[i].lower;
  return w == "-" || w == "–" || w == "—" || w == "―" || w == "--" || w == "---";
}

bool View::label(std::uint32_t i) const {
  static constexpr std::string_view labels[] = {"advisory", "alert", "analysis", "breaking", "correction", "editorial", "editors", "exclusive", "explainer", "factbox",
                                                "flash", "kill", "live", "note", "opinion", "photos", "read", "related", "retraction", "source",
                                                "timeline", "update", "urgent", "video", "watch", "withdrawal"};
  return i < words_.size() && std::binary_search(std::begin(labels), std::end(labels), lower(i));
}

}  // namespace stemma::claims
