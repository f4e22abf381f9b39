#include "link/linker.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "base/thread_pool.h"
#include "link/lists.h"
#include "link/partition.h"

namespace stemma::link {

std::uint32_t Linker::add(Record record, std::uint64_t digest) {
  fresh_.push_back(size());
  return restore(std::move(record), digest, {});
}

std::uint32_t Linker::restore(Record record, std::uint64_t digest, Place place) {
  records_.add(std::move(record));
  digests_.push_back(digest);
  ties_.emplace_back(place.ties);
  places_.push_back(std::move(place));
  return size() - 1;
}

std::vector<std::vector<std::uint32_t>> Linker::house(const Matter& matter) const {
  std::vector<std::vector<std::uint32_t>> out;
  for (const auto d : matter.members) out.push_back(places_[d].house);
  return out;
}

std::vector<std::uint32_t> Linker::update(unsigned threads) {
  put_in_order();
  auto changed = find_places(threads);
  divide(changed);
  return changed;
}

void Linker::put_in_order() {
  struct Key {
    std::int64_t at;
    std::uint64_t hash;
    std::uint32_t document;
    bool operator<(const Key& o) const { return std::tie(at, hash, document) < std::tie(o.at, o.hash, o.document); }
  };
  const auto key = [&](std::uint32_t d) { return Key{records_.all[d].at, records_.all[d].hash, d}; };
  std::vector<Key> added;
  for (auto d = static_cast<std::uint32_t>(order_.size()); d < size(); ++d) added.push_back(key(d));
  std::sort(added.begin(), added.end());
  std::vector<std::uint32_t> merged;
  merged.reserve(size());
  auto old = order_.begin();
  for (const Key& k : added) {
    const auto until = std::partition_point(old, order_.end(), [&](std::uint32_t d) { return key(d) < k; });
    merged.insert(merged.end(), old, until);
    merged.push_back(k.document);
    old = until;
  }
  merged.insert(merged.end(), old, order_.end());
  order_ = std::move(merged);
  rank_.resize(size());
  for (std::uint32_t r = 0; r < size(); ++r) rank_[order_[r]] = r;
}

std::vector<std::uint32_t> Linker::find_places(unsigned threads) {
  const Neighbours neighbours(records_, order_);
  std::vector<std::uint32_t> fresh;
  for (const auto d : fresh_) fresh.push_back(rank_[d]);
  std::sort(fresh.begin(), fresh.end());
  std::vector<std::uint32_t> all(fresh.size() * 4 > size() ? size() : 0);
  std::iota(all.begin(), all.end(), 0u);
  const auto moved = all.empty() ? neighbours.moved_by(fresh) : Neighbours::Moved{all, all};
  std::vector<std::uint32_t> changed = std::exchange(fresh_, {});
  const auto set = [&](const std::vector<std::uint32_t>& ranks, auto&& found, auto field) {
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      const auto d = order_[ranks[i]];
      if (places_[d].*field == found[i]) continue;
      places_[d].*field = std::move(found[i]);
      changed.push_back(d);
    }
  };
  set(moved.ties, neighbours.ties(moved.ties, threads), &Place::ties);
  set(moved.house, neighbours.house_text(moved.house, threads), &Place::house);
  make_set(changed);
  for (const auto d : changed) ties_[d] = Ties(places_[d].ties);
  return changed;
}

/// Documents of which a decision speaks, or spoke: their matters are put together anew.
std::vector<std::uint32_t> Linker::bound() const {
  std::vector<std::uint32_t> out;
  for (const auto& b : bonds_) out.insert(out.end(), b.documents.begin(), b.documents.end());
  for (const auto& m : matters_)
    if (!m.bonds.empty()) out.insert(out.end(), m.members.begin(), m.members.end());
  return out;
}

/// Those of matters_ that have one of these documents: matters are touched as a whole.
std::vector<Matter> Linker::take_out(const std::vector<bool>& touched) {
  const auto gone = std::stable_partition(matters_.begin(), matters_.end(), [&](const Matter& m) { return !touched[m.members.front()]; });
  std::vector<Matter> out(std::make_move_iterator(gone), std::make_move_iterator(matters_.end()));
  matters_.erase(gone, matters_.end());
  return out;
}

void Linker::divide(const std::vector<std::uint32_t>& changed) {
  if (size() <= limits_.one_matter) {
    matters_.clear(), divider_.forget();
    if (size() == 0) return;
    Matter all{order_, {}, true, std::vector<std::uint32_t>(bonds_.size())};
    std::iota(all.bonds.begin(), all.bonds.end(), 0u);
    all.key = key(all);
    matters_.push_back(std::move(all));
    return;
  }
  auto parts = divider_.divide(ties_, order_, rank_, records_.all, {changed, bound()}, limits_);
  std::vector<bool> other(size(), false);
  for (const auto d : changed) other[d] = true;
  std::map<std::uint32_t, Matter> before;  // by the first member
  for (auto& m : take_out(parts.touched)) before.emplace(m.members.front(), std::move(m));
  const auto kept = static_cast<std::ptrdiff_t>(matters_.size());
  for (auto& members : parts.matters) {
    Matter m{std::move(members), {}, false, {}};
    const auto it = before.find(m.members.front());
    const bool same = it != before.end() && it->second.bonds.empty() && it->second.members == m.members &&
                      std::none_of(m.members.begin(), m.members.end(), [&](std::uint32_t d) { return other[d]; });
    if (same) m.key = std::move(it->second.key);
    matters_.push_back(std::move(m));
  }
  const auto by_first = [&](const Matter& x, const Matter& y) { return rank_[x.members.front()] < rank_[y.members.front()]; };
  std::inplace_merge(matters_.begin(), matters_.begin() + kept, matters_.end(), by_first);
  bind_matters();
  for (auto& m : matters_)
    if (m.key.empty()) m.key = key(m);
}

/// Matters of which a decision speaks become one, as far as the limit allows; in the order of decisions and of matters.
void Linker::bind_matters() {
  if (std::all_of(bonds_.begin(), bonds_.end(), [](const Bond& b) { return b.documents.empty(); })) return;
  std::vector<std::uint32_t> matter_of(size());
  for (std::uint32_t m = 0; m < matters_.size(); ++m)
    for (const auto d : matters_[m].members) matter_of[d] = m;
  Partition bound(matters_.size());
  std::map<std::uint32_t, std::size_t> documents;  // of what is bound, by head
  const auto count = [&](std::uint32_t head) { return documents.try_emplace(head, matters_[head].members.size()).first->second; };
  std::vector<std::vector<std::uint32_t>> named(bonds_.size());
  for (std::size_t b = 0; b < bonds_.size(); ++b) {
    for (const auto d : bonds_[b].documents) named[b].push_back(matter_of[d]);
    make_set(named[b]);
    for (std::size_t i = 1; i < named[b].size(); ++i) {
      const auto x = bound.head(named[b].front()), y = bound.head(named[b][i]);
      const auto together = count(x) + count(y);
      if (x != y && together <= limits_.copies && bound.join(x, y)) documents[bound.head(x)] = together;
    }
  }
  std::vector<Matter> out;
  std::vector<std::uint32_t> place(matters_.size());
  for (std::uint32_t m = 0; m < matters_.size(); ++m) {
    const auto head = bound.head(m);
    if (head == m) {
      place[m] = static_cast<std::uint32_t>(out.size());
      out.push_back(std::move(matters_[m]));
      continue;
    }
    Matter& to = out[place[m] = place[head]];
    to.key.clear();
    to.members.insert(to.members.end(), matters_[m].members.begin(), matters_[m].members.end());
  }
  for (std::uint32_t b = 0; b < bonds_.size(); ++b)
    for (const auto m : named[b]) {
      Matter& to = out[place[m]];
      to.key.clear();
      if (to.bonds.empty() || to.bonds.back() != b) to.bonds.push_back(b);
    }
  const auto earlier = [&](std::uint32_t x, std::uint32_t y) { return rank_[x] < rank_[y]; };
  for (auto& m : out)
    if (!m.bonds.empty()) std::sort(m.members.begin(), m.members.end(), earlier);
  matters_ = std::move(out);
}

std::string Linker::key(const Matter& matter) const {
  std::string bytes(1, matter.whole ? 'w' : 'm');
  const auto add = [&](std::uint64_t n) {
    char eight[8];
    for (int i = 0; i < 8; ++i) eight[i] = static_cast<char>(n >> (8 * i));
    bytes.append(eight, 8);
  };
  for (const auto d : matter.members) {
    add(records_.all[d].hash), add(digests_[d]);
    if (matter.whole) continue;
    add(places_[d].house.size());
    for (const auto k : places_[d].house) add(k);
  }
  for (const auto b : matter.bonds) add(bonds_[b].digest);
  return sha256_hex(bytes).substr(0, 32);
}

std::vector<std::string_view> documents_of(const Decision& decision) {
  std::vector<std::string_view> out;
  for (const Subject* s : {&decision.first, &decision.second})
    for (const Spot& spot : s->spots)
      if (concerns_linking(decision.kind) || out.empty()) out.push_back(spot.document);  // a label brings nothing together
  make_set(out);
  return out;
}

std::uint64_t digest_of(const Decision& decision) { return hash64(to_json(decision)); }

std::vector<Decision> chosen(std::span<const Decision* const> holding, const std::vector<std::uint32_t>& numbers) {
  std::vector<Decision> out;
  for (const auto n : numbers) out.push_back(*holding[n]);
  return out;
}

std::vector<Ruling> unite_rulings(std::vector<Ruling> of_matters, std::span<const Decision> decisions) {
  if (decisions.empty()) return of_matters;
  std::vector<Ruling> out = link_matter({}, nullptr, 1, decisions).rulings;
  std::map<std::uint64_t, std::size_t> place;
  for (std::size_t i = 0; i < out.size(); ++i) place.emplace(out[i].decision, i);
  std::set<std::uint64_t> met;
  for (auto& r : of_matters) {
    const auto it = place.find(r.decision);
    if (it == place.end()) continue;
    Ruling& whole = out[it->second];
    if (met.insert(r.decision).second || (r.applied && !whole.applied)) whole = std::move(r);
    else if (r.applied) whole.why.insert(whole.why.end(), r.why.begin(), r.why.end());
  }
  return out;
}

namespace {

std::vector<Bond> bonds(std::span<const Reading> readings, const std::vector<const Decision*>& decisions) {
  if (decisions.empty()) return {};
  std::unordered_multimap<std::string_view, std::uint32_t> documents;
  for (std::uint32_t d = 0; d < readings.size(); ++d) documents.emplace(readings[d].document.id, d);
  std::vector<Bond> out;
  for (const Decision* d : decisions) {
    Bond bond{{}, digest_of(*d)};
    for (const auto id : documents_of(*d))
      for (auto [it, end] = documents.equal_range(id); it != end; ++it) bond.documents.push_back(it->second);
    out.push_back(std::move(bond));
  }
  return out;
}

}  // namespace

CaseModel reconcile(std::span<const Reading> readings, const MatterLimits& limits, unsigned threads, std::span<const Decision> decisions) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  if (readings.size() <= limits.one_matter) return link_matter(readings, nullptr, threads, decisions);
  Linker linker(limits);
  ordered_map<Record>(
      readings.size(), threads, 256, [&](std::size_t i, unsigned) { return make_record(readings[i]); },
      [&](std::size_t, Record&& r) {
        linker.add(std::move(r), 0);
        return true;
      });
  const auto holds = holding(decisions);
  linker.bind(bonds(readings, holds));
  linker.update(threads);
  std::vector<Part> parts;
  const auto& matters = linker.matters();
  ordered_map<CaseModel>(
      matters.size(), threads, 64,
      [&](std::size_t m, unsigned) {
        std::vector<Reading> members;
        for (const auto d : matters[m].members) members.push_back(readings[d]);
        const auto house = linker.house(matters[m]);
        return link_matter(members, &house, 1, chosen(holds, matters[m].bonds));
      },
      [&](std::size_t m, CaseModel&& model) {
        parts.push_back({matters[m].members, std::move(model)});
        return true;
      });
  CaseModel model = unite(std::move(parts), linker.ranks(), readings);
  model.rulings = unite_rulings(std::move(model.rulings), decisions);
  return model;
}

}  // namespace stemma::link

namespace stemma {

CaseModel reconcile(std::span<const Reading> readings) { return link::reconcile(readings, {}, 0); }

CaseModel reconcile(std::span<const Reading> readings, std::span<const Decision> decisions) {
  return link::reconcile(readings, {}, 0, decisions);
}

}  // namespace stemma
