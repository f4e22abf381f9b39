#include "lang/name_lists.h"

#include <algorithm>

#include "lang/chars.h"

namespace stemma::lang {
namespace {

constexpr std::size_t kLongestName = 6;  // words
constexpr std::int8_t kMostLists = 7;    // two codes each, and 0 for none, in four bits of the flag

bool has_capital(std::string_view word) { return in_class(char_at(word, 0).c, kUpper); }

}  // namespace

Result<NameLists> NameLists::of(const nn::ModelFile& file) {
  const std::size_t n = file.rows("list.hash");
  if (n == 0) return NameLists();
  const auto hashes = file.words64("list.hash", {n});
  if (!hashes) return tl::unexpected(hashes.error());
  const auto lists = file.bytes8("list.code", {n});
  if (!lists) return tl::unexpected(lists.error());
  return checked(*hashes, *lists);
}

Result<NameLists> NameLists::checked(std::span<const std::uint64_t> hashes, std::span<const std::int8_t> lists) {
  if (!std::is_sorted(hashes.begin(), hashes.end())) return fail(ErrorKind::malformed, "the model's lists of names are out of order");
  if (std::any_of(lists.begin(), lists.end(), [](std::int8_t list) { return list < 1 || list > kMostLists; }))
    return fail(ErrorKind::malformed, "the model has a list of names that cannot be");
  NameLists out;
  out.hashes_ = hashes;
  out.lists_ = lists;
  return out;
}

NameLists::Match NameLists::longest(std::span<const std::string_view> words, FeatureMaker& features) const {
  Match best;
  std::uint64_t hash = hash_of("");
  for (std::size_t k = 0; k < std::min(words.size(), kLongestName); ++k) {
    if (k > 0) hash = hash_of(" ", hash);
    hash = hash_of(features.norm(words[k]), hash);
    const auto it = std::lower_bound(hashes_.begin(), hashes_.end(), hash);
    if (it != hashes_.end() && *it == hash) best = {k + 1, static_cast<std::uint8_t>(lists_[static_cast<std::size_t>(it - hashes_.begin())])};
  }
  return best;
}

void NameLists::codes(std::span<const std::string_view> words, FeatureMaker& features, std::span<std::uint8_t> out) const {
  std::fill(out.begin(), out.end(), std::uint8_t{0});
  if (hashes_.empty()) return;
  for (std::size_t i = 0; i < words.size();) {
    const Match match = has_capital(words[i]) ? longest(words.subspan(i), features) : Match{};
    for (std::size_t k = 0; k < match.words; ++k) out[i + k] = static_cast<std::uint8_t>(2 * match.list - (k == 0 ? 1 : 0));
    i += std::max<std::size_t>(match.words, 1);
  }
}

}  // namespace stemma::lang
