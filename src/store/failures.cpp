#include "store/failures.h"

#include "base/time.h"
#include "base/utf8.h"

namespace stemma::store {
namespace {

ErrorKind kind_of(std::string_view word) {
  for (const auto kind : {ErrorKind::malformed, ErrorKind::unsupported, ErrorKind::over_limit, ErrorKind::io, ErrorKind::busy,
                          ErrorKind::case_file, ErrorKind::usage})
    if (name(kind) == word) return kind;
  return ErrorKind::internal;
}

}  // namespace

Failure failure_of(const std::string& path, const std::string& sha256, const Error& error) {
  std::string what = error.line();
  const std::string front = printable(path + ": ");
  if (what.starts_with(front)) what.erase(0, front.size());
  return {path, sha256, error.kind, std::move(what), utc_now()};
}

void insert_failure(const Connection& db, std::optional<std::int64_t> original, std::size_t number, const Failure& f) {
  db.prepare("INSERT INTO failure (original, path, number, kind, what, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
      .with(original, f.path, number, name(f.kind), f.what, f.at).run();
}

std::vector<Failure> read_failures(const Connection& db) {
  auto rows = db.prepare("SELECT f.path, coalesce(o.sha256, ''), f.kind, f.what, f.at FROM failure f LEFT JOIN original o ON o.id = f.original "
                         "ORDER BY f.path, o.sha256, f.number");
  std::vector<Failure> out;
  while (rows.step()) out.push_back({rows.text(0), rows.text(1), kind_of(rows.bytes(2)), rows.text(3), rows.text(4)});
  return out;
}

}  // namespace stemma::store
