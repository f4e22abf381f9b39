// What the desk is shown: the data of every address of desk/src/api.ts, out of a case at one moment. Pure C++: no HTTP, no clock, no thread.
//
// A Snapshot holds what lists, orders, facets and counts need; texts and readings of single documents come from the case file when they
// are asked for. Answers are JSON in the shapes that api.ts names; errors are RFC 9457 problem details in human words.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stemma/attribution.h"
#include "stemma/decision.h"
#include "stemma/result.h"

namespace stemma::answers {

/// What is asked: an address without ".json" ("/claims/c12", percent-decoded), and its query, decoded, in order.
struct Request {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

struct Answer {
  int status = 200;
  std::string type = "application/json";  ///< "application/problem+json" of a Problem
  std::string body;
  std::string file_name;  ///< of a download; empty: none
};

struct State;

/// A case as it stood when it was loaded. Immutable; shared by threads, each of which reads from the file with a connection of its own.
class Snapshot {
 public:
  /// Reads the case and arranges it. `generation` is what its answers call it. Errors: those of Case::open.
  static Result<std::shared_ptr<const Snapshot>> load(const std::string& case_path, std::uint64_t generation);

  std::uint64_t generation() const;
  /// Every id that the claims have, sorted: what two generations differ in is what an event tells.
  std::vector<std::string> claim_ids() const;

  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const State& state() const { return *state_; }

 private:
  explicit Snapshot(std::unique_ptr<const State>);
  std::unique_ptr<const State> state_;
};

/// Answers a GET of any data address of api.ts but /session, /events and /import. Never throws; what goes wrong is a Problem:
/// 400 a query that means nothing here, 404 no such address or thing, 410 a claim or an agent that goes by another id now ("became") or is gone, 503
/// the case file is away or damaged.
Answer answer(const Snapshot&, const Request&);

/// RFC 9457. `next`: what to do now, in human words.
Answer problem(int status, const std::string& title, const std::string& detail = {}, const std::string& next = {});

/// The body of POST /decisions ({"decisions": NewDecision[]}, or the list alone) as decisions: ids become what they name in the
/// texts, so that the decision finds it after a re-read. All or none. Errors: usage, in human words.
Result<std::vector<Decision>> decisions_from(const Snapshot&, const nlohmann::ordered_json& body, const std::string& by);

/// One document with all that was read in it, as people have corrected it. Errors: usage, if there is none; those of Case::open.
Result<Reading> reading(const Snapshot&, const std::string& document_id);
/// What Case::keep_ids() notes: the ids of claims and agents, and where they stand. To be called before a case changes and after, so that an old
/// id leads to what has become of it. Cost: reads every text.
Result<std::vector<KnownId>> known_ids(const Snapshot&);

/// The index of a claim in the model.
std::optional<std::uint32_t> find_claim(const Snapshot&, const std::string& id);
/// ClaimRow of a claim, by its index in the model. REQUIRES: claim < number of claims.
nlohmann::ordered_json claim_row(const Snapshot&, std::uint32_t claim);
/// CaseSummary; its state is "ready" or "read_only": what else it may be, the server knows.
nlohmann::ordered_json case_summary(const Snapshot&);

}  // namespace stemma::answers
