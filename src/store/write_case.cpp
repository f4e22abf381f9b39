#include "store/write_case.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "base/hash.h"
#include "base/time.h"
#include "store/custody.h"
#include "store/decisions.h"
#include "store/detail.h"
#include "store/digest.h"
#include "store/links.h"
#include "store/open.h"
#include "store/originals.h"
#include "store/readings.h"

namespace stemma::store {
namespace {

using nlohmann::json;

/// The text is the original: each byte leads to itself.
void make_rendition(Document& d) {
  d.sha256 = sha256_hex(d.text);
  d.format = "text";
  d.part.clear();
  d.path = d.path.substr(0, d.path.find('#'));
  d.source = {0, d.text.size(), {}};
  d.map.runs.clear();
  const auto size = static_cast<std::uint32_t>(d.text.size());
  if (size > 0) d.map.runs.push_back({0, size, 0, size});
}

struct Original {
  std::string bytes;
  std::vector<Reading> readings;
  bool rendition = false;
};

class Writer {
 public:
  Writer(Connection& db, const CaseParts& parts) : db_(db), parts_(parts) {}

  void write() {
    gather();
    Transaction transaction(db_);
    append_custody(db_, "copied", "case", parts_.origin);
    ReadingWriter writer(db_);
    for (auto& [sha, original] : originals_) one(writer, sha, original);
    transaction.commit();
  }

 private:
  void gather() {
    for (const Reading& given : parts_.readings) {
      Reading r = given;
      std::string sha = r.document.sha256;
      const auto there = originals_.find(sha);
      if (there != originals_.end() && !there->second.rendition) {
        there->second.readings.push_back(std::move(r));
        continue;
      }
      auto bytes = must(parts_.original(sha));
      const bool rendition = !bytes;
      if (rendition) make_rendition(r.document), sha = r.document.sha256;
      auto& original = originals_[sha];
      original.rendition = rendition;
      original.bytes = rendition ? r.document.text : *std::move(bytes);
      original.readings.push_back(std::move(r));
    }
  }

  void one(ReadingWriter& writer, const std::string& sha, Original& original) {
    const auto id = store_original(db_, sha, original.bytes.size(), original.bytes, {});
    Sha256 whole;
    std::size_t number = 0, attributions = 0;
    std::map<std::string, bool> arrived;
    for (Reading& r : original.readings) {
      std::string path = r.document.path.substr(0, r.document.path.find('#'));
      if (!arrived.emplace(path, true).second) continue;
      db_.prepare("INSERT INTO arrival (path, original, at) VALUES (?1, ?2, ?3)").with(path, id, utc_now()).run();
      json detail{{"path", path}, {"bytes", original.bytes.size()}};
      if (original.rendition) detail["how"] = "rendition of a text whose original stays in";
      append_custody(db_, "received", sha, dump(detail));
    }
    for (const Reading& r : original.readings) {
      const std::string digest = store::digest(r);
      writer.add(id, number++, r, digest);
      whole.update(digest + "\n");
      attributions += r.attributions.size();
    }
    const std::string digest = whole.hex(), path = arrived.begin()->first;
    db_.prepare("INSERT INTO reading (original, path, reader, at, documents, failures, digest) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)")
        .with(id, path, parts_.reader, utc_now(), number, digest).run();
    append_custody(db_, "read", sha, dump({{"path", path}, {"reader", parts_.reader}, {"documents", number}, {"attributions", attributions}, {"digest", digest}}));
  }

  Connection& db_;
  const CaseParts& parts_;
  std::map<std::string, Original> originals_;
};

}  // namespace

Result<void> write_case(const std::string& path, const CaseParts& parts) {
  struct stat st {};
  if (::lstat(path.c_str(), &st) == 0) return fail(ErrorKind::usage, path + ": is there already", Error::nowhere, "name a new file");
  auto done = guarded([&] {
    Database database = open_database(path, Case::Mode::create, current_schema());
    Writer(database.db, parts).write();
    std::vector<Decision> decisions(parts.decisions.begin(), parts.decisions.end());
    for (Decision& d : decisions) d.number = 0;
    if (!decisions.empty()) (void)append_decisions(database.db, decisions);
    (void)link_case(database.db, {}, std::max(1U, std::thread::hardware_concurrency()), {});
  });
  if (!done)
    for (const char* tail : {"", "-wal", "-shm"}) ::unlink((path + tail).c_str());
  return done;
}

}  // namespace stemma::store
