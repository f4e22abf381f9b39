// Any text, a paragraph a line, through the language reader: what it promises of tokens, sentences, trees and names.
#include "lang/cut.h"
#include "lang/joined.h"
#include "lang/language_reader.h"

#include "base/utf8.h"
#include "../paragraphs.h"
#include "fuzz.h"

namespace {

using namespace stemma;

void check_tokens(const Document& d, const lang::Analysis& a) {
  std::uint32_t at = 0;
  for (const lang::Token& t : a.tokens) {
    fuzz::require(at <= t.span.begin && t.span.begin < t.span.end && t.span.end <= d.text.size(), "tokens out of order");
    fuzz::require(find_invalid_utf8(slice(d, t.span)) == std::string_view::npos, "half a character");
    fuzz::require(t.quotation < static_cast<std::int32_t>(a.quotations.size()), "a quotation that is none");
    at = t.span.end;
  }
}

void check_sentences(const lang::Analysis& a) {
  std::uint32_t at = 0;
  for (const lang::Sentence& s : a.sentences) {
    fuzz::require(s.first == at && s.first < s.last, "sentences with gaps");
    int roots = 0;
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      const std::int32_t head = a.tokens[i].head;
      roots += head < 0;
      const bool inside = head >= static_cast<std::int32_t>(s.first) && head < static_cast<std::int32_t>(s.last);
      fuzz::require(head < 0 || inside, "a head elsewhere");
    }
    fuzz::require(roots == 1, "not one root");
    at = s.last;
  }
  fuzz::require(at == a.tokens.size(), "tokens without a sentence");
  at = 0;
  for (const lang::Name& n : a.names) {
    fuzz::require(at <= n.first && n.first < n.last && n.last <= a.tokens.size(), "names out of order");
    at = n.last;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto reader = lang::LanguageReader::shared();
  static lang::LanguageReader::Workspace space;
  fuzz::require(reader.has_value(), "the model does not load");
  const Document d = test::paragraphs(to_valid_utf8(fuzz::Input(data, size).bytes()));
  const lang::Analysis a = (*reader)->read(d, space);
  check_tokens(d, a);
  check_sentences(a);
  for (const lang::Token& t : a.tokens) fuzz::require(!(*reader)->lemma(d.text, t).empty(), "an empty lemma");
  const lang::Analysis joined = lang::join_hyphens(d, a);
  fuzz::require(joined.tokens.size() <= a.tokens.size() && joined.sentences.size() == a.sentences.size(), "joining adds");
  check_tokens(d, joined);
  return 0;
}
