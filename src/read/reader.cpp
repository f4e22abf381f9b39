#include "stemma/reader.h"

#include <time.h>

#include <memory>
#include <optional>

#include "base/hash.h"
#include "base/input.h"
#include "base/utf8.h"
#include "claims/claims.h"
#include "claims/ground/ground.h"
#include "ingest/confine/parsers.h"
#include "ingest/ingest.h"
#include "lang/language_reader.h"
#include "read/text_blocks.h"

namespace stemma {

struct Reader::Workspace::State {
  StageTimes times;
  lang::LanguageReader::Workspace lang;
  claims::Workspace claims;
};
const StageTimes& Reader::Workspace::times() const { return state_->times; }

Reader::Workspace::Workspace() : state_(std::make_unique<State>()) {}
Reader::Workspace::~Workspace() = default;
Reader::Workspace::Workspace(Workspace&&) noexcept = default;
Reader::Workspace& Reader::Workspace::operator=(Workspace&&) noexcept = default;

namespace {

double thread_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Runs `work` and adds this thread's processor seconds to `sum`.
template <class Work>
auto timed(double& sum, Work&& work) {
  struct Clock {
    double& sum;
    double start = thread_seconds();
    ~Clock() { sum += thread_seconds() - start; }
  } clock{sum};
  return work();
}

}  // namespace

struct Reader::Parts {
  Limits limits;
  std::optional<lang::LanguageReader> own;   ///< of a model file that was named
  const lang::LanguageReader* lang = nullptr;
  std::unique_ptr<claims::AttributionReader> claims;
  std::optional<claims::ground::Grounder> grounder;
  std::unique_ptr<const ingest::confine::Parsers> parsers;  ///< null: parsed in our own process

  Result<void> load_model(const std::string& file) {
    if (file.empty()) {
      const auto shared = lang::LanguageReader::shared();
      if (!shared)
        return fail(shared.error().kind, "the model inside this program: " + shared.error().what, shared.error().at, "build it again");
      lang = *shared;
      return {};
    }
    auto loaded = lang::LanguageReader::load_file(file);
    if (!loaded) return tl::unexpected(std::move(loaded).error());
    lang = &own.emplace(*std::move(loaded));
    return {};
  }

  Reading read(Document document, Workspace::State& space) const {
    Reading reading;
    reading.document = std::move(document);
    const std::string& language = reading.document.language;
    if (!lang::LanguageReader::reads(language)) {
      reading.document.warnings.push_back("language " + language + " is not read yet");
      return reading;
    }
    const lang::Analysis analysis = timed(space.times.lang, [&] { return lang->read(reading.document, space.lang); });
    const lang::Agents agents = timed(space.times.lang, [&] { return lang->agents(reading.document, analysis, space.lang); });
    timed(space.times.claims, [&] { claims->read({*lang, space.lang, analysis, agents}, space.claims, reading); });
    const auto page = timed(space.times.values, [&] { return std::make_unique<claims::ground::Page>(reading, analysis, agents, *lang); });
    timed(space.times.values, [&] { grounder->read_values(*page, reading); });
    timed(space.times.events, [&] { grounder->read_events(*page, reading); });
    return reading;
  }

  /// Reads what ingest finds in the bytes; in other processes if `input` is given, which holds the same bytes.
  void each(std::string_view bytes, const Input* input, const std::string& path, Workspace::State& space, const Take& take,
            std::string sha256 = {}) const {
    double parsers_seconds = 0, elsewhere = 0;  // the stages behind ingest run inside of it
    timed(space.times.ingest, [&] {
      const auto give = [&](Result<Document>&& document) {
        if (!document) return take(tl::unexpected(std::move(document).error()));
        if (sha256.empty()) sha256 = sha256_hex(bytes);  // made for the first document: what gives none need not be hashed
        ingest::name_document(*document, path, sha256);
        bool go_on = true;
        timed(elsewhere, [&] { go_on = take(read(*std::move(document), space)); });
        return go_on;
      };
      if (input) parsers_seconds = parsers->read(*input, path, give);
      else ingest::parse_each(bytes, path, limits, give);
    });
    space.times.ingest += parsers_seconds - elsewhere;
  }
};

Reader::Reader(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::create(Limits limits, const std::string& parser_program, const std::string& model_file) {
  auto parts = std::make_unique<Parts>();
  parts->limits = limits;
  if (const auto good = parts->load_model(model_file); !good) return tl::unexpected(good.error());
  auto claims = claims::make_reader();
  if (!claims) return tl::unexpected(std::move(claims).error());
  parts->claims = *std::move(claims);
  auto grounder = claims::ground::Grounder::built_in();
  if (!grounder) return tl::unexpected(std::move(grounder).error());
  parts->grounder = *std::move(grounder);
  if (!parser_program.empty()) {
    auto parsers = ingest::confine::Parsers::start(parser_program, limits);
    if (!parsers) return tl::unexpected(std::move(parsers).error());
    parts->parsers = *std::move(parsers);
  }
  return Reader(std::move(parts));
}

bool Reader::confined() const { return parts_->parsers != nullptr; }

std::vector<std::string> Reader::gaps() const {
  std::vector<std::string> out;
  if (!parts_->parsers) return out;
  const auto gaps = parts_->parsers->gaps();
  if (gaps.seccomp) out.push_back("this kernel does not let a process give up system calls (seccomp)");
  if (gaps.landlock) out.push_back("this kernel does not let a process give up files (Landlock, Linux 5.13)");
  return out;
}

namespace {

std::vector<Result<Reading>> all(const std::function<void(const Reader::Take&)>& each) {
  std::vector<Result<Reading>> out;
  each([&](Result<Reading>&& reading) {
    out.push_back(std::move(reading));
    return true;
  });
  return out;
}

}  // namespace

void Reader::each_in_file(const std::string& path, Workspace& space, const Take& take) const {
  const auto input = Input::of_file(path, parts_->limits.max_original_bytes);
  if (!input) take(tl::unexpected(input.error()));
  else parts_->each(input->bytes(), confined() ? &*input : nullptr, path, space.state(), take);
}

void Reader::each_in_descriptor(int descriptor, const std::string& path, const std::string& sha256, Workspace& space, const Take& take) const {
  const auto input = Input::of_descriptor(descriptor);
  if (!input) take(tl::unexpected(input.error()));
  else parts_->each(input->bytes(), confined() ? &*input : nullptr, path, space.state(), take, sha256);
}

std::vector<Result<Reading>> Reader::read_file(const std::string& path, Workspace& space) const {
  return all([&](const Take& take) { each_in_file(path, space, take); });
}

std::vector<Result<Reading>> Reader::read_bytes(std::span<const std::byte> bytes, const std::string& path, Workspace& space) const {
  const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return all([&](const Take& take) {
    if (!confined()) return parts_->each(view, nullptr, path, space.state(), take);
    const auto input = Input::of_bytes(view);
    if (!input) take(tl::unexpected(input.error()));
    else parts_->each(view, &*input, path, space.state(), take);
  });
}

Result<Reading> Reader::read_text(std::string id, std::string text, std::string published, std::string title, Workspace& space) const {
  if (text.size() > parts_->limits.max_text_bytes)
    return fail(ErrorKind::over_limit, "text is larger than " + std::to_string(parts_->limits.max_text_bytes) + " bytes", parts_->limits.max_text_bytes);
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos)
    return fail(ErrorKind::malformed, "text is not valid UTF-8", bad, "convert it to UTF-8 first");
  Document document;
  document.id = std::move(id);
  document.format = "jsonl";
  document.language = "en";
  document.text = std::move(text);
  if (!published.empty()) document.published = {std::move(published), "given"};
  if (!title.empty()) document.title = {std::move(title), "given"};
  document.blocks = text_blocks(document.text, document.title.value);
  return parts_->read(std::move(document), space.state());
}

std::string Reader::version() const {
  return "stemma-0.1.0 " + std::string(ingest::ingest_version) + " " + parts_->lang->version() + " " + parts_->claims->version();
}

}  // namespace stemma
