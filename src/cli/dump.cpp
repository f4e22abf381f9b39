// `stemma dump`: what each stage saw, as text. Offsets count code points; what documents say is made printable, one line each.
#include "cli/dump.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/parser_program.h"
#include "cli/verbs.h"
#include "lang/analysis.h"
#include "stemma/claims.h"
#include "stemma/reader.h"

namespace stemma::cli {
namespace {

std::string_view word(lang::TokenKind kind) {
  switch (kind) {
    case lang::TokenKind::word: return "word";
    case lang::TokenKind::number: return "number";
    case lang::TokenKind::punctuation: return "punctuation";
    case lang::TokenKind::open_quote: return "open";
    case lang::TokenKind::close_quote: return "close";
  }
  return "word";
}

void stated(std::string& out, std::string_view key, const Stated& s) {
  if (!s.empty()) out += fmt::format("  {}: {}  <{}>{}\n", key, printable(s.value), printable(s.origin), s.unsure ? " unsure" : "");
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

std::string optional_index(std::string_view label, std::int32_t i) { return i < 0 ? std::string() : fmt::format(" {}{}", label, i); }

}  // namespace

std::string Offsets::words(ByteSpan s) const { return fmt::format("[{},{}) \"{}\"", points_.code_point(s.begin), points_.code_point(s.end), printable(slice(text_, s))); }

std::string Offsets::words(const Spans& spans) const {
  std::string out;
  for (const ByteSpan s : spans) out += (out.empty() ? "" : " + ") + words(s);
  return out.empty() ? "-" : out;
}

std::string dump_document(const Document& d) {
  const Offsets at(d.text);
  std::string out = fmt::format("document {} {}\n  sha256: {}\n  format: {}\n", d.id, printable(d.path), d.sha256, d.format);
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

std::string dump_analysis(const Document& d, const lang::Analysis& a) {
  const Offsets at(d.text);
  std::string out = fmt::format("document {} {}\n", d.id, printable(d.path));
  for (const lang::Sentence& s : a.sentences) {
    out += fmt::format("sentence block {} {}\n", s.block, at.words(s.span));
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      const lang::Token& t = a.tokens[i];
      out += fmt::format("  {} {}{}{}{}\n", word(t.kind), at.words(t.span), optional_index("quotation ", t.quotation), t.capitalised ? " capitalised" : "",
                         t.sentence_start ? " start" : "");
    }
  }
  for (std::size_t i = 0; i < a.quotations.size(); ++i) {
    const lang::Quotation& q = a.quotations[i];
    out += fmt::format("quotation {} block {} {}{}{}{}\n", i, q.block, at.words(q.span), optional_index("continues ", q.continues), q.closed ? "" : " open",
                       q.is_single ? " single" : "");
  }
  return out;
}

std::string dump_reading(const Reading& r) {
  const Offsets at(r.document.text);
  std::string out = fmt::format("document {} {}\n", r.document.id, printable(r.document.path));
  for (std::size_t i = 0; i < r.agents.size(); ++i) {
    const Agent& a = r.agents[i];
    out += fmt::format("agent {} {} \"{}\"", i, name(a.kind), printable(a.name));
    if (!a.role.empty()) out += fmt::format(" role=\"{}\"", printable(a.role));
    out += optional_index("affiliation=", a.affiliation);
    if (a.vague) out += " vague";
    for (const std::string& alias : a.aliases) out += fmt::format(" also=\"{}\"", printable(alias));
    out += '\n';
  }
  for (std::size_t i = 0; i < r.attributions.size(); ++i) {
    const Attribution& a = r.attributions[i];
    out += fmt::format("attribution {} {}{} {}{}{} rule={} confidence={:.2f}\n  source: {}\n  cue: {}\n  content: {}\n", i, a.negated ? "not " : "",
                       name(a.stance), name(a.source_kind), optional_index("agent=", a.agent), a.parent < 0 ? "" : fmt::format(" parent={}", a.parent),
                       a.rule, a.confidence, at.words(a.source), at.words(a.cue), at.words(a.content));
    for (const SourceLink& l : a.links)
      out += fmt::format("  {}: cue {} who {}{}\n", name(l.kind), at.words(l.cue), at.words(l.span), optional_index("agent=", l.agent));
    if (!a.said.empty()) out += fmt::format("  said: {}\n", a.said);
  }
  return out;
}

int run_dump(const Arguments& args, Console& console) {
  const std::string stage = args.value("stage");
  if (stage.empty()) {
    console.say("dump: --stage is missing; the stages are: ingest, lang, claims, link");
    return bad_usage;
  }
  const auto reader = open_reader(console);
  if (!reader) {
    console.complain(reader.error());
    return some_failed;
  }
  const FileList list = list_files(args.operands("FILE"));
  bool failed = !list.errors.empty();
  for (const auto& [path, error] : list.errors) console.say(printable(path) + ": " + error.line());
  Reader::Workspace space;
  std::vector<Reading> readings;
  for (const std::string& path : list.files)
    reader->each_in_file(path, space, [&](Result<Reading>&& reading) {
      if (!reading) {
        console.say(printable(path) + ": " + reading.error().line());
        failed = true;
      } else if (stage == "link") {
        readings.push_back(*std::move(reading));
      } else {
        const Document& d = reading->document;
        console.write(stage == "ingest" ? dump_document(d) : stage == "lang" ? dump_analysis(d, lang::analyse(d)) : dump_reading(*reading));
      }
      return true;
    });
  if (stage == "link") console.write(dump_model(readings, reconcile(readings)));
  return failed ? some_failed : done;
}

}  // namespace stemma::cli
