#include "stemma/result.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "stemma/limits.h"

namespace stemma {

std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::malformed: return "malformed";
    case ErrorKind::unsupported: return "unsupported";
    case ErrorKind::over_limit: return "over_limit";
    case ErrorKind::io: return "io";
    case ErrorKind::busy: return "busy";
    case ErrorKind::case_file: return "case_file";
    case ErrorKind::usage: return "usage";
    case ErrorKind::internal: return "internal";
  }
  return "internal";
}

std::string Error::line() const {
  std::string out = what;
  if (at != nowhere) out += fmt::format(" (at byte {})", at);
  if (!next.empty()) out += "; " + next;
  return printable(out);
}

Limits Limits::tight() {
  Limits l;
  l.max_original_bytes = 1 << 20;
  l.max_text_bytes = 1 << 16;
  l.max_page_bytes = 1 << 18;
  l.max_expansion = 50;
  l.max_html_depth = 64;
  l.max_attributes = 64;
  l.max_html_nodes = 20'000;
  l.max_documents = 100;
  l.pdf_seconds = 2;
  l.pdf_memory = std::uint64_t{256} << 20;
  return l;
}

}  // namespace stemma
