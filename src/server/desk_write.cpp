// What people change: decisions and their undoing, new files. All of it is on the disk before it is acknowledged.
#include <fmt/format.h>

#include <optional>
#include <vector>

#include "base/utf8.h"
#include "report/patch_merge.h"
#include "server/desk.h"
#include "server/steps.h"

namespace stemma::server {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 20s;          // for another program that writes to the case
constexpr std::size_t longest_name = 80, longest_key = 64;

std::optional<Json> parsed(const std::string& body) {
  auto json = Json::parse(body.empty() ? "{}" : body, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

/// Numbers of what `who` has decided with that key: it was sent before, and the answer was lost. None without a key.
Result<std::vector<std::uint64_t>> decided_with(const Case& opened, const std::string& key, const std::string& who) {
  std::vector<std::uint64_t> out;
  if (key.empty()) return out;
  const auto all = opened.decisions();
  if (!all) return tl::unexpected(all.error());
  for (const Decision& d : *all)
    if (d.key == key && d.by == who) out.push_back(d.number);
  return out;
}

}  // namespace

Response Desk::set_who(const Asked& asked, const std::string& body) {
  const auto json = parsed(body);
  if (!json || !json->is_object() || !json->contains("who") || !(*json)["who"].is_string()) return problem(422, "a name is missing", {}, "send {\"who\": \"Ada Quill\"}");
  const std::string who = squeeze(printable((*json)["who"].get<std::string>()));
  if (who.empty() || ellipsize(who, longest_name) != who) return problem(422, "a name has from 1 to 80 characters", {}, "shorten it");
  sessions_.set_who(asked.session->key, who);
  return json_response(200, {{"token", asked.session->token}, {"who", who}, {"case", keeper_.summary()}});
}

Response Desk::decided(const std::vector<std::uint64_t>& numbers, const std::string& by, bool before_now) {
  std::uint64_t before = keeper_.generation();
  if (!before_now) {
    events_.publish("decided", dump({{"numbers", numbers}, {"by", by}}));
    before = keeper_.ask_reload();
  }
  const std::string state = keeper_.state();  // first: once it is ready, the generation of then knows the decision, and so does a later one
  return json_response(200, {{"numbers", numbers}, {"generation", state == "ready" ? keeper_.generation() : before}, {"state", state}});
}

Response Desk::decide(const Asked& asked, const std::string& body) {
  const std::string& who = asked.session->who;
  if (who.empty()) return problem(422, "nobody has said who decides", {}, "give your name first; it is kept with each decision");
  const auto json = parsed(body);
  if (!json) return problem(400, "what was sent is not JSON", {}, "load the page anew and try again; nothing was saved");
  const std::string key = json->is_object() && json->contains("key") && (*json)["key"].is_string() ? (*json)["key"].get<std::string>() : "";
  if (key.size() > longest_key) return problem(422, "a key has at most 64 bytes", {}, "nothing was saved");
  std::vector<std::uint64_t> numbers;
  bool before_now = false;
  const auto saved = keeper_.writer().run(
      [&](Case& opened) -> Result<void> {
        auto sent = decided_with(opened, key, who);
        if (!sent) return tl::unexpected(sent.error());
        before_now = !sent->empty();
        numbers = std::move(*sent);
        if (before_now) return {};
        auto decisions = answers::decisions_from(*keeper_.now(), *json, who);  // only now: what was decided may have no address any more
        if (!decisions) return tl::unexpected(decisions.error());
        for (Decision& d : *decisions) d.key = key;
        auto appended = opened.decide(*decisions);
        if (!appended) return tl::unexpected(appended.error());
        numbers = std::move(*appended);
        (void)seen_.write(opened);  // else with the next one
        return {};
      },
      patience);
  return saved ? decided(numbers, who, before_now) : problem(saved.error());
}

/// An unsigned patch comes in, as whoever chose the file answers for it here; a signed one only from a key that the case knows. Choices between
/// two people's decisions are made where both can be read: stemma decide CASE import.
Response Desk::import_decisions(const Asked& asked, const std::string& body) {
  const auto patch = report::read_patch(body, "the patch", keeper_.identity());
  if (!patch) return problem(patch.error());
  std::vector<std::uint64_t> numbers;  // of those that the case did not have
  std::optional<Response> refused;
  const auto saved = keeper_.writer().run(
      [&](Case& opened) -> Result<void> {
        const auto before = opened.decisions();
        if (!before) return tl::unexpected(before.error());
        const auto log = opened.custody();
        if (!log) return tl::unexpected(log.error());
        if (!patch->key.empty() && !report::knows_key(*log, patch->key)) {
          refused = problem(409, "the patch is signed with a key that this case does not know", {}, "import it once with: stemma decide CASE import FILE; nothing was changed");
          return {};
        }
        const auto merged = report::merge(*before, *patch, report::known_to_them(*log, *patch));
        if (!merged.disagreements.empty()) {
          refused = problem(409, fmt::format("{} of its decisions say something else than this case", merged.disagreements.size()), {},
                            "choose with: stemma decide CASE import FILE; nothing was changed");
          return {};
        }
        std::vector<LogNote> notes;
        if (!merged.fresh.empty())
          notes.push_back({"imported", "patch " + patch->sha256, dump({{"signed", !patch->key.empty()}, {"name", patch->by}, {"key", patch->key}, {"decisions", patch->decisions.size()},
                                                                      {"new", merged.fresh.size()}, {"agreed", merged.agreed}, {"by", asked.session->who}})});
        auto appended = opened.decide(patch->decisions, notes);
        if (!appended) return tl::unexpected(appended.error());
        numbers = std::move(*appended);
        std::erase_if(numbers, [last = before->empty() ? 0 : before->back().number](std::uint64_t number) { return number <= last; });
        return {};
      },
      patience);
  if (refused) return std::move(*refused);
  return saved ? decided(numbers, asked.session->who) : problem(saved.error());
}

Response Desk::step(const Asked& asked, bool undo) {
  const std::string& who = asked.session->who;
  if (who.empty()) return problem(422, "nobody has said whose decisions these are", {}, "give your name first");
  std::vector<std::uint64_t> numbers;
  bool nothing = false;
  const auto saved = keeper_.writer().run(
      [&](Case& opened) -> Result<void> {
        const auto all = opened.decisions();
        if (!all) return tl::unexpected(all.error());
        const auto next = undo ? next_undo(*all, who) : next_redo(*all, who);
        nothing = !next;
        if (nothing) return {};
        Decision d;
        d.kind = DecisionKind::undo;
        d.undoes = *next;
        d.by = who;
        auto appended = opened.decide(std::span(&d, 1));
        if (!appended) return tl::unexpected(appended.error());
        numbers = std::move(*appended);
        (void)seen_.write(opened);  // else with the next one
        return {};
      },
      patience);
  if (!saved) return problem(saved.error());
  if (nothing) return problem(409, undo ? "there is nothing of yours left to undo" : "there is nothing to redo", {}, {});
  return decided(numbers, who);
}

void Desk::close() {
  if (!seen_.empty()) (void)keeper_.writer().run([&](Case& opened) { return seen_.write(opened); }, 2s);
}

Response Desk::receive(Spool::Incoming* incoming) {
  if (!incoming) return problem(500, "a mistake of ours", {}, "try again");
  if (const auto kept = importer_.keep(*incoming); !kept) return problem(kept.error());
  return json_response(200, importer_.job());
}

Response Desk::start() {
  const auto job = importer_.start();
  return job ? json_response(200, *job) : problem(job.error());
}

Response Desk::hand_over(const Asked& asked, const std::string& body) {
  if (asked.session->who.empty()) return problem(422, "nobody has said who hands over", {}, "give your name first; the log of custody keeps it");
  const auto json = parsed(body);
  if (!json) return problem(400, "what was sent is not JSON", {}, "load the page anew and try again; nothing has left the case");
  const auto started = hand_over_.start(*json, asked.session->who);
  if (!started && started.error().kind == ErrorKind::busy) return problem(409, started.error().what, {}, started.error().next);
  return started ? json_response(200, hand_over_.view()) : problem(started.error());
}

}  // namespace stemma::server
