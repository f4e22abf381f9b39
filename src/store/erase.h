// Erasing an item for good: consent was withdrawn. Its bytes leave the file, not only the tables.
#pragma once

#include <string>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Erases an original with all that came of it: pieces, arrivals, failures, documents, their words in the search index, links, known ids, what
/// decisions and the custody log quote of it. A "deleted" entry says which hash it had, when, by whom and why. All in one transaction; then the case
/// is linked anew and the file written anew (VACUUM with secure_delete), and its log of changes emptied.
/// `item`: the SHA-256 of an original or the id of a document, or the beginning of one (six characters or more). Throws Failed: usage if nothing
/// or more than one thing is called so; io if the disk has no room for the new file, and then the item is erased, but bytes of it may still be there.
EraseReport erase(Connection& db, const std::string& item, const std::string& by, const std::string& why);

}  // namespace stemma::store
