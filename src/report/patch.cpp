#include "report/patch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/codings.h"
#include "base/hash.h"

namespace stemma::report {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string text_of(const Json& in, const char* key) {
  const auto it = in.find(key);
  return it != in.end() && it->is_string() ? it->get<std::string>() : std::string();
}

class PatchReader {
 public:
  PatchReader(std::string_view text, const std::string& called, const std::string& identity) : text_(text), called_(called), identity_(identity) {}

  Result<Patch> read() {
    if (text_.size() > most_patch_bytes) return wrong(1, "the patch is larger than 64 MiB");
    if (text_.empty()) return wrong(1, "empty");
    Patch out;
    out.sha256 = sha256_hex(text_);
    std::string_view rest = text_;
    std::set<std::uint64_t> numbers;
    for (std::size_t n = 1; !rest.empty(); ++n) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      const std::string_view before = text_.substr(0, text_.size() - rest.size());
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (n == 1) {
        if (auto what = head(line, out); !what.empty()) return wrong(n, std::move(what));
      } else if (!out.key.empty() && line.starts_with("{\"signature\"")) {
        const std::string signature = bytes_of_hex(text_of(Json::parse(line, nullptr, false), "signature"));
        if (!rest.empty()) return wrong(n + 1, "something stands after the signature");
        if (!signature_holds(bytes_of_hex(out.key), before, signature)) return wrong(n, "the signature does not fit: the patch was changed after it was signed, or is forged");
        signed_ = true;
      } else if (!line.empty()) {
        auto d = decision_from_json(line);
        if (!d) return wrong(n, d.error().what);
        if (d->number == 0) return wrong(n, "the decision has no number");
        if (d->kind == DecisionKind::undo && !numbers.contains(d->undoes)) return wrong(n, "it undoes a decision that is not in the patch");
        numbers.insert(d->number);
        if (!out.decisions.empty() && out.decisions.back().number >= d->number) return wrong(n, "the decisions are not in order");
        out.decisions.push_back(std::move(*d));
      }
    }
    if (!out.key.empty() && !signed_) return fail(ErrorKind::malformed, called_ + ": its end is missing, and with it the signature", Error::nowhere, "nothing was changed");
    return out;
  }

 private:
  tl::unexpected<Error> wrong(std::size_t line, std::string what) const {
    return fail(ErrorKind::malformed, fmt::format("{}, line {}: {}", called_, line, what), Error::nowhere, "nothing was changed");
  }

  std::string head(std::string_view line, Patch& out) const {
    const Json head = Json::parse(line, nullptr, false);
    if (!head.is_object() || !head.contains("stemma_patch") || !head["stemma_patch"].is_number_unsigned()) return "not a patch of decisions";
    const auto form = head["stemma_patch"].get<std::uint64_t>();
    if (form != 1 && form != 2) return fmt::format("a patch of form {}, which this program does not know: update Stemma", form);
    if (text_of(head, "case") != identity_) return "the patch was made for another case";
    if (form == 1) return "";
    out.key = text_of(head, "key");
    out.by = text_of(head, "by");
    if (bytes_of_hex(out.key).size() != 32) return "it names no key to check its signature with";
    const Json from = head.value("from", Json());
    if (!from.is_object() || !from.contains("entry") || !from["entry"].is_number_unsigned()) return "it does not say from where in the log on it was made";
    out.from = LogPoint{from["entry"].get<std::uint64_t>(), text_of(from, "hash")};
    return "";
  }

  std::string_view text_;
  const std::string &called_, &identity_;
  bool signed_ = false;
};

}  // namespace

std::string patch_of(const std::string& identity, std::span<const Decision> decisions) {
  std::string out = line_of({{"stemma_patch", 1}, {"case", identity}});
  for (const Decision& d : decisions) out += to_json(d) + "\n";
  return out;
}

std::string signed_patch(const std::string& identity, const std::string& by, const LogPoint& from, std::span<const Decision> decisions,
                         const SigningKey& key) {
  std::string out = line_of({{"stemma_patch", 2}, {"case", identity}, {"by", by}, {"key", hex_of(key.public_key())},
                             {"from", {{"entry", from.entry}, {"hash", from.hash}}}});
  for (const Decision& d : decisions) out += to_json(d) + "\n";
  return out + line_of({{"signature", hex_of(key.sign(out))}});
}

std::vector<Decision> since(std::span<const Decision> decisions, std::uint64_t since) {
  std::set<std::uint64_t> wanted;
  for (auto d = decisions.rbegin(); d != decisions.rend(); ++d) {  // what is undone stands before its undo
    if (d->number > since) wanted.insert(d->number);
    if (wanted.contains(d->number) && d->kind == DecisionKind::undo) wanted.insert(d->undoes);
  }
  std::vector<Decision> out;
  std::copy_if(decisions.begin(), decisions.end(), std::back_inserter(out), [&](const Decision& d) { return wanted.contains(d.number); });
  return out;
}

Result<Patch> read_patch(std::string_view text, const std::string& called, const std::string& identity) {
  return PatchReader(text, called, identity).read();
}

LogPoint point_before(std::span<const CustodyEntry> log, std::span<const Decision> decisions) {
  const std::string first = decisions.empty() ? std::string() : fmt::format("decision {}", decisions.front().number);
  const auto at = std::find_if(log.begin(), log.end(), [&](const CustodyEntry& e) { return e.action == "decided" && e.subject == first; });
  return at == log.begin() ? LogPoint{} : LogPoint{(at - 1)->seq, (at - 1)->hash};
}

std::uint64_t known_to_them(std::span<const CustodyEntry> log, const Patch& patch) {
  if (!patch.from || patch.from->entry == 0 || patch.from->entry > log.size() || log[patch.from->entry - 1].hash != patch.from->hash) return 0;
  const auto shared = log.first(patch.from->entry);
  return static_cast<std::uint64_t>(std::count_if(shared.begin(), shared.end(), [](const CustodyEntry& e) { return e.action == "decided"; }));
}

std::string key_subject(const std::string& key) { return "key " + key; }

bool knows_key(std::span<const CustodyEntry> log, const std::string& key) {
  return std::any_of(log.begin(), log.end(), [&](const CustodyEntry& e) { return e.action == "trusted" && e.subject == key_subject(key); });
}

std::string fingerprint(const std::string& key) {
  const std::string digits = sha256_hex(bytes_of_hex(key));
  std::string out;
  for (std::size_t i = 0; i < 32; i += 4) out += (i == 0 ? "" : " ") + digits.substr(i, 4);
  return out;
}

bool is_fingerprint(std::string_view typed, const std::string& key) {
  const auto bare = [](std::string_view s) {
    std::string out;
    for (const char c : s)
      if (c != ' ' && c != ':' && c != '-') out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
  };
  return bare(typed) == bare(fingerprint(key));
}

}  // namespace stemma::report
