#include "ingest/warc/index.h"

#include <algorithm>

#include "base/hash.h"

namespace stemma::ingest {
namespace {

constexpr std::uint32_t kRevisit = 1U << 31;
constexpr int kMaxChain = 16;

std::uint64_t key(std::string_view s) { return s.empty() ? 0 : hash64(s) | 1; }

std::uint64_t capture_key(const std::string& uri, const std::string& date) {
  return uri.empty() || date.empty() ? 0 : key(uri + "\n" + date);
}

}  // namespace

void RecordIndex::add_response(const WarcRecord& r) {
  const auto index = static_cast<std::uint32_t>(responses_.size());
  responses_.push_back({r.place, r.at});
  if (const auto k = key(r.id)) ids_.push_back({k, index});
  if (const auto k = capture_key(r.uri, r.date)) captures_.push_back({k, index});
  if (const auto k = key(r.payload_digest)) digests_.push_back({k, index});
  if (const auto k = key(r.uri)) uris_.push_back({k, index});
}

void RecordIndex::add_revisit(const WarcRecord& r) {
  const auto index = static_cast<std::uint32_t>(revisits_.size()) | kRevisit;
  if (const auto k = key(r.id)) ids_.push_back({k, index});
  if (const auto k = capture_key(r.uri, r.date)) captures_.push_back({k, index});
  Revisit v{r.place, r.at, r.uri, r.date, r.content_type, key(r.refers_to), capture_key(r.refers_to_uri, r.refers_to_date), 0, 0,
            static_cast<std::uint32_t>(responses_.size())};
  // "Not modified" has no payload: a digest would be that of nothing.
  if (r.profile.find("not-modified") == std::string::npos) v.digest = key(r.payload_digest);
  else if (r.refers_to.empty() && r.refers_to_uri.empty()) v.same_uri = key(r.uri);
  revisits_.push_back(std::move(v));
}

void RecordIndex::close() {
  for (auto* keys : {&ids_, &captures_, &digests_, &uris_}) std::sort(keys->begin(), keys->end());
}

const RecordIndex::Key* RecordIndex::find(const std::vector<Key>& keys, std::uint64_t hash) const {
  if (hash == 0) return nullptr;
  const auto hit = std::lower_bound(keys.begin(), keys.end(), Key{hash, 0});
  return hit != keys.end() && hit->hash == hash ? &*hit : nullptr;
}

RecordIndex::Fate RecordIndex::resolve(const Revisit& revisit, Target& target) const {
  const Revisit* at = &revisit;
  for (int step = 0; step < kMaxChain; ++step) {
    const Key* hit = find(ids_, at->refers_to);
    if (!hit) hit = find(captures_, at->refers_to_capture);
    if (!hit) hit = find(digests_, at->digest);
    if (!hit && at->same_uri) {
      const auto behind = std::lower_bound(uris_.begin(), uris_.end(), Key{at->same_uri, at->responses_before});
      if (behind != uris_.begin() && std::prev(behind)->hash == at->same_uri) hit = &*std::prev(behind);
    }
    if (!hit) return Fate::missing;
    if ((hit->index & kRevisit) == 0) {
      target = responses_[hit->index];
      return Fate::found;
    }
    at = &revisits_[hit->index & ~kRevisit];
  }
  return Fate::cyclic;
}

}  // namespace stemma::ingest
