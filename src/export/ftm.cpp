// FollowTheMoney 4 (OpenAleph, OpenSanctions): documents, people and bodies, who is mentioned where, and claims as notes.
#include <fmt/format.h>
#include <unicode/locid.h>

#include <map>
#include <set>

#include "base/utf8.h"
#include "export/csv.h"
#include "export/digest.h"
#include "export/linked.h"
#include "export/readme.h"
#include "report/phrases.h"

namespace stemma::exports {
namespace {

std::string_view schema_of(AgentKind kind) {
  switch (kind) {
    case AgentKind::person: return "Person";
    case AgentKind::organisation: case AgentKind::media: return "Organization";
    case AgentKind::government: return "PublicBody";
    case AgentKind::document: case AgentKind::unnamed: case AgentKind::collective: return "LegalEntity";
  }
  return "LegalEntity";
}

/// A date as its library takes it: a day, or a day with a time to the second without a zone, in UTC.
std::string date_of(const std::string& iso) {
  if (const Json known = utc(iso); known.is_string()) return known.get<std::string>().substr(0, 19);
  return iso.substr(0, 10);
}

/// Its library takes other addresses for invalid and drops them.
bool is_url(const std::string& url) {
  return (url.starts_with("http://") || url.starts_with("https://")) && url.find_first_of(" \t\r\n<>\"") == std::string::npos &&
         url.find('.', 8) != std::string::npos;
}

/// ISO 639-3, as its library wants it; nothing for a language that is not known.
std::string language_of(const std::string& code) {
  return code == "und" ? std::string() : std::string(icu::Locale(code.c_str()).getISO3Language());
}

class Entities {
 public:
  Entities(const Rows& rows, Sink& file) : rows_(rows), file_(file) {}
  void run();

  std::map<std::string, std::uint64_t> count;  ///< by schema
  std::uint64_t total = 0, not_an_address = 0, without_hash = 0;

 private:
  using Properties = std::vector<std::pair<std::string_view, std::vector<std::string>>>;
  void put(std::string_view schema, const std::string& id, const Properties& properties);
  void documents();
  void agents();
  void mentions();
  void claims();

  const Rows& rows_;
  Sink& file_;
};

void Entities::put(std::string_view schema, const std::string& id, const Properties& properties) {
  Json values = Json::object();
  for (const auto& [key, list] : properties) {
    Json all = Json::array();
    std::set<std::string> seen;
    for (const std::string& v : list)
      if (const std::string clean = key == "description" ? v : squeeze(v); !clean.empty() && seen.insert(clean).second) all.push_back(clean);
    if (!all.empty()) values[std::string(key)] = std::move(all);
  }
  file_.write(report::dump({{"id", id}, {"schema", schema}, {"properties", std::move(values)}}, -1));
  ++count[std::string(schema)];
  ++total;
}

void Entities::documents() {
  std::map<std::string, std::string> sha1_by_original;
  for (const Reading& r : rows_.readings) {
    const Document& d = r.document;
    auto known = sha1_by_original.find(d.sha256);
    if (known == sha1_by_original.end()) {
      const auto bytes = rows_.out.original(d.sha256);
      known = sha1_by_original.emplace(d.sha256, bytes && *bytes ? hex_of(sha1(**bytes)) : std::string()).first;
    }
    without_hash += known->second.empty();
    std::vector<std::string> authors;
    for (const Author& a : d.authors) authors.push_back(a.value);
    if (!d.url.empty() && !is_url(d.url.value)) ++not_an_address;
    const auto slash = d.path.find_last_of('/');
    put("Article", d.id, {{"title", {d.title.value}}, {"fileName", {slash == std::string::npos ? d.path : d.path.substr(slash + 1)}}, {"author", authors},
                          {"publisher", {d.publisher.value}}, {"publishedAt", {date_of(d.published.value)}}, {"modifiedAt", {date_of(d.modified.value)}},
                          {"retrievedAt", {date_of(d.captured.value)}}, {"sourceUrl", {is_url(d.url.value) ? d.url.value : std::string()}},
                          {"contentHash", {known->second}}, {"language", {language_of(d.language)}}, {"bodyText", {d.text}}});
  }
}

void Entities::agents() {
  for (const CaseAgent& a : rows_.model.agents) {
    const std::string_view schema = schema_of(a.kind);
    std::vector<std::string> notes;
    if (a.vague) notes.push_back("Names nobody who could be asked.");
    if (a.kind == AgentKind::unnamed || a.kind == AgentKind::collective) notes.push_back("Not named in the reports.");
    if (a.kind == AgentKind::document) notes.push_back("A document that is quoted as a speaker.");
    Properties all{{"name", {a.name}}, {"alias", a.aliases}, {"notes", notes}};
    if (schema == "Person") all.push_back({"position", {a.role}});
    put(schema, a.id, all);
    if (a.affiliation >= 0)
      put("UnknownLink", a.id + "-affiliation", {{"subject", {a.id}}, {"object", {rows_.model.agents[static_cast<std::size_t>(a.affiliation)].id}}, {"role", {"speaks for"}}});
  }
}

void Entities::mentions() {
  for (const CaseAgent& a : rows_.model.agents) {
    std::map<std::uint32_t, std::vector<std::string>> names_in;
    for (const auto& m : a.mentions) names_in[m.document].push_back(rows_.readings[m.document].agents[m.agent].name);
    for (const auto& [d, names] : names_in) {
      const std::string& id = rows_.readings[d].document.id;
      put("Mention", fmt::format("{}-in-{}", a.id, id), {{"document", {id}}, {"name", names}, {"resolved", {a.id}}, {"detectedSchema", {std::string(schema_of(a.kind))}}});
    }
  }
}

/// A claim is a note on what was said, in a member's words; each member links it to its document and its speaker, so that a denial is seen as one.
void Entities::claims() {
  std::vector<std::vector<std::int32_t>> who;
  for (std::uint32_t d = 0; d < rows_.readings.size(); ++d) who.push_back(speakers(rows_.model, rows_.readings[d], d));
  for (const Claim& c : rows_.model.claims) {
    std::vector<std::string> lines{report::headline_explained(c)};
    for (const Root& r : c.roots) lines.push_back(fmt::format("{}: {} ({}).", r.side == Side::denies ? "Denied by" : "Rests on", r.label, report::words(r.kind)));
    put("Note", c.id, {{"name", {report::title(c)}}, {"description", {c.label}}, {"summary", lines}});
    std::map<std::pair<std::uint32_t, Side>, std::vector<std::string>> by_document;
    std::map<std::pair<std::int32_t, Side>, std::vector<std::string>> by_agent;
    for (const ClaimMember& m : c.members) {
      const AttributionRef at = m.attribution;
      const std::string said = rows_.words(at.document, rows_.readings[at.document].attributions[at.attribution].content).get<std::string>();
      by_document[{at.document, m.side}].push_back(said);
      if (who[at.document][at.attribution] >= 0) by_agent[{who[at.document][at.attribution], m.side}].push_back(said);
    }
    for (const auto& [key, said] : by_document) {
      const Document& d = rows_.readings[key.first].document;
      put("Documentation", fmt::format("{}-{}-{}", c.id, name(key.second), d.id),
          {{"document", {d.id}}, {"entity", {c.id}}, {"role", {std::string(name(key.second))}}, {"summary", said}, {"date", {date_of(d.published.value)}}});
    }
    for (const auto& [key, said] : by_agent) {
      const CaseAgent& a = rows_.model.agents[static_cast<std::size_t>(key.first)];
      put("UnknownLink", fmt::format("{}-{}-{}", c.id, name(key.second), a.id), {{"subject", {a.id}}, {"object", {c.id}}, {"role", {std::string(name(key.second))}}, {"summary", said}});
    }
  }
}

void Entities::run() {
  documents();
  agents();
  mentions();
  claims();
}

}  // namespace

Result<Written> write_ftm(const Outgoing& out, const std::string& path) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const Rows rows(out);
  const std::string name = "entities.ftm.json";
  auto file = folder->file(name);
  if (!file) return tl::unexpected(file.error());
  Entities entities(rows, *file);
  entities.run();
  if (auto kept = folder->keep(*file, name, "entities", entities.total); !kept) return tl::unexpected(kept.error());
  if (auto same = same_lines(*folder, name, entities.total); !same) return tl::unexpected(same.error());
  if (auto done = write_lines(*folder, "tables/", out); !done) return tl::unexpected(done.error());
  std::string about =
      "`entities.ftm.json` holds FollowTheMoney entities, one a line: Article (documents), Person, Organization, PublicBody and LegalEntity (who speaks),\n"
      "Mention (who is named where), Note (claims), Documentation and UnknownLink (which document and which speaker stands on which side of a claim: the\n"
      "role is supports, denies or neutral). FollowTheMoney has no type for a claim: what it cannot say is in `tables/`, the lines of JSON of the form\n"
      "jsonl, with the same ids.\n\n| schema | entities |\n|---|---|\n";
  for (const auto& [schema, n] : entities.count) about += fmt::format("| {} | {} |\n", schema, n);
  std::uint64_t members = 0;
  for (const Claim& c : out.model.claims) members += c.members.size();
  return finish(*folder, "ftm", out, about,
                {{"offsets, stance and chain of members", members, "of the entities only: FollowTheMoney has no place for them; tables/ has them"},
                 {"edges between documents", out.model.derived.size() + out.model.relies.size(), "of the entities only: which text was taken from which; tables/edges.jsonl"},
                 {"figures, times, places, events", static_cast<std::uint64_t>(out.model.figures.size()), "of the entities only (series counted here); tables/ has them"},
                 {"addresses of documents that are no http address", entities.not_an_address, "of the entities only; tables/documents.jsonl has them"},
                 {"SHA-1 hashes of withheld originals", entities.without_hash, "an original that is withheld is not hashed anew"},
                 {"originals", out.readings.size(), "the forms warc and wacz hold them"}});
}

}  // namespace stemma::exports
