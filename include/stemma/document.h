// A document: one report read from an original, as metadata and typed blocks of text. Written by ingest/, read by all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/span.h"

namespace stemma {

enum class BlockKind : std::uint8_t {
  headline, standfirst, paragraph, subheading, caption, quote, list, correction, speaker,
};
std::string_view name(BlockKind);
std::optional<BlockKind> block_kind(std::string_view name);

/// A typed piece of the text. Blocks are in reading order, disjoint, and separated by one line break ("\n").
struct Block {
  BlockKind kind = BlockKind::paragraph;
  ByteSpan span;
};

/// A value that a page states of itself, and where it states it ("json-ld", "og:title", "<title>", "dateline", "byline",
/// "header: Date"...). An empty value means that nothing was found.
struct Stated {
  std::string value;
  std::string origin;
  bool empty() const { return value.empty(); }
};

/// "PORT ALDANE, 6 May (Boreal Press) -": where and when a report says that it was written, and for whom.
struct Dateline {
  std::string place;   ///< as printed
  std::string date;    ///< ISO day ("2031-05-06"), or empty
  std::string agency;  ///< name inside the brackets, or empty
  ByteSpan span;       ///< of the whole dateline in Document::text
};

struct Document {
  std::string id;      ///< "d" + 16 hex digits of SHA-256(original's SHA-256 + "#" + part): the same everywhere, for ever
  std::string path;    ///< the file as it was given to us, "#part" appended for a document out of a container
  std::string part;    ///< inside a container: the target URI of a WARC record, the link (or guid) of a feed item, a line's id
  std::string sha256;  ///< of the original's bytes, 64 hex digits
  std::string format;  ///< "html", "text", "wire", "pdf", "warc+html", "feed", "jsonl"

  Stated title;
  std::vector<Stated> authors;  ///< cleaned names: no "By", no e-mail, no role
  Stated publisher;             ///< the outlet (or the body that issued it), as it calls itself
  Stated agency;                ///< the news agency that the page credits; two are joined by " / "
  Stated published;             ///< ISO 8601, as exact as the page says: "2031-05-06" or "2031-05-06T06:00:00+01:00"
  Stated modified;
  std::optional<Dateline> dateline;
  Stated url;                   ///< canonical address
  std::string language;         ///< ISO 639-1, "und" if not known
  bool withdrawn = false;       ///< the page itself says that it has been withdrawn
  bool kill_notice = false;     ///< this document withdraws another (a kill or retraction notice)
  bool repaired = false;        ///< damage or a limit made us cut, replace or overrule something; `warnings` say what

  std::string text;             ///< valid UTF-8: what a reader reads, block after block
  std::vector<Block> blocks;
  std::vector<std::string> warnings;  ///< what was odd, each one line
};

/// The words of a span of a document. The second form would dangle.
inline std::string_view slice(const Document& d, ByteSpan s) { return slice(std::string_view(d.text), s); }
std::string_view slice(const Document&&, ByteSpan) = delete;

}  // namespace stemma
