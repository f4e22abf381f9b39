// Case: one SQLite file (*.stemma) that holds originals, text, machine reading and custody log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "stemma/claims.h"
#include "stemma/decision.h"
#include "stemma/reader.h"
#include "stemma/result.h"

namespace stemma {

class SigningKey;  // base/sign.h

/// One entry of the custody log. `hash` is SHA-256 over the previous entry's hash and this entry's fields: nothing can be changed,
/// left out or put in between without breaking every later link. docs/formats/custody.md has both forms.
struct CustodyEntry {
  std::uint64_t seq = 0;
  std::string at;       ///< UTC, ISO 8601 with milliseconds
  std::string action;   ///< "created", "received", "read", "seen", "decided", "exported", "redacted", "deleted", "stamped"...
  std::string subject;  ///< SHA-256 of an original, a document's id, "decision N", or "case"
  std::string detail;   ///< JSON: path, program version, counts...; empty: erased
  std::string previous, hash;
  bool second_form = true;  ///< hashed over a salted hash of `detail`, so that the chain holds when it is erased
  std::string salt{};       ///< of the second form: 32 hex digits; empty: erased
  bool erased = false;      ///< its words were deleted; a later entry "deleted" or "redacted" says so
  std::string erased_hash{};  ///< of the second form, erased: SHA-256 over salt and detail, which it still hashes to
};

/// A file that could not be read, kept with its reason until it can.
struct Failure {
  std::string path;
  std::string sha256;  ///< empty if its bytes could not even be read
  ErrorKind kind = ErrorKind::internal;
  std::string what;    ///< one line
  std::string at;      ///< UTC
};

struct AddProgress {
  std::uint64_t files_done = 0, files_total = 0;
  std::uint64_t bytes_done = 0, bytes_total = 0;
  std::uint64_t documents = 0, attributions = 0, failed = 0, skipped = 0;
  std::string current;  ///< file that was just finished
};

/// What was odd about a document that could be read all the same; its `Document::warnings` keep it.
struct Warning {
  std::string path;       ///< of the document
  std::string what;       ///< one line
  bool repaired = false;  ///< Document::repaired: the input was not read as it stands
};

struct AddReport {
  std::uint64_t files = 0;
  std::uint64_t added = 0;    ///< files of which something was read into the case
  std::uint64_t skipped = 0;  ///< files with nothing new: their bytes are there, read by this very reader
  std::uint64_t documents = 0, attributions = 0;  ///< read now
  std::vector<Failure> failures;  ///< of these files, also what had failed before and failed again
  std::vector<Warning> warnings;  ///< of the documents read now
  std::vector<std::string> gaps;  ///< Reader::gaps
};

struct AddOptions {
  unsigned threads = 0;  ///< 0: as many as the machine has
  Limits limits{};
  std::string parser_program;  ///< as for Reader::create; empty: pages are parsed in our own process
  std::string model_file;      ///< as for Reader::create; empty: the model in the library
  std::string from, how;       ///< from whom the files were received, and on what way, in the user's words; the custody log keeps both. May be empty
  std::function<std::string(const std::string& path)> called;  ///< what a file is called in the case; empty: its path. Called by several threads
  std::function<void(const AddProgress&)> progress;  ///< called from the calling thread only
  std::function<bool()> stop;  ///< true: finish what is in hand and return
};

struct SearchHit {
  std::uint32_t document = 0;  ///< index into documents()
  ByteSpan span;               ///< of the block
  std::string snippet;         ///< plain text of the best part of the block
  Spans marks;                 ///< matched words, bytes of `snippet`
  double score = 0;
};

struct Problem {
  std::string item;   ///< which original, document or log entry
  std::string what;   ///< what is wrong with it, which byte range, since when
  std::string file{};                ///< of damage to the file itself: the case, or its log beside it; else empty
  std::uint64_t from = 0, to = 0;    ///< its bytes: [from, to)
  std::string last_good{};           ///< UTC: when these bytes were last known good; empty: not known
};

/// What proves that the log, up to one of its entries, existed, or who vouched for it.
struct Stamp {
  std::uint64_t number = 0;  ///< from 1
  std::string kind;          ///< "rfc3161", "ed25519"
  std::uint64_t seq = 0;     ///< of the custody entry
  std::string hash;          ///< of that entry
  std::string at;            ///< UTC: when it was put into the case
  std::string who;           ///< the authority; or the public key, 64 hex digits
  std::string token;         ///< TimeStampToken (DER); or the signature over "stemma log entry SEQ HASH\n" (64 bytes)
  std::string trust;         ///< certificates (PEM) that were given with it
};

struct StampCheck {
  Stamp stamp;
  std::string at;       ///< UTC: the time that an authority gives; empty: none
  bool proves = false;
  bool broken = false;  ///< does not fit, or its chain was not valid: more than an authority that is merely unknown
  std::string what;     ///< in plain words: what it proves, or why it does not
};

struct VerifyReport {
  std::uint64_t originals = 0, bytes = 0, documents = 0, entries = 0;
  std::vector<Problem> problems;   ///< empty: all is as it was
  std::vector<StampCheck> stamps;
  std::vector<std::string> notes;  ///< what there is to know and is no damage, in plain words: words erased as the log tells, a clock set back
};

/// An entry of the custody log to be.
struct LogNote {
  std::string action, subject, detail;  ///< as of CustodyEntry
};

/// What Case::erase() has done.
struct EraseReport {
  std::string sha256;
  std::uint64_t documents = 0;      ///< that were read from it
  std::uint64_t decisions = 0;      ///< that spoke of it, and say no more than is left
  std::uint64_t entries = 0;        ///< of the custody log whose words are gone
  std::vector<std::string> beside;  ///< files beside the case that may hold what was erased: copies from before an upgrade, keys, exports
};

class Case {
 public:
  enum class Mode { read, write, create };

  /// Opens a case. `create` makes the file if there is none. Errors: ErrorKind::case_file for another program's file, a newer
  /// schema or damage; busy while another program writes; io for permissions, a full disk, a missing file.
  static Result<Case> open(const std::string& path, Mode mode);

  /// Reads files and folders (recursively, in byte order of their names) into the case. What is there already is skipped. Each
  /// file is one transaction: killed at any moment, the case loses at most the file in hand. One bad file never stops the rest.
  /// Then links what is new with what is there.
  Result<AddReport> add(const std::vector<std::string>& paths, const AddOptions& options = {});

  /// From now on add() and decide() leave it to link() to link what they add: for who holds a case open for long and lets others write in between.
  void link_later();
  /// Links what has come since the last time, documents and decisions. `turns` is held at each use of the file: who holds it may call decide(), log() and the
  /// like on another thread meanwhile, and what they add is linked as well. `stop`: asked between two steps, without `turns`; true ends it, and the next
  /// link() goes on.
  Result<void> link(std::mutex& turns, const std::function<bool()>& stop = {});
  /// Whether all that the case holds has been linked.
  bool linked() const;

  /// How many documents it holds.
  Result<std::uint64_t> size() const;
  /// All readings, as people's decisions have corrected them, ordered by (published, document id): the order does not depend on how they arrived.
  Result<std::vector<Reading>> readings() const;
  /// What links these readings, which are all that readings() gives: kept from when they were added, or else found now, as reconcile() with
  /// the decisions of the case finds it, byte for byte.
  Result<CaseModel> links(std::span<const Reading> readings) const;
  /// The bytes of an original, checked against their hash.
  Result<std::string> original(const std::string& sha256) const;
  Result<std::vector<Failure>> failures() const;
  Result<std::vector<CustodyEntry>> custody(const std::string& subject = {}) const;
  /// All that the log tells of one item, in order: an original (its SHA-256) or a document (its id), either shortened; of a document also what it tells
  /// of its original and the decisions that name it. Errors: usage, if nothing or more than one thing begins so.
  Result<std::vector<CustodyEntry>> story(const std::string& item) const;

  /// Appends decisions, all or none in one transaction, each with an entry in the custody log, after `notes`; then links anew what they speak
  /// of. Gives the numbers they have. Those that have numbers are of a patch: their undos name decisions of the list by these, and what the
  /// case has already is not appended again. The others' undos name decisions by the numbers of the case, those just appended too.
  /// Errors: usage for an undo of what is not there.
  Result<std::vector<std::uint64_t>> decide(std::span<const Decision> decisions, std::span<const LogNote> notes = {});
  Result<std::vector<Decision>> decisions() const;
  /// Which case this is, whatever its file is called: the hash of the first entry of its custody log.
  Result<std::string> identity() const;

  /// Notes which ids the claims and agents of a model have (ids_of), so that an old id leads to what has become of it.
  Result<void> keep_ids(std::span<const KnownId> ids);
  Result<std::vector<KnownId>> known_ids() const;

  /// Erases an original and all that came of it for good, and leaves an entry in the custody log that says so: consent was withdrawn.
  /// `item`: the SHA-256 of an original or the id of one of its documents, six characters or more of it. Then the file is written anew, so that
  /// the bytes are gone. Cost: linking and copying the whole case. Errors: usage, io; as Case::open for a case opened for reading.
  Result<EraseReport> erase(const std::string& item, const std::string& by, const std::string& why);

  /// Full-text search over blocks, best first.
  Result<std::vector<SearchHit>> search(const std::string& words, std::size_t limit) const;

  /// Re-hashes every original, checks the custody chain, the derived text, every page of the file and every stamp, and says what is wrong.
  /// `trust`: certificates (PEM) of time-stamping authorities that are trusted, besides those kept with the stamps.
  Result<VerifyReport> verify(const std::string& trust = {}) const;
  /// The same of a case that may be too damaged to be opened: what lies where is then told as far as it can be. Changes nothing where there
  /// is damage. Errors as Case::open for what is no case, and for one of a newer program.
  static Result<VerifyReport> verify_file(const std::string& path, const std::string& trust = {});

  /// Logs that a stamp is asked for and gives the request (RFC 3161, DER), for the authority of the caller's choice.
  Result<std::string> request_stamp();
  /// Keeps an authority's reply, checked, with the certificates (PEM) that are trusted. Errors, and nothing is kept: malformed; unsupported if
  /// the authority refused; usage if it stamps another log, is broken, expired, or not of an authority of `trust`, where that is given.
  Result<StampCheck> keep_stamp(std::string_view reply, const std::string& trust);
  /// Signs the log as it stands with the owner's key; the log names the key.
  Result<StampCheck> sign(const SigningKey& key);
  Result<std::vector<Stamp>> stamps() const;

  /// Appends to the custody log ("exported", "verified"...). No effect on a case opened for reading.
  Result<void> log(const std::string& action, const std::string& subject, const std::string& detail_json);

  const std::string& path() const;
  std::uint32_t schema_version() const;
  ~Case();
  Case(Case&&) noexcept;
  Case& operator=(Case&&) noexcept;

 private:
  struct Impl;
  explicit Case(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace stemma
