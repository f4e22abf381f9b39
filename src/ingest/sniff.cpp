#include "ingest/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"
#include "ingest/feed/json_feed.h"
#include "ingest/ingest.h"
#include "ingest/mail/message.h"
#include "ingest/newsml/newsml.h"
#include "ingest/newsml/ninjs.h"
#include "ingest/text/text.h"
#include "ingest/wacz/wacz.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kLook = 8192, kLookMail = 64 << 10;  // signatures and traces of transport fill kilobytes

struct Magic {
  std::string_view bytes;
  std::size_t at;
  std::string_view name;
};
using namespace std::string_view_literals;
constexpr auto kBinaries = std::to_array<Magic>({
    {"PK\x03\x04"sv, 0, "a ZIP archive (or an office document)"}, {"ustar"sv, 257, "a TAR archive"},
    {"\x89PNG"sv, 0, "a PNG image"}, {"\xFF\xD8\xFF"sv, 0, "a JPEG image"}, {"GIF8"sv, 0, "a GIF image"},
    {"RIFF"sv, 0, "a sound, image or film"}, {"ftyp"sv, 4, "a film"}, {"\x7f" "ELF"sv, 0, "a program"},
    {"MZ\x90\x00"sv, 0, "a program"}, {"SQLite format 3\0"sv, 0, "an SQLite database"},
    {"\xD0\xCF\x11\xE0"sv, 0, "an old office document"}, {"BZh"sv, 0, "bzip2 data"}, {"\xFD" "7zXZ"sv, 0, "xz data"},
    {"7z\xBC\xAF"sv, 0, "a 7-Zip archive"}, {"Rar!"sv, 0, "a RAR archive"},
    {"ID3"sv, 0, "a sound"}, {"OggS"sv, 0, "a sound or film"}, {"wOF"sv, 0, "a font"},
});

bool magic_at(std::string_view bytes, const Magic& m) { return bytes.size() >= m.at + m.bytes.size() &&
                                                       bytes.substr(m.at, m.bytes.size()) == m.bytes; }

bool utf16(std::string_view b) { return b.size() >= 2 && ((b[0] == '\xFF' && b[1] == '\xFE') || (b[0] == '\xFE' && b[1] == '\xFF')); }

bool binary(std::string_view start) {
  if (std::any_of(kBinaries.begin(), kBinaries.end(), [&](const Magic& m) { return magic_at(start, m); })) {
    // "RIFF", "BZh", "ID3", "wOF" are also letters: they count only with bytes that no text has.
    if (start.find_first_of(std::string_view("\0\x01\x02\x03\x04\x05\x06", 7)) != std::string_view::npos) return true;
  }
  if (utf16(start)) return false;
  const auto controls = std::count_if(start.begin(), start.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b';
  });
  // A stray NUL is repaired; text with one byte of 50 a control character is none.
  return static_cast<std::size_t>(controls) * 50 > start.size();
}

// Lower-case ASCII look at the start, UTF-16 and BOM taken off.
std::string plain_start(std::string_view bytes) {
  std::string s;
  for (const char c : bytes.substr(0, kLook))
    if (c != '\0') s += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  if (utf16(bytes)) s.erase(0, 2);
  if (s.starts_with("\xEF\xBB\xBF")) s.erase(0, 3);
  s.erase(0, std::min(s.find_first_not_of(" \t\r\n"), s.size()));
  return s;
}

bool named(std::string_view path, std::initializer_list<std::string_view> ends) {
  std::string lower = ascii_lower(path.substr(path.size() > 16 ? path.size() - 16 : 0));
  if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
  if (lower.ends_with(".zst")) lower.resize(lower.size() - 4);
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view e) { return lower.ends_with(e); });
}

}  // namespace

std::string_view binary_name(std::string_view bytes) {
  for (const Magic& m : kBinaries)
    if (magic_at(bytes, m)) return m.name;
  return "binary data";
}

std::string_view sniff(std::string_view bytes, std::string_view path) {
  if (bytes.substr(0, kLook).find_first_not_of(" \t\r\n") == std::string_view::npos && bytes.size() <= kLook) return "empty";
  if (gzip_magic(bytes)) return gunzip_start(bytes, 5) == "WARC/" ? "warc" : "gzip";
  if (zstd_magic(bytes)) return unzstd_start(bytes, 5) == "WARC/" ? "warc" : "zstd";
  if (bytes.starts_with("WARC/")) return "warc";
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return "pdf";
  if (like_wacz(bytes)) return "wacz";
  if (like_mail(bytes.substr(0, kLookMail))) return "mail";
  if (binary(bytes.substr(0, kLook))) return "binary";

  const std::string start = plain_start(bytes);
  const std::string_view look = start;
  if (look.starts_with("<") && !contains_any(look.substr(0, 512), {"<html", "<!doctype html"}) && like_newsml(look)) return "newsml";
  if (look.starts_with("<") && contains_any(look, {"<rss", "<feed", "<rdf:rdf"}) &&
      !contains_any(look.substr(0, 512), {"<html", "<!doctype html"})) return "feed";
  if (look.starts_with("<")) return "html";
  if (look.starts_with("{")) return like_json_feed(look) ? "feed" : like_ninjs(bytes) ? "ninjs" : "jsonl";
  if (contains_any(look, {"<html", "<!doctype html", "<head>", "<body", "<title>", "</p>", "</div>", "</h1>"})) return "html";
  if (named(path, {".html", ".htm", ".xhtml"}) && look.find('<') != std::string_view::npos) return "html";
  return like_wire(bytes.substr(0, kLook)) ? "wire" : "text";
}

}  // namespace stemma::ingest
