#include "store/stamps.h"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <nlohmann/json.hpp>

#include "base/codings.h"
#include "base/hash.h"
#include "base/time.h"
#include "base/timestamp.h"
#include "base/utf8.h"
#include "store/custody.h"
#include "store/detail.h"

namespace stemma::store {
namespace {

using nlohmann::json;

constexpr const char* rfc3161 = "rfc3161";
constexpr const char* ed25519 = "ed25519";

CustodyEntry head(const Connection& db) {
  CustodyEntry e;
  auto row = db.prepare("SELECT seq, at, hash FROM custody ORDER BY seq DESC LIMIT 1");
  if (!row.step()) raise(ErrorKind::case_file, "the custody log is empty", "run stemma verify");
  e.seq = static_cast<std::uint64_t>(row.integer(0));
  e.at = row.text(1);
  e.hash = row.text(2);
  return e;
}

void insert(const Connection& db, Stamp& s) {
  s.at = utc_now();
  db.prepare("INSERT INTO stamp (kind, seq, hash, at, who, token, trust) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .with(s.kind, s.seq, s.hash, s.at, s.who, Blob{s.token}, s.trust).run();
  s.number = static_cast<std::uint64_t>(db.last_id());
}

StampCheck check_token(const Stamp& s, const std::string& trust, const std::string& entry_at, std::vector<std::string>& notes) {
  const auto token = read_timestamp(s.token);
  if (!token) return {s, "", false, true, token.error().what};
  const auto proof = check_timestamp(*token, bytes_of_hex(s.hash), s.trust + "\n" + trust);
  StampCheck out{s, token->at, proof.proof == Proof::good, proof.proof == Proof::broken || proof.proof == Proof::expired, proof.what};
  if (!out.proves) {
    if (proof.proof == Proof::unknown_authority) out.what += fmt::format(" ({}); give its root certificate with --trust FILE", token->authority);
    return out;
  }
  out.what = fmt::format("the log up to entry {} existed on {}, according to {}", s.seq, token->at, token->authority);
  const auto logged = instant(entry_at), stamped = instant(token->at);
  constexpr std::int64_t tolerance = 60;  // seconds: clocks differ
  if (logged && stamped && *logged > *stamped + tolerance)
    notes.push_back(fmt::format("log entry {} is dated {}, after its stamp of {}: the clock of the machine was {} seconds ahead, or wrong", s.seq, entry_at,
                                token->at, *logged - *stamped));
  return out;
}

StampCheck check_signature(const Stamp& s) {
  const std::string signed_bytes = fmt::format("stemma log entry {} {}\n", s.seq, s.hash);
  if (!signature_holds(bytes_of_hex(s.who), signed_bytes, s.token)) return {s, "", false, true, "the signature does not fit the log and the key"};
  return {s, "", true, false, fmt::format("the log up to entry {} was signed with the key {}; a signature proves no time", s.seq, s.who)};
}

}  // namespace

std::string request_stamp(const Connection& db) {
  unsigned char random[8];
  if (RAND_bytes(random, sizeof random) != 1) raise(ErrorKind::internal, "no random numbers can be had", "try again");
  random[0] = static_cast<unsigned char>(random[0] & 0x7F) | 0x40U;  // positive, and of one length
  const std::string nonce = hex_of({reinterpret_cast<const char*>(random), sizeof random});
  Transaction transaction(db);
  append_custody(db, "stamp requested", "case", dump({{"nonce", nonce}}));
  std::string request = must(timestamp_request(bytes_of_hex(head(db).hash), nonce));
  transaction.commit();
  return request;
}

StampCheck keep_stamp(const Connection& db, std::string_view reply, const std::string& trust) {
  if (!trust.empty() && certificates_in(trust) == 0) raise(ErrorKind::malformed, "no certificate (PEM) is in what --trust gives", "give the root certificate of the authority");
  const Timestamp token = must(read_timestamp(reply));
  Transaction transaction(db);
  Stamp s;
  s.kind = rfc3161, s.hash = hex_of(token.imprint), s.who = token.authority, s.token = token.token, s.trust = trust;
  auto entry = db.prepare("SELECT seq, at, action, CASE WHEN json_valid(detail) THEN json_extract(detail, '$.nonce') END FROM custody WHERE hash = ?1");
  entry.with(s.hash);
  if (!entry.step())
    raise(ErrorKind::usage, "the stamp is not of this log: no entry has the hash that it stamps", "make a request with stemma stamp CASE --request FILE, and hand in its reply");
  s.seq = static_cast<std::uint64_t>(entry.integer(0));
  const std::string at = entry.text(1);
  if (entry.bytes(2) == "stamp requested" && !entry.is_null(3) && !token.nonce.empty() && token.nonce != entry.bytes(3))
    raise(ErrorKind::usage, "the stamp does not answer the request: its nonce is another", "hand in the reply to the request that this log tells of");
  auto same = db.prepare("SELECT number FROM stamp WHERE token = ?1");
  same.with(Blob{s.token});
  if (same.step()) raise(ErrorKind::usage, fmt::format("this stamp is in the case already: number {}", same.integer(0)));
  std::vector<std::string> notes;
  StampCheck out = check_token(s, {}, at, notes);
  if (out.broken || (!out.proves && !trust.empty()))
    raise(ErrorKind::usage, fmt::format("the stamp of {} is not kept: {}", token.authority, out.what), "ask the authority anew, or give its own root certificate");
  insert(db, out.stamp);
  append_custody(db, "stamped", "case",
                 dump({{"kind", rfc3161}, {"stamp", out.stamp.number}, {"seq", s.seq}, {"hash", s.hash}, {"at", token.at}, {"who", s.who}, {"sha256", sha256_hex(s.token)}}));
  transaction.commit();
  for (const auto& note : notes) out.what += "; " + note;
  return out;
}

StampCheck sign_log(const Connection& db, const SigningKey& key) {
  Transaction transaction(db);
  Stamp s;
  s.kind = ed25519, s.who = hex_of(key.public_key());
  append_custody(db, "signed", "case", dump({{"key", s.who}}));
  const CustodyEntry e = head(db);
  s.seq = e.seq, s.hash = e.hash;
  s.token = key.sign(fmt::format("stemma log entry {} {}\n", s.seq, s.hash));
  insert(db, s);
  transaction.commit();
  return check_signature(s);
}

std::vector<Stamp> read_stamps(const Connection& db) {
  auto rows = db.prepare("SELECT number, kind, seq, hash, at, who, token, trust FROM stamp ORDER BY number");
  std::vector<Stamp> out;
  while (rows.step())
    out.push_back({static_cast<std::uint64_t>(rows.integer(0)), rows.text(1), static_cast<std::uint64_t>(rows.integer(2)), rows.text(3), rows.text(4), rows.text(5),
                   rows.text(6), rows.text(7)});
  return out;
}

void verify_stamps(const Connection& db, const std::string& trust, VerifyReport& report) {
  auto entry = db.prepare("SELECT hash, at FROM custody WHERE seq = ?1");
  for (const Stamp& s : read_stamps(db)) {
    entry.with(s.seq);
    const bool there = entry.step();
    const std::string hash = there ? entry.text(0) : "", at = there ? entry.text(1) : "";
    StampCheck check{s, "", false, true, fmt::format("is not of this log: entry {} has another hash than it stamps", s.seq)};
    if (there && hash == s.hash) check = s.kind == ed25519 ? check_signature(s) : check_token(s, trust, at, report.notes);
    if (check.broken) report.problems.push_back({fmt::format("stamp {}", s.number), check.what});
    report.stamps.push_back(std::move(check));
  }
  auto gone = db.prepare("SELECT c.seq FROM custody c WHERE (c.action = 'signed' AND c.seq NOT IN (SELECT seq FROM stamp)) OR "
                         "(c.action = 'stamped' AND json_valid(c.detail) AND json_extract(c.detail, '$.seq') NOT IN (SELECT seq FROM stamp)) ORDER BY 1");
  while (gone.step()) report.problems.push_back({fmt::format("stamp of log entry {}", gone.integer(0)), "is missing; the log tells of it"});
}

}  // namespace stemma::store
