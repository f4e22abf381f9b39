#include "store/add.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/files.h"
#include "base/thread_pool.h"
#include "ingest/ingest.h"
#include "store/file_writer.h"

namespace stemma::store {
namespace {

constexpr std::uint64_t bytes_in_hand = std::uint64_t{256} << 20;
constexpr std::uint64_t large_container = std::uint64_t{8} << 20;

/// What gives many documents, and too many to be held together.
bool read_while_written(const Input& input, const std::string& path) {
  if (input.bytes().size() < large_container) return false;
  const std::string_view format = ingest::sniff(input.bytes(), path);
  return format != "html" && format != "pdf" && format != "text" && format != "wire";
}

std::uint64_t size_of(const std::string& path) {
  struct stat st {};
  return ::stat(path.c_str(), &st) == 0 && S_ISREG(st.st_mode) ? static_cast<std::uint64_t>(st.st_size) : 0;
}

/// Leaves out the case itself and what stands beside it or beside others, when cases lie in the folder that is added.
void leave_out_cases(std::vector<std::string>& files, const std::string& case_path) {
  std::set<std::pair<dev_t, ino_t>> ours;
  struct stat st {};
  for (const char* tail : {"", "-wal", "-shm", "-lock", "-journal"})
    if (::stat((case_path + tail).c_str(), &st) == 0) ours.emplace(st.st_dev, st.st_ino);
  const auto copies = case_path.substr(case_path.rfind('/') + 1) + ".before-v";
  std::erase_if(files, [&](const std::string& file) {
    const auto name = file.substr(file.rfind('/') + 1);
    if (name.starts_with(copies) || name.find(".stemma.before-v") != std::string::npos || name.ends_with(".stemma-journal")) return true;
    struct stat s {};
    return ::stat(file.c_str(), &s) == 0 && ours.contains({s.st_dev, s.st_ino});
  });
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

class Adder {
 public:
  Adder(Connection& db, const AddOptions& options, unsigned threads, const ReadWith& reader)
      : options_(options), threads_(threads), reader_(reader), writer_(db, reader.version, options.from, options.how), scratch_(folder_of(db.path())), budget_(bytes_in_hand) {}

  AddReport run(const FileList& list) {
    progress_.files_total = list.files.size() + list.errors.size();
    for (const auto& file : list.files) progress_.bytes_total += size_of(file);
    ordered_map<FileRead>(
        list.files.size(), threads_, std::size_t{threads_} * 4,
        [&](std::size_t i, unsigned worker) { return read(i, list.files[i], worker); },
        [&](std::size_t, FileRead&& file) { return take(std::move(file)); });
    if (failed_) throw *failed_;
    for (const auto& [path, error] : list.errors) {
      if (stopped_) break;
      FileRead file;
      file.path = path;
      file.unreadable = error;
      stopped_ = !take(std::move(file));
      if (failed_) throw *failed_;
    }
    return std::move(report_);
  }

 private:
  /// On any thread. Never throws: nobody would catch it.
  FileRead read(std::size_t number, const std::string& path, unsigned worker) {
    FileRead file;
    file.path = options_.called ? options_.called(path) : path;
    file.budget = size_of(path);
    budget_.take(number, file.budget);
    if (auto read = guarded([&] { fill(file, path, worker); }); !read) file.unreadable = std::move(read).error();
    return file;
  }

  void fill(FileRead& file, const std::string& path, unsigned worker) {
    file.snapshot = must(Snapshot::take(path, scratch_, options_.limits.max_original_bytes));
    file.bytes = file.snapshot.input.bytes().size();
    const Known known = writer_.look_up(file.snapshot.sha256);
    file.was_read = writer_.needs_reading(known, file.path);
    if (file.snapshot.input.in_memory() && known.original == 0) file.pieces = pack_all(file.snapshot.input.bytes());
    if (file.was_read && read_while_written(file.snapshot.input, file.path)) {
      file.later = [this](const FileRead& self, const Reader::Take& take) { reader_.read(self.snapshot, self.path, threads_, take); };
      return;
    }
    if (file.was_read)
      reader_.read(file.snapshot, file.path, worker, [&](Result<Reading>&& reading) {
        if (auto good = file.check(std::move(reading))) file.readings.push_back(*std::move(good));
        return true;
      });
    if (file.snapshot.input.in_memory()) file.snapshot.input = Input();
  }

  bool take(FileRead&& file) {
    progress_.current = file.path;
    const std::uint64_t held = file.budget;
    auto stored = guarded([&] { return writer_.store(std::move(file)); });
    budget_.give_back(held);
    if (!stored) {
      failed_ = Failed{std::move(stored).error()};
      budget_.stop();
      return false;
    }
    ++report_.files;
    if (stored->added && stored->documents > 0) ++report_.added;
    else if (stored->failures.empty()) ++report_.skipped;
    report_.documents += stored->documents;
    report_.attributions += stored->attributions;
    for (auto& failure : stored->failures) report_.failures.push_back(std::move(failure));
    for (auto& warning : stored->warnings) report_.warnings.push_back(std::move(warning));
    tell(held);
    if (!options_.stop || !options_.stop()) return true;
    stopped_ = true;
    budget_.stop();
    return false;
  }

  void tell(std::uint64_t bytes) {
    ++progress_.files_done;
    progress_.bytes_done += bytes;
    progress_.documents = report_.documents;
    progress_.attributions = report_.attributions;
    progress_.failed = report_.failures.size();
    progress_.skipped = report_.skipped;
    if (options_.progress) options_.progress(progress_);
  }

  const AddOptions& options_;
  unsigned threads_;
  const ReadWith& reader_;
  FileWriter writer_;
  std::string scratch_;
  ByteBudget budget_;
  AddProgress progress_;
  AddReport report_;
  std::optional<Failed> failed_;
  bool stopped_ = false;
};

}  // namespace

AddReport add(Connection& db, const std::vector<std::string>& paths, const AddOptions& options, unsigned threads, const ReadWith& reader) {
  FileList list = list_files(paths);
  leave_out_cases(list.files, db.path());
  return Adder(db, options, std::max(1U, threads), reader).run(list);
}

}  // namespace stemma::store
