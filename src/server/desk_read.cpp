// What the desk shows.
#include "base/hash.h"
#include "ingest/source.h"
#include "report/patch.h"
#include "server/desk.h"
#include "server/look.h"
#include "server/pages.h"
#include "server_texts.h"

namespace stemma::server {
namespace {

/// The event stream of one open page.
class DeskFeed : public Feed {
 public:
  DeskFeed(const Keeper& keeper, const Events& events, const Sessions& sessions, std::string key, std::optional<std::uint64_t> last)
      : keeper_(keeper), events_(events), sessions_(sessions), key_(std::move(key)), last_(last.value_or(events.last())), greet_(!last) {}

  std::string take() override {
    if (!sessions_.lives(key_)) return std::exchange(told_, true) ? std::string() : event_text("ended", "{}");
    auto news = events_.since(last_);
    std::string out;
    if (std::exchange(retry_, false)) out += "retry: 2000\n";
    if (greet_ || news.lost) {
      // What is true now, as of the event before those that follow.
      out += "id: " + std::to_string(news.last - news.texts.size()) + "\n" +
             event_text("generation", dump({{"generation", keeper_.generation()}, {"state", keeper_.state()}, {"changed", {{"claims", Json::array()}}}, {"lost", news.lost}}));
      greet_ = false;
    }
    last_ = news.last;
    for (const auto& text : news.texts) out += *text;
    return out;
  }
  bool over() override { return !sessions_.lives(key_); }

 private:
  const Keeper& keeper_;
  const Events& events_;
  const Sessions& sessions_;
  const std::string key_;
  std::uint64_t last_;
  bool greet_, retry_ = true, told_ = false;
};

std::optional<std::uint64_t> number_of(std::string_view s) {
  if (s.empty() || s.size() > 19 || s.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return std::stoull(std::string(s));
}

}  // namespace

std::string Desk::etag() const { return "\"" + run_ + "-" + std::to_string(keeper_.generation()) + "\""; }

Response Desk::file(const Asked& asked, std::string_view name) const {
  const std::string_view bytes = name == "openapi.json" ? embedded::server_texts(name) : desk_file(name);
  Response r;
  const std::string tag = "\"" + sha256_hex(bytes).substr(0, 16) + "\"";
  // Names of built files change with their bytes.
  r.with("ETag", tag).with("Cache-Control", name.starts_with("assets/") ? "private, max-age=31536000, immutable" : "no-cache");
  if (asked.head.field("if-none-match") == tag) {
    r.status = 304;
    return r;
  }
  r.body = bytes;
  return std::move(r.with("Content-Type", std::string(type_of(name))));
}

Response Desk::view(const Asked& asked) {
  if (!desk_file("index.html").empty()) return file(asked, "index.html");
  return say(true, 200, "The desk was not built into this program", "The data of every view is there all the same, behind its address and .json.",
             "Build the desk (npm ci and npm run build in desk/) and then the program.");
}

Response Desk::data(const Asked& asked) {
  const auto snapshot = keeper_.now();
  const std::string tag = "\"" + run_ + "-" + std::to_string(snapshot->generation()) + "\"";
  Response r;
  // On another machine's disk nothing of a case is to stay behind.
  const std::string cache = options_.loopback ? "private, no-cache" : "no-store";
  if (asked.head.field("if-none-match") == tag) {
    r.status = 304;
    return std::move(r.with("ETag", tag).with("Cache-Control", cache));
  }
  auto answered = answers::answer(*snapshot, {asked.target.path, asked.target.query});
  r.status = answered.status;
  r.body = std::move(answered.body);
  r.with("Content-Type", answered.type).with("Cache-Control", answered.status == 200 ? cache : "no-store");
  if (answered.status == 200) r.with("ETag", tag);
  if (answered.status == 200 && asked.match.row->pattern == "/documents/{id}") saw(asked);
  if (!answered.file_name.empty()) r.with("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(answered.file_name));
  return r;
}

Response Desk::session(const Asked& asked) const {
  return json_response(200, {{"token", asked.session->token}, {"who", asked.session->who}, {"case", keeper_.summary()}});
}

Response Desk::feed(const Asked& asked) {
  // Without a number: from now on. With one that is none, or of another server: since() says that events were lost.
  std::optional<std::uint64_t> last;
  if (asked.head.count("last-event-id") != 0) last = number_of(asked.head.field("last-event-id")).value_or(0);
  Response r;
  r.feed = std::make_unique<DeskFeed>(keeper_, events_, sessions_, asked.session->key, last);
  return std::move(r.with("Content-Type", "text/event-stream").with("X-Accel-Buffering", "no"));
}

void Desk::saw(const Asked& asked) {
  if (asked.session) seen_.note(asked.session->who, asked.match.id);
}

Response Desk::original(const Asked& asked) {
  const auto reading = answers::reading(*keeper_.now(), asked.match.id);
  if (!reading) return reading.error().kind == ErrorKind::usage ? problem(404, reading.error().what, {}, reading.error().next) : problem(reading.error());
  const auto opened = Case::open(keeper_.path(), Case::Mode::read);
  if (!opened) return problem(opened.error());
  auto bytes = opened->original(reading->document.sha256);
  if (!bytes) return problem(bytes.error());
  saw(asked);
  const std::string path = reading->document.path.substr(0, reading->document.path.find('#'));
  Response r;
  r.body = std::move(*bytes);
  return std::move(r.with("Content-Type", "application/octet-stream")
                       .with("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(path.substr(path.rfind('/') + 1))));
}

Response Desk::look(const Asked& asked) {
  const auto reading = answers::reading(*keeper_.now(), asked.match.id);
  if (!reading) return say(true, reading.error().kind == ErrorKind::usage ? 404 : 503, "There is no such document", reading.error().what, reading.error().next);
  const auto opened = Case::open(keeper_.path(), Case::Mode::read);
  const auto bytes = opened ? opened->original(reading->document.sha256) : Result<std::string>(tl::unexpected(opened.error()));
  const auto source = bytes ? ingest::source_bytes(*bytes, reading->document.source, options_.limits) : bytes;
  if (!source) return say(true, status_of(source.error()), "The original cannot be shown", source.error().what, source.error().next);
  Response r;
  saw(asked);
  r.body = look_of(reading->document, *source, options_.limits);
  return std::move(r.with("Content-Type", "text/html; charset=utf-8").with("Content-Security-Policy", std::string(look_policy)));
}

Response Desk::handed() const {
  auto file = hand_over_.file();
  if (!file) return problem(404, "there is no file to be fetched", {}, "make one first: it is gone once another is made, it is thrown away, or the server ends");
  Response r;
  r.file = std::move(file->body);
  return std::move(r.with("Content-Type", "application/octet-stream").with("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(file->name)));
}

Response Desk::export_decisions() const {
  const auto opened = Case::open(keeper_.path(), Case::Mode::read);
  if (!opened) return problem(opened.error());
  const auto identity = opened->identity();
  const auto decisions = opened->decisions();
  if (!identity || !decisions) return problem(identity ? decisions.error() : identity.error());
  Response r;
  r.body = report::patch_of(*identity, *decisions);
  return std::move(r.with("Content-Type", "application/x-ndjson").with("Content-Disposition", "attachment; filename=\"decisions.jsonl\""));
}

}  // namespace stemma::server
