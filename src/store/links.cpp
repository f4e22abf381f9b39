#include "store/links.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "base/thread_pool.h"
#include "link/blob.h"
#include "link/corrections.h"
#include "link/linker.h"
#include "store/decisions.h"
#include "store/readings.h"

namespace stemma::store {
namespace {

constexpr std::size_t matters_a_commit = 256;
constexpr std::uint64_t most_model_bytes = std::uint64_t{1} << 32;

void set_meta(const Connection& db, const char* key, std::string_view value) {
  db.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value").with(key, value).run();
}

std::string meta(const Connection& db, const char* key) {
  auto row = db.prepare("SELECT value FROM meta WHERE key = ?1");
  row.with(key);
  return row.step() ? row.text(0) : std::string();
}

std::string packed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const auto n = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
  if (ZSTD_isError(n)) raise(ErrorKind::internal, "a model cannot be compressed");
  out.resize(n);
  return out;
}

std::optional<std::string> unpacked(std::string_view zstd) {
  const auto size = ZSTD_getFrameContentSize(zstd.data(), zstd.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > most_model_bytes || size > zstd.size() * 4096 + 4096) return std::nullopt;
  std::string out(size, '\0');
  const auto n = ZSTD_decompress(out.data(), out.size(), zstd.data(), zstd.size());
  if (ZSTD_isError(n) || n != out.size()) return std::nullopt;
  return out;
}

std::uint64_t short_digest(std::string_view digest) { return hash64(digest); }

/// What depends on the rules is of no use under others.
std::string rules(const link::MatterLimits& limits) {
  return fmt::format("{} {} {} {}", link::rules(), limits.one_matter, limits.event, limits.copies);
}

/// What `meta` row `links` says of links that are whole: the rules, and the decisions that hold.
std::string links_mark(std::string_view rules, const std::vector<const Decision*>& holds) {
  std::uint64_t all = 0;
  for (const Decision* d : holds) all = mix64(all ^ link::digest_of(*d));
  return fmt::format("{} {:016x}", rules, all);
}

/// A record as it is kept: with the digest of its reading, so that nobody has to look at the texts of all documents for it.
std::string kept_record(const link::Record& record, std::uint64_t digest) {
  std::string out;
  for (int i = 0; i < 8; ++i) out += static_cast<char>(digest >> (8 * i));
  return out + link::to_blob(record);
}

struct KeptRecord {
  link::Record record;
  std::uint64_t digest = 0;
};
std::optional<KeptRecord> record_kept(std::string_view blob) {
  if (blob.size() < 8) return std::nullopt;
  auto record = link::record_from(blob.substr(8));
  if (!record) return std::nullopt;
  KeptRecord out{std::move(*record), 0};
  for (std::size_t i = 8; i-- > 0;) out.digest = out.digest << 8 | static_cast<unsigned char>(blob[i]);
  return out;
}

class CaseLinker {
 public:
  /// REQUIRES: `turns` is held; also at its end.
  CaseLinker(const Connection& db, const link::MatterLimits& limits, unsigned threads, const std::function<bool()>& stop, std::mutex& turns)
      : db_(db), limits_(limits), threads_(std::max(1U, threads)), stop_(stop), mutex_(turns), loader_(db), linker_(limits),
        decisions_(read_decisions(db)), holds_(holding(decisions_)) {
    for (const Decision* d : holds_)
      if (link::corrects(d->kind)) corrections_[d->first.spots.front().document].push_back(*d);
  }

  Linked run(std::unique_lock<std::mutex>& turn) {
    const auto ours = rules(limits_);
    const auto mark = links_mark(ours, holds_);
    if (meta(db_, "links") == mark) return {};
    if (meta(db_, "ties rules") != ours) forget(ours);
    restore();
    if (!add_new(turn)) return {};
    linker_.bind(bonds());
    turn.unlock();
    changed_ = linker_.update(threads_);
    out_.documents = changed_.size();
    const bool all = link_new();
    turn.lock();
    if (!all) return {};
    finish(mark);
    return out_;
  }

 private:
  void forget(const std::string& ours) {
    Transaction transaction(db_);
    db_.prepare("DELETE FROM link_document").run();
    db_.prepare("DELETE FROM link_matter").run();
    set_meta(db_, "links", ""), set_meta(db_, "ties", ""), set_meta(db_, "ties rules", ours);
    transaction.commit();
  }

  /// Documents with a record: with their places, if these still hold.
  void restore() {
    const bool placed = meta(db_, "ties") == "kept";
    auto rows = db_.prepare("SELECT document, record, ties, house FROM link_document ORDER BY document");
    std::vector<std::pair<link::Record, link::Linker::Place>> all;
    std::vector<std::uint64_t> digests;
    std::vector<std::vector<std::uint32_t>> ties;
    while (rows.step()) {
      auto kept = record_kept(rows.bytes(1));
      auto pairs = link::numbers_from(rows.bytes(2)), house = link::numbers_from(rows.bytes(3));
      const bool whole = kept && pairs && house && pairs->size() % 2 == 0 && pairs->size() <= 2 * link::most_ties;
      if (!whole) continue;  // damaged: read again, as if it were new
      number_[rows.integer(0)] = static_cast<std::uint32_t>(ids_.size());
      ids_.push_back(rows.integer(0));
      all.push_back({std::move(kept->record), {{}, std::move(*house)}});
      digests.push_back(kept->digest);
      ties.push_back(std::move(*pairs));
    }
    bool sound = placed;
    for (std::size_t d = 0; d < all.size(); ++d)
      for (std::size_t i = 0; i < ties[d].size() && sound; i += 2) {
        const auto to = number_.find(ties[d][i]);
        sound = to != number_.end();
        if (sound) all[d].second.ties.push_back({to->second, static_cast<std::uint16_t>(ties[d][i + 1])});
      }
    digests_ = digests;
    std::vector<bool> other(all.size(), false);
    for (const auto id : corrected()) {
      const auto it = number_.find(id);
      if (it == number_.end()) continue;
      auto record = link::make_record(load(id));
      other[it->second] = link::to_blob(record) != link::to_blob(all[it->second].first);
      all[it->second].first = std::move(record);
    }
    for (std::size_t d = 0; d < all.size(); ++d) {
      if (sound && !other[d]) linker_.restore(std::move(all[d].first), digests[d], std::move(all[d].second));
      else linker_.add(std::move(all[d].first), digests[d]);
    }
    kept_ = sound ? ids_.size() : 0;
  }

  /// As people have corrected it.
  Reading load(std::int64_t id) {
    Reading out = loader_.load(id);
    if (const auto it = corrections_.find(out.document.id); it != corrections_.end()) correct(out, it->second);
    return out;
  }

  /// Documents of which a decision corrects the reading, or has done so: only their own ties can change, as no text does.
  std::vector<std::int64_t> corrected() {
    std::set<std::string> names;
    for (const Decision& d : decisions_)
      if (link::corrects(d.kind)) names.insert(d.first.spots.front().document);
    std::vector<std::int64_t> out;
    if (names.empty()) return out;
    for (auto rows = db_.prepare("SELECT id, name FROM document INDEXED BY document_in_order"); rows.step();)
      if (names.contains(rows.text(1))) out.push_back(rows.integer(0));
    return out;
  }

  bool add_new(std::unique_lock<std::mutex>& turn) {
    std::vector<std::int64_t> fresh;  // an index has all ids: no row of a document is read for them
    for (auto rows = db_.prepare("SELECT id FROM document INDEXED BY document_in_order"); rows.step();)
      if (!number_.contains(rows.integer(0))) fresh.push_back(rows.integer(0));
    std::sort(fresh.begin(), fresh.end());
    for (const auto id : fresh) {
      turn.unlock();
      const bool stopped = stop_ && stop_();
      turn.lock();
      if (stopped) return false;
      number_[id] = static_cast<std::uint32_t>(ids_.size());
      ids_.push_back(id);
      auto record = link::make_record(load(id));
      linker_.add(std::move(record), short_digest(loader_.digest()));
      digests_.push_back(short_digest(loader_.digest()));
    }
    return true;
  }

  /// What each decision that holds names, of documents of the case.
  std::vector<link::Bond> bonds() {
    std::vector<link::Bond> out;
    if (holds_.empty()) return out;
    std::unordered_multimap<std::string, std::uint32_t> documents;
    for (auto rows = db_.prepare("SELECT id, name FROM document INDEXED BY document_in_order"); rows.step();)
      documents.emplace(rows.text(1), number_.at(rows.integer(0)));
    for (const Decision* d : holds_) {
      link::Bond bond{{}, link::digest_of(*d)};
      for (const auto name : link::documents_of(*d))
        for (auto [it, end] = documents.equal_range(std::string(name)); it != end; ++it) bond.documents.push_back(it->second);
      out.push_back(std::move(bond));
    }
    return out;
  }

  struct Made {
    const link::Matter* matter = nullptr;
    std::string zstd;
    std::optional<Error> failed;
  };

  std::set<std::string> known_keys() {
    const std::lock_guard lock(mutex_);
    std::set<std::string> known;
    for (auto rows = db_.prepare("SELECT key FROM link_matter"); rows.step();) known.insert(rows.text(0));
    return known;
  }

  /// Without `turns`, which each step takes by itself.
  bool link_new() {
    const auto known = known_keys();
    std::vector<const link::Matter*> fresh;
    for (const auto& m : linker_.matters()) {
      keys_.insert(m.key);
      if (!known.contains(m.key)) fresh.push_back(&m);
    }
    for (const auto& key : known)
      if (!keys_.contains(key)) dropped_.push_back(key);
    const unsigned inside = fresh.size() < threads_ ? threads_ : 1;
    std::vector<Made> waiting;
    std::optional<Error> failed;
    bool stopped = false;
    ordered_map<Made>(
        fresh.size(), threads_, 64, [&](std::size_t m, unsigned) { return make(*fresh[m], inside); },
        [&](std::size_t, Made&& made) {
          if (made.failed) failed = std::move(made.failed);
          else waiting.push_back(std::move(made));
          ++out_.matters, out_.members += waiting.empty() ? 0 : waiting.back().matter->members.size();
          // The last ones go with the transaction that makes all of them count.
          if (!failed && waiting.size() >= matters_a_commit) failed = guarded_write(waiting);
          stopped = stop_ && stop_();
          return !failed && !stopped;
        });
    if (failed) throw Failed{*failed};
    made_ = std::move(waiting);
    return !stopped;
  }

  /// On any thread; nothing may be thrown there.
  Made make(const link::Matter& matter, unsigned threads) {
    Made out{&matter, {}, {}};
    auto done = guarded([&] {
      std::vector<Reading> readings;
      {
        const std::lock_guard lock(mutex_);
        for (const auto d : matter.members) readings.push_back(load(ids_[d]));
      }
      const auto house = linker_.house(matter);
      const auto decisions = link::chosen(holds_, matter.bonds);
      return packed(link::to_blob(link::link_matter(readings, matter.whole ? nullptr : &house, threads, decisions)));
    });
    if (done) out.zstd = *std::move(done);
    else out.failed = std::move(done).error();
    return out;
  }

  std::optional<Error> guarded_write(std::vector<Made>& some) {
    const std::lock_guard lock(mutex_);
    auto done = guarded([&] {
      Transaction transaction(db_);
      write(some);
      transaction.commit();
    });
    some.clear();
    return done ? std::nullopt : std::optional(std::move(done).error());
  }

  void write(const std::vector<Made>& some) {
    auto insert = db_.prepare("INSERT OR REPLACE INTO link_matter (key, members, zstd) VALUES (?1, ?2, ?3)");
    for (const auto& m : some) {
      const auto members = link::to_blob(ids(m.matter->members));
      insert.with(m.matter->key, Blob{members}, Blob{m.zstd}).run();
    }
  }

  std::vector<std::uint32_t> ids(const std::vector<std::uint32_t>& documents) const {
    std::vector<std::uint32_t> out;
    for (const auto d : documents) out.push_back(static_cast<std::uint32_t>(ids_[d]));
    return out;
  }

  void finish(const std::string& mark) {
    Transaction transaction(db_);
    write(made_);
    auto remove = db_.prepare("DELETE FROM link_matter WHERE key = ?1");
    for (const auto& key : dropped_) remove.with(key).run();
    auto replace = db_.prepare("INSERT INTO link_document (document, record, ties, house) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (document) DO UPDATE SET "
                               "record = excluded.record, ties = excluded.ties, house = excluded.house");
    const auto put = [&](std::uint32_t d) {
      const auto& place = linker_.place(d);
      std::vector<std::uint32_t> pairs;
      for (const auto& t : place.ties) pairs.push_back(static_cast<std::uint32_t>(ids_[t.to])), pairs.push_back(t.strength);
      const auto record = kept_record(linker_.record(d), digests_[d]), ties = link::to_blob(pairs), house = link::to_blob(place.house);
      replace.with(ids_[d], Blob{record}, Blob{ties}, Blob{house}).run();
    };
    for (const auto d : changed_)
      if (d < kept_) put(d);
    for (auto d = static_cast<std::uint32_t>(kept_); d < linker_.size(); ++d) put(d);
    set_meta(db_, "ties", "kept"), set_meta(db_, "links", mark);
    transaction.commit();
  }

  const Connection& db_;
  link::MatterLimits limits_;
  unsigned threads_;
  const std::function<bool()>& stop_;
  std::mutex& mutex_;  // of the connection
  ReadingLoader loader_;
  link::Linker linker_;
  std::vector<Decision> decisions_;
  std::vector<const Decision*> holds_;
  std::map<std::string, std::vector<Decision>, std::less<>> corrections_;  // by the id of the document
  std::vector<std::uint64_t> digests_;                   // of readings, by number in the linker
  std::vector<std::int64_t> ids_;                        // of document rows, by number in the linker
  std::unordered_map<std::int64_t, std::uint32_t> number_;
  std::size_t kept_ = 0;                                 // the first so many have their rows
  std::vector<std::uint32_t> changed_;
  std::set<std::string> keys_;
  std::vector<std::string> dropped_;
  std::vector<Made> made_;
  Linked out_;
};

}  // namespace

Linked link_case(const Connection& db, const link::MatterLimits& limits, unsigned threads, const std::function<bool()>& stop, std::mutex* turns) {
  std::mutex alone;
  std::unique_lock turn(turns ? *turns : alone);
  std::optional<CaseLinker> linker;  // its statements end with it, so within the turn
  linker.emplace(db, limits, threads, stop, *turn.mutex());
  try {
    const Linked out = linker->run(turn);
    linker.reset();
    return out;
  } catch (...) {
    if (!turn) turn.lock();
    linker.reset();
    throw;
  }
}

bool is_linked(const Connection& db, const link::MatterLimits& limits) {
  const auto decisions = read_decisions(db);
  return meta(db, "links") == links_mark(rules(limits), holding(decisions));
}

bool has_links(const Connection& db) { return meta(db, "links").starts_with(std::string(link::rules()) + " "); }

std::optional<CaseModel> load_links(const Connection& db, std::span<const Reading> readings) {
  const auto decisions = read_decisions(db);
  const auto mark = meta(db, "links");
  if (!mark.starts_with(std::string(link::rules()) + " ") || !mark.ends_with(links_mark("", holding(decisions)))) return std::nullopt;
  const auto order = documents_in_order(db);
  if (order.size() != readings.size()) return std::nullopt;
  std::unordered_map<std::int64_t, std::uint32_t> number;
  for (std::uint32_t d = 0; d < order.size(); ++d) number[order[d]] = d;

  std::vector<link::Record> records(order.size());
  std::size_t found = 0;
  for (auto rows = db.prepare("SELECT document, record FROM link_document"); rows.step(); ++found) {
    const auto at = number.find(rows.integer(0));
    const auto kept = record_kept(rows.bytes(1));
    if (at == number.end() || !kept) return std::nullopt;
    records[at->second].at = kept->record.at, records[at->second].hash = kept->record.hash;
  }
  if (found != order.size()) return std::nullopt;
  std::vector<std::uint32_t> sorted(order.size()), rank(order.size());
  for (std::uint32_t d = 0; d < sorted.size(); ++d) sorted[d] = d;
  std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t x, std::uint32_t y) {
    return records[x].before(records[y]) || (!records[y].before(records[x]) && order[x] < order[y]);
  });
  for (std::uint32_t r = 0; r < sorted.size(); ++r) rank[sorted[r]] = r;

  std::vector<link::Part> parts;
  std::vector<bool> placed(order.size(), false);
  std::size_t members = 0;
  for (auto rows = db.prepare("SELECT members, zstd FROM link_matter ORDER BY key"); rows.step();) {
    const auto ids = link::numbers_from(rows.bytes(0));
    const auto bytes = unpacked(rows.bytes(1));
    if (!ids || !bytes) return std::nullopt;
    link::Part part;
    for (const auto id : *ids) {
      const auto at = number.find(id);
      if (at == number.end() || placed[at->second]) return std::nullopt;
      placed[at->second] = true;
      part.members.push_back(at->second);
    }
    auto model = link::model_from(*bytes, ids->size());
    if (!model) return std::nullopt;
    part.model = std::move(*model);
    for (const auto& a : part.model.agents)
      for (const auto& m : a.mentions)
        if (m.agent >= readings[part.members[m.document]].agents.size()) return std::nullopt;
    members += part.members.size();
    parts.push_back(std::move(part));
  }
  if (members != order.size()) return std::nullopt;
  CaseModel model = parts.empty() ? CaseModel{} : link::unite(std::move(parts), rank, readings);
  model.rulings = link::unite_rulings(std::move(model.rulings), decisions);
  if (!link::fits(model, readings)) return std::nullopt;
  return model;
}

}  // namespace stemma::store
