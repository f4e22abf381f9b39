// Reader: bytes in, readings out. The door for embedding programs that want no case file.
//
//     auto reader = stemma::Reader::create();
//     stemma::Reader::Workspace space;
//     for (auto& item : reader->read_file("page.html", space))
//       if (item) use(*item); else warn(item.error().line());
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "stemma/attribution.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma {

/// Processor seconds in each stage, summed over all that one Workspace has read. Reading files and what other processes do
/// (pdftotext) is in none of them.
struct StageTimes {
  double ingest = 0, lang = 0, claims = 0;
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

  static Result<Reader> create(Limits limits = {});

  /// All documents of one file. A container (WARC, feed, JSONL) gives many; one that is partly broken gives what could be read
  /// and an error for each part that could not. An unreadable file gives one error.
  std::vector<Result<Reading>> read_file(const std::string& path, Workspace&) const;

  /// The same for bytes in memory; `path` names them and helps to tell the format.
  std::vector<Result<Reading>> read_bytes(std::span<const std::byte> bytes, const std::string& path, Workspace&) const;

  /// Reads attributions in plain text, without looking for a page around it: offsets are into that very text.
  /// `published` (ISO) and `title` may be empty.
  Result<Reading> read_text(std::string id, std::string text, std::string published, std::string title, Workspace&) const;

  /// Names program version, model and rules; stored with everything that this reader reads.
  std::string version() const;

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

 private:
  struct Parts;
  explicit Reader(std::unique_ptr<const Parts>);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace stemma
