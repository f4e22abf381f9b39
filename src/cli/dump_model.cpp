#include <fmt/format.h>

#include <vector>

#include "base/utf8.h"
#include "cli/dump.h"
#include "read/dump.h"

namespace stemma::cli {
namespace {

class Dump {
 public:
  Dump(std::span<const Reading> readings, const CaseModel& model) : readings_(readings), model_(model) {
    offsets_.reserve(readings.size());
    for (const Reading& r : readings) offsets_.emplace_back(r.document.text);
  }

  std::string all() {
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      const bool withdrawn = i < model_.withdrawn.size() && model_.withdrawn[i];
      add("document {} {} {}{}\n", i, readings_[i].document.id, printable(readings_[i].document.path), withdrawn ? " withdrawn" : "");
    }
    for (std::size_t i = 0; i < model_.agents.size(); ++i) agent(i, model_.agents[i]);
    for (const auto& family : model_.families) add("family {}\n", fmt::join(family, " "));
    for (const DerivationEdge& e : model_.derived) {
      add("derived {} <- {} {} child={:.2f} parent={:.2f} passages={}\n", e.child, e.parent, name(e.how), e.child_covered, e.parent_covered, e.passages.size());
      reasons("  ", e.why);
    }
    for (const ReliesOn& r : model_.relies) {
      add("relies {} -> {}{}\n", r.from, r.to < 0 ? "not in the case" : std::to_string(r.to), r.outlet < 0 ? "" : " outlet=" + id(r.outlet));
      reasons("  ", r.why);
    }
    for (const Claim& c : model_.claims) claim(c);
    for (const Denial& d : model_.denials) {
      add("denial {}{} of", ref(d.attribution), d.blanket ? " blanket" : "");
      for (const std::uint32_t c : d.claims) add(" {}", model_.claims[c].id);
      out_ += '\n';
      reasons("  ", d.why);
    }
    for (const FigureSeries& s : model_.figures) {
      add("figure \"{}\"\n", printable(s.quantity));
      reasons("  ", s.changed);
      for (const FigurePoint& p : s.points) {
        const Figure& f = readings_[p.document].figures[p.figure];
        add("  point {} {} {} as_of={}{} {}{}{} {}\n", p.document, name(f.bound), p.claim < 0 ? "-" : model_.claims[static_cast<std::size_t>(p.claim)].id,
            p.as_of.empty() ? "-" : p.as_of, p.stated ? "" : "?", name(p.stand), p.to < 0 ? "" : fmt::format("({})", p.to), p.superseded ? " superseded" : "",
            offsets_[p.document].words(f.span));
        if (!p.why.text.empty()) reasons("    ", {p.why});
      }
    }
    for (const TimelineEntry& e : model_.timeline) {
      add("{} {}{}{} {}", e.said ? "said" : "happened", e.date, e.end.empty() ? "" : "..", e.end, e.document);
      for (const std::uint32_t c : e.claims) add(" {}", model_.claims[c].id);
      add(" {}\n", offsets_[e.document].words(e.span));
    }
    return std::move(out_);
  }

 private:
  template <class... A>
  void add(fmt::format_string<A...> format, A&&... args) { fmt::format_to(std::back_inserter(out_), format, std::forward<A>(args)...); }

  std::string id(std::int32_t agent_index) const { return agent_index < 0 ? "-" : model_.agents[static_cast<std::size_t>(agent_index)].id; }
  static std::string ref(AttributionRef r) { return fmt::format("{}.{}", r.document, r.attribution); }

  void reasons(std::string_view indent, const std::vector<Reason>& why) {
    for (const Reason& r : why)
      add("{}why: {}{}\n", indent, printable(squeeze(r.text)), r.span.empty() ? "" : fmt::format(" @ {} {}", r.document, offsets_[r.document].words(r.span)));
  }

  void agent(std::size_t i, const CaseAgent& a) {
    add("agent {} {} {} \"{}\"", i, a.id, name(a.kind), printable(a.name));
    if (!a.role.empty()) add(" role=\"{}\"", printable(a.role));
    if (a.affiliation >= 0) add(" affiliation={}", id(a.affiliation));
    if (a.speaks_as >= 0 && static_cast<std::size_t>(a.speaks_as) != i) add(" speaks_as={}", id(a.speaks_as));
    add("{} mentions={}", a.vague ? " vague" : "", a.mentions.size());
    for (const std::uint32_t c : a.candidates) add(" may_be={}", model_.agents[c].id);
    out_ += '\n';
    reasons("  ", a.why);
  }

  void claim(const Claim& c) {
    const Independent& n = c.independent;
    add("claim {} reported_by={} supporting={}+{} denying={}+{} \"{}\"\n", c.id, c.reported_by, n.supporting, n.supporting_unknown, n.denying, n.denying_unknown,
        printable(squeeze(c.label)));
    for (const Root& r : c.roots) {
      add("  root {} {} {} agent={}{} \"{}\"\n", r.id, name(r.kind), name(r.side), id(r.agent), r.not_seen ? " not_seen" : "", printable(squeeze(r.label)));
      reasons("    ", r.why);
    }
    for (const ClaimMember& m : c.members) {
      add("  member {} {} root={}", ref(m.attribution), name(m.side), m.root < 0 ? "-" : c.roots[static_cast<std::size_t>(m.root)].id);
      for (const std::uint32_t a : m.chain) add(" via {}", id(static_cast<std::int32_t>(a)));
      const Attribution& a = readings_[m.attribution.document].attributions[m.attribution.attribution];
      add(" {}\n", offsets_[m.attribution.document].words(a.content));
      reasons("    ", m.why);
    }
  }

  std::span<const Reading> readings_;
  const CaseModel& model_;
  std::vector<Offsets> offsets_;
  std::string out_;
};

}  // namespace

std::string dump_model(std::span<const Reading> readings, const CaseModel& model) { return Dump(readings, model).all(); }

}  // namespace stemma::cli
