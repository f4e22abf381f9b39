// Words and sentences that somebody else has cut, as CoNLL-U (universaldependencies.org/format.html): a treebank, another program's output.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma {

struct CutDocument {
  Document document;                     ///< text from FORM and SpaceAfter=No; a paragraph is a block
  std::vector<ByteSpan> words;           ///< in the text; those of a multiword token share its letters
  std::vector<std::uint32_t> sentences;  ///< first word of each
};

/// All documents of a file: `# newdoc` and `# newpar` begin one, other comments and all columns but ID, FORM and MISC are not looked at;
/// empty nodes (8.1) are left out. Errors: malformed (with the byte of the line), over_limit (Limits::max_documents, max_text_bytes).
Result<std::vector<CutDocument>> read_conllu(std::string_view bytes, const Limits& limits);

}  // namespace stemma
