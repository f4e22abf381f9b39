// What is sent to POST /decisions, as decisions: the words of `stemma decide`, made of ids, against the readings that they need.
#include <fmt/format.h>

#include <algorithm>

#include "answers/routes.h"
#include "base/utf8.h"
#include "report/make_decision.h"
#include "store/decisions.h"

namespace stemma::answers {
namespace {

constexpr std::size_t most = 1000;  // decisions at once

[[noreturn]] void wrong(std::string what, std::string next = "Nothing was saved.") { throw store::Failed{{ErrorKind::usage, std::move(what), Error::nowhere, std::move(next)}}; }

bool is_count(const Json& x) { return x.is_number_integer() && x.get<std::int64_t>() >= 0; }

std::string text_of(const Json& o, const char* key, bool needed = false) {
  const auto at = o.find(key);
  if (at == o.end() || at->is_null()) {
    if (needed) wrong(fmt::format("A decision lacks \"{}\".", key));
    return {};
  }
  if (is_count(*at)) return std::to_string(at->get<std::int64_t>());
  if (!at->is_string() || at->get_ref<const std::string&>().size() > 100000) wrong(fmt::format("\"{}\" of a decision is no text.", key));
  return at->get<std::string>();
}

/// "10-20,30-40".
std::string stretches(const Json& spans, const char* key) {
  std::string out;
  const auto at = spans.find(key);
  if (at == spans.end()) return out;
  if (!at->is_array() || at->size() > 100) wrong(fmt::format("\"{}\" is no list of stretches of a text.", key));
  for (const Json& s : *at) {
    if (!s.is_array() || s.size() != 2 || !is_count(s[0]) || !is_count(s[1])) wrong(fmt::format("\"{}\" is no list of stretches of a text.", key));
    out += fmt::format("{}{}-{}", out.empty() ? "" : ",", s[0].get<std::int64_t>(), s[1].get<std::int64_t>());
  }
  return out;
}

/// The words of the command line for it, the kind first.
std::vector<std::string> words_of(const Json& d) {
  if (!d.is_object()) wrong("A decision is no object.");
  const std::string kind = text_of(d, "kind", true), first = text_of(d, "first", true), second = text_of(d, "second"), value = text_of(d, "value");
  const auto spans = d.contains("spans") && d["spans"].is_object() ? d["spans"] : Json::object();
  const auto known = decision_kind(kind);
  if (!known) wrong(fmt::format("There is no decision of the kind \"{}\".", shown(kind)));
  std::vector<std::string> out{kind};
  const auto add = [&](std::initializer_list<std::string> more) { out.insert(out.end(), more); };
  switch (*known) {
    case DecisionKind::merge:
    case DecisionKind::copy:
    case DecisionKind::not_a_copy:
    case DecisionKind::same_agent:
    case DecisionKind::not_same_agent:
    case DecisionKind::cut_denial: add({first, second}); break;
    case DecisionKind::split:
      add({first});
      for (const auto id : split(second, ", ")) out.emplace_back(id);
      break;
    case DecisionKind::label:
    case DecisionKind::verdict:
    case DecisionKind::stance: add({first, value}); break;
    case DecisionKind::side: add({first, second, value}); break;
    case DecisionKind::same_root:
    case DecisionKind::not_same_root: add({value, first, second}); break;
    case DecisionKind::redact:
    case DecisionKind::not_withdrawn:
    case DecisionKind::accept:
    case DecisionKind::reject:
    case DecisionKind::undo: add({first}); break;
    case DecisionKind::spans:
      add({first});
      for (const char* key : {"source", "cue", "content"})
        if (auto list = stretches(spans, key); !list.empty()) out.push_back(fmt::format("{}={}", key, list));
      break;
    case DecisionKind::speaker: add({first, second.empty() ? stretches(spans, "source") : second}); break;
  }
  return out;
}

/// Documents whose readings a decision needs that names these things, and ids that nothing has any more.
class Needs {
 public:
  explicit Needs(const State& s) : s_(s) {}

  void add(const std::string& id) {
    if (const auto c = s_.claim_by_id.find(id); c != s_.claim_by_id.end()) return claim(c->second);
    if (const auto a = s_.agent_by_id.find(id); a != s_.agent_by_id.end()) return agent(a->second);
    if (const auto d = s_.document_by_id.find(std::string_view(id).substr(0, id.find_first_of(".:"))); d != s_.document_by_id.end()) return documents.push_back(d->second);
    for (std::uint32_t a = 0; a < s_.model.agents.size(); ++a)
      if (s_.model.agents[a].name == id) return agent(a);
    if (id.size() > 40) return;
    std::optional<KnownId> was;
    s_.files.with([&](const store::Connection& db) { was = store::read_known_id(db, id); });
    if (!was) return;
    const auto of = documents_of(s_, was->spots);
    documents.insert(documents.end(), of.begin(), of.end());
    for (const auto& now : redirect(*was, some_readings(s_, of), s_.model_of(of))) add(now);
    known.push_back(*std::move(was));
  }

  std::vector<std::uint32_t> documents;
  std::vector<KnownId> known;

 private:
  void claim(std::uint32_t c) {
    for (const auto d : s_.claim_documents.of(c)) documents.push_back(d);
  }
  void agent(std::uint32_t a) {
    const auto& mentions = s_.model.agents[a].mentions;  // subject_of_agent() takes the first three that have words
    for (std::size_t i = 0; i < std::min<std::size_t>(mentions.size(), 12); ++i) documents.push_back(mentions[i].document);
  }

  const State& s_;
};

/// Of the messages of the command line what is meant for a page.
Error for_the_desk(Error e) {
  if (e.what.starts_with("decide: ")) e.what.erase(0, 8);
  if (!e.what.empty() && e.what[0] >= 'a' && e.what[0] <= 'z' && e.what.find(' ') != std::string::npos) e.what[0] = static_cast<char>(e.what[0] - 'a' + 'A');
  if (e.next.empty() || e.next.find("stemma ") != std::string::npos) e.next = "Nothing was saved. Load the page again: what you decided on may be another by now.";
  return e;
}

std::vector<Decision> decisions_of(const State& s, const Json& body, const std::string& by) {
  const Json& list = body.is_object() && body.contains("decisions") ? body["decisions"] : body;
  if (!list.is_array() || list.empty()) wrong("There is no decision in this.");
  if (list.size() > most) wrong(fmt::format("These are more than {} decisions at once.", most), "Send them in several parts.");
  Needs needs(s);
  std::vector<std::vector<std::string>> all;
  for (const Json& d : list) {
    all.push_back(words_of(d));
    for (std::size_t i = 1; i < all.back().size(); ++i) needs.add(all.back()[i]);
  }
  const auto readings = some_readings(s, needs.documents);
  const CaseModel model = s.model_of(needs.documents);
  // What is undone may be younger than the snapshot: the case has the list, and make_decision() looks at it for nothing else.
  std::vector<Decision> decided;
  if (std::any_of(all.begin(), all.end(), [](const auto& words) { return words.front() == name(DecisionKind::undo); }))
    s.files.with([&](const store::Connection& db) { decided = store::read_decisions(db); });
  const report::Dossier dossier{readings, model, s.failures, s.name, {}, {}, {}, {}, decided, needs.known};
  std::vector<Decision> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto d = report::make_decision(dossier, all[i]);
    if (!d) throw store::Failed{for_the_desk(d.error())};
    d->by = by;
    d->why = text_of(list[i], "why");
    out.push_back(*std::move(d));
  }
  return out;
}

Error error_of(const Refused& refused) {
  const Json body = Json::parse(refused.answer.body, nullptr, false);
  const auto word = [&](const char* key) { return body.is_object() && body.contains(key) && body[key].is_string() ? body[key].get<std::string>() : std::string(); };
  return {refused.answer.status == 503 ? ErrorKind::case_file : ErrorKind::usage, word("title"), Error::nowhere, word("next")};
}

/// What is thrown inside, as an error.
template <class Body>
auto told(const Body& body) -> Result<decltype(body())> {
  try {
    return store::guarded(body);
  } catch (const Refused& refused) {
    return tl::unexpected(error_of(refused));
  }
}

}  // namespace

Result<std::vector<Decision>> decisions_from(const Snapshot& snapshot, const nlohmann::ordered_json& body, const std::string& by) {
  return told([&] { return decisions_of(snapshot.state(), body, by); });
}

Result<Reading> reading(const Snapshot& snapshot, const std::string& document_id) {
  return told([&] { return *snapshot.state().files.reading(snapshot.state().documents[document_called(snapshot.state(), document_id)].stored); });
}

Result<std::vector<KnownId>> known_ids(const Snapshot& snapshot) {
  return told([&] {
    const State& s = snapshot.state();
    std::vector<std::uint32_t> all(s.documents.size());
    for (std::uint32_t d = 0; d < all.size(); ++d) all[d] = d;
    return ids_of(some_readings(s, all), s.model_of(all));
  });
}

std::optional<std::uint32_t> find_claim(const Snapshot& snapshot, const std::string& id) {
  const auto at = snapshot.state().claim_by_id.find(id);
  return at == snapshot.state().claim_by_id.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace stemma::answers
