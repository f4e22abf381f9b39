// E-mail (.eml: RFC 5322 with MIME) -> Documents: the message, and what is attached to it.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "ingest/read_as.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// A page saved by a browser as one file (MHTML: RFC 2557, told by its sender "Saved by ..." or its Snapshot-Content-Location) is read as a
/// page, its Date being that of capture. Else the message: its plain text as agency copy is read (ingest/text), its HTML where there is no plain text worth the name. Subject is the
/// title where the text has no headline, Date the day of publication, From the author if it is a person, else the publisher. Attached
/// pages, PDFs, texts, feeds and messages follow, Document::part being the file's name or "part N". Errors: malformed (no text),
/// over_limit, unsupported (encrypted).
void read_mail(std::string_view bytes, const PartContext& context, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
