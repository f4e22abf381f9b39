// Forms for programs that work with linked data, entities and graphs.
#pragma once

#include <string>

#include "export/outgoing.h"

namespace stemma::exports {

/// A folder with a Web Annotation collection, and the texts that it is on.
Result<Written> write_annotations(const Outgoing&, const std::string& path);
/// A folder with the case in PROV-O (Turtle) and PROV-JSON.
Result<Written> write_prov(const Outgoing&, const std::string& path);
/// A folder with FollowTheMoney entities as lines of JSON, and the tables as lines of JSON for what they cannot say.
Result<Written> write_ftm(const Outgoing&, const std::string& path);
/// A folder with one GraphML file.
Result<Written> write_graphml(const Outgoing&, const std::string& path);
/// A folder with ClaimReview of schema.org for claims with a person's verdict. Errors: usage if nobody has given one.
Result<Written> write_claimreview(const Outgoing&, const std::string& path);

}  // namespace stemma::exports
