#include "store/page_seal.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "store/sqlite.h"

namespace stemma::store {
namespace {

std::uint32_t word(const char* p) {
  std::uint32_t w = 0;
  for (int k = 3; k >= 0; --k) w = (w << 8) | static_cast<unsigned char>(p[k]);
  return w;
}

constexpr std::size_t largest_page = 65536;
constexpr std::string_view magic("SQLite format 3", 16);

/// Ours, with the system's own file behind it in the same piece of memory.
struct SealedFile {
  sqlite3_file base;
  bool seals;  // as far as page 1 has told
};

SealedFile& ours(sqlite3_file* f) { return *reinterpret_cast<SealedFile*>(f); }
sqlite3_file* below(sqlite3_file* f) { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<SealedFile*>(f) + 1); }
sqlite3_vfs* below(sqlite3_vfs* v) { return static_cast<sqlite3_vfs*>(v->pAppData); }

/// Byte 20 of a database file: how many bytes of each page SQLite leaves alone.
void look_at_header(SealedFile& file, const void* bytes, int size, sqlite3_int64 offset) {
  if (offset != 0 || size < 100 || std::memcmp(bytes, magic.data(), magic.size()) != 0) return;
  file.seals = static_cast<const char*>(bytes)[20] == static_cast<char>(seal_bytes);
}

int read(sqlite3_file* f, void* to, int size, sqlite3_int64 offset) {
  const int code = below(f)->pMethods->xRead(below(f), to, size, offset);
  if (code == SQLITE_OK) look_at_header(ours(f), to, size, offset);
  return code;
}

int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 offset) {
  look_at_header(ours(f), from, size, offset);
  const auto n = static_cast<std::size_t>(size);
  const bool page = n >= 512 && n <= largest_page && (n & (n - 1)) == 0 && offset % size == 0;
  if (!ours(f).seals || !page) return below(f)->pMethods->xWrite(below(f), from, size, offset);
  std::array<char, largest_page> copy;
  std::memcpy(copy.data(), from, n);
  const auto seal = seal_of({copy.data(), n - seal_bytes});
  std::copy(seal.begin(), seal.end(), copy.begin() + static_cast<std::ptrdiff_t>(n - seal_bytes));
  return below(f)->pMethods->xWrite(below(f), copy.data(), size, offset);
}

int close(sqlite3_file* f) { return below(f)->pMethods->xClose(below(f)); }
int truncate(sqlite3_file* f, sqlite3_int64 size) { return below(f)->pMethods->xTruncate(below(f), size); }
int sync(sqlite3_file* f, int flags) { return below(f)->pMethods->xSync(below(f), flags); }
int file_size(sqlite3_file* f, sqlite3_int64* size) { return below(f)->pMethods->xFileSize(below(f), size); }
int lock(sqlite3_file* f, int level) { return below(f)->pMethods->xLock(below(f), level); }
int unlock(sqlite3_file* f, int level) { return below(f)->pMethods->xUnlock(below(f), level); }
int check_lock(sqlite3_file* f, int* out) { return below(f)->pMethods->xCheckReservedLock(below(f), out); }
int control(sqlite3_file* f, int what, void* argument) { return below(f)->pMethods->xFileControl(below(f), what, argument); }
int sector_size(sqlite3_file* f) { return below(f)->pMethods->xSectorSize(below(f)); }
int device(sqlite3_file* f) { return below(f)->pMethods->xDeviceCharacteristics(below(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) { return below(f)->pMethods->xShmMap(below(f), page, size, extend, out); }
int shm_lock(sqlite3_file* f, int offset, int n, int flags) { return below(f)->pMethods->xShmLock(below(f), offset, n, flags); }
void shm_barrier(sqlite3_file* f) { below(f)->pMethods->xShmBarrier(below(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return below(f)->pMethods->xShmUnmap(below(f), remove); }

/// Version 2: no memory-mapped pages, so that every page goes through write().
constexpr sqlite3_io_methods file_methods = {2,    close,      read,        write,  truncate,    sync,   file_size, lock,    unlock,    check_lock,
                                             control, sector_size, device, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs* v, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  // Journals, logs and temporary files are as SQLite writes them; only the database itself has pages of its own.
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return below(v)->xOpen(below(v), name, f, flags, out_flags);
  ours(f) = SealedFile{};
  const int code = below(v)->xOpen(below(v), name, below(f), flags, out_flags);
  if (code == SQLITE_OK) ours(f).base.pMethods = &file_methods;
  return code;
}

int remove(sqlite3_vfs* v, const char* name, int sync_folder) { return below(v)->xDelete(below(v), name, sync_folder); }
int access(sqlite3_vfs* v, const char* name, int flags, int* out) { return below(v)->xAccess(below(v), name, flags, out); }
int full_name(sqlite3_vfs* v, const char* name, int size, char* out) { return below(v)->xFullPathname(below(v), name, size, out); }
int randomness(sqlite3_vfs* v, int size, char* out) { return below(v)->xRandomness(below(v), size, out); }
int sleep(sqlite3_vfs* v, int microseconds) { return below(v)->xSleep(below(v), microseconds); }
int now(sqlite3_vfs* v, double* out) { return below(v)->xCurrentTime(below(v), out); }
int last_error(sqlite3_vfs* v, int size, char* out) { return below(v)->xGetLastError(below(v), size, out); }
int now_in_milliseconds(sqlite3_vfs* v, sqlite3_int64* out) { return below(v)->xCurrentTimeInt64(below(v), out); }

}  // namespace

std::array<char, seal_bytes> seal_of(std::string_view bytes) {
  std::uint32_t a = 0, b = 0;
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    a += word(bytes.data() + at) + b;
    b += word(bytes.data() + at + 4) + a;
  }
  std::array<char, seal_bytes> out{};
  for (std::size_t k = 0; k < 4; ++k) {
    out[k] = static_cast<char>(a >> (8 * k));
    out[4 + k] = static_cast<char>(b >> (8 * k));
  }
  return out;
}

bool sealed(std::string_view page) {
  if (page.size() <= seal_bytes) return false;
  const auto seal = seal_of(page.substr(0, page.size() - seal_bytes));
  return std::equal(seal.begin(), seal.end(), page.end() - static_cast<std::ptrdiff_t>(seal_bytes));
}

const char* sealing_vfs() {
  static constexpr const char* name = "stemma";
  static const bool registered = [] {
    static sqlite3_vfs vfs{};
    sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
    if (system == nullptr || system->iVersion < 2) return false;
    vfs.iVersion = 2;
    vfs.szOsFile = system->szOsFile + static_cast<int>(sizeof(SealedFile));
    vfs.mxPathname = system->mxPathname;
    vfs.zName = name;
    vfs.pAppData = system;
    vfs.xOpen = open, vfs.xDelete = remove, vfs.xAccess = access, vfs.xFullPathname = full_name;
    vfs.xRandomness = randomness, vfs.xSleep = sleep, vfs.xCurrentTime = now, vfs.xGetLastError = last_error;
    vfs.xCurrentTimeInt64 = now_in_milliseconds;
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
  }();
  if (!registered) raise(ErrorKind::internal, "SQLite's files cannot be reached");
  return name;
}

}  // namespace stemma::store
