// Reader: bytes in, readings out. The door for embedding programs that want no case file.
//
//     auto reader = stemma::Reader::create();
//     stemma::Reader::Workspace space;
//     for (auto& item : reader->read_file("page.html", space))
//       if (item) use(*item); else warn(item.error().line());
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "stemma/attribution.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma {

/// Processor seconds in each stage, summed over all that one Workspace has read; those of confined parsers are in `ingest`. What
/// pdftotext takes is in none of them.
struct StageTimes {
  double ingest = 0, lang = 0, claims = 0, values = 0, events = 0;
};

/// Reads documents. Immutable after creation: one is shared by all threads, each with a Workspace of its own.
/// A pure function of the bytes, the path and the model: the same input gives the same output on any machine.
class Reader {
 public:
  class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    const StageTimes& times() const;
    struct State;
    State& state() { return *state_; }

   private:
    std::unique_ptr<State> state_;
  };

  /// The bytes of pages come from strangers, and no parser is without mistakes. With a `parser_program` they are parsed in processes of
  /// their own that can open no file and no connection, start nothing, and are stopped after Limits::parse_seconds and at
  /// Limits::parse_memory: what goes wrong there costs the file in hand, which gives an error. The program is stemma itself, of this
  /// library's version ("stemma self parse" is how it is started); in stemma, "/proc/self/exe". Without one they are parsed in the
  /// caller's own process: a crash is then the caller's, and so is all that a hostile page can make of it.
  /// `model_file` is a language model (docs/formats/model.md) to use in place of the one in the library, which is loaded once.
  /// Errors: unsupported, io (the parser program cannot be started as such; the model file cannot be read, or is another kind or a newer
  /// version), malformed (the model is damaged).
  static Result<Reader> create(Limits limits = {}, const std::string& parser_program = {}, const std::string& model_file = {});

  /// All documents of one file. A container (WARC, feed, JSONL) gives many; one that is partly broken gives what could be read
  /// and an error for each part that could not. An unreadable file gives one error.
  std::vector<Result<Reading>> read_file(const std::string& path, Workspace&) const;

  /// The same, one by one as they are read: a container of any size takes the memory of a few documents. `take` returns false to stop.
  using Take = std::function<bool(Result<Reading>&&)>;
  void each_in_file(const std::string& path, Workspace&, const Take& take) const;
  /// An open file, which must not change meanwhile; `path` names it, `sha256` is the hash of its bytes, empty if the caller does not
  /// know it. It is mapped, not copied.
  void each_in_descriptor(int descriptor, const std::string& path, const std::string& sha256, Workspace&, const Take& take) const;

  /// The same for bytes in memory; `path` names them and helps to tell the format.
  std::vector<Result<Reading>> read_bytes(std::span<const std::byte> bytes, const std::string& path, Workspace&) const;

  /// Reads attributions in plain text, without looking for a page around it: offsets are into that very text.
  /// `published` (ISO) and `title` may be empty.
  Result<Reading> read_text(std::string id, std::string text, std::string published, std::string title, Workspace&) const;

  /// Names program version, model and rules; stored with everything that this reader reads.
  std::string version() const;

  /// Pages are parsed in confined processes.
  bool confined() const;
  /// What this kernel lacks to confine them with, one line each; empty if nothing, or if they are not confined at all.
  std::vector<std::string> gaps() const;

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

 private:
  struct Parts;
  explicit Reader(std::unique_ptr<const Parts>);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace stemma
