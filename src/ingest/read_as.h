// One report, or a file of several, by its own reader: what files as given and parts of archives, pages of a crawl and attachments have in
// common.
#pragma once

#include <string>
#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// What is known of the bytes from outside them.
struct PartContext {
  std::string type;     ///< media type, lower case, without parameters; empty if not said
  std::string charset;  ///< label; empty if not said
  std::string url;      ///< the address they were fetched from; empty if none
  int depth = 0;        ///< messages inside messages
};

/// Reads bytes of a format that sniff() names: "html", "text", "wire", "pdf", "feed", "jsonl", "mail", "newsml", "ninjs".
/// Document::part stays empty where the bytes are one report. False: `format` is none of these, nothing was given.
bool read_as(std::string_view format, std::string_view bytes, const PartContext& context, const Limits& limits, const PartSink& sink);

/// The format to read a part of an archive by, or "" if it holds no report: pictures, scripts, data for scripts, lists for robots. The
/// stated type says what is meant, the bytes must bear it out.
std::string_view part_format(std::string_view bytes, const PartContext& context);

}  // namespace stemma::ingest
