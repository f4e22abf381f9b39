#include "cli/patch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/owner_key.h"
#include "report/patch_merge.h"
#include "report/phrases.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;
using report::Choice;
using report::count;
using report::Disagreement;
using report::Patch;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string user(const Arguments& args) {
  const char* name = std::getenv("USER");
  return to_valid_utf8(args.value("by", name == nullptr ? "" : name));
}

std::string told(const Decision& d, const std::optional<Decision>& undoes) {
  return fmt::format("{}{}; {}, {}{}{}", words(d), undoes ? " (" + words(*undoes) + ")" : "", d.by.empty() ? "nobody named" : d.by, report::when(d.at), d.why.empty() ? "" : ": ", d.why);
}

Json json_of(const Decision& d) {
  Json out = Json::parse(to_json(d), nullptr, false);
  out["words"] = words(d);
  return out;
}

void list(const std::vector<const Disagreement*>& open, const std::string& file, bool as_json, Console& console) {
  if (as_json) {
    Json all = Json::array();
    for (const auto* d : open) all.push_back({{"id", d->id}, {"ours", json_of(d->ours)}, {"theirs", json_of(d->theirs)}});
    console.write(Json{{"disagreements", all}}.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    std::string out;
    for (const auto* d : open)
      out += printable(fmt::format("{}  here:  {}", d->id, squeeze(told(d->ours, d->ours_undoes)))) + "\n" +
             printable(fmt::format("        there: {}", squeeze(told(d->theirs, d->theirs_undoes)))) + "\n";
    console.write(out);
  }
  console.say(printable(fmt::format("{}: {}; choose for each with --ours, --theirs or --neither ID,ID... (or all); nothing was changed", file,
                                    count(open.size(), "decision says something else than one of this case", "decisions say something else than those of this case"))));
}

/// By id. Empty and complained of if one is no disagreement, or was chosen twice.
std::optional<std::map<std::string, Choice>> choices(const Arguments& args, const std::vector<Disagreement>& all, Console& console) {
  std::map<std::string, Choice> out;
  for (const auto& [option, choice] : {std::pair{"ours", Choice::ours}, std::pair{"theirs", Choice::theirs}, std::pair{"neither", Choice::neither}}) {
    const std::string ids = args.value(option);
    for (std::size_t at = 0; at < ids.size();) {
      const auto comma = std::min(ids.find(',', at), ids.size());
      const std::string id = ids.substr(at, comma - at);
      at = comma + 1;
      const bool every = id == "all";
      bool found = every;
      for (const Disagreement& d : all) {
        if (!every && d.id != id) continue;
        found = true;
        if (const auto [it, fresh] = out.emplace(d.id, choice); !fresh && it->second != choice) {
          console.say(fmt::format("decide: {} is chosen twice", d.id));
          return std::nullopt;
        }
      }
      if (!found) {
        console.say(printable(fmt::format("decide: there is no disagreement {}; without choices import lists them", id)));
        return std::nullopt;
      }
    }
  }
  return out;
}

/// Whether the patch may come in as far as its signature goes; notes a key that is trusted from now on.
bool check_signer(const Patch& patch, const std::vector<CustodyEntry>& log, const std::string& file, const Arguments& args, std::vector<LogNote>& notes, Console& console) {
  if (patch.key.empty()) {
    if (args.flag("unsigned")) return true;
    console.say(printable(fmt::format("{}: is not signed: anybody may have made or changed it; if you know better, say --unsigned; nothing was changed", file)));
    return false;
  }
  if (report::knows_key(log, patch.key)) return true;
  const std::string print = report::fingerprint(patch.key);
  if (!args.flag("trust-key")) {
    console.say(printable(fmt::format("{}: is signed with a key that this case does not know, by somebody called {}; ask that person for the fingerprint of the key, and if it is {} say "
                                      "--trust-key '{}'; nothing was changed", file, patch.by.empty() ? "nothing" : patch.by, print, print)));
    return false;
  }
  if (!report::is_fingerprint(args.value("trust-key"), patch.key)) {
    console.say(printable(fmt::format("{}: is signed with another key: its fingerprint is {}; nothing was changed", file, print)));
    return false;
  }
  notes.push_back({"trusted", report::key_subject(patch.key), dumped({{"name", patch.by}, {"by", user(args)}})});
  return true;
}

std::string_view word(Choice c) { return c == Choice::ours ? "ours" : c == Choice::theirs ? "theirs" : "neither"; }

}  // namespace

int export_patch(const Case& opened, const Arguments& args, Console& console) {
  const auto identity = opened.identity();
  const auto all = opened.decisions();
  const auto log = opened.custody();
  for (const Error* error : {identity ? nullptr : &identity.error(), all ? nullptr : &all.error(), log ? nullptr : &log.error()})
    if (error) {
      console.complain(*error);
      return no_case;
    }
  const auto decisions = report::since(*all, args.number("since", 0));
  if (args.flag("unsigned")) {
    console.write(report::patch_of(*identity, decisions));
    return done;
  }
  const auto key = owner_key(args, console);
  if (!key) {
    console.complain(key.error());
    return bad_usage;
  }
  console.write(report::signed_patch(*identity, user(args), report::point_before(*log, decisions), decisions, *key));
  return done;
}

std::optional<Import> prepare_import(const Case& opened, const std::vector<Decision>& ours, const std::string& file, const Arguments& args, Console& console, int& code) {
  code = bad_usage;
  const auto refuse = [&](const Error& error) {
    console.complain(error);
    return std::nullopt;
  };
  const auto identity = opened.identity();
  if (!identity) return refuse(identity.error());
  const auto log = opened.custody();
  if (!log) return refuse(log.error());
  const auto text = read_whole_file(file, report::most_patch_bytes);
  if (!text) return refuse(text.error());
  const auto patch = report::read_patch(*text, file, *identity);
  if (!patch) return refuse(patch.error());
  Import out;
  if (!check_signer(*patch, *log, file, args, out.notes, console)) return std::nullopt;
  const auto merged = report::merge(ours, *patch, report::known_to_them(*log, *patch));
  const auto chosen = choices(args, merged.disagreements, console);
  if (!chosen) return std::nullopt;
  std::vector<const Disagreement*> open;
  for (const auto& d : merged.disagreements)
    if (!chosen->contains(d.id)) open.push_back(&d);
  if (!open.empty()) {
    list(open, file, args.flag("json"), console);
    return std::nullopt;
  }
  if (args.flag("check")) {
    for (const Decision& d : merged.fresh) console.write(printable(squeeze(told(d, {}))) + "\n");
    console.say(printable(fmt::format("{}: {} new, {} already there; nothing was changed", file, merged.fresh.size(), merged.there)));
    code = done;
    return std::nullopt;
  }
  out.decisions = patch->decisions;
  out.agreed = merged.agreed;
  std::vector<Decision> undos;
  Json settled = Json::array();
  for (const auto& d : merged.disagreements) {
    const Choice choice = chosen->at(d.id);
    const std::string given = to_valid_utf8(args.value("why"));
    report::settle(d, choice, user(args), fmt::format("Chosen on import between {} and {}: {}.{}{}", d.ours.number, d.theirs.number, word(choice), given.empty() ? "" : " ", given), undos);
    settled.push_back({{"id", d.id}, {"ours", d.ours.number}, {"theirs", d.theirs.number}, {"chosen", word(choice)}});
  }
  out.decisions.insert(out.decisions.end(), undos.begin(), undos.end());
  if (merged.fresh.empty() && out.notes.empty()) return out;  // nothing happens, nothing is noted
  Json note{{"signed", !patch->key.empty()}, {"name", patch->by}, {"key", patch->key}, {"decisions", patch->decisions.size()}, {"new", merged.fresh.size()},
            {"agreed", merged.agreed}, {"by", user(args)}};
  if (!settled.empty()) note["settled"] = std::move(settled);
  out.notes.push_back({"imported", "patch " + patch->sha256, dumped(note)});
  return out;
}

}  // namespace stemma::cli
