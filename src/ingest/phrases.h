// Small judgements on single lines of a page or a file by their wording.
#pragma once

#include <cstddef>
#include <string_view>

namespace stemma::ingest {

/// Words of a line whose white space is single spaces, as squeeze() and fold() leave it.
std::size_t word_count(std::string_view squeezed);

/// A line that belongs to the page and not to the article: "Advertisement", "Share this", "Sign up for our newsletter", "Read more: ...".
bool is_boilerplate(std::string_view line);
/// A paragraph that asks its readers for something: to subscribe, follow, write in, donate.
bool is_promotion(std::string_view line);
/// A heading over links to other stories: "Related articles", "More from the Lantern", "Most read".
bool heads_links(std::string_view heading);
/// "Correction:", "Clarification", "This article was amended on ...", "An earlier version of this story ...".
bool is_correction(std::string_view line);
/// "By Edda Marlowick", "Reporting by ...", "Compiled from reports by ...": a line that says who wrote.
bool is_byline(std::string_view line);
/// "Published 6 May 2031", "Last updated at 12.10", a bare date or time.
bool is_dateline_only(std::string_view line);
/// "Photograph: ...", "Image credit", "Picture by ...", "(Getty Images)".
bool is_picture_credit(std::string_view line);
/// "© 2031 The Tidewater Lantern Trust. All rights reserved."
bool is_copyright(std::string_view line);
/// "This story has been withdrawn".
bool is_withdrawal(std::string_view line);
/// "Reporting by ...; Editing by ...": who made the report, behind its text.
bool is_signoff(std::string_view line);
/// "Orrin Kell of the Boreal Press contributed to this report": who else made it.
bool is_contribution(std::string_view line);
/// "— Edda Marlowick (@edda) 6 May 2031": who wrote the post above it.
bool is_post_signature(std::string_view line);
/// Any of these that says nothing of the matter: who made, owns, sells or illustrates the report. A page's reader leaves such lines out;
/// plain text, feeds and JSON lines keep them.
bool is_furniture(std::string_view line);

}  // namespace stemma::ingest
