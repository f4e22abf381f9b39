// Fingerprints of what was read: SHA-256 over every field. Taken when it is stored, again when it is verified.
#pragma once

#include <string>
#include <string_view>

#include "stemma/attribution.h"

namespace stemma::store {

/// Every field of `reading` in the order of its struct, each with its length: two readings that differ anywhere have two digests.
std::string digest(const Reading& reading);

/// What must hold of a reading for the rest of the program to be safe with it: valid UTF-8, spans inside the text and on
/// code-point boundaries, blocks in order, indices in range, no attribution inside itself. Gives what does not hold; "" if all does.
/// A case may come from anyone, and a reader may have bugs: asked before storing and after loading.
std::string what_is_wrong(const Reading& reading);

}  // namespace stemma::store
