#include "read/dump.h"

#include <fmt/format.h>

#include <iterator>

#include "base/utf8.h"

namespace stemma {

std::string Offsets::words(ByteSpan s) const { return fmt::format("[{},{}) \"{}\"", points_.code_point(s.begin), points_.code_point(s.end), printable(slice(text_, s))); }

std::string Offsets::words(const Spans& spans) const {
  std::string out;
  for (const ByteSpan s : spans) out += (out.empty() ? "" : " + ") + words(s);
  return out.empty() ? "-" : out;
}

namespace {

void stated(std::string& out, std::string_view key, const Stated& s) {
  if (!s.empty()) fmt::format_to(std::back_inserter(out), "  {}: {}  <{}>{}\n", key, printable(s.value), printable(s.origin), s.unsure ? " unsure" : "");
}

void author(std::string& out, std::string_view indent, const Author& a) {
  stated(out, fmt::format("{}{}", indent, a.organisation ? "author (organisation)" : "author"), a);
}

/// Where the bytes lie, and how much of the text leads back to them.
void source(std::string& out, const Document& d) {
  if (d.source.length == 0) return;
  out += fmt::format("  source: {} bytes from {}", d.source.length, d.source.offset);
  for (const std::string& coding : d.source.codings) out += ", " + printable(coding);
  std::size_t covered = 0;
  for (const ByteMap::Run& r : d.map.runs) covered += r.text_size;
  out += fmt::format("\n  map: {} runs, {} of {} bytes of the text\n", d.map.runs.size(), covered, d.text.size());
}

class Claims {
 public:
  explicit Claims(const Reading& reading) : r_(reading), at_(reading.document.text), children_(reading.attributions.size()) {
    for (std::size_t i = 0; i < r_.attributions.size(); ++i) {
      const std::int32_t p = r_.attributions[i].parent;
      if (p < 0) roots_.push_back(i);
      else children_[static_cast<std::size_t>(p)].push_back(i);
    }
  }
  std::string text() {
    for (std::size_t i : roots_) attribution(i, 0);
    for (std::size_t i = 0; i < r_.agents.size(); ++i) agent(i);
    return std::move(out_);
  }

 private:
  void attribution(std::size_t i, int depth) {
    const Attribution& a = r_.attributions[i];
    const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
    fmt::format_to(std::back_inserter(out_), "{}#{} {}{}{} {} {:.2f} {}{}\n", indent, i, name(a.stance), a.negated ? " (negated)" : "",
                   a.certainty == Certainty::certain ? "" : fmt::format(" ({})", name(a.certainty)), name(a.source_kind),
                   a.confidence, a.rule.empty() ? "-" : a.rule, a.said.empty() ? "" : " said " + a.said);
    const auto line = [&](std::string_view label, const Spans& s) {
      fmt::format_to(std::back_inserter(out_), "{}  {:<8} {}\n", indent, label, at_.words(s));
    };
    line("source", a.source);
    line("cue", a.cue);
    line("content", a.content);
    if (a.agent >= 0) fmt::format_to(std::back_inserter(out_), "{}  {:<8} {}\n", indent, "agent", who(a.agent));
    for (const SourceLink& l : a.links)
      fmt::format_to(std::back_inserter(out_), "{}  {:<8} {} {}{}\n", indent, name(l.kind), at_.words(l.cue), at_.words(l.span),
                     l.agent < 0 ? "" : " = " + who(l.agent));
    for (std::size_t child : children_[i]) attribution(child, depth + 1);
  }
  std::string who(std::int32_t agent) const { return fmt::format("@{} {}", agent, printable(r_.agents[static_cast<std::size_t>(agent)].name)); }

  void agent(std::size_t i) {
    const Agent& a = r_.agents[i];
    fmt::format_to(std::back_inserter(out_), "@{} {}: {}{}{}{}\n", i, name(a.kind), printable(a.name), a.role.empty() ? "" : ", " + printable(a.role),
                   a.affiliation < 0 ? "" : fmt::format(", of @{}", a.affiliation), a.vague ? ", vague" : "");
    for (const std::string& alias : a.aliases) out_ += "  also " + printable(alias) + "\n";
  }

  const Reading& r_;
  Offsets at_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
  std::string out_;
};

}  // namespace

std::string dump_header(const Document& d) { return fmt::format("document {} {}\n", d.id, printable(d.path)); }

std::string dump_ingest(const Document& d) {
  const Offsets at(d.text);
  std::string out = fmt::format("  sha256: {}\n  format: {}\n", d.sha256, d.format);
  stated(out, "title", d.title);
  for (const Author& a : d.authors) author(out, "", a);
  stated(out, "publisher", d.publisher);
  stated(out, "agency", d.agency);
  stated(out, "published", d.published);
  stated(out, "modified", d.modified);
  stated(out, "captured", d.captured);
  stated(out, "section", d.section);
  stated(out, "url", d.url);
  for (const Conflict& c : d.conflicts) {
    out += fmt::format("  conflict: {}\n", printable(c.field));
    stated(out, "  kept", c.kept);
    stated(out, "  other", c.other);
  }
  for (const CaptureFlaw f : d.flaws) out += fmt::format("  flaw: {}\n", name(f));
  if (d.dateline)
    out += fmt::format("  dateline: {} place={} date={} agency={}\n", at.words(d.dateline->span), printable(d.dateline->place), d.dateline->date,
                       printable(d.dateline->agency));
  out += fmt::format("  language: {}{}{}\n", d.language, d.withdrawn ? "\n  withdrawn" : "", d.kill_notice ? "\n  kill notice" : "");
  source(out, d);
  for (const LeftOut& l : d.left_out) out += fmt::format("  left out: {} {} pieces, {} bytes\n", name(l.kind), l.pieces, l.bytes);
  for (const PageStart& p : d.pages) out += fmt::format("  page {}: from {}\n", p.number, at.code_point(p.text));
  for (const Entry& e : d.entries) {
    out += fmt::format("  entry: {}\n", at.words(e.span));
    stated(out, "  title", e.title);
    stated(out, "  published", e.published);
    for (const Author& a : e.authors) author(out, "  ", a);
  }
  for (const Block& b : d.blocks) out += fmt::format("  {} {}\n", name(b.kind), at.words(b.span));
  for (const std::string& w : d.warnings) out += fmt::format("  warning: {}\n", printable(w));
  return out;
}

std::string dump_claims(const Reading& reading) { return Claims(reading).text(); }

}  // namespace stemma
