#include "server/seen.h"

#include "base/time.h"
#include "server/keeper.h"

namespace stemma::server {

void Seen::note(const std::string& who, const std::string& document) {
  if (who.empty()) return;
  const Entry entry(utc_now().substr(0, 10), who, document);
  const std::lock_guard lock(mutex_);
  if (!known_.empty() && std::get<0>(*known_.rbegin()) < std::get<0>(entry)) known_.clear();
  if (known_.insert(entry).second) waiting_.push_back(entry);
}

Result<void> Seen::write(Case& opened) {
  std::vector<Entry> all;
  {
    const std::lock_guard lock(mutex_);
    all.swap(waiting_);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [day, who, document] = all[i];
    if (auto logged = opened.log("seen", document, dump({{"by", who}, {"day", day}})); !logged) {
      const std::lock_guard lock(mutex_);
      waiting_.insert(waiting_.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), all.end());
      return logged;
    }
  }
  return {};
}

bool Seen::empty() const {
  const std::lock_guard lock(mutex_);
  return waiting_.empty();
}

}  // namespace stemma::server
