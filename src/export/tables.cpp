#include <fmt/format.h>

#include <cmath>

#include "base/time.h"
#include "base/utf8.h"
#include "export/table.h"

namespace stemma::exports {

std::string_view name(Type type) {
  switch (type) {
    case Type::id: return "id";
    case Type::text: return "text";
    case Type::word: return "word";
    case Type::integer: return "integer";
    case Type::number: return "number";
    case Type::boolean: return "true or false";
    case Type::date: return "ISO date";
    case Type::utc: return "ISO date-time, UTC";
    case Type::texts: return "JSON list of texts";
    case Type::integers: return "JSON list of integers";
    case Type::spans: return "JSON list of [begin, end) pairs";
  }
  return {};
}

Json Rows::words(std::uint32_t document, ByteSpan s) const { return std::string(slice(readings[document].document, s)); }

Json Rows::words(std::uint32_t document, const Spans& spans) const {
  if (spans.empty()) return nullptr;
  std::string all;
  for (const ByteSpan s : spans) {
    if (!all.empty()) all += " … ";
    all += slice(readings[document].document, s);
  }
  return all;
}

Json Rows::document_id(std::int64_t document) const {
  return document < 0 ? Json(nullptr) : Json(readings[static_cast<std::size_t>(document)].document.id);
}

Json Rows::reasons(const std::vector<Reason>& why) const {
  Json all = Json::array();
  for (const Reason& r : why) all.push_back(r.text);
  return all;
}

Json share(float value) { return std::round(static_cast<double>(value) * 1e4) / 1e4; }

Json utc(const std::string& iso) {
  // A zone stands behind the time: "Z", or a sign with hours.
  if (iso.size() < 17 || iso[10] != 'T' || (iso.back() != 'Z' && iso.find_first_of("+-", 11) == std::string::npos)) return nullptr;
  const auto seconds = instant(iso);
  if (!seconds) return nullptr;
  const std::int64_t days = *seconds >= 0 ? *seconds / 86400 : -((-*seconds + 86399) / 86400), rest = *seconds - days * 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", stemma::iso(civil_from_days(days)), rest / 3600, rest / 60 % 60, rest % 60);
}

const std::vector<Table>& tables() {
  static const std::vector<Table> all = [] {
    std::vector<Table> out;
    for (auto part : {document_tables(), claim_tables(), grounding_tables(), decision_tables()})
      for (Table& t : part) out.push_back(std::move(t));
    return out;
  }();
  return all;
}

std::vector<LeftOut> not_in_tables(const Outgoing& o) {
  std::uint64_t conflicts = 0, entries = 0, maps = 0, left_out = 0, folds = 0, sayings = 0, sentences = 0;
  for (const Reading& r : o.readings) {
    conflicts += r.document.conflicts.size();
    entries += r.document.entries.size();
    maps += !r.document.map.runs.empty();
    left_out += r.document.left_out.size();
  }
  for (const Claim& c : o.model.claims)
    for (const Root& r : c.roots) folds += r.folds.size();
  for (const CaptureEdit& e : o.model.edits) sayings += e.sayings.size(), sentences += e.sentences.size();
  std::vector<LeftOut> all{
      {"originals", o.readings.size(), "the bytes as received are not in tables; the forms warc and wacz hold them (here: documents made of them)"},
      {"byte maps", maps, "which byte of the original each character was read from; stemma why shows it"},
      {"folds of roots", folds, "the single steps by which ends of chains were made one root; the column why of roots has their reasons"},
      {"edits of sayings between captures", sayings, "table edges has which captures differ; stemma report --json has each edit"},
      {"edits of sentences between captures", sentences, "as above"},
      {"contradictions of a page about its own title, date or author", conflicts, "the value that was kept is in documents; stemma read has the others"},
      {"entries of live blogs", entries, "their text is in the document's; stemma read has their bounds"},
      {"parts of pages that are no report (menus, comments)", left_out, "they were never read"},
      {"custody entries", o.custody.size(), "they belong to the case and its verification, not to tables; the dossier has them"}};
  std::erase_if(all, [](const LeftOut& l) { return l.count == 0; });
  return all;
}

}  // namespace stemma::exports
