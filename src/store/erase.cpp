#include "store/erase.h"

#include <dirent.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <vector>

#include "base/utf8.h"
#include "store/custody.h"
#include "store/decisions.h"
#include "store/detail.h"
#include "store/links.h"
#include "store/readings.h"

namespace stemma::store {
namespace {

using nlohmann::json;

struct Item {
  std::int64_t original = 0;
  std::string sha256;
  std::vector<std::string> documents;  ///< their ids
  std::set<std::string> words;         ///< paths, parts, titles and addresses: what else would name it
  std::string text;                    ///< of all its documents
};

Item find_item(const Connection& db, const std::string& given) {
  std::set<std::pair<std::int64_t, std::string>> found;
  const bool usable = given.size() >= 6 && given.find_first_not_of("0123456789abcdef") == std::string::npos;
  auto rows = db.prepare("SELECT DISTINCT o.id, o.sha256 FROM original o LEFT JOIN document d ON d.original = o.id WHERE substr(o.sha256, 1, length(?1)) = ?1 OR substr(d.name, 1, length(?1)) = ?1");
  rows.with(given);
  while (usable && rows.step()) found.emplace(rows.integer(0), rows.text(1));
  if (found.empty())
    raise(ErrorKind::usage, fmt::format("nothing in this case is called {}", printable(given)), "give the id of a document (stemma report prints them), or the SHA-256 of an original");
  if (found.size() > 1) raise(ErrorKind::usage, fmt::format("{} originals are called {}...", found.size(), given), "give more of the id");
  Item item{found.begin()->first, found.begin()->second, {}, {}, {}};
  auto documents = db.prepare("SELECT name, path, part, title, url, text FROM document WHERE original = ?1 ORDER BY number");
  documents.with(item.original);
  while (documents.step()) {
    item.documents.push_back(documents.text(0));
    for (int column = 1; column < 5; ++column)
      if (documents.bytes(column).size() >= 4) item.words.insert(documents.text(column));
    item.text.append(documents.bytes(5)).append("\n");
  }
  auto paths = db.prepare("SELECT path FROM arrival WHERE original = ?1 UNION SELECT path FROM failure WHERE original = ?1");
  paths.with(item.original);
  while (paths.step()) item.words.insert(paths.text(0));
  return item;
}

/// A place for what is gone, so that numbers stay what they were: it takes back itself, and says nothing.
std::string placeholder(const Decision& was) {
  Decision d;
  d.number = was.number;
  d.kind = DecisionKind::undo;
  d.undoes = was.number;
  d.by = was.by, d.at = was.at;
  d.why = "what it spoke of was deleted";
  return to_json(d);
}

class Eraser {
 public:
  Eraser(Connection& db, Item item) : db_(db), item_(std::move(item)) {}

  EraseReport run(const std::string& by, const std::string& why) {
    Transaction transaction(db_);
    report_.sha256 = item_.sha256;
    report_.documents = item_.documents.size();
    find_decisions();
    const auto entries = entries_that_name_it();
    report_.entries = entries.size();
    // The log first: its "deleted" is what lets go of the original.
    erase_custody_words(db_, "deleted", item_.sha256, dump({{"by", by}, {"why", why}, {"documents", item_.documents.size()}, {"decisions", report_.decisions}}), entries);
    auto rewrite = db_.prepare("UPDATE decision SET body = ?2 WHERE number = ?1");
    for (const auto& [number, body] : rewritten_) rewrite.with(number, body).run();
    forget_ids();
    ReadingWriter(db_).remove_all(item_.original);
    for (const char* sql : {"DELETE FROM failure WHERE original = ?1", "DELETE FROM reading WHERE original = ?1", "DELETE FROM original_piece WHERE original = ?1",
                            "DELETE FROM arrival WHERE original = ?1", "DELETE FROM original WHERE id = ?1"})
      db_.prepare(sql).with(item_.original).run();
    auto failed = db_.prepare("DELETE FROM failure WHERE path = ?1");
    for (const auto& word : item_.words) failed.with(word).run();
    // Models quote the texts that they link; the index keeps words until its parts are merged.
    db_.run("DELETE FROM link_document; DELETE FROM link_matter; UPDATE meta SET value = '' WHERE key IN ('links', 'ties');"
            "INSERT INTO block_index (block_index) VALUES ('rebuild');");
    transaction.commit();
    return std::move(report_);
  }

 private:
  bool names(std::string_view words) const {
    const auto in = [&](std::string_view w) { return words.find(w) != std::string_view::npos; };
    return in(item_.sha256) || std::any_of(item_.documents.begin(), item_.documents.end(), in) || std::any_of(item_.words.begin(), item_.words.end(), [&](const std::string& w) {
             const std::string quoted = dump(w);  // as JSON writes it
             return in(w) || in(std::string_view(quoted).substr(1, quoted.size() - 2));
           });
  }
  bool quotes(std::string_view words) const { return words.size() >= 8 && item_.text.find(words) != std::string::npos; }
  bool is_of_it(const Spot& s) const { return std::find(item_.documents.begin(), item_.documents.end(), s.document) != item_.documents.end(); }

  void find_decisions() {
    for (Decision d : read_decisions(db_)) {
      const bool concerns = std::any_of(d.first.spots.begin(), d.first.spots.end(), [&](const Spot& s) { return is_of_it(s); }) ||
                            std::any_of(d.second.spots.begin(), d.second.spots.end(), [&](const Spot& s) { return is_of_it(s); });
      if (!concerns && !names(d.why) && !quotes(d.why) && !names(d.first.label) && !names(d.second.label)) continue;
      const Decision was = d;
      const bool two = !d.second.spots.empty();
      for (Subject* s : {&d.first, &d.second}) {
        std::erase_if(s->spots, [&](const Spot& spot) { return is_of_it(spot); });
        s->label = s->spots.empty() ? "" : s->spots.front().words;
      }
      d.why = "words of the decision were deleted with an item";
      const bool stands = !d.first.spots.empty() && (!two || !d.second.spots.empty()) && d.kind != DecisionKind::spans && decision_from_json(to_json(d));
      rewritten_.emplace_back(was.number, stands || d.kind == DecisionKind::undo ? to_json(d) : placeholder(was));
      ++report_.decisions;
    }
  }

  std::vector<std::uint64_t> entries_that_name_it() const {
    std::set<std::string> decisions;
    for (const auto& [number, body] : rewritten_) decisions.insert(fmt::format("decision {}", number));
    std::vector<std::uint64_t> out;
    for (const CustodyEntry& e : read_custody(db_, {})) {
      const bool about = e.subject == item_.sha256 || std::find(item_.documents.begin(), item_.documents.end(), e.subject) != item_.documents.end();
      const bool tells = e.action == "deleted" || e.action == "redacted";
      if (!e.erased && !tells && (about || decisions.contains(e.subject) || names(e.detail))) out.push_back(e.seq);
    }
    return out;
  }

  void forget_ids() {
    auto change = db_.prepare("UPDATE known_id SET spots = ?2 WHERE id = ?1");
    auto remove = db_.prepare("DELETE FROM known_id WHERE id = ?1");
    std::vector<std::pair<std::string, std::string>> all;
    for (auto rows = db_.prepare("SELECT id, spots FROM known_id"); rows.step();) all.emplace_back(rows.text(0), rows.text(1));
    for (const auto& [id, spots] : all) {
      const auto list = json::parse(spots, nullptr, false);
      auto left = json::array();
      for (const auto& s : list)
        if (!is_of_it({s.at(0).get<std::string>(), 0, 0, {}})) left.push_back(s);
      if (left.size() == list.size()) continue;
      if (left.empty()) remove.with(id).run();
      else change.with(id, dump(left)).run();
    }
  }

  Connection& db_;
  Item item_;
  EraseReport report_;
  std::vector<std::pair<std::uint64_t, std::string>> rewritten_;
};

/// Files beside the case that were made of it, or of what it holds, before.
std::vector<std::string> files_beside(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash), name = path.substr(slash == std::string::npos ? 0 : slash + 1);
  const std::string stem = name.ends_with(".stemma") ? name.substr(0, name.size() - 7) : name;
  std::vector<std::string> out;
  DIR* open = ::opendir(folder.c_str());
  if (open == nullptr) return out;
  while (const dirent* entry = ::readdir(open)) {
    const std::string_view one = entry->d_name;
    if (one == name || one == name + "-wal" || one == name + "-shm" || one == name + "-lock") continue;
    if (one.starts_with(name) || one.starts_with(stem + ".")) out.push_back(fmt::format("{}/{}", folder, one));
  }
  ::closedir(open);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

EraseReport erase(Connection& db, const std::string& item, const std::string& by, const std::string& why) {
  db.run("PRAGMA secure_delete = ON;");
  EraseReport report = Eraser(db, find_item(db, item)).run(by, why);
  (void)link_case(db, {}, std::max(1U, std::thread::hardware_concurrency()), {});
  db.run("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
  report.beside = files_beside(db.path());
  return report;
}

}  // namespace stemma::store
