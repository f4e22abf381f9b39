#include "store/input.h"

namespace stemma::store {

Result<Snapshot> Snapshot::take(const std::string& path, const std::string& scratch_folder, std::uint64_t max_bytes) {
  auto input = Input::of_file(path, max_bytes, scratch_folder);
  if (!input) return tl::unexpected(std::move(input).error());
  std::string sha256 = input->sha256();
  return Snapshot{*std::move(input), std::move(sha256)};
}

void ByteBudget::take(std::size_t number, std::uint64_t bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopped_ || (number == next_ && (used_ == 0 || used_ + bytes <= limit_)); });
  if (number == next_) ++next_;
  used_ += bytes;
  changed_.notify_all();
}

void ByteBudget::give_back(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  used_ -= bytes;
  changed_.notify_all();
}

void ByteBudget::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace stemma::store
