// The checksum of a database page: its last 8 bytes, over all before them. The same as that of SQLite's own checksum VFS (cksumvfs), so that
// SQLite's tools can check a case as well; docs/formats/case.md says how it is computed.
//
// A VFS (a layer between SQLite and the system's files) writes it with every page that goes into a database file with 8 reserved bytes a page.
// It checks nothing when pages are read: one flipped bit in an index must not keep a case from being opened. verify does that (file_scan.h).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace stemma::store {

inline constexpr std::size_t seal_bytes = 8;

/// Over `bytes`, whose length is a multiple of 8: two running sums of 32 bits over its little-endian words, each fed into the other.
std::array<char, seal_bytes> seal_of(std::string_view bytes);

/// Whether a page ends in its checksum. A page of nothing but zeros does.
bool sealed(std::string_view page);

/// The name of the VFS, registered when first asked for; never SQLite's default.
const char* sealing_vfs();

}  // namespace stemma::store
