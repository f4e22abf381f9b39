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

/// Stages whose text is made of a reading alone.
constexpr std::pair<std::string_view, std::string (*)(const Reading&)> of_reading[] = {
    {"ingest", [](const Reading& r) { return dump_ingest(r.document); }}, {"claims", dump_claims}, {"times", dump_times},
    {"places", dump_places}, {"figures", dump_figures}, {"events", dump_events}};

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
    for (const auto& [stage, dump] : of_reading) if (stage_ == stage) return dump_header(r.document) + dump(r);
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
