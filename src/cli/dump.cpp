// `stemma dump`: what each stage saw, as text. Offsets count code points; what documents say is made printable, one line each.
#include "cli/dump.h"

#include <fmt/format.h>

#include <memory>

#include "base/files.h"
#include "base/input.h"
#include "base/utf8.h"
#include "cli/parser_program.h"
#include "cli/verbs.h"
#include "lang/language_reader.h"
#include "read/conllu.h"
#include "read/conllu_input.h"
#include "read/dump.h"
#include "stemma/claims.h"
#include "stemma/reader.h"

namespace stemma::cli {
namespace {

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

std::string dump_header(const Document& d) { return fmt::format("document {} {}\n", d.id, printable(d.path)); }

/// The kinds of claims/ground/.
constexpr std::pair<std::string_view, std::string (*)(const Reading&)> ground[] = {
    {"times", dump_times}, {"places", dump_places}, {"figures", dump_figures}, {"events", dump_events}};

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

std::string dump_reading(const Reading& r) {
  const Offsets at(r.document.text);
  std::string out = dump_header(r.document);
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
    out += fmt::format("attribution {} {}{}{} {}{}{} rule={} confidence={:.2f}\n  source: {}\n  cue: {}\n  content: {}\n", i, a.negated ? "not " : "",
                       name(a.stance), a.certainty == Certainty::certain ? "" : fmt::format(" {}", name(a.certainty)), name(a.source_kind), optional_index("agent=", a.agent), a.parent < 0 ? "" : fmt::format(" parent={}", a.parent),
                       a.rule, a.confidence, at.words(a.source), at.words(a.cue), at.words(a.content));
    for (const SourceLink& l : a.links)
      out += fmt::format("  {}: cue {} who {}{}\n", name(l.kind), at.words(l.cue), at.words(l.span), optional_index("agent=", l.agent));
    if (!a.said.empty()) out += fmt::format("  said: {}\n", a.said);
  }
  return out;
}

namespace {

/// The stages that show one document at a time.
class Shown {
 public:
  /// Errors: as LanguageReader::load_file.
  static Result<Shown> of(const std::string& stage, const std::string& model) {
    Shown out;
    out.stage_ = stage;
    if (stage != "lang") return out;
    if (model.empty()) {
      const auto shared = lang::LanguageReader::shared();
      if (!shared) return tl::unexpected(shared.error());
      out.language_ = *shared;
      return out;
    }
    auto named = lang::LanguageReader::load_file(model);
    if (!named) return tl::unexpected(std::move(named).error());
    out.named_ = std::make_unique<lang::LanguageReader>(*std::move(named));
    out.language_ = out.named_.get();
    return out;
  }

  /// Files of words and sentences that are cut already. Returns an exit code.
  int cut(const std::vector<std::string>& files, Console& console) {
    const Limits limits;
    bool failed = false;
    for (const std::string& path : files) {
      const auto input = Input::of_file(path, limits.max_original_bytes);
      const auto documents = input ? read_conllu(input->bytes(), limits) : Result<std::vector<CutDocument>>(tl::unexpected(input.error()));
      if (!documents) console.say(printable(path) + ": " + documents.error().line()), failed = true;
      else for (const CutDocument& d : *documents)
        console.write(shown(d.document, language_->read_cut(d.document, d.words, d.sentences, space_)));
    }
    return failed ? some_failed : done;
  }

  std::string text(const Reading& r) {
    if (stage_ == "ingest") return dump_document(r.document);
    if (stage_ == "claims") return dump_reading(r);
    for (const auto& [kind, dump] : ground) if (stage_ == kind) return dump_header(r.document) + dump(r);
    if (!lang::LanguageReader::reads(r.document.language)) return {};  // its warnings say so
    return shown(r.document, language_->read(r.document, space_));
  }

 private:
  std::string shown(const Document& document, const lang::Analysis& analysis) {
    return conllu(document, analysis, language_->agents(document, analysis, space_), *language_);
  }

  std::string stage_;
  std::unique_ptr<const lang::LanguageReader> named_;  ///< of a model file that was named
  const lang::LanguageReader* language_ = nullptr;
  lang::LanguageReader::Workspace space_;
};

}  // namespace

int run_dump(const Arguments& args, Console& console) {
  const std::string stage = args.value("stage");
  if (stage.empty()) {
    console.say("dump: --stage is missing; the stages are: ingest, lang, claims, times, places, figures, events, link");
    return bad_usage;
  }
  const bool cut = args.flag("from");
  if (cut && stage != "lang") {
    console.say("dump: --from conllu goes with --stage=lang: the other stages cut for themselves");
    return bad_usage;
  }
  auto shown = Shown::of(stage, args.value("model"));
  if (!shown) {
    console.complain(shown.error());
    return some_failed;
  }
  if (cut) return shown->cut(args.operands("FILE"), console);
  const auto reader = open_reader(console, args.value("model"));
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
        if (stage == "lang" && !lang::LanguageReader::reads(reading->document.language))
          for (const std::string& w : reading->document.warnings) console.say(printable(path + ": " + w));
        console.write(shown->text(*reading));
      }
      return true;
    });
  if (stage == "link") console.write(dump_model(readings, reconcile(readings)));
  return failed ? some_failed : done;
}

}  // namespace stemma::cli
