// GraphML (Brandes et al. 2002): documents, agents, claims and roots as nodes, what ties them as edges, with the reasons.
#include <fmt/format.h>

#include <set>

#include "base/utf8.h"
#include "export/linked.h"
#include "export/readme.h"
#include "export/table.h"
#include "report/phrases.h"

namespace stemma::exports {
namespace {

/// For XML 1.0, which has no way to write most control characters: they become U+FFFD.
std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const bool allowed = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
    append_utf8(out, allowed ? c : 0xFFFD);
  }
  return escaped_html(out);
}

class Graph {
 public:
  Graph(const Rows& rows, Sink& file) : rows_(rows), file_(file) {}
  void run();
  std::uint64_t nodes = 0, edges = 0;

 private:
  using Data = std::vector<std::pair<std::string_view, std::string>>;
  void data(const Data& values) {
    for (const auto& [key, value] : values)
      if (!value.empty()) file_.write(fmt::format("<data key=\"{}\">{}</data>", key, xml(value)));
  }
  void node(const std::string& id, const Data& values) {
    file_.write(fmt::format("<node id=\"{}\">", xml(id)));
    data(values);
    file_.write("</node>\n");
    ++nodes;
  }
  void edge(const std::string& from, const std::string& to, const Data& values) {
    file_.write(fmt::format("<edge id=\"e{}\" source=\"{}\" target=\"{}\">", ++edges, xml(from), xml(to)));
    data(values);
    file_.write("</edge>\n");
  }
  static std::string why(const std::vector<Reason>& reasons) {
    std::string out;
    for (const Reason& r : reasons) out += (out.empty() ? "" : "\n") + r.text;
    return out;
  }
  const std::string& document(std::uint32_t d) const { return rows_.readings[d].document.id; }
  const std::string& agent(std::int32_t a) const { return rows_.model.agents[static_cast<std::size_t>(a)].id; }
  void all_nodes();
  void all_edges();

  const Rows& rows_;
  Sink& file_;
};

std::string root_id(const Claim& c, std::size_t root) { return c.id + "/" + c.roots[root].id; }

void Graph::all_nodes() {
  for (const Reading& r : rows_.readings)
    node(r.document.id, {{"type", "document"}, {"label", r.document.title.empty() ? report::signature(r.document) : r.document.title.value}, {"kind", r.document.format},
                         {"date", r.document.published.value}, {"publisher", r.document.publisher.value}, {"url", r.document.url.value}});
  for (const CaseAgent& a : rows_.model.agents) node(a.id, {{"type", "agent"}, {"label", a.name}, {"kind", std::string(name(a.kind))}, {"role", a.role}});
  for (const Claim& c : rows_.model.claims) {
    node(c.id, {{"type", "claim"}, {"label", c.label}, {"reported_by", std::to_string(c.reported_by)}, {"supporting", std::to_string(c.independent.supporting)},
                {"supporting_unknown", std::to_string(c.independent.supporting_unknown)}, {"denying", std::to_string(c.independent.denying)},
                {"denying_unknown", std::to_string(c.independent.denying_unknown)}});
    for (std::size_t i = 0; i < c.roots.size(); ++i)
      node(root_id(c, i), {{"type", "root"}, {"label", c.roots[i].label}, {"kind", std::string(name(c.roots[i].kind))}, {"side", std::string(name(c.roots[i].side))}});
  }
}

void Graph::all_edges() {
  const CaseModel& m = rows_.model;
  for (const DerivationEdge& e : m.derived)
    edge(document(e.child), document(e.parent), {{"etype", "derived_from"}, {"how", std::string(name(e.how))}, {"why", why(e.why)}});
  for (const ReliesOn& e : m.relies) {
    if (e.to >= 0) edge(document(e.from), document(static_cast<std::uint32_t>(e.to)), {{"etype", "relies_on"}, {"why", why(e.why)}});
    else if (e.outlet >= 0) edge(document(e.from), agent(e.outlet), {{"etype", "relies_on"}, {"how", "a report that is not in the case"}, {"why", why(e.why)}});
  }
  for (const CaptureEdit& e : m.edits) edge(document(e.after), document(e.before), {{"etype", "later_capture_of"}, {"why", why(e.why)}});
  for (std::uint32_t d = 0; d < rows_.readings.size(); ++d)
    if (d < m.publisher.size() && m.publisher[d] >= 0) edge(document(d), agent(m.publisher[d]), {{"etype", "published_by"}});
  for (const CaseAgent& a : m.agents) {
    if (a.affiliation >= 0) edge(a.id, agent(a.affiliation), {{"etype", "affiliated_with"}});
    if (a.speaks_as >= 0 && agent(a.speaks_as) != a.id) edge(a.id, agent(a.speaks_as), {{"etype", "speaks_as"}, {"why", why(a.why)}});
  }
  std::vector<std::vector<std::int32_t>> who;
  for (std::uint32_t d = 0; d < rows_.readings.size(); ++d) who.push_back(speakers(m, rows_.readings[d], d));
  for (const Claim& c : m.claims) {
    for (const ClaimMember& x : c.members) {
      const AttributionRef at = x.attribution;
      const std::string id = rows_.attribution_id(at), side(name(x.side));
      const Json said = rows_.words(at.document, rows_.readings[at.document].attributions[at.attribution].content);
      const Data common{{"etype", "passes_on"}, {"side", side}, {"attribution", id}, {"words", said.is_string() ? said.get<std::string>() : ""}, {"why", why(x.why)}};
      edge(document(at.document), c.id, common);
      if (who[at.document][at.attribution] >= 0) edge(agent(who[at.document][at.attribution]), c.id, {{"etype", "says"}, {"side", side}, {"attribution", id}});
      for (const std::uint32_t root : x.reaches) edge(document(at.document), root_id(c, root), {{"etype", "rests_on"}, {"attribution", id}});
    }
    for (std::size_t i = 0; i < c.roots.size(); ++i) {
      edge(root_id(c, i), c.id, {{"etype", "root_of"}, {"side", std::string(name(c.roots[i].side))}, {"why", why(c.roots[i].why)}});
      if (c.roots[i].agent >= 0) edge(agent(c.roots[i].agent), root_id(c, i), {{"etype", "is_root"}});
    }
  }
}

void Graph::run() {
  file_.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  for (const std::string_view key : {"type", "label", "kind", "date", "publisher", "url", "role", "side"})
    file_.write(fmt::format("<key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"string\"/>\n", key, key == "side" ? "all" : "node"));
  for (const std::string_view key : {"reported_by", "supporting", "supporting_unknown", "denying", "denying_unknown"})
    file_.write(fmt::format("<key id=\"{0}\" for=\"node\" attr.name=\"{0}\" attr.type=\"int\"/>\n", key));
  file_.write("<key id=\"etype\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n");
  for (const std::string_view key : {"how", "attribution", "words", "why"})
    file_.write(fmt::format("<key id=\"{0}\" for=\"edge\" attr.name=\"{0}\" attr.type=\"string\"/>\n", key));
  file_.write("<graph id=\"case\" edgedefault=\"directed\">\n");
  all_nodes();
  all_edges();
  file_.write("</graph>\n</graphml>\n");
}

}  // namespace

Result<Written> write_graphml(const Outgoing& out, const std::string& path) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const Rows rows(out);
  const std::string name = "case.graphml";
  auto file = folder->file(name);
  if (!file) return tl::unexpected(file.error());
  Graph graph(rows, *file);
  graph.run();
  if (auto kept = folder->keep(*file, name, "nodes and edges", graph.nodes + graph.edges); !kept) return tl::unexpected(kept.error());
  std::uint64_t found = 0;
  std::string carry;  // a tag may lie across two pieces
  auto read = each_piece(folder->path_of(name), [&](std::string_view piece) {
    carry += piece;
    for (const std::string_view tag : {"<node id=", "<edge id="})
      for (std::size_t at = carry.find(tag); at != std::string::npos; at = carry.find(tag, at + 1)) ++found;
    carry = carry.substr(carry.size() - std::min<std::size_t>(carry.size(), 8));
  });
  if (!read) return tl::unexpected(read.error());
  if (auto same = same_count(name, graph.nodes + graph.edges, found); !same) return tl::unexpected(same.error());
  const std::string about = fmt::format(
      "`case.graphml` has {} nodes and {} edges; the attribute `type` says what each is. Nodes: document, agent, claim, root (its id is\n"
      "CLAIM/ROOT). Edges: derived_from, relies_on, later_capture_of, published_by, affiliated_with, speaks_as, passes_on (document to claim), says\n"
      "(agent to claim), rests_on (document to root), root_of, is_root. `side` is supports, denies or neutral; `why` has the reasons, a line each.\n"
      "Characters that XML cannot hold are replaced by U+FFFD.\n", graph.nodes, graph.edges);
  std::uint64_t attributions = 0, outside = 0, texts = out.readings.size();
  for (const Reading& r : out.readings) attributions += r.attributions.size();
  for (const ReliesOn& e : out.model.relies) outside += e.to < 0 && e.outlet < 0;
  return finish(*folder, "graphml", out, about,
                {{"texts", texts, "a graph has names and ties; the forms csv, jsonl and annotations hold the texts"},
                 {"attributions as nodes", attributions, "those of claims are edges with their words; the forms csv and jsonl hold all"},
                 {"reports relied on whose outlet is not known", outside, "there is nothing to draw the edge to"},
                 {"hints that two reports may be one", out.model.hints.size(), "they fold nothing; csv, table edges"},
                 {"decisions", out.decisions.size(), "the forms csv and jsonl hold them"}});
}

}  // namespace stemma::exports
