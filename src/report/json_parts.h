// Pieces of JSON that the case export and the full dossier share. Offsets are code points of the document's text.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/report.h"

namespace stemma::report {

using Json = nlohmann::ordered_json;  // keys keep the order in which formats.md names them

/// Everything that a JSON of one case refers to, with the offsets' converters made once.
struct JsonCase {
  JsonCase(std::span<const Reading>, const CaseModel&);

  std::span<const Reading> readings;
  const CaseModel& model;
  std::vector<CodePointIndex> points;  ///< by document

  Json span(std::uint32_t document, ByteSpan) const;
  Json spans(std::uint32_t document, const Spans&) const;
  Json agent_id(std::int32_t agent) const;                 ///< null for none
  Json case_agent(std::uint32_t document, std::int32_t agent) const;  ///< id of the case's agent for one of a reading's
  std::string attribution_id(AttributionRef) const;

  Json agents() const;
  Json attributions() const;  ///< of all documents, in order
  Json attributions(std::uint32_t document) const;
  Json denials() const;
  Json figures() const;
  Json figure_attribution(std::uint32_t document, const Figure&) const;
  Json timeline() const;
};

inline Json or_null(const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); }
/// Valid UTF-8 whatever the input was.
std::string dump(const Json&, int indent);

}  // namespace stemma::report
