// ZIP files and WACZs for tests, written by hand so that each part can lie.
#pragma once

#include "base/hash.h"
#include "make.h"

namespace stemma::ingest::test {

struct ZipFile {
  std::string name, data;
  bool deflated = false;
  std::string local_name{};    ///< in the local header; empty: the same
  long local_at = -1;          ///< in the directory; -1: the true one
  long size = -1;              ///< in the directory; -1: the true one
};

inline std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

inline std::string zip(const std::vector<ZipFile>& files, bool zip64 = false) {
  std::string out, directory;
  for (const ZipFile& f : files) {
    const std::string z = zlib(f.data), packed = f.deflated ? z.substr(2, z.size() - 6) : f.data;
    const std::uint64_t at = f.local_at < 0 ? out.size() : static_cast<std::uint64_t>(f.local_at), size = f.size < 0 ? f.data.size() : static_cast<std::uint64_t>(f.size);
    const std::string method = little(f.deflated ? 8 : 0, 2), crc = little(libdeflate_crc32(0, f.data.data(), f.data.size()), 4);
    const std::string inner = f.local_name.empty() ? f.name : f.local_name;
    out += little(0x04034b50, 4) + little(20, 2) + little(0, 2) + method + little(0, 4) + crc + little(packed.size(), 4) + little(f.data.size(), 4) + little(inner.size(), 2) +
           little(0, 2) + inner + packed;
    const std::uint64_t stated = f.size >= 0 && !f.deflated ? size : packed.size();
    const std::string extra = zip64 ? little(1, 2) + little(24, 2) + little(size, 8) + little(stated, 8) + little(at, 8) : "";
    directory += little(0x02014b50, 4) + little(20, 2) + little(20, 2) + little(0, 2) + method + little(0, 4) + crc + little(zip64 ? 0xFFFFFFFF : stated, 4) +
                 little(zip64 ? 0xFFFFFFFF : size, 4) + little(f.name.size(), 2) + little(extra.size(), 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) +
                 little(zip64 ? 0xFFFFFFFF : at, 4) + f.name + extra;
  }
  const std::uint64_t at = out.size();
  out += directory;
  if (zip64)
    out += little(0x06064b50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) + little(files.size(), 8) + little(files.size(), 8) + little(directory.size(), 8) +
           little(at, 8) + little(0x07064b50, 4) + little(0, 4) + little(at + directory.size(), 8) + little(1, 4);
  return out + little(0x06054b50, 4) + little(0, 4) + little(zip64 ? 0xFFFF : files.size(), 2) + little(zip64 ? 0xFFFF : files.size(), 2) +
         little(zip64 ? 0xFFFFFFFF : directory.size(), 4) + little(zip64 ? 0xFFFFFFFF : at, 4) + little(0, 2);
}

/// A datapackage.json that lists the files.
inline std::string datapackage(const std::vector<ZipFile>& files) {
  std::string out = R"({"profile": "data-package", "wacz_version": "1.1.1", "resources": [)";
  for (std::size_t i = 0; i < files.size(); ++i)
    out += (i ? ", " : "") + std::string(R"({"path": ")") + files[i].name + R"(", "hash": "sha256:)" + sha256_hex(files[i].data) + R"(", "bytes": )" + std::to_string(files[i].data.size()) + "}";
  return out + "]}";
}

/// The files with their datapackage.json and datapackage-digest.json.
inline std::string wacz(std::vector<ZipFile> files, bool zip64 = false) {
  const std::string package = datapackage(files);
  files.push_back({"datapackage.json", package});
  files.push_back({"datapackage-digest.json", R"({"path": "datapackage.json", "hash": "sha256:)" + sha256_hex(package) + "\"}"});
  return zip(files, zip64);
}

}  // namespace stemma::ingest::test
