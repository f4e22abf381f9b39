// What the store's tests share: a folder that goes away, a reader that needs no language, and a reading with every field set.
#pragma once

#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "store/add.h"
#include "store/digest.h"
#include "store/open.h"
#include "store/page_seal.h"
#include "store/readings.h"

namespace stemma::store::testing {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "stemma-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::string write(const std::string& name, std::string_view bytes) const {
    const std::string path = *this / name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

 private:
  std::string path_;
};

/// Any SQL, on a connection of its own: what a stranger with sqlite3 could do, who makes the pages' checksums anew.
inline int run_sql(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, sealing_vfs());
  const int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(db);
  return code;
}

inline std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// ReadWith::read for a function that gives all at once.
inline auto giving(std::function<std::vector<Result<Reading>>(std::string_view bytes, const std::string& path)> all) {
  return [all = std::move(all)](const Snapshot& file, const std::string& path, unsigned, const Reader::Take& take) {
    for (auto& reading : all(file.input.bytes(), path))
      if (!take(std::move(reading))) return;
  };
}

/// Documents are separated by "===" lines; one that begins with "BAD" cannot be read.
inline ReadWith stand_in(const std::string& version = "stand-in 1") {
  return {version, giving([](std::string_view all, const std::string& path) {
            std::vector<Result<Reading>> out;
            if (all.empty()) out.push_back(fail(ErrorKind::malformed, path + ": empty", 0, "leave it out"));
            for (std::size_t at = 0, part = 0; at < all.size(); ++part) {
              const std::size_t end = std::min(all.find("===", at), all.size());
              const std::string_view text = all.substr(at, end - at);
              if (text.starts_with("BAD")) {
                out.push_back(fail(ErrorKind::malformed, path + ": bad part", at, "mend it"));
              } else {
                Reading r;
                r.document.id = "d" + sha256_hex(sha256_hex(all) + "#" + std::to_string(part)).substr(0, 16);
                r.document.path = path;
                r.document.sha256 = sha256_hex(all);
                r.document.part = part ? std::to_string(part) : "";
                r.document.format = "text";
                r.document.published = {"2031-05-0" + std::to_string(1 + text.size() % 9), "stand-in"};
                r.document.text = text;
                const auto size = static_cast<std::uint32_t>(text.size());
                r.document.blocks.push_back({BlockKind::paragraph, {0, size}});
                r.attributions.resize(1);
                r.attributions[0].content = {{0, size}};
                out.push_back(std::move(r));
              }
              at = std::min(end + 3, all.size());
            }
            return out;
          })};
}

inline AddReport add_with(Database& database, const std::vector<std::string>& paths, const ReadWith& reader = stand_in(), unsigned threads = 1,
                          const AddOptions& options = {}) {
  return add(database.db, paths, options, threads, reader);
}

inline std::vector<Reading> readings_of(const Connection& db) {
  ReadingLoader loader(db);
  std::vector<Reading> out;
  for (const auto id : documents_in_order(db)) out.push_back(loader.load(id));
  return out;
}

/// One word for all that a case would export.
inline std::string state_of(const Connection& db) {
  std::string all;
  for (const auto& r : readings_of(db)) all += r.document.path + " " + digest(r) + "\n";
  return all;
}

/// Every field differs from its default.
inline Reading full_reading() {
  Reading r;
  Document& d = r.document;
  d.id = "d0123456789abcdef";
  d.path = "saved/page \xff.warc#http://paper.example/a";  // file names need not be UTF-8
  d.part = "http://paper.example/a";
  d.sha256 = std::string(64, 'a');
  d.format = "warc+html";
  d.title = {"The mayor “denies” it", "og:title"};
  d.authors = {{{"Ola Vreeland", "byline", true}}, {{"Ürma Institute", "json-ld"}, true}};
  d.publisher = {"Harbour Post", "json-ld"};
  d.agency = {"Coast Wire", "credit"};
  d.published = {"2031-05-06T06:00:00+01:00", "json-ld", true};
  d.modified = {"2031-05-07", "og:modified"};
  d.dateline = Dateline{"PORT ELM", "2031-05-06", "Coast Wire", {0, 8}};
  d.url = {"http://paper.example/a", "canonical"};
  d.section = {"Harbour", "breadcrumb"};
  d.captured = {"2031-05-08T03:00:00Z", "WARC-Date"};
  d.conflicts = {{"title", {"The mayor “denies” it", "og:title"}, {"Mayor: no", "<title>", true}}};
  d.flaws = {CaptureFlaw::bot_wall, CaptureFlaw::paywall_stub};
  d.left_out = {{LeftOutKind::comments, 3, 400}, {LeftOutKind::other, 1, 12}};
  d.entries = {{{0, 33}, {"Denied", "h2"}, {"2031-05-06T05:00:00Z", "<time>", true}, {{{"Ola Vreeland", "byline"}}, {{"Coast Wire", "byline", true}, true}}}};
  d.source = {100, 90, {"gzip", "part:3+80"}};
  d.map = {{{0, 10, 20, 10}, {11, 3, 31, 8}, {14, 19, 39, 19}, {34, 31, 0, 31}}};
  d.pages = {{0, 1}, {34, 2}};
  d.language = "en";
  d.withdrawn = true;
  d.kill_notice = true;
  d.repaired = true;
  d.text = "PORT ELM – The mayor denied it.\n“Never,” she told the Post.";
  d.blocks = {{BlockKind::headline, {0, 33}}, {BlockKind::quote, {34, 65}}};
  d.warnings = {"two titles", "no end tag"};
  Agent mayor{"the mayor", AgentKind::government, {"she", "Ms \"V\""}, "mayor", 1, true, {{13, 22}}};
  Agent town{"the town", AgentKind::organisation, {}, "", -1, false, {}};
  r.agents = {mayor, town};
  Attribution outer;
  outer.source = {{13, 22}};
  outer.cue = {{23, 29}};
  outer.content = {{30, 32}, {34, 46}};
  outer.stance = Stance::denies;
  outer.negated = true;
  outer.certainty = Certainty::open;
  outer.source_kind = SourceKind::government;
  outer.agent = 0;
  outer.said = "2031-05-05";
  outer.confidence = 0.7F;
  outer.rule = "verb";
  outer.links = {{SourceLink::Kind::told, {51, 55}, {56, 64}, 1}, {SourceLink::Kind::citing, {1, 2}, {3, 4}, -1},
                 {SourceLink::Kind::report, {5, 6}, {6, 7}, 0}};
  Attribution inner;
  inner.content = {{34, 46}};
  inner.parent = 0;
  r.attributions = {outer, inner};
  TimeExpression then;
  then.span = {3, 5}, then.kind = TimeKind::set, then.role = TimeExpression::Role::said, then.value = "XXXX-WXX-5", then.mod = "APPROX";
  then.quant = "EVERY", then.freq = "2X", then.edtf = "2031-05~", then.earliest = "2031-05-01", then.latest = "2031-05-31";
  then.granularity = "month", then.approximate = true, then.calendar = "fiscal", then.anchor = "dateline";
  then.attribution = 1, then.confidence = 0.3F, then.rule = "weekday";
  r.times = {then, TimeExpression()};
  Figure held, bare;
  held.span = bare.span = {3, 5};
  held.kind = FigureKind::measure, held.bound = Bound::at_least, held.value = 12.5, held.high = 1e300, held.number = "12.5", held.unit = "mi";
  held.converted = 20.1, held.converted_unit = "km", held.counted = "held", held.counted_span = ByteSpan{13, 22}, held.group = "of 64";
  held.place = 0, held.time = 1, held.as_of = "2031-05-01", held.doubt = "12.5 or 125", held.attribution = 1, held.confidence = 0.7F;
  held.rule = "number";
  bare.low = 0.1;
  r.figures = {held, bare};
  Place port;
  port.span = {0, 8}, port.kind = PlaceKind::metonym, port.name = "Port Elm", port.address = true, port.attribution = 0, port.confidence = 0.1F;
  port.rule = "name";
  port.matches = {{7, "Port Elm", "city", "ZZ", "Elmshire", 1.25, -3.5, 0.6F}, {}};
  r.places = {port};
  Event denied;
  denied.span = {23, 29}, denied.predicate = "deny", denied.predicate_class = "denied", denied.negated = true, denied.modality = Modality::might;
  denied.main = true, denied.times = {0, 1}, denied.places = {0}, denied.figures = {1}, denied.attribution = 0, denied.confidence = 0.9F;
  denied.rule = "verb";
  denied.participants = {{ParticipantRole::doer, {13, 22}, "the mayor \"Vic\"", 0, "by"}, {}};
  r.events = {denied};
  return r;
}

}  // namespace stemma::store::testing
