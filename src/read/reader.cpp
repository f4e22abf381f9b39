#include "stemma/reader.h"

#include <time.h>

#include <memory>

#include "base/files.h"
#include "base/utf8.h"
#include "claims/claims.h"
#include "ingest/ingest.h"
#include "read/text_blocks.h"

namespace stemma {

struct Reader::Workspace::State {
  StageTimes times;
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
  std::unique_ptr<claims::AttributionReader> claims = claims::make_floor_reader();

  Reading read(Document document, StageTimes& times) const {
    Reading reading;
    reading.document = std::move(document);
    const std::string& language = reading.document.language;
    if (!language.empty() && language != "und" && language != "en") {
      reading.document.warnings.push_back("language " + language + " is not read yet");
      return reading;
    }
    const lang::Analysis analysis = timed(times.lang, [&] { return lang::analyse(reading.document); });
    timed(times.claims, [&] { claims->read(analysis, reading); });
    return reading;
  }

  std::vector<Result<Reading>> read(std::string_view bytes, const std::string& path, StageTimes& times) const {
    std::vector<Result<Reading>> out;
    auto documents = timed(times.ingest, [&] { return ingest::ingest(bytes, path, limits); });
    for (Result<Document>& document : documents) {
      if (document) out.emplace_back(read(std::move(*document), times));
      else out.emplace_back(tl::unexpected(std::move(document.error())));
    }
    return out;
  }
};

Reader::Reader(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::create(Limits limits) {
  auto parts = std::make_unique<Parts>();
  parts->limits = limits;
  return Reader(std::move(parts));
}

std::vector<Result<Reading>> Reader::read_file(const std::string& path, Workspace& space) const {
  auto bytes = read_whole_file(path, parts_->limits.max_original_bytes);
  if (!bytes) {
    std::vector<Result<Reading>> out;
    out.emplace_back(tl::unexpected(std::move(bytes.error())));
    return out;
  }
  return parts_->read(*bytes, path, space.state().times);
}

std::vector<Result<Reading>> Reader::read_bytes(std::span<const std::byte> bytes, const std::string& path, Workspace& space) const {
  return parts_->read({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path, space.state().times);
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
  return parts_->read(std::move(document), space.state().times);
}

std::string Reader::version() const {
  return "stemma-0.1.0 " + std::string(ingest::ingest_version) + " " + parts_->claims->version();
}

}  // namespace stemma
