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
  bool unsure = false;  ///< read from where such values are often wrong, or ambiguous as printed ("03/04/2031")
  bool empty() const { return value.empty(); }
};

/// Who signs a report: a person, or an organisation that puts its name there ("Boreal Press", "Staff of the Lantern").
struct Author : Stated {
  bool organisation = false;
};

/// Two places of a page that state different things; `kept` is what the document's field holds.
struct Conflict {
  std::string field;  ///< "title", "authors", "published", "modified", "publisher", "language", "url"
  Stated kept, other;
};

/// Why a capture may not be the report that its address promises. None of them is a failure: the page is kept as it is.
enum class CaptureFlaw : std::uint8_t {
  bot_wall,      ///< a check for robots, or a refusal, instead of the page
  consent_page,  ///< a page that asks for consent, and nothing behind it
  empty_body,    ///< a page whose text is made by scripts, or not there at all
  paywall_stub,  ///< the first lines only; the rest is for subscribers
};
std::string_view name(CaptureFlaw);
std::optional<CaptureFlaw> capture_flaw(std::string_view name);

/// What of a page is no part of its report. Left out of the text, but countable.
enum class LeftOutKind : std::uint8_t { comments, related, promotion, navigation, sharing, other };
std::string_view name(LeftOutKind);
std::optional<LeftOutKind> left_out_kind(std::string_view name);
struct LeftOut {
  LeftOutKind kind = LeftOutKind::other;
  std::uint32_t pieces = 0;  ///< blocks of the page
  std::uint32_t bytes = 0;   ///< of their text
};

/// An entry of a live blog: part of a page with a time of its own.
struct Entry {
  ByteSpan span;  ///< whole blocks of Document::text
  Stated title, published;
  std::vector<Author> authors;
};

/// Where the bytes lie that a document was read from: undo `codings`, first to last, on bytes [offset, offset + length) of the
/// original, and you have what ByteMap points into. Codings are named in docs/formats/read.md ("gzip", "part:0+512", "chunked", "br" ...).
struct Source {
  std::uint64_t offset = 0, length = 0;
  std::vector<std::string> codings;
};

/// From the characters of a text back to the bytes of its source. Runs are sorted by text and do not overlap. In a run of equal sizes
/// the k-th byte of one side answers to the k-th of the other (the same bytes, but for white space made a plain space); any other run (a
/// character reference, a character of another charset) belongs together as a whole. What no run covers is white space, or ours (the
/// line breaks between blocks). The source need not be in order: a headline may stand behind the text.
struct ByteMap {
  struct Run {
    std::uint32_t text = 0, text_size = 0;
    std::uint64_t source = 0;
    std::uint32_t source_size = 0;
    friend bool operator==(const Run&, const Run&) = default;
  };
  std::vector<Run> runs;
};

/// "The page that begins here": for citations of PDF files.
struct PageStart {
  std::uint32_t text = 0;    ///< offset of the first byte that stands on this page or a later one
  std::uint32_t number = 0;  ///< as a reader counts, from 1
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
  std::string part;    ///< inside a container: the target URI of a WARC record, the link (or guid) of a feed item, a line's id;
                       ///< of a page with several articles, the anchor or number of each but the first (behind "#" in a WARC)
  std::string sha256;  ///< of the original's bytes, 64 hex digits
  std::string format;  ///< "html", "text", "wire", "pdf", "feed", "jsonl", "mail", "mhtml", "newsml", "ninjs"; out of an archive
                       ///< "warc+html" ...

  Stated title;
  std::vector<Author> authors;  ///< cleaned names: no "By", no e-mail, no role
  Stated publisher;             ///< the outlet (or the body that issued it), as it calls itself
  Stated agency;                ///< the news agency that the page credits; two are joined by " / "
  Stated published;             ///< ISO 8601, as exact as the page says: "2031-05-06" or "2031-05-06T06:00:00+01:00"
  Stated modified;
  Stated captured;              ///< when an archive fetched it, ISO 8601 (the WARC-Date of its record); never a date of publication
  std::optional<Dateline> dateline;
  Stated url;                   ///< canonical address
  Stated section;               ///< of the outlet: "World", "Politics"
  std::vector<Conflict> conflicts;
  std::vector<CaptureFlaw> flaws;  ///< sorted, each once
  std::string language;         ///< ISO 639-1, "und" if not known
  bool withdrawn = false;       ///< the page itself says that it has been withdrawn
  bool kill_notice = false;     ///< this document withdraws another (a kill or retraction notice)
  bool repaired = false;        ///< damage or a limit made us cut, replace or overrule something; `warnings` say what

  std::string text;             ///< valid UTF-8: what a reader reads, block after block
  std::vector<Block> blocks;
  std::vector<Entry> entries;      ///< of a live blog, in the order of the page; empty for most
  std::vector<LeftOut> left_out;   ///< sorted by kind, each once
  Source source;
  ByteMap map;
  std::vector<PageStart> pages;    ///< of a PDF; empty for other formats
  std::vector<std::string> warnings;  ///< what was odd, each one line
};

/// The words of a span of a document. The second form would dangle.
inline std::string_view slice(const Document& d, ByteSpan s) { return slice(std::string_view(d.text), s); }
std::string_view slice(const Document&&, ByteSpan) = delete;

/// The stretch of the source that a span of the text was read from: from the first to the last byte. Nothing if no byte of the
/// span came from the source. O(log runs + runs in the span).
struct SourceSpan {
  std::uint64_t begin = 0, end = 0;
  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};
std::optional<SourceSpan> source_span(const ByteMap& map, ByteSpan span);

/// The page on which a byte of the text stands; 0 if the document has none.
std::uint32_t page_number(const Document& d, std::uint32_t at);

}  // namespace stemma
