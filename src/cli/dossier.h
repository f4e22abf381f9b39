// A dossier that is handed on: how much of a case it shows unless told otherwise, and what the custody log says of it.
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"
#include "stemma/case.h"

namespace stemma::cli {

/// A file that is handed on.
struct Made {
  std::string_view form;   ///< as on the command line: "html", "markdown", "csl", "bibtex"
  std::string file, bytes;
};

/// The first claims of a case, as many as a page bears that a browser has to open.
report::Chosen first_claims(const report::Dossier& d);
/// What a page says that its own digest is: told by another way than the page, it shows that the page is the one that was made. Empty: it has none.
std::string digest_in(std::string_view page);
/// How many claims it shows.
std::size_t claims_shown(const Made& made, const report::Dossier& d);
/// The log's entry of it. `by`: who took it out; empty is left out.
LogNote dossier_note(const Made& made, const report::Dossier& d, const std::string& by = {});

}  // namespace stemma::cli
