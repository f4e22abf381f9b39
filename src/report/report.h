// Dossiers and exports of a case: pure functions from readings and model to text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "stemma/case.h"
#include "stemma/claims.h"
#include "stemma/decision.h"
#include "stemma/outward.h"

namespace stemma::report {

/// Which claims a dossier for others is about; neither: all of them. What is left out is said in the dossier.
struct Chosen {
  std::size_t most = 0;               ///< the first so many, most contested and most reported first; 0: no limit
  std::vector<std::uint32_t> claims;  ///< these only: indices into CaseModel::claims
};

/// All that a dossier shows. Views only: the owner keeps everything alive.
struct Dossier {
  std::span<const Reading> readings;
  const CaseModel& model;
  std::span<const Failure> failures;
  std::string case_name;
  std::string program_version, reader_version;
  std::string made_at;   ///< UTC; empty leaves it out (tests)
  std::string custody_head;  ///< hash of the last custody entry
  std::span<const Decision> decisions = {};
  std::span<const KnownId> known_ids = {};
  std::span<const CustodyEntry> custody = {};
  std::span<const Stamp> stamps = {};
  std::span<const Withheld> withheld = {};
  std::uint64_t marks = 0;                    ///< Outward::marks
  const std::vector<bool>* touched = nullptr; ///< Outward::touched
  Chosen chosen = {};
};

struct TerminalStyle {
  bool colour = false;
  unsigned columns = 100;
  std::size_t max_claims = 0;  ///< and families, and so on; 0: all
};

std::string terminal_dossier(const Dossier&, const TerminalStyle&);
/// One self-contained, printable file that loads nothing from outside, with a check of its own (docs/formats/dossier-html.md).
std::string html_dossier(const Dossier&);
std::string markdown_dossier(const Dossier&);
std::string json_dossier(const Dossier&);
/// The case export of CASE_FORMAT.md.
std::string export_json(std::span<const Reading> readings, const CaseModel& model);

/// The id that `id` (perhaps shortened) stands for now: itself, or of a claim or agent that is called otherwise by now. Errors: usage, if it has
/// become several, or nothing is left of it.
Result<std::string> current_id(const Dossier&, const std::string& id);

/// One root of a claim set aside, or one of its folds cut (numbers from 0 as `stemma why` prints them).
struct Switched {
  std::string root;              ///< id, may be shortened
  std::int64_t fold = -1;        ///< -1: the whole root
};
/// What the claim's count would be then, and who falls. Errors: usage.
Result<std::string> explain_switched(const Dossier&, const std::string& claim, const Switched&, const TerminalStyle&);
Result<std::string> explain_switched_json(const Dossier&, const std::string& claim, const Switched&);

/// Why a claim has the count that it has: every member, chain, fold and reason, with the words. `id` is that of a claim, a document
/// or an attribution ("DOCUMENT.NUMBER"), and may be shortened. Errors: usage, if nothing or more than one thing begins so.
Result<std::string> explain(const Dossier&, const std::string& id, const TerminalStyle&);
Result<std::string> explain_json(const Dossier&, const std::string& id);

}  // namespace stemma::report
