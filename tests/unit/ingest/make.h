// Small files for tests, written by hand: WARC records, gzip members, a PDF; and ways to break them.
#pragma once

#include <libdeflate.h>
#include <zstd.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ingest/ingest.h"

namespace stemma::ingest::test {

inline std::string gzip(const std::string& data) {
  libdeflate_compressor* c = libdeflate_alloc_compressor(6);
  std::string out(libdeflate_gzip_compress_bound(c, data.size()), '\0');
  out.resize(libdeflate_gzip_compress(c, data.data(), data.size(), out.data(), out.size()));
  libdeflate_free_compressor(c);
  return out;
}

inline std::string zlib(const std::string& data) {
  libdeflate_compressor* c = libdeflate_alloc_compressor(6);
  std::string out(libdeflate_zlib_compress_bound(c, data.size()), '\0');
  out.resize(libdeflate_zlib_compress(c, data.data(), data.size(), out.data(), out.size()));
  libdeflate_free_compressor(c);
  return out;
}

inline std::string zstd(const std::string& data, const std::string& dictionary = "") {
  ZSTD_CCtx* c = ZSTD_createCCtx();
  std::string out(ZSTD_compressBound(data.size()), '\0');
  out.resize(ZSTD_compress_usingDict(c, out.data(), out.size(), data.data(), data.size(), dictionary.data(), dictionary.size(), 3));
  ZSTD_freeCCtx(c);
  return out;
}

/// A brotli stream (RFC 7932) of one uncompressed block and the empty last one. REQUIRES: 1 to 65536 bytes.
inline std::string brotli(const std::string& data) {
  const auto bits = static_cast<std::uint32_t>((data.size() - 1) << 4 | 1U << 20);
  return {std::string{static_cast<char>(bits), static_cast<char>(bits >> 8), static_cast<char>(bits >> 16)} + data + "\x03"};
}

/// "1f8b" -> bytes.
inline std::string from_hex(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return out;
}

/// A record with the header lines given (each with its line break) besides Content-Length.
inline std::string raw_record(const std::string& headers, const std::string& block) {
  return "WARC/1.1\r\n" + headers + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

/// A record; `length` -1: the true one.
inline std::string record(const std::string& type, const std::string& uri, const std::string& content_type, const std::string& block, long length = -1) {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri + "\r\nWARC-Date: 2031-05-14T17:03:11Z\r\nContent-Type: " + content_type +
         "\r\nContent-Length: " + std::to_string(length < 0 ? static_cast<long>(block.size()) : length) + "\r\n\r\n" + block + "\r\n\r\n";
}

inline std::string http(const std::string& headers, const std::string& body, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body;
}

/// A page whose one paragraph tells it from others.
inline std::string page(const std::string& mark) {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>The mill of " + mark + "</title></head><body><article><h1>The mill of " + mark +
         "</h1><p>The mill of " + mark + " stopped on Tuesday, the miller said, because the river that drives it had fallen to its lowest mark in a hundred years.</p>"
         "<p>Nobody in the village could remember a spring so dry, and the baker has begun to buy flour from the next valley.</p></article></body></html>";
}

inline std::string response(const std::string& mark, long length = -1) {
  return record("response", "https://fenn.example/" + mark, "application/http; msgtype=response", http("Content-Type: text/html; charset=utf-8", page(mark)), length);
}

struct Got {
  std::vector<Document> documents;
  std::vector<Error> errors;
  bool says(const std::string& words) const {
    for (const Error& e : errors)
      if (e.line().find(words) != std::string::npos) return true;
    return false;
  }
};

inline Got read(const std::string& bytes, const std::string& path, const Limits& limits = {}) {
  Got got;
  for (auto& d : ingest(bytes, path, limits)) {
    if (d) got.documents.push_back(std::move(*d));
    else got.errors.push_back(d.error());
  }
  return got;
}

/// The file cut after every byte (or every `step` bytes), then with bytes flipped by a fixed generator.
inline void mutate(const std::string& bytes, std::size_t step, int flips, const std::function<void(const std::string&)>& use) {
  for (std::size_t n = 0; n <= bytes.size(); n += step) use(bytes.substr(0, n));
  std::uint64_t seed = 2031;
  for (int round = 0; round < flips; ++round) {
    std::string broken = bytes;
    for (int k = 0; k <= round % 5; ++k) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      broken[(seed >> 33) % broken.size()] ^= static_cast<char>(1 << (seed >> 61));
    }
    use(broken);
  }
}

struct PdfText {
  double x, y, size;
  std::string words;
};

/// A PDF file of these objects, numbered from 1; the first is the catalog, the last the Info dictionary.
inline std::string pdf_file(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.4\n";
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    at.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t xref = out.size();
  out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : at) {
    const std::string digits = std::to_string(offset);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return out + "trailer << /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R /Info " + std::to_string(objects.size()) + " 0 R >>\nstartxref\n" + std::to_string(xref) +
         "\n%%EOF\n";
}

inline std::string pdf_stream(const std::string& entries, const std::string& data) {
  return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

/// A PDF of one or more pages in Helvetica, 595 x 842 points, y from below.
inline std::string pdf(const std::vector<std::vector<PdfText>>& pages, const std::string& title = "") {
  std::vector<std::string> objects;
  std::string kids;
  const std::size_t first = 4;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(first + 2 * i) + " 0 R ";
  objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push_back("<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>");
  objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::string stream = "BT\n";
    for (const PdfText& t : pages[i])
      stream += "/F1 " + std::to_string(t.size) + " Tf 1 0 0 1 " + std::to_string(t.x) + " " + std::to_string(t.y) + " Tm (" + t.words + ") Tj\n";
    stream += "ET";
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents " + std::to_string(first + 2 * i + 1) + " 0 R >>");
    objects.push_back(pdf_stream("", stream));
  }
  objects.push_back("<< /Title (" + title + ") >>");
  return pdf_file(objects);
}

}  // namespace stemma::ingest::test
