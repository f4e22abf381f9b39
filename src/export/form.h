// The forms in which a case leaves for other programs (docs/formats/exports.md).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "export/outgoing.h"

namespace stemma::exports {

struct Choices {
  bool bom = false;      ///< of csv
  std::string key_file;  ///< of wacz; empty: not signed
};

struct Form {
  std::string_view name;
  std::string_view what;  ///< one line
  Result<Written> (*write)(const Outgoing&, const std::string& path, const Choices&);
};

/// In the order in which they are offered. The case export (report/export_json.cpp) is not among them: it is one object on standard output.
std::span<const Form> forms();
const Form* find_form(std::string_view name);

}  // namespace stemma::exports
