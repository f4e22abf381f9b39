// Datelines and agency credits: "CITY (Outlet / Agency - 5th February, 2031)", "CITY, March 3 (ALN) -", "(ALN)" after a byline,
// "Compiled from reports by A and B", "Copyright A 2031", "Reporting by ...".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.h"

namespace stemma::ingest {

/// A dateline at the start of `paragraph`; span counts from its first byte. `published` (ISO or empty) supplies a missing year.
std::optional<Dateline> parse_dateline(std::string_view paragraph, std::string_view published);

/// "Port Aldane, 9 May 2031": a line of place and full date that heads a release. (As a line of a news page it may be a byline.)
std::optional<Dateline> parse_letterhead(std::string_view line);

/// Agencies named by a credit line ("Compiled from reports by Boreal Press and Quillon Newswire"), in order; empty if it is none.
std::vector<std::string> parse_credit(std::string_view line);

/// Author names out of a byline: "By Edda Marlowick and Piers Ostengaard in Drummelt" -> two names. Organisations, roles, e-mail
/// addresses, places and dates are left out.
std::vector<std::string> parse_byline(std::string_view line);

/// The organisations of a byline that names no person: "By Boreal Press" -> one, "Plover staff" -> one, "AFP/The Lantern" -> two.
std::vector<std::string> byline_organisations(std::string_view line);

/// Who holds the rights by a line such as "Copyright Boreal Press 2031. For subscribers only." or "\u00A9 2031 The Lantern"; or empty.
std::string copyright_holder(std::string_view line);

/// Fills dateline and agency of a document from its first paragraphs, bylines and last lines, where the page's own metadata did not.
/// `furniture` are lines that are not in the text: bylines, sign-offs, copyright lines.
void credit_document(Document& document, const std::vector<std::string>& furniture);

}  // namespace stemma::ingest
