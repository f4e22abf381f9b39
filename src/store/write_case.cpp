#include "store/write_case.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <vector>

#include "base/hash.h"
#include "base/time.h"
#include "store/copy.h"
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

class Writer {
 public:
  Writer(Connection& db, const CaseParts& parts) : db_(db), parts_(parts) {}

  /// One original in memory at a time.
  void write() {
    std::map<std::string, Numbers> by_original, renditions;  // by the SHA-256 of what is stored
    std::set<std::string> texts;
    for (std::size_t i = 0; i < parts_.readings.size(); ++i) {
      by_original[parts_.readings[i].document.sha256].push_back(i);
      texts.insert(sha256_hex(parts_.readings[i].document.text));
    }
    Transaction transaction(db_);
    append_custody(db_, "copied", "case", parts_.origin);
    ReadingWriter writer(db_);
    std::vector<std::string> same;  // as some text: a rendition of another document may be the same bytes
    for (const auto& [sha, numbers] : by_original) {
      const auto bytes = must(parts_.original(sha));
      if (!bytes) for (const auto i : numbers) renditions[sha256_hex(parts_.readings[i].document.text)].push_back(i);
      else if (texts.contains(sha)) same.push_back(sha);
      else one(writer, numbers, {}, *bytes);
    }
    for (const auto& sha : same) {
      const auto bytes = must(parts_.original(sha));
      one(writer, by_original[sha], renditions[sha], *bytes);
      renditions.erase(sha);
    }
    for (const auto& [sha, numbers] : renditions) one(writer, {}, numbers, parts_.readings[numbers.front()].document.text);
    transaction.commit();
  }

 private:
  using Numbers = std::vector<std::size_t>;  // of readings, in order

  /// `bytes` are the original of the first and the text of the others.
  void one(ReadingWriter& writer, const Numbers& received, const Numbers& renditions, std::string_view bytes) {
    std::vector<Reading> readings;
    for (const auto i : received) readings.push_back(parts_.readings[i]);
    for (const auto i : renditions) make_rendition(readings.emplace_back(parts_.readings[i]).document);
    const std::string sha = readings.front().document.sha256;
    const auto id = store_original(db_, sha, bytes.size(), bytes, {});
    Sha256 whole;
    std::size_t number = 0, attributions = 0;
    std::map<std::string, bool> arrived;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const std::string path = readings[i].document.path.substr(0, readings[i].document.path.find('#'));
      if (!arrived.emplace(path, true).second) continue;
      db_.prepare("INSERT INTO arrival (path, original, at) VALUES (?1, ?2, ?3)").with(path, id, utc_now()).run();
      json detail{{"path", path}, {"bytes", bytes.size()}};
      if (i >= received.size()) detail["how"] = "rendition of a text whose original stays in";
      append_custody(db_, "received", sha, dump(detail));
    }
    for (const Reading& r : readings) {
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
};

}  // namespace

Result<void> write_case(const std::string& path, const CaseParts& parts) {
  struct stat st {};
  if (::lstat(path.c_str(), &st) == 0) return fail(ErrorKind::usage, path + ": is there already", Error::nowhere, "name a new file");
  return guarded([&] {
    Unplaced file(path);
    {
      Database database = open_database(file.part(), Case::Mode::create, current_schema());
      Writer(database.db, parts).write();
      std::vector<Decision> decisions(parts.decisions.begin(), parts.decisions.end());
      for (Decision& d : decisions) d.number = 0;
      if (!decisions.empty()) (void)append_decisions(database.db, decisions);
      (void)link_case(database.db, {}, std::max(1U, std::thread::hardware_concurrency()), {});
    }
    file.place(false);
  });
}

}  // namespace stemma::store
