// The words that every dossier uses for the same thing, so that terminal, HTML and Markdown cannot disagree.
// Everything returned here is printable and on one line; the HTML renderer still has to escape it.
#pragma once

#include <string>
#include <string_view>

#include "stemma/claims.h"
#include "stemma/document.h"

namespace stemma::report {

/// Who published it: the publisher, else the agency, the host of its address, the file's name.
std::string outlet(const Document&);
/// "Boreal Press, 6 May 2031": what stands beside a quotation. "undated" if the page says nothing.
std::string signature(const Document&);
/// "6 May 2031, 06:00" of an ISO date or date-time; the text itself if it is neither; "undated" for nothing.
std::string when(std::string_view iso);

/// Where in the document: "headline", "standfirst", "caption", "paragraph 7". Counts what a reader would count.
std::string place(const Document&, std::uint32_t at);

/// Where in the original the words stand: "bytes 1,204–1,311 of the page", "bytes 20–64 of what bytes 0–5,120 of the original hold (gzip)",
/// "page 3 of the PDF", the first byte being 0. Empty if the document does not know.
std::string original_place(const Document&, ByteSpan);

/// The words of the spans, pieces joined by " … ", at most `columns` wide.
std::string words(const Document&, const Spans&, std::size_t columns = 400);
std::string words(const Document&, ByteSpan, std::size_t columns = 400);
/// The same inside quotation marks, unless the text brings its own.
std::string quoted(std::string_view text);

/// A claim's label as a heading: the member's own words without a leading "that" and a trailing comma.
std::string title(const Claim&, std::size_t columns = 400);
/// "Reported by 9 · rests on 2 · 1 unknown · denied by 1". Never "confirmed": we count who says it, not whether it is so.
std::string headline(const Claim&);
/// The headline's numbers in a sentence, for those who read it without the legend.
std::string headline_explained(const Claim&);

/// "at least 12", "12 to 17", "about 40 %", "EUR 5,000,000": how a figure binds its number.
std::string figure_words(const Figure&);
std::string_view words(How);          ///< "verbatim copy", "shortened copy"...
std::string_view words(RootKind);     ///< "statement", "witness", "own reporting"...
std::string_view words(Stance);       ///< "says", "alleges", "denies"...
inline constexpr std::string_view rejected_words = "(a person said: nobody says anything here)";
/// "Mirelle Askand (spokeswoman, Ministry of Internal Order)"
std::string agent_words(const CaseModel&, std::int32_t agent);
std::string agent_words(const Reading&, std::int32_t agent);

/// English name of an ISO 639-1 code; the code itself if we have no name for it.
std::string language_name(std::string_view code);
/// Languages whose attributions this version reads. Others are kept, searched and compared as text.
bool is_read(std::string_view language);

/// "1 document", "2 documents".
std::string count(std::uint64_t n, std::string_view one, std::string_view many);
/// "2 pages hold the first lines only; the rest is for subscribers": what is wrong with n captures.
std::string flawed(CaptureFlaw flaw, std::uint64_t n);
/// "84 %"
std::string percent(float share);

}  // namespace stemma::report
