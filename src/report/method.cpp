#include "report/method.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/utf8.h"
#include "link/thresholds.h"
#include "report/accuracy.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::report {
namespace {

/// "html 20, pdf 3": most frequent first.
std::string tally(const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (const auto& [what, n] : order) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", what, n);
  return printable(out);
}

MethodPart inputs(const Dossier& d) {
  std::map<std::string, std::size_t> formats, languages;
  std::set<std::string_view> originals;
  std::string first, last;
  std::size_t attributions = 0, undated = 0;
  for (const Reading& r : d.readings) {
    const Document& doc = r.document;
    ++formats[doc.format.empty() ? "unknown format" : doc.format];
    ++languages[language_name(doc.language) + (is_read(doc.language) ? "" : " (not read)")];
    originals.insert(doc.sha256);
    attributions += r.attributions.size();
    const std::string day = doc.published.value.substr(0, 10);
    if (day.empty()) { ++undated; continue; }
    if (first.empty() || day < first) first = day;
    if (day > last) last = day;
  }
  MethodPart out{"What was read", {{"Documents", fmt::format("{} out of {}", d.readings.size(), count(originals.size(), "original", "originals"))}}};
  if (d.readings.empty()) return out;
  out.facts.push_back({"Formats", tally(formats)});
  out.facts.push_back({"Languages", tally(languages)});
  out.facts.push_back({"Outlets", fmt::format("{}", outlets(d).size())});
  if (!first.empty()) out.facts.push_back({"Published", fmt::format("{} to {}{}", when(first), when(last), undated ? fmt::format("; {} undated", undated) : "")});
  out.facts.push_back({"Found in them", fmt::format("{}, {}, {}", count(attributions, "attribution", "attributions"), count(d.model.claims.size(), "claim", "claims"),
                                                    count(d.model.denials.size(), "denial", "denials"))});
  return out;
}

MethodPart versions(const Dossier& d) {
  MethodPart out{"By which program", {{"This dossier and its counts", fmt::format("stemma {}", d.program_version)}}};
  std::map<std::string, std::string> last;  // of each original, the reader that read it last
  for (const CustodyEntry& e : d.custody) {
    if (e.action != "read" || e.erased) continue;
    const auto detail = nlohmann::json::parse(e.detail, nullptr, false);
    if (detail.is_object() && detail.contains("reader") && detail["reader"].is_string()) last[e.subject] = detail["reader"].get<std::string>();
  }
  std::map<std::string, std::size_t> readers;
  for (const auto& [original, reader] : last) ++readers[reader];
  for (const auto& [reader, n] : readers) out.facts.push_back({fmt::format("Read {} with", count(n, "original", "originals")), printable(reader)});
  if (readers.empty() && !d.reader_version.empty()) out.facts.push_back({"Read with", printable(d.reader_version)});
  return out;
}

MethodPart left_out(const Dossier& d) {
  MethodPart out{"What was left out", {}};
  const auto add = [&](std::string label, std::string value) { out.facts.push_back({std::move(label), std::move(value)}); };
  for (const Failure& f : d.failures) add("Could not be read", printable(fmt::format("{}: {}", f.path, squeeze(f.what))));
  const Blind b = blind_spots(d);
  for (const auto& [language, n] : b.languages) add("Language not read", fmt::format("{}: {}", language, count(n, "document", "documents")));
  for (const auto& [flaw, n] : b.flaws) add("Captures without the report", flawed(flaw, n));
  for (const Withheld& w : d.withheld) add("Withheld", printable(fmt::format("{}: {}", w.item, w.why)));
  if (d.marks > 0) add("Redacted", fmt::format("{} in the texts, each with its mark", count(d.marks, "passage", "passages")));
  const auto shown = chosen_claims(d);
  const auto hidden = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), false));
  if (hidden > 0) add("Claims not in this dossier", fmt::format("{} of {}", hidden, shown.size()));
  if (out.facts.empty()) add("Of the case", "nothing");
  add("Never in a dossier", "reports that nobody put into the case; the originals themselves");
  return out;
}

MethodPart reviewers(const Dossier& d) {
  struct Work { std::map<std::string, std::size_t> kinds; std::size_t all = 0; std::string last; };
  std::map<std::string, Work> people;
  for (const Decision& one : d.decisions) {
    Work& w = people[one.by.empty() ? "somebody who gave no name" : one.by];
    ++w.kinds[std::string(name(one.kind))];
    ++w.all;
    w.last = std::max(w.last, one.at);
  }
  MethodPart out{"Who reviewed it", {}};
  for (const auto& [who, w] : people)
    out.facts.push_back({printable(who), fmt::format("{}: {}; last {}", count(w.all, "decision", "decisions"), tally(w.kinds), when(w.last))});
  std::size_t lost = 0;
  for (const Ruling& r : d.model.rulings) lost += !r.applied;
  if (lost > 0) out.facts.push_back({"Not applied", fmt::format("{}: what they speak of is gone, or a later one says the opposite", count(lost, "decision", "decisions"))});
  if (people.empty()) out.facts.push_back({"Nobody", "every result is the program's own; no person has decided anything about it"});
  return out;
}

}  // namespace

std::vector<MethodPart> method_of(const Dossier& d) {
  std::vector<MethodPart> out{inputs(d), versions(d)};
  MethodPart limits{"Thresholds in use", {}};
  for (const link::Threshold& t : link::all_thresholds()) limits.facts.push_back({t.what, t.value});
  out.push_back(std::move(limits));
  out.push_back(left_out(d));
  out.push_back(reviewers(d));
  MethodPart accuracy{fmt::format("How often it is right, as last measured on {}", when(measured_on())), {}};
  for (const Measured& m : measured())
    accuracy.facts.push_back({std::string(m.what), fmt::format("{}{} ({})", m.value, m.asked < 0 ? "" : fmt::format(", asked for {}", static_cast<double>(m.asked) / 1000), m.measure)});
  out.push_back(std::move(accuracy));
  MethodPart kinds{"The same by language and kind of source", {}};
  for (const MeasuredKind& m : measured_by_kind()) kinds.facts.push_back({fmt::format("{}, {}. {}", m.language, m.kind, m.what), fmt::format("{} ({})", m.value, m.measure)});
  kinds.facts.push_back({"Other languages", "not measured, as who says what in them is not read"});
  out.push_back(std::move(kinds));
  return out;
}

}  // namespace stemma::report
