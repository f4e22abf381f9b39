// The documents of a case as references: CSL-JSON (Citation Style Language 1.0.2 input) and BibLaTeX.
#pragma once

#include <string>

#include "report/report.h"

namespace stemma::report {

/// An array of items. Dates are as exact as the page says, "circa" where it is unsure, and absent where it gives none; names are literal, as a page
/// does not tell which part of them is the family's.
std::string csl_json(const Dossier&);
/// UTF-8, for biber. Every value is balanced in braces whatever a page says; keys are those of csl_json().
std::string bibtex(const Dossier&);

}  // namespace stemma::report
