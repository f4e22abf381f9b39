#include "stemma/outward.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_set>

#include "base/hash.h"
#include "base/search_words.h"
#include "base/utf8.h"
#include "protect/finder.h"
#include "protect/pseudonyms.h"
#include "protect/scrub.h"
#include "protect/secrets.h"

namespace stemma {
namespace {

using namespace protect;

std::string name_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

template <class T>
bool take(T& into, Result<T>&& from, std::optional<Error>& failed) {
  if (!from) {
    failed = std::move(from).error();
    return false;
  }
  into = *std::move(from);
  return true;
}

/// All of the case, as it is.
Result<Outward> everything(const Case& from) {
  Outward out;
  out.case_name = name_of(from.path());
  std::optional<Error> failed;
  const bool good = take(out.readings, from.readings(), failed) && take(out.model, from.links(out.readings), failed) && take(out.decisions, from.decisions(), failed) &&
                    take(out.custody, from.custody(), failed) && take(out.failures, from.failures(), failed) && take(out.known_ids, from.known_ids(), failed);
  if (!good) return tl::unexpected(*failed);
  out.touched.assign(out.readings.size(), false);
  out.original = [&from](const std::string& sha256) -> Result<std::optional<std::string>> {
    auto bytes = from.original(sha256);
    if (!bytes) return tl::unexpected(bytes.error());
    return std::optional(*std::move(bytes));
  };
  return out;
}

/// Words that an archive, a PDF or another packed form may hold where nobody sees them.
bool is_packed(std::string_view bytes) {
  return bytes.starts_with("%PDF") || bytes.starts_with("PK") || bytes.starts_with("\x1f\x8b") || bytes.starts_with("\x28\xb5\x2f\xfd") ||
         bytes.substr(0, 65536).find('\0') != std::string_view::npos;
}

class Protector {
 public:
  Protector(const Case& from, Outward& out, Secrets secrets) : from_(from), out_(out), secrets_(std::move(secrets)) {}

  Result<void> run(const OutwardOptions& options) {
    const auto identity = from_.identity();
    if (!identity) return tl::unexpected(identity.error());
    const auto key = give_pseudonyms(secrets_.people, options.pseudonyms.empty() ? pseudonym_file(from_.path()) : options.pseudonyms, *identity, out_.custody, options.new_pseudonyms);
    if (!key) return tl::unexpected(key.error());
    if (key->made) out_.new_key = key->fingerprint;
    for (const Person& p : secrets_.people) out_.pseudonyms += !p.stand_in.empty();

    const Vocabulary vocabulary = vocabulary_of(out_.readings, out_.model);
    const Secrets before = secrets_;  // by the numbers of all documents
    leave_documents_out();
    Finder finder(before, vocabulary);
    const Secrets& people = secrets_;
    const Scrubber scrubber(people, finder);
    const std::vector<Reading> old = out_.readings;
    std::vector<Shift> shifts;
    for (std::uint32_t d = 0; d < out_.readings.size(); ++d) {
      shifts.emplace_back(old[d].document.text, scrubber.replacements(old[d], d, out_.model.agent_of[d], out_.marks));
    }
    finder.add_lost_words(lost_words(old, shifts));
    for (std::uint32_t d = 0; d < out_.readings.size(); ++d) reading(d, shifts[d], scrubber);
    apply(out_.model, shifts, scrubber, people);
    decisions(SpotShifter(old, out_.readings, shifts, scrubber), scrubber);
    log(scrubber);
    for (Failure& f : out_.failures)
      if (!scrubber.is_clean(f.path) || !scrubber.is_clean(f.what)) f.path = "withheld", f.what = scrubber.string(f.what);
    out_.case_name = scrubber.string(out_.case_name);
    return originals(finder, old);
  }

 private:
  void withhold(std::string item, std::string why) { out_.withheld.push_back({std::move(item), std::move(why)}); }

  /// Documents that stay in: what is left is linked as if they had never been there, so that others can count it again.
  void leave_documents_out() {
    std::set<std::string> gone;
    for (const Reading& r : out_.readings) all_originals_.insert(r.document.sha256);
    if (secrets_.documents.empty()) return;
    std::map<std::string, std::size_t> why;
    for (const auto& [d, label] : secrets_.documents) {
      gone_originals_.insert(out_.readings[d].document.sha256);
      gone_paths_.insert(out_.readings[d].document.path);
      ++why[label];
    }
    for (const auto& [label, n] : why)
      withhold(fmt::format("{} document{}", n, n == 1 ? "" : "s"), label.empty() ? "redacted" : fmt::format("labelled {}", label));
    std::vector<Reading> kept;
    for (std::uint32_t d = 0; d < out_.readings.size(); ++d)
      if (!secrets_.documents.contains(d)) kept.push_back(std::move(out_.readings[d]));
    out_.readings = std::move(kept);
    std::vector<Decision> linking;
    for (const Decision& d : out_.decisions)
      if (concerns_linking(d.kind)) linking.push_back(d);
    out_.model = reconcile(out_.readings, linking);
    // Agents and documents have other numbers now: what is left of the secrets is found anew, and all names stay known to the finder.
    Secrets now = secrets_of(out_.readings, out_.model, out_.decisions, {});
    for (Person& p : secrets_.people) {
      const auto same = std::find_if(now.people.begin(), now.people.end(), [&](const Person& n) { return n.decisions.front() == p.decisions.front(); });
      p.agents = same == now.people.end() ? std::vector<std::uint32_t>() : same->agents;
    }
    secrets_.passages.clear();
    for (const protect::Passage& p : now.passages)
      if (std::find(out_.allowed.begin(), out_.allowed.end(), p.decision) == out_.allowed.end()) secrets_.passages.push_back(p);
    secrets_.documents.clear();
    out_.touched.assign(out_.readings.size(), false);
  }

  /// Words that only stood in redacted passages.
  static std::unordered_set<std::string> lost_words(const std::vector<Reading>& old, const std::vector<Shift>& shifts) {
    std::unordered_set<std::string> lost, left;
    for (std::size_t d = 0; d < old.size(); ++d) {
      const Reading& r = old[d];
      if (shifts[d].any()) {
        for (auto& w : search_words(r.document.text))
          if (shifts[d].marks(w.span)) lost.insert(std::move(w.folded));
        for (const Figure& f : r.figures)
          if (shifts[d].marks(f.span) && f.number.size() > 1) lost.insert(f.number);
      }
      for (auto& w : search_words(shifts[d].text())) left.insert(std::move(w.folded));
      for (const auto* s : {&r.document.publisher.value, &r.document.agency.value})
        for (auto& w : search_words(*s)) left.insert(std::move(w.folded));
    }
    std::erase_if(lost, [&](const std::string& w) { return left.contains(w) || w.size() < 2 || (w.size() == 2 && (w[0] < '0' || w[0] > '9')); });
    return lost;
  }

  void reading(std::uint32_t d, const Shift& shift, const Scrubber& scrubber) {
    Reading& r = out_.readings[d];
    const bool clean_page = metadata_is_clean(r.document, scrubber);
    if (!shift.any() && clean_page) return;
    out_.touched[d] = true;
    gone_originals_.insert(r.document.sha256);
    gone_paths_.insert(r.document.path);
    std::vector<std::int32_t> own(r.agents.size(), -1);
    for (std::size_t p = 0; p < secrets_.people.size(); ++p)
      for (std::size_t a = 0; a < r.agents.size(); ++a) {
        const auto at = out_.model.agent_of[d][a];
        const auto& agents = secrets_.people[p].agents;
        if (at >= 0 && std::find(agents.begin(), agents.end(), static_cast<std::uint32_t>(at)) != agents.end()) own[a] = static_cast<std::int32_t>(p);
      }
    if (!r.document.url.empty()) withhold("the address of " + r.document.id, "it leads to the page as it was");
    withhold("the original of " + r.document.id, "something in it is protected");
    apply(r, shift, scrubber, secrets_, own);
    apply_metadata(r.document, scrubber);
  }

  void decisions(const SpotShifter& shift, const Scrubber& scrubber) {
    std::set<std::uint64_t> protective;
    for (Decision& d : out_.decisions) {
      const bool undoes_one = d.kind == DecisionKind::undo && protective.contains(d.undoes);
      if (!concerns_linking(d.kind) && (d.kind == DecisionKind::label || d.kind == DecisionKind::redact)) protective.insert(d.number);
      if (protective.contains(d.number) || undoes_one) {
        if (undoes_one) protective.insert(d.number);
        const bool undo = d.kind == DecisionKind::undo;
        if (!undo) d.kind = DecisionKind::redact;
        d.first = {{}, undo ? "" : "what stays in"}, d.second = {}, d.value.clear(), d.why.clear();
        continue;
      }
      shift(d.first.spots), shift(d.second.spots);
      for (std::string* s : {&d.first.label, &d.second.label, &d.by, &d.why}) *s = scrubber.string(*s);
    }
    for (KnownId& k : out_.known_ids) shift(k.spots);
    std::erase_if(out_.known_ids, [](const KnownId& k) { return k.spots.empty() || !k.gone.empty(); });
    protective_ = std::move(protective);
  }

  /// Entries whose words say too much leave with the hash of their words in place of them: the chain can be checked all the same.
  void log(const Scrubber& scrubber) {
    std::size_t n = 0;
    for (CustodyEntry& e : out_.custody) {
      const bool ours = e.subject.starts_with("decision ") && protective_.contains(std::strtoull(e.subject.c_str() + 9, nullptr, 10));
      const bool names_a_path = std::any_of(gone_paths_.begin(), gone_paths_.end(), [&](const std::string& path) {
        return path.size() > 1 && e.detail.find(path.substr(0, path.find('#'))) != std::string::npos;
      });
      if (e.erased || (!ours && !names_a_path && !gone_originals_.contains(e.subject) && e.action != key_action && scrubber.is_clean(e.detail))) continue;
      if (e.second_form) e.erased_hash = sha256_hex(e.salt + e.detail);
      e.erased = true;
      e.detail.clear(), e.salt.clear();
      ++n;
    }
    if (n > 0) withhold(fmt::format("the words of {} entr{} of the custody log", n, n == 1 ? "y" : "ies"), "they name what is protected; the chain can be checked without them");
  }

  Result<void> originals(const Finder& finder, const std::vector<Reading>&) {
    std::size_t held = 0, packed = 0;
    for (const auto& sha : all_originals_) {
      if (gone_originals_.contains(sha)) continue;
      const auto bytes = from_.original(sha);
      if (!bytes) return tl::unexpected(bytes.error());
      const bool blind = is_packed(*bytes);
      if (!blind && !finder.in_bytes(*bytes)) continue;
      gone_originals_.insert(sha);
      ++(blind ? packed : held);
    }
    if (held > 0) withhold(fmt::format("{} more original{}", held, held == 1 ? "" : "s"), "they hold outside their text what is protected");
    if (packed > 0) withhold(fmt::format("{} original{} in a packed form (PDF, archive)", packed, packed == 1 ? "" : "s"), "nobody can see by their bytes that they hold nothing that is protected");
    out_.original = [&from = from_, gone = gone_originals_](const std::string& sha256) -> Result<std::optional<std::string>> {
      if (gone.contains(sha256)) return std::optional<std::string>();
      auto bytes = from.original(sha256);
      if (!bytes) return tl::unexpected(bytes.error());
      return std::optional(*std::move(bytes));
    };
    return {};
  }

  const Case& from_;
  Outward& out_;
  Secrets secrets_;
  std::set<std::string> all_originals_, gone_originals_, gone_paths_;
  std::set<std::uint64_t> protective_;
};

}  // namespace

Result<Outward> outward(const Case& from, const OutwardOptions& options) {
  auto out = everything(from);
  if (!out) return out;
  Secrets secrets = secrets_of(out->readings, out->model, out->decisions, options.allow);
  out->allowed = secrets.allowed;
  const bool decided = std::any_of(out->decisions.begin(), out->decisions.end(), [](const Decision& d) { return d.kind == DecisionKind::label || d.kind == DecisionKind::redact; });
  if (!secrets.any() && !decided) return out;
  if (const auto done = Protector(from, *out, std::move(secrets)).run(options); !done) return tl::unexpected(done.error());
  return out;
}

std::string pseudonym_file(const std::string& case_path) {
  constexpr std::string_view tail = ".stemma";
  const bool ours = case_path.size() > tail.size() && case_path.ends_with(tail);
  return (ours ? case_path.substr(0, case_path.size() - tail.size()) : case_path) + ".pseudonyms";
}

}  // namespace stemma
