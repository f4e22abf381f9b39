// Trees as nested lists: the sourcing tree of a claim, families of copies. A list reads aloud, prints, and needs no script.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

#include "base/utf8.h"
#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

std::string key(std::string_view name) {
  std::string folded = fold(name);
  return folded.starts_with("the ") ? folded.substr(4) : folded;
}

/// A node of a sourcing tree: a speaker or outlet, perhaps with the document in which it says so.
struct Node {
  std::string name;
  std::string edge;  ///< HTML: how it took the matter over
  std::int64_t document = -1;
  std::vector<Node*> below;

  struct Named {
    Node* speaker = nullptr;   ///< stands between an origin and documents
    Node* document = nullptr;  ///< the last of that name
    std::size_t documents = 0;
  };
  std::map<std::string, Named> named{};
};

/// Nodes of one root. Those of one name are one: two papers that both cite the Lantern hang under one Lantern, and that is the Lantern's own
/// report if there is one only.
class Sourcing {
 public:
  Node* speaker(Node& parent, const std::string& name) {
    Node::Named& known = parent.named[key(name)];
    if (known.speaker) return known.speaker;
    return known.speaker = known.documents == 1 ? known.document : add(parent, name);
  }
  Node* document(Node& parent, const std::string& name, std::uint32_t index) {
    Node::Named& known = parent.named[key(name)];
    Node* node = known.speaker && known.speaker->document < 0 ? known.speaker : add(parent, name);
    node->document = index;
    known.document = node;
    ++known.documents;
    return node;
  }
  Node* add(Node& parent, const std::string& name) {
    nodes_.push_back({name, {}, -1, {}});
    parent.below.push_back(&nodes_.back());
    return &nodes_.back();
  }

 private:
  std::deque<Node> nodes_;
};

}  // namespace

void HtmlDossier::sourcing(const ClaimView& view) {
  const auto draw = [&](const RootGroup& group, std::string_view css_class) {
    Sourcing sourcing;
    Node top;
    for (const Strand& s : group.strands) {
      const ClaimMember& member = *s.carriers.front().members.front();
      auto way = chain(d_, member);  // outlet first, the origin last
      const std::string origin = group.root->agent < 0 ? "" : d_.model.agents[static_cast<std::size_t>(group.root->agent)].name;
      if (way.size() > 1 && key(way.back()) == key(origin)) way.pop_back();
      Node* at = &top;
      for (std::size_t i = way.size(); i-- > 1;) at = sourcing.speaker(*at, way[i]);
      Node* lead = at != &top && key(at->name) == key(way[0]) && at->document < 0 ? at : sourcing.document(*at, way[0], s.carriers.front().document);
      lead->document = s.carriers.front().document;
      const std::string who = introduction(document(d_, s.carriers.front().document), attribution(d_, member.attribution));
      if (!who.empty()) lead->edge = foreign(quoted(ellipsize(who, 90)), document(d_, s.carriers.front().document).language);
      for (std::size_t i = 1; i < s.carriers.size(); ++i) {
        Node* copy = sourcing.add(*lead, outlet(document(d_, s.carriers[i].document)));
        copy->document = s.carriers[i].document;
        if (s.carriers[i].edge)
          copy->edge = fmt::format("{}, {} of its words", words(s.carriers[i].edge->how), percent(s.carriers[i].edge->child_covered));
      }
    }
    std::string label = group.root->label.empty() ? agent_words(d_.model, group.root->agent) : squeeze(group.root->label);
    if (label.empty()) label = "nobody is named";
    out_ += fmt::format("<li class=\"{}\"><span class=\"node\">{}</span> <span class=\"tag\">{}</span>", css_class, foreign(label, ""), words(group.root->kind));
    struct Step { const Node* node; std::size_t next; };
    std::vector<Step> stack{{&top, 0}};
    while (!stack.empty()) {
      Step& step = stack.back();
      if (step.next == 0 && !step.node->below.empty()) out_ += "<ul>";
      if (step.next < step.node->below.size()) {
        const Node* n = step.node->below[step.next++];
        out_ += "<li><span class=\"node\">";
        if (n->document >= 0) out_ += signed_link(static_cast<std::uint32_t>(n->document));
        else out_ += foreign(n->name, "");
        out_ += "</span>";
        if (!n->edge.empty()) out_ += fmt::format(" <span class=\"edge\">{}</span>", n->edge);
        stack.push_back({n, 0});
        continue;
      }
      if (!step.node->below.empty()) out_ += "</ul>";
      stack.pop_back();
      out_ += "</li>\n";
    }
  };
  out_ += "<details class=\"sourcing\" open><summary>Sourcing tree: from the origins to the reports</summary>\n<ul class=\"tree\">\n";
  for (const RootGroup& g : view.supporting) draw(g, "supports");
  for (const RootGroup& g : view.unknown) draw(g, "unknown");
  for (const RootGroup& g : view.denying) draw(g, "denies");
  for (const RootGroup& g : view.denying_unknown) draw(g, "denies");
  out_ += "</ul></details>\n";
}

void HtmlDossier::absent(const AbsentText& a) {
  out_ += fmt::format("<p><b>A text of {}</b> <span class=\"tag warn\">not in this case</span>{}, printed by {}</p>\n{}", foreign(a.issuer, ""),
                      a.no_later.empty() ? "" : fmt::format(", out by {}", text(when(a.no_later))), count(a.children.size(), "document", "documents"), folded_reasons(a.why));
}

void HtmlDossier::hints() {
  const std::set<std::uint32_t> spoken_of = linked_;
  const auto left = [&](const KinHint& h) { return limited_ && !(spoken_of.contains(h.a) && spoken_of.contains(h.b)); };
  if (std::all_of(d_.model.hints.begin(), d_.model.hints.end(), left)) return;
  out_ += "<h3>Perhaps one report told twice</h3>\n<p>Without a passage in common, and counted apart; the lower bound of a count has them as one.</p>\n<ul class=\"hints\">\n";
  for (const KinHint& h : d_.model.hints)
    if (!left(h)) out_ += fmt::format("<li>{} and {}{}\n{}</li>\n", signed_link(h.a), signed_link(h.b), h.strong ? " <span class=\"tag\">probably</span>" : "", reasons(h.why));
  out_ += "</ul>\n";
}

void HtmlDossier::families() {
  out_ += "<section aria-labelledby=\"families\">\n<h2 id=\"families\">Who copied whom</h2>\n";
  std::vector<bool> placed(d_.readings.size(), false);
  const std::set<std::uint32_t> spoken_of = linked_;
  const auto left = [&](std::uint32_t i) { return limited_ && !spoken_of.contains(i); };
  for (const auto& family : d_.model.families) {
    if (std::all_of(family.begin(), family.end(), left)) continue;
    out_ += "<div class=\"family\">\n";
    for (const AbsentText& a : d_.model.absent)
      if (std::find(family.begin(), family.end(), a.children.front()) != family.end()) absent(a);
    out_ += "<ul class=\"tree\">\n";
    std::uint32_t depth = 0;
    bool first = true;
    for (const TreeRow& row : genealogy_.tree(family)) {
      placed[row.node] = true;
      if (!first && row.depth > depth) out_ += "<ul>\n";
      if (!first && row.depth <= depth) out_ += "</li>\n";
      for (; depth > row.depth; --depth) out_ += "</ul></li>\n";
      depth = row.depth;
      first = false;
      const Document& doc = document(d_, row.node);
      out_ += fmt::format("<li><span class=\"node\">{}</span>", signed_link(row.node));
      if (!doc.title.empty()) out_ += fmt::format(" <cite>{}</cite>", foreign(ellipsize(squeeze(doc.title.value), 160), doc.language));
      if (row.node < d_.model.withdrawn.size() && d_.model.withdrawn[row.node]) out_ += " <span class=\"tag warn\">withdrawn</span>";
      const auto& edges = genealogy_.edges(row.node);
      for (std::size_t k = 0; k < edges.size() && row.depth > 0; ++k) {
        out_ += fmt::format(" <span class=\"edge\">{}{}, {} of its words{}</span>", k == 0 ? "" : "also ", words(edges[k]->how), percent(edges[k]->child_covered),
                            k == 0 ? "" : " from " + signed_link(edges[k]->parent));
        out_ += folded_reasons(edges[k]->why);
      }
    }
    for (; depth > 0; --depth) out_ += "</li></ul>\n";
    out_ += "</li></ul></div>\n";
  }
  std::string alone;
  for (std::uint32_t i = 0; i < d_.readings.size(); ++i)
    if (!placed[i] && !left(i)) alone += (alone.empty() ? "" : "; ") + signed_link(i);
  if (!alone.empty()) out_ += fmt::format("<p><b>{}</b> {}.</p>\n", d_.model.families.empty() ? "No text was taken from another:" : "Texts of their own:", alone);
  hints();
  out_ += "</section>\n";
}

void HtmlDossier::reliance() {
  const std::set<std::uint32_t> spoken_of = linked_;
  const auto left = [&](const ReliesOn* r) { return limited_ && !spoken_of.contains(r->from); };
  std::vector<Reliance> all = reliances(d_);
  for (Reliance& one : all) std::erase_if(one.from, left);
  std::erase_if(all, [](const Reliance& one) { return one.from.empty(); });
  if (d_.model.relies.empty()) return;
  out_ += "<section aria-labelledby=\"reliance\">\n<h2 id=\"reliance\">Who takes it from whom, in words only</h2>\n<ul class=\"reliance\">\n";
  for (const Reliance& one : all) {
    out_ += "<li><p>";
    if (one.to >= 0) out_ += fmt::format("<b>{}</b>", signed_link(static_cast<std::uint32_t>(one.to)));
    else out_ += fmt::format("<b>{}</b> <span class=\"tag warn\">not in this case</span>", one.outlet >= 0 ? foreign(agent_words(d_.model, one.outlet), "") : "A report");
    out_ += ", relied on by</p>\n<ul>\n";
    for (const ReliesOn* r : one.from) {
      out_ += fmt::format("<li>{}", signed_link(r->from));
      if (!r->why.empty()) out_ += fmt::format("<br><span class=\"because\">{}</span>", reason(r->why.front()));
      out_ += "</li>\n";
    }
    out_ += "</ul></li>\n";
  }
  out_ += "</ul>\n</section>\n";
}

}  // namespace stemma::report
