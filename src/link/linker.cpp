#include "link/linker.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <thread>
#include <utility>

#include "base/hash.h"
#include "base/thread_pool.h"

namespace stemma::link {

std::uint32_t Linker::add(Record record, std::uint64_t digest) {
  fresh_.push_back(size());
  return restore(std::move(record), digest, {});
}

std::uint32_t Linker::restore(Record record, std::uint64_t digest, Place place) {
  records_.push_back(std::move(record));
  digests_.push_back(digest);
  places_.push_back(std::move(place));
  return size() - 1;
}

std::vector<std::uint32_t> Linker::ranks() const {
  std::vector<std::uint32_t> out(order_.size());
  for (std::uint32_t r = 0; r < order_.size(); ++r) out[order_[r]] = r;
  return out;
}

std::vector<std::vector<std::uint32_t>> Linker::house(const Matter& matter) const {
  std::vector<std::vector<std::uint32_t>> out;
  for (const auto d : matter.members) out.push_back(places_[d].house);
  return out;
}

std::vector<std::uint32_t> Linker::update(unsigned threads) {
  order_.resize(size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t x, std::uint32_t y) {
    return records_[x].before(records_[y]) || (!records_[y].before(records_[x]) && x < y);
  });
  const auto rank = ranks();
  std::vector<const Record*> records;
  for (const auto& r : records_) records.push_back(&r);
  const Neighbours neighbours(records, order_);

  std::vector<std::uint32_t> fresh;
  for (const auto d : fresh_) fresh.push_back(rank[d]);
  std::sort(fresh.begin(), fresh.end());
  const auto moved = fresh.size() * 4 > size() ? [&] {
    std::vector<std::uint32_t> all(size());
    std::iota(all.begin(), all.end(), 0u);
    return Neighbours::Moved{all, all};
  }() : neighbours.moved_by(fresh);
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
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());

  std::vector<const std::vector<Tie>*> ties;
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t d = 0; d < size(); ++d) ties.push_back(&places_[d].ties), hashes.push_back(records_[d].hash);
  matters_.clear();
  for (auto& members : find_matters(ties, order_, hashes, limits_)) {
    Matter m{std::move(members), {}, size() <= limits_.one_matter};
    m.key = key(m);
    matters_.push_back(std::move(m));
  }
  return changed;
}

std::string Linker::key(const Matter& matter) const {
  std::string bytes(1, matter.whole ? 'w' : 'm');
  const auto add = [&](std::uint64_t n) {
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(n >> (8 * i));
  };
  for (const auto d : matter.members) {
    add(records_[d].hash), add(digests_[d]);
    if (matter.whole) continue;
    add(places_[d].house.size());
    for (const auto k : places_[d].house) add(k);
  }
  return sha256_hex(bytes).substr(0, 32);
}

namespace {

/// Those that name one of the documents, and undos.
std::vector<Decision> decisions_on(const std::vector<Reading>& members, std::span<const Decision> decisions) {
  std::set<std::string_view> ids;
  for (const auto& r : members) ids.insert(r.document.id);
  const auto names = [&](const Subject& s) {
    return std::any_of(s.spots.begin(), s.spots.end(), [&](const Spot& spot) { return ids.contains(spot.document); });
  };
  std::vector<Decision> out;
  for (const auto& d : decisions)
    if (d.kind == DecisionKind::undo || names(d.first) || names(d.second)) out.push_back(d);
  return out;
}

/// One for each decision that holds: as any matter applied it, else as the first that has something of it says, else as a case without
/// documents does.
std::vector<Ruling> unite_rulings(std::vector<Ruling> of_matters, std::span<const Decision> decisions) {
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
  linker.update(threads);
  std::vector<Part> parts;
  const auto& matters = linker.matters();
  ordered_map<CaseModel>(
      matters.size(), threads, 64,
      [&](std::size_t m, unsigned) {
        std::vector<Reading> members;
        for (const auto d : matters[m].members) members.push_back(readings[d]);
        const auto house = linker.house(matters[m]);
        return link_matter(members, &house, 1, decisions_on(members, decisions));
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
