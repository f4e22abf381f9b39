#include "store/file_scan.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <thread>

#include "base/files.h"
#include "store/big_endian.h"
#include "store/page_seal.h"
#include "store/sqlite.h"
#include "store/wal_scan.h"

namespace stemma::store {
namespace {

constexpr std::uint64_t never_written = 0x40000000;  // SQLite locks bytes there and keeps nothing in their page

class Scanner {
 public:
  explicit Scanner(const std::string& path) : path_(path), file_(must(open_regular_file(path, ~std::uint64_t{0} >> 1))) {
    out_.bytes = file_.size;
    head_ = read(0, 100);
  }

  FileScan run() {
    if (head_.size() < 100) return std::move(out_);
    find_page_size();
    if (out_.seals) check_pages();
    if (out_.seals) check_length();
    if (out_.seals)
      for (auto& fault : scan_log(path_)) out_.faults.push_back(std::move(fault));
    return std::move(out_);
  }

 private:
  std::string read(std::uint64_t at, std::size_t size) const {
    std::string out(size, '\0');
    std::size_t got = 0;
    while (got < size) {
      const ssize_t n = ::pread(file_.fd.get(), out.data() + got, size - got, static_cast<off_t>(at + got));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) throw Failed{file_error(path_, "read", errno)};
      if (n == 0) break;
      got += static_cast<std::size_t>(n);
    }
    out.resize(got);
    return out;
  }

  bool good(std::uint64_t at, std::string_view page) const {
    if (at / out_.page_size == never_written / out_.page_size) return std::all_of(page.begin(), page.end(), [](char c) { return c == '\0'; });
    return sealed(page);
  }

  /// Of up to 64 pages all over the file: how many have a checksum, how many have nothing where it should be, of how many.
  std::array<std::uint64_t, 3> sample(std::uint32_t size) const {
    std::array<std::uint64_t, 3> n{};
    const std::uint64_t pages = out_.bytes / size, step = std::max<std::uint64_t>(1, pages / 64);
    for (std::uint64_t p = 0; p < pages; p += step) {
      const std::string page = read(p * size, size);
      if (page.find_first_not_of('\0') == std::string::npos) continue;  // the checksum of nothing is nothing, and tells nothing
      n[0] += sealed(page);
      n[1] += page.ends_with(std::string_view("\0\0\0\0\0\0\0\0", 8));
      ++n[2];
    }
    return n;
  }

  /// What the header says, unless it was changed itself: then what makes most pages fit.
  void find_page_size() {
    const std::uint32_t stated = (big(head_, 16) >> 16) == 1 ? 65536 : big(head_, 16) >> 16;
    std::vector<std::uint32_t> sizes;
    if (stated >= 512 && (stated & (stated - 1)) == 0) sizes.push_back(stated);
    sizes.push_back(4096);  // what ours have
    for (std::uint32_t size = 512; size <= 65536; size *= 2) sizes.push_back(size);
    for (const auto size : sizes) {
      const auto [fits, zero, all] = sample(size);
      if (out_.page_size == 0) {
        out_.page_size = size;
        out_.zero_seals = all > 1 && zero == all && fits < all && head_[20] == static_cast<char>(seal_bytes);
      }
      if (fits * 2 <= all) continue;
      out_.page_size = size;
      out_.seals = true;
      return;
    }
  }

  void check_pages() {
    const std::uint32_t size = out_.page_size;
    const std::size_t block = std::max<std::size_t>(size, std::size_t{1} << 20);
    for (std::uint64_t at = 0; at + size <= out_.bytes; at += block) {
      const std::string bytes = read(at, block);
      for (std::size_t k = 0; k + size <= bytes.size(); k += size)
        if (!good(at + k, std::string_view(bytes).substr(k, size)) && !good_when_read_again(at + k)) page_fault(at + k);
    }
  }

  bool good_when_read_again(std::uint64_t at) const {
    for (int attempt = 0; attempt < 3; ++attempt) {
      const std::string page = read(at, out_.page_size);
      if (page.size() == out_.page_size && good(at, page)) return true;
      if (::access((path_ + "-wal").c_str(), F_OK) != 0) return false;  // nobody writes
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }

  void page_fault(std::uint64_t at) {
    out_.faults.push_back({path_, at, at + out_.page_size, static_cast<std::uint32_t>(at / out_.page_size + 1), "was changed: it does not have its checksum"});
  }

  void check_length() {
    struct stat log {};
    if (::stat((path_ + "-wal").c_str(), &log) == 0 && log.st_size > 0) return;  // the log may hold more pages, or fewer
    const bool first_page_good = out_.faults.empty() || out_.faults.front().page != 1;
    const std::uint64_t whole = std::uint64_t{big(head_, 28)} * out_.page_size;
    if (first_page_good && out_.bytes < whole)
      out_.faults.push_back({path_, out_.bytes, whole, 0, fmt::format("is missing: the file was cut short, {} bytes of {} are there", out_.bytes, whole)});
    else if (first_page_good && out_.bytes > whole)
      out_.faults.push_back({path_, whole, out_.bytes, 0, "is no part of the case: bytes were added at the end of the file"});
    else if (out_.bytes % out_.page_size != 0)
      out_.faults.push_back({path_, out_.bytes / out_.page_size * out_.page_size, out_.bytes, 0, "is no whole page: the file was cut short, or bytes were added"});
  }

  const std::string& path_;
  OpenFile file_;
  std::string head_;
  FileScan out_;
};

}  // namespace

FileScan scan_file(const std::string& path) { return Scanner(path).run(); }

}  // namespace stemma::store
