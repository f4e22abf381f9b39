#include "export/form.h"

#include <array>

#include "export/csv.h"
#include "export/linked.h"
#include "export/warc.h"

namespace stemma::exports {

std::span<const Form> forms() {
  static constexpr std::array all{
      Form{"csv", "a folder of tables for spreadsheets, with the texts and a data dictionary",
           [](const Outgoing& out, const std::string& path, const Choices& c) { return write_csv(out, path, c.bom); }},
      Form{"jsonl", "the same tables as lines of JSON, with a JSON Schema of each",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_jsonl(out, path); }},
      Form{"warc", "a folder with the originals as WARC/1.1, and their texts",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_warc(out, path); }},
      Form{"wacz", "one file with the originals as a signed web archive (WACZ 1.1.1)",
           [](const Outgoing& out, const std::string& path, const Choices& c) { return write_wacz(out, path, c.key_file); }},
      Form{"ftm", "a folder of FollowTheMoney entities, and the tables for what they cannot say",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_ftm(out, path); }},
      Form{"annotations", "a folder with a W3C Web Annotation collection, and the texts that it is on",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_annotations(out, path); }},
      Form{"prov", "a folder with the case in PROV-O (Turtle) and PROV-JSON",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_prov(out, path); }},
      Form{"graphml", "a folder with a graph of documents, speakers, claims and roots",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_graphml(out, path); }},
      Form{"claimreview", "a folder with ClaimReview for the claims on which a person has given a verdict",
           [](const Outgoing& out, const std::string& path, const Choices&) { return write_claimreview(out, path); }},
  };
  return all;
}

const Form* find_form(std::string_view name) {
  for (const Form& f : forms())
    if (f.name == name) return &f;
  return nullptr;
}

}  // namespace stemma::exports
