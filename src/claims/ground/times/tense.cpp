#include "claims/ground/times/tense.h"

#include <algorithm>

namespace stemma::claims::ground::times {
namespace {

using lang::Tag;

constexpr int kMostSteps = 8;           ///< up the tree
constexpr std::uint32_t kAuxReach = 8;  ///< tokens before a verb among which its auxiliaries are looked for

bool verb(Tag t) { return t == Tag::verb_base || t == Tag::verb_now || t == Tag::verb_past || t == Tag::participle ||
    t == Tag::gerund || t == Tag::modal; }

bool one_of(std::string_view w, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(),
    w) != list.end(); }

struct Helpers {
  bool modal = false, past_be = false, now_be = false, be = false, have = false, to = false, did = false, going = false;
};

Helpers helpers(const Page& page, std::uint32_t v) {
  Helpers h;
  const std::uint32_t low = std::max(page.sentence_of(v).first, v > kAuxReach ? v - kAuxReach : 0);
  for (std::uint32_t i = low; i < v; ++i) {
    if (page.token(i).head != static_cast<std::int32_t>(v)) continue;
    const lang::Relation r = page.token(i).relation;
    const std::string_view w = page.lower(i);
    if (r == lang::Relation::mark && w == "to") h.to = true;
    if (r != lang::Relation::aux && r != lang::Relation::aux_pass && r != lang::Relation::cop) continue;
    if (page.token(i).tag == Tag::modal) h.modal = true;
    else if (one_of(w, {"was", "were"})) h.past_be = true;
    else if (one_of(w, {"is", "are", "am", "'s", "'re", "’s"})) h.now_be = true;
    else if (one_of(w, {"be", "been"})) h.be = true;
    else if (one_of(w, {"have", "has", "had", "'ve", "'d"})) h.have = true;
    else if (w == "did") h.did = true;
    else if (w == "to") h.to = true;
  }
  return h;
}

/// What is to come by its own meaning: "due Thursday", "scheduled for May".
bool looks_ahead(std::string_view w) {
  return one_of(w, {"due", "payable", "scheduled", "expected", "planned", "set", "slated", "expects", "expect", "plans", "plan",
      "planning", "upcoming", "deadline", "effective", "matures", "maturing"});
}

Tense of(const Page& page, std::uint32_t v, int depth) {
  const Helpers h = helpers(page, v);
  const std::string_view w = page.lower(v);
  if (h.modal) return h.have ? Tense::past : Tense::future;
  if (h.did || h.have || (h.past_be && !h.to)) {
    return h.past_be && looks_ahead(w) ? Tense::unknown : Tense::past;
  }
  switch (page.token(v).tag) {
    case Tag::verb_past: return one_of(w, {"planned", "expected"}) ? Tense::unknown : Tense::past;
    case Tag::modal: return Tense::future;
    case Tag::participle: return looks_ahead(w) || h.to ? Tense::future : h.now_be ? Tense::unknown : Tense::past;
    case Tag::gerund:
      if (h.now_be) return Tense::future;
      break;
    case Tag::verb_base:
      if (h.to) {
        const std::int32_t up = page.token(v).head;
        if (up < 0 || depth <= 0) return Tense::future;
        const Tense above = of(page, static_cast<std::uint32_t>(up), depth - 1);
        return above == Tense::past ? (looks_ahead(page.lower(static_cast<std::uint32_t>(up)))
            ? Tense::future : Tense::unknown) : Tense::future;
      }
      return Tense::unknown;
    case Tag::verb_now: return looks_ahead(w) ? Tense::future : one_of(w, {"says", "say", "reports", "reported"})
        ? Tense::past : Tense::unknown;
    default: return looks_ahead(w) ? Tense::future : Tense::unknown;
  }
  const std::int32_t up = page.token(v).head;
  return up < 0 || depth <= 0 ? Tense::unknown : of(page, static_cast<std::uint32_t>(up), depth - 1);
}

}  // namespace

std::int32_t governor(const Page& page, std::uint32_t first, std::uint32_t last) {
  std::int32_t at = -1;
  for (std::uint32_t i = first; i < last && i < first + 16; ++i) {
    const std::int32_t h = page.token(i).head;
    if (h >= 0 && (h < static_cast<std::int32_t>(first) || h >= static_cast<std::int32_t>(last))) {
      at = h;
      break;
    }
  }
  for (int k = 0; k < kMostSteps && at >= 0; ++k) {
    const lang::Token& t = page.token(static_cast<std::uint32_t>(at));
    if (verb(t.tag) || t.upos == lang::Upos::verb || t.head < 0) return at;
    if (looks_ahead(page.lower(static_cast<std::uint32_t>(at)))) return at;
    at = t.head;
  }
  return at;
}

Tense tense(const Page& page, std::uint32_t first, std::uint32_t last) {
  if (first > 0) {
    const std::string_view before = page.lower(first - 1);
    if (before == "since") return Tense::past;
    if (looks_ahead(before) || before == "until" || before == "record") return Tense::future;
    if (before == "ended") return Tense::past;
  }
  const std::int32_t v = governor(page, first, last);
  return v < 0 ? Tense::unknown : of(page, static_cast<std::uint32_t>(v), 3);
}

}  // namespace stemma::claims::ground::times
