#include "answers/files.h"

#include <utility>

#include "answers/query.h"
#include "base/hash.h"
#include "store/open.h"
#include "store/readings.h"

namespace stemma::answers {
namespace {

[[noreturn]] void refuse_for(const Error& error) {
  refuse(503, "The case file cannot be read now", error.what, error.next.empty() ? "Look whether the file is where it was, and try again." : error.next);
}

[[noreturn]] void changed() {
  refuse(503, "This document is being read anew", "The case has another reading of it by now than this page is made of.", "Wait until the page is renewed, or load it again.");
}

}  // namespace

void Files::with(const std::function<void(const store::Connection&)>& work) const {
  std::unique_ptr<store::Connection> db;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) db = std::move(idle_.back()), idle_.pop_back();
  }
  const auto done = store::guarded([&] {
    if (db == nullptr) {
      db = std::make_unique<store::Connection>(store::open_database(path_, Case::Mode::read, store::current_schema()).db);
      db->run("PRAGMA cache_size = -2048;");  // a thread each has one
    }
    work(*db);
  });
  if (!done) refuse_for(done.error());  // the connection is closed: what is wrong with it may be over next time
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(db));
}

std::shared_ptr<const Text> Files::text(const Stored& document) const {
  if (auto kept = texts_.find(document.row)) return kept;
  std::shared_ptr<const Text> out;
  bool same = false;
  with([&](const store::Connection& db) {
    auto row = db.prepare("SELECT text, digest FROM document WHERE id = ?1");
    row.with(document.row);
    if (!row.step()) return;
    same = hash64(row.bytes(1)) == document.digest;
    if (same) out = std::make_shared<const Text>(row.text(0));
  });
  if (!same) changed();
  texts_.put(document.row, out);
  return out;
}

std::shared_ptr<const Reading> Files::reading(const Stored& document) const {
  if (auto kept = readings_.find(document.row)) return kept;
  std::shared_ptr<const Reading> out;
  bool same = false;
  with([&](const store::Connection& db) {
    const store::Transaction one_view(db, "DEFERRED");
    if (db.prepare("SELECT 1 FROM document WHERE id = ?1").with(document.row).step() == false) return;
    store::ReadingLoader loader(db);
    auto reading = loader.load(document.row);
    correct(reading, decisions_);
    same = hash64(loader.digest()) == document.digest;
    if (same) out = std::make_shared<const Reading>(std::move(reading));
  });
  if (!same) changed();
  readings_.put(document.row, out);
  return out;
}

}  // namespace stemma::answers
