// The door: every public function turns what is thrown inside into an Error.
#include "stemma/case.h"

#include <thread>

#include "store/add.h"
#include "store/custody.h"
#include "store/decisions.h"
#include "store/erase.h"
#include "store/failures.h"
#include "store/links.h"
#include "store/open.h"
#include "store/originals.h"
#include "store/readings.h"
#include "store/search.h"
#include "store/stamps.h"
#include "store/verify.h"

namespace stemma {

using store::guarded;

struct Case::Impl {
  store::Database database;
  std::string path;
  bool writes = false;
  bool later = false;  // link_later()
};

Case::Case(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Case::~Case() = default;
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(Case&&) noexcept = default;

const std::string& Case::path() const { return impl_->path; }
std::uint32_t Case::schema_version() const { return impl_->database.version; }

Result<Case> Case::open(const std::string& path, Mode mode) {
  return guarded([&] {
    return Case(std::make_unique<Impl>(Impl{store::open_database(path, mode, store::current_schema()), path, mode != Mode::read}));
  });
}

Result<AddReport> Case::add(const std::vector<std::string>& paths, const AddOptions& options) {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  const auto reader = Reader::create(options.limits, options.parser_program, options.model_file);
  if (!reader) return tl::unexpected(reader.error());
  const unsigned threads = options.threads ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<Reader::Workspace> spaces(threads + 1);
  const store::ReadWith read{reader->version(), [&](const store::Snapshot& file, const std::string& name, unsigned worker, const Reader::Take& take) {
                               reader->each_in_descriptor(file.input.descriptor(), name, file.sha256, spaces[worker], take);
                             }};
  return guarded([&] {
    AddReport report = store::add(impl_->database.db, paths, options, threads, read);
    report.gaps = reader->gaps();
    if (!impl_->later && (!options.stop || !options.stop())) (void)store::link_case(impl_->database.db, {}, threads, options.stop);
    return report;
  });
}

void Case::link_later() { impl_->later = true; }

Result<void> Case::link(std::mutex& turns, const std::function<bool()>& stop) {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  const auto& db = impl_->database.db;
  return guarded([&] {
    const auto whole = [&] {
      const std::lock_guard turn(turns);
      return store::is_linked(db, {});
    };
    while (!whole() && !(stop && stop())) (void)store::link_case(db, {}, std::max(1U, std::thread::hardware_concurrency()), stop, &turns);
  });
}

bool Case::linked() const {
  bool out = false;
  return guarded([&] { out = store::is_linked(impl_->database.db, {}); }) && out;
}

Result<std::vector<Reading>> Case::readings() const {
  return guarded([&] {
    const auto& db = impl_->database.db;
    const store::Transaction one_view(db, "DEFERRED");
    store::ReadingLoader loader(db);
    std::vector<Reading> out;
    const auto decisions = store::read_decisions(db);
    for (const auto id : store::documents_in_order(db)) {
      out.push_back(loader.load(id));
      correct(out.back(), decisions);
    }
    return out;
  });
}

Result<std::uint64_t> Case::size() const {
  return guarded([&] { return static_cast<std::uint64_t>(impl_->database.db.integer("SELECT count(*) FROM document")); });
}

Result<CaseModel> Case::links(std::span<const Reading> readings) const {
  return guarded([&] {
    const store::Transaction one_view(impl_->database.db, "DEFERRED");
    if (auto kept = store::load_links(impl_->database.db, readings)) return *std::move(kept);
    return reconcile(readings, store::read_decisions(impl_->database.db));
  });
}

Result<std::string> Case::original(const std::string& sha256) const {
  return guarded([&] { return store::load_original(impl_->database.db, sha256); });
}

Result<std::vector<Failure>> Case::failures() const {
  return guarded([&] { return store::read_failures(impl_->database.db); });
}

Result<std::vector<CustodyEntry>> Case::custody(const std::string& subject) const {
  return guarded([&] { return store::read_custody(impl_->database.db, subject); });
}

Result<std::vector<std::uint64_t>> Case::decide(std::span<const Decision> decisions, std::span<const LogNote> notes) {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  return guarded([&] {
    auto& db = impl_->database.db;
    const bool linked = !impl_->later && store::has_links(db);
    auto numbers = store::append_decisions(db, decisions, notes);
    // The matters that it speaks of. What was decided is on the disk: it was not refused because they cannot be counted again yet, the disk being full.
    if (linked) (void)guarded([&] { (void)store::link_case(db, {}, std::max(1U, std::thread::hardware_concurrency()), {}); });
    return numbers;
  });
}

Result<std::vector<Decision>> Case::decisions() const {
  return guarded([&] { return store::read_decisions(impl_->database.db); });
}

Result<std::string> Case::identity() const {
  return guarded([&] { return impl_->database.db.text("SELECT hash FROM custody WHERE seq = 1"); });
}

Result<void> Case::keep_ids(std::span<const KnownId> ids) {
  if (!impl_->writes) return {};
  return guarded([&] { store::keep_known_ids(impl_->database.db, ids); });
}

Result<std::vector<KnownId>> Case::known_ids() const {
  return guarded([&] { return store::read_known_ids(impl_->database.db); });
}

Result<EraseReport> Case::erase(const std::string& item, const std::string& by, const std::string& why) {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  return guarded([&] { return store::erase(impl_->database.db, item, by, why); });
}

Result<std::vector<SearchHit>> Case::search(const std::string& words, std::size_t limit) const {
  const auto query = store::fts_query(words);
  if (!query) return tl::unexpected(query.error());
  return guarded([&] {
    const store::Transaction one_view(impl_->database.db, "DEFERRED");
    return store::search(impl_->database.db, *query, limit);
  });
}

Result<VerifyReport> Case::verify(const std::string& trust) const { return verify_file(impl_->path, trust); }

Result<VerifyReport> Case::verify_file(const std::string& path, const std::string& trust) {
  return guarded([&] { return store::verify_file(path, trust); });
}

Result<void> Case::log(const std::string& action, const std::string& subject, const std::string& detail_json) {
  if (!impl_->writes) return {};
  return guarded([&] {
    store::Transaction transaction(impl_->database.db);
    store::append_custody(impl_->database.db, action, subject, detail_json);
    transaction.commit();
  });
}

Result<std::string> Case::request_stamp() {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  return guarded([&] { return store::request_stamp(impl_->database.db); });
}

Result<StampCheck> Case::keep_stamp(std::string_view reply, const std::string& trust) {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  return guarded([&] { return store::keep_stamp(impl_->database.db, reply, trust); });
}

Result<StampCheck> Case::sign(const SigningKey& key) {
  if (!impl_->writes) return fail(ErrorKind::usage, impl_->path + ": opened for reading", Error::nowhere, "open it for writing");
  return guarded([&] { return store::sign_log(impl_->database.db, key); });
}

Result<std::vector<CustodyEntry>> Case::story(const std::string& item) const {
  return guarded([&] { return store::read_story(impl_->database.db, item); });
}

Result<std::vector<Stamp>> Case::stamps() const {
  return guarded([&] { return store::read_stamps(impl_->database.db); });
}

}  // namespace stemma
