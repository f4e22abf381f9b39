#include "lang/cut.h"

namespace stemma::lang {

Analysis analyse(const Document& document) {
  Analysis analysis;
  const auto block_tokens = cut_tokens(document, analysis);
  find_quotations(document, block_tokens, analysis);
  cut_sentences(document, block_tokens, analysis);
  tag_tokens(document.text, analysis);
  return analysis;
}

}  // namespace stemma::lang
