#include "protect/scrub.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::protect {
namespace {

bool is_pronoun(std::string_view words) {
  return equals_any(to_lower(words), {"he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs", "i", "me", "my", "mine", "we", "us", "our", "ours", "it",
                                      "its", "who", "whom", "whose", "himself", "herself", "themselves", "both", "you", "your"});
}

/// Parts of a hit by the blocks that they lie in: what parts blocks stays.
std::vector<ByteSpan> by_blocks(const Document& d, ByteSpan hit) {
  std::vector<ByteSpan> out;
  std::uint32_t at = hit.begin;
  for (const Block& b : d.blocks) {
    if (b.span.end <= at) continue;
    if (b.span.begin >= hit.end) break;
    const ByteSpan part{std::max(at, b.span.begin), std::min(hit.end, b.span.end)};
    if (!part.empty()) out.push_back(part);
    at = part.end;
  }
  if (out.empty()) out.push_back(hit);
  return out;
}

}  // namespace

std::string Scrubber::string(const std::string& s) const {
  const auto hits = finder_.in_string(s);
  if (hits.empty()) return s;
  std::string out;
  std::size_t at = 0;
  for (const Hit& h : hits) {
    out += s.substr(at, h.span.begin - at);
    const std::string& stand_in = h.person < 0 ? std::string() : secrets_.people[static_cast<std::size_t>(h.person)].stand_in;
    const std::string mark = fmt::format("{} [redacted]", redaction_mark);
    const std::string& with = stand_in.empty() ? mark : stand_in;
    if (with != mark || !out.ends_with(mark + " ")) out += with;
    else out.pop_back();
    at = h.span.end;
  }
  return out + s.substr(at);
}

std::vector<Hit> Scrubber::hits(const Reading& r, std::uint32_t index, const std::vector<std::int32_t>& agent_of) const {
  auto out = finder_.in_text(r.document.text);
  for (const Passage& p : secrets_.passages)
    if (p.document == index) out.push_back({p.span, -1});
  for (std::size_t a = 0; a < r.agents.size(); ++a)
    for (std::size_t p = 0; p < secrets_.people.size(); ++p) {
      const Person& person = secrets_.people[p];
      if (agent_of[a] < 0 || std::find(person.agents.begin(), person.agents.end(), static_cast<std::uint32_t>(agent_of[a])) == person.agents.end()) continue;
      for (const ByteSpan m : r.agents[a].mentions) {
        const auto words = slice(r.document, m);
        const auto& all = finder_.all_words(p);
        const auto parts = search_words(words);
        const bool name = std::any_of(parts.begin(), parts.end(), [&](const SearchWord& w) { return all.contains(w.folded); });
        if ((name && looks_like_a_name(words)) || (person.stand_in.empty() && !is_pronoun(words))) out.push_back({m, static_cast<std::int32_t>(p)});
      }
    }
  std::sort(out.begin(), out.end(), [](const Hit& a, const Hit& b) { return std::tie(a.span.begin, b.span.end) < std::tie(b.span.begin, a.span.end); });
  std::vector<Hit> joined;
  for (const Hit& h : out) {
    if (joined.empty() || h.span.begin >= joined.back().span.end) {
      joined.push_back(h);
      continue;
    }
    if (h.person != joined.back().person) joined.back().person = -1;
    joined.back().span.end = std::max(joined.back().span.end, h.span.end);
  }
  return joined;
}

std::vector<Shift::Replacement> Scrubber::replacements(const Reading& r, std::uint32_t index, const std::vector<std::int32_t>& agent_of, std::uint64_t& marks) const {
  std::vector<Shift::Replacement> out;
  for (const Hit& h : hits(r, index, agent_of))
    for (const ByteSpan part : by_blocks(r.document, h.span)) {
      const bool named = h.person >= 0 && !secrets_.people[static_cast<std::size_t>(h.person)].stand_in.empty();
      if (named) out.push_back({part, secrets_.people[static_cast<std::size_t>(h.person)].stand_in, false});
      else out.push_back({part, fmt::format("{} [redacted {}]", redaction_mark, ++marks), true});
    }
  return out;
}

SpotShifter::SpotShifter(const std::vector<Reading>& before, const std::vector<Reading>& after, const std::vector<Shift>& shifts, const Scrubber& scrubber)
    : before_(before), after_(after), shifts_(shifts), scrubber_(scrubber) {
  for (std::uint32_t d = 0; d < before.size(); ++d) at_.emplace(before[d].document.id, d);
}

void SpotShifter::operator()(std::vector<Spot>& spots) const {
  std::erase_if(spots, [&](const Spot& s) { return !at_.contains(s.document); });
  for (Spot& s : spots) {
    const auto d = at_.at(s.document);
    const bool plain = s.begin < s.end && shifts_[d].any();
    if (!plain) {
      s.words = scrubber_.string(s.words);
      continue;
    }
    const std::string& old = before_[d].document.text;
    const std::string& text = after_[d].document.text;
    const CodePointIndex was(old), is(text);
    const ByteSpan here{was.byte(s.begin), was.byte(s.end)};
    const ByteSpan now = shifts_[d](here);
    s.begin = is.code_point(now.begin), s.end = is.code_point(now.end);
    // Pieces of a content are joined by dots: only the whole of a stretch is its words.
    s.words = slice(std::string_view(old), here) == s.words ? std::string(slice(std::string_view(text), now)) : scrubber_.string(s.words);
  }
}

}  // namespace stemma::protect
