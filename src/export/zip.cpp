#include "export/zip.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstdlib>

namespace stemma::exports {
namespace {

constexpr std::uint64_t full32 = 0xFFFFFFFF;

void number(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

ZipWriter::ZipWriter(Sink& sink, const std::string& made_at) : sink_(sink) {
  const auto part = [&](std::size_t at, std::size_t n) {
    return at + n <= made_at.size() ? static_cast<std::uint32_t>(std::strtoul(made_at.substr(at, n).c_str(), nullptr, 10)) : 0;
  };
  const std::uint32_t year = std::clamp<std::uint32_t>(part(0, 4), 1980, 2107);
  time_ = ((year - 1980) << 9 | std::max(part(5, 2), 1u) << 5 | std::max(part(8, 2), 1u)) << 16 | (part(11, 2) << 11 | part(14, 2) << 5 | part(17, 2) / 2);
}

// 4.3.7: sizes and checksum stand before the data and are known after them; the extra field keeps room for sizes of 64 bits.
std::uint64_t ZipWriter::begin(const std::string& name) {
  const std::uint64_t at = sink_.size();
  std::string head = "PK\x03\x04";
  number(head, 45, 2);
  number(head, 0x0800, 2);  // names in UTF-8
  number(head, 0, 2);
  number(head, time_, 4);
  number(head, 0, 4);
  number(head, full32, 4);
  number(head, full32, 4);
  number(head, name.size(), 2);
  number(head, 20, 2);
  head += name;
  number(head, 1, 2);
  number(head, 16, 2);
  number(head, 0, 8);
  number(head, 0, 8);
  sink_.write(head);
  return at;
}

void ZipWriter::end(std::uint64_t at, const std::string& name, std::uint32_t crc, std::uint64_t size, std::string sha256) {
  std::string value;
  number(value, crc, 4);
  sink_.patch(at + 14, value);
  value.clear();
  number(value, size, 8);
  number(value, size, 8);
  sink_.patch(at + 30 + name.size() + 4, value);
  entries_.push_back({at, crc});
  files_.push_back({name, std::move(sha256), size, "", 0});
}

void ZipWriter::add(const std::string& name, std::string_view bytes) {
  const std::uint64_t at = begin(name);
  sink_.write(bytes);
  end(at, name, libdeflate_crc32(0, bytes.data(), bytes.size()), bytes.size(), sha256_hex(bytes));
}

Result<void> ZipWriter::add_file(const std::string& name, const std::string& path) {
  const std::uint64_t at = begin(name);
  std::uint32_t crc = 0;
  std::uint64_t size = 0;
  Sha256 hash;
  auto read = each_piece(path, [&](std::string_view piece) {
    sink_.write(piece);
    crc = libdeflate_crc32(crc, piece.data(), piece.size());
    hash.update(piece);
    size += piece.size();
  });
  if (!read) return read;
  end(at, name, crc, size, hash.hex());
  return {};
}

void ZipWriter::finish() {
  const std::uint64_t at = sink_.size();
  std::string all;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const File& f = files_[i];
    const bool large = f.bytes >= full32, far = entries_[i].at >= full32;
    std::string extra;
    if (large || far) {
      number(extra, 1, 2);
      number(extra, (large ? 16u : 0u) + (far ? 8u : 0u), 2);
      if (large) number(extra, f.bytes, 8), number(extra, f.bytes, 8);
      if (far) number(extra, entries_[i].at, 8);
    }
    all += "PK\x01\x02";
    number(all, 3 << 8 | 45, 2);
    number(all, 45, 2);
    number(all, 0x0800, 2);
    number(all, 0, 2);
    number(all, time_, 4);
    number(all, entries_[i].crc, 4);
    number(all, large ? full32 : f.bytes, 4);
    number(all, large ? full32 : f.bytes, 4);
    number(all, f.path.size(), 2);
    number(all, extra.size(), 2);
    number(all, 0, 2);
    number(all, 0, 2);
    number(all, 0, 2);
    number(all, std::uint64_t{0100644} << 16, 4);
    number(all, far ? full32 : entries_[i].at, 4);
    all += f.path + extra;
  }
  const std::uint64_t size = all.size(), count = entries_.size();
  if (at >= full32 || size >= full32 || count >= 0xFFFF) {
    std::string end64 = "PK\x06\x06";
    number(end64, 44, 8);
    number(end64, 3 << 8 | 45, 2);
    number(end64, 45, 2);
    number(end64, 0, 4);
    number(end64, 0, 4);
    number(end64, count, 8);
    number(end64, count, 8);
    number(end64, size, 8);
    number(end64, at, 8);
    end64 += "PK\x06\x07";
    number(end64, 0, 4);
    number(end64, at + size, 8);
    number(end64, 1, 4);
    all += end64;
  }
  all += "PK\x05\x06";
  number(all, 0, 4);
  number(all, std::min<std::uint64_t>(count, 0xFFFF), 2);
  number(all, std::min<std::uint64_t>(count, 0xFFFF), 2);
  number(all, std::min(size, full32), 4);
  number(all, std::min(at, full32), 4);
  number(all, 0, 2);
  sink_.write(all);
}

}  // namespace stemma::exports
