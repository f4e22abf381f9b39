// PROV (W3C Recommendation of 2013): what was taken from what, who said it, and which program read it; as PROV-O in Turtle and as PROV-JSON.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/utf8.h"
#include "export/linked.h"
#include "export/readme.h"
#include "export/table.h"

namespace stemma::exports {
namespace {

/// One statement of PROV: of an element ("entity", "activity", "agent") or of a relation between two.
struct Statement {
  std::string_view kind;                ///< "entity", "wasDerivedFrom" ...
  std::string id;                       ///< of the element, or of the relation's first
  std::string other;                    ///< of a relation
  std::vector<std::pair<std::string_view, std::string>> attributes;  ///< "prov:type", "stemma:..."; values are texts or, of prov:type, names
};

struct Relation {
  std::string_view kind, json_first, json_second;
};
constexpr Relation relations[] = {{"wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity"},
                                  {"wasAttributedTo", "prov:entity", "prov:agent"},
                                  {"wasGeneratedBy", "prov:entity", "prov:activity"},
                                  {"used", "prov:activity", "prov:entity"},
                                  {"wasAssociatedWith", "prov:activity", "prov:agent"},
                                  {"actedOnBehalfOf", "prov:delegate", "prov:responsible"}};

std::string iri(std::string_view kind, std::string_view id) { return fmt::format("{}-{}", kind, id); }

class Statements {
 public:
  explicit Statements(const Rows& rows) : rows_(rows) {}
  void each(const std::function<void(const Statement&)>& take) const {
    elements(take);
    activities(take);
    between(take);
  }

 private:
  using Take = std::function<void(const Statement&)>;
  void elements(const Take& take) const;
  void activities(const Take& take) const;
  void between(const Take& take) const;
  const Rows& rows_;
};

void Statements::elements(const Take& take) const {
  std::map<std::string, bool> originals;
  for (const Reading& r : rows_.readings) {
    const Document& d = r.document;
    if (originals.emplace(d.sha256, true).second)
      take({"entity", iri("original", d.sha256), "", {{"prov:type", "stemma:Original"}, {"stemma:sha256", d.sha256}}});
    take({"entity", iri("document", d.id), "", {{"prov:type", "stemma:Document"}, {"prov:label", d.title.value}, {"stemma:published", d.published.value},
                                               {"stemma:url", d.url.value}, {"stemma:textSha256", sha256_hex(d.text)}}});
  }
  for (std::uint32_t d = 0; d < rows_.readings.size(); ++d)
    for (std::uint32_t i = 0; i < rows_.readings[d].attributions.size(); ++i) {
      const Attribution& a = rows_.readings[d].attributions[i];
      if (a.rejected) continue;
      take({"entity", iri("attribution", rows_.attribution_id({d, i})), "", {{"prov:type", "stemma:Attribution"}, {"stemma:stance", std::string(name(a.stance))},
           {"prov:value", rows_.words(d, a.content).get<std::string>()}, {"stemma:content", rows_.spans(d, a.content).dump()}, {"stemma:said", a.said}}});
    }
  for (const CaseAgent& a : rows_.model.agents) {
    const bool body = a.kind == AgentKind::organisation || a.kind == AgentKind::government || a.kind == AgentKind::media;
    take({"agent", iri("agent", a.id), "", {{"prov:type", a.kind == AgentKind::person ? "prov:Person" : body ? "prov:Organization" : "stemma:Speaker"},
                                            {"prov:label", a.name}, {"stemma:kind", std::string(name(a.kind))}}});
  }
  for (const Claim& c : rows_.model.claims) {
    take({"entity", iri("claim", c.id), "", {{"prov:type", "stemma:Claim"}, {"prov:label", c.label}, {"stemma:supporting", std::to_string(c.independent.supporting)},
                                             {"stemma:supportingUnknown", std::to_string(c.independent.supporting_unknown)},
                                             {"stemma:denying", std::to_string(c.independent.denying)}, {"stemma:denyingUnknown", std::to_string(c.independent.denying_unknown)}}});
    for (const Root& r : c.roots)
      take({"entity", iri("root", c.id + "-" + r.id), "", {{"prov:type", "stemma:Root"}, {"prov:label", r.label}, {"stemma:kind", std::string(name(r.kind))},
                                                           {"stemma:side", std::string(name(r.side))}}});
  }
  for (const Decision& d : rows_.out.decisions)
    take({"entity", iri("decision", std::to_string(d.number)), "", {{"prov:type", "stemma:Decision"}, {"prov:label", words(d)}, {"stemma:why", d.why}}});
}

/// Reading is one activity for each original: which program, which version, which rules and models.
void Statements::activities(const Take& take) const {
  const std::string tool = iri("tool", "stemma-" + rows_.out.program_version);
  take({"agent", tool, "", {{"prov:type", "prov:SoftwareAgent"}, {"prov:label", "Stemma " + rows_.out.program_version}}});
  std::map<std::string, const CustodyEntry*> read;
  for (const CustodyEntry& e : rows_.out.custody)
    if (e.action == "read") read[e.subject] = &e;
  std::map<std::string, bool> done;
  for (const Reading& r : rows_.readings) {
    const std::string& original = r.document.sha256;
    const std::string activity = iri("reading", original);
    if (done.emplace(original, true).second) {
      std::string reader = rows_.out.reader_version, at;
      if (const auto found = read.find(original); found != read.end()) {
        at = found->second->at;
        const Json detail = Json::parse(found->second->detail, nullptr, false);
        if (detail.is_object() && detail.contains("reader") && detail["reader"].is_string()) reader = detail["reader"].get<std::string>();
      }
      take({"activity", activity, "", {{"prov:type", "stemma:Reading"}, {"prov:endTime", at}, {"stemma:tool", "Stemma " + rows_.out.program_version}, {"stemma:rules", reader},
                                       {"stemma:rulesSha256", sha256_hex(reader)}}});
      take({"used", activity, iri("original", original), {}});
      take({"wasAssociatedWith", activity, tool, {}});
    }
    take({"wasGeneratedBy", iri("document", r.document.id), activity, {}});
    take({"wasDerivedFrom", iri("document", r.document.id), iri("original", original), {}});
  }
  take({"activity", "linking", "", {{"prov:type", "stemma:Linking"}, {"prov:endTime", rows_.out.made_at}, {"stemma:tool", "Stemma " + rows_.out.program_version},
                                    {"stemma:rules", rows_.out.reader_version}, {"stemma:rulesSha256", sha256_hex(rows_.out.reader_version)}}});
  take({"wasAssociatedWith", "linking", tool, {}});
  std::map<std::string, std::string> people;
  for (const Decision& d : rows_.out.decisions) {
    const std::string entity = iri("decision", std::to_string(d.number)), activity = iri("deciding", std::to_string(d.number));
    auto& person = people[d.by];
    if (person.empty()) {
      person = iri("person", std::to_string(people.size()));
      take({"agent", person, "", {{"prov:type", "prov:Person"}, {"prov:label", d.by.empty() ? "nobody named" : d.by}}});
    }
    take({"activity", activity, "", {{"prov:type", "stemma:Deciding"}, {"prov:endTime", d.at}}});
    take({"wasGeneratedBy", entity, activity, {}});
    take({"wasAssociatedWith", activity, person, {}});
    take({"wasAttributedTo", entity, person, {}});
  }
}

void Statements::between(const Take& take) const {
  const CaseModel& m = rows_.model;
  const auto document = [&](std::uint32_t d) { return iri("document", rows_.readings[d].document.id); };
  const auto agent = [&](std::int32_t a) { return iri("agent", m.agents[static_cast<std::size_t>(a)].id); };
  const auto why = [](const std::vector<Reason>& reasons) { return reasons.empty() ? std::string() : reasons.front().text; };
  for (std::uint32_t d = 0; d < rows_.readings.size(); ++d) {
    if (d < m.publisher.size() && m.publisher[d] >= 0) take({"wasAttributedTo", document(d), agent(m.publisher[d]), {}});
    const auto who = speakers(m, rows_.readings[d], d);
    for (std::uint32_t i = 0; i < rows_.readings[d].attributions.size(); ++i) {
      if (rows_.readings[d].attributions[i].rejected) continue;
      const std::string id = iri("attribution", rows_.attribution_id({d, i}));
      take({"wasDerivedFrom", id, document(d), {{"prov:type", "prov:Quotation"}}});
      take({"wasGeneratedBy", id, iri("reading", rows_.readings[d].document.sha256), {}});
      if (who[i] >= 0) take({"wasAttributedTo", id, agent(who[i]), {}});
    }
  }
  for (const CaseAgent& a : m.agents)
    if (a.speaks_as >= 0 && m.agents[static_cast<std::size_t>(a.speaks_as)].id != a.id) take({"actedOnBehalfOf", iri("agent", a.id), agent(a.speaks_as), {}});
  for (const DerivationEdge& e : m.derived)
    take({"wasDerivedFrom", document(e.child), document(e.parent),
          {{"prov:type", e.how == How::update || e.how == How::correction ? "prov:Revision" : "prov:Quotation"}, {"stemma:how", std::string(name(e.how))}, {"stemma:why", why(e.why)}}});
  for (const ReliesOn& e : m.relies)
    if (e.to >= 0) take({"wasDerivedFrom", document(e.from), document(static_cast<std::uint32_t>(e.to)), {{"stemma:how", "relies_on"}, {"stemma:why", why(e.why)}}});
  for (const CaptureEdit& e : m.edits) take({"wasDerivedFrom", document(e.after), document(e.before), {{"prov:type", "prov:Revision"}, {"stemma:how", "later_capture"}}});
  for (const Claim& c : m.claims) {
    take({"wasGeneratedBy", iri("claim", c.id), "linking", {}});
    for (const ClaimMember& x : c.members)
      take({"wasDerivedFrom", iri("claim", c.id), iri("attribution", rows_.attribution_id(x.attribution)), {{"stemma:side", std::string(name(x.side))}}});
    for (const Root& r : c.roots) {
      const std::string root = iri("root", c.id + "-" + r.id);
      take({"wasDerivedFrom", iri("claim", c.id), root, {{"prov:type", "prov:PrimarySource"}, {"stemma:side", std::string(name(r.side))}, {"stemma:why", why(r.why)}}});
      if (r.agent >= 0) take({"wasAttributedTo", root, agent(r.agent), {}});
    }
  }
}

/// Literals of Turtle and of JSON escape alike: JSON's \uXXXX and \" are Turtle's too.
std::string literal(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string local(std::string_view id) {  // PN_LOCAL has no full stop at its end and no "#"; ids of ours are letters, digits, "-" and "."
  return fmt::format("<urn:x-stemma:{}>", id);
}

std::string_view qualified(std::string_view kind) {
  if (kind == "prov:Revision") return "wasRevisionOf";
  if (kind == "prov:Quotation") return "wasQuotedFrom";
  if (kind == "prov:PrimarySource") return "hadPrimarySource";
  return "wasDerivedFrom";
}

void turtle(const Statement& s, Sink& file) {
  if (s.other.empty()) {
    file.write(fmt::format("{} a prov:{}", local(s.id), s.kind == "entity" ? "Entity" : s.kind == "activity" ? "Activity" : "Agent"));
    for (const auto& [key, value] : s.attributes) {
      if (value.empty()) continue;
      if (key == "prov:type") file.write(fmt::format(", {}", value));
      else if (key == "prov:label") file.write(fmt::format(" ; rdfs:label {}", literal(value)));
      else if (key == "prov:endTime") file.write(fmt::format(" ; prov:endedAtTime {}^^xsd:dateTime", literal(value)));
      else file.write(fmt::format(" ; {} {}", key, literal(value)));
    }
    file.write(" .\n");
    return;
  }
  std::string_view property = s.kind;
  std::string more;
  for (const auto& [key, value] : s.attributes) {
    if (value.empty()) continue;
    if (key == "prov:type") property = qualified(value);
    else more += fmt::format(" ; {} {}", key, literal(value));
  }
  file.write(fmt::format("{} prov:{} {}", local(s.id), property, local(s.other)));
  if (!more.empty()) {
    const std::string_view type = property == "wasRevisionOf" ? "Revision" : property == "wasQuotedFrom" ? "Quotation" : property == "hadPrimarySource" ? "PrimarySource" : "Derivation";
    file.write(fmt::format(" ; prov:qualified{0} [ a prov:{0} ; prov:entity {1}{2} ]", type, local(s.other), more));
  }
  file.write(" .\n");
}

Json json_of(const Statement& s) {
  Json out = Json::object();
  for (const Relation& r : relations)
    if (!s.other.empty() && r.kind == s.kind) {
      out[std::string(r.json_first)] = "stemma:" + s.id;
      out[std::string(r.json_second)] = "stemma:" + s.other;
    }
  for (const auto& [key, value] : s.attributes) {
    if (value.empty()) continue;
    if (key == "prov:type") out["prov:type"] = {{"$", value}, {"type", "prov:QUALIFIED_NAME"}};
    else out[std::string(key)] = value;
  }
  return out;
}

constexpr std::string_view kinds[] = {"entity", "activity", "agent", "wasDerivedFrom", "wasAttributedTo", "wasGeneratedBy", "used", "wasAssociatedWith", "actedOnBehalfOf"};

struct JsonPart {
  Sink file;
  std::uint64_t count = 0;
};

}  // namespace

Result<Written> write_prov(const Outgoing& out, const std::string& path) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const Rows rows(out);
  const Statements statements(rows);
  auto turtles = folder->file("case.ttl");
  if (!turtles) return tl::unexpected(turtles.error());
  turtles->write("@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                 "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix stemma: <urn:x-stemma:> .\n");
  // PROV-JSON has the statements of a kind together: each kind is written beside, and then joined.
  std::map<std::string_view, JsonPart> parts;
  for (const std::string_view kind : kinds) {
    auto beside = folder->file(fmt::format("{}.part", kind));
    if (!beside) return tl::unexpected(beside.error());
    parts.emplace(kind, JsonPart{*std::move(beside), 0});
  }
  std::uint64_t written = 0;
  statements.each([&](const Statement& s) {
    turtle(s, *turtles);
    JsonPart& part = parts.at(s.kind);
    part.file.write(fmt::format("{}\n{}: {}", part.count++ == 0 ? "" : ",", s.other.empty() ? literal("stemma:" + s.id) : fmt::format("\"_:r{}\"", written),
                                json_of(s).dump(-1, ' ', false, Json::error_handler_t::replace)));
    ++written;
  });
  if (auto kept = folder->keep(*turtles, "case.ttl", "statements", written); !kept) return tl::unexpected(kept.error());
  if (auto same = same_lines(*folder, "case.ttl", written + 4); !same) return tl::unexpected(same.error());
  auto file = folder->file("case.provjson");
  if (!file) return tl::unexpected(file.error());
  file->write(R"({"prefix": {"stemma": "urn:x-stemma:"})");
  std::uint64_t number = 0;
  for (const std::string_view kind : kinds) {
    JsonPart& part = parts.at(kind);
    if (auto closed = part.file.close(); !closed) return tl::unexpected(closed.error());
    const std::string beside = folder->path_of(fmt::format("{}.part", kind));
    file->write(fmt::format(",\n\"{}\": {{", kind));
    if (auto joined = each_piece(beside, [&](std::string_view piece) { file->write(piece); }); !joined) return tl::unexpected(joined.error());
    file->write("}");
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    number += part.count;
  }
  file->write("}\n");
  if (auto kept = folder->keep(*file, "case.provjson", "statements of PROV-JSON", number); !kept) return tl::unexpected(kept.error());
  if (auto same = same_lines(*folder, "case.provjson", number + 10); !same) return tl::unexpected(same.error());
  if (auto same = same_count("case.provjson", written, number); !same) return tl::unexpected(same.error());
  const std::string about =
      "`case.ttl` is PROV-O in Turtle, `case.provjson` the same as PROV-JSON. Entities: originals, documents, attributions, claims, roots, decisions.\n"
      "Activities: the reading of each original, the linking, each decision, with tool, version, rules and the hash of the rules' names, and when it\n"
      "ended. wasQuotedFrom: an attribution from its document, a copy from the text that it was taken from. wasRevisionOf: updates, corrections, later\n"
      "captures. hadPrimarySource: a claim and its roots. wasAttributedTo: who says it, who published it. `stemma:side` is supports or denies: a\n"
      "claim is derived from its denials too. Names are `urn:x-stemma:KIND-ID` with the ids of all other forms.\n";
  std::uint64_t rejected = 0, outside = 0;
  for (const Reading& r : out.readings)
    for (const Attribution& a : r.attributions) rejected += a.rejected;
  for (const ReliesOn& e : out.model.relies) outside += e.to < 0;
  return finish(*folder, "prov", out, about,
                {{"attributions that a person rejected", rejected, "nobody says anything there; the decisions that say so are in it"},
                 {"reports relied on that are not in the case", outside, "there is no entity to name; csv, table edges"},
                 {"figures, times, places, events", out.model.figures.size(), "PROV tells where things come from (series counted here); csv and jsonl have them"},
                 {"texts and originals", out.readings.size(), "named by their hashes; the forms warc, wacz and csv hold them"}});
}

}  // namespace stemma::exports
