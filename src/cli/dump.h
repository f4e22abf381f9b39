// The text form of each stage's result: the golden file, the bug report and the debugger in one. Stable; offsets in code points. That of
// the language reader is read/conllu.h.
#pragma once

#include <span>
#include <string>

#include "stemma/attribution.h"
#include "stemma/claims.h"
#include "stemma/document.h"

namespace stemma::cli {

std::string dump_document(const Document&);
std::string dump_reading(const Reading&);
std::string dump_model(std::span<const Reading>, const CaseModel&);

/// Spans of one text, written down: `[12,30) "the words"`. The text must outlive it.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text), points_(text) {}
  std::string words(ByteSpan) const;
  std::string words(const Spans&) const;
  std::uint32_t code_point(std::uint32_t at) const { return points_.code_point(at); }

 private:
  std::string_view text_;
  CodePointIndex points_;
};

}  // namespace stemma::cli
