// Revisit records of a WARC: "at that time it was the same again" (ISO 28500:2017, 6.7), resolved to the records that they refer to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/warc/records.h"

namespace stemma::ingest {

/// What a file holds, as hashes: some 60 bytes a record. A look-up that hashes mislead is found out by who reads the record.
class RecordIndex {
 public:
  struct Revisit {
    RecordPlace place;
    std::uint64_t at = 0;
    std::string uri, date, content_type;
    std::uint64_t refers_to = 0, refers_to_capture = 0, digest = 0, same_uri = 0;  ///< hashes; 0: not said
    std::uint32_t responses_before = 0;
  };
  struct Target {
    RecordPlace place;
    std::uint64_t at = 0;
  };
  enum class Fate : std::uint8_t { found, missing, cyclic };

  void add_response(const WarcRecord& r);
  void add_revisit(const WarcRecord& r);

  /// Call once, when the file is read to its end.
  void close();

  const std::vector<Revisit>& revisits() const { return revisits_; }

  /// The response at the end of a revisit's chain: by WARC-Refers-To, else by target URI and date, else by payload digest; "not
  /// modified" that refers to nothing means the last response from its URI before it. A chain of more than 16 revisits counts as cyclic.
  /// O(log records).
  Fate resolve(const Revisit& revisit, Target& target) const;

 private:
  struct Key {
    std::uint64_t hash = 0;
    std::uint32_t index = 0;  ///< of a response, or of a revisit behind `kRevisit`
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  const Key* find(const std::vector<Key>& keys, std::uint64_t hash) const;

  std::vector<Target> responses_;
  std::vector<Revisit> revisits_;
  std::vector<Key> ids_, captures_, digests_, uris_;
};

}  // namespace stemma::ingest
