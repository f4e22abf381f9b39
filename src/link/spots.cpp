#include "link/spots.h"

#include <algorithm>

namespace stemma::link {
namespace {

std::string words_of(const Document& d, const Spans& spans) {
  std::string out;
  for (const ByteSpan s : spans) out += (out.empty() ? "" : " ... ") + std::string(slice(d, s));
  return out;
}

std::uint32_t distance(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

/// Of the stretches with the spot's words the nearest; of equally near ones the first.
template <class Stretches>
std::optional<std::uint32_t> nearest(const std::multimap<std::string, std::uint32_t>& by_words, const Stretches& all, const Spot& spot) {
  std::optional<std::uint32_t> best;
  const auto [from, to] = by_words.equal_range(spot.words);
  for (auto it = from; it != to; ++it)
    if (!best || distance(all[it->second].begin, spot.begin) < distance(all[*best].begin, spot.begin)) best = it->second;
  return best ? std::optional(all[*best].what) : std::nullopt;
}

}  // namespace

Spot spot_of(const Reading& reading, std::uint32_t attribution) {
  const Document& d = reading.document;
  const Spans& content = reading.attributions[attribution].content;
  const CodePointIndex points(d.text);
  return {d.id, points.code_point(content.front().begin), points.code_point(content.back().end), words_of(d, content)};
}

std::optional<ByteSpan> words_at(const Document& d, const CodePointIndex& points, const Spot& spot) {
  if (spot.words.empty()) return std::nullopt;
  std::optional<ByteSpan> best;
  std::uint32_t off = 0;
  for (auto at = d.text.find(spot.words); at != std::string::npos; at = d.text.find(spot.words, at + 1)) {
    const ByteSpan here{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + spot.words.size())};
    const auto begin = points.code_point(here.begin);
    const auto away = begin > spot.begin ? begin - spot.begin : spot.begin - begin;
    if (best && away >= off) break;  // they come in order: from here on it only gets farther
    best = here;
    off = away;
  }
  return best;
}

Spots::Spots(const Reading& reading) {
  const Document& d = reading.document;
  const CodePointIndex points(d.text);
  for (std::uint32_t a = 0; a < reading.attributions.size(); ++a) {
    const Spans& content = reading.attributions[a].content;
    if (content.empty()) continue;
    by_words_.emplace(words_of(d, content), static_cast<std::uint32_t>(attributions_.size()));
    attributions_.push_back({points.code_point(content.front().begin), points.code_point(content.back().end), a});
  }
  for (std::uint32_t i = 0; i < reading.agents.size(); ++i)
    for (const ByteSpan m : reading.agents[i].mentions) {
      by_name_.emplace(std::string(slice(d, m)), static_cast<std::uint32_t>(mentions_.size()));
      mentions_.push_back({points.code_point(m.begin), points.code_point(m.end), i});
    }
}

std::optional<std::uint32_t> Spots::attribution(const Spot& spot) const {
  if (const auto same = nearest(by_words_, attributions_, spot)) return same;
  std::optional<std::uint32_t> best;
  std::uint32_t most = 0;
  for (const Stretch& s : attributions_) {
    const auto from = std::max(s.begin, spot.begin), to = std::min(s.end, spot.end);
    if (from >= to || to - from <= most || (to - from) * 2 < std::max(s.end - s.begin, spot.end - spot.begin)) continue;
    most = to - from;
    best = s.what;
  }
  return best;
}

std::optional<std::uint32_t> Spots::agent(const Spot& spot) const {
  if (const auto same = nearest(by_name_, mentions_, spot)) return same;
  for (const Stretch& s : mentions_)
    if (s.begin < spot.end && spot.begin < s.end) return s.what;
  return std::nullopt;
}

}  // namespace stemma::link
