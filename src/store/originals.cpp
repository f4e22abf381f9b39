#include "store/originals.h"

#include <fmt/format.h>
#include <zstd.h>

#include "base/hash.h"
#include "base/time.h"
#include "store/custody.h"

namespace stemma::store {
namespace {

/// The piece's bytes, or what is wrong with it.
Result<std::string> unpack(std::string_view zstd, std::string_view sha256) {
  const auto size = ZSTD_getFrameContentSize(zstd.data(), zstd.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > piece_bytes)
    return fail(ErrorKind::case_file, "cannot be decompressed");
  std::string out(size, '\0');
  const std::size_t n = ZSTD_decompress(out.data(), out.size(), zstd.data(), zstd.size());
  if (ZSTD_isError(n) || n != out.size()) return fail(ErrorKind::case_file, "cannot be decompressed");
  if (sha256_hex(out) != sha256) return fail(ErrorKind::case_file, "were changed");
  return out;
}

struct Original {
  std::int64_t id = 0;
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string received;
};

/// Feeds each good piece to `take`; gives what is wrong with the others and with the whole, "" if nothing.
template <class Take>
std::string read_pieces(const Connection& db, const Original& original, Take&& take) {
  std::string wrong;
  const auto note = [&](std::uint64_t begin, std::uint64_t end, std::string_view what) {
    wrong += fmt::format("{}bytes {}-{} {}", wrong.empty() ? "" : ", ", begin, end - 1, what);
  };
  auto rows = db.prepare("SELECT number, sha256, zstd FROM original_piece WHERE original = ?1 ORDER BY number");
  rows.with(original.id);
  Sha256 whole;
  std::uint64_t at = 0, bytes = 0;
  while (rows.step()) {
    const auto number = static_cast<std::uint64_t>(rows.integer(0));
    if (original.bytes == 0 || number > (original.bytes - 1) / piece_bytes) {
      wrong += fmt::format("{}more bytes than were received", wrong.empty() ? "" : ", ");
      return wrong;
    }
    const std::uint64_t begin = number * piece_bytes;
    if (at < begin) note(at, begin, "are missing");
    at = std::min<std::uint64_t>(begin + piece_bytes, original.bytes);
    const auto piece = unpack(rows.bytes(2), rows.bytes(1));
    if (!piece) {
      note(begin, at, piece.error().what);
      continue;
    }
    whole.update(*piece);
    bytes += piece->size();
    take(*piece);
  }
  if (at < original.bytes) note(at, original.bytes, "are missing");
  if (wrong.empty() && (bytes != original.bytes || whole.hex() != original.sha256)) wrong = "the bytes do not have its hash; each piece has its own";
  return wrong;
}

/// When the log last said that the original was whole.
std::string last_good(const Connection& db, const std::string& sha256) {
  auto row = db.prepare(
      "SELECT max(at) FROM custody WHERE subject = ?1 AND action = 'received'");
  row.with(sha256);
  const std::string received = row.step() && !row.is_null(0) ? row.text(0) : "never", verified = last_verified(db);
  return !verified.empty() && (received == "never" || received < verified) ? verified : received;
}

}  // namespace

Piece pack(std::string_view bytes) {
  Piece piece;
  piece.sha256 = sha256_hex(bytes);
  piece.zstd.resize(ZSTD_compressBound(bytes.size()));
  const std::size_t n = ZSTD_compress(piece.zstd.data(), piece.zstd.size(), bytes.data(), bytes.size(), 3);
  if (ZSTD_isError(n)) raise(ErrorKind::internal, fmt::format("zstd: {}", ZSTD_getErrorName(n)));
  piece.zstd.resize(n);
  piece.zstd.shrink_to_fit();
  return piece;
}

std::vector<Piece> pack_all(std::string_view bytes) {
  std::vector<Piece> out;
  for (std::size_t at = 0; at < bytes.size(); at += piece_bytes) out.push_back(pack(bytes.substr(at, piece_bytes)));
  return out;
}

std::optional<std::int64_t> find_original(const Connection& db, std::string_view sha256) {
  auto row = db.prepare("SELECT id FROM original WHERE sha256 = ?1");
  row.with(sha256);
  if (!row.step()) return std::nullopt;
  return row.integer(0);
}

std::int64_t store_original(const Connection& db, std::string_view sha256, std::uint64_t size, std::string_view bytes,
                            const std::vector<Piece>& pieces) {
  db.prepare("INSERT INTO original (sha256, bytes, received) VALUES (?1, ?2, ?3)").with(sha256, size, utc_now()).run();
  const std::int64_t id = db.last_id();
  auto insert = db.prepare("INSERT INTO original_piece (original, number, sha256, zstd) VALUES (?1, ?2, ?3, ?4)");
  for (std::uint64_t number = 0; number * piece_bytes < size; ++number) {
    if (!pieces.empty()) {
      insert.with(id, number, pieces.at(number).sha256, Blob{pieces.at(number).zstd}).run();
    } else {
      const Piece piece = pack(bytes.substr(number * piece_bytes, piece_bytes));
      insert.with(id, number, piece.sha256, Blob{piece.zstd}).run();
    }
  }
  return id;
}

std::string load_original(const Connection& db, const std::string& sha256) {
  auto row = db.prepare("SELECT id, sha256, bytes, received FROM original WHERE sha256 = ?1");
  row.with(sha256);
  if (!row.step()) raise(ErrorKind::usage, "no original " + sha256, "list them with: stemma verify --json");
  const Original original{row.integer(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)), row.text(3)};
  std::string out;
  const std::string wrong = read_pieces(db, original, [&](const std::string& piece) { out += piece; });
  if (!wrong.empty()) raise(ErrorKind::case_file, fmt::format("original {}: {}", sha256, wrong), "restore the case from a copy");
  return out;
}

void verify_originals(const Connection& db, VerifyReport& report) {
  std::vector<Original> all;
  {
    auto rows = db.prepare("SELECT id, sha256, bytes, received FROM original ORDER BY sha256");
    while (rows.step()) all.push_back({rows.integer(0), rows.text(1), static_cast<std::uint64_t>(rows.integer(2)), rows.text(3)});
  }
  for (const auto& original : all) {
    ++report.originals;
    report.bytes += original.bytes;
    const auto wrong = guarded([&] { return read_pieces(db, original, [](const std::string&) {}); });
    const std::string& what = wrong ? *wrong : wrong.error().what;
    if (!what.empty())
      report.problems.push_back({"original " + original.sha256, fmt::format("{}; last known good: {}", what, last_good(db, original.sha256))});
  }
}

}  // namespace stemma::store
