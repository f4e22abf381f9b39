#include "export/form.h"

#include <array>

#include "export/csv.h"

namespace stemma::exports {

std::span<const Form> forms() {
  static constexpr std::array all{
      Form{"csv", "a folder of tables for spreadsheets, with the texts and a data dictionary",
           [](const Outgoing& out, const std::string& path, const Choices& c) { return write_csv(out, path, c.bom); }},
      Form{"jsonl", "the same tables as lines of JSON, with a JSON Schema of each",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_jsonl(out, path); }},
  };
  return all;
}

const Form* find_form(std::string_view name) {
  for (const Form& f : forms())
    if (f.name == name) return &f;
  return nullptr;
}

}  // namespace stemma::exports
