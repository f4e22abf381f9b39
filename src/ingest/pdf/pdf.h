// PDF -> Document, through poppler's `pdftotext` as a separate, confined process (it is GPL: never linked).
#pragma once

#include <string_view>

#include "ingest/pdf/layout.h"
#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// Paragraphs by the places of the lines; running heads and page numbers dropped; title by the size of the letters; the
/// letterhead above it gives publisher, place and date. Document::pages says where each page begins; there is no map to bytes, whose
/// order in a PDF is none. Errors: unsupported (pdftotext missing, locked by a password, scanned
/// without text), malformed, over_limit.
Result<Document> read_pdf(std::string_view bytes, const Limits& limits);

/// The part after pdftotext, a pure function of its layout.
Result<Document> read_layout(const PdfLayout& layout, const Limits& limits);

}  // namespace stemma::ingest
