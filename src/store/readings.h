// Readings as rows and back. What is loaded equals what was stored, field for field; the tests compare.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "stemma/attribution.h"
#include "store/grounding.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Fields that a document may be unsure of, by their names in the file.
inline constexpr std::pair<const char*, Stated Document::*> stated_fields[] = {
    {"title", &Document::title},         {"publisher", &Document::publisher}, {"agency", &Document::agency},
    {"published", &Document::published}, {"modified", &Document::modified},   {"url", &Document::url},
    {"section", &Document::section},     {"captured", &Document::captured}};

/// Writes readings; keeps its statements prepared over many files. REQUIRES for each call: inside a transaction.
class ReadingWriter {
 public:
  explicit ReadingWriter(const Connection& db);

  /// Adds one document with all that was read in it. `number`: its place within its original.
  void add(std::int64_t original, std::size_t number, const Reading& reading, std::string_view digest);
  /// Takes away all documents of an original, and their words from the index.
  void remove_all(std::int64_t original);

 private:
  void add_children(std::int64_t document, const Reading& reading);

  const Connection& db_;
  Statement document_, author_, conflict_, entry_, entry_author_, warning_, block_, index_, agent_, attribution_, link_;
  GroundingWriter grounding_;
  Statement documents_of_, blocks_of_, unindex_, remove_;
};

/// Loads readings by row number; keeps its statements prepared. Throws Failed (case_file) for rows that cannot have been stored.
class ReadingLoader {
 public:
  explicit ReadingLoader(const Connection& db);

  Reading load(std::int64_t document);
  const std::string& digest() const { return digest_; }  ///< that was stored with the document loaded last

 private:
  void load_children(std::int64_t document, Reading& reading);
  void load_parts(std::int64_t document, Document& d);

  Statement document_, author_, conflict_, entry_, entry_author_, warning_, block_, agent_, attribution_, link_;
  GroundingLoader grounding_;
  std::string digest_;
};

/// Row numbers of all documents, ordered by (published, document id, original, place in it).
std::vector<std::int64_t> documents_in_order(const Connection& db);

}  // namespace stemma::store
