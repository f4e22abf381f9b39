// On whose word: "told the Courier", "citing interviews with", "in a report by". Links of an attribution, with spans of their own.
#pragma once

#include "claims/draft.h"

namespace stemma::claims {

/// Adds the links that the sentence of the draft's cue holds outside its content. REQUIRES: a cue.
void find_links(const View& view, const Phrases& phrases, Draft& draft);

/// A draft that is only such a link of another, as "citing officials" is of "the paper said": turned into that one's link.
/// `drafts` loses those.
void take_up_links(const View& view, std::vector<Draft>& drafts);

}  // namespace stemma::claims
