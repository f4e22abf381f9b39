#include "read/dump.h"

#include <fmt/format.h>

#include <iterator>

#include "base/utf8.h"

namespace stemma {
namespace {

std::string range(ByteSpan s) { return fmt::format("[{}..{}]", s.begin, s.end); }
std::string words(const Document& d, ByteSpan s) { return squeeze(slice(d, s)); }

/// "[14..20] [31..40] words … words"; "-" if there is nothing.
std::string pieces(const Document& d, const Spans& spans) {
  if (spans.empty()) return "-";
  std::string where, what;
  for (ByteSpan s : spans) {
    where += (where.empty() ? "" : " ") + range(s);
    what += (what.empty() ? "" : " … ") + words(d, s);
  }
  return where + " " + what;
}

void stated(std::string& out, std::string_view label, const Stated& s) {
  if (!s.empty()) fmt::format_to(std::back_inserter(out), "{:<10} {}  ({}{})\n", label, s.value, s.origin, s.unsure ? ", unsure" : "");
}

/// Where the bytes lie, and how much of the text leads back to them.
void source(std::string& out, const Document& d) {
  if (d.source.length == 0) return;
  std::size_t covered = 0;
  for (const ByteMap::Run& r : d.map.runs) covered += r.text_size;
  std::string codings;
  for (const std::string& c : d.source.codings) codings += ", " + c;
  fmt::format_to(std::back_inserter(out), "{:<10} {} bytes from {}{}\n{:<10} {} runs, {} of {} bytes of the text\n", "source",
                 d.source.length, d.source.offset, codings, "map", d.map.runs.size(), covered, d.text.size());
}

class Claims {
 public:
  explicit Claims(const Reading& reading) : r_(reading), children_(reading.attributions.size()) {
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
      fmt::format_to(std::back_inserter(out_), "{}  {:<8} {}\n", indent, label, pieces(r_.document, s));
    };
    line("source", a.source);
    line("cue", a.cue);
    line("content", a.content);
    if (a.agent >= 0) fmt::format_to(std::back_inserter(out_), "{}  {:<8} {}\n", indent, "agent", who(a.agent));
    for (const SourceLink& l : a.links)
      fmt::format_to(std::back_inserter(out_), "{}  {:<8} {} {}{}\n", indent, name(l.kind), range(l.span), words(r_.document, l.span),
                     l.agent < 0 ? "" : " = " + who(l.agent));
    for (std::size_t child : children_[i]) attribution(child, depth + 1);
  }
  std::string who(std::int32_t agent) const { return fmt::format("@{} {}", agent, r_.agents[static_cast<std::size_t>(agent)].name); }

  void agent(std::size_t i) {
    const Agent& a = r_.agents[i];
    fmt::format_to(std::back_inserter(out_), "@{} {}: {}{}{}{}\n", i, name(a.kind), a.name, a.role.empty() ? "" : ", " + a.role,
                   a.affiliation < 0 ? "" : fmt::format(", of @{}", a.affiliation), a.vague ? ", vague" : "");
    for (const std::string& alias : a.aliases) out_ += "  also " + alias + "\n";
  }

  const Reading& r_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
  std::string out_;
};

}  // namespace

std::string dump_ingest(const Document& d) {
  std::string out;
  fmt::format_to(std::back_inserter(out), "{:<10} {}\n{:<10} {}\n", "format", d.format, "language", d.language);
  stated(out, "title", d.title);
  for (const Author& a : d.authors) stated(out, a.organisation ? "author org" : "author", a);
  stated(out, "publisher", d.publisher);
  stated(out, "agency", d.agency);
  stated(out, "published", d.published);
  stated(out, "modified", d.modified);
  stated(out, "captured", d.captured);
  stated(out, "section", d.section);
  stated(out, "url", d.url);
  for (const Conflict& c : d.conflicts)
    fmt::format_to(std::back_inserter(out), "{:<10} {}: {}  ({}) over {}  ({})\n", "conflict", c.field, c.kept.value, c.kept.origin,
                   c.other.value, c.other.origin);
  for (const CaptureFlaw f : d.flaws) fmt::format_to(std::back_inserter(out), "{:<10} {}\n", "flaw", name(f));
  if (d.dateline)
    fmt::format_to(std::back_inserter(out), "{:<10} {} {} / {} / {}\n", "dateline", range(d.dateline->span), d.dateline->place, d.dateline->date, d.dateline->agency);
  if (d.withdrawn) out += "withdrawn\n";
  if (d.kill_notice) out += "kill notice\n";
  for (const std::string& w : d.warnings) out += "warning    " + w + "\n";
  for (const LeftOut& l : d.left_out)
    fmt::format_to(std::back_inserter(out), "{:<10} {} {} pieces, {} bytes\n", "left out", name(l.kind), l.pieces, l.bytes);
  source(out, d);
  for (const PageStart& p : d.pages) fmt::format_to(std::back_inserter(out), "{:<10} {} from {}\n", "page", p.number, p.text);
  for (const Entry& e : d.entries) {
    fmt::format_to(std::back_inserter(out), "{:<10} {}\n", "entry", range(e.span));
    stated(out, "  title", e.title);
    stated(out, "  at", e.published);
    for (const Author& a : e.authors) stated(out, "  author", a);
  }
  for (const Block& b : d.blocks) fmt::format_to(std::back_inserter(out), "{:<10} {} {}\n", name(b.kind), range(b.span), words(d, b.span));
  return out;
}

std::string dump_claims(const Reading& reading) { return Claims(reading).text(); }

}  // namespace stemma
