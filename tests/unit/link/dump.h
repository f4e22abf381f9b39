// A model as text, to compare.
#pragma once

#include <string>
#include <vector>

#include "stemma/claims.h"

namespace stemma::link_test {

/// The model as text, documents by their ids: equal texts are equal models whatever the order of the list.
inline std::string dump(const std::vector<Reading>& list, const CaseModel& m) {
  std::string out;
  const auto doc = [&](std::uint32_t d) { return list[d].document.id; };
  const auto line = [&](std::initializer_list<std::string> parts) {
    for (const auto& p : parts) out += p + " | ";
    out += "\n";
  };
  const auto why = [&](const std::vector<Reason>& all) {
    for (const auto& w : all) line({"  why", w.text, doc(w.document), std::to_string(w.span.begin), std::to_string(w.span.end)});
  };
  for (const auto& a : m.agents) {
    line({"agent", a.id, a.name, std::string(name(a.kind)), a.role, std::to_string(a.affiliation), std::to_string(a.speaks_as)});
    for (const auto& x : a.aliases) line({"  alias", x});
    for (const auto& x : a.mentions) line({"  in", doc(x.document), std::to_string(x.agent)});
    for (const auto x : a.candidates) line({"  or", m.agents[x].id});
    why(a.why);
  }
  for (const auto& e : m.derived) {
    line({"derived", doc(e.child), doc(e.parent), std::string(name(e.how)), std::to_string(e.passages.size())});
    why(e.why);
  }
  for (const auto& e : m.relies) {
    line({"relies", doc(e.from), e.to < 0 ? "-" : doc(static_cast<std::uint32_t>(e.to)), std::to_string(e.outlet)});
    why(e.why);
  }
  for (const auto& f : m.families) {
    line({"family"});
    for (const auto d : f) line({"  ", doc(d)});
  }
  for (const auto& t : m.absent) {
    line({"absent", t.issuer, std::to_string(t.agent), t.no_later});
    for (const auto d : t.children) line({"  ", doc(d)});
    for (const auto& h : t.held) line({"  held", doc(h.document), std::to_string(h.span.begin), std::to_string(h.words)});
    why(t.why);
  }
  for (const auto& h : m.hints) {
    line({"hint", doc(h.a), doc(h.b), h.strong ? "strong" : ""});
    why(h.why);
  }
  for (const auto& page : m.captures) {
    line({"captures"});
    for (const auto d : page) line({"  ", doc(d)});
  }
  for (const auto& e : m.edits) {
    line({"edit", doc(e.before), doc(e.after), e.dated ? "" : "undated", std::to_string(e.notice.begin), e.corrects ? "corrects" : ""});
    for (const auto& s : e.sentences) line({"  sentence", std::string(name(s.kind)), std::to_string(s.before.begin), std::to_string(s.after.begin)});
    for (const auto& s : e.sayings) {
      line({"  saying", std::string(name(s.kind)), std::to_string(s.before), std::to_string(s.after)});
      for (const auto c : s.claims) line({"    of", m.claims[c].id});
      why(s.why);
    }
    why(e.why);
  }
  for (const auto& c : m.claims) {
    const auto& n = c.independent;
    line({"claim", c.id, c.label, std::to_string(n.supporting), std::to_string(n.supporting_unknown), std::to_string(n.denying),
          std::to_string(n.denying_unknown), std::to_string(c.reported_by), std::to_string(c.dropped_by), std::to_string(c.supporting_at_most), std::to_string(c.supporting_at_least)});
    for (const auto& r : c.roots) {
      line({"  root", r.id, std::string(name(r.kind)), std::string(name(r.side)), r.label});
      why(r.why);
      for (const auto& e : r.ends) line({"    end", e.label, std::string(name(e.kind)), e.withdrawn ? "withdrawn" : "", std::to_string(e.members.size())});
      for (const auto& f : r.folds) {
        line({"    fold", std::to_string(f.a), std::to_string(f.b), f.proved ? "" : "not proved"});
        why({f.why});
      }
    }
    for (const auto& x : c.members) {
      line({"  member", doc(x.attribution.document), std::to_string(x.attribution.attribution), std::string(name(x.side)),
            std::to_string(x.root)});
      why(x.why);
    }
  }
  for (const auto& d : m.denials) {
    line({"denial", doc(d.attribution.document), std::to_string(d.attribution.attribution), d.blanket ? "blanket" : ""});
    for (const auto c : d.claims) line({"  of", m.claims[c].id});
    for (const auto c : d.may_cover) line({"  may cover", m.claims[c].id});
    for (const auto& l : d.later) line({"  later", doc(l.attribution.document), m.claims[l.claim].id, l.why.text});
    why(d.why);
  }
  for (const auto& s : m.figures) {
    line({"figure", s.quantity});
    for (const auto& p : s.points) {
      line({"  point", doc(p.document), std::to_string(p.figure), p.claim < 0 ? "-" : m.claims[static_cast<std::size_t>(p.claim)].id,
            std::to_string(p.root), p.as_of, std::string(name(p.stand)), std::to_string(p.to), p.superseded ? "superseded" : "", p.why.text});
    }
    why(s.changed);
  }
  for (const auto& e : m.timeline) {
    line({"timeline", e.date, e.end, e.said ? "said" : "happened", doc(e.document), std::to_string(e.span.begin)});
    for (const auto c : e.claims) line({"  of", m.claims[c].id});
  }
  return out;
}

}  // namespace stemma::link_test
