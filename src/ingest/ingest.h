// Ingest: bytes of any supported format -> documents. The only door; one folder for each format behind it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// Goes up when the same bytes give another Document: what was read by an older one is read again when its file is added again.
inline constexpr std::string_view ingest_version = "ingest-2";

/// Takes the documents and errors of a file one by one; false stops the reading.
using Sink = std::function<bool(Result<Document>&&)>;

/// Reads all documents of one file. `path` names it in messages and ids and helps to tell the format (contents decide).
/// A container that is partly broken gives what could be read and an error for each part that could not.
/// Never throws, never crashes, costs no more than `limits` allow.
std::vector<Result<Document>> ingest(std::string_view bytes, const std::string& path, const Limits& limits);

/// The same, without holding more than two documents at a time (a WARC of 1 GB gives tens of thousands).
void ingest_each(std::string_view bytes, const std::string& path, const Limits& limits, const Sink& sink);

/// The same without id, path and sha256: what a parser finds in the bytes, wherever it runs. `path` only helps to tell the format.
void parse_each(std::string_view bytes, const std::string& path, const Limits& limits, const Sink& sink);

/// Gives a document the names that parse_each leaves out.
void name_document(Document& document, const std::string& path, const std::string& sha256);

/// What the bytes look like, by their first kilobytes and then by the name: "html", "pdf", "warc", "wacz", "feed", "jsonl", "mail",
/// "newsml", "ninjs", "wire", "text", "gzip", "zstd", "binary", "empty".
std::string_view sniff(std::string_view bytes, std::string_view path);

/// "d" + 16 hex digits of SHA-256(sha256 + "#" + part).
std::string document_id(std::string_view sha256, std::string_view part);

}  // namespace stemma::ingest
